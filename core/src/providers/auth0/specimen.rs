//! What a machine-to-machine token of Auth0 says, and whose tokens come from the same issuer.
//!
//! From the pages on the client credentials flow and on token dialects that `super::DOCS` names (read 2026-11-22).

use crate::providers::Change::{And, Is, Without};
use crate::providers::specimen::OTHER_AUDIENCE;
use crate::providers::{Specimen, Stranger};

pub(super) static SPECIMEN: Specimen = Specimen {
    claims: r#"{
        "iss":"<ISSUER>","sub":"<SUBJECT>","aud":"<AUDIENCE>","gty":"client-credentials",
        "azp?":"<AZP>","client_id?":"<CLIENT_ID>","scope":"invoke:claude"
    }"#,
    parts: &[
        ("ISSUER", "https://<DOMAIN>/"),
        ("DOMAIN", "acme.eu.auth0.com"),
        ("SUBJECT", "<CLIENT>@clients"),
        ("AUDIENCE", "https://api.anthropic.com"),
        ("CLIENT", "fakeClientId0000000000000000abcd"),
        ("AZP", "<CLIENT>"),
        ("CLIENT_ID", ""),
    ],
    forms: &[
        ("ISSUER", &["https://<DOMAIN>/"]),
        ("SUBJECT", &["<CLIENT>@clients"]),
        ("AZP", &["<CLIENT>"]),
        ("CLIENT_ID", &["<CLIENT>"]),
    ],
    implied: &[],
    strangers: STRANGERS,
};

const STRANGERS: &[Stranger] = &[
    Stranger {
        id: "other-client",
        title: "Another application",
        who: "Any application of the tenant that may ask for the API.",
        changes: &[Is("CLIENT", "strangerClientId0000000000000000")],
    },
    Stranger {
        id: "look-alike-client",
        title: "An application whose id begins alike",
        who: "Whoever can make applications in the tenant, where only the start of an id is compared.",
        changes: &[And("CLIENT", "z")],
    },
    Stranger {
        id: "human",
        title: "A person, through the application",
        who: "Anybody who signs in where an application asks for the API in their name.",
        changes: &[Is("SUBJECT", "auth0|64f1c0ffee0000000000beef"), Without("gty")],
    },
    Stranger {
        id: "other-tenant",
        title: "Another customer of Auth0",
        who: "Anybody with a tenant: an API's identifier is free text.",
        changes: &[Is("DOMAIN", "stranger.eu.auth0.com"), Is("CLIENT", "strangerClientId0000000000000000")],
    },
    OTHER_AUDIENCE,
];

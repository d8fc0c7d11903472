//! What an access token of an Okta service app says, and whose tokens come from the same issuer.
//!
//! From the page on federation with Okta that `super::DOCS` names (read 2026-11-22).

use crate::providers::Change::{And, Is};
use crate::providers::specimen::OTHER_AUDIENCE;
use crate::providers::{Specimen, Stranger};

pub(super) static SPECIMEN: Specimen = Specimen {
    claims: r#"{
        "ver":1,"jti":"AT.fakeFakeFakeFakeFakeFakeFakeFake66","iss":"<ISSUER>","aud":"<AUDIENCE>",
        "cid":"<CLIENT>","uid?":"<USER>","scp":["<SCOPE>"],"sub":"<SUBJECT>"
    }"#,
    parts: &[
        ("ISSUER", "https://<DOMAIN>/oauth2/<SERVER>"),
        ("DOMAIN", "acme.okta.com"),
        ("SERVER", "aus1a2b3c4d5e6f7g8h9"),
        ("AUDIENCE", "https://api.anthropic.com"),
        ("CLIENT", "0oa1b2c3d4e5f6g7h8i9"),
        ("SUBJECT", "<CLIENT>"),
        ("USER", ""),
        ("SCOPE", "anthropic.access"),
    ],
    forms: &[("ISSUER", &["https://<DOMAIN>/oauth2/<SERVER>"]), ("SUBJECT", &["<CLIENT>"])],
    implied: &[],
    strangers: STRANGERS,
};

const STRANGERS: &[Stranger] = &[
    Stranger {
        id: "other-client",
        title: "Another app",
        who: "Any app that the authorization server's policies let in: its tokens all have one audience.",
        changes: &[Is("CLIENT", "0oa9z8y7x6w5v4u3t2s1")],
    },
    Stranger {
        id: "look-alike-client",
        title: "An app whose id begins alike",
        who: "Whoever can make an app: every id begins with 0oa, and nothing marks where one ends.",
        changes: &[And("CLIENT", "z")],
    },
    Stranger {
        id: "human",
        title: "A person, through the app",
        who: "Anybody who signs in through an app that the server's policies let in.",
        changes: &[Is("SUBJECT", "alice@acme.example"), Is("USER", "00u1a2b3c4d5e6f7g8h9")],
    },
    Stranger {
        id: "other-scope",
        title: "The app's token for something else",
        who: "Every service of the same authorization server that the app sends its tokens to.",
        changes: &[Is("SCOPE", "reports.read")],
    },
    Stranger {
        id: "other-server",
        title: "Another authorization server",
        who: "Whoever may set up authorization servers in the org: the audience is free text.",
        changes: &[Is("SERVER", "aus9z8y7x6w5v4u3t2s1")],
    },
    Stranger {
        id: "other-tenant",
        title: "Another customer of Okta",
        who: "Anybody with an org.",
        changes: &[Is("DOMAIN", "stranger.okta.com"), Is("CLIENT", "0oa9z8y7x6w5v4u3t2s1")],
    },
    OTHER_AUDIENCE,
];

//! What a token of a Keycloak client says, and whose tokens come from the same issuer.
//!
//! From the server administration guide that `super::DOCS` names (read 2026-11-22).

use crate::providers::Change::{And, Claim, Is, Without};
use crate::providers::specimen::OTHER_AUDIENCE;
use crate::providers::{Specimen, Stranger};

pub(super) static SPECIMEN: Specimen = Specimen {
    claims: r#"{
        "jti":"trrtcc:0a1b2c3d-0000-4000-8000-000000000001","iss":"<ISSUER>","aud":["<AUDIENCE>","account"],
        "sub":"<SUBJECT>","typ":"Bearer","azp":"<CLIENT>","acr":"1",
        "realm_access":{"roles":["<ROLE>","offline_access"]},
        "resource_access":{"account":{"roles":["view-profile"]}},
        "scope":"email profile","email_verified":false,"clientHost":"10.0.0.9",
        "preferred_username":"<USERNAME>","clientAddress":"10.0.0.9","client_id":"<CLIENT>"
    }"#,
    parts: &[
        ("ISSUER", "https://<SERVER>/realms/<REALM>"),
        ("SERVER", "sso.acme.example"),
        ("REALM", "platform"),
        ("AUDIENCE", "https://api.anthropic.com"),
        ("SUBJECT", "5d0c1b2a-7777-4666-8555-444433332222"),
        ("CLIENT", "claude-batch"),
        ("USERNAME", "service-account-<CLIENT>"),
        ("ROLE", "claude"),
    ],
    forms: &[("ISSUER", &["https://<SERVER>/realms/<REALM>"]), ("USERNAME", &["service-account-<CLIENT>"])],
    implied: &[],
    strangers: STRANGERS,
};

const STRANGERS: &[Stranger] = &[
    Stranger {
        id: "other-client",
        title: "Another client of the realm",
        who: "Any client with a service account that is given the audience.",
        changes: &[
            Is("CLIENT", "reports"),
            Is("SUBJECT", "99999999-0000-4000-8000-000000000001"),
            Is("ROLE", "default-roles-platform"),
        ],
    },
    Stranger {
        id: "role-holder",
        title: "Another client, with the same role",
        who: "Whatever else the realm's administrators gave the role.",
        changes: &[Is("CLIENT", "billing"), Is("SUBJECT", "99999999-0000-4000-8000-000000000002")],
    },
    Stranger {
        id: "look-alike-client",
        title: "A client whose name goes on",
        who: "Whoever may make clients in the realm.",
        changes: &[
            And("CLIENT", "-evil"),
            Is("SUBJECT", "99999999-0000-4000-8000-000000000003"),
            Is("ROLE", "default-roles-platform"),
        ],
    },
    Stranger {
        id: "recreated-client",
        title: "The client, deleted and made again",
        who: "Whoever may make clients in the realm, once the name is free.",
        changes: &[Is("SUBJECT", "99999999-0000-4000-8000-000000000004")],
    },
    Stranger {
        id: "human",
        title: "A person, through the client",
        who: "Anybody of the realm who signs in through the client, where its standard flow or direct grants are on.",
        changes: &[
            Is("SUBJECT", "99999999-0000-4000-8000-000000000005"),
            Is("USERNAME", "alice"),
            Without("client_id"),
            Without("clientHost"),
            Without("clientAddress"),
        ],
    },
    Stranger {
        id: "other-realm",
        title: "Another realm of the server",
        who: "Whoever runs another realm of the server.",
        changes: &[Is("REALM", "sandbox"), Is("SUBJECT", "99999999-0000-4000-8000-000000000006")],
    },
    Stranger { changes: &[Claim("aud", r#""account""#)], ..OTHER_AUDIENCE },
];

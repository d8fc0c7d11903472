//! What a token of Fly.io says, and whose tokens come from the same issuer.
//!
//! From the pages on OpenID Connect that `super::DOCS` names (read 2026-11-22).

use crate::providers::Change::{And, Is};
use crate::providers::{Specimen, Stranger};

pub(super) static SPECIMEN: Specimen = Specimen {
    claims: r#"{
        "app_id":"<APP_ID>","app_name":"<APP>","aud":"<AUDIENCE>","image":"registry.fly.io/<APP>:deployment-01",
        "iss":"<ISSUER>","jti":"fly-00000000-0000-4000-8000-000000000001","machine_id":"<MACHINE_ID>",
        "machine_name":"<MACHINE>","machine_version":"01HX0000000000000000000000","org_id":"<ORGANIZATION_ID>",
        "org_name":"<ORGANIZATION>","region":"<REGION>","sub":"<SUBJECT>"
    }"#,
    parts: &[
        ("ISSUER", "https://oidc.fly.io/<ORGANIZATION>"),
        ("SUBJECT", "<ORGANIZATION>:<APP>:<MACHINE>"),
        ("AUDIENCE", "https://api.anthropic.com"),
        ("ORGANIZATION", "acme"),
        ("ORGANIZATION_ID", "123456"),
        ("APP", "acme-worker"),
        ("APP_ID", "456789"),
        ("MACHINE", "ancient-snow-4824"),
        ("MACHINE_ID", "3d8d377ce9e398"),
        ("REGION", "iad"),
    ],
    forms: &[
        ("ISSUER", &["https://oidc.fly.io/<ORGANIZATION>"]),
        ("SUBJECT", &["<ORGANIZATION>:<APP>:<MACHINE>"]),
    ],
    implied: &[],
    strangers: STRANGERS,
};

const STRANGERS: &[Stranger] = &[
    Stranger {
        id: "other-machine",
        title: "Another Machine of the app",
        who: "Whoever can deploy the app or start a Machine in it, with any image.",
        changes: &[Is("MACHINE", "attempt"), Is("MACHINE_ID", "999d377ce9e399"), Is("REGION", "ams")],
    },
    Stranger {
        id: "other-app",
        title: "Another app of the organization",
        who: "Whoever can deploy or open a shell in another app.",
        changes: &[Is("APP", "playground"), Is("APP_ID", "999001"), Is("MACHINE_ID", "999d377ce9e398")],
    },
    Stranger {
        id: "look-alike-app",
        title: "An app whose name goes on",
        who: "Whoever can make an app in the organization.",
        changes: &[And("APP", "-evil"), Is("APP_ID", "999002"), Is("MACHINE_ID", "999d377ce9e398")],
    },
    Stranger {
        id: "look-alike-organization",
        title: "An organization whose name goes on",
        who: "Anybody: each organization has an issuer of its own.",
        changes: &[And("ORGANIZATION", "-evil"), Is("ORGANIZATION_ID", "99000001"), Is("APP_ID", "999003")],
    },
    Stranger {
        id: "other-organization",
        title: "Another customer of Fly.io",
        who: "Anybody with an account.",
        changes: &[Is("ORGANIZATION", "stranger"), Is("ORGANIZATION_ID", "99000002"), Is("APP_ID", "999004")],
    },
    Stranger {
        id: "recreated-app",
        title: "The app, deleted and made again",
        who: "Whoever can make an app in the organization: the name is free after a deletion.",
        changes: &[Is("APP_ID", "999005"), Is("MACHINE_ID", "999d377ce9e398")],
    },
    Stranger {
        id: "recreated-organization",
        title: "The organization's name, taken by somebody else",
        who: "Anybody, once the organization was deleted: the issuer goes with the name.",
        changes: &[Is("ORGANIZATION_ID", "99000003"), Is("APP_ID", "999006")],
    },
    Stranger {
        id: "default-audience",
        title: "A token for Fly.io's default audience",
        who: "Whatever runs on the Machine, and every service that is sent one.",
        changes: &[Is("AUDIENCE", "https://fly.io/<ORGANIZATION>")],
    },
];

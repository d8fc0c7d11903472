//! What an identity token of Google Cloud says, and whose tokens come from the same issuer.
//!
//! From the pages on verifying instances and on printing identity tokens that `super::DOCS` names (read 2026-11-21).

use super::ISSUER;
use crate::providers::Change::{And, Is, Without};
use crate::providers::specimen::OTHER_AUDIENCE;
use crate::providers::{Specimen, Stranger};

pub(super) static SPECIMEN: Specimen = Specimen {
    claims: r#"{
        "iss":"<ISSUER>","aud":"<AUDIENCE>","sub":"<SUBJECT>","azp":"<AZP>",
        "email?":"<EMAIL>","email_verified":true,"hd?":"<DOMAIN>",
        "google?":{"compute_engine":{
            "project_id":"<PROJECT>","project_number":"<#PROJECT_NUMBER>","zone":"us-central1-a",
            "instance_id":"<INSTANCE>","instance_name":"<INSTANCE_NAME>","instance_creation_timestamp":1795300000
        }}
    }"#,
    parts: &[
        ("ISSUER", ISSUER),
        ("AUDIENCE", "https://api.anthropic.com"),
        ("AZP", "<SUBJECT>"),
        ("SUBJECT", "104892101234567890123"),
        ("EMAIL", "<ACCOUNT>@<PROJECT>.iam.gserviceaccount.com"),
        ("ACCOUNT", "inference-worker"),
        ("PROJECT", "my-project"),
        ("PROJECT_NUMBER", "716149158341"),
        ("INSTANCE", "4340508760561261530"),
        ("INSTANCE_NAME", "worker-1"),
        ("DOMAIN", ""),
    ],
    forms: &[
        ("AZP", &["<SUBJECT>"]),
        (
            "EMAIL",
            &[
                "<ACCOUNT>@<PROJECT>.iam.gserviceaccount.com",
                "<PROJECT_NUMBER>-compute@developer.gserviceaccount.com",
                "<PROJECT>@appspot.gserviceaccount.com",
            ],
        ),
    ],
    implied: &[],
    strangers: STRANGERS,
};

const STRANGERS: &[Stranger] = &[
    Stranger {
        id: "other-service-account",
        title: "Another service account of the project",
        who: "Whoever can make a service account in the project, or run code as one.",
        changes: &[Is("SUBJECT", "100000000000000000001"), Is("ACCOUNT", "batch-export")],
    },
    Stranger {
        id: "look-alike-service-account",
        title: "A service account whose name goes on",
        who: "Whoever can make a service account in the project.",
        changes: &[Is("SUBJECT", "100000000000000000002"), And("ACCOUNT", "-evil")],
    },
    Stranger {
        id: "look-alike-subject",
        title: "An account whose number begins alike",
        who: "Anybody: numbers are handed out without order.",
        changes: &[
            And("SUBJECT", "7"),
            Is("DOMAIN", ""),
            Is("PROJECT", "stranger-project"),
            Is("PROJECT_NUMBER", "999000000001"),
            Is("INSTANCE", "9990000000000000001"),
        ],
    },
    Stranger {
        id: "default-service-account",
        title: "The default account of the project's machines",
        who: "Code on every machine and function of the project that nobody gave an account of its own.",
        changes: &[
            Is("SUBJECT", "100000000000000000003"),
            Is("EMAIL", "<PROJECT_NUMBER>-compute@developer.gserviceaccount.com"),
        ],
    },
    Stranger {
        id: "look-alike-project",
        title: "A project whose id goes on",
        who: "Anybody: ids of projects are free for the taking.",
        changes: &[
            Is("SUBJECT", "100000000000000000004"),
            Is("DOMAIN", ""),
            And("PROJECT", "-evil"),
            Is("PROJECT_NUMBER", "999000000002"),
            Is("INSTANCE", "9990000000000000002"),
        ],
    },
    Stranger {
        id: "other-project",
        title: "Another customer of Google Cloud",
        who: "Anybody with a project: one issuer serves them all, for any audience.",
        changes: &[
            Is("SUBJECT", "100000000000000000005"),
            Is("DOMAIN", ""),
            Is("PROJECT", "stranger-project"),
            Is("PROJECT_NUMBER", "999000000001"),
            Is("INSTANCE", "9990000000000000001"),
        ],
    },
    Stranger {
        id: "recreated-service-account",
        title: "The service account, deleted and made again",
        who: "Whoever can make a service account in the project once the address is free.",
        changes: &[Is("SUBJECT", "100000000000000000006")],
    },
    Stranger {
        id: "other-instance",
        title: "Another machine with the service account",
        who: "Whoever may start a machine as the account (iam.serviceAccounts.actAs).",
        changes: &[Is("INSTANCE", "9990000000000000003"), Is("INSTANCE_NAME", "attempt")],
    },
    Stranger {
        id: "human",
        title: "A person",
        who: "Anybody with a Google account: their tokens are for the app that signed them in.",
        changes: &[
            Is("AUDIENCE", "32555940559.apps.googleusercontent.com"),
            Is("SUBJECT", "110169484474386276334"),
            Is("AZP", "32555940559.apps.googleusercontent.com"),
            Is("EMAIL", "alice@acme.example"),
            Is("DOMAIN", "acme.example"),
            Without("google"),
        ],
    },
    OTHER_AUDIENCE,
];

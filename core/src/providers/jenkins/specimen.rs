//! What a token of Jenkins says, and whose tokens come from the same issuer.
//!
//! From the plugin's page and source that `super::DOCS` names (read 2026-11-22). A job that is made again has its
//! predecessor's claims, which cannot be shown.

use crate::providers::Change::{And, Is};
use crate::providers::specimen::OTHER_AUDIENCE;
use crate::providers::{Specimen, Stranger};

pub(super) static SPECIMEN: Specimen = Specimen {
    claims: r#"{"iss":"<ISSUER>","sub":"<SUBJECT>","aud":["<AUDIENCE>"],"build_number":57}"#,
    parts: &[
        ("ISSUER", "<SERVER>/oidc"),
        ("SERVER", "https://jenkins.acme.example"),
        ("SUBJECT", "<SERVER>/job/<JOB>/job/<BRANCH>/"),
        ("AUDIENCE", "https://api.anthropic.com"),
        ("JOB", "deploy"),
        ("BRANCH", "main"),
    ],
    forms: &[
        ("ISSUER", &["<SERVER>/oidc"]),
        ("SUBJECT", &["<SERVER>/job/<JOB>/job/<BRANCH>/", "<SERVER>/job/<JOB>/"]),
    ],
    implied: &[],
    strangers: STRANGERS,
};

const STRANGERS: &[Stranger] = &[
    Stranger {
        id: "other-branch",
        title: "Another branch, or a job beside it",
        who: "Whoever can push a branch to a multibranch pipeline, or make a job in the folder.",
        changes: &[Is("BRANCH", "attempt")],
    },
    Stranger {
        id: "look-alike-branch",
        title: "A branch whose name goes on",
        who: "Whoever can push a branch to a multibranch pipeline.",
        changes: &[And("BRANCH", "-evil")],
    },
    Stranger {
        id: "pull-request",
        title: "A pull request",
        who: "Whoever can open a pull request that a multibranch pipeline builds, from a fork too.",
        changes: &[Is("BRANCH", "PR-7")],
    },
    Stranger {
        id: "other-job",
        title: "Another job of the server",
        who: "Whoever can configure another job that reaches the credential.",
        changes: &[Is("JOB", "playground")],
    },
    Stranger {
        id: "look-alike-job",
        title: "A job whose name goes on",
        who: "Whoever can make a job beside it.",
        changes: &[And("JOB", "-evil")],
    },
    Stranger {
        id: "outside-build",
        title: "A token made outside a build",
        who: "Administrators, and plugins that use the credential.",
        changes: &[Is("SUBJECT", "<SERVER>/")],
    },
    OTHER_AUDIENCE,
];

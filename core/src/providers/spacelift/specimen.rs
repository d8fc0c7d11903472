//! What a token of Spacelift says, and whose tokens come from the same issuer.
//!
//! From the pages on OpenID Connect that `super::PROVIDER` names (read 2026-11-22). Every token has the account's audience, and
//! a stack that is made again has its predecessor's claims: neither can be shown.

use crate::providers::Change::{And, Is};
use crate::providers::{Specimen, Stranger};

pub(super) static SPECIMEN: Specimen = Specimen {
    claims: r#"{
        "iss":"<ISSUER>","sub":"<SUBJECT>","aud":"<AUDIENCE>","jti":"4b1f0c6a-0000-4000-8000-000000000001",
        "spaceId":"<SPACE>","callerType":"<CALLER_TYPE>","callerId":"<CALLER>","runType":"<RUN_TYPE>",
        "runId":"01HX0000000000000000000000","scope":"<SCOPE>"
    }"#,
    parts: &[
        ("ISSUER", "https://<ACCOUNT>.app.spacelift.io"),
        ("SUBJECT", "space:<SPACE>:<CALLER_TYPE>:<CALLER>:run_type:<RUN_TYPE>:scope:<SCOPE>"),
        ("AUDIENCE", "<ACCOUNT>.app.spacelift.io"),
        ("ACCOUNT", "acme"),
        ("SPACE", "production"),
        ("CALLER_TYPE", "stack"),
        ("CALLER", "claude-infra"),
        ("RUN_TYPE", "TRACKED"),
        ("SCOPE", "write"),
    ],
    forms: &[
        ("ISSUER", &["https://<ACCOUNT>.app.spacelift.io"]),
        ("SUBJECT", &["space:<SPACE>:<CALLER_TYPE>:<CALLER>:run_type:<RUN_TYPE>:scope:<SCOPE>"]),
        ("AUDIENCE", &["<ACCOUNT>.app.spacelift.io"]),
    ],
    implied: &[],
    strangers: STRANGERS,
};

const STRANGERS: &[Stranger] = &[
    Stranger {
        id: "plan-phase",
        title: "The plan of a tracked run",
        who: "Whoever can push to the branch that the stack tracks: its code runs before anybody confirms it.",
        changes: &[Is("RUN_TYPE", "TRACKED"), Is("SCOPE", "read")],
    },
    Stranger {
        id: "pull-request",
        title: "A proposed run, as of a pull request",
        who: "Whoever can open a pull request: its code runs before anybody has looked at it.",
        changes: &[Is("RUN_TYPE", "PROPOSED"), Is("SCOPE", "read")],
    },
    Stranger {
        id: "manual-run",
        title: "A task",
        who: "Whoever can write to the space: a task runs any command in the stack's workspace.",
        changes: &[Is("RUN_TYPE", "TASK"), Is("SCOPE", "write")],
    },
    Stranger {
        id: "other-stack",
        title: "Another stack of the space",
        who: "Whoever can start runs of another stack.",
        changes: &[Is("CALLER", "playground")],
    },
    Stranger {
        id: "look-alike-stack",
        title: "A stack whose name goes on",
        who: "Whoever can make a stack in the space.",
        changes: &[And("CALLER", "-evil")],
    },
    Stranger {
        id: "module",
        title: "A module with the stack's name",
        who: "Whoever can make a module in the space.",
        changes: &[Is("CALLER_TYPE", "module"), Is("RUN_TYPE", "TESTING")],
    },
    Stranger {
        id: "other-space",
        title: "The stack, in another space",
        who: "Whoever can move the stack, or has it after it moved.",
        changes: &[Is("SPACE", "playground")],
    },
    Stranger {
        id: "look-alike-space",
        title: "A space whose name goes on",
        who: "Whoever can make a space.",
        changes: &[And("SPACE", "-evil")],
    },
    Stranger {
        id: "other-organization",
        title: "Another customer of Spacelift",
        who: "Anybody with an account: each has an issuer of its own.",
        changes: &[Is("ACCOUNT", "stranger")],
    },
];

//! What a token of CircleCI says, and whose tokens come from the same issuer.
//!
//! From CircleCI's pages on OpenID Connect tokens that `super::DOCS` names (read 2026-11-21). What started a pipeline is not
//! among the claims. A fork's pull request has refs/heads/pull/NUMBER or the ref that its author named: the worse is shown.

use crate::providers::Change::{And, Claim, Is};
use crate::providers::{Specimen, Stranger};

pub(super) static SPECIMEN: Specimen = Specimen {
    claims: r#"{
        "iss":"<ISSUER>","sub":"<SUBJECT>","aud":"<AUDIENCE>",
        "oidc.circleci.com/org-id?":"<ORGANIZATION_ID>","oidc.circleci.com/project-id":"<PROJECT>",
        "oidc.circleci.com/pipeline-definition-id?":"<DEFINITION>",
        "oidc.circleci.com/vcs-origin?":"<ORIGIN>","oidc.circleci.com/vcs-ref?":"<REF>",
        "oidc.circleci.com/context-ids":["<CONTEXT>"],"oidc.circleci.com/ssh-rerun":false
    }"#,
    parts: &[
        ("ISSUER", "https://oidc.circleci.com/org/<ORGANIZATION>"),
        ("SUBJECT", "org/<ORGANIZATION>/project/<PROJECT>/user/<PERSON>/vcs-origin/<ORIGIN>/vcs-ref/<REF>"),
        ("AUDIENCE", "https://api.anthropic.com"),
        ("ORGANIZATION", "00000000-0000-4000-8000-0000000000a1"),
        ("ORGANIZATION_ID", ""),
        ("PROJECT", "00000000-0000-4000-8000-0000000000a2"),
        ("DEFINITION", ""),
        ("PERSON", "00000000-0000-4000-8000-0000000000a3"),
        ("ORIGIN", "github.com/acme/api"),
        ("REF", "refs/heads/<BRANCH>"),
        ("BRANCH", "main"),
        ("TAG", "v1.0.0"),
        ("CONTEXT", "00000000-0000-4000-8000-0000000000a4"),
    ],
    forms: &[
        ("ISSUER", &["https://oidc.circleci.com/org/<ORGANIZATION>"]),
        (
            "SUBJECT",
            &[
                "org/<ORGANIZATION>/project/<PROJECT>/user/<PERSON>/vcs-origin/<ORIGIN>/vcs-ref/<REF>",
                "org/<ORGANIZATION>/project/<PROJECT>/user/<PERSON>",
            ],
        ),
        ("ORGANIZATION_ID", &["<ORGANIZATION>"]),
        ("REF", &["refs/heads/<BRANCH>", "refs/tags/<TAG>"]),
    ],
    // A custom webhook's pipeline has neither, and then the subject ends with the person.
    implied: &[("REF", "", "SUBJECT", "org/<ORGANIZATION>/project/<PROJECT>/user/<PERSON>")],
    strangers: STRANGERS,
};

const STRANGERS: &[Stranger] = &[
    Stranger {
        id: "other-branch",
        title: "Another branch",
        who: "Whoever can push a branch and edit the configuration on it.",
        changes: &[Is("REF", "refs/heads/<BRANCH>"), Is("BRANCH", "attempt")],
    },
    Stranger {
        id: "look-alike-branch",
        title: "A branch whose name goes on",
        who: "Whoever can push a branch.",
        changes: &[Is("REF", "refs/heads/<BRANCH>"), And("BRANCH", "-evil")],
    },
    Stranger {
        id: "tag",
        title: "A tag",
        who: "Whoever can push a tag, on any commit.",
        changes: &[Is("REF", "refs/tags/<TAG>"), And("TAG", "-evil")],
    },
    Stranger {
        id: "fork-pull-request",
        title: "A pull request of a fork",
        who: "Anybody, where forks are built with the project's secrets: the project's id stays.",
        changes: &[Is("ORIGIN", "github.com/stranger/api")],
    },
    Stranger {
        id: "other-context",
        title: "A job with another context",
        who: "Whoever can push to the ref: a job names any context that is open to its author.",
        changes: &[Is("CONTEXT", "99999999-0000-4000-8000-000000000002")],
    },
    Stranger {
        id: "no-context",
        title: "A job without a context",
        who: "Whoever can push to the ref, member of the context's group or not.",
        changes: &[Claim("oidc.circleci.com/context-ids", "[]")],
    },
    Stranger {
        id: "ssh-rerun",
        title: "A run that somebody repeats with SSH",
        who: "Whoever can push to the project: they read the token in a shell.",
        changes: &[Claim("oidc.circleci.com/ssh-rerun", "true")],
    },
    Stranger {
        id: "other-pipeline",
        title: "Another pipeline of the project",
        who: "Whoever can set up pipelines: one may take its configuration from elsewhere.",
        changes: &[Is("DEFINITION", "99999999-0000-4000-8000-000000000003")],
    },
    Stranger {
        id: "other-project",
        title: "Another project of the organization",
        who: "Whoever can run pipelines of another project.",
        changes: &[
            Is("PROJECT", "99999999-0000-4000-8000-000000000004"),
            Is("ORIGIN", "github.com/acme/playground"),
        ],
    },
    Stranger {
        id: "look-alike-repository",
        title: "A repository whose name goes on",
        who: "Whoever can make a repository and build it in the organization.",
        changes: &[Is("PROJECT", "99999999-0000-4000-8000-000000000005"), And("ORIGIN", "-evil")],
    },
    Stranger {
        id: "recreated-project",
        title: "The project, deleted and made again",
        who: "Whoever can set up projects in the organization.",
        changes: &[Is("PROJECT", "99999999-0000-4000-8000-000000000006")],
    },
    Stranger {
        id: "other-organization",
        title: "Another customer of CircleCI",
        who: "Anybody with an account: each organization has an issuer of its own.",
        changes: &[
            Is("ORGANIZATION", "99999999-0000-4000-8000-000000000007"),
            Is("PROJECT", "99999999-0000-4000-8000-000000000008"),
            Is("PERSON", "99999999-0000-4000-8000-000000000001"),
            Is("CONTEXT", "99999999-0000-4000-8000-000000000002"),
        ],
    },
    Stranger {
        id: "default-audience",
        title: "The token that every job has",
        who: "Every script and orb in a job, and every service that is sent one.",
        changes: &[Is("AUDIENCE", "<ORGANIZATION>")],
    },
];

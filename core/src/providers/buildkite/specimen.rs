//! What a token of Buildkite says, and whose tokens come from the same issuer.
//!
//! From Buildkite's pages on the agent's OIDC command and on forks that `super::DOCS` names (read 2026-11-21).

use super::ISSUER;
use crate::providers::Change::{And, Is};
use crate::providers::{Specimen, Stranger};

pub(super) static SPECIMEN: Specimen = Specimen {
    claims: r#"{
        "iss":"<ISSUER>","sub":"<SUBJECT>","aud":"<AUDIENCE>",
        "organization_slug":"<ORGANIZATION>","pipeline_slug":"<PIPELINE>","build_number":118,
        "build_tag?":"<BUILD_TAG>","build_branch":"<BUILD_BRANCH>","build_commit":"<COMMIT>",
        "step_key":"<STEP>","job_id":"00000000-0000-4000-8000-0000000000b1","agent_id":"00000000-0000-4000-8000-0000000000b2",
        "build_source":"<SOURCE>","runner_environment":"<RUNNER>",
        "organization_id?":"<ORGANIZATION_ID>","pipeline_id?":"<PIPELINE_ID>","cluster_id?":"<CLUSTER_ID>",
        "queue_id?":"<QUEUE_ID>","queue_key?":"<QUEUE>"
    }"#,
    parts: &[
        ("ISSUER", ISSUER),
        ("SUBJECT", "organization:<ORGANIZATION>:pipeline:<PIPELINE>:ref:<REF>:commit:<COMMIT>:step:<STEP>"),
        ("AUDIENCE", "https://api.anthropic.com"),
        ("ORGANIZATION", "acme"),
        ("ORGANIZATION_ID", "00000000-0000-4000-8000-0000000000a1"),
        ("PIPELINE", "deploy"),
        ("PIPELINE_ID", "00000000-0000-4000-8000-0000000000a2"),
        ("CLUSTER_ID", "00000000-0000-4000-8000-0000000000a3"),
        ("QUEUE_ID", "00000000-0000-4000-8000-0000000000a4"),
        ("QUEUE", "deploy"),
        ("REF", "refs/heads/<BRANCH>"),
        ("BRANCH", "main"),
        ("TAG", "v1.0.0"),
        ("BUILD_BRANCH", "<BRANCH>"),
        ("BUILD_TAG", ""),
        ("COMMIT", "0f1e2d3c4b5a69788796a5b4c3d2e1f001122334"),
        ("STEP", "deploy"),
        ("SOURCE", "webhook"),
        ("RUNNER", "buildkite-hosted"),
    ],
    forms: &[
        (
            "SUBJECT",
            &["organization:<ORGANIZATION>:pipeline:<PIPELINE>:ref:<REF>:commit:<COMMIT>:step:<STEP>"],
        ),
        ("REF", &["refs/heads/<BRANCH>", "refs/tags/<TAG>"]),
        ("BUILD_TAG", &["<TAG>"]),
        ("BUILD_BRANCH", &["<BRANCH>", "<TAG>"]),
    ],
    implied: &[
        ("REF", "refs/tags/<TAG>", "BUILD_TAG", "<TAG>"),
        ("REF", "refs/tags/<TAG>", "BUILD_BRANCH", "<TAG>"),
    ],
    strangers: STRANGERS,
};

const STRANGERS: &[Stranger] = &[
    Stranger {
        id: "other-branch",
        title: "Another branch, or a pull request of it",
        who: "Whoever can push a branch; what made the build does not tell a push from a pull request.",
        changes: &[
            Is("REF", "refs/heads/<BRANCH>"),
            Is("BRANCH", "attempt"),
            Is("BUILD_BRANCH", "<BRANCH>"),
            Is("BUILD_TAG", ""),
        ],
    },
    Stranger {
        id: "look-alike-branch",
        title: "A branch whose name goes on",
        who: "Whoever can push a branch.",
        changes: &[
            Is("REF", "refs/heads/<BRANCH>"),
            And("BRANCH", "-evil"),
            Is("BUILD_BRANCH", "<BRANCH>"),
            Is("BUILD_TAG", ""),
        ],
    },
    Stranger {
        id: "tag",
        title: "A tag",
        who: "Whoever can push a tag, on any commit.",
        changes: &[
            Is("REF", "refs/tags/<TAG>"),
            And("TAG", "-evil"),
            Is("BUILD_BRANCH", "<TAG>"),
            Is("BUILD_TAG", "<TAG>"),
        ],
    },
    Stranger {
        id: "tag-like-branch",
        title: "A tag with a branch's name",
        who: "Whoever can push a tag: build_branch is the tag's name then.",
        changes: &[
            Is("REF", "refs/tags/<TAG>"),
            Is("TAG", "<BRANCH>"),
            Is("BUILD_BRANCH", "<TAG>"),
            Is("BUILD_TAG", "<TAG>"),
        ],
    },
    Stranger {
        id: "fork-pull-request",
        title: "A fork's branch of that name",
        who: "Anybody, where builds of forks are on and have no prefix: no claim tells the fork's main from yours.",
        changes: &[Is("COMMIT", "ffffffffffffffffffffffffffffffffffffffff")],
    },
    Stranger {
        id: "other-step",
        title: "Another step",
        who: "Whoever can change the pipeline's steps on the ref, and every plugin of theirs.",
        changes: &[Is("STEP", "attempt")],
    },
    Stranger {
        id: "other-queue",
        title: "Another cluster and queue",
        who: "Whoever runs agents in another queue, where the pipeline may send steps there.",
        changes: &[
            Is("CLUSTER_ID", "99999999-0000-4000-8000-000000000001"),
            Is("QUEUE_ID", "99999999-0000-4000-8000-000000000002"),
            Is("QUEUE", "attempt"),
        ],
    },
    Stranger {
        id: "other-pipeline",
        title: "Another pipeline of the organization",
        who: "Whoever can run builds of another pipeline.",
        changes: &[Is("PIPELINE", "playground"), Is("PIPELINE_ID", "99999999-0000-4000-8000-000000000003")],
    },
    Stranger {
        id: "look-alike-pipeline",
        title: "A pipeline whose name goes on",
        who: "Whoever can make a pipeline in the organization.",
        changes: &[And("PIPELINE", "-evil"), Is("PIPELINE_ID", "99999999-0000-4000-8000-000000000004")],
    },
    Stranger {
        id: "look-alike-organization",
        title: "An organization whose name goes on",
        who: "Anybody: names of organizations are free for the taking.",
        changes: &[
            And("ORGANIZATION", "-evil"),
            Is("ORGANIZATION_ID", "99999999-0000-4000-8000-000000000005"),
            Is("PIPELINE_ID", "99999999-0000-4000-8000-000000000006"),
            Is("CLUSTER_ID", "99999999-0000-4000-8000-000000000001"),
            Is("QUEUE_ID", "99999999-0000-4000-8000-000000000002"),
        ],
    },
    Stranger {
        id: "other-organization",
        title: "Another customer of Buildkite",
        who: "Anybody with an account: one issuer serves them all.",
        changes: &[
            Is("ORGANIZATION", "stranger"),
            Is("ORGANIZATION_ID", "99999999-0000-4000-8000-000000000007"),
            Is("PIPELINE_ID", "99999999-0000-4000-8000-000000000008"),
            Is("CLUSTER_ID", "99999999-0000-4000-8000-000000000001"),
            Is("QUEUE_ID", "99999999-0000-4000-8000-000000000002"),
        ],
    },
    Stranger {
        id: "recreated-pipeline",
        title: "The pipeline, deleted and made again",
        who: "Whoever can make a pipeline in the organization once the name is free.",
        changes: &[Is("PIPELINE_ID", "99999999-0000-4000-8000-000000000009")],
    },
    Stranger {
        id: "recreated-organization",
        title: "The organization's name, taken by somebody else",
        who: "Anybody, once the organization was renamed or deleted.",
        changes: &[
            Is("ORGANIZATION_ID", "99999999-0000-4000-8000-00000000000a"),
            Is("PIPELINE_ID", "99999999-0000-4000-8000-00000000000b"),
            Is("CLUSTER_ID", "99999999-0000-4000-8000-000000000001"),
            Is("QUEUE_ID", "99999999-0000-4000-8000-000000000002"),
        ],
    },
    Stranger {
        id: "schedule",
        title: "A schedule",
        who: "Whoever can change the pipeline's schedules.",
        changes: &[Is("SOURCE", "schedule")],
    },
    Stranger {
        id: "manual-run",
        title: "A build that a person makes",
        who: "Whoever may make builds: they name branch and commit apart.",
        changes: &[Is("SOURCE", "ui")],
    },
    Stranger {
        id: "triggered-run",
        title: "A build that another pipeline makes",
        who: "Whoever can change a pipeline that may trigger this one, with a commit of their choice.",
        changes: &[Is("SOURCE", "trigger_job")],
    },
    Stranger {
        id: "self-hosted-runner",
        title: "An agent of one's own",
        who: "Whoever has access to the machine: what ran there before can wait for the next job.",
        changes: &[Is("RUNNER", "self-hosted")],
    },
    Stranger {
        id: "default-audience",
        title: "A token for Buildkite's default audience",
        who: "Every step, plugin and hook of a job, and every service that is sent one.",
        changes: &[Is("AUDIENCE", "https://buildkite.com/<ORGANIZATION>")],
    },
];

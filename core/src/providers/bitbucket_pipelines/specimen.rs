//! What a token of Bitbucket Pipelines says, and whose tokens come from the same issuer.
//!
//! From Atlassian's pages on OpenID Connect that `super` names among its sources (read 2026-11-21). Every UUID keeps its
//! braces.

use crate::providers::Change::{And, Claim, Is};
use crate::providers::{Specimen, Stranger};

pub(super) static SPECIMEN: Specimen = Specimen {
    claims: r#"{
        "iss":"<ISSUER>","sub":"<SUBJECT>","aud":["<AUDIENCE>"],
        "workspaceUuid":"{<WORKSPACE_ID>}","repositoryUuid":"{<REPOSITORY>}","pipelineUuid":"{<PIPELINE>}",
        "stepUuid":"{<STEP>}","branchName":"<BRANCH>","deploymentEnvironmentUuid?":"<ENVIRONMENT>"
    }"#,
    parts: &[
        ("ISSUER", "https://api.bitbucket.org/2.0/workspaces/<WORKSPACE>/pipelines-config/identity/oidc"),
        ("SUBJECT", "{<REPOSITORY>}:{<ENVIRONMENT_ID>}:{<STEP>}"),
        ("AUDIENCE", "https://api.anthropic.com"),
        ("WORKSPACE", "acme"),
        ("WORKSPACE_ID", "00000000-0000-4000-8000-0000000000a1"),
        ("REPOSITORY", "00000000-0000-4000-8000-0000000000a2"),
        ("PIPELINE", "00000000-0000-4000-8000-0000000000a3"),
        ("STEP", "00000000-0000-4000-8000-0000000000a4"),
        ("BRANCH", "main"),
        ("ENVIRONMENT", "{<ENVIRONMENT_ID>}"),
        ("ENVIRONMENT_ID", "00000000-0000-4000-8000-0000000000a5"),
    ],
    forms: &[
        ("ISSUER", &["https://api.bitbucket.org/2.0/workspaces/<WORKSPACE>/pipelines-config/identity/oidc"]),
        ("SUBJECT", &["{<REPOSITORY>}:{<ENVIRONMENT_ID>}:{<STEP>}", "{<REPOSITORY>}:{<STEP>}"]),
        ("ENVIRONMENT", &["{<ENVIRONMENT_ID>}"]),
    ],
    implied: &[],
    strangers: STRANGERS,
};

const STRANGERS: &[Stranger] = &[
    Stranger {
        id: "other-branch",
        title: "Another branch, or a pull request of it",
        who: "Whoever can push a branch; a deployment step too, where the environment takes any branch.",
        changes: &[Is("BRANCH", "attempt")],
    },
    Stranger {
        id: "look-alike-branch",
        title: "A branch whose name goes on",
        who: "Whoever can push a branch.",
        changes: &[And("BRANCH", "-evil")],
    },
    Stranger {
        id: "fork-pull-request",
        title: "A pull request from a branch of that name",
        who: "Whoever can open a pull request that is built: branchName is the branch that it comes from.",
        changes: &[
            Is("SUBJECT", "{<REPOSITORY>}:{<STEP>}"),
            Is("ENVIRONMENT", ""),
            Is("PIPELINE", "99999999-0000-4000-8000-000000000001"),
            Is("STEP", "99999999-0000-4000-8000-000000000002"),
        ],
    },
    Stranger {
        id: "no-environment",
        title: "A step without deployment",
        who: "Whoever can edit bitbucket-pipelines.yml on the branch: the environment's limits do not count.",
        changes: &[Is("SUBJECT", "{<REPOSITORY>}:{<STEP>}"), Is("ENVIRONMENT", "")],
    },
    Stranger {
        id: "other-environment",
        title: "Another environment",
        who: "Whoever can edit bitbucket-pipelines.yml, as with an environment for tests that is open to all.",
        changes: &[
            Is("SUBJECT", "{<REPOSITORY>}:{<ENVIRONMENT_ID>}:{<STEP>}"),
            Is("ENVIRONMENT_ID", "99999999-0000-4000-8000-000000000003"),
            Claim("deploymentEnvironmentUuid", "\"{<ENVIRONMENT_ID>}\""),
        ],
    },
    Stranger {
        id: "other-repository",
        title: "Another repository of the workspace",
        who: "Whoever can run a pipeline in another repository, deleted and made again too.",
        changes: &[
            Is("REPOSITORY", "99999999-0000-4000-8000-000000000004"),
            Is("ENVIRONMENT_ID", "99999999-0000-4000-8000-000000000005"),
        ],
    },
    Stranger {
        id: "look-alike-workspace",
        title: "A workspace whose name goes on",
        who: "Anybody: each workspace has an issuer of its own.",
        changes: &[
            And("WORKSPACE", "-evil"),
            Is("WORKSPACE_ID", "99999999-0000-4000-8000-000000000006"),
            Is("REPOSITORY", "99999999-0000-4000-8000-000000000007"),
            Is("ENVIRONMENT_ID", "99999999-0000-4000-8000-000000000008"),
        ],
    },
    Stranger {
        id: "recreated-workspace",
        title: "The workspace's name, taken by somebody else",
        who: "Anybody, once the workspace was renamed or deleted: the issuer goes with the name.",
        changes: &[
            Is("WORKSPACE_ID", "99999999-0000-4000-8000-000000000009"),
            Is("REPOSITORY", "99999999-0000-4000-8000-00000000000a"),
            Is("ENVIRONMENT_ID", "99999999-0000-4000-8000-00000000000b"),
        ],
    },
    Stranger {
        id: "default-audience",
        title: "A token for Bitbucket's default audience",
        who: "Every step with oidc, whatever runs in it, and every service that is sent one.",
        changes: &[Is("AUDIENCE", "ari:cloud:bitbucket::workspace/<WORKSPACE_ID>")],
    },
];

//! What a token of HCP Terraform says, and whose tokens come from the same issuer.
//!
//! From the page on workload identity tokens that `super` names among its sources (read 2026-11-21).

use super::SHARED_ISSUER;
use crate::providers::Change::{And, Is};
use crate::providers::{Specimen, Stranger};

pub(super) static SPECIMEN: Specimen = Specimen {
    claims: r#"{
        "jti":"4b1f0c6a-0000-4000-8000-000000000001","iss":"<ISSUER>","aud":"<AUDIENCE>","sub":"<SUBJECT>",
        "terraform_organization_id":"<ORGANIZATION_ID>","terraform_organization_name":"<ORGANIZATION>",
        "terraform_project_id":"<PROJECT_ID>","terraform_project_name":"<PROJECT>",
        "terraform_workspace_id":"<WORKSPACE_ID>","terraform_workspace_name":"<WORKSPACE>",
        "terraform_full_workspace":"organization:<ORGANIZATION>:project:<PROJECT>:workspace:<WORKSPACE>",
        "terraform_run_id":"run-0000000000000001","terraform_run_phase":"<PHASE>"
    }"#,
    parts: &[
        ("ISSUER", SHARED_ISSUER),
        ("AUDIENCE", "https://api.anthropic.com"),
        ("SUBJECT", "organization:<ORGANIZATION>:project:<PROJECT>:workspace:<WORKSPACE>:run_phase:<PHASE>"),
        ("ORGANIZATION", "acme"),
        ("ORGANIZATION_ID", "org-0000000000000001"),
        ("PROJECT", "Default Project"),
        ("PROJECT_ID", "prj-0000000000000001"),
        ("WORKSPACE", "claude-prod"),
        ("WORKSPACE_ID", "ws-0000000000000001"),
        ("PHASE", "apply"),
    ],
    forms: &[(
        "SUBJECT",
        &[
            "organization:<ORGANIZATION>:project:<PROJECT>:workspace:<WORKSPACE>:run_phase:<PHASE>",
            "organization:<ORGANIZATION>:workspace:<WORKSPACE>:run_phase:<PHASE>",
        ],
    )],
    implied: &[],
    strangers: STRANGERS,
};

const STRANGERS: &[Stranger] = &[
    Stranger {
        id: "plan-phase",
        title: "A plan, of a pull request too",
        who: "Whoever can open a pull request that is planned: a plan runs the code of its branch.",
        changes: &[Is("PHASE", "plan")],
    },
    Stranger {
        id: "other-workspace",
        title: "Another workspace of the project",
        who: "Whoever can start runs in another workspace.",
        changes: &[Is("WORKSPACE", "playground"), Is("WORKSPACE_ID", "ws-9990000000000001")],
    },
    Stranger {
        id: "look-alike-workspace",
        title: "A workspace whose name goes on",
        who: "Whoever can make a workspace in the project.",
        changes: &[And("WORKSPACE", "-evil"), Is("WORKSPACE_ID", "ws-9990000000000002")],
    },
    Stranger {
        id: "other-project",
        title: "The workspace's name in another project",
        who: "Whoever can make a workspace in another project of the organization.",
        changes: &[
            Is("PROJECT", "Playground"),
            Is("PROJECT_ID", "prj-9990000000000001"),
            Is("WORKSPACE_ID", "ws-9990000000000003"),
        ],
    },
    Stranger {
        id: "look-alike-organization",
        title: "An organization whose name goes on",
        who: "Anybody: names of organizations are free for the taking.",
        changes: &[
            And("ORGANIZATION", "-evil"),
            Is("ORGANIZATION_ID", "org-9990000000000001"),
            Is("PROJECT_ID", "prj-9990000000000002"),
            Is("WORKSPACE_ID", "ws-9990000000000004"),
        ],
    },
    Stranger {
        id: "other-organization",
        title: "Another organization with the same names",
        who: "Anybody with an account: one issuer serves them all.",
        changes: &[
            Is("ORGANIZATION", "stranger"),
            Is("ORGANIZATION_ID", "org-9990000000000002"),
            Is("PROJECT_ID", "prj-9990000000000003"),
            Is("WORKSPACE_ID", "ws-9990000000000005"),
        ],
    },
    Stranger {
        id: "recreated-workspace",
        title: "The workspace, deleted and made again",
        who: "Whoever can make a workspace in the project once the name is free.",
        changes: &[Is("WORKSPACE_ID", "ws-9990000000000006")],
    },
    Stranger {
        id: "recreated-organization",
        title: "The organization's name, taken by somebody else",
        who: "Anybody, once the organization was renamed or deleted.",
        changes: &[
            Is("ORGANIZATION_ID", "org-9990000000000003"),
            Is("PROJECT_ID", "prj-9990000000000004"),
            Is("WORKSPACE_ID", "ws-9990000000000007"),
        ],
    },
    Stranger {
        id: "default-audience",
        title: "The run's token for a cloud",
        who: "Every provider and data source of the run, and every service that is sent one.",
        changes: &[Is("AUDIENCE", "aws.workload.identity")],
    },
];

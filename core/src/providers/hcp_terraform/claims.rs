//! The claims of a run's token. All of Terraform's own are texts.

use crate::providers::ClaimKind::{Number, Text};
use crate::providers::ClaimSpec;
use crate::providers::Pins::{Nothing, Ref, Tenant, Workload};

const NAMERS: &str = "whoever may rename it in the organization";

pub(super) const CLAIMS: &[ClaimSpec] = &[
    ClaimSpec::new("iss", Text, Tenant, "The installation: one for every organization of HCP Terraform."),
    ClaimSpec::new("sub", Text, Workload, "Organization, project, workspace and phase, all by name.")
        .renameable(Some("terraform_workspace_id"))
        .chosen_by(NAMERS),
    ClaimSpec::new("aud", Text, Nothing, "What the workspace's variable for the audience says.")
        .chosen_by("whoever may set variables of the workspace"),
    ClaimSpec::new("exp", Number, Nothing, "When the token ends: with the timeout of its phase."),
    ClaimSpec::new("iat", Number, Nothing, "When the token was made."),
    ClaimSpec::new("nbf", Number, Nothing, "From when on it counts; some seconds before iat."),
    ClaimSpec::new(
        "jti",
        Text,
        Nothing,
        "The token's own id: one per phase, which is thus good for one exchange.",
    ),
    ClaimSpec::new(
        "terraform_organization_id",
        Text,
        Tenant,
        "The organization's id, org-…, which never passes on.",
    ),
    ClaimSpec::new("terraform_organization_name", Text, Tenant, "The organization's name.")
        .renameable(Some("terraform_organization_id"))
        .chosen_by(NAMERS),
    ClaimSpec::new(
        "terraform_project_id",
        Text,
        Workload,
        "The project's id, prj-…; a workspace can be moved to another.",
    ),
    ClaimSpec::new("terraform_project_name", Text, Workload, "The project's name.")
        .renameable(Some("terraform_project_id"))
        .chosen_by(NAMERS),
    ClaimSpec::new(
        "terraform_workspace_id",
        Text,
        Workload,
        "The workspace's id, ws-…, which never passes on.",
    ),
    ClaimSpec::new("terraform_workspace_name", Text, Workload, "The workspace's name.")
        .renameable(Some("terraform_workspace_id"))
        .chosen_by(NAMERS),
    ClaimSpec::new(
        "terraform_full_workspace",
        Text,
        Workload,
        "Organization, project and workspace by name, as in sub.",
    )
    .renameable(Some("terraform_workspace_id"))
    .chosen_by(NAMERS),
    ClaimSpec::new("terraform_run_id", Text, Nothing, "The run's id: another one each time."),
    // It separates what may enter as a branch does elsewhere: plans run what pull requests bring.
    ClaimSpec::new("terraform_run_phase", Text, Ref, "plan or apply."),
];

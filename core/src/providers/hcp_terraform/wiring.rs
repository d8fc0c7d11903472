//! Terraform for the run, and the workspace's variables as Terraform and as a script.

use crate::providers::{Answers, Wiring};
use crate::quote::Syntax;

/// Where the wiring writes the token while a phase runs.
pub(super) const TOKEN_FILE: &str = "/tmp/claude-identity-token";

fn in_plan(answers: &Answers) -> bool {
    answers.get("phase") == "plan"
}

/// Sources, read 2026-11-22: the variables of a run, the pages in [`super::DOCS`]; `tfe_variable`,
/// <https://registry.terraform.io/providers/hashicorp/tfe/latest/docs/resources/variable>; the API for them,
/// <https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspace-variables>.
pub(super) static WIRING: &[Wiring] = &[
    Wiring::new(
        "workload/claude-federation.tf",
        "Configuration that exchanges the token of an apply and calls Claude",
        Syntax::Hcl,
        include_str!("wiring/apply.tf"),
    )
    .when(|answers| !in_plan(answers)),
    Wiring::new(
        "workload/claude-federation.tf",
        "Configuration that exchanges the token of a plan and calls Claude",
        Syntax::Hcl,
        include_str!("wiring/plan.tf"),
    )
    .when(in_plan),
    Wiring::new(
        "platform/variables.tf",
        "The workspace's variables, by HashiCorp's provider tfe",
        Syntax::Hcl,
        include_str!("wiring/variables.tf"),
    ),
    Wiring::new(
        "platform/variables.sh",
        "The same by a script, for those who manage workspaces by hand",
        Syntax::Shell,
        include_str!("wiring/variables.sh"),
    ),
];

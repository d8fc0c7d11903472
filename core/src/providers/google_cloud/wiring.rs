//! Files for workloads on Google Cloud, and for the project.

use super::fields::{ON_COMPUTE_ENGINE, ON_FUNCTIONS, ON_GKE};
use crate::providers::Wiring;
use crate::quote::Syntax;

/// Where the script on a machine writes the token.
pub(super) const TOKEN_FILE: &str = "/run/claude/identity-token";

/// Sources: how tokens are asked for, [`super::DOCS`]; the binding between the accounts,
/// <https://keda.sh/docs/2.12/authentication-providers/gcp-workload-identity>, and the service account of Terraform,
/// <https://github.com/hashicorp/terraform-provider-google/blob/main/website/docs/r/google_service_account.html.markdown>, read
/// 2026-11-22.
pub(super) static WIRING: &[Wiring] = &[
    Wiring::new(
        "workload/claude_federation.py",
        "Program that asks the metadata server for a token at each exchange and calls Claude",
        Syntax::Python,
        include_str!("wiring/claude_federation.py"),
    ),
    Wiring::new(
        "workload/main.py",
        "Function that calls Claude through claude_federation.py beside it; requirements.txt names functions-framework and anthropic",
        Syntax::Python,
        include_str!("wiring/main.py"),
    )
    .when(ON_FUNCTIONS),
    Wiring::new(
        "workload/claude-federation.sh",
        "Script that writes a token to its file and calls Claude with it",
        Syntax::Shell,
        include_str!("wiring/claude-federation.sh"),
    )
    .when(ON_COMPUTE_ENGINE),
    Wiring::new(
        "workload/kubernetes.yaml",
        "Kubernetes account that acts as the Google one, and a Deployment with it",
        Syntax::Yaml,
        include_str!("wiring/kubernetes.yaml"),
    )
    .when(ON_GKE),
    Wiring::new(
        "platform/google-cloud-setup.sh",
        "Script that makes the service account and lets the workload run as it",
        Syntax::Shell,
        include_str!("wiring/google-cloud-setup.sh"),
    ),
    Wiring::new(
        "platform/google-cloud.tf",
        "The same for Terraform, as far as it is not the workload's own resource",
        Syntax::Hcl,
        include_str!("wiring/google-cloud.tf"),
    ),
];

//! Files for workloads on Azure, and for the tenant.

use super::fields::{AKS, NOT_ON_AKS, ON_AKS, ON_VM, USER_ASSIGNED, runs_on};
use crate::providers::{Body, Names, Wiring};
use crate::quote::Syntax;

/// Where what asks Entra for tokens keeps them.
pub(super) const TOKEN_FILE: &str = "/run/claude/identity-token";

/// Sources: how tokens are asked for, [`super::DOCS`]; resources of Terraform,
/// <https://github.com/hashicorp/terraform-provider-azuread/tree/main/docs/resources>, read 2026-11-22. That
/// `azurerm_federated_identity_credential` takes `user_assigned_identity_id` was seen in public code, not in its page: earlier
/// releases took `parent_id` and `resource_group_name`.
pub(super) static WIRING: &[Wiring] = &[
    Wiring::new(
        "workload/claude_federation.py",
        "Program that asks Azure for a token at each exchange and calls Claude",
        Syntax::Python,
        include_str!("wiring/claude_federation.py"),
    )
    .when(NOT_ON_AKS),
    Wiring::new(
        "workload/claude-federation.sh",
        "Script that writes a token to its file and calls Claude with it",
        Syntax::Shell,
        include_str!("wiring/claude-federation.sh"),
    )
    .when(ON_VM),
    Wiring::new(
        "workload/kubernetes.yaml",
        "Kubernetes account that Entra trusts, and a Deployment in which a container beside the workload keeps a token fresh",
        Syntax::Yaml,
        include_str!("wiring/kubernetes.yaml"),
    )
    .when(ON_AKS),
    Wiring::new(
        "platform/azure-setup.sh",
        "Script that makes the audience app, and the identity and what it is attached to",
        Syntax::Shell,
        include_str!("wiring/azure-setup.sh"),
    ),
    Wiring {
        path: "platform/azure.tf",
        title: "The same for Terraform, as far as it is not the workload's own resource",
        syntax: Syntax::Hcl,
        when: |_| true,
        belongs: |_| None,
        body: Body::Written(terraform),
    },
];

/// Pods have no identity of their own, whatever was chosen for a machine before.
fn terraform(names: &Names<'_>) -> String {
    let mut answers = names.answers.clone();
    if runs_on(&answers) == AKS {
        answers.set("identity_kind", USER_ASSIGNED);
    }
    let names = Names { provider: names.provider, answers: &answers, shared: names.shared.clone() };
    Wiring::new("platform/azure.tf", "", Syntax::Hcl, include_str!("wiring/azure.tf")).text(&names)
}

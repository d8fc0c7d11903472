//! spiffe-helper, SPIRE's settings, and the workload's registration.

use super::fields::is_pod;
use crate::providers::shared::host;
use crate::providers::{Answers, Body, Names, Wiring};
use crate::quote::Syntax;

/// Where spiffe-helper writes the token.
pub(super) const TOKEN_FILE: &str = "/var/run/secrets/anthropic.com/token";

fn is_discovered(answers: &Answers) -> bool {
    matches!(answers.get("keys"), "" | "discovery")
}

/// Sources: the pages in [`super::DOCS`]. SPIRE and its helper read HCL in its first version, which knows every string that
/// can stand in these files as the second one does.
pub(super) static WIRING: &[Wiring] = &[
    Wiring::new(
        "workload/kubernetes.yaml",
        "Job with spiffe-helper beside it, which exchanges its token and calls Claude",
        Syntax::Yaml,
        include_str!("wiring/kubernetes.yaml"),
    )
    .when(is_pod),
    Wiring::new(
        "workload/spiffe-helper.hcl",
        "Settings of spiffe-helper: writes the token to a file and keeps it fresh",
        Syntax::Hcl,
        include_str!("wiring/spiffe-helper.hcl"),
    )
    .when(|answers| !is_pod(answers)),
    Wiring::new(
        "workload/claude-federation.sh",
        "Script that exchanges the token and calls Claude",
        Syntax::Shell,
        include_str!("wiring/claude-federation.sh"),
    )
    .when(|answers| !is_pod(answers)),
    Wiring::new(
        "platform/clusterspiffeid.yaml",
        "Registers the pods, for spire-controller-manager",
        Syntax::Yaml,
        include_str!("wiring/clusterspiffeid.yaml"),
    )
    .when(is_pod),
    Wiring::new(
        "platform/register.sh",
        "Registers the workload at the SPIRE server",
        Syntax::Shell,
        include_str!("wiring/register.sh"),
    )
    .when(|answers| !is_pod(answers)),
    Wiring::new(
        "platform/spire-server.hcl",
        "Settings of the SPIRE server that federation needs",
        Syntax::Hcl,
        include_str!("wiring/spire-server.hcl"),
    ),
    Wiring::new(
        "platform/spire-agent.hcl",
        "Settings of the SPIRE agent that federation needs",
        Syntax::Hcl,
        include_str!("wiring/spire-agent.hcl"),
    ),
    Wiring {
        path: "platform/oidc-discovery-provider.hcl",
        title: "Settings of the OIDC Discovery Provider, which serves the keys",
        syntax: Syntax::Hcl,
        when: is_discovered,
        belongs: |_| None,
        body: Body::Written(discovery_provider),
    },
];

/// The provider is served from the issuer's host.
fn discovery_provider(names: &Names<'_>) -> String {
    let domain = match host(names.answer("issuer_url")) {
        "" => "ISSUER_HOST",
        domain => domain,
    };
    include_str!("wiring/oidc-discovery-provider.hcl").replace("⟦domain⟧", &Syntax::Hcl.value(domain))
}

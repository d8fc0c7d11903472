//! Kubernetes objects.

use super::wiring;
use crate::export::quote::{Quoted, Yaml};
use crate::export::{Artifact, Export, Language, Purpose};
use crate::facts;
use crate::setup::Setup;

/// A ServiceAccount and a Deployment that projects its token into a file.
///
/// Sources: `serviceAccountToken` projection,
/// <https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#launch-a-pod-using-service-account-token-projection>,
/// read 2026-11-21; whom the projected file belongs to, <https://kubernetes.io/docs/concepts/storage/projected-volumes/>,
/// read 2026-11-22.
pub(super) static EXPORT: Export =
    Export { id: "kubernetes-manifest", fits: |setup| setup.workload.provider == "kubernetes", render };

/// Where the manifest mounts the token.
pub(super) const TOKEN_FILE: &str = "/var/run/secrets/anthropic.com/token";

/// The shortest lifetime that a projected token may ask for, in seconds (the page above).
const PROJECTION_MIN_SECONDS: u64 = 600;

const TEMPLATE: &str = include_str!("../templates/kubernetes.yaml");

fn render(setup: &Setup) -> Vec<Artifact> {
    let answer = |field| Quoted::<Yaml>::text(&wiring::answer(setup, field));
    let variable = Quoted::<Yaml>::container_variable;
    let body = Quoted::<Yaml>::fill(
        TEMPLATE,
        &[
            ("namespace", answer("namespace")),
            ("service_account", answer("service_account")),
            ("workload", answer("workload")),
            ("image", answer("image")),
            ("audience", Quoted::<Yaml>::text(wiring::audience(setup))),
            ("lifetime", Quoted::<Yaml>::number(projected_lifetime(setup))),
            ("rule_id", variable(wiring::rule_id(setup))),
            ("organization_id", variable(wiring::organization_id(setup))),
            ("service_account_id", variable(wiring::service_account_id(setup))),
            ("workspace_id", variable(wiring::workspace_id(setup))),
            ("token_file", Quoted::fixed(TOKEN_FILE)),
        ],
    );
    vec![Artifact {
        path: "workload/kubernetes.yaml".to_owned(),
        title: "ServiceAccount, and a Deployment that finds its token in a file".to_owned(),
        purpose: Purpose::Workload,
        language: Language::Yaml,
        body: body.into_text(),
    }]
}

/// An hour, or what the issuer accepts where that is less, but never less than Kubernetes gives.
fn projected_lifetime(setup: &Setup) -> u64 {
    let usual = facts::MAX_JWT_LIFETIME_DEFAULT.value;
    let accepted = setup.issuer.max_jwt_lifetime_seconds.trim().parse().unwrap_or(usual);
    accepted.clamp(PROJECTION_MIN_SECONDS, usual)
}

//! Kubernetes objects.

use super::super::Wiring;
use crate::quote::Syntax;

/// Where the manifest mounts the token.
pub(super) const TOKEN_FILE: &str = "/var/run/secrets/anthropic.com/token";

/// A ServiceAccount and a Deployment that projects its token into a file.
///
/// Sources: [`super::PROJECTION`]; whom the projected file belongs to,
/// <https://kubernetes.io/docs/concepts/storage/projected-volumes/>, read 2026-11-22.
pub(super) static WIRING: &[Wiring] = &[Wiring::new(
    "workload/kubernetes.yaml",
    "ServiceAccount, and a Deployment that finds its token in a file",
    Syntax::Yaml,
    include_str!("wiring/kubernetes.yaml"),
)];

//! The token script, the proof, and Okta's side as Terraform.

use crate::providers::Wiring;
use crate::quote::Syntax;

/// Where the wiring writes the token.
pub(super) const TOKEN_FILE: &str = "/run/claude-identity/token";
/// Where the token script is installed.
pub(super) const TOKEN_PROGRAM: &str = "/usr/local/bin/okta-token";

/// Sources: the pages in [`super::DOCS`].
pub(super) static WIRING: &[Wiring] = &[
    Wiring::new(
        "workload/okta-token.sh",
        "Script that signs a client assertion and prints a fresh token",
        Syntax::Shell,
        include_str!("wiring/okta-token.sh"),
    )
    .belongs(|_| Some(TOKEN_PROGRAM.to_owned())),
    Wiring::new(
        "workload/claude-federation.sh",
        "Script that exchanges a token and calls Claude",
        Syntax::Shell,
        include_str!("wiring/claude-federation.sh"),
    ),
    Wiring::new(
        "platform/okta-key.sh",
        "Makes the app's key pair and prints the public half for Okta",
        Syntax::Shell,
        include_str!("wiring/okta-key.sh"),
    ),
    Wiring::new(
        "platform/okta.tf",
        "App, authorization server, scope and access policy, by Okta's own provider",
        Syntax::Hcl,
        include_str!("wiring/okta.tf"),
    ),
];

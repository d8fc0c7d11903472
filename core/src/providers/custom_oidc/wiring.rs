//! A script that takes the token from where it is.

use super::super::Wiring;
use super::super::oidc::script;
use crate::quote::Syntax;

pub(super) static WIRING: &[Wiring] = &[Wiring::new(
    "workload/identity-token.sh",
    "Script that puts the token into a file and runs the workload, or proves federation",
    Syntax::Shell,
    script!(include_str!("wiring/request.sh")),
)];

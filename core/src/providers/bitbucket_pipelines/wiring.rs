//! The pipeline, and a script for the repository's variables.

use crate::providers::Wiring;
use crate::quote::Syntax;

/// Where the pipeline writes the token.
pub(super) const TOKEN_FILE: &str = "/tmp/claude-identity-token";

/// A step has no place for variables of its own, so that ids travel as variables of the repository: none is spliced into a
/// script. Sources, read 2026-11-22: the pages in [`super::DOCS`]; the variables' API,
/// <https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pipelines/>.
pub(super) static WIRING: &[Wiring] = &[
    Wiring::new(
        "workload/bitbucket-pipelines.yml",
        "Pipeline with a step that exchanges its token and calls Claude",
        Syntax::Yaml,
        include_str!("wiring/bitbucket-pipelines.yml"),
    ),
    Wiring::new(
        "platform/variables.sh",
        "Sets the repository's variables that the pipeline reads",
        Syntax::Shell,
        include_str!("wiring/variables.sh"),
    ),
];

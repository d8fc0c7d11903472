//! The environment as `NAME=value` lines.

use super::wiring;
use crate::export::{Artifact, Export, Language, Purpose};
use crate::quote::{Dotenv, Quoted};
use crate::setup::Setup;

/// The variables of federation, for whatever reads an environment file.
///
/// Source of the names: `crate::facts::WIF_REFERENCE`, read 2026-11-21.
pub(super) static EXPORT: Export = Export { id: "environment", fits: |_| true, render };

const TEMPLATE: &str = include_str!("../templates/claude.env");

fn render(setup: &Setup) -> Vec<Artifact> {
    let value = Quoted::<Dotenv>::value;
    let body = Quoted::fill(
        TEMPLATE,
        &[
            ("rule_id", value(wiring::rule_id(setup))),
            ("organization_id", value(wiring::organization_id(setup))),
            ("service_account_id", value(wiring::service_account_id(setup))),
            ("workspace_id", value(wiring::workspace_id(setup))),
            ("token_file", value(wiring::token_file(setup))),
        ],
    );
    vec![Artifact {
        path: "workload/claude.env".to_owned(),
        title: wiring::title_with_token_file(setup, "Environment of the workload"),
        purpose: Purpose::Workload,
        language: Language::Dotenv,
        belongs: None,
        body: body.into_text(),
    }]
}

//! A profile of the SDKs and the `ant` command.

use super::wiring;
use crate::export::{Artifact, Export, Language, Purpose};
use crate::setup::Setup;
use serde_json::json;

/// A federation profile, to be kept as `configs/NAME.json` in the directory of the profiles.
///
/// Source of the members: `crate::facts::WIF_REFERENCE` and what the SDKs read, `crate::facts::PYTHON_SDK` among them, read
/// 2026-11-21. `file` is the one source of identity tokens that all of them take.
pub(super) static EXPORT: Export = Export { id: "profile", fits: |_| true, render };

fn render(setup: &Setup) -> Vec<Artifact> {
    let profile = json!({
        "version": "1.0",
        "authentication": {
            "type": "oidc_federation",
            "federation_rule_id": wiring::rule_id(setup),
            "service_account_id": wiring::service_account_id(setup),
            "identity_token": { "source": "file", "path": wiring::token_file(setup) },
        },
        "organization_id": wiring::organization_id(setup),
        "workspace_id": wiring::workspace_id(setup),
    });
    vec![Artifact {
        path: "workload/profile.json".to_owned(),
        title: wiring::title_with_token_file(
            setup,
            "Federation profile, for ~/.config/anthropic/configs/default.json",
        ),
        purpose: Purpose::Workload,
        language: Language::Json,
        belongs: None,
        body: format!("{profile:#}\n"),
    }]
}

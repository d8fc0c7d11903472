//! The bodies that the Admin API is sent, as JSON.

use super::wiring;
use crate::export::{Artifact, Export, Language, Purpose};
use crate::setup::Setup;
use serde_json::{Value, json};

/// The create bodies of account, membership, issuer and rule.
///
/// Source: `crate::facts::ISSUER_API` and `crate::facts::RULE_API`, read 2026-11-21.
pub(super) static EXPORT: Export = Export { id: "admin-bodies", fits: |_| true, render };

/// What makes the service account.
pub(super) fn account(setup: &Setup) -> Value {
    setup.account.to_create_body()
}

/// What makes the account a member of the workspace.
pub(super) fn membership(setup: &Setup) -> Value {
    json!({ "workspace_id": wiring::workspace_id(setup), "workspace_role": workspace_role(setup) })
}

/// What makes the issuer.
pub(super) fn issuer(setup: &Setup) -> Value {
    setup.issuer.to_create_body()
}

/// What makes the rule, with every id that is known.
pub(super) fn rule(setup: &Setup) -> Value {
    let mut rule = setup.rule.clone();
    wiring::issuer_id(setup).clone_into(&mut rule.issuer_id);
    wiring::service_account_id(setup).clone_into(&mut rule.service_account_id);
    rule.to_create_body()
}

/// The least role that lets the scope take effect. That `workspace_user` is enough for inference is Keyless's own
/// reading: what a token may do is the scope cut down to the role, and what each role holds is not published.
fn workspace_role(setup: &Setup) -> &'static str {
    if wiring::grants_developer(setup) { "workspace_developer" } else { "workspace_user" }
}

fn render(setup: &Setup) -> Vec<Artifact> {
    let role = match workspace_role(setup) {
        "workspace_developer" => "workspace_developer goes with the scope workspace:developer",
        _ => "workspace_user is the least role; raise it if calls answer 403",
    };
    vec![
        file("service_account", "Create body of the service account".to_owned(), &account(setup)),
        file("membership", format!("Membership of the account in the workspace: {role}"), &membership(setup)),
        file("issuer", "Create body of the federation issuer".to_owned(), &issuer(setup)),
        file("rule", "Create body of the federation rule".to_owned(), &rule(setup)),
    ]
}

fn file(name: &'static str, title: String, body: &Value) -> Artifact {
    Artifact {
        path: format!("claude/{name}.json"),
        title,
        purpose: Purpose::Claude,
        language: Language::Json,
        belongs: None,
        body: format!("{body:#}\n"),
    }
}

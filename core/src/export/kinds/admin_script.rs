//! One script that makes everything at Claude.

use super::{admin_bodies, wiring};
use crate::export::{Artifact, Export, Language, Purpose};
use crate::facts;
use crate::quote::{Quoted, Shell};
use crate::setup::Setup;

/// A bash script that makes account, membership, issuer and rule, in this order.
///
/// Paths and the credential that they take: `crate::facts::WIF_REFERENCE` and the Admin API pages beside it, read
/// 2026-11-21.
pub(super) static EXPORT: Export = Export { id: "admin-script", fits: |_| true, render };

/// Where it goes.
pub(super) const PATH: &str = "claude/setup.sh";

const TEMPLATE: &str = include_str!("../templates/setup.sh");

/// Stands in the script where the rule covers further workspaces.
const MORE_WORKSPACES: &str = include_str!("../templates/setup-more-workspaces.sh");

/// Stands in the script where the rule's scope is beyond what it may grant.
const CONSOLE_ONLY: &str = "note 'the scope of this rule can be granted in a Console session alone: \
                            expect 403 at the last step, and make the rule there'\n";

fn render(setup: &Setup) -> Vec<Artifact> {
    let id = |id: &str| Quoted::<Shell>::word(wiring::known(id));
    let further = setup.rule.workspace_ids.iter().skip(1);
    let more = if setup.rule.applies_to_all_workspaces || further.len() == 0 {
        Quoted::nothing()
    } else {
        let lines =
            further.map(|id| Quoted::<Shell>::fill("also_in ⟦id⟧\n", &[("id", Quoted::<Shell>::word(id))]));
        Quoted::concat(std::iter::once(Quoted::fixed(MORE_WORKSPACES)).chain(lines))
    };
    let console_only =
        if wiring::grants_console_only(setup) { Quoted::fixed(CONSOLE_ONLY) } else { Quoted::nothing() };
    let body = Quoted::<Shell>::fill(
        TEMPLATE,
        &[
            ("api", Quoted::fixed(facts::API_BASE.value)),
            ("version", Quoted::fixed(facts::API_VERSION.value)),
            ("organization_id", id(wiring::organization_id(setup))),
            ("service_account_id", id(wiring::service_account_id(setup))),
            ("workspace_id", id(wiring::workspace_id(setup))),
            ("issuer_id", id(wiring::issuer_id(setup))),
            ("rule_id", id(wiring::rule_id(setup))),
            ("service_account", Quoted::<Shell>::json(&admin_bodies::account(setup))),
            ("membership", Quoted::<Shell>::json(&admin_bodies::membership(setup))),
            ("issuer", Quoted::<Shell>::json(&admin_bodies::issuer(setup))),
            ("rule", Quoted::<Shell>::json(&admin_bodies::rule(setup))),
            ("console_only", console_only),
            ("more_workspaces", more),
        ],
    );
    vec![Artifact {
        path: PATH.to_owned(),
        title: "Script that makes account, membership, issuer and rule".to_owned(),
        purpose: Purpose::Claude,
        language: Language::Shell,
        belongs: None,
        body: body.into_text(),
    }]
}

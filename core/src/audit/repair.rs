//! Mending rules: the fixes of their findings as update bodies, and as a script.

use super::Inventory;
use crate::facts;
use crate::lint::{self, Safety, Subject};
use crate::quote::{Quoted, Shell};
use crate::rule::{Edit, FieldPath, IssuerDraft, RuleDraft, apply_edit};
use crate::strangers;
use serde_json::{Map, Value};

/// A rule, and its issuer, after their fixes.
#[derive(Debug, Clone, PartialEq)]
pub struct Repair {
    /// The rule's id.
    pub rule_id: String,
    /// The rule's name.
    pub name: String,
    /// What to send to the rule: only what changes. Empty where nothing does.
    pub rule: Map<String, Value>,
    /// What to send to the issuer.
    pub issuer: Map<String, Value>,
    /// The issuer's id.
    pub issuer_id: String,
    /// The fixes, in the order in which they were applied: the finding's code, and what was done.
    pub done: Vec<(&'static str, String)>,
}

/// How many fixes one rule is given: each ends a finding, and brings none.
const MOST_FIXES: usize = 32;

impl Inventory {
    /// Mends one rule. None where there is nothing that a fix of this safety, or of a safer one, changes.
    ///
    /// Update bodies follow the Admin API: `match` is replaced as a whole, `issuer_id` stays
    /// (<https://platform.claude.com/docs/en/api/http/organization/federation/rules/update.md>, read 2026-11-21).
    pub fn repair(&self, index: usize, safety: Safety) -> Option<Repair> {
        let (before, issuer_before, account_before) = self.parts(index)?;
        if before.archived || issuer_before.archived {
            return None;
        }
        let (mut rule, mut issuer, mut account) =
            (before.clone(), issuer_before.clone(), account_before.clone());
        let provider = strangers::platform(&issuer, &rule, None);
        let mut done: Vec<(&'static str, String)> = Vec::new();
        for _ in 0..MOST_FIXES {
            let subject = Subject { issuer: &issuer, rule: &rule, account: &account, provider, token: None };
            let mut findings = lint::run(&subject).into_iter();
            // Which workspace is meant instead of all of them is a person's choice.
            let is_open =
                |edit: &Edit| edit.field == FieldPath::AllWorkspaces && rule.workspace_ids.is_empty();
            let fits = |fix: &lint::Fix| {
                (fix.safety == Safety::Safe || safety == Safety::Review) && !fix.edits.iter().any(is_open)
            };
            let next = findings.find_map(|finding| {
                let fix = finding.fix.filter(fits)?;
                (!done.iter().any(|(code, title)| *code == finding.code && *title == fix.title))
                    .then_some((finding.code, fix))
            });
            let Some((code, fix)) = next else { break };
            for edit in &fix.edits {
                apply_edit(edit, &mut issuer, &mut rule, &mut account);
            }
            done.push((code, fix.title));
        }
        let repair = Repair {
            rule_id: rule.id.clone(),
            name: rule.name.clone(),
            rule: changed(&before.to_create_body(), &rule.to_create_body(), &["issuer_id"]),
            issuer: issuer_changes(&issuer_before, &issuer),
            issuer_id: issuer.id.clone(),
            done,
        };
        (!repair.rule.is_empty() || !repair.issuer.is_empty()).then_some(repair)
    }

    /// The rule as it is after a repair, for a comparison.
    pub fn repaired(&self, index: usize, repair: &Repair) -> Option<RuleDraft> {
        let (before, ..) = self.parts(index)?;
        let mut body = before.to_create_body();
        if let Value::Object(body) = &mut body {
            body.extend(repair.rule.clone());
        }
        crate::rule::read(&body.to_string()).ok()?.rules.into_iter().next()
    }
}

fn issuer_changes(before: &IssuerDraft, after: &IssuerDraft) -> Map<String, Value> {
    changed(&before.to_create_body(), &after.to_create_body(), &[])
}

/// The members of an update body: those that differ, except what cannot be changed.
fn changed(before: &Value, after: &Value, fixed: &[&str]) -> Map<String, Value> {
    let (Value::Object(before), Value::Object(after)) = (before, after) else { return Map::new() };
    let differs = |(name, value): &(&String, &Value)| {
        before.get(*name) != Some(value) && !fixed.contains(&name.as_str())
    };
    let mut changed: Map<String, Value> =
        after.iter().filter(differs).map(|(name, value)| (name.clone(), value.clone())).collect();
    // What is left out of an update stays as it is.
    if before.contains_key(ALL_WORKSPACES) && !after.contains_key(ALL_WORKSPACES) {
        changed.insert(ALL_WORKSPACES.to_owned(), false.into());
    }
    changed
}

/// A member that create bodies leave out where it is false.
const ALL_WORKSPACES: &str = "applies_to_all_workspaces";

const SCRIPT: &str = include_str!("repair.sh");

/// One script that sends every update, each after a question. Its only secret is the token that it is given.
pub fn script(repairs: &[Repair]) -> String {
    let update = |path: String, name: &str, body: &Map<String, Value>| {
        Quoted::<Shell>::fill(
            "update ⟦path⟧ ⟦name⟧ ⟦body⟧\n",
            &[
                ("path", Quoted::<Shell>::word(&path)),
                ("name", Quoted::<Shell>::word(name)),
                ("body", Quoted::<Shell>::json(&Value::Object(body.clone()))),
            ],
        )
    };
    let mut lines = Vec::new();
    for repair in repairs {
        if !repair.issuer.is_empty() {
            lines.push(update(
                format!("federation_issuers/{}", repair.issuer_id),
                &repair.name,
                &repair.issuer,
            ));
        }
        if !repair.rule.is_empty() {
            lines.push(update(format!("federation_rules/{}", repair.rule_id), &repair.name, &repair.rule));
        }
    }
    let body = Quoted::<Shell>::fill(
        SCRIPT,
        &[
            ("api", Quoted::fixed(facts::API_BASE.value)),
            ("version", Quoted::fixed(facts::API_VERSION.value)),
            ("updates", Quoted::concat(lines)),
        ],
    );
    body.into_text()
}

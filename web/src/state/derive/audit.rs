//! What is said about an organization's rules.

use super::strangers::{CircleView, circle};
use super::{Note, notes};
use crate::state::audit::{Audit, Column, Table};
use keyless_core::answer::Tone;
use keyless_core::audit::{Inventory, Relation, Row, repair, report};
use keyless_core::lint::{Safety, Severity};
use keyless_core::order::Order;
use keyless_core::rule::IssuerDraft;
use serde_json::Value;
use std::cmp::Ordering;
use std::rc::Rc;

/// The answer in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditHeadline {
    /// How it is marked.
    pub tone: Tone,
    /// The line.
    pub title: String,
    /// More about it.
    pub about: String,
}

/// What all rules come to; none before there is one.
pub fn audit_headline(audit: &Audit) -> Option<AuditHeadline> {
    if audit.inventory.is_empty() {
        return None;
    }
    let live: Vec<&Rc<Row>> = audit.rows.iter().filter(|row| !row.is_dead()).collect();
    let count = |holds: &dyn Fn(&Row) -> bool| live.iter().filter(|row| holds(row)).count();
    let errors = count(&|row| row.severity() == Some(Severity::Error) || is_refused(row));
    let open = count(&|row| row.admitted().next().is_some());
    let loose = count(&|row| row.severity() == Some(Severity::Warning) && !is_refused(row));
    let shut = count(&|row| !row.owner_enters);
    let rules = |number: usize| format!("{number} rule{}", if number == 1 { "" } else { "s" });
    let of = rules(live.len());
    let (tone, title) = match (open, errors, loose) {
        _ if live.is_empty() => (Tone::Neutral, "No rule lets anybody in".to_owned()),
        (0, 0, 0) => (Tone::Good, format!("No stranger gets in by any of {of}")),
        (0, 0, _) => (Tone::Caution, format!("No stranger gets in; warnings for {loose} of {of}")),
        (0, ..) => (Tone::Bad, format!("No stranger gets in; errors in {errors} of {of}")),
        (_, 0, _) => (Tone::Caution, format!("Strangers get in by {open} of {of}")),
        _ => (Tone::Bad, format!("Strangers get in by {open} of {of}")),
    };
    let dead = audit.rows.len() - live.len();
    let parts = [
        (errors, "with errors"),
        (loose, "with warnings at worst"),
        (shut, "shut to their own workload"),
        (dead, "out of use"),
    ];
    let about: Vec<String> = parts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    Some(AuditHeadline { tone, title, about: about.join(" · ") })
}

/// The rows in the order of a table.
pub fn sorted(audit: &Audit, table: Table) -> Vec<Rc<Row>> {
    let mut rows = audit.rows.clone();
    let (column, falls) = table.sort;
    // Stable, and among equals the worst comes first.
    rows.order_by(|a, b| by(Column::Severity, b, a).then_with(|| by(Column::Strangers, b, a)));
    rows.order_by(|a, b| if falls { by(column, b, a) } else { by(column, a, b) });
    rows
}

fn by(column: Column, a: &Row, b: &Row) -> Ordering {
    let text = |of: fn(&Row) -> &str| of(a).to_lowercase().cmp(&of(b).to_lowercase());
    match column {
        Column::Name => text(|row| &row.name),
        Column::Platform => text(platform_of),
        Column::Issuer => text(|row| &row.issuer),
        Column::Account => text(|row| &row.account),
        Column::State => a.standing.cmp(&b.standing),
        Column::Severity => (is_refused(a), a.severity()).cmp(&(is_refused(b), b.severity())),
        Column::Findings => found(a).cmp(&found(b)),
        Column::Strangers => a.admitted().count().cmp(&b.admitted().count()),
    }
}

/// Whether the service would not take a rule that is in use.
pub fn is_refused(row: &Row) -> bool {
    !row.is_dead() && !row.problems.is_empty()
}

/// How much is to be said about a rule.
pub fn found(row: &Row) -> usize {
    if row.is_dead() { 0 } else { row.problems.len() + row.findings.len() }
}

/// The platform's name.
pub fn platform_of(row: &Row) -> &'static str {
    row.provider.map_or("not known", |provider| provider.name)
}

/// All that is said about one rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleOpened {
    /// What the service would refuse, and what is loose.
    pub notes: Vec<Note>,
    /// Who else gets in; none where nobody does, whatever the rule compares.
    pub circle: Option<CircleView>,
    /// What to send to the service: a path and a body for each update.
    pub updates: Vec<(String, String)>,
    /// What these change.
    pub done: Vec<String>,
}

/// What is said about the rule of a row.
pub fn opened(inventory: &Inventory, row: &Row) -> Option<RuleOpened> {
    let (rule, issuer, _) = inventory.parts(row.index)?;
    let problems = row.problems.iter().filter(|_| !row.is_dead()).cloned();
    let mut notes: Vec<Note> = problems.map(notes::refused).collect();
    notes.extend(row.findings.iter().cloned().map(|finding| notes::note_of(finding, &issuer, rule)));
    // As the audit has it: an archived issuer would hide who gets in otherwise.
    let live = IssuerDraft { archived: false, ..issuer.clone() };
    let repair = inventory.repair(row.index, Safety::Review);
    let (mut updates, mut done) = (Vec::new(), Vec::new());
    if let Some(repair) = repair {
        let pretty = |body| super::json(&Value::Object(body));
        if !repair.issuer.is_empty() {
            updates.push((format!("federation_issuers/{}", repair.issuer_id), pretty(repair.issuer)));
        }
        if !repair.rule.is_empty() {
            updates.push((format!("federation_rules/{}", repair.rule_id), pretty(repair.rule)));
        }
        done = repair.done.into_iter().map(|(_, title)| title).collect();
    }
    let circle = (!row.is_dead()).then(|| circle(&live, rule, row.provider, None));
    Some(RuleOpened { notes, circle, updates, done })
}

/// A report to take away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Report {
    /// For a spreadsheet.
    Csv,
    /// For people.
    Markdown,
    /// For programs.
    Json,
    /// For code scanning.
    Sarif,
}

impl Report {
    /// Every report.
    pub const ALL: [Self; 4] = [Self::Csv, Self::Markdown, Self::Json, Self::Sarif];

    /// What it is called, its file's name and media type.
    pub const fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Csv => ("CSV", "keyless-audit.csv", "text/csv"),
            Self::Markdown => ("Markdown", "keyless-audit.md", "text/markdown"),
            Self::Json => ("JSON", "keyless-audit.json", "application/json"),
            Self::Sarif => ("SARIF", "keyless-audit.sarif", "application/json"),
        }
    }

    /// Writes it.
    pub fn write(self, rows: &[Rc<Row>], relations: &[Relation]) -> String {
        let rows: Vec<Row> = rows.iter().map(|row| (**row).clone()).collect();
        match self {
            Self::Csv => report::csv(&rows),
            Self::Markdown => report::markdown(&rows, relations),
            Self::Json => super::json(&report::json(&rows, relations)),
            Self::Sarif => {
                let files: Vec<String> = rows
                    .iter()
                    .map(|row| {
                        format!("federation_rules/{}", if row.id.is_empty() { &row.name } else { &row.id })
                    })
                    .collect();
                let found = files.iter().zip(&rows);
                super::json(&report::sarif(found.flat_map(|(file, row)| {
                    row.findings.iter().map(move |finding| (file.as_str(), finding))
                })))
            }
        }
    }
}

/// The update of one rule, safe or not: the script asks before each.
pub fn repaired(inventory: &Inventory, index: usize) -> Option<repair::Repair> {
    inventory.repair(index, Safety::Review)
}

/// One script of all updates.
pub fn repair_script(repairs: &[repair::Repair]) -> String {
    repair::script(repairs)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::state::audit::read;

    const LISTS: &str = r#"{"data": [
        {"type": "federation_rule", "id": "fdrl_1", "name": "wide", "issuer_id": "fdis_1",
         "match": {"subject_prefix": "repo:acme*", "audience": "https://api.anthropic.com"}, "oauth_scope": "workspace:developer",
         "target": {"type": "service_account", "service_account_id": "svac_1"}, "workspace_ids": ["wrkspc_1"]},
        {"type": "federation_rule", "id": "fdrl_2", "name": "Old", "issuer_id": "fdis_1", "archived_at": "2026-01-01T00:00:00Z",
         "match": {"subject_prefix": "repo:acme/site:ref:refs/heads/main", "audience": "https://api.anthropic.com"},
         "target": {"type": "service_account", "service_account_id": "svac_1"}, "workspace_ids": ["wrkspc_1"]}]}
        {"data": [{"type": "federation_issuer", "id": "fdis_1", "name": "gh",
         "issuer_url": "https://token.actions.githubusercontent.com", "jwks": {"type": "discovery"}}]}"#;

    fn audit() -> Audit {
        let mut audit = Audit::default();
        audit.add(vec![read("lists.json", LISTS)]);
        audit
    }

    #[test]
    fn the_worst_rules_come_first_until_another_order_is_asked_for() {
        let names = |column, falls| -> Vec<String> {
            let table = Table { sort: (column, falls), ..Table::default() };
            sorted(&audit(), table).iter().map(|row| row.name.clone()).collect()
        };
        for column in [Column::Severity, Column::Findings, Column::Strangers] {
            assert_eq!(names(column, true), ["wide", "Old"], "{column:?}");
            assert_eq!(names(column, false), ["Old", "wide"], "{column:?}");
        }
        assert_eq!(names(Column::Name, false), ["Old", "wide"], "capitals do not count");
        assert_eq!(names(Column::State, true), ["Old", "wide"], "what is dead comes first");
    }

    #[test]
    fn a_rule_that_is_open_has_findings_strangers_and_what_mends_it() {
        let audit = audit();
        let wide = opened(&audit.inventory, &audit.rows[0]).unwrap();
        assert!(wide.notes.iter().any(|note| note.code == "subject-prefix-splits-segment"));
        assert!(wide.circle.unwrap().admitted > 0);
        assert!(
            wide.updates
                .iter()
                .any(|(path, body)| path == "federation_rules/fdrl_1" && body.contains("match"))
        );
        let old = opened(&audit.inventory, &audit.rows[1]).unwrap();
        assert!(old.circle.is_none() && old.updates.is_empty(), "an archived rule lets in nobody");
        let headline = audit_headline(&audit).unwrap();
        assert_eq!((headline.tone, headline.title.as_str()), (Tone::Bad, "Strangers get in by 1 of 1 rule"));
        assert_eq!(audit_headline(&Audit::default()), None);
    }

    #[test]
    fn every_report_names_the_rule() {
        let audit = audit();
        for report in Report::ALL {
            let text = report.write(&audit.rows, audit.relations.as_deref().unwrap());
            assert!(text.contains("fdrl_1"), "{report:?}: {text}");
        }
        let repairs: Vec<_> = (0..2).filter_map(|at| repaired(&audit.inventory, at)).collect();
        assert!(repair_script(&repairs).contains("federation_rules/fdrl_1"));
    }
}

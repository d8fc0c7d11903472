#![doc = include_str!("workspaces_wider.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::lint::Look;
use crate::rule::{Edit, FieldPath};

pub(super) static LINT: Lint = Lint {
    code: "workspaces-wider",
    summary: "The rule mints tokens for several workspaces, or for all that there will ever be",
    severity: Severity::Warning,
    confidence: Confidence::Likely,
    page: include_str!("workspaces_wider.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let rule = subject.rule;
    if rule.applies_to_all_workspaces {
        let finding = Finding::of(
            &LINT,
            FieldPath::AllWorkspaces,
            "The rule reaches every workspace of the organization, those made later included: a workload that works in one needs one".to_owned(),
        );
        found.push(finding.fixed_by(
            Safety::Review,
            "Name the workspace instead",
            vec![Edit::set(FieldPath::AllWorkspaces, "false")],
        ));
    } else if rule.workspace_ids.len() > 1 {
        let count = rule.workspace_ids.len();
        let message = format!(
            "The rule reaches {count} workspaces, and each exchange has to name one: where the workload uses one alone, name that one"
        );
        found.push(Finding::of(&LINT, FieldPath::Workspace, message).only(Severity::Info));
    }
}

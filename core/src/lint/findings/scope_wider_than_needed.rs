#![doc = include_str!("scope_wider_than_needed.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::facts::{SCOPES, ScopeFact};
use crate::lint::Look;
use crate::rule::{Edit, FieldPath};

pub(super) static LINT: Lint = Lint {
    code: "scope-wider-than-needed",
    summary: "The rule grants more than calling the models takes",
    severity: Severity::Warning,
    confidence: Confidence::Likely,
    page: include_str!("scope_wider_than_needed.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let text = subject.rule.oauth_scope.as_str();
    let [narrowest, wider @ ..] = SCOPES.value;
    for word in text.split_whitespace() {
        let Some(scope) = wider.iter().find(|s| s.name == word) else { continue };
        let severity = if scope.console_only { Severity::Warning } else { Severity::Info };
        let message = format!(
            "`{}` lets every token of this rule reach {}; calling the models takes no more than `{}`",
            scope.name, scope.reach, narrowest.name
        );
        let mut finding = Finding::of(&LINT, FieldPath::Scope, message).only(severity);
        if let Some(at) = word_at(text, word) {
            finding = finding.in_part(at..at + word.len());
        }
        if scope.console_only {
            finding = finding.note(
                "A workload that runs without people rarely needs it: give such work a rule and a service account of its own",
            );
        }
        found.push(finding.fixed_by(
            Safety::Review,
            format!("Grant `{}` in its place", narrowest.name),
            vec![Edit::set(FieldPath::Scope, replaced(text, scope, &narrowest))],
        ));
    }
}

/// Where a word stands, in bytes.
fn word_at(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).unwrap_or_default();
        let after = text.get(at + word.len()..).unwrap_or_default();
        before.chars().next_back().is_none_or(char::is_whitespace)
            && after.chars().next().is_none_or(char::is_whitespace)
    })
}

/// The scopes with one put in place of another, each once.
fn replaced(text: &str, from: &ScopeFact, to: &ScopeFact) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let word = if word == from.name { to.name } else { word };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(" ")
}

#![doc = include_str!("condition_needs_claim.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::condition::{Condition, Evaluation, How, write};
use crate::lint::expression;
use crate::lint::pinned::platform;
use crate::lint::segments;
use crate::lint::{Look, Subject};
use crate::rule::{Edit, FieldPath};
use crate::strangers::Neighbour;
use crate::verdict::{Admission, CheckId, Gate};
use serde_json::{Map, Value};

pub(super) static LINT: Lint = Lint {
    code: "condition-needs-claim",
    summary: "The condition fails on tokens without a claim that it reads",
    severity: Severity::Error,
    confidence: Confidence::Certain,
    page: include_str!("condition_needs_claim.md"),
    run,
};

/// A text that no platform sends.
const OTHER: &str = "\u{1}no platform sends this";

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let source = subject.rule.condition.as_str();
    let Some(condition) = subject.condition() else { return };
    let (path, message, severity) = if let Some(token) = subject.token {
        let Evaluation::Error { missing_claim: Some(path), .. } = condition.evaluate(token.as_map()) else {
            return;
        };
        // What another matcher keeps out never comes this far.
        if Gate::new(Some(subject.issuer), subject.rule).ask(token) != Admission::KeptOut(CheckId::Condition)
        {
            return;
        }
        let shown = segments::shown(&path.join("."));
        let message = format!(
            "The token has no claim {shown}, so that the condition fails and the exchange is denied (match_condition)"
        );
        (path, message, Severity::Error)
    } else {
        let refused = unguarded(condition).filter(|path| !is_always_sent(subject, path)).map(|path| {
            let shown = segments::shown(&path.join("."));
            let message = format!(
                "The condition asks only that {shown} is not something, and fails on tokens that have no such claim: those are denied too"
            );
            (path, message, Severity::Info)
        });
        let Some(found) = refused.or_else(|| fails_on(subject, condition)) else { return };
        found
    };
    let guard = write::presence(&path);
    let guarded = expression::and(&guard, &expression::and("", &format!("({source})")));
    let mut finding =
        Finding::of(&LINT, FieldPath::Condition, message).only(severity).in_part(0..source.len());
    if !source.contains(&guard) && !source.contains("//") {
        finding = finding.fixed_by(
            Safety::Safe,
            format!("Ask for the claim first: {}", segments::shown(&guard)),
            vec![Edit::set(FieldPath::Condition, guarded)],
        );
    }
    found.push(finding);
}

/// A claim that somebody around the workload does not send, whom nothing keeps out but that the condition fails.
fn fails_on(subject: &Look<'_>, condition: &Condition) -> Option<(Vec<String>, String, Severity)> {
    let comes_so_far = |other: &&Neighbour| other.admission == Admission::KeptOut(CheckId::Condition);
    let ring = subject.ring();
    // Where it fails for the workload as well, what its tokens say is not known here.
    if matches!(condition.evaluate(ring.owner.as_map()), Evaluation::Error { .. }) {
        return None;
    }
    ring.strangers.iter().filter(comes_so_far).find_map(|other| {
        let claims = other.changes.over(ring.owner.as_map());
        let Evaluation::Error { missing_claim: Some(path), .. } = condition.evaluate(&claims) else {
            return None;
        };
        let message = format!(
            "The condition fails on tokens without {}, as those of others have none ({}), instead of saying no; what the service does \
             with a condition that fails is not published",
            segments::shown(&path.join(".")),
            other.stranger.title.to_lowercase()
        );
        Some((path, message, Severity::Info))
    })
}

/// A claim that is compared by `!=` or in a negation alone, and whose absence makes the condition fail although any other
/// text would do.
fn unguarded(condition: &Condition) -> Option<Vec<String>> {
    let comparisons = condition.comparisons();
    let refused = comparisons.iter().filter(|c| (c.how == How::Unequal) != c.negated).find(|c| {
        c.path.len() == 1
            && comparisons
                .iter()
                .all(|other| other.path != c.path || (other.how == How::Unequal) != other.negated)
    })?;
    let mut claims = Map::new();
    for wish in condition.references().iter().filter(|path| path.len() == 1) {
        claims.insert(wish.first()?.clone(), Value::from(OTHER));
    }
    for equality in condition.equalities().iter().filter(|e| e.path.len() == 1) {
        claims.insert(equality.path.first()?.clone(), Value::from(equality.texts.first()?.clone()));
    }
    let name = refused.path.first()?;
    let holds = condition.evaluate(&claims) == Evaluation::True;
    claims.shift_remove(name);
    let fails = matches!(condition.evaluate(&claims), Evaluation::Error { .. });
    (holds && fails).then(|| refused.path.clone())
}

/// Whether every token of the platform has a claim: its specimen leaves it out never.
fn is_always_sent(subject: &Subject<'_>, path: &[String]) -> bool {
    let template = platform(subject).map_or("", |provider| provider.specimen.claims);
    matches!(path, [name] if template.contains(&format!("\"{name}\":")))
}

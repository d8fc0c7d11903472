#![doc = include_str!("condition_other_kind.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::condition::{How, write};
use crate::lint::pinned::platform;
use crate::lint::segments;
use crate::lint::{Look, Subject};
use crate::providers::ClaimKind;
use crate::rule::{Edit, FieldPath};
use serde_json::Value;

pub(super) static LINT: Lint = Lint {
    code: "condition-other-kind",
    summary: "The condition compares a text with a number, or the other way round, which is never equal",
    severity: Severity::Error,
    confidence: Confidence::Certain,
    page: include_str!("condition_other_kind.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let source = subject.rule.condition.as_str();
    let Some(condition) = subject.condition() else { return };
    for comparison in condition.comparisons() {
        let [name] = comparison.path.as_slice() else { continue };
        let Some(kind) = kind(subject, name).filter(|_| matches!(comparison.how, How::Equal | How::Unequal))
        else {
            continue;
        };
        for (value, range) in &comparison.values {
            let (what, to) = match (kind, value) {
                (ClaimKind::Text, Value::Number(number)) => ("a text", write::text(&number.to_string())),
                (ClaimKind::Text, Value::Bool(truth)) => ("a text", write::text(&truth.to_string())),
                (ClaimKind::Number, Value::String(text)) if text.parse::<i64>().is_ok() => {
                    ("a number", text.clone())
                }
                (ClaimKind::Boolean, Value::String(text)) if text.parse::<bool>().is_ok() => {
                    ("true or false without quotes", text.clone())
                }
                _ => continue,
            };
            let literal = source.get(range.clone()).unwrap_or_default();
            let follows = if comparison.how == How::Equal { "never equal" } else { "always unequal" };
            let edited = format!(
                "{}{to}{}",
                source.get(..range.start).unwrap_or_default(),
                source.get(range.end..).unwrap_or_default()
            );
            found.push(
                Finding::of(
                    &LINT,
                    FieldPath::Condition,
                    format!(
                        "`{name}` is {what} in the token, and {} is not: they are {follows}",
                        segments::shown(literal)
                    ),
                )
                .in_part(range.clone())
                .fixed_by(
                    Safety::Review,
                    format!("Write {}", segments::shown(&to)),
                    vec![Edit::set(FieldPath::Condition, edited)],
                ),
            );
        }
    }
}

/// What a claim holds, by the token or the platform.
fn kind(subject: &Subject<'_>, name: &str) -> Option<ClaimKind> {
    match subject.token.and_then(|token| token.get(name)) {
        Some(Value::String(_)) => Some(ClaimKind::Text),
        Some(Value::Number(_)) => Some(ClaimKind::Number),
        Some(Value::Bool(_)) => Some(ClaimKind::Boolean),
        Some(_) => None,
        None => platform(subject)?.claim(name).map(|spec| spec.kind),
    }
}

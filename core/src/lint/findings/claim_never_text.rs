#![doc = include_str!("claim_never_text.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::condition::write;
use crate::lint::expression;
use crate::lint::pinned::platform;
use crate::lint::segments;
use crate::lint::{Look, Subject};
use crate::providers::ClaimKind;
use crate::rule::{Edit, FieldPath};
use serde_json::Value;

pub(super) static LINT: Lint = Lint {
    code: "claim-never-text",
    summary: "The rule's claims name something that is no text at the top level of the token, which never matches",
    severity: Severity::Error,
    confidence: Confidence::Certain,
    page: include_str!("claim_never_text.md"),
    run,
};

/// Claims that every platform sends as numbers (RFC 7519, section 4.1).
const NUMERIC_DATES: [&str; 3] = ["exp", "iat", "nbf"];

/// A claim of Kubernetes that rules name with a dotted path, which platforms beside Kubernetes do not send.
const KUBERNETES_MAP: &str = "kubernetes.io";

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    for entry in subject.rule.claims.iter().filter(|c| !c.name.is_empty()) {
        let (what, expression) = if let Some(kind) = kind(subject, &entry.name) {
            let expression = compare(kind, &entry.name, &entry.value);
            let what = match kind {
                ClaimKind::Text => continue,
                ClaimKind::Number => "a number",
                ClaimKind::Boolean => "true or false without quotes",
                ClaimKind::List => "a list",
                ClaimKind::Map => "a map",
            };
            (format!("The claim {} is {what}", segments::shown(&entry.name)), expression)
        } else if let Some((map, rest)) = path(subject, &entry.name) {
            let path = rest.split('.').fold(write::claim(map), |path, step| path + &write::member(step));
            let what = format!(
                "{} stands inside the map {}, not at the top level of the token",
                segments::shown(&entry.name),
                segments::shown(map)
            );
            (what, Some(format!("{path} == {}", write::text(&entry.value))))
        } else {
            continue;
        };

        let field = FieldPath::Claim(entry.name.clone());
        let message = format!(
            "{what}. `claims` compares texts at the top level alone, so that no token ever matches; the condition can compare it"
        );
        let mut finding = Finding::of(&LINT, field.clone(), message);
        if let Some(expression) = expression {
            let condition = expression::and(&subject.rule.condition, &expression);
            finding = finding.fixed_by(
                Safety::Review,
                format!("Move it to the condition: {}", segments::shown(&expression)),
                vec![Edit::clear(field), Edit::set(FieldPath::Condition, condition)],
            );
        }
        found.push(finding);
    }
}

/// What a claim at the top level holds: as the token has it, or else as the platform is known to send it.
fn kind(subject: &Subject<'_>, name: &str) -> Option<ClaimKind> {
    if let Some(value) = subject.token.and_then(|t| t.get(name)) {
        return match value {
            Value::String(_) => Some(ClaimKind::Text),
            Value::Number(_) => Some(ClaimKind::Number),
            Value::Bool(_) => Some(ClaimKind::Boolean),
            Value::Array(_) => Some(ClaimKind::List),
            Value::Object(_) => Some(ClaimKind::Map),
            // Some platforms send null for "none here", and a text at other times.
            Value::Null => None,
        };
    }
    if NUMERIC_DATES.contains(&name) {
        return Some(ClaimKind::Number);
    }
    match platform(subject).and_then(|p| p.claim(name)) {
        Some(spec) => Some(spec.kind),
        None => (name == KUBERNETES_MAP).then_some(ClaimKind::Map),
    }
}

/// A dotted path into a map, cut behind the map's name.
fn path<'n>(subject: &Subject<'_>, name: &'n str) -> Option<(&'n str, &'n str)> {
    // Names of claims have dots of their own: the longest one that is a map counts.
    name.match_indices('.').rev().find_map(|(at, _)| {
        let (map, rest) = (name.get(..at)?, name.get(at + 1..)?);
        (!rest.is_empty() && kind(subject, map) == Some(ClaimKind::Map)).then_some((map, rest))
    })
}

/// The comparison that was meant; `None` where the text can be none of the claim's values.
fn compare(kind: ClaimKind, name: &str, value: &str) -> Option<String> {
    let claim = write::claim(name);
    match kind {
        ClaimKind::Text | ClaimKind::Map => None,
        // `int(…)` answers alike, whether the service takes whole numbers in JSON for integers or not.
        ClaimKind::Number => {
            let number: i64 = value.trim().parse().ok()?;
            Some(format!("int({claim}) == {number}"))
        }
        ClaimKind::Boolean => {
            let truth: bool = value.trim().parse().ok()?;
            Some(format!("{claim} == {truth}"))
        }
        ClaimKind::List => Some(format!("{} in {claim}", write::text(value))),
    }
}

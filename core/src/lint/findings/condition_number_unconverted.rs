#![doc = include_str!("condition_number_unconverted.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::condition::{Doubt, How, write};
use crate::lint::Look;
use crate::lint::pinned::platform;
use crate::providers::ClaimKind;
use crate::rule::{Edit, FieldPath};
use crate::verdict::Admission;
use serde_json::Value;

pub(super) static LINT: Lint = Lint {
    code: "condition-number-unconverted",
    summary: "The condition's answer hangs on how the service reads numbers in a token",
    severity: Severity::Warning,
    confidence: Confidence::Likely,
    page: include_str!("condition_number_unconverted.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let source = subject.rule.condition.as_str();
    let Some(condition) = subject.condition() else { return };
    let is_number = |name: &str| match subject.token.and_then(|token| token.get(name)) {
        Some(value) => value.is_number(),
        None => platform(subject).and_then(|p| p.claim(name)).is_some_and(|s| s.kind == ClaimKind::Number),
    };
    let comparisons = condition.comparisons();
    let bare = comparisons.iter().find_map(|comparison| {
        let [name] = comparison.path.as_slice() else { return None };
        let with_number = comparison.values.iter().any(|(value, _)| matches!(value, Value::Number(_)));
        let compared = matches!(comparison.how, How::Equal | How::Unequal) && with_number;
        (compared && is_number(name)).then_some(name.as_str())
    });
    if let Some(name) = bare {
        let message = format!(
            "`{name}` is a number, which may arrive as a fraction (`double`) and is compared with a whole one (`int`): engines that \
             do not compare the two kinds deny every token"
        );
        let mut finding =
            Finding::of(&LINT, FieldPath::Condition, message).only(Severity::Info).in_part(0..source.len());
        if let Some(converted) = converted(source, &write::claim(name)) {
            finding = finding.fixed_by(
                Safety::Safe,
                format!("Convert it: `int({})`", write::claim(name)),
                vec![Edit::set(FieldPath::Condition, converted)],
            );
        }
        found.push(finding);
    } else if subject.ring().admission == Admission::Unknown(Some(Doubt::NumberTyping)) {
        let message = "The condition says yes or no to the same token depending on whether the service reads its whole numbers as \
                       `int` or as `double`, which is not published"
            .to_owned();
        found.push(
            Finding::of(&LINT, FieldPath::Condition, message)
                .in_part(0..source.len())
                .note("Convert each number where it is read, as in `int(claims.number)`"),
        );
    }
}

/// The condition with a claim converted where it stands, if that is in one place.
fn converted(source: &str, claim: &str) -> Option<String> {
    let goes_on =
        |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '['));
    let mut places = source.match_indices(claim).filter(|(at, _)| {
        let behind = source.get(at + claim.len()..).unwrap_or_default();
        let before = source.get(..*at).unwrap_or_default();
        !goes_on(behind) && !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
    });
    let (at, _) = places.next()?;
    if places.next().is_some() {
        return None;
    }
    Some(format!("{}int({claim}){}", source.get(..at)?, source.get(at + claim.len()..)?))
}

//! Audience, claims and condition.

use super::super::{Check, CheckId, Reason};
use super::Finding;
use crate::condition::{Condition, Evaluation, write};
use crate::rule::{AudienceRule, RuleDraft};
use crate::token::{DecodedToken, json_kind};
use serde_json::Value;

/// What every matcher says where no rule is given.
pub(super) const NO_RULE: &str = "No rule was given. Paste one, or fill it in.";

pub(super) fn audience(token: &DecodedToken, rule: Option<&RuleDraft>) -> Check {
    let check = Finding::new(CheckId::Audience);
    let audiences = token.claims.audiences();
    let check = check.found(audiences.join(", "));
    let Some(rule) = rule else { return check.unproven(NO_RULE) };
    let expected = AudienceRule::parse(&rule.audience);
    let whose = match expected {
        AudienceRule::ServiceDefault => {
            "The rule names no audience, so the service expects its default; leaving it out does not mean any."
        }
        AudienceRule::Exact(_) => "The rule's audience.",
    };
    let text = expected.expected();
    let check = check.expected(text);
    if audiences.contains(&text) {
        return check.pass(match audiences.len() {
            1 => format!("{whose} The token has it."),
            n => format!("{whose} It is one of the token's {n}."),
        });
    }
    let why = match audiences[..] {
        [] => "The token has no aud that is a text.".to_owned(),
        [one] if one.trim_end_matches('/') == text.trim_end_matches('/') => {
            "They differ in a slash at the end.".to_owned()
        }
        [one] if one.eq_ignore_ascii_case(text) => "They differ in upper and lower case.".to_owned(),
        _ => "The token was minted for somebody else.".to_owned(),
    };
    check.fail(
        Reason::MatchAudience,
        format!("{whose} {why} Ask the platform for a token with this audience; do not make the rule accept another's."),
    )
}

pub(super) fn claims(token: &DecodedToken, rule: Option<&RuleDraft>) -> Check {
    let check = Finding::new(CheckId::Claims);
    let Some(rule) = rule else { return check.unproven(NO_RULE) };
    if rule.claims.is_empty() {
        return check.not_asked("The rule compares no claims.");
    }
    let mut failures = rule.claims.iter().filter_map(|wanted| {
        let why = match token.claims.get(&wanted.name) {
            Some(Value::String(text)) if *text == wanted.value => return None,
            Some(Value::String(text)) if text.trim() == wanted.value.trim() => "differs in blanks".to_owned(),
            Some(Value::String(_)) => "differs".to_owned(),
            Some(other) => format!(
                "is {} in the token, and only texts can be compared here; use the condition",
                json_kind(other)
            ),
            None if nested(token, &wanted.name) => {
                "is no claim at the top level; use the condition to reach into a map".to_owned()
            }
            None => "is not in the token".to_owned(),
        };
        Some((wanted, why))
    });
    let list = |pairs: &mut dyn Iterator<Item = (&str, String)>| {
        pairs.map(|(name, value)| format!("{name} = {value}")).collect::<Vec<_>>().join("\n")
    };
    let check = check
        .expected(list(&mut rule.claims.iter().map(|c| (c.name.as_str(), c.value.clone()))))
        .found(list(&mut rule.claims.iter().map(|c| {
            (c.name.as_str(), token.claims.get(&c.name).map_or_else(|| "(absent)".to_owned(), shown))
        })));
    match failures.next() {
        None => check.pass("All are equal."),
        Some(first) => {
            let all: Vec<String> = std::iter::once(first)
                .chain(failures)
                .map(|(wanted, why)| format!("{} {why}", wanted.name))
                .collect();
            check.fail(Reason::MatchClaims, format!("{}.", all.join("; ")))
        }
    }
}

/// A value as it is shown: texts bare, everything else as JSON.
fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Whether a dotted name leads into a map of the token.
fn nested(token: &DecodedToken, name: &str) -> bool {
    name.match_indices('.')
        .any(|(at, _)| name.get(..at).and_then(|head| token.claims.get(head)).is_some_and(Value::is_object))
}

pub(super) fn condition(token: &DecodedToken, rule: Option<&RuleDraft>) -> Check {
    let check = Finding::new(CheckId::Condition);
    let Some(rule) = rule else { return check.unproven(NO_RULE) };
    if rule.condition.is_empty() {
        return check.not_asked("The rule has no condition.");
    }
    let check = check.expected("true");
    let condition = match Condition::compile(&rule.condition) {
        Ok(condition) => condition,
        Err(problem) if problem.kind.is_limit_here() => return check.unproven(problem.message),
        Err(problem) => {
            return check.fail(
                Reason::MatchCondition,
                format!(
                    "The service refuses this condition when the rule is saved, at line {}, column {}: {}",
                    problem.line, problem.column, problem.message
                ),
            );
        }
    };
    match condition.evaluate(token.claims.as_map()) {
        Evaluation::True => check.found("true").pass("It holds."),
        Evaluation::False => {
            check.found("false").fail(Reason::MatchCondition, "It does not hold for this token.")
        }
        Evaluation::NotBoolean { found } => check.found(found).fail(
            Reason::MatchCondition,
            format!("It answers with a {found}, not with true or false. Compare with something."),
        ),
        Evaluation::Error { message, missing_claim } => check.found("an error").fail(
            Reason::MatchCondition,
            match missing_claim {
                Some(path) => format!(
                    "{message} An absent claim is an error, not false. Ask for it first: {} && …",
                    write::presence(&path)
                ),
                None => format!("The condition failed: {message} An error counts as no match."),
            },
        ),
        Evaluation::CannotTell { why } => check.unproven(why.to_string()),
    }
}

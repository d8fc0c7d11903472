#![doc = include_str!("star_taken_literally.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::condition::{Condition, write};
use crate::lint::{Look, expression, segments};
use crate::rule::{Edit, FieldPath};
use crate::token::Claims;
use std::ops::Range;

pub(super) static LINT: Lint = Lint {
    code: "star-taken-literally",
    summary: "A star that is no wildcard where it stands is compared as a character",
    severity: Severity::Error,
    confidence: Confidence::Likely,
    page: include_str!("star_taken_literally.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let rule = subject.rule;
    let sent = |name: &str| subject.token.and_then(|token| token.text(name));
    let prefix = rule.subject_prefix.as_str();
    let fixed = prefix.strip_suffix('*').unwrap_or(prefix);
    let of_token = sent("sub").or_else(|| subject.token.and_then(Claims::subject));
    if let Some(at) = fixed.find('*').filter(|_| !of_token.is_some_and(|sub| sub.contains('*'))) {
        let message = "`*` is a wildcard at the very end of a subject alone; this one is compared as a character, \
                       and no subject has it, so that nothing matches";
        found.push(
            Finding::of(&LINT, FieldPath::SubjectPrefix, message.to_owned()).in_part(at..at + 1).fixed_by(
                Safety::Review,
                "Compare it by a pattern in the condition",
                in_subject(subject, at),
            ),
        );
    }
    for claim in rule.claims.iter().filter(|claim| claim.value.contains('*')) {
        if sent(&claim.name).is_some_and(|text| text == claim.value) {
            continue;
        }
        let field = FieldPath::Claim(claim.name.clone());
        let edits = vec![
            Edit::clear(field.clone()),
            Edit::set(FieldPath::Condition, with(subject, &like(subject, &claim.name, &claim.value))),
        ];
        let at = claim.value.find('*').unwrap_or_default();
        found.push(Finding::of(&LINT, field, whole(&claim.name, &claim.value)).in_part(at..at + 1).fixed_by(
            Safety::Review,
            "Compare it by a pattern in the condition",
            edits,
        ));
    }
    let equalities = subject.condition().into_iter().flat_map(Condition::equalities);
    for equality in equalities {
        let [name] = equality.path.as_slice() else { continue };
        let Some(text) = equality.texts.iter().find(|text| text.contains('*')) else { continue };
        if sent(name) != Some(text) {
            found.push(Finding::of(&LINT, FieldPath::Condition, whole(name, text)).in_part(all(subject)));
        }
    }
}

fn whole(name: &str, value: &str) -> String {
    format!(
        "`{name}` is compared as a whole with {}, star and all, and no token says that",
        segments::shown(value)
    )
}

fn all(subject: &Look<'_>) -> Range<usize> {
    0..subject.rule.condition.len()
}

/// The edits that keep the subject as far as the first star and compare the rest by a pattern.
fn in_subject(subject: &Look<'_>, at: usize) -> Vec<Edit> {
    let prefix = subject.rule.subject_prefix.as_str();
    let stem = prefix.get(..at).unwrap_or_default();
    let stars_alone = prefix.get(at..).is_some_and(|rest| rest.bytes().all(|b| b == b'*'));
    let kept = if stem.is_empty() {
        Edit::clear(FieldPath::SubjectPrefix)
    } else {
        Edit::set(FieldPath::SubjectPrefix, format!("{stem}*"))
    };
    if stars_alone {
        return vec![kept];
    }
    vec![kept, Edit::set(FieldPath::Condition, with(subject, &like(subject, "sub", prefix)))]
}

/// The condition with one more comparison, unless it has that already.
fn with(subject: &Look<'_>, more: &str) -> String {
    let source = subject.rule.condition.as_str();
    if source.contains(more) { source.to_owned() } else { expression::and(source, more) }
}

/// A comparison with a text in which each star stands for one segment, and one at the end for all that follows.
fn like(subject: &Look<'_>, name: &str, text: &str) -> String {
    let mut ends: String = segments::ends(subject.provider).iter().collect();
    if ends.is_empty() {
        ends.push('/');
    }
    let class: String = ends.chars().flat_map(|c| ['\\', c]).collect();
    let (text, tail) = text.strip_suffix('*').map_or((text, "$"), |text| (text.trim_end_matches('*'), ".+$"));
    let mut pattern = String::from("^");
    for c in text.chars() {
        match c {
            '*' => pattern.push_str(&format!("[^{class}]+")),
            c if c.is_ascii_punctuation() && !matches!(c, '/' | ':' | '_' | '-' | '@') => {
                pattern.extend(['\\', c]);
            }
            c => pattern.push(c),
        }
    }
    format!("{}.matches({})", write::claim(name), write::text(&(pattern + tail)))
}

#![doc = include_str!("subject_in_other_spelling.md")]

use super::{Finding, Lint, Safety, Severity};
use crate::lint::Subject;
use crate::lint::pinned::platform;
use crate::lint::segments;
use crate::rule::{Edit, FieldPath, SubjectPattern};

pub(super) static LINT: Lint = Lint {
    code: "subject-in-other-spelling",
    summary: "The rule spells the subject in a form that this workload does not send",
    severity: Severity::Error,
    page: include_str!("subject_in_other_spelling.md"),
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Finding>) {
    let Some((provider, token)) = platform(subject).zip(subject.token) else { return };
    let Some((sent, other)) = token.subject().zip((provider.other_subject)(token)) else { return };
    let pattern = segments::pattern(subject);
    let places = [
        (FieldPath::SubjectPrefix, pattern),
        (
            FieldPath::Claim("sub".to_owned()),
            subject.rule.claim("sub").map(|v| SubjectPattern::Exact(v.to_owned())),
        ),
    ];
    for (field, pattern) in places {
        let Some(pattern) = pattern.filter(|p| p.admits(&other) && !p.admits(sent)) else { continue };
        let to = respelled(&pattern, sent, provider.segment_ends);
        found.push(
            Finding::of(
                &LINT,
                field.clone(),
                format!(
                    "{} sends this workload's subject in another form, {}: every exchange is denied (match_subject_prefix)",
                    provider.name,
                    segments::shown(sent)
                ),
            )
            .in_part(0..pattern.fixed().len())
            .fixed_by(
                Safety::Safe,
                format!("Spell it as the token does: {}", segments::shown(&to)),
                vec![Edit::set(field, to)],
            ),
        );
    }
}

/// The pattern in the spelling of the subject sent: as many whole segments, or the whole subject where it ends inside one.
fn respelled(pattern: &SubjectPattern, sent: &str, ends: &[char]) -> String {
    match pattern {
        SubjectPattern::Prefix(fixed) if fixed.ends_with(ends) => segments::same_depth(sent, fixed, ends)
            .map_or_else(|| sent.to_owned(), |start| format!("{start}*")),
        _ => sent.to_owned(),
    }
}

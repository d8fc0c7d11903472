#![doc = include_str!("subject_in_other_spelling.md")]

use super::{Confidence, Finding, Lint, Safety, Severity, name_only_pin};
use crate::lint::pinned::platform;
use crate::lint::segments;
use crate::lint::{Look, Subject};
use crate::rule::{Edit, FieldPath, SubjectPattern};

pub(super) static LINT: Lint = Lint {
    code: "subject-in-other-spelling",
    summary: "The rule spells the subject in a form that this workload does not send",
    severity: Severity::Error,
    confidence: Confidence::Certain,
    page: include_str!("subject_in_other_spelling.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    found.extend(of_session(subject));
    let Some((provider, token)) = platform(subject).zip(subject.token) else { return };
    let Some((sent, other)) = token.subject().zip((provider.other_subject)(token)) else { return };
    let pattern = segments::pattern(subject);
    let places = [
        (FieldPath::SubjectPrefix, "match_subject_prefix", pattern),
        (
            FieldPath::Claim("sub".to_owned()),
            "match_claims",
            subject.rule.claim("sub").map(|v| SubjectPattern::Exact(v.to_owned())),
        ),
    ];
    for (field, reason, pattern) in places {
        let Some(pattern) = pattern.filter(|p| p.admits(&other) && !p.admits(sent)) else { continue };
        let to = respelled(&pattern, sent, provider.segment_ends);
        let title = format!("Spell it as the token does: {}", segments::shown(&to));
        let mut edits = vec![Edit::set(field.clone(), to)];
        edits.extend(ids_kept(subject, &edits));
        found.push(
            Finding::of(
                &LINT,
                field,
                format!(
                    "{} sends this workload's subject in another form, {}: every exchange is denied ({reason})",
                    provider.name,
                    segments::shown(sent)
                ),
            )
            .in_part(0..pattern.fixed().len())
            .fixed_by(Safety::Review, title, edits),
        );
    }
}

/// The ARN of a role's session at AWS, whose tokens carry the role's own.
fn of_session(subject: &Subject<'_>) -> Option<Finding> {
    let typed = subject.rule.subject_prefix.as_str();
    let (partition, rest) = typed.strip_prefix("arn:")?.split_once(":sts::")?;
    let (account, session) = rest.split_once(":assumed-role/")?;
    let role = session.split(['/', '*']).next().filter(|role| !role.is_empty())?;
    let to = format!("arn:{partition}:iam::{account}:role/{role}");
    let mut finding = Finding::of(
        &LINT,
        FieldPath::SubjectPrefix,
        format!(
            "This is a session of a role, and tokens carry the role's own ARN, such as {}: nothing matches",
            segments::shown(&to)
        ),
    );
    finding.confidence = Confidence::Likely;
    let finding = finding
        .in_part(0..typed.len())
        .note("A session's ARN leaves out the path of its role: aws iam get-role prints it");
    Some(finding.fixed_by(
        Safety::Review,
        format!("Name the role: {}", segments::shown(&to)),
        vec![Edit::set(FieldPath::SubjectPrefix, to)],
    ))
}

/// The ids that went with the old spelling, as claims from the token, where the new one has none.
fn ids_kept(subject: &Subject<'_>, edits: &[Edit]) -> Vec<Edit> {
    let pins = |subject: &Subject<'_>| {
        let mut found = Vec::new();
        (name_only_pin::LINT.run)(&Look::at(subject), &mut found);
        found
    };
    if !pins(subject).is_empty() {
        return Vec::new();
    }
    let (mut issuer, mut rule, mut account) =
        (subject.issuer.clone(), subject.rule.clone(), subject.account.clone());
    for edit in edits {
        crate::rule::apply_edit(edit, &mut issuer, &mut rule, &mut account);
    }
    let respelled = Subject { rule: &rule, ..*subject };
    pins(&respelled).into_iter().filter_map(|f| f.fix).flat_map(|f| f.edits).collect()
}

/// The pattern in the spelling of the subject sent: as many whole segments, or the whole subject where it ends inside one.
fn respelled(pattern: &SubjectPattern, sent: &str, ends: &[char]) -> String {
    match pattern {
        SubjectPattern::Prefix(fixed) if fixed.ends_with(ends) => segments::same_depth(sent, fixed, ends)
            .map_or_else(|| sent.to_owned(), |start| format!("{start}*")),
        _ => sent.to_owned(),
    }
}

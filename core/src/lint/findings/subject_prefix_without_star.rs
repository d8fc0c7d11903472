#![doc = include_str!("subject_prefix_without_star.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::lint::Look;
use crate::lint::pinned::platform;
use crate::lint::segments;
use crate::providers::Provider;
use crate::rule::{Edit, FieldPath, SubjectPattern};
use crate::token::Claims;

pub(super) static LINT: Lint = Lint {
    code: "subject-prefix-without-star",
    summary: "The subject ends in a separator without a star, so that no token can match",
    severity: Severity::Error,
    confidence: Confidence::Likely,
    page: include_str!("subject_prefix_without_star.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let Some(SubjectPattern::Exact(text)) = segments::pattern(subject) else { return };
    let provider = platform(subject);
    let Some(last) = text.chars().next_back().filter(|c| segments::ends(provider).contains(c)) else {
        return;
    };
    let of_token = subject.token.and_then(Claims::subject);
    // An address is a subject of its own, with its slash, where the platform writes such (Jenkins: the job's) or nothing is
    // known of it.
    let writes_it =
        |p: &Provider| p.subjects.iter().any(|s| s.form.contains("://") && s.form.ends_with(last));
    let own_address = text.contains("://") && provider.is_none_or(writes_it);
    if of_token == Some(text.as_str()) || own_address {
        return;
    }
    let mut finding = Finding::of(
        &LINT,
        FieldPath::SubjectPrefix,
        format!(
            "Without `*` at its end the subject is compared as a whole, and no subject ends in `{last}`: {} never matches",
            segments::shown(&text)
        ),
    )
    .in_part(text.len().saturating_sub(last.len_utf8())..text.len());
    if provider.is_none() && segments::grammar(&text).is_none() {
        finding = finding.only(Severity::Warning);
    }
    // `repo:*` would let every tenant in: behind the head alone a star is no help.
    let is_head = segments::grammar(&text).is_some_and(|g| g.subject_head == text);
    let to = match of_token.filter(|s| s.starts_with(&text)) {
        Some(whole) => Some((whole.to_owned(), "Use the token's subject".to_owned())),
        None if is_head => None,
        None => Some((format!("{text}*"), "Add `*`: every subject that starts like this".to_owned())),
    };
    if let Some((to, title)) = to {
        finding = finding.fixed_by(Safety::Review, title, vec![Edit::set(FieldPath::SubjectPrefix, to)]);
    }
    found.push(finding);
}

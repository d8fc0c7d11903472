#![doc = include_str!("subject_in_withdrawn_form.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::lint::Look;
use crate::lint::segments;
use crate::rule::{Edit, FieldPath};
use crate::token::Claims;

pub(super) static LINT: Lint = Lint {
    code: "subject-in-withdrawn-form",
    summary: "The subject joins names and ids by a hyphen, a form that GitHub announced and withdrew",
    severity: Severity::Error,
    confidence: Confidence::Likely,
    page: include_str!("subject_in_withdrawn_form.md"),
    run,
};

/// How GitHub's subjects start.
const HEAD: &str = "repo:";
/// Shortest id that is taken for one, in digits: names end in short numbers often enough.
const SHORTEST_ID: usize = 4;

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let text = subject.rule.subject_prefix.as_str();
    let sent = subject.token.and_then(Claims::subject);
    let admitted = segments::pattern(subject).zip(sent).is_some_and(|(pattern, sent)| pattern.admits(sent));
    let Some((owner, repository, rest)) = parts(text).filter(|_| !admitted) else { return };
    let (Some(owner), Some(repository)) = (respelt(owner), respelt(repository)) else { return };
    let to = format!("{HEAD}{owner}/{repository}{rest}");
    found.push(
        Finding::of(
            &LINT,
            FieldPath::SubjectPrefix,
            "Ids stand behind `@` in GitHub's subjects; the form with a hyphen was announced in April 2026 and withdrawn in June, so that no token matches".to_owned(),
        )
        .in_part(HEAD.len()..text.len().saturating_sub(rest.len()))
        .fixed_by(
            Safety::Review,
            format!("Spell it {}", segments::shown(&to)),
            vec![Edit::set(FieldPath::SubjectPrefix, to)],
        ),
    );
}

/// Owner, repository, and what follows them.
fn parts(text: &str) -> Option<(&str, &str, &str)> {
    let (owner, rest) = text.strip_prefix(HEAD)?.split_once('/')?;
    let end = rest.find(':')?;
    Some((owner, rest.get(..end)?, rest.get(end..)?))
}

/// `NAME@ID` of `NAME-ID`.
fn respelt(text: &str) -> Option<String> {
    let (name, id) = text.rsplit_once('-')?;
    let is_id = id.len() >= SHORTEST_ID && id.bytes().all(|b| b.is_ascii_digit());
    (is_id && !name.is_empty() && !text.contains('@')).then(|| format!("{name}@{id}"))
}

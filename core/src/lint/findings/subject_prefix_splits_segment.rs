#![doc = include_str!("subject_prefix_splits_segment.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::lint::Look;
use crate::lint::pinned::{Pinned, platform};
use crate::lint::segments::{self, Next, Open};
use crate::providers::Provider;
use crate::rule::{Edit, FieldPath, SubjectPattern};
use crate::token::Claims;

pub(super) static LINT: Lint = Lint {
    code: "subject-prefix-splits-segment",
    summary: "The prefix ends in the middle of a name, so that longer names match too",
    severity: Severity::Error,
    confidence: Confidence::Certain,
    page: include_str!("subject_prefix_splits_segment.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let Some(SubjectPattern::Prefix(fixed)) = segments::pattern(subject) else { return };
    let provider = platform(subject);
    let ends = segments::ends(provider);
    // A star further left is plain text: such a prefix matches nobody, and nobody else.
    let is_cut = !fixed.is_empty() && !fixed.ends_with(ends) && !fixed.contains('*');
    let whole = subject.token.and_then(Claims::subject) == Some(fixed.as_str());
    if !is_cut || whole || segments::is_opaque(&fixed, ends) {
        return;
    }
    let open = segments::open_behind(&fixed);
    if Pinned::of(subject).closes(&fixed, ends) {
        return;
    }

    let anybodys = open == Open::Tenant && segments::shared_issuer(subject).is_some();
    let cut = segments::last_segment(&fixed, ends);
    let stranger = stranger(&fixed, segments::next(&fixed, provider));
    let follows = if anybodys {
        format!("`{stranger}` matches too, and anybody can have that name")
    } else {
        format!("a token with the subject `{stranger}` matches too")
    };
    let mut finding = Finding::of(
        &LINT,
        FieldPath::SubjectPrefix,
        format!(
            "The prefix {} ends in the middle of a segment: {follows}",
            segments::shown(&subject.rule.subject_prefix)
        ),
    )
    .in_part(cut.start..subject.rule.subject_prefix.len())
    .only(if anybodys { Severity::Error } else { Severity::Warning });
    if let Some(to) = extended(&fixed, subject.token.and_then(Claims::subject), provider) {
        let title = format!("Extend the subject to {}", segments::shown(&to));
        finding = finding.fixed_by(Safety::Review, title, vec![Edit::set(FieldPath::SubjectPrefix, to)]);
    }
    found.push(finding);
}

/// The platform's head of all subjects, such as `repo:`, where a text does not even reach its end.
fn unfinished_head(fixed: &str) -> Option<&'static str> {
    segments::grammar(fixed).map(|g| g.subject_head).filter(|head| fixed.len() < head.len())
}

/// A subject that nobody had in mind.
fn stranger(fixed: &str, next: Option<Next>) -> String {
    if let Some(head) = unfinished_head(fixed) {
        return format!("{head}evil/x:…");
    }
    let joint = if fixed.ends_with(['-', '_', '.', '@']) { "" } else { "-" };
    match next {
        Some(Next::End('/')) => format!("{fixed}{joint}evil/x:…"),
        Some(Next::End(end)) => format!("{fixed}{joint}other{end}…"),
        Some(Next::Nothing | Next::Word) | None => format!("{fixed}{joint}other"),
    }
}

/// The subject up to the end of the segment: the token's, where it goes on from here, or else the platform's form.
fn extended(fixed: &str, token: Option<&str>, provider: Option<&'static Provider>) -> Option<String> {
    if let Some(subject) = token.filter(|s| s.starts_with(fixed) && unfinished_head(fixed).is_none()) {
        let rest = subject.get(fixed.len()..)?;
        return Some(match rest.find(segments::ends(provider)) {
            Some(at) => {
                let end = rest.get(at..)?.chars().next()?;
                format!("{fixed}{}{end}*", rest.get(..at)?)
            }
            None => subject.to_owned(),
        });
    }
    // `repo:*` would be no better than `repo*`.
    if unfinished_head(fixed).is_some() {
        return None;
    }
    match segments::next(fixed, provider)? {
        Next::End(end) => Some(format!("{fixed}{end}*")),
        Next::Nothing => Some(fixed.to_owned()),
        Next::Word => None,
    }
}

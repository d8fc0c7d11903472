#![doc = include_str!("subject_prefix_splits_segment.md")]

use super::{Finding, Lint, Safety, Severity};
use crate::lint::Subject;
use crate::lint::pinned::{Pinned, platform};
use crate::lint::segments::{self, Next, Open};
use crate::providers::{Pins, Provider};
use crate::rule::{Edit, FieldPath, SubjectPattern};
use crate::token::Claims;

pub(super) static LINT: Lint = Lint {
    code: "subject-prefix-splits-segment",
    summary: "The prefix ends in the middle of a name, so that longer names match too",
    severity: Severity::Error,
    page: include_str!("subject_prefix_splits_segment.md"),
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Finding>) {
    let Some(SubjectPattern::Prefix(fixed)) = segments::pattern(subject) else { return };
    let provider = platform(subject);
    let ends = segments::ends(provider);
    // A star further left is plain text: such a prefix matches nobody, and nobody else.
    let is_cut = !fixed.is_empty() && !fixed.ends_with(ends) && !fixed.contains('*');
    let whole = subject.token.and_then(Claims::subject) == Some(fixed.as_str());
    if !is_cut || whole || is_opaque(&fixed, ends) {
        return;
    }
    let open = segments::open_behind(&fixed);
    if is_closed(&fixed, open, ends, &Pinned::of(subject)) {
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

/// Whether a subject looks like one id without segments; `wildcard-where-exact-serves` speaks about those.
pub(super) fn is_opaque(fixed: &str, ends: &[char]) -> bool {
    !fixed.contains(ends)
        && fixed.contains(|c: char| c.is_ascii_digit())
        && segments::grammar(fixed).is_none()
}

/// Whether another matcher keeps out the strangers that the cut lets in.
fn is_closed(fixed: &str, open: Open, ends: &[char], pinned: &Pinned<'_>) -> bool {
    // `…:environment:prod*` is closed by the claim `environment`.
    let named = fixed.split(ends).any(|segment| !segment.is_empty() && pinned.claim(segment));
    let wanted: &[Pins] = match open {
        Open::Tenant => &[Pins::Tenant, Pins::Workload],
        Open::Workload => &[Pins::Workload],
        Open::Ref => &[],
    };
    named || pinned.claim("sub") || pinned.any(wanted)
}

/// A subject that nobody had in mind.
fn stranger(fixed: &str, next: Option<Next>) -> String {
    let joint = if fixed.ends_with(['-', '_', '.', '@']) { "" } else { "-" };
    match next {
        Some(Next::End('/')) => format!("{fixed}{joint}evil/x:…"),
        Some(Next::End(end)) => format!("{fixed}{joint}other{end}…"),
        Some(Next::Nothing | Next::Word) | None => format!("{fixed}{joint}other"),
    }
}

/// The subject up to the end of the segment: the token's, where it goes on from here, or else the platform's form.
fn extended(fixed: &str, token: Option<&str>, provider: Option<&'static Provider>) -> Option<String> {
    if let Some(subject) = token.filter(|s| s.starts_with(fixed)) {
        let rest = subject.get(fixed.len()..)?;
        return Some(match rest.find(segments::ends(provider)) {
            Some(at) => {
                let end = rest.get(at..)?.chars().next()?;
                format!("{fixed}{}{end}*", rest.get(..at)?)
            }
            None => subject.to_owned(),
        });
    }
    match segments::next(fixed, provider)? {
        Next::End(end) => Some(format!("{fixed}{end}*")),
        Next::Nothing => Some(fixed.to_owned()),
        Next::Word => None,
    }
}

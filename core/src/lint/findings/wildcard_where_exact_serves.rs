#![doc = include_str!("wildcard_where_exact_serves.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::lint::pinned::{Pinned, platform};
use crate::lint::segments::{self, Open};
use crate::lint::{Look, Subject};
use crate::providers::Pins;
use crate::rule::{Edit, FieldPath, SubjectPattern};
use crate::token::Claims;

pub(super) static LINT: Lint = Lint {
    code: "wildcard-where-exact-serves",
    summary: "The subject is a prefix although one exact subject would do",
    severity: Severity::Error,
    confidence: Confidence::Likely,
    page: include_str!("wildcard_where_exact_serves.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let Some(SubjectPattern::Prefix(fixed)) = segments::pattern(subject) else { return };
    let pinned = Pinned::of(subject);
    if fixed.is_empty() || fixed.contains('*') || pinned.claim("sub") {
        return;
    }
    let provider = platform(subject);
    let ends = segments::ends(provider);
    let sent = subject.token.and_then(Claims::subject).filter(|s| s.starts_with(&fixed));
    let shared = segments::shared_issuer(subject).is_some();
    let star = fixed.len()..subject.rule.subject_prefix.len();

    let (message, severity, to) = if segments::is_opaque(&fixed, ends) {
        let message = format!(
            "{} looks like the beginning of an id; ids of others can begin alike, for nothing in them marks an end",
            segments::shown(&fixed)
        );
        let severity = match (pinned.anything(), shared) {
            (true, _) => Severity::Info,
            (false, true) => Severity::Error,
            (false, false) => Severity::Warning,
        };
        // Without a token only a text as long as a whole id can be taken for one.
        (message, severity, sent.map(str::to_owned).or_else(|| is_whole_id(&fixed).then(|| fixed.clone())))
    } else if sent == Some(fixed.as_str()) && !pinned.closes(&fixed, ends) {
        let message = format!(
            "The text before `*` is the token's whole subject; with the star every longer one, such as `{fixed}-other`, matches too"
        );
        (message, Severity::Warning, sent.map(str::to_owned))
    } else if let Some(sent) = sent.filter(|_| fixed.ends_with(ends) && is_broad(subject, &fixed, &pinned)) {
        let message = format!(
            "The prefix admits every subject under {}, and no other matcher narrows it; the token's subject is {}",
            segments::shown(&fixed),
            segments::shown(sent)
        );
        (message, Severity::Warning, Some(sent.to_owned()))
    } else {
        return;
    };

    let mut finding = Finding::of(&LINT, FieldPath::SubjectPrefix, message).in_part(star).only(severity);
    if let Some(to) = to {
        let title = format!("Compare with {} exactly", segments::shown(&to));
        finding = finding.fixed_by(Safety::Review, title, vec![Edit::set(FieldPath::SubjectPrefix, to)]);
    }
    found.push(finding);
}

/// Whether a prefix of whole segments is open without need: nothing else narrows it, and the workload's subject lasts.
fn is_broad(subject: &Subject<'_>, fixed: &str, pinned: &Pinned<'_>) -> bool {
    let known =
        platform(subject).is_some_and(|p| !p.subjects.is_empty()) || segments::grammar(fixed).is_some();
    // Each release has a tag of its own: a rule for tags has to be a prefix.
    let for_tags = subject.token.and_then(|t| t.text("ref_type")) == Some("tag");
    if !known || for_tags {
        return false;
    }
    let narrowed = match segments::open_behind(fixed) {
        Open::Tenant | Open::Workload => pinned.any(&[Pins::Workload]),
        // `repo:OWNER/REPO:*` names no ref yet; deeper prefixes such as `…:ref:refs/heads/*` are a choice.
        Open::Ref => pinned.any(&[Pins::Ref, Pins::Run]) || !segments::is_whole_workload(fixed),
    };
    !narrowed && (segments::grammar(fixed).is_some() || !pinned.anything())
}

/// Whether a text is as long as a GUID or a numeric id of Google's.
fn is_whole_id(text: &str) -> bool {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let guid = text.len() == 36 && text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    guid || (digits && text.len() == 21)
}

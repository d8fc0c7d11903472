//! How a subject is made up of segments, and who can have the next one.

use super::Subject;
use super::pinned::platform;
use crate::facts::{SHARED_ISSUERS, SharedIssuer};
use crate::providers::Provider;
use crate::rule::SubjectPattern;
use crate::token::Claims;
use std::ops::Range;

/// What ends a segment on platforms that nothing is known of.
const USUAL_ENDS: &[char] = &[':', '/'];

/// Longest piece of a typed text that a message repeats, in characters.
const SHOWN: usize = 120;

/// The characters that end a segment of a platform's subjects; none where its subjects are opaque.
pub(super) fn ends(provider: Option<&'static Provider>) -> &'static [char] {
    provider.map_or(USUAL_ENDS, |p| p.segment_ends)
}

/// The rule's subject; `None` where the field is blank.
pub(super) fn pattern(subject: &Subject<'_>) -> Option<SubjectPattern> {
    SubjectPattern::parse(&subject.rule.subject_prefix)
}

/// Where the last, unfinished segment of a text stands, in bytes.
pub(super) fn last_segment(text: &str, ends: &[char]) -> Range<usize> {
    let start =
        text.char_indices().rev().find(|(_, c)| ends.contains(c)).map_or(0, |(at, c)| at + c.len_utf8());
    start..text.len()
}

/// A text as messages repeat it.
pub(super) fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((cut, _)) => format!("`{}…`", text.get(..cut).unwrap_or_default()),
        None => format!("`{text}`"),
    }
}

/// How a platform whose subjects start like this one names tenants in them.
pub(super) fn grammar(fixed: &str) -> Option<SharedIssuer> {
    SHARED_ISSUERS.value.iter().copied().find(|i| {
        !i.subject_head.is_empty()
            && (fixed.starts_with(i.subject_head) || starts_head(fixed, i.subject_head))
    })
}

/// Whether a text is the beginning of a head, and long enough to tell.
fn starts_head(fixed: &str, head: &str) -> bool {
    fixed.len() >= 2 && head.starts_with(fixed)
}

/// The shared issuer that a rule is on, if it is on one. Where neither an issuer nor a token is there, the form of the
/// subject tells, unless the chosen platform has no shared issuer.
pub(super) fn shared_issuer(subject: &Subject<'_>) -> Option<SharedIssuer> {
    let typed = subject.issuer.issuer_url.trim();
    let known = if typed.is_empty() { subject.token.and_then(Claims::issuer) } else { Some(typed) };
    if let Some(url) = known {
        return SHARED_ISSUERS.value.iter().copied().find(|i| i.issuer == url);
    }
    let can_share = subject.provider.is_none_or(|p| p.issuers.iter().any(|i| i.shared));
    let by_form = pattern(subject).filter(|_| can_share).and_then(|pattern| grammar(pattern.fixed()));
    // A rule without a subject is for the platform's usual issuer.
    by_form.or_else(|| {
        let usual = platform(subject)?.issuers.first().filter(|issuer| issuer.shared)?;
        let of_claims = pattern(subject).is_none() && !subject.rule.claims.is_empty();
        SHARED_ISSUERS.value.iter().copied().find(|i| of_claims && i.issuer == usual.example)
    })
}

/// Whether a subject looks like one id without segments, such as a GUID.
pub(super) fn is_opaque(fixed: &str, ends: &[char]) -> bool {
    !fixed.contains(ends) && fixed.contains(|c: char| c.is_ascii_digit()) && grammar(fixed).is_none()
}

/// What the part of a subject behind a fixed text still names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    /// The tenant: anybody's.
    Tenant,
    /// The workload within the tenant.
    Workload,
    /// A branch, tag or environment of the workload.
    Ref,
}

/// What a fixed text leaves open.
pub(super) fn open_behind(fixed: &str) -> Open {
    let Some(grammar) = grammar(fixed) else { return Open::Workload };
    let rest = fixed.strip_prefix(grammar.subject_head).unwrap_or_default();
    match rest.split_once(grammar.delimiter) {
        None => Open::Tenant,
        // `repo:OWNER/REPO:…` and `project_path:GROUP/PROJECT:…`: a colon ends the workload's name.
        Some((_, workload)) if grammar.delimiter == '/' && workload.contains(':') => Open::Ref,
        // `organization:ORGANIZATION:pipeline:PIPELINE:ref:…`
        Some((_, workload)) if workload.contains(":ref:") => Open::Ref,
        Some(_) => Open::Workload,
    }
}

/// Whether a text ends right behind the workload's name, as `repo:OWNER/REPO:` does.
pub(super) fn is_whole_workload(fixed: &str) -> bool {
    let Some(grammar) = grammar(fixed) else { return false };
    let rest = fixed.strip_prefix(grammar.subject_head).unwrap_or_default();
    let workload = rest.split_once(grammar.delimiter).and_then(|(_, workload)| workload.strip_suffix(':'));
    workload.is_some_and(|name| !name.contains(':'))
}

/// What follows a text that ends inside a segment, once that segment is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// A character that ends it.
    End(char),
    /// Nothing: it is the last one.
    Nothing,
    /// The rest of one of the platform's own words, such as `pull_request`.
    Word,
}

/// What ends the last segment of a text, by the platform's own forms of `sub`.
pub(super) fn next(fixed: &str, provider: Option<&'static Provider>) -> Option<Next> {
    let ends = ends(provider);
    let by_forms = provider.and_then(|p| p.subjects.iter().find_map(|s| follow(fixed, s.form, ends)));
    by_forms.or_else(|| {
        let grammar = grammar(fixed)?;
        Some(match open_behind(fixed) {
            Open::Tenant => Next::End(grammar.delimiter),
            Open::Workload => Next::End(':'),
            Open::Ref => Next::Nothing,
        })
    })
}

/// Lays a text along a form such as `repo:OWNER/REPO:environment:NAME`; `None` where it does not fit.
fn follow(fixed: &str, form: &str, ends: &[char]) -> Option<Next> {
    let mut rest = form;
    let mut pieces = fixed.split_inclusive(ends).peekable();
    while let Some(piece) = pieces.next() {
        let stop = rest.find(ends);
        let (segment, behind) = rest.split_at(stop.unwrap_or(rest.len()));
        let is_hole = segment.chars().any(|c| c.is_ascii_uppercase());
        let last = pieces.peek().is_none() && !piece.ends_with(ends);
        let text = piece.trim_end_matches(ends);
        // Names with an id and names without are different forms: `OWNER@OWNER_ID` is not `OWNER`.
        if is_hole && !last && segment.contains('@') != text.contains('@') {
            return None;
        }
        if !is_hole && if last { !segment.starts_with(text) } else { segment != text } {
            return None;
        }
        if last && !is_hole && segment != text {
            return Some(Next::Word);
        }
        if last {
            return Some(behind.chars().next().map_or(Next::Nothing, Next::End));
        }
        rest = behind.strip_prefix(piece.chars().next_back()?)?;
    }
    None
}

/// The beginning of a subject with as many whole segments as a text has.
pub(super) fn same_depth<'t>(subject: &'t str, text: &str, ends: &[char]) -> Option<&'t str> {
    let depth = text.matches(ends).count();
    let (at, end) = subject.match_indices(ends).nth(depth.checked_sub(1)?)?;
    subject.get(..at + end.len())
}

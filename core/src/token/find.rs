//! Where the token is in what was pasted: bare, quoted, in a header, a URL, a log line or JSON.

use super::base64url;
use super::error::{ProblemKind, TokenProblem};
use std::borrow::Cow;
use std::ops::Range;
use zeroize::Zeroizing;

/// How much of a paste is looked at, in bytes.
pub const SCAN_LIMIT: usize = 4 * 1024 * 1024;

/// How much of a first part is decoded to see whether it opens a JSON object, in characters; whole groups of four.
const OPENING: usize = 64;

/// Where in the paste a token stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrapping {
    /// It was the whole paste.
    Bare,
    /// In quotes, and nothing else.
    Quoted,
    /// In an `Authorization` header or after `Bearer`.
    Header,
    /// In a URL.
    Url,
    /// In JSON.
    Json,
    /// In other text, such as a log line.
    Text,
}

pub(super) enum Found {
    Token {
        token: Zeroizing<String>,
        wrapping: Wrapping,
        problems: Vec<TokenProblem>,
    },
    /// A JSON object without a token in it.
    Claims,
    Nothing,
}

/// The part of a text that is looked at.
pub(super) fn head(text: &str) -> &str {
    // A character has four bytes at most, so that one of these is its edge; a shorter text has none of them, or its end.
    (SCAN_LIMIT - 3..=SCAN_LIMIT).rev().find_map(|end| text.get(..end)).unwrap_or(text)
}

pub(super) fn find(text: &str) -> Found {
    let mut problems = Vec::new();
    let looked_at = head(text);
    if looked_at.len() < text.len() {
        problems.push(TokenProblem::new(ProblemKind::OnlyBeginning));
    }
    let all: Vec<Range<usize>> = candidates(looked_at).collect();
    let whole: Vec<&Range<usize>> = all.iter().filter(|r| parts(slice(looked_at, r)) == 3).collect();
    if let Some(token) = unwrap_lines(looked_at, !whole.is_empty()) {
        problems.push(TokenProblem::new(ProblemKind::BlanksRemoved));
        return Found::Token { token, wrapping: Wrapping::Bare, problems };
    }
    if whole.len() > 1 {
        problems.push(TokenProblem::new(ProblemKind::SeveralTokens { found: whole.len() }));
    }
    let json = looked_at.trim_start().starts_with('{');
    if let Some(token) = in_standard_alphabet(looked_at) {
        return Found::Token { token: Zeroizing::new(token.to_owned()), wrapping: Wrapping::Bare, problems };
    }
    // A cut or encrypted token is better than none, but claims given as JSON are better than a piece of one.
    let best = whole.first().copied().or_else(|| if json { None } else { all.first() });
    if let Some(range) = best {
        let token = Zeroizing::new(slice(looked_at, range).to_owned());
        return Found::Token { token, wrapping: wrapping(looked_at, range), problems };
    }
    if json {
        return Found::Claims;
    }
    let bare = looked_at.trim().trim_matches(['"', '\'']);
    if !bare.contains(char::is_whitespace) && bare.contains('.') && !bare.contains("sk-ant-") {
        return Found::Token { token: Zeroizing::new(bare.to_owned()), wrapping: Wrapping::Bare, problems };
    }
    Found::Nothing
}

/// Takes every whole token out of a text: for texts that are kept.
pub(crate) fn scrub_tokens(text: &str) -> Cow<'_, str> {
    let ranges: Vec<_> = candidates(text).filter(|r| parts(slice(text, r)) >= 3).collect();
    if ranges.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for range in ranges {
        out.push_str(text.get(from..range.start).unwrap_or_default());
        out.push_str("[token removed]");
        from = range.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// A candidate's text; its ends are on character edges.
fn slice<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    text.get(range.clone()).unwrap_or_default()
}

fn parts(word: &str) -> usize {
    word.split('.').count()
}

/// Ranges that look like a token: a base64url part that decodes to the start of a JSON object, a dot, and more. They do
/// not overlap, and their ends are on character edges, since they hold ASCII alone.
///
/// Takes time in proportion to the text, whatever is in it: of a first part the beginning alone is decoded, and a word
/// that was gone through is not gone through again.
fn candidates(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(start) = next_start(text, from) {
            from = start + 2;
            if !at_edge(text, start) {
                continue;
            }
            let Some(rest) = text.get(start..).filter(|rest| starts_an_object(rest)) else { continue };
            let word = word_at(rest);
            // Without a dot up to the word's end, no start further in has one either.
            from = start + word.len();
            if word.contains('.') {
                return Some(start..from);
            }
        }
        None
    })
}

/// Whether a text starts with base64url of the start of a JSON object. A few characters tell: a brace, blanks, and a
/// member or the end.
fn starts_an_object(text: &str) -> bool {
    let first = run(text.get(..OPENING).unwrap_or(text), |b| is_lax(b) && b != b'.');
    base64url::decode(first).is_ok_and(|d| opens_an_object(&d.bytes))
}

/// Where base64url of a JSON object may start next: `{` and what follows it is `ey` or `ew`.
fn next_start(text: &str, from: usize) -> Option<usize> {
    let rest = text.as_bytes().get(from..)?;
    rest.windows(2).position(|pair| matches!(pair, [b'e', b'y' | b'w'])).map(|at| from + at)
}

/// Whether bytes start as a JSON object does: a brace, then a member or the end.
fn opens_an_object(bytes: &[u8]) -> bool {
    bytes
        .trim_ascii_start()
        .strip_prefix(b"{")
        .is_some_and(|rest| matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}') | None))
}

/// Whether a word can start here: not in the middle of another.
fn at_edge(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().as_bytes();
    match before {
        [.., b'\\', b'n' | b't' | b'r'] => true,
        [.., b'%', a, b] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => true,
        [.., last] => !(last.is_ascii_alphanumeric() || matches!(last, b'_' | b'-' | b'.')),
        [] => true,
    }
}

/// The token at the beginning of a text: as far as base64url goes, or further where the alphabet is the standard one.
fn word_at(text: &str) -> &str {
    let strict = run(text, is_strict);
    let next = text.as_bytes().get(strict.len());
    let lax = match next {
        Some(b'=' | b'+') => true,
        // A slash ends a token in a path; before the third part it belongs to the alphabet.
        Some(b'/') => parts(strict) < 3,
        _ => false,
    };
    let word = if lax { run(text, is_lax) } else { strict };
    // A full stop after a token ends the sentence; a dot after two parts ends an unsigned token.
    match word.strip_suffix('.') {
        Some(shorter) if parts(word) > 3 => shorter,
        _ => word,
    }
}

fn is_strict(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')
}

fn is_lax(b: u8) -> bool {
    is_strict(b) || matches!(b, b'=' | b'+' | b'/')
}

fn run(text: &str, belongs: impl Fn(u8) -> bool) -> &str {
    let end = text.bytes().position(|b| !belongs(b)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// A token that a terminal broke into lines: every line but the last is of the same length, and nothing else is there.
fn unwrap_lines(text: &str, whole: bool) -> Option<Zeroizing<String>> {
    let text = text.trim();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let (last, rest) = lines.split_last()?;
    let width = rest.first()?.len();
    let even = rest.len() > 1 && width >= 20 && rest.iter().all(|l| l.len() == width) && last.len() <= width;
    if !even && whole {
        return None;
    }
    let joined = Zeroizing::new(lines.concat());
    let token = joined.strip_prefix("Bearer ").unwrap_or(&joined);
    let one = candidates(token).next()?;
    (one == (0..token.len()) && parts(token) == 3).then(|| Zeroizing::new(token.to_owned()))
}

/// A token that is the whole paste, and whose signature is in the standard alphabet: elsewhere a slash ends a token.
fn in_standard_alphabet(text: &str) -> Option<&str> {
    let bare = text.trim().trim_matches(['"', '\'']);
    let slash_in_signature = bare.split('.').nth(2).is_some_and(|part| part.contains('/'));
    (slash_in_signature
        && parts(bare) == 3
        && run(bare, is_lax).len() == bare.len()
        && starts_an_object(bare))
    .then_some(bare)
}

fn wrapping(text: &str, range: &Range<usize>) -> Wrapping {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let (b, a) = (before.trim(), after.trim());
    let line = before.rsplit('\n').next().unwrap_or_default().to_ascii_lowercase();
    if b.is_empty() && a.is_empty() {
        Wrapping::Bare
    } else if matches!((b, a), ("\"", "\"") | ("'", "'") | ("`", "`")) {
        Wrapping::Quoted
    } else if line.contains("authorization") || line.trim_end().ends_with("bearer") {
        Wrapping::Header
    } else if line.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains("://")) {
        Wrapping::Url
    } else if text.trim_start().starts_with(['{', '[']) {
        Wrapping::Json
    } else {
        Wrapping::Text
    }
}

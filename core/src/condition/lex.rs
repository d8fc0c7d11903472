//! From text to words.
//!
//! The grammar is the one of the service's engine (<https://github.com/google/cel-go/blob/master/parser/gen/CEL.g4>, read
//! 2026-11-22). Of several ways to read what comes next the longest wins.

use super::ast::Place;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    End,
    /// What no rule of the grammar takes.
    Unreadable,
    Name,
    /// A name in backticks.
    Escaped,
    Int,
    Uint,
    Double,
    Text,
    Bytes,
    True,
    False,
    Null,
    In,
    And,
    Or,
    Equal,
    NotEqual,
    LessOrEqual,
    GreaterOrEqual,
    /// Any other sign, by its only byte.
    Sign(u8),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) word: Word,
    pub(super) place: Place,
}

pub(super) struct Lexer<'s> {
    source: &'s str,
    at: usize,
}

impl<'s> Lexer<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self { source, at: 0 }
    }

    pub(super) fn next(&mut self) -> Token {
        self.skip_blanks();
        let start = self.at;
        let rest = self.source.get(start..).unwrap_or_default();
        let (word, length) = read(rest);
        self.at = start + length;
        Token { word, place: Place { start, end: self.at } }
    }

    fn skip_blanks(&mut self) {
        loop {
            let rest = self.source.get(self.at..).unwrap_or_default();
            let blank = |c| matches!(c, '\t' | ' ' | '\r' | '\n' | '\u{c}');
            let ahead = rest.trim_start_matches(blank);
            self.at += rest.len() - ahead.len();
            if !ahead.starts_with("//") {
                return;
            }
            self.at += ahead.find('\n').unwrap_or(ahead.len());
        }
    }
}

/// The first word of `rest` and its length.
fn read(rest: &str) -> (Word, usize) {
    let bytes = rest.as_bytes();
    let Some(first) = bytes.first().copied() else {
        return (Word::End, 0);
    };
    let second = bytes.get(1).copied();
    let two = match (first, second) {
        (b'&', Some(b'&')) => Some(Word::And),
        (b'|', Some(b'|')) => Some(Word::Or),
        (b'=', Some(b'=')) => Some(Word::Equal),
        (b'!', Some(b'=')) => Some(Word::NotEqual),
        (b'<', Some(b'=')) => Some(Word::LessOrEqual),
        (b'>', Some(b'=')) => Some(Word::GreaterOrEqual),
        _ => None,
    };
    if let Some(word) = two {
        return (word, 2);
    }
    match first {
        b'"' | b'\'' => quoted(rest, false).map_or_else(|| unreadable(rest), |length| (Word::Text, length)),
        b'_' | b'a'..=b'z' | b'A'..=b'Z' => prefixed(rest).unwrap_or_else(|| name(rest)),
        b'0'..=b'9' => number(bytes),
        b'.' if second.is_some_and(|byte| byte.is_ascii_digit()) => number(bytes),
        b'`' => escaped(rest).map_or_else(|| unreadable(rest), |length| (Word::Escaped, length)),
        b'.' | b',' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'?' | b':' | b'!' | b'-' | b'+' | b'*'
        | b'/' | b'%' | b'<' | b'>' => (Word::Sign(first), 1),
        _ => unreadable(rest),
    }
}

fn unreadable(rest: &str) -> (Word, usize) {
    (Word::Unreadable, rest.chars().next().map_or(0, char::len_utf8))
}

fn name(rest: &str) -> (Word, usize) {
    let length = count(rest.as_bytes(), |byte| byte == b'_' || byte.is_ascii_alphanumeric());
    let word = match rest.get(..length) {
        Some("true") => Word::True,
        Some("false") => Word::False,
        Some("null") => Word::Null,
        Some("in") => Word::In,
        _ => Word::Name,
    };
    (word, length)
}

/// A text or bytes with letters before the quote: `r"…"`, `b"…"`, `br"…"`.
fn prefixed(rest: &str) -> Option<(Word, usize)> {
    let bytes = rest.as_bytes();
    let is_bytes = matches!(bytes.first(), Some(b'b' | b'B'));
    let raw_at = usize::from(is_bytes);
    let raw = matches!(bytes.get(raw_at), Some(b'r' | b'R'));
    let prefix = raw_at + usize::from(raw);
    let length = quoted(rest.get(prefix..)?, raw)?;
    Some((if is_bytes { Word::Bytes } else { Word::Text }, prefix + length))
}

/// The length of what stands in quotes at the start of `rest`; `None` when it is not closed or holds an escape that is
/// none.
fn quoted(rest: &str, raw: bool) -> Option<usize> {
    let bytes = rest.as_bytes();
    let quote = bytes.first().copied().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let triple = bytes.get(1) == Some(&quote) && bytes.get(2) == Some(&quote);
    // One in three quotes that is not closed begins with an empty one in one.
    if triple && let Some(length) = closed(bytes, quote, 3, raw) {
        return Some(length);
    }
    closed(bytes, quote, 1, raw)
}

fn closed(bytes: &[u8], quote: u8, quotes: usize, raw: bool) -> Option<usize> {
    let mut at = quotes;
    loop {
        let ahead = bytes.get(at..)?;
        match ahead.first().copied()? {
            byte if byte == quote && (quotes == 1 || ahead.starts_with(&[quote; 3])) => {
                return Some(at + quotes);
            }
            b'\\' if !raw => at += escape_length(ahead)?,
            b'\n' | b'\r' if quotes == 1 => return None,
            _ => at += 1,
        }
    }
}

/// The length of the escape that `bytes` starts with.
fn escape_length(bytes: &[u8]) -> Option<usize> {
    let (digits, is_digit): (usize, fn(u8) -> bool) = match bytes.get(1)? {
        b'a' | b'b' | b'f' | b'n' | b'r' | b't' | b'v' | b'"' | b'\'' | b'\\' | b'?' | b'`' => {
            return Some(2);
        }
        b'0'..=b'3' => (2, |byte| matches!(byte, b'0'..=b'7')),
        b'x' | b'X' => (2, |byte| byte.is_ascii_hexdigit()),
        b'u' => (4, |byte| byte.is_ascii_hexdigit()),
        b'U' => (8, |byte| byte.is_ascii_hexdigit()),
        _ => return None,
    };
    bytes.get(2..2 + digits)?.iter().all(|byte| is_digit(*byte)).then_some(2 + digits)
}

fn escaped(rest: &str) -> Option<usize> {
    let inside = rest.get(1..)?.as_bytes();
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b'/' | b' ');
    let length = count(inside, allowed);
    (length > 0 && inside.get(length) == Some(&b'`')).then_some(length + 2)
}

fn count(bytes: &[u8], is_part: impl Fn(u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| is_part(**byte)).count()
}

fn number(bytes: &[u8]) -> (Word, usize) {
    let digits = |at: usize| count(bytes.get(at..).unwrap_or_default(), |byte| byte.is_ascii_digit());
    let at = |at: usize| bytes.get(at).copied();
    let unsigned = |end: usize| match at(end) {
        Some(b'u' | b'U') => (Word::Uint, end + 1),
        _ => (Word::Int, end),
    };
    if bytes.starts_with(b"0x") {
        let length = count(bytes.get(2..).unwrap_or_default(), |byte| byte.is_ascii_hexdigit());
        if length > 0 {
            return unsigned(2 + length);
        }
    }
    let whole = digits(0);
    let mut end = whole;
    if at(end) == Some(b'.') {
        let fraction = digits(end + 1);
        if fraction > 0 {
            end += 1 + fraction;
        }
    }
    if matches!(at(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(at(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + sign);
        if exponent > 0 {
            return (Word::Double, end + 1 + sign + exponent);
        }
    }
    if end > whole { (Word::Double, end) } else { unsigned(whole) }
}

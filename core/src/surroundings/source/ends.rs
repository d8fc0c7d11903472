//! Where texts of a program end, and what stands in them.

use std::borrow::Cow;

/// Where a text ends in which a quote is written twice.
pub(super) fn end_of_doubled(text: &str) -> Option<usize> {
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        if byte == b'"' && bytes.next_if(|(_, next)| *next == b'"').is_none() {
            return Some(at);
        }
    }
    None
}

/// Where a text between backticks ends.
pub(super) fn end_of_ticks(text: &str) -> Option<usize> {
    let (mut depth, mut escaped, mut inside) = (0_usize, false, false);
    let mut before = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'`' if depth == 0 => return Some(at),
            b'`' => inside = !inside,
            b'{' if !inside && (depth > 0 || before == b'$') => depth += 1,
            b'}' if !inside => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = byte;
    }
    None
}

/// A text with its escapes taken back, as far as they matter.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('r') => out.push('\r'),
                Some('\n') | None => {}
                Some(c) => out.push(c),
            },
            c => out.push(c),
        }
    }
    out.into()
}

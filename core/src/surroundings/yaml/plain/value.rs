//! Values that stand on one line: texts with and without quotes, short lists and mappings in brackets, and texts behind a tag.

use super::Style;
use std::borrow::Cow;

/// A value of a line, up to which only blanks or a comment follow.
pub(super) enum OnLine<'a> {
    /// A text, how it is written, and how many bytes it takes with its quotes.
    Text(Cow<'a, str>, Style, usize),
    /// Texts in brackets.
    List(Vec<(&'a str, Style)>),
    /// Keys and texts in braces.
    Mapping(Vec<(&'a str, (&'a str, Style))>),
}

/// The value that a line holds from here on; none where that is the parser's to tell.
pub(super) fn on_line(line: &str) -> Option<OnLine<'_>> {
    let (text, style, length) = match line.as_bytes().first()? {
        b'[' => return list(line),
        b'{' => return mapping(line),
        b'!' => {
            let (tag, value) = line.get(1..)?.split_once(' ')?;
            let is_name = !tag.is_empty() && tag.bytes().all(|b| b.is_ascii_alphanumeric());
            let (text, style, _) = text(value.trim_start_matches(' '))?;
            let is_one = is_name && !text.is_empty() && !line.contains('#');
            return is_one.then(|| OnLine::Text(format!("{{{{!{tag} {text}}}}}").into(), style, line.len()));
        }
        _ => text(line)?,
    };
    Some(OnLine::Text(text.into(), style, length))
}

/// A text up to its line's end, how it is written, and how many bytes it takes.
fn text(line: &str) -> Option<(&str, Style, usize)> {
    match line.as_bytes().first()? {
        b'"' | b'\'' => {
            let text = quoted(line)?;
            is_end(line.get(text.len() + 2..)?).then_some((text, Style::Quoted, text.len() + 2))
        }
        b'-' if line.trim_end_matches(' ') == "-" || line.starts_with("- ") => None,
        b'-' | b'.' | b'/' | b'_' | b'$' | b'(' | b'~' | b'+' | b'=' | b'<' | b'^' | b';' => {
            Some(plain(line))
        }
        first if first.is_ascii_alphanumeric() || *first >= 0x80 => Some(plain(line)),
        _ => None,
    }
}

/// A text without quotes up to its line's end or comment.
fn plain(line: &str) -> (&str, Style, usize) {
    let text = if line.contains('#') { line.split(" #").next().unwrap_or(line) } else { line };
    let text = text.trim_end_matches(' ');
    (text, Style::Plain, text.len())
}

/// The text between the quotes that a line begins with, if they close on it and nothing in between is escaped.
pub(super) fn quoted(line: &str) -> Option<&str> {
    let quote = line.chars().next()?;
    let rest = line.get(1..)?;
    let close = rest.find(quote)?;
    let text = rest.get(..close)?;
    let is_simple = !rest.get(close + 1..)?.starts_with(quote) && (quote == '\'' || !text.contains('\\'));
    is_simple.then_some(text)
}

/// Whether there is nothing but blanks or a comment.
fn is_end(rest: &str) -> bool {
    let bare = rest.trim_start_matches(' ');
    bare.is_empty() || (bare.starts_with('#') && bare.len() < rest.len())
}

fn list(line: &str) -> Option<OnLine<'_>> {
    let mut items = Vec::new();
    let rest = between(line, ']', |rest| {
        let (item, rest) = word(rest)?;
        items.push(item);
        Some(rest)
    })?;
    is_end(rest).then_some(OnLine::List(items))
}

fn mapping(line: &str) -> Option<OnLine<'_>> {
    let mut entries = Vec::new();
    let rest = between(line, '}', |rest| {
        let ((key, style), rest) = word(rest)?;
        let (value, rest) = word(rest.strip_prefix(": ")?.trim_start_matches(' '))?;
        entries.push((key, value));
        (style == Style::Plain).then_some(rest)
    })?;
    is_end(rest).then_some(OnLine::Mapping(entries))
}

/// Goes through what stands in brackets with commas in between, and gives what follows them.
fn between<'a>(
    line: &'a str,
    close: char,
    mut on: impl FnMut(&'a str) -> Option<&'a str>,
) -> Option<&'a str> {
    let mut rest = line.get(1..)?.trim_start_matches(' ');
    if let Some(behind) = rest.strip_prefix(close) {
        return Some(behind);
    }
    loop {
        rest = on(rest)?.trim_start_matches(' ');
        if let Some(behind) = rest.strip_prefix(close) {
            return Some(behind);
        }
        rest = rest.strip_prefix(',')?.strip_prefix(' ')?.trim_start_matches(' ');
    }
}

/// A text of letters, digits and a few marks, or one in quotes, and what follows it.
fn word(text: &str) -> Option<((&str, Style), &str)> {
    if text.starts_with(['"', '\'']) {
        let word = quoted(text)?;
        let rest = text.get(word.len() + 2..)?;
        return (!word.contains('#')).then_some(((word, Style::Quoted), rest));
    }
    let end = text
        .bytes()
        .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'/' | b'-')))
        .unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    let begins = word.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '/'));
    begins.then_some(((word, Style::Plain), rest))
}

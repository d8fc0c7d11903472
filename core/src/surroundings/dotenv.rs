//! `.env` files, and the outputs of `env` and `printenv`.

use super::shell::{Dialect, comment};
use super::sink::{Form, Sink};
use super::value::is_name;

/// Reads a file of `NAME=value` lines with quotes, comments and references.
pub(super) fn read(text: &str, out: &mut Sink) {
    read_from(text, 1, out);
}

/// Reads lines of such a file, of which the first is line `first`.
pub(super) fn read_from(text: &str, first: usize, out: &mut Sink) {
    let mut number = first;
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut hopeless = Vec::new();
    while !rest.is_empty() {
        let end = rest.find('\n').unwrap_or(rest.len());
        let (line, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let here = number;
        rest = after.strip_prefix('\n').unwrap_or(after);
        number += 1;
        let line = line.trim();
        if let Some(text) = line.strip_prefix('#') {
            comment(here, text, Dialect::Posix, out);
            continue;
        }
        let bare = line.strip_prefix("export ").map_or(line, str::trim_start);
        let Some((name, value)) =
            bare.split_once('=').map(|(name, value)| (name.trim_end(), value.trim_start()))
        else {
            if let Some(name) = line.strip_prefix("unset ").map(str::trim).filter(|name| is_name(name)) {
                out.unset(here, name);
            } else if !line.is_empty() {
                out.stray(here, line, super::finding::State::Set);
                out.unread(here, "no NAME=value; passed over");
            }
            continue;
        };
        if !is_name(name) {
            out.stray(here, line, super::finding::State::Set);
            out.unread(here, "no NAME=value; passed over");
            continue;
        }
        let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) else {
            let value = uncommented(value);
            out.set(here, name, value, Form::Expands);
            continue;
        };
        let form = if quote == '"' { Form::Expands } else { Form::Quoted };
        let body = value.get(1..).unwrap_or_default();
        if let Some(inner) = closed(body, quote) {
            out.set(here, name, &unescaped(inner, quote), form);
        } else if !hopeless.contains(&quote)
            && let Some(more) = closed(rest, quote)
        {
            let whole = format!("{body}\n{more}");
            number += more.matches('\n').count();
            rest = rest.get(more.len()..).unwrap_or_default();
            let tail = rest.find('\n').map_or(rest.len(), |at| at + 1);
            rest = rest.get(tail..).unwrap_or_default();
            number += 1;
            out.set(here, name, &unescaped(&whole, quote), form);
        } else {
            hopeless.push(quote);
            hopeless.dedup();
            out.unread(here, "a quote never ends; the value is taken up to the end of the line");
            out.set(here, name, body, form);
        }
    }
}

/// Reads the output of `env` or `printenv`: every value as it stands. A line without a name belongs to the value before.
pub(super) fn read_output(text: &str, out: &mut Sink) {
    let mut found: Option<(usize, &str, String)> = None;
    let separator = if text.contains('\0') { '\0' } else { '\n' };
    let mut number = 1;
    for line in text.split(separator) {
        let here = number;
        number += 1 + line.matches('\n').count();
        let line = line.strip_suffix('\r').unwrap_or(line);
        match line.split_once('=').filter(|(name, _)| is_name(name)) {
            Some((name, value)) => {
                if let Some((line, name, value)) = found.replace((here, name, value.to_owned())) {
                    out.set(line, name, &value, Form::Literal);
                }
            }
            None if line.is_empty() => {}
            None => match &mut found {
                Some((_, _, value)) => {
                    value.push('\n');
                    value.push_str(line);
                }
                None => out.unread(here, "no NAME=value; passed over"),
            },
        }
    }
    if let Some((line, name, value)) = found {
        out.set(line, name, &value, Form::Literal);
    }
}

/// A value up to its comment.
pub(super) fn uncommented(value: &str) -> &str {
    if value.starts_with('#') {
        return "";
    }
    let end = value.match_indices('#').find(|(at, _)| {
        value.get(..*at).and_then(|before| before.chars().next_back()).is_some_and(char::is_whitespace)
    });
    end.and_then(|(at, _)| value.get(..at)).unwrap_or(value).trim_end()
}

/// What stands in front of the closing quote.
fn closed(text: &str, quote: char) -> Option<&str> {
    let mut escaped = false;
    let end = text.find(|c: char| {
        let ends = c == quote && !escaped;
        escaped = quote == '"' && c == '\\' && !escaped;
        ends
    })?;
    text.get(..end)
}

fn unescaped(text: &str, quote: char) -> String {
    if quote == '"' { text.replace("\\n", "\n").replace("\\\"", "\"") } else { text.to_owned() }
}

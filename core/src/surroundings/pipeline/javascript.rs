//! What a script of `actions/github-script` sets: `core.exportVariable` for later steps, `process.env` for itself.
//!
//! <https://github.com/actions/toolkit/tree/main/packages/core>, read on 2026-11-22.

use super::super::finding::State;
use super::super::sink::{Form, Sink};
use super::super::value::is_name;
use super::script::Sets;

const EXPORT: &str = "exportVariable(";
const PROCESS: &str = "process.env";

/// Reads a script line by line.
pub(super) fn read(text: &str, sets: &mut Sets) {
    for (at, line) in text.lines().enumerate() {
        let (number, line) = (at + 1, line.trim());
        let commented = line.starts_with("//") || line.starts_with('*') || line.starts_with("/*");
        if let Some((_, call)) = line.split_once(EXPORT)
            && let Some((name, rest)) = quoted(call)
            && let Some(value) = rest.trim_start().strip_prefix(',')
        {
            put(number, name, value, commented, &mut sets.later);
        } else if let Some((name, rest)) = line.split_once(PROCESS).and_then(|(_, rest)| key(rest))
            && let Some(value) = rest.trim_start().strip_prefix('=').filter(|rest| !rest.starts_with('='))
        {
            put(number, name, value, commented, &mut sets.here);
        } else if let Some((name, _)) = line.strip_prefix("delete process.env").and_then(key) {
            sets.here.unset(number, name);
        } else {
            let state = if commented { State::Commented } else { State::Set };
            sets.here.stray(number, line, state);
        }
    }
}

/// A text in quotes at the beginning, and what follows it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"' | '`'))?;
    text.get(1..)?.split_once(quote)
}

/// The key in `.KEY` or `['KEY']`, and what follows it.
fn key(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = if let Some(inside) = text.strip_prefix('[') {
        let (name, rest) = quoted(inside)?;
        (name, rest.trim_start().strip_prefix(']')?)
    } else {
        let rest = text.strip_prefix('.')?;
        rest.split_at_checked(
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len()),
        )?
    };
    is_name(name).then_some((name, rest))
}

fn put(line: usize, name: &str, value: &str, commented: bool, out: &mut Sink) {
    let literal = quoted(value).filter(|(text, rest)| {
        let rest = rest.trim_start();
        (rest.is_empty() || rest.starts_with([')', ';', '/'])) && !text.contains("${")
    });
    let (text, form) = match literal {
        Some((text, _)) => (text, Form::Quoted),
        None => ("$(computed)", Form::Expands),
    };
    if commented {
        out.commented(line, name, text, form);
    } else {
        out.set(line, name, text, form);
    }
}

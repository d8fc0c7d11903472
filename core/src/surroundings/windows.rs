//! PowerShell.

use super::finding::State;
use super::sink::{Form, Sink};
use super::value::is_name;

/// Reads a script of PowerShell, line by line: `$env:NAME = …`, `Set-Item Env:NAME …`, `Remove-Item Env:NAME`,
/// `[Environment]::SetEnvironmentVariable('NAME', …)` and `setx NAME …`.
pub(super) fn read(text: &str, out: &mut Sink) {
    let mut in_comment = false;
    for (at, line) in text.lines().enumerate() {
        let number = at + 1;
        let line = line.trim_start_matches('\u{feff}').trim();
        if in_comment || line.starts_with("<#") {
            in_comment = !line.contains("#>");
            statement(number, line.trim_start_matches("<#").trim(), true, out);
        } else if let Some(comment) = line.strip_prefix('#') {
            statement(number, comment.trim_start_matches(['#', ' ']), true, out);
        } else {
            statement(number, line, false, out);
        }
    }
}

fn statement(number: usize, line: &str, commented: bool, out: &mut Sink) {
    let state = if commented { State::Commented } else { State::Set };
    if !line.as_bytes().windows(3).any(|w| w.eq_ignore_ascii_case(b"env") || w.eq_ignore_ascii_case(b"set")) {
        // Each of the forms below has one of the two.
        return out.stray(number, line, state);
    }
    let lower = line.to_ascii_lowercase();
    let rest_of = |lead: &str| lower.strip_prefix(lead).and_then(|_| line.get(lead.len()..));
    if let Some((name, value)) =
        rest_of("$env:").or_else(|| rest_of("${env:")).and_then(|rest| rest.split_once('='))
    {
        let name = name.trim().trim_end_matches('}');
        if is_name(name) {
            return put(number, name, value, commented, out);
        }
    }
    let words = words(line);
    let command = words.first().map(|word| word.to_ascii_lowercase()).unwrap_or_default();
    let operands: Vec<&str> = words
        .iter()
        .skip(1)
        .copied()
        .filter(|word| {
            !matches!(word.to_ascii_lowercase().as_str(), "-path" | "-value" | "-force" | "-name" | "/m")
        })
        .collect();
    let named = operands.first().copied().map(unquoted).and_then(|word| {
        let lower = word.to_ascii_lowercase();
        let at = if lower.starts_with("env:\\") || lower.starts_with("env:/") { 5 } else { 4 };
        lower.strip_prefix("env:").and_then(|_| word.get(at..))
    });
    match (command.as_str(), named, operands.get(1)) {
        ("remove-item" | "ri" | "rm" | "del" | "clear-item", Some(name), _) if is_name(name) => {
            if !commented {
                out.unset(number, &name.to_ascii_uppercase());
            }
        }
        ("set-item" | "new-item" | "si", Some(name), Some(value)) if is_name(name) => {
            put(number, name, value, commented, out);
        }
        ("setx", _, Some(value)) if operands.first().is_some_and(|name| is_name(name)) => {
            put(number, operands.first().copied().unwrap_or_default(), value, commented, out);
        }
        _ => match lower.find("setenvironmentvariable(").and_then(|at| line.get(at..)) {
            Some(call) => {
                let inside = call.split_once('(').map_or("", |(_, rest)| rest);
                let (name, value) = inside.split_once(',').unwrap_or_default();
                let name = unquoted(name.trim());
                let value = value.rsplit_once(')').map_or(value, |(value, _)| value).trim();
                let value = value
                    .split_once(", [")
                    .or_else(|| value.split_once(",["))
                    .map_or(value, |(value, _)| value);
                if is_name(name) {
                    put(number, name, value, commented, out);
                } else {
                    out.unread(number, "the name of a variable is computed; passed over");
                }
            }
            None => out.stray(number, line, state),
        },
    }
}

fn put(number: usize, name: &str, value: &str, commented: bool, out: &mut Sink) {
    // Names have no case on Windows.
    let name = name.to_ascii_uppercase();
    let value = value.trim();
    let (text, form) = match value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => {
            let body = value.get(1..).unwrap_or_default();
            let Some(end) = body.find(quote) else {
                out.unread(
                    number,
                    "a quote never ends in its line; the value is taken up to the end of the line",
                );
                return out.set(number, &name, body, Form::Quoted);
            };
            let form = if quote == '"' { Form::Expands } else { Form::Quoted };
            (body.get(..end).unwrap_or_default(), form)
        }
        None => (super::dotenv::uncommented(value).trim_end_matches(';'), Form::Expands),
    };
    let bare = !value.starts_with(['"', '\'']);
    if commented {
        out.commented(number, &name, text, form);
    } else if bare && text.eq_ignore_ascii_case("$null") {
        out.unset(number, &name);
    } else if bare && text.starts_with(['(', '[']) {
        out.set(number, &name, &format!("$({text})"), Form::Expands);
    } else {
        out.set(number, &name, text, form);
    }
}

fn unquoted(text: &str) -> &str {
    text.trim_matches(['"', '\''])
}

/// Words between blanks; a quoted one stays whole, with its quotes.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let end = if matches!(first, '"' | '\'') {
            rest.get(1..).and_then(|body| body.find(first)).map_or(rest.len(), |at| at + 2)
        } else {
            rest.find(char::is_whitespace).unwrap_or(rest.len())
        };
        let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        words.push(word);
        rest = after.trim_start();
    }
    words
}

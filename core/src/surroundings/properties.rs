//! Java properties.

use super::finding::{Kind, State};
use super::sink::{Form, Scope, Sink};

/// Properties that the Java client reads beside variables
/// (<https://tessl.io/registry/tessl/maven-com-anthropic--anthropic-java/files/docs/client-setup.md>, read 2026-11-22). That they go
/// before variables is not confirmed.
const PROPERTIES: [(&str, &str, Kind); 3] = [
    ("anthropic.apiKey", "ANTHROPIC_API_KEY", Kind::ApiKey),
    ("anthropic.authToken", "ANTHROPIC_AUTH_TOKEN", Kind::AuthToken),
    ("anthropic.baseUrl", "ANTHROPIC_BASE_URL", Kind::BaseUrl),
];

/// Reads a properties file: names of variables, the Java client's own properties, and keys under any other name.
pub(super) fn read(text: &str, out: &mut Sink) {
    let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim_start()));
    while let Some((number, line)) = lines.next() {
        if let Some(comment) = line.strip_prefix(['#', '!']) {
            let (name, value) = pair(comment.trim_start_matches(['#', '!', ' ']));
            match PROPERTIES.iter().find(|(property, ..)| *property == name) {
                Some((_, variable, _)) => out.commented(number, variable, value, Form::Expands),
                None => out.commented(number, name, value, Form::Expands),
            }
            continue;
        }
        let mut whole = line.to_owned();
        while whole.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1 {
            whole.pop();
            let Some((_, next)) = lines.next() else { break };
            whole.push_str(next);
        }
        if whole.trim().is_empty() {
            continue;
        }
        let (name, value) = pair(&whole);
        let value = value.replace("\\:", ":").replace("\\=", "=");
        match PROPERTIES.iter().find(|(property, ..)| *property == name) {
            Some((property, variable, _)) => {
                out.assign(number, (variable, property), &value, Form::Expands, Scope::Java);
            }
            None if Kind::of_variable(name).is_some() => out.set(number, name, &value, Form::Expands),
            None => out.stray_named(number, name, &value, State::Set),
        }
    }
}

/// Name and value: apart by `=`, `:` or a blank.
fn pair(line: &str) -> (&str, &str) {
    let end = line.find(|c: char| matches!(c, '=' | ':') || c.is_whitespace()).unwrap_or(line.len());
    let (name, rest) = line.split_at_checked(end).unwrap_or((line, ""));
    let rest = rest.trim_start();
    let value = rest.strip_prefix(['=', ':']).unwrap_or(rest).trim_start();
    (name, value)
}

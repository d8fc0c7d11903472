//! systemd units and drop-ins.

use super::finding::State;
use super::lex::{self, Item};
use super::shell::{self, Dialect};
use super::sink::{Form, Sink};

/// Reads a unit: `Environment=`, `UnsetEnvironment=`, `PassEnvironment=`; a named `EnvironmentFile=` is not followed.
pub(super) fn read(text: &str, out: &mut Sink) {
    let mut set: Vec<String> = Vec::new();
    let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
    while let Some((number, line)) = lines.next() {
        if let Some(comment) = line.strip_prefix(['#', ';']) {
            let bare = comment.trim_start().strip_prefix("Environment=").unwrap_or(comment);
            shell::comment(number, bare, Dialect::Posix, out);
            continue;
        }
        let mut whole = line.to_owned();
        while whole.ends_with('\\') {
            let Some((_, next)) = lines.next() else { break };
            // A comment inside of a continued line is passed over.
            whole.push('\n');
            whole.push_str(if next.starts_with(['#', ';']) { "\\" } else { next });
        }
        let Some((key, value)) = whole.split_once('=').map(|(key, value)| (key.trim(), value.trim())) else {
            if !whole.is_empty() && !whole.starts_with('[') {
                out.unread(number, "no setting of a unit; passed over");
            }
            continue;
        };
        match key {
            "Environment" if value.is_empty() => {
                for name in set.drain(..) {
                    out.unset(number, &name);
                }
            }
            "Environment" => {
                for item in lex::items(value, number) {
                    let Item::Command(words) = item else { continue };
                    for word in words {
                        match word.assignment() {
                            Some((name, value)) => {
                                // A unit expands no variable in an assignment.
                                out.set(word.line, name, value, Form::Quoted);
                                set.push(name.to_owned());
                            }
                            None => out.unread(word.line, "no NAME=value in Environment=; passed over"),
                        }
                    }
                }
            }
            "UnsetEnvironment" => {
                for name in value.split_whitespace() {
                    out.unset(number, name);
                }
            }
            "PassEnvironment" => {
                for name in value.split_whitespace().filter(|name| super::value::is_name(name)) {
                    out.set(number, name, &format!("${{{name}}}"), Form::Expands);
                }
            }
            "EnvironmentFile" => {
                out.unread(number, "EnvironmentFile= is not followed; give that file, too");
            }
            _ => out.stray(number, value, State::Set),
        }
    }
}

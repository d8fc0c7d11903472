//! Inputs of `anthropics/claude-code-action` and its base action.
//!
//! <https://github.com/anthropics/claude-code-action>, read on 2026-11-21.

use super::super::finding::Kind;
use super::super::json::{self, Json};
use super::super::sink::{Change, Form, Scope, Sink};
use super::super::yaml::Node;
use super::input;
use super::reader::{Reader, join, scalar};

/// Whether a step runs the action, and whether that is the base action.
pub(super) fn which(uses: &str) -> Option<bool> {
    let name = uses.split('@').next().unwrap_or_default().to_ascii_lowercase();
    let base = name.ends_with("/claude-code-base-action") || name.ends_with("claude-code-action/base-action");
    (base || name.ends_with("/claude-code-action")).then_some(base)
}

/// Reads the inputs at a step.
pub(super) fn inputs(
    with: Option<&Node>,
    path: &str,
    base: bool,
    reader: &mut Reader<'_, '_>,
) -> Vec<Change> {
    let mut sets = Vec::new();
    let mut has_key = false;
    for entry in with.map(Node::entries).unwrap_or_default() {
        let path = join(path, &entry.key);
        let Some(text) = scalar(&entry.value) else { continue };
        match entry.key.as_str() {
            "settings" if text.trim_start().starts_with('{') => {
                let mut scratch = Sink::default();
                json::read(text, Json::Settings, &mut scratch);
                let first = entry.value.line;
                sets.extend(reader.take(scratch, &path, |line| first + line - 1));
            }
            "settings" if !text.trim().is_empty() => {
                reader
                    .out
                    .unread(entry.line, "Claude Code settings in a file of their own; give that file, too");
            }
            "claude_env" => {
                for (at, line) in text.lines().enumerate() {
                    if let Some((name, value)) = line.trim().split_once(':') {
                        let value = (value.trim().trim_matches(['"', '\'']), Form::Quoted);
                        let line = entry.value.line + at;
                        sets.extend(reader.variable(line, (name, &path), value, Scope::ClaudeCode));
                    }
                }
            }
            "use_bedrock" | "use_vertex" | "use_foundry" if text == "true" => {
                let name = format!("CLAUDE_CODE_{}", entry.key.to_ascii_uppercase());
                sets.extend(reader.variable(
                    entry.line,
                    (&name, &path),
                    ("1", Form::Quoted),
                    Scope::ClaudeCode,
                ));
            }
            key => {
                let Some(name) = input::variable(key) else { continue };
                has_key |= name == "ANTHROPIC_API_KEY";
                let value = (text, Form::Quoted);
                let named = reader.named(entry.line, (key, &path), name, value, Scope::Process);
                sets.extend(named.into_iter().filter_map(as_input));
            }
        }
    }
    if base && !has_key {
        // The base action hands its input on even where that is empty.
        let line = with.map_or(1, |with| with.line);
        let name = ("ANTHROPIC_API_KEY", path);
        let mut scratch = Sink::default();
        scratch.assign(line, name, "", Form::Quoted, Scope::ClaudeCode);
        sets.extend(scratch.changes.into_iter().map(|(_, change)| change));
    }
    sets
}

fn as_input(change: Change) -> Option<Change> {
    match change {
        Change::Variable(_, name, Some(value)) => Some(Change::Action(Kind::of_variable(&name)?, value)),
        _ => None,
    }
}

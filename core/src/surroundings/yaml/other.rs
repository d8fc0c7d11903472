//! Any YAML: variables of ours wherever they are keys, items of the form `NAME=value`, or names beside a value.

use super::node::{Entry, Node, Style, Value};
use super::tree;
use super::{Part, Passed, Path, base64, comments, documents};
use crate::secret::holds_credential;
use crate::surroundings::finding::{Kind, State};
use crate::surroundings::mentions::{ENCODED, Mentions};
use crate::surroundings::sink::{Form, Scope, Sink, is_read};
use crate::surroundings::value::is_name;
use std::collections::{HashMap, HashSet};

/// A setting.
struct Found {
    line: usize,
    name: String,
    path: String,
    /// The mapping or list that it stands in.
    group: String,
    /// The text; none where it stands elsewhere.
    text: Option<String>,
}

/// Reads any YAML. All of it is one place, unless a variable stands in several mappings: then each mapping is one.
pub(in crate::surroundings) fn read(text: &str, out: &mut Sink) {
    let mut all = Vec::new();
    let mut mentions = Mentions::of_long(text, &[]);
    documents(text, (mentions.as_mut(), Passed::NOTHING), out, |part, out| {
        if !part.speaks {
            return;
        }
        let from = all.len();
        walk(part.root, &Path::TOP, out, &mut |found| all.push(found));
        for found in all.iter_mut().skip(from).filter(|_| part.number > 0) {
            found.group = format!("#{}.{}", part.number + 1, found.group);
        }
    });
    let from = out.findings.len();
    spread(&all, ("", ""), out);
    out.once(from);
}

/// Reads a part of a document in the same way. `top` is its place: path and name.
pub(super) fn read_inside(node: &Node, path: &Path<'_>, top: (&str, &str), out: &mut Sink) {
    let mut all = Vec::new();
    let strays = out.findings.len();
    walk(node, path, out, &mut |found| all.push(found));
    // Those are found with the rest.
    out.findings.truncate(strays);
    spread(&all, top, out);
}

fn spread(all: &[Found], (top, name): (&str, &str), out: &mut Sink) {
    let mut groups: HashMap<&str, &str> = HashMap::new();
    let repeats = all.iter().any(|found| {
        Kind::of_variable(&found.name).is_some()
            && *groups.entry(&found.name).or_insert(&found.group) != found.group
    });
    for found in all {
        if repeats {
            // What stands in a mapping inside is no part of this one.
            let parts = [top, &found.group, "*"];
            let path: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            let name = if found.group.is_empty() { "top" } else { &found.group };
            out.at(&path.join("."), name);
        } else {
            out.at(top, name);
        }
        give(found, Scope::Process, out);
    }
}

/// Finds what a reader of a known form has left, for no client: what stands on a line under a name that was found is passed
/// over.
pub(in crate::surroundings) fn find_rest(part: &Part<'_>, from: usize, out: &mut Sink) {
    if !part.speaks {
        return;
    }
    let known: HashSet<(usize, String)> =
        out.findings.iter().skip(from).map(|finding| (finding.line, finding.name.clone())).collect();
    let mut all = Vec::new();
    let strays = out.findings.len();
    walk(part.root, &Path::TOP, out, &mut |found| all.push(found));
    let lines: HashSet<usize> = known.iter().map(|(line, _)| *line).collect();
    let more = out.findings.split_off(strays);
    out.findings.extend(more.into_iter().filter(|finding| !lines.contains(&finding.line)));
    for found in all {
        if !known.contains(&(found.line, found.name.clone())) {
            give(&found, Scope::Nobody, out);
        }
    }
}

fn give(found: &Found, scope: Scope, out: &mut Sink) {
    let name = (found.name.as_str(), found.path.as_str());
    match &found.text {
        Some(text) => out.assign(found.line, name, text, Form::Expands, scope),
        None => out.refer(found.line, name, "(elsewhere)", scope),
    }
}

fn walk(node: &Node, path: &Path<'_>, out: &mut Sink, on: &mut dyn FnMut(Found)) {
    match &node.value {
        Value::Scalar(text, style) => scalar(node, text, *style, path, out, on),
        Value::Sequence(items) => {
            for (at, item) in items.iter().enumerate() {
                let inner = path.item(at);
                match item.text().and_then(assignment) {
                    Some((name, value)) => tell(on, item.line, name, &inner, Some(value)),
                    None => walk(item, &inner, out, on),
                }
            }
        }
        Value::Mapping(entries) => {
            let pair = pair(node);
            if let Some((name, value)) = pair {
                let text = value.map(|value| value.text().unwrap_or_default());
                tell(on, name.line, name.value.text().unwrap_or_default(), path, text);
            }
            for entry in entries {
                let inner = path.key(&entry.key);
                let value = &entry.value;
                if pair.and_then(|(_, value)| value).is_some_and(|paired| std::ptr::eq(paired, value)) {
                    continue;
                }
                if Kind::of_variable(&entry.key).is_none() {
                    walk(value, &inner, out, on);
                    continue;
                }
                match &value.value {
                    Value::Scalar(text, _) => {
                        let text = if value.is_null() { "" } else { text };
                        tell(on, entry.line, &entry.key, &inner, Some(text));
                    }
                    // The value beside other fields, or where it comes from.
                    _ => match value.get("value").filter(|value| matches!(value.value, Value::Scalar(..))) {
                        Some(inside) => tell(on, entry.line, &entry.key, &inner, inside.text().or(Some(""))),
                        None => tell(on, entry.line, &entry.key, &inner, None),
                    },
                }
            }
        }
    }
}

/// Hands a setting on; of what no client reads and holds no key, nothing is told.
fn tell(on: &mut dyn FnMut(Found), line: usize, name: &str, path: &Path<'_>, text: Option<&str>) {
    if is_read(name) || text.is_some_and(holds_credential) {
        on(Found {
            line,
            name: name.to_owned(),
            path: path.to_string(),
            group: path.above.map(Path::to_string).unwrap_or_default(),
            text: text.map(str::to_owned),
        });
    }
}

fn scalar(node: &Node, text: &str, style: Style, path: &Path<'_>, out: &mut Sink, on: &mut dyn FnMut(Found)) {
    // One character is looked for much faster than several.
    if text.contains('L') && text.contains(ENCODED) {
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
        for word in text.split(|c| !is_part(c)).filter(|word| word.starts_with(ENCODED)) {
            let decoded = base64::decode(word).unwrap_or_default();
            out.stray_named(node.line, &path.to_string(), &decoded, State::Set);
        }
    }
    let names =
        || text.contains('_') && ["ANTHROPIC_", "CLAUDE_CODE_"].iter().any(|word| text.contains(word));
    if !holds_credential(text) && !names() {
        return;
    }
    if matches!(style, Style::Plain | Style::Quoted) {
        return out.stray_named(node.line, &path.to_string(), text, State::Set);
    }
    // A chart's values, or a patch. Inside of these nothing is taken for YAML once more.
    let inner = tree::read(text, node.line, &mut tree::Budget::default());
    if style == Style::Literal && inner.broken.is_none() && !inner.root.is_text() && !path.is_inside() {
        comments::read(text, node.line, &inner.texts, out);
        return walk(&inner.root, &path.inside(), out, on);
    }
    for (at, text) in text.lines().enumerate() {
        let line = node.line + at;
        if text.trim_start().starts_with('#') {
            comments::comment(line, text, out);
            continue;
        }
        match comments::setting(text) {
            Some((name, value)) => on(Found {
                line,
                name: name.to_owned(),
                path: path.to_string(),
                group: path.to_string(),
                text: Some(value.to_owned()),
            }),
            None => out.stray(line, text, State::Set),
        }
    }
}

/// A line of a text: a setting by itself, or a key.
pub(super) fn line(number: usize, text: &str, path: &Path<'_>, scope: Scope, out: &mut Sink) {
    match comments::setting(text) {
        Some((name, value)) => out.assign(number, (name, &path.to_string()), value, Form::Expands, scope),
        None => out.stray(number, text, State::Set),
    }
}

/// The entry with the variable's name, and its value, of an item such as `name: X` and `value: Y`; no value where that comes
/// from elsewhere.
pub(super) fn pair(item: &Node) -> Option<(&Entry, Option<&Node>)> {
    let name = item.entry("name").or_else(|| item.entry("key"))?;
    let text = name.value.text().filter(|text| is_name(text))?;
    match item.get("value") {
        Some(value) if matches!(value.value, Value::Scalar(..)) => Some((name, Some(value))),
        _ => Kind::of_variable(text).map(|_| (name, None)),
    }
}

/// Name and value of `NAME=value`.
pub(super) fn assignment(text: &str) -> Option<(&str, &str)> {
    text.split_once('=').filter(|(name, _)| is_name(name))
}

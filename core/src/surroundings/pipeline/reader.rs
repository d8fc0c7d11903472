//! What the readers of all platforms share: variables, scripts and inputs, with the lines and paths of the file.

use super::super::finding::State;
use super::super::mentions::speaks;
use super::super::sink::{Change, Form, Scope, Sink};
use super::super::value;
use super::super::yaml::{Entry, Node, Style, Value};
use super::input;
use super::script::{self, Language};
use std::borrow::Cow;
use std::cell::OnceCell;

/// Reads parts of a file.
pub(super) struct Reader<'a, 'o> {
    lines: &'a Lines<'a>,
    pub(super) out: &'o mut Sink,
}

/// A file's lines, taken apart where one is asked for.
pub(super) struct Lines<'a> {
    text: &'a str,
    all: OnceCell<Vec<&'a str>>,
}

impl<'a> Lines<'a> {
    /// Of a file.
    pub(super) const fn of(text: &'a str) -> Self {
        Self { text, all: OnceCell::new() }
    }

    /// The line of a number, from 1.
    fn get(&self, number: usize) -> Option<&'a str> {
        let all = self.all.get_or_init(|| self.text.lines().collect());
        all.get(number.checked_sub(1)?).copied()
    }
}

/// What a script sets.
#[derive(Clone, Debug, Default)]
pub(super) struct Ran {
    /// In its own process.
    pub(super) here: Vec<Change>,
    /// In what runs after it.
    pub(super) later: Vec<Change>,
}

/// How far below its value's first line a name is looked for.
const FARTHEST: usize = 50;

impl<'a, 'o> Reader<'a, 'o> {
    pub(super) fn new(lines: &'a Lines<'a>, out: &'o mut Sink) -> Self {
        Self { lines, out }
    }

    /// Takes what was read apart from the file: findings go to the file with their lines and path, changes to the caller.
    pub(super) fn take(
        &mut self,
        scratch: Sink,
        path: &str,
        line_of: impl Fn(usize) -> usize,
    ) -> Vec<Change> {
        for mut found in scratch.findings {
            found.line = line_of(found.line);
            found.file.clone_from(&self.out.file);
            if found.path.is_empty() {
                path.clone_into(&mut found.path);
            }
            self.out.findings.push(found);
        }
        for mut unread in scratch.unread {
            unread.line = line_of(unread.line);
            unread.file.clone_from(&self.out.file);
            self.out.unread.push(unread);
        }
        scratch.changes.into_iter().map(|(_, change)| change).collect()
    }

    /// Reads one variable.
    pub(super) fn variable(
        &mut self,
        line: usize,
        (name, path): (&str, &str),
        (text, form): (&str, Form),
        scope: Scope,
    ) -> Vec<Change> {
        let mut scratch = Sink::default();
        scratch.assign(line, (name, path), text, form, scope);
        // A switch that something computes may be off; taken to be on, it would hide a key.
        if name.starts_with("CLAUDE_CODE_USE_") && value::read(text, form).1 == State::Reference {
            scratch.changes.clear();
        }
        self.take(scratch, path, |line| line)
    }

    /// Reads variables: a mapping, a list of mappings, or a list of `NAME=value`. `text_of` says what a value is.
    pub(super) fn variables(
        &mut self,
        node: Option<&Node>,
        path: &str,
        value_of: impl Fn(&Node) -> Option<(Cow<'_, str>, Form)> + Copy,
    ) -> Vec<Change> {
        let Some(node) = node else { return Vec::new() };
        let mut sets = Vec::new();
        for entry in node.entries() {
            let path = join(path, &entry.key);
            match value_of(&entry.value) {
                Some((text, form)) => {
                    let value = (text.as_ref(), form);
                    sets.extend(self.variable(entry.line, (&entry.key, &path), value, Scope::Process));
                }
                None if super::super::Kind::of_variable(&entry.key).is_some() => {
                    self.out.unread(entry.line, "a variable that is no text; passed over");
                }
                None => {}
            }
        }
        for item in node.items() {
            match item.text().and_then(|text| text.split_once('=')) {
                Some((name, value)) => {
                    let value = (value, Form::Expands);
                    sets.extend(self.variable(item.line, (name, path), value, Scope::Process));
                }
                None => sets.extend(self.nested(item, path, value_of)),
            }
        }
        sets
    }

    fn nested(
        &mut self,
        node: &Node,
        path: &str,
        value_of: impl Fn(&Node) -> Option<(Cow<'_, str>, Form)> + Copy,
    ) -> Vec<Change> {
        if node.entries().is_empty() { Vec::new() } else { self.variables(Some(node), path, value_of) }
    }

    /// Reads a script. `prepare` changes its text where it stands, and keeps its lines.
    pub(super) fn script(
        &mut self,
        node: &Node,
        language: Language,
        path: &str,
        prepare: impl Fn(&str) -> String,
    ) -> Ran {
        let (text, line_of) = match &node.value {
            Value::Scalar(text, style) => self.text_of(node.line, text, *style, language),
            _ => return Ran::default(),
        };
        // Azure's logging command has its own way to write names.
        if !speaks(&text) && !text.contains("##vso[") {
            return Ran::default();
        }
        let prepared = prepare(&text);
        let mut sets = script::read(&prepared, language);
        if let Counted::Folded(first) = line_of {
            // A text of several lines that YAML makes one: each name stands on the line that has it.
            for found in sets.here.findings.iter_mut().chain(&mut sets.later.findings) {
                let mut near = (first..first + FARTHEST).filter(|line| {
                    self.lines.get(*line).is_some_and(|text| text.contains(found.name.as_str()))
                });
                found.line = near.next().unwrap_or(first);
            }
        }
        let at = |line: usize| match line_of {
            Counted::From(first) => first + line - 1,
            Counted::Folded(_) => line,
        };
        let here = self.take(sets.here, path, at);
        let later = self.take(sets.later, path, at);
        Ran { here, later }
    }

    /// A script's text with its lines where they are, and how they are counted.
    fn text_of<'t>(
        &self,
        line: usize,
        text: &'t str,
        style: Style,
        language: Language,
    ) -> (Cow<'t, str>, Counted) {
        match style {
            // Lines that are one are continued, so that each keeps its number.
            Style::Folded if language == Language::Shell => {
                let joined = text.replace('\n', " \\\n").replace(" \\\n \\\n", "\n\n");
                (Cow::Owned(joined), Counted::From(line))
            }
            Style::Quoted => {
                let raw = self.lines.get(line).unwrap_or_default();
                let whole = raw.contains(text.trim_end());
                (Cow::Borrowed(text), if whole { Counted::From(line) } else { Counted::Folded(line) })
            }
            _ => (Cow::Borrowed(text), Counted::From(line)),
        }
    }

    /// Reads an input that is handed to what is described elsewhere: a variable of ours under another spelling, or under any
    /// name one whose value is such a variable of the pipeline. What gets a credential is taken to use it; what it makes of
    /// an id is not known.
    pub(super) fn handed(&mut self, entry: &Entry, path: &str, text: &str, form: Form) -> Vec<Change> {
        let Some(name) = input::variable(&entry.key).or_else(|| input::named_in(text)) else {
            return Vec::new();
        };
        let is_secret = super::super::Kind::of_variable(name).is_some_and(super::super::Kind::is_secret);
        let scope = if is_secret { Scope::Process } else { Scope::Nobody };
        let mut sets = self.named(entry.line, (&entry.key, path), name, (text, form), scope);
        sets.retain(Change::gives);
        sets
    }

    /// Reads a variable that goes by another name in the file.
    pub(super) fn named(
        &mut self,
        line: usize,
        (written, path): (&str, &str),
        name: &str,
        (text, form): (&str, Form),
        scope: Scope,
    ) -> Vec<Change> {
        let mut scratch = Sink::default();
        scratch.assign(line, (name, path), text, form, scope);
        for found in &mut scratch.findings {
            written.clone_into(&mut found.name);
        }
        self.take(scratch, path, |line| line)
    }

    /// Reads an input or secret that callers give: its default counts, if it has one.
    pub(super) fn declared(&mut self, entry: &Entry, default: Option<&Node>, path: &str) {
        let Some(name) = input::variable(&entry.key) else { return };
        let reference = format!("${{{{ inputs.{} }}}}", entry.key);
        let text = default.and_then(scalar).unwrap_or(&reference);
        self.named(entry.line, (&entry.key, path), name, (text, Form::Quoted), Scope::Nobody);
    }
}

/// How the lines of a script are counted.
#[derive(Clone, Copy, Debug)]
enum Counted {
    /// Its first line is this one.
    From(usize),
    /// It is one line, which begins here and goes on below.
    Folded(usize),
}

/// The text of a scalar, empty for null; none for a list or mapping.
pub(super) fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar(..) => Some(node.text().unwrap_or_default()),
        _ => None,
    }
}

/// A value in which `$NAME` is expanded.
pub(super) fn expanded(node: &Node) -> Option<(Cow<'_, str>, Form)> {
    scalar(node).map(|text| (Cow::Borrowed(text), Form::Expands))
}

/// A path with one more key, cut where it is very long.
pub(super) fn join(path: &str, key: &str) -> String {
    if path.is_empty() || path.len() > LONGEST_PATH {
        return if path.is_empty() { key.to_owned() } else { path.to_owned() };
    }
    format!("{path}.{key}")
}

/// The longest path that is told, in bytes.
const LONGEST_PATH: usize = 256;

/// A key as a segment of a path.
pub(super) fn segment(key: &str) -> String {
    key.replace('.', "%2E")
}

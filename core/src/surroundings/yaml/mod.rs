//! YAML: a tree with lines, and the files that are made of it.

mod base64;
mod comments;
mod compose;
mod kubernetes;
mod node;
mod other;
mod passed;
#[cfg(test)]
mod place_tests;
mod plain;
mod stack;
mod template;
#[cfg(test)]
mod tests;
mod tree;

pub(super) use compose::read as read_compose;
pub(super) use kubernetes::read as read_kubernetes;
pub(super) use node::{Entry, Node, Style, Value};
pub(super) use other::{find_rest, read as read_other};
pub(super) use passed::Passed;
pub(super) use stack::read as read_stack;

use super::Format;
use super::mentions::{Mentions, speaks};
use super::sink::{Scope, Sink};
use std::borrow::Cow;
use std::fmt;

/// A document of a text.
pub(super) struct Part<'a> {
    /// Its number, from 0.
    number: usize,
    pub(super) root: &'a Node,
    /// Whether anything in it can be a variable of ours, or a key. Where nothing is, there is nothing to look for value by value.
    pub(super) speaks: bool,
}

/// Goes through the documents of a text. Of a long one, whose mentions are given, those without any are passed over, and of the others
/// what the reader says.
///
/// Settings in comments are found on the way. A document that is broken is given as far as it goes, and the rest of it is
/// searched line by line.
pub(super) fn documents(
    text: &str,
    (mentions, passed): (Option<&mut Mentions>, Passed),
    out: &mut Sink,
    mut on: impl FnMut(&Part<'_>, &mut Sink),
) {
    let mut budget = tree::Budget::default();
    let mentions = mentions.map(|mentions| {
        passed.follow(text, mentions);
        &*mentions
    });
    for (number, (first, part)) in parts(text).into_iter().enumerate() {
        let begins = part.as_ptr().addr() - text.as_ptr().addr();
        let ends = begins + part.len();
        if mentions.is_some_and(|mentions| !mentions.within(begins, ends)) {
            continue;
        }
        let part = mentions.map_or(Cow::Borrowed(part), |mentions| passed.of(part, begins, mentions));
        let mut document = tree::read(&part, first, &mut budget);
        let mut source = Cow::Borrowed(&*part);
        // A template's own lines are no YAML.
        if document.broken.is_some()
            && let Some(plain) = template::plain(&part)
        {
            let again = tree::read(&plain, first, &mut budget);
            if again.reached > document.reached || again.broken.is_none() {
                (document, source) = (again, Cow::Owned(plain));
            }
        }
        for (line, message) in &document.unread {
            out.unread(*line, *message);
        }
        comments::read(&source, first, &document.texts, out);
        out.at("", "");
        let from = out.findings.len();
        let speaks = mentions.map_or_else(|| speaks(&part), |mentions| mentions.speaks(begins, ends));
        on(&Part { number, root: &document.root, speaks }, out);
        if document.copies {
            out.once(from);
        }
        if let Some((line, message)) = document.broken {
            out.unread(line, message);
            out.at("", "");
            for (at, line) in part.lines().enumerate().skip((document.reached + 1).saturating_sub(first)) {
                if !line.trim_start().starts_with('#') {
                    other::line(first + at, line, &Path::TOP, Scope::Process, out);
                }
            }
        }
    }
}

/// What a YAML is by its name and its keys at the top; none where those tell nothing.
pub(super) fn recognise(file: &str, text: &str) -> Option<Format> {
    let base = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let keys = top_keys(text);
    let is_compose = || {
        let word = base.split(['.', '-', '_']).any(|word| word == "compose");
        word && (base.starts_with("compose") || base.starts_with("docker-") || base.starts_with("podman-"))
    };
    Some(match () {
        () if kubernetes::has_shape(&keys) || matches!(base, "kustomization.yaml" | "kustomization.yml") => {
            Format::Kubernetes
        }
        () if stack::has_shape(&keys) => Format::Stack,
        () if is_compose() || compose::has_shape(&keys, text) => Format::Compose,
        () => return None,
    })
}

/// Whether a text without a name looks like YAML: each line that is not indented is a key, an item or a mark.
pub(super) fn is_like(text: &str) -> bool {
    let mut lines =
        text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with(['#', ' ', '\t'])).peekable();
    let item = |line: &str| line == "-" || line.starts_with("- ") || line.starts_with("---");
    let first = lines.peek().copied().unwrap_or_default();
    // A client of Java has properties of its own.
    !first.starts_with("anthropic.")
        && !first.is_empty()
        && lines.all(|line| item(line) || !top_keys(line).is_empty())
}

/// The keys at the beginning of a line, of all documents.
fn top_keys(text: &str) -> Vec<&str> {
    let key = |line| {
        str::split_once(line, ':').filter(|(_, rest)| rest.is_empty() || rest.starts_with([' ', '\t', '\r']))
    };
    let is_key = |key: &&str| key.starts_with(|c: char| c.is_ascii_alphabetic()) && !key.contains([' ', '=']);
    text.lines().filter_map(key).map(|(key, _)| key).filter(is_key).collect()
}

/// The documents of a text, each with its first line. A line that begins with `---` ends a document wherever it stands.
fn parts(text: &str) -> Vec<(usize, &str)> {
    let mut parts = Vec::new();
    let (mut start, mut first, mut at) = (0, 1, 0);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let ends = |mark| {
            line.strip_prefix(mark)
                .is_some_and(|rest: &str| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
        };
        if ends("---") || ends("...") {
            parts.push((first, text.get(start..at).unwrap_or_default()));
            // Behind the mark a document may begin on the same line.
            (start, first) = (at + 3, number + 1);
        }
        at += line.len();
    }
    parts.push((first, text.get(start..).unwrap_or_default()));
    let says = |part: &str| {
        part.lines().any(|line| {
            !line.trim().is_empty() && !line.starts_with('%') && !line.trim_start().starts_with('#')
        })
    };
    // Comments between documents are read, too.
    parts.retain(|(_, part)| {
        says(part) || (part.contains('#') && !part.starts_with('%') && !part.contains("\n%"))
    });
    parts
}

/// The way from a document's top to a node, told only where something is found.
#[derive(Clone, Copy)]
pub(super) struct Path<'a> {
    above: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    /// Into a text that is YAML itself.
    Inside,
    Key(&'a str),
    Item(usize),
}

impl<'a> Path<'a> {
    /// The top.
    pub(super) const TOP: Path<'static> = Path { above: None, step: Step::Key("") };

    /// The value of a key.
    pub(super) const fn key(&'a self, key: &'a str) -> Self {
        Self { above: Some(self), step: Step::Key(key) }
    }

    /// A text that is YAML itself.
    const fn inside(&'a self) -> Self {
        Self { above: Some(self), step: Step::Inside }
    }

    /// Whether it leads into such a text.
    fn is_inside(&self) -> bool {
        matches!(self.step, Step::Inside) || self.above.is_some_and(Path::is_inside)
    }

    /// An item of a list, from 0.
    pub(super) const fn item(&'a self, at: usize) -> Self {
        Self { above: Some(self), step: Step::Item(at) }
    }
}

/// The longest path that is told, in bytes.
const LONGEST_PATH: usize = 256;

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut steps = Vec::new();
        let mut next = Some(self);
        while let Some(path) = next.filter(|path| path.above.is_some()) {
            if !matches!(path.step, Step::Inside) {
                steps.push(path.step);
            }
            next = path.above;
        }
        let mut left = LONGEST_PATH;
        for (at, step) in steps.iter().rev().enumerate() {
            if at > 0 {
                f.write_str(".")?;
            }
            match step {
                Step::Key(key) if key.len() < left => f.write_str(key)?,
                Step::Item(item) => write!(f, "{item}")?,
                Step::Inside => {}
                Step::Key(_) => return f.write_str("…"),
            }
            left = left.saturating_sub(match step {
                Step::Key(key) => key.len() + 1,
                _ => 2,
            });
        }
        Ok(())
    }
}

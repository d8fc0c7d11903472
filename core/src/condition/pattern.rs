//! Patterns of `matches`, in the syntax of Go's `regexp` package.
//!
//! The service runs Go's engine, and no Rust engine reads the same syntax. So the pattern is parsed here
//! by Go's rules, what Go refuses is refused, and what is left is handed to `regex-lite` in plain
//! ranges and groups. Only "does it match" is asked, so greediness and captures are dropped.
//!
//! Source: <https://pkg.go.dev/regexp/syntax> (read 2026-11-21).

mod atom;
mod class;
mod parse;
#[cfg(test)]
mod tests;

use std::fmt::{self, Write as _};

use regex_lite::Regex;

use class::Ranges;
use parse::{Node, Parser};

/// A pattern that Go accepts.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    regex: Regex,
    /// Holds a `\p{…}` class, which is known here for ASCII only.
    ascii_only: bool,
}

/// Why a pattern gives no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PatternProblem {
    /// Go refuses it, so the service gives an error when the condition is run.
    Refused(Refusal),
    /// Go accepts it, but it cannot be tried with the engine here.
    Untried,
}

/// What Go's parser says, and about which part of the pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) reason: &'static str,
    pub(super) part: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the pattern is refused: {}", self.reason)?;
        if self.part.is_empty() {
            return Ok(());
        }
        write!(f, ": `{}`", self.part)
    }
}

impl Pattern {
    /// Parses `source` as Go does.
    pub(super) fn compile(source: &str) -> Result<Self, PatternProblem> {
        let mut parser = Parser::new(source);
        let node = parser.parse()?;
        let mut translated = String::with_capacity(source.len() * 2);
        write_node(&node, &mut translated);
        let regex = Regex::new(&translated).map_err(|_| PatternProblem::Untried)?;
        Ok(Self { regex, ascii_only: parser.ascii_only })
    }

    /// Whether the pattern is found anywhere in `text`; `None` where that is not known here.
    pub(super) fn is_match(&self, text: &str) -> Option<bool> {
        if self.ascii_only && !text.is_ascii() {
            return None;
        }
        Some(self.regex.is_match(text))
    }
}

/// A text that `source` matches, of letters and digits where it leaves that open; none where it is refused or long.
pub(super) fn example(source: &str) -> Option<String> {
    another(source, 0)
}

/// What every text begins with that `source` matches, where something may follow; none where that is nothing.
pub(super) fn beginning(source: &str) -> Option<String> {
    let Node::Concat(nodes) = Parser::new(source).parse().ok()? else { return None };
    let (Node::Look("\\A"), rest) = nodes.split_first()? else { return None };
    let letter = |node: &Node| match node {
        Node::Class(ranges) => match ranges[..] {
            [(low, high)] if low == high => char::from_u32(low),
            _ => None,
        },
        _ => None,
    };
    let text: String = rest.iter().map_while(letter).collect();
    let behind = rest.get(text.chars().count()..)?;
    (!text.is_empty() && !matches!(behind, [Node::Look(_)])).then_some(text)
}

/// Further ones: each takes another of the choices that the pattern leaves, by its number.
pub(super) fn another(source: &str, number: usize) -> Option<String> {
    let node = Parser::new(source).parse().ok()?;
    let mut text = String::new();
    add_example(&node, number, &mut text, &mut MOST_STEPS.to_owned())?;
    Some(text)
}

/// Long enough for any claim; a pattern such as `(x{100}){10}` asks for more.
const LONGEST_EXAMPLE: usize = 512;
/// How many nodes are written at most: repetitions of nothing grow no text.
const MOST_STEPS: usize = 4096;

fn add_example(node: &Node, number: usize, text: &mut String, left: &mut usize) -> Option<()> {
    *left = left.checked_sub(1)?;
    match node {
        Node::Empty | Node::Look(_) => {}
        Node::Class(ranges) => {
            let holds = |c: &char| ranges.iter().any(|(low, high)| (*low..=*high).contains(&u32::from(*c)));
            let plain = || ('a'..='z').chain('0'..='9').chain('A'..='Z').filter(holds);
            let plain = plain().nth(number).or_else(|| plain().next());
            text.push(plain.or_else(|| char::from_u32(ranges.first()?.0))?);
        }
        Node::Concat(nodes) => nodes.iter().try_for_each(|node| add_example(node, number, text, left))?,
        Node::Alternate(nodes) => add_example(nodes.get(number).or(nodes.first())?, number, text, left)?,
        Node::Repeat { node, least, most, .. } => {
            let more = usize::try_from(*least).ok()?.checked_add(number)?;
            let times = most.map_or(more, |most| more.min(usize::try_from(most).unwrap_or(more)));
            (0..times).try_for_each(|_| add_example(node, number, text, left))?;
        }
    }
    (text.len() <= LONGEST_EXAMPLE).then_some(())
}

/// Writing to a `String` cannot fail, so the outcomes of `write!` are let go.
fn write_node(node: &Node, out: &mut String) {
    match node {
        Node::Empty => out.push_str("(?:)"),
        Node::Look(look) => out.push_str(look),
        Node::Class(ranges) => write_ranges(ranges, out),
        Node::Concat(nodes) => nodes.iter().for_each(|node| write_node(node, out)),
        Node::Alternate(nodes) => {
            out.push_str("(?:");
            for (position, node) in nodes.iter().enumerate() {
                if position > 0 {
                    out.push('|');
                }
                write_node(node, out);
            }
            out.push(')');
        }
        Node::Repeat { node, least, most } => {
            out.push_str("(?:");
            write_node(node, out);
            out.push(')');
            let _ = match (least, most) {
                (0, None) => out.write_char('*'),
                (1, None) => out.write_char('+'),
                (0, Some(1)) => out.write_char('?'),
                (least, None) => write!(out, "{{{least},}}"),
                (least, Some(most)) => write!(out, "{{{least},{most}}}"),
            };
        }
    }
}

fn write_ranges(ranges: &Ranges, out: &mut String) {
    if ranges.is_empty() {
        // A class that holds nothing never matches.
        let _ = write!(out, "[^\\x{{0}}-\\x{{{:X}}}]", class::LAST);
        return;
    }
    out.push('[');
    for (low, high) in ranges {
        let _ = write!(out, "\\x{{{low:X}}}-\\x{{{high:X}}}");
    }
    out.push(']');
}

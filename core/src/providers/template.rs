//! Commands with holes.
//!
//! A template is shell text. `{field}` stands for an answer, `{{` and `}}` for literal braces. Holes stand outside quotes,
//! because an answer brings its own: a test over every provider's templates keeps it so.

use super::{Answers, Provider};
use std::borrow::Cow;
use std::fmt;

/// Why a template cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateProblem {
    /// A brace without its partner, at this byte.
    LoneBrace {
        /// Where.
        at: usize,
    },
    /// A hole whose name is no field name, at this byte.
    BadName {
        /// Where.
        at: usize,
    },
}

impl fmt::Display for TemplateProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LoneBrace { at } => {
                write!(f, "the brace at byte {at} has no partner; write it twice to mean the brace itself")
            }
            Self::BadName { at } => {
                write!(f, "the hole at byte {at} names no field: names are lower-case letters, digits and _")
            }
        }
    }
}

impl std::error::Error for TemplateProblem {}

/// Fills a template with answers, quoted for a POSIX shell where they need it. An empty field leaves its placeholder; what
/// names no field of the provider, and a brace without partner, stays as it stands.
pub fn fill(template: &str, provider: &Provider, answers: &Answers) -> String {
    pieces(template)
        .map(|(_, piece)| match piece {
            Piece::Text(text) | Piece::Stray(text) => Cow::Borrowed(text),
            Piece::Hole(name) => match provider.fields.iter().find(|f| f.id == name) {
                None => Cow::Owned(format!("{{{name}}}")),
                Some(field) => answers
                    .some(name)
                    .map_or(Cow::Borrowed(field.placeholder), |answer| Cow::Owned(shell_word(answer))),
            },
        })
        .collect()
}

/// Fills `{name}` holes with texts as they are. A name that is not known, and a brace without partner, stays as it stands.
pub(crate) fn compose(template: &str, text_of: impl Fn(&str) -> Option<String>) -> String {
    pieces(template)
        .map(|(_, piece)| match piece {
            Piece::Text(text) | Piece::Stray(text) => Cow::Borrowed(text),
            Piece::Hole(name) => Cow::Owned(text_of(name).unwrap_or_else(|| format!("{{{name}}}"))),
        })
        .collect()
}

/// A part of a text with holes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// Text, with every name filled in.
    Text(String),
    /// The name of a variable of the environment, as `{$NAME}` has it.
    Variable(&'static str),
}

/// As [`compose`], with `{$NAME}` as parts of their own. No two texts follow each other.
pub(crate) fn parts(template: &'static str, text_of: impl Fn(&str) -> Option<String>) -> Vec<Part> {
    let mut parts = Vec::new();
    for (_, piece) in pieces(template) {
        let text = match piece {
            Piece::Text(text) | Piece::Stray(text) => Cow::Borrowed(text),
            Piece::Hole(name) => match name.strip_prefix('$') {
                Some(variable) => {
                    parts.push(Part::Variable(variable));
                    continue;
                }
                None => Cow::Owned(text_of(name).unwrap_or_else(|| format!("{{{name}}}"))),
            },
        };
        match parts.last_mut() {
            Some(Part::Text(before)) => before.push_str(&text),
            _ => parts.push(Part::Text(text.into_owned())),
        }
    }
    parts
}

/// The fields that a template names, in order, each as often as it stands there.
///
/// # Errors
/// When a brace has no partner, or a hole's name is no field name.
pub fn holes(template: &str) -> Result<Vec<&str>, TemplateProblem> {
    let mut names = Vec::new();
    for (at, piece) in pieces(template) {
        match piece {
            Piece::Text(_) => {}
            Piece::Stray(_) => return Err(TemplateProblem::LoneBrace { at }),
            Piece::Hole(name) if is_field_name(name) => names.push(name),
            Piece::Hole(_) => return Err(TemplateProblem::BadName { at }),
        }
    }
    Ok(names)
}

/// A text as one word of a POSIX shell: itself where no shell reads anything into it, in single quotes otherwise. NUL, which
/// no shell word can hold, is dropped; line breaks stay, inside the quotes.
pub(crate) fn shell_word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_./:@=-".contains(c);
    if !text.is_empty() && !text.starts_with('-') && text.chars().all(plain) {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for c in text.chars() {
        match c {
            '\0' => {}
            '\'' => quoted.push_str("'\\''"),
            c => quoted.push(c),
        }
    }
    quoted.push('\'');
    quoted
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Hole(&'a str),
    Stray(&'a str),
}

/// The pieces of a template, each with the byte at which it starts.
fn pieces(template: &str) -> impl Iterator<Item = (usize, Piece<'_>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = template.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        let (piece, length) = next_piece(rest);
        at += length;
        Some((start, piece))
    })
}

/// The first piece of a text that is not empty, and its length in bytes.
fn next_piece(rest: &str) -> (Piece<'_>, usize) {
    for brace in ["{", "}"] {
        if let Some(after) = rest.strip_prefix(brace) {
            if after.starts_with(brace) {
                return (Piece::Text(brace), 2);
            }
            // A hole ends at the next brace, if that one closes.
            return match after.split_once('}') {
                Some((name, _)) if brace == "{" && !name.contains('{') => (Piece::Hole(name), name.len() + 2),
                _ => (Piece::Stray(brace), 1),
            };
        }
    }
    let text = rest.split(['{', '}']).next().unwrap_or_default();
    (Piece::Text(text), text.len())
}

fn is_field_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

#[cfg(test)]
mod tests;

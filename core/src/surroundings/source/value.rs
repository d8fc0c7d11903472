//! What an expression gives: a text that stands there, nothing, a variable of the environment, or what only running tells.

use super::super::arguments::Missing;
use super::lex::Piece;
use super::{Language, Pass};
use crate::secret::find_credentials;
use std::borrow::Cow;

/// What an expression gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// As if it were not there.
    Absent,
    /// `None`, `null` or `nil`.
    Null,
    /// A text that stands there.
    Text(Cow<'a, str>),
    /// A text that stands elsewhere in the file.
    Constant(Cow<'a, str>),
    /// A variable of the environment, and what comes where it is not set.
    Variable(&'a str, Missing),
    /// Anything else.
    Other,
}

/// The longest expression that is looked at, in pieces.
const LONGEST: usize = 256;

impl<'a> Pass<'a, '_> {
    /// Where the expression ends that begins at a piece.
    pub(super) fn extent(&self, from: usize) -> usize {
        let mut depth = 0_usize;
        let mut line = None;
        let mut operator = true;
        for at in from..(from + LONGEST).min(self.tokens.len()) {
            let Some(token) = self.tokens.get(at) else { return at };
            let joins = match &token.piece {
                Piece::Mark(mark) => !matches!(mark, '(' | '[' | '{' | ')' | ']' | '}'),
                Piece::Word(word) => matches!(*word, "or" | "and" | "if" | "else"),
                _ => false,
            };
            let breaks = line.is_some_and(|line| token.line > line) && !operator && !joins;
            match &token.piece {
                Piece::Comment(_) => continue,
                Piece::Mark(',' | ';' | ')' | ']' | '}') if depth == 0 => return at,
                _ if breaks && depth == 0 => return at,
                Piece::Mark('(' | '[' | '{') => depth += 1,
                Piece::Mark(')' | ']' | '}') => depth -= 1,
                _ => {}
            }
            operator = joins;
            let inside = if let Piece::Text(text, _) = &token.piece { text.matches('\n').count() } else { 0 };
            line = Some(token.line + inside);
        }
        (from + LONGEST).min(self.tokens.len())
    }

    /// What the expression between two pieces gives.
    pub(super) fn value(&self, from: usize, to: usize) -> Value<'a> {
        let pieces: Vec<&Piece<'a>> = self
            .tokens
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .map(|token| &token.piece)
            .filter(|piece| !matches!(piece, Piece::Comment(_)))
            .collect();
        if let [Piece::Word(word)] = pieces.as_slice() {
            return match *word {
                "None" | "null" | "nil" | "NULL" => Value::Null,
                "undefined" => Value::Absent,
                word => self.constants.get(word).map_or(Value::Other, |text| Value::Constant(text.clone())),
            };
        }
        if let Some(text) = literal(&pieces) {
            return Value::Text(text);
        }
        let texts = || {
            pieces.iter().filter_map(|piece| match piece {
                Piece::Text(text, _) => Some(text),
                _ => None,
            })
        };
        if let Some(text) = texts().find(|text| !find_credentials(text).is_empty()) {
            return Value::Text(text.clone());
        }
        self.variable(&pieces)
    }

    /// The variable that an expression reads.
    fn variable(&self, pieces: &[&Piece<'a>]) -> Value<'a> {
        let reads = |piece: &&Piece<'_>| match piece {
            Piece::Word(word) => {
                let word = word.to_ascii_lowercase();
                matches!(
                    word.as_str(),
                    "environ"
                        | "env"
                        | "_env"
                        | "_server"
                        | "getenv"
                        | "lookupenv"
                        | "getenvironmentvariable"
                )
            }
            _ => false,
        };
        let Some(reader) = pieces.iter().position(reads) else { return Value::Other };
        let behind = pieces.get(reader + 1..).unwrap_or_default();
        let name = behind.iter().enumerate().find_map(|(at, piece)| match piece {
            Piece::Text(Cow::Borrowed(text), false) if super::super::value::is_name(text) => {
                Some((at, *text))
            }
            Piece::Word(word) if !matches!(*word, "get" | "fetch" | "env" | "toString") => Some((at, *word)),
            _ => None,
        });
        let Some((at, name)) = name else { return Value::Other };
        let empty = |piece: &&Piece<'_>| matches!(piece, Piece::Text(text, _) if text.is_empty());
        let has = |word: &str| pieces.iter().any(|piece| **piece == Piece::Word(word));
        let missing = match self.language {
            _ if behind.iter().skip(at).any(empty) => Missing::Empty,
            Language::Python if behind.first() == Some(&&Piece::Mark('[')) => Missing::Fails,
            Language::Ruby if has("fetch") => Missing::Fails,
            Language::Go => Missing::Empty,
            _ => Missing::Null,
        };
        Value::Variable(name, missing)
    }

    /// An object or dictionary of texts as JSON, for a configuration that stands in the code; none where something in it is
    /// computed.
    pub(super) fn as_json(&self, from: usize, to: usize) -> Option<String> {
        let mut json = String::new();
        let mut key = true;
        let mut lists = Vec::new();
        for at in from..to {
            match self.piece(Some(at))? {
                Piece::Mark(mark @ ('{' | '[')) => {
                    lists.push(*mark);
                    key = *mark == '{';
                    json.push(*mark);
                }
                Piece::Mark(mark @ ('}' | ']')) => {
                    lists.pop();
                    if json.ends_with(',') {
                        json.pop();
                    }
                    json.push(*mark);
                }
                Piece::Mark(',') => {
                    key = lists.last() == Some(&'{');
                    json.push(',');
                }
                Piece::Mark(':') => {
                    key = false;
                    json.push(':');
                }
                Piece::Text(text, false) => json += &serde_json::to_string(text).ok()?,
                Piece::Word(word) if key => json += &serde_json::to_string(word).ok()?,
                Piece::Word("None" | "null" | "nil") => json += "null",
                Piece::Comment(_) => {}
                _ => return None,
            }
        }
        (json.starts_with('{') && lists.is_empty()).then_some(json)
    }
}

/// The text of an expression of texts alone, put together, in brackets or in a type that holds a secret.
fn literal<'a>(pieces: &[&Piece<'a>]) -> Option<Cow<'a, str>> {
    let mut found: Option<Cow<'a, str>> = None;
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text(text, false) => match &mut found {
                Some(before) => before.to_mut().push_str(text),
                None => found = Some(text.clone()),
            },
            Piece::Mark('+' | '(' | ')' | '.') => {}
            Piece::Word(word)
                if at == 0 && (word.ends_with("Str") || matches!(*word, "str" | "string" | "String")) => {}
            Piece::Word("as" | "string" | "new") => {}
            _ => return None,
        }
    }
    found
}

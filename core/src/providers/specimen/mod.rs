//! What a workload's token says, as data, and who else has a token of the same issuer.
//!
//! A [`Specimen`] is a claim set with holes, such as `<BRANCH>`, and the forms that a hole can take. Read against a token or
//! a rule it gives the workload's [`Parts`]; written with other parts it gives the token of somebody else.

mod pieces;
mod plain;
mod read;
mod strange;

pub use plain::PLAIN;

use pieces::{Piece, holes_in, pieces};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A platform's claim set with holes.
#[derive(Debug)]
pub struct Specimen {
    /// The claims as JSON. `<NAME>` in a text is a hole; a claim whose name ends in `?` is left out where it is empty.
    pub claims: &'static str,
    /// What stands in a hole where nothing is known. Every hole has a line.
    pub parts: &'static [(&'static str, &'static str)],
    /// Forms that a part can take, commonest first, with holes of their own; a text of none of them stands as it is.
    pub forms: &'static [(&'static str, &'static [&'static str])],
    /// Whose tokens come from the same issuer.
    pub strangers: &'static [Stranger],
}

/// Somebody else with a token of the same issuer.
#[derive(Debug)]
pub struct Stranger {
    /// Stable kebab-case name.
    pub id: &'static str,
    /// What it is called, such as `Another branch`.
    pub title: &'static str,
    /// Who can come by such a token, in a sentence.
    pub who: &'static str,
    /// What its token says otherwise.
    pub changes: &'static [Change],
}

/// What a stranger's token says otherwise.
#[derive(Debug, Clone, Copy)]
pub enum Change {
    /// A part is this text, or this form of it.
    Is(&'static str, &'static str),
    /// A part is the workload's own with this behind it.
    And(&'static str, &'static str),
    /// A claim at the top level is not there.
    Without(&'static str),
    /// A claim at the top level is this JSON.
    Claim(&'static str, &'static str),
}

/// What stands in the holes, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts(BTreeMap<&'static str, Cow<'static, str>>);

impl Specimen {
    /// The claims with their holes; empty where the data were no JSON, which a test rules out.
    fn template(&self) -> Vec<Line> {
        let claims: Map<String, Value> = serde_json::from_str(self.claims).unwrap_or_default();
        let line = |(name, value): (String, Value)| match name.strip_suffix('?') {
            Some(bare) => Line { name: bare.to_owned(), optional: true, value },
            None => Line { name, optional: false, value },
        };
        claims.into_iter().map(line).collect()
    }

    /// Writes the whole claim set for some parts; the rest is the specimen's own.
    pub fn write(&self, parts: &Parts) -> Map<String, Value> {
        let mut claims = Map::new();
        for line in self.template() {
            self.add(&line, parts, &mut claims);
        }
        claims
    }

    /// Adds a claim, unless it is one that is left out where it says nothing.
    fn add(&self, line: &Line, parts: &Parts, claims: &mut Map<String, Value>) {
        let mut value = line.value.clone();
        self.fill(&mut value, parts);
        if !(line.optional && says_nothing(&value)) {
            claims.insert(line.name.clone(), value);
        }
    }

    fn fill(&self, value: &mut Value, parts: &Parts) {
        match value {
            Value::String(text) => *text = self.render(text, parts),
            Value::Array(values) => values.iter_mut().for_each(|value| self.fill(value, parts)),
            Value::Object(values) => values.values_mut().for_each(|value| self.fill(value, parts)),
            _ => {}
        }
    }

    /// What stands in a hole, written out.
    pub fn part(&self, name: &str, parts: &Parts) -> String {
        self.render(&format!("<{name}>"), parts)
    }

    fn render(&self, template: &str, parts: &Parts) -> String {
        self.render_within(template, parts, MOST_NESTED)
    }

    fn render_within(&self, template: &str, parts: &Parts, left: usize) -> String {
        let mut out = String::new();
        for piece in pieces(template) {
            match piece {
                Piece::Text(text) => out += &text.replace(ESCAPED, "<"),
                Piece::Hole(name) if left > 0 => {
                    let text = parts.0.get(name).map_or(self.default_of(name), |text| text.as_ref());
                    out += &self.render_within(text, parts, left - 1);
                }
                Piece::Hole(_) => {}
            }
        }
        out
    }

    fn forms_of(&self, name: &str) -> &'static [&'static str] {
        self.forms.iter().find(|(of, _)| *of == name).map_or(&[], |(_, forms)| forms)
    }

    fn default_of(&self, name: &str) -> &'static str {
        self.parts.iter().find(|(of, _)| *of == name).map_or("", |(_, text)| text)
    }

    fn hole(&self, name: &str) -> Option<&'static str> {
        self.parts.iter().map(|(of, _)| *of).find(|of| *of == name)
    }

    /// What is wrong with the data, for the test that looks.
    #[doc(hidden)]
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        if !matches!(serde_json::from_str(self.claims), Ok(Value::Object(_))) {
            problems.push("the claims are no JSON object".to_owned());
        }
        let template = self.template();
        let forms = self.forms.iter().flat_map(|(_, forms)| forms.iter().copied());
        let defaults = self.parts.iter().map(|(_, text)| *text);
        let changes = self.strangers.iter().flat_map(|stranger| stranger.changes);
        let put_in = changes.clone().filter_map(|change| match change {
            Change::Is(_, text) | Change::And(_, text) => Some(*text),
            _ => None,
        });
        let named = changes.filter_map(|change| match change {
            Change::Is(name, _) | Change::And(name, _) => Some(*name),
            _ => None,
        });
        let texts = forms.chain(defaults).chain(put_in);
        let in_texts = texts.flat_map(|text| pieces(text).filter_map(Piece::hole)).collect::<Vec<_>>();
        let in_claims = template.iter().flat_map(|line| holes_in(&line.value));
        for name in in_claims.chain(in_texts).chain(named) {
            if self.hole(name).is_none() {
                problems.push(format!("<{name}> has no line among the parts"));
            }
        }
        problems
    }
}

/// A claim with its holes.
struct Line {
    name: String,
    /// Whether it is left out where it says nothing.
    optional: bool,
    value: Value,
}

fn says_nothing(value: &Value) -> bool {
    value.as_str() == Some("")
}

/// How deep forms stand in forms.
const MOST_NESTED: usize = 6;
/// What stands for `<` in a text that was read, so that it is no hole: no platform sends this character.
const ESCAPED: char = '\u{e000}';

fn escaped(text: &str) -> String {
    text.replace('<', &ESCAPED.to_string())
}

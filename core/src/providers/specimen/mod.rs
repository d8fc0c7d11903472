//! What a workload's token says, as data, and who else has a token of the same issuer.
//!
//! A [`Specimen`] is a claim set with holes, such as `<BRANCH>`, and the forms that a hole can take. Read against a token or
//! a rule it gives the workload's [`Parts`]; written with other parts it gives the token of somebody else.

mod changes;
mod pieces;
mod plain;
mod read;
mod sheet;
mod strange;
#[cfg(test)]
mod tests;
mod told;
mod written;

pub use changes::Changes;
pub(super) use plain::OTHER_AUDIENCE;
pub use plain::PLAIN;

use pieces::{Piece, holes_in, pieces};
use serde_json::{Map, Value};
use sheet::Set;
use std::borrow::Cow;
use written::Written;

/// A platform's claim set with holes.
#[derive(Debug)]
pub struct Specimen {
    /// The claims as JSON. `<NAME>` in a text is a hole, and a text that is nothing but `<#NAME>` becomes a number; what is
    /// named with a `?` at the end, at any depth, is left out where it is empty.
    pub claims: &'static str,
    /// What stands in a hole where nothing is known. Every hole has a line.
    pub parts: &'static [(&'static str, &'static str)],
    /// Forms that a part can take, commonest first, with holes of their own; a text of none of them stands as it is.
    pub forms: &'static [(&'static str, &'static [&'static str])],
    /// A part and a form of it, then another part and what stands there with that form as long as nothing else is known.
    pub implied: &'static [(&'static str, &'static str, &'static str, &'static str)],
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
    /// A member of a claim that is a map is not there.
    WithoutMember(&'static str, &'static str),
    /// A claim at the top level is this JSON, which may have holes.
    Claim(&'static str, &'static str),
}

/// What stands in the holes, by their place among the specimen's parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts(Vec<Option<Cow<'static, str>>>);

impl Parts {
    fn get(&self, place: usize) -> Option<&Cow<'static, str>> {
        self.0.get(place)?.as_ref()
    }

    fn put(&mut self, place: usize, text: Cow<'static, str>) {
        if self.0.len() <= place {
            self.0.resize(place + 1, None);
        }
        if let Some(part) = self.0.get_mut(place) {
            *part = Some(text);
        }
    }
}

impl Specimen {
    /// Writes the whole claim set for some parts; the rest is the specimen's own.
    pub fn write(&self, parts: &Parts) -> Map<String, Value> {
        Written::of(self, parts).filled(self.template())
    }

    /// What stands in a hole, written out.
    pub fn part(&self, name: &str, parts: &Parts) -> String {
        self.hole(name).map_or_else(String::new, |place| Written::of(self, parts).part(place).to_owned())
    }

    fn forms_of(&self, place: usize) -> &'static [&'static str] {
        let name = self.parts.get(place).map_or("", |(name, _)| name);
        self.forms.iter().find(|(of, _)| *of == name).map_or(&[], |(_, forms)| forms)
    }

    fn default_of(&self, place: usize) -> &'static str {
        self.parts.get(place).map_or("", |(_, text)| text)
    }

    /// The place of a part.
    fn hole(&self, name: &str) -> Option<usize> {
        // Names are short: byte by byte is quicker than a call for each.
        let is_it = |of: &str| of.len() == name.len() && of.bytes().zip(name.bytes()).all(|(a, b)| a == b);
        self.parts.iter().position(|(of, _)| is_it(of))
    }

    /// What is wrong with the data, for the test that looks.
    #[doc(hidden)]
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        if !matches!(serde_json::from_str(self.claims), Ok(Value::Object(_))) {
            problems.push("the claims are no JSON object".to_owned());
        }
        let claimed = |change: &Change| match *change {
            Change::Claim(_, json) => Some(serde_json::from_str(json).unwrap_or_default()),
            _ => None,
        };
        let whole = Value::from(self.template().clone());
        let changed: Vec<Value> = self.strangers.iter().flat_map(|s| s.changes).filter_map(claimed).collect();
        let forms = self.forms.iter().flat_map(|(_, forms)| forms.iter().copied());
        let defaults = self.parts.iter().map(|(_, text)| *text);
        let all_changes = self.strangers.iter().flat_map(|stranger| stranger.changes);
        let put_in = all_changes.clone().filter_map(|change| match change {
            Change::Is(_, text) | Change::And(_, text) => Some(*text),
            _ => None,
        });
        let named = all_changes.filter_map(|change| match change {
            Change::Is(name, _) | Change::And(name, _) => Some(*name),
            _ => None,
        });
        let named = named.chain(self.implied.iter().flat_map(|(part, _, other, _)| [*part, *other]));
        let texts = forms.chain(defaults).chain(put_in).chain(self.implied.iter().map(|(.., text)| *text));
        let in_texts = texts.flat_map(|text| pieces(text).filter_map(Piece::hole)).collect::<Vec<_>>();
        if changed.contains(&Value::Null) {
            problems.push("a claim of a stranger is no JSON".to_owned());
        }
        let in_claims = changed.iter().chain([&whole]).flat_map(holes_in);
        for name in in_claims.chain(in_texts).chain(named) {
            if self.hole(name).is_none() {
                problems.push(format!("<{name}> has no line among the parts"));
            }
        }
        if self.parts.len() > Set::MOST {
            problems.push("there are more parts than a set holds".to_owned());
        }
        problems
    }
}

/// The name of a member, and whether it is left out where it says nothing.
fn member(name: &str) -> (&str, bool) {
    name.strip_suffix('?').map_or((name, false), |bare| (bare, true))
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.iter().all(says_nothing),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

/// How deep forms stand in forms.
const MOST_NESTED: usize = 6;
/// What stands for `<` in a text that was read, so that it is no hole: no platform sends this character.
const ESCAPED: char = '\u{e000}';

fn escaped(text: &str) -> String {
    text.replace('<', &ESCAPED.to_string())
}

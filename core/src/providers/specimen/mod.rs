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

use pieces::{Piece, cut};
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
pub struct Parts(Vec<Option<Known>>);

impl Parts {
    fn get(&self, place: usize) -> Option<&Known> {
        self.0.get(place)?.as_ref()
    }

    fn put(&mut self, place: usize, known: Known) {
        if self.0.len() <= place {
            self.0.resize(place + 1, None);
        }
        if let Some(part) = self.0.get_mut(place) {
            *part = Some(known);
        }
    }
}

/// What stands in a hole, with holes of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    text: Cow<'static, [Piece<'static>]>,
    /// Whether it is of no form that is known.
    custom: bool,
}

impl Known {
    fn form(form: &'static [Piece<'static>]) -> Self {
        Self { text: form.into(), custom: false }
    }

    fn custom(text: &str, more: &[Piece<'static>]) -> Self {
        let text = Piece::Text(text.to_owned().into());
        Self { text: std::iter::once(text).chain(more.iter().cloned()).collect(), custom: true }
    }

    fn text(&self) -> &[Piece<'static>] {
        &self.text
    }
}

impl Specimen {
    /// Writes the whole claim set for some parts; the rest is the specimen's own.
    pub fn write(&self, parts: &Parts) -> Map<String, Value> {
        let sheet = self.sheet();
        Written::of(sheet, parts).filled(&sheet.claims)
    }

    /// What stands in a hole, written out.
    pub fn part(&self, name: &str, parts: &Parts) -> String {
        self.place(name)
            .map_or_else(String::new, |place| Written::of(self.sheet(), parts).part(place).to_owned())
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
        let whole = serde_json::from_str(self.claims).unwrap_or_default();
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
        let in_texts = texts.flat_map(names_in).collect::<Vec<_>>();
        if changed.contains(&Value::Null) {
            problems.push("a claim of a stranger is no JSON".to_owned());
        }
        let in_claims = changed.iter().chain([&whole]).flat_map(holes_in);
        for name in in_claims.chain(in_texts).chain(named) {
            if self.place(name).is_none() {
                problems.push(format!("<{name}> has no line among the parts"));
            }
        }
        if self.parts.len() > Set::MOST {
            problems.push("there are more parts than a set holds".to_owned());
        }
        problems
    }
}

fn names_in(template: &str) -> impl Iterator<Item = &str> {
    cut(template).filter_map(Result::err)
}

fn holes_in(value: &Value) -> Box<dyn Iterator<Item = &str> + '_> {
    match value {
        Value::String(text) => Box::new(names_in(text)),
        Value::Array(values) => Box::new(values.iter().flat_map(holes_in)),
        Value::Object(values) => Box::new(values.values().flat_map(holes_in)),
        _ => Box::new(std::iter::empty()),
    }
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

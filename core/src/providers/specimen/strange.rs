//! From a workload's claims to those of a stranger.

use super::pieces::number_hole;
use super::{Change, Parts, Specimen, Stranger, member, says_nothing};
use serde_json::{Map, Value};
use std::borrow::Cow;

impl Specimen {
    /// Each stranger with its claims, from those of the workload; without those whose claims would be the same.
    pub fn strangers_of(&self, owner: &Map<String, Value>) -> Vec<(&'static Stranger, Map<String, Value>)> {
        let template = self.template();
        let own = self.parts_of(owner);
        let mut all: Vec<(&'static Stranger, Map<String, Value>)> = Vec::new();
        for stranger in self.strangers {
            let claims = self.strange(stranger, owner, &own, &template);
            if claims != *owner && all.iter().all(|(_, other)| *other != claims) {
                all.push((stranger, claims));
            }
        }
        all
    }

    fn strange(
        &self,
        stranger: &Stranger,
        owner: &Map<String, Value>,
        own: &Parts,
        template: &Map<String, Value>,
    ) -> Map<String, Value> {
        let mut other = own.clone();
        for change in stranger.changes {
            match *change {
                Change::Is(name, text) => {
                    other.0.insert(name, Cow::Borrowed(text));
                }
                Change::And(name, more) => {
                    let whole = self.text_of(name, own);
                    other.0.insert(name, Cow::Owned(format!("{whole}{more}")));
                }
                Change::Without(_) | Change::WithoutMember(..) | Change::Claim(..) => {}
            }
        }
        let mut claims = owner.clone();
        self.exchange_members(&mut claims, template, own, &other);
        for change in stranger.changes {
            match *change {
                Change::Without(name) => {
                    claims.shift_remove(name);
                }
                Change::WithoutMember(name, inner) => {
                    if let Some(Value::Object(members)) = claims.get_mut(name) {
                        members.shift_remove(inner);
                    }
                }
                Change::Claim(name, json) => {
                    let template = serde_json::from_str(json).unwrap_or_default();
                    claims.insert(name.to_owned(), self.fill(&template, &other));
                }
                Change::Is(..) | Change::And(..) => {}
            }
        }
        claims
    }

    fn exchange_members(
        &self,
        members: &mut Map<String, Value>,
        templates: &Map<String, Value>,
        own: &Parts,
        other: &Parts,
    ) {
        for (name, template) in templates {
            let (name, optional) = member(name);
            if let Some(value) = members.get_mut(name) {
                self.exchange(value, template, own, other);
                if optional && says_nothing(value) {
                    members.shift_remove(name);
                }
                continue;
            }
            // What a workload's token leaves out, a stranger's may have; what the token has no place for, neither has.
            let (mine, theirs) = (self.fill(template, own), self.fill(template, other));
            if !says_nothing(&theirs) && if optional { says_nothing(&mine) } else { mine != theirs } {
                members.insert(name.to_owned(), theirs);
            }
        }
    }

    /// Writes a value with other parts: as a whole where it is of the specimen's form, else where a part stands in it.
    fn exchange(&self, value: &mut Value, template: &Value, own: &Parts, other: &Parts) {
        match (&mut *value, template) {
            (Value::String(text), Value::String(template)) => {
                *text = if self.render(template, own) == *text && !self.is_custom(template, own) {
                    self.render(template, other)
                } else {
                    self.replaced(text, own, other)
                };
            }
            (Value::Object(members), Value::Object(templates)) => {
                self.exchange_members(members, templates, own, other);
            }
            (Value::Number(_), Value::String(text)) if number_hole(text).is_none() => {}
            // A list says what it says as a whole: the other's has nothing of the workload's.
            (Value::Array(_) | Value::String(_) | Value::Number(_), Value::Array(_) | Value::String(_)) => {
                let theirs = self.fill(template, other);
                if theirs != self.fill(template, own) {
                    *value = match (&*value, theirs) {
                        (Value::Array(_), Value::String(one)) => Value::Array(vec![one.into()]),
                        (Value::String(_), Value::Array(many)) => many.into_iter().next().unwrap_or_default(),
                        (_, theirs) => theirs,
                    };
                }
            }
            _ => {}
        }
    }

    /// Whether a claim is one part, which has forms, and is of none of them.
    fn is_custom(&self, template: &str, parts: &Parts) -> bool {
        let hole = template.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
        hole.and_then(|name| self.hole(name)).is_some_and(|name| {
            !self.forms_of(name).is_empty() && matches!(parts.0.get(name), Some(Cow::Owned(_)))
        })
    }

    /// A text of a customer's own form: whole segments that are a part of the workload become the other's.
    fn replaced(&self, text: &str, own: &Parts, other: &Parts) -> String {
        let mut pairs: Vec<(String, String)> = self
            .parts
            .iter()
            .map(|(name, _)| (self.part(name, own), self.part(name, other)))
            .filter(|(from, to)| from != to && !from.is_empty() && !to.is_empty())
            .collect();
        pairs.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
        let mut out = String::new();
        let mut rest = text;
        while !rest.is_empty() {
            let starts = text.len() == rest.len() || out.ends_with([':', '/', '@', ',', ' ']);
            let pair = pairs.iter().filter(|_| starts).find(|(from, _)| {
                rest.strip_prefix(from.as_str())
                    .is_some_and(|tail| tail.is_empty() || tail.starts_with([':', '/', '@', ',', ' ']))
            });
            if let Some((from, to)) = pair {
                out += to;
                rest = rest.get(from.len()..).unwrap_or_default();
            } else {
                let mut characters = rest.chars();
                out.extend(characters.next());
                rest = characters.as_str();
            }
        }
        out
    }
}

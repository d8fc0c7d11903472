//! From a workload's claims to those of a stranger.

use super::pieces::{Piece, sole};
use super::sheet::{Member, Step, Template};
use super::written::Written;
use super::{Changes, Specimen, Stranger, says_nothing};
use crate::order::Order;
use serde_json::{Map, Value};

impl Specimen {
    /// Each stranger with its claims, from those of the workload; without those whose claims would be the same.
    pub fn strangers_of(&self, owner: &Map<String, Value>) -> Vec<(&'static Stranger, Map<String, Value>)> {
        self.changes_of(owner)
            .into_iter()
            .map(|(stranger, changes)| (stranger, changes.over(owner)))
            .collect()
    }

    /// The same, as what each says otherwise than the workload.
    pub fn changes_of(&self, owner: &Map<String, Value>) -> Vec<(&'static Stranger, Changes)> {
        let parts = self.parts_of(owner);
        let sheet = self.sheet();
        let own = Written::of(sheet, &parts);
        let within = own.within();
        let claim = |member: &'static Member| {
            let value = owner.get(&member.name);
            Claim { member, value, is_plain: value.is_none_or(|value| own.is_usual(value, member)) }
        };
        let claims: Vec<Claim<'_>> = sheet.claims.iter().map(claim).collect();
        let same = Changes::default();
        let mut all: Vec<(&'static Stranger, Changes)> = Vec::new();
        for (stranger, steps) in self.strangers.iter().zip(&sheet.strangers) {
            let other = Written::beside(&own, &within, steps);
            let changes = other.changes(&own, steps, &claims, owner);
            if !changes.says_as(&same, owner) && all.iter().all(|(_, other)| !changes.says_as(other, owner)) {
                all.push((stranger, changes));
            }
        }
        all
    }
}

/// A claim of the workload.
struct Claim<'o> {
    member: &'static Member,
    value: Option<&'o Value>,
    /// Whether it is as the specimen writes it, and so changes only with a part that stands in it.
    is_plain: bool,
}

impl Written<'_> {
    /// What a stranger with these parts says otherwise.
    fn changes(
        &self,
        own: &Written<'_>,
        steps: &'static [Step],
        claims: &[Claim<'_>],
        owner: &Map<String, Value>,
    ) -> Changes {
        let mut changes = Changes::default();
        for claim in claims {
            if !claim.is_plain || claim.member.holes.meets(self.differing()) {
                let theirs = self.exchanged(own, claim.is_plain, claim.value, claim.member);
                if theirs.as_ref() != claim.value {
                    changes.put(&claim.member.name, theirs);
                }
            }
        }
        for step in steps {
            match step {
                Step::Without(name) => changes.put(name, None),
                Step::WithoutMember(name, inner) => {
                    if let Some(Value::Object(members)) = changes.get(owner, name) {
                        let mut members = members.clone();
                        members.shift_remove(*inner);
                        changes.put(name, Some(members.into()));
                    }
                }
                Step::Claim(name, template) => changes.put(name, Some(self.fill(template))),
                Step::Is(..) | Step::And(..) => {}
            }
        }
        changes
    }

    /// Whether a claim is no text of the customer's own form, nor one that is left out where it says nothing.
    fn is_usual(&self, value: &Value, member: &Member) -> bool {
        match (value, &member.template) {
            (Value::String(_), Template::Text(..)) | (Value::Object(_), Template::Map(_)) => {
                self.is_plain(value, &member.template)
            }
            _ => !(member.optional && says_nothing(value)),
        }
    }

    /// Whether a value is what the specimen writes for these parts.
    fn is_plain(&self, value: &Value, template: &Template) -> bool {
        match (value, template) {
            (Value::String(text), Template::Text(template, _)) => self.says(template, text),
            (Value::Object(members), Template::Map(templates)) => templates.iter().all(|member| {
                members.get(&member.name).is_none_or(|value| self.is_plain(value, &member.template))
            }),
            _ => false,
        }
    }

    /// Whether a text is what the specimen writes for these parts, in a form that it knows.
    fn says(&self, template: &[Piece<'_>], text: &str) -> bool {
        let is_custom = |place: usize| !self.sheet.forms_of(place).is_empty() && self.is_custom(place);
        !sole(template).is_some_and(is_custom) && self.renders(template, text)
    }

    /// What a stranger with these parts says where the workload says this: as a whole where it is of the specimen's form, as
    /// may be known, else where a part stands in it.
    fn exchanged(
        &self,
        own: &Written<'_>,
        is_plain: bool,
        value: Option<&Value>,
        member: &Member,
    ) -> Option<Value> {
        let Member { optional, template, .. } = member;
        let Some(value) = value else {
            // What a workload's token leaves out, a stranger's may have; what the token has no place for, neither has.
            let (mine, theirs) = (own.fill(template), self.fill(template));
            let is_there =
                !says_nothing(&theirs) && if *optional { says_nothing(&mine) } else { mine != theirs };
            return is_there.then_some(theirs);
        };
        let theirs = match (value, template) {
            (Value::String(text), Template::Text(template, _)) => if is_plain || own.says(template, text) {
                self.render(template)
            } else {
                self.replaced(text, own)
            }
            .into(),
            (Value::Object(members), Template::Map(templates)) => {
                let mut members = members.clone();
                for member in templates {
                    match self.exchanged(own, is_plain, members.get(&member.name), member) {
                        Some(theirs) => drop(members.insert(member.name.clone(), theirs)),
                        None => drop(members.shift_remove(&member.name)),
                    }
                }
                members.into()
            }
            (Value::Number(_), Template::Text(_, false)) => value.clone(),
            // A list says what it says as a whole: the other's has nothing of the workload's.
            (
                Value::Array(_) | Value::String(_) | Value::Number(_),
                Template::List(_) | Template::Text(..),
            ) => match (value, self.fill(template)) {
                (_, theirs) if theirs == own.fill(template) => value.clone(),
                (Value::Array(_), Value::String(one)) => Value::Array(vec![one.into()]),
                (Value::String(_), Value::Array(many)) => many.into_iter().next().unwrap_or_default(),
                (_, theirs) => theirs,
            },
            _ => value.clone(),
        };
        (!(*optional && says_nothing(&theirs))).then_some(theirs)
    }

    /// A text of a customer's own form: whole segments that are a part of the workload become the other's.
    fn replaced(&self, text: &str, own: &Written<'_>) -> String {
        let mut pairs: Vec<(&str, &str)> = self
            .differing()
            .places()
            .map(|place| (own.part(place), self.part(place)))
            .filter(|(from, to)| from != to && !from.is_empty() && !to.is_empty())
            .collect();
        pairs.order_by_key(|(from, _)| std::cmp::Reverse(from.len()));
        let mut out = String::new();
        let mut rest = text;
        while !rest.is_empty() {
            let starts = text.len() == rest.len() || out.ends_with([':', '/', '@', ',', ' ']);
            let pair = pairs.iter().filter(|_| starts).find(|(from, _)| {
                rest.strip_prefix(from)
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

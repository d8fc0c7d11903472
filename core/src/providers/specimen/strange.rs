//! From a workload's claims to those of a stranger.

use super::pieces::number_hole;
use super::sheet::Member;
use super::written::Written;
use super::{Change, Changes, Specimen, Stranger, member, says_nothing};
use serde_json::{Map, Value};
use std::borrow::Cow;

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
        let own = Written::of(self, &parts);
        let within = own.within();
        // Any other claim changes only with a part that stands in it.
        let own_forms: Vec<bool> =
            self.sheet().members.iter().map(|member| own.is_own_form(member, owner)).collect();
        let same = Changes::default();
        let mut all: Vec<(&'static Stranger, Changes)> = Vec::new();
        for stranger in self.strangers {
            let changes = stranger.changes_to(owner, &own, &within, &own_forms);
            if !changes.says_as(&same, owner) && all.iter().all(|(_, other)| !changes.says_as(other, owner)) {
                all.push((stranger, changes));
            }
        }
        all
    }
}

impl Stranger {
    fn changes_to(
        &self,
        owner: &Map<String, Value>,
        own: &Written<'_>,
        within: &[super::sheet::Set],
        own_forms: &[bool],
    ) -> Changes {
        let changed = self.changes.iter().filter_map(|change| {
            let (name, text) = match *change {
                Change::Is(name, text) => (own.specimen.hole(name)?, Cow::Borrowed(text)),
                Change::And(name, more) => {
                    let place = own.specimen.hole(name)?;
                    (place, Cow::Owned(own.template_of(place).to_owned() + more))
                }
                Change::Without(_) | Change::WithoutMember(..) | Change::Claim(..) => return None,
            };
            Some((name, text))
        });
        let other = Written::beside(own, within, changed.collect());
        let mut changes = Changes::default();
        for (member, own_form) in own.specimen.sheet().members.iter().zip(own_forms) {
            if *own_form || member.holes.meets(other.differing()) {
                let mine = owner.get(member.name);
                let theirs = other.exchanged(own, !own_form, mine, member.template, member.optional);
                if theirs.as_ref() != mine {
                    changes.put(member.name, theirs);
                }
            }
        }
        for change in self.changes {
            match *change {
                Change::Without(name) => changes.put(name, None),
                Change::WithoutMember(name, inner) => {
                    if let Some(Value::Object(members)) = changes.get(owner, name) {
                        let mut members = members.clone();
                        members.shift_remove(inner);
                        changes.put(name, Some(members.into()));
                    }
                }
                Change::Claim(name, json) => {
                    let template = serde_json::from_str(json).unwrap_or_default();
                    changes.put(name, Some(other.fill(&template)));
                }
                Change::Is(..) | Change::And(..) => {}
            }
        }
        changes
    }
}

impl Written<'_> {
    /// Whether a claim has to be looked at for every stranger: a text that is of the customer's own form, or one that is left
    /// out where it says nothing.
    fn is_own_form(&self, member: &Member, owner: &Map<String, Value>) -> bool {
        owner.get(member.name).is_some_and(|value| match (value, member.template) {
            (Value::String(_), Value::String(_)) | (Value::Object(_), Value::Object(_)) => {
                !self.is_plain(value, member.template)
            }
            _ => member.optional && says_nothing(value),
        })
    }

    /// Whether a value is what the specimen writes for these parts.
    fn is_plain(&self, value: &Value, template: &Value) -> bool {
        match (value, template) {
            (Value::String(text), Value::String(template)) => self.says(template, text),
            (Value::Object(members), Value::Object(templates)) => templates.iter().all(|(name, template)| {
                members.get(member(name).0).is_none_or(|value| self.is_plain(value, template))
            }),
            _ => false,
        }
    }

    /// Whether a text is what the specimen writes for these parts, in a form that it knows.
    fn says(&self, template: &str, text: &str) -> bool {
        let hole = template.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
        let is_custom = hole.and_then(|name| self.specimen.hole(name)).is_some_and(|place| {
            !self.specimen.forms_of(place).is_empty() && matches!(self.known(place), Some(Cow::Owned(_)))
        });
        !is_custom && self.renders(template, text)
    }

    /// What a stranger with these parts says where the workload says this: as a whole where it is of the specimen's form, as
    /// may be known, else where a part stands in it.
    fn exchanged(
        &self,
        own: &Written<'_>,
        is_plain: bool,
        value: Option<&Value>,
        template: &Value,
        optional: bool,
    ) -> Option<Value> {
        let Some(value) = value else {
            // What a workload's token leaves out, a stranger's may have; what the token has no place for, neither has.
            let (mine, theirs) = (own.fill(template), self.fill(template));
            let is_there =
                !says_nothing(&theirs) && if optional { says_nothing(&mine) } else { mine != theirs };
            return is_there.then_some(theirs);
        };
        let theirs = match (value, template) {
            (Value::String(text), Value::String(template)) => if is_plain || own.says(template, text) {
                self.render(template)
            } else {
                self.replaced(text, own)
            }
            .into(),
            (Value::Object(members), Value::Object(templates)) => {
                let mut members = members.clone();
                for (name, template) in templates {
                    let (name, optional) = member(name);
                    match self.exchanged(own, is_plain, members.get(name), template, optional) {
                        Some(theirs) => drop(members.insert(name.to_owned(), theirs)),
                        None => drop(members.shift_remove(name)),
                    }
                }
                members.into()
            }
            (Value::Number(_), Value::String(text)) if number_hole(text).is_none() => value.clone(),
            // A list says what it says as a whole: the other's has nothing of the workload's.
            (Value::Array(_) | Value::String(_) | Value::Number(_), Value::Array(_) | Value::String(_)) => {
                match (value, self.fill(template)) {
                    (_, theirs) if theirs == own.fill(template) => value.clone(),
                    (Value::Array(_), Value::String(one)) => Value::Array(vec![one.into()]),
                    (Value::String(_), Value::Array(many)) => many.into_iter().next().unwrap_or_default(),
                    (_, theirs) => theirs,
                }
            }
            _ => value.clone(),
        };
        (!(optional && says_nothing(&theirs))).then_some(theirs)
    }

    /// A text of a customer's own form: whole segments that are a part of the workload become the other's.
    fn replaced(&self, text: &str, own: &Written<'_>) -> String {
        let mut pairs: Vec<(&str, &str)> = self
            .differing()
            .places()
            .map(|place| (own.part(place), self.part(place)))
            .filter(|(from, to)| from != to && !from.is_empty() && !to.is_empty())
            .collect();
        pairs.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
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

//! Parts written out, each once.

use super::pieces::{Piece, number_hole, pieces};
use super::sheet::Set;
use super::{ESCAPED, MOST_NESTED, Parts, Specimen, member, says_nothing};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::cell::OnceCell;

/// The parts of somebody, as texts without holes.
pub(super) struct Written<'a> {
    pub(super) specimen: &'a Specimen,
    parts: &'a Parts,
    /// For a stranger: what it has instead of the workload's parts, the workload, and every part that reads otherwise.
    beside: Option<(Vec<(usize, Cow<'static, str>)>, &'a Written<'a>, Set)>,
    texts: Vec<OnceCell<String>>,
}

impl<'a> Written<'a> {
    pub(super) fn of(specimen: &'a Specimen, parts: &'a Parts) -> Self {
        Self { specimen, parts, beside: None, texts: vec![OnceCell::new(); specimen.parts.len()] }
    }

    /// Somebody with other parts.
    pub(super) fn beside(own: &'a Self, within: &[Set], changed: Vec<(usize, Cow<'static, str>)>) -> Self {
        let Self { specimen, parts, .. } = *own;
        let texts = vec![OnceCell::new(); specimen.parts.len()];
        let places = changed.iter().map(|(place, _)| *place);
        let implied = specimen.implied.iter().filter_map(|(_, _, other, _)| specimen.hole(other));
        let places: Vec<usize> = places.chain(implied).collect();
        let mut other = Self { specimen, parts, beside: Some((changed, own, Set::EMPTY)), texts };
        let direct = places.into_iter().filter(|place| own.template_of(*place) != other.template_of(*place));
        let direct = direct.fold(Set::EMPTY, Set::with);
        let differing = within.iter().enumerate().filter(|(place, within)| within.with(*place).meets(direct));
        let differing = differing.map(|(place, _)| place).fold(Set::EMPTY, Set::with);
        if let Some((.., differ)) = &mut other.beside {
            *differ = differing;
        }
        other
    }

    /// The parts that read otherwise than the workload's.
    pub(super) fn differing(&self) -> Set {
        self.beside.as_ref().map_or(Set::EMPTY, |(.., differing)| *differing)
    }

    /// What is known to stand in a hole, with holes of its own.
    pub(super) fn known(&self, place: usize) -> Option<&Cow<'static, str>> {
        let changed = self.beside.as_ref().and_then(|(changed, ..)| {
            changed.iter().rev().find(|(changed, _)| *changed == place).map(|(_, text)| text)
        });
        changed.or_else(|| self.parts.get(place))
    }

    /// What stands in a hole, with holes of its own.
    pub(super) fn template_of(&self, place: usize) -> &str {
        if let Some(text) = self.known(place) {
            return text;
        }
        let Some((name, text)) = self.specimen.parts.get(place) else { return "" };
        let is_implied = |part: &str, form: &str| {
            self.specimen.hole(part).and_then(|part| self.known(part)).is_some_and(|text| text == form)
        };
        let mut implied = self.specimen.implied.iter().filter(|(_, _, other, _)| other == name);
        implied.find(|(part, form, ..)| is_implied(part, form)).map_or(text, |(.., text)| text)
    }

    /// What stands in a hole.
    pub(super) fn part(&self, place: usize) -> &str {
        self.part_within(place, MOST_NESTED - 1)
    }

    fn part_within(&self, place: usize, left: usize) -> &str {
        if let Some((_, own, differing)) = &self.beside
            && !differing.has(place)
        {
            return own.part_within(place, left);
        }
        let Some(text) = self.texts.get(place) else { return "" };
        if text.get().is_none() {
            // Not within the cell, so that parts that stand in each other end at the depth.
            let rendered = self.render_within(self.template_of(place), left);
            return text.get_or_init(|| rendered);
        }
        text.get().map_or("", String::as_str)
    }

    /// Whether a text is a template with its holes filled.
    pub(super) fn renders(&self, template: &str, text: &str) -> bool {
        let mut rest = text;
        pieces(template).all(|piece| {
            let behind = match piece {
                Piece::Text(text) if text.contains(ESCAPED) => rest.strip_prefix(&text.replace(ESCAPED, "<")),
                Piece::Text(text) => rest.strip_prefix(text),
                Piece::Hole(name) => {
                    rest.strip_prefix(self.specimen.hole(name).map_or("", |place| self.part(place)))
                }
            };
            rest = behind.unwrap_or_default();
            behind.is_some()
        }) && rest.is_empty()
    }

    /// A template with its holes filled.
    pub(super) fn render(&self, template: &str) -> String {
        self.render_within(template, MOST_NESTED)
    }

    fn render_within(&self, template: &str, left: usize) -> String {
        let mut out = String::with_capacity(template.len());
        for piece in pieces(template) {
            match piece {
                Piece::Text(text) if text.contains(ESCAPED) => out += &text.replace(ESCAPED, "<"),
                Piece::Text(text) => out += text,
                Piece::Hole(name) => {
                    if let (Some(place), Some(left)) = (self.specimen.hole(name), left.checked_sub(1)) {
                        out += self.part_within(place, left);
                    }
                }
            }
        }
        out
    }

    /// A map with its holes filled, without what is left out because it says nothing.
    pub(super) fn filled(&self, members: &Map<String, Value>) -> Map<String, Value> {
        let mut filled = Map::new();
        for (name, template) in members {
            let (name, optional) = member(name);
            let value = self.fill(template);
            if !(optional && says_nothing(&value)) {
                filled.insert(name.to_owned(), value);
            }
        }
        filled
    }

    pub(super) fn fill(&self, template: &Value) -> Value {
        match template {
            Value::String(text) => match number_hole(text) {
                Some(name) => {
                    let text = self.specimen.hole(name).map_or("", |place| self.part(place));
                    text.parse::<u64>().map_or(Value::Null, Value::from)
                }
                None => self.render(text).into(),
            },
            Value::Array(values) => values.iter().map(|value| self.fill(value)).collect(),
            Value::Object(members) => self.filled(members).into(),
            other => other.clone(),
        }
    }

    /// For each part those that stand in it, at any depth.
    pub(super) fn within(&self) -> Vec<Set> {
        let holes = |template| {
            pieces(template)
                .filter_map(Piece::hole)
                .filter_map(|name| self.specimen.hole(name))
                .fold(Set::EMPTY, Set::with)
        };
        let mut within: Vec<Set> =
            (0..self.specimen.parts.len()).map(|place| holes(self.template_of(place))).collect();
        for _ in 0..MOST_NESTED {
            let inner = |place: usize| within.get(place).copied().unwrap_or(Set::EMPTY);
            let deeper = |set: &Set| set.places().map(inner).fold(*set, Set::and);
            let next: Vec<Set> = within.iter().map(deeper).collect();
            if next == within {
                break;
            }
            within = next;
        }
        within
    }
}

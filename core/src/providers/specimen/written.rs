//! Parts written out, each once.

use super::pieces::Piece;
use super::sheet::{Member, Set, Sheet, Step, Template};
use super::{Known, MOST_NESTED, Parts, says_nothing};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::cell::OnceCell;

/// The parts of somebody, as texts without holes.
pub(super) struct Written<'a> {
    pub(super) sheet: &'static Sheet,
    parts: &'a Parts,
    beside: Option<Beside<'a>>,
    texts: Vec<OnceCell<String>>,
}

/// How a stranger is told from a workload.
struct Beside<'a> {
    own: &'a Written<'a>,
    /// What is put in place of the workload's parts.
    changed: Vec<(usize, Cow<'static, [Piece<'static>]>)>,
    /// Every part that reads otherwise.
    differing: Set,
}

impl<'a> Written<'a> {
    pub(super) fn of(sheet: &'static Sheet, parts: &'a Parts) -> Self {
        Self { sheet, parts, beside: None, texts: vec![OnceCell::new(); sheet.parts.len()] }
    }

    /// Somebody who differs from a workload; with the parts within each of the workload's.
    pub(super) fn beside(own: &'a Self, within: &[Set], steps: &'static [Step]) -> Self {
        let changed = steps.iter().filter_map(|step| match step {
            Step::Is(place, text) => Some((*place, Cow::Borrowed(&**text))),
            Step::And(place, more) => {
                let more = Piece::Text(Cow::Borrowed(more));
                Some((*place, own.template_of(*place).iter().cloned().chain([more]).collect()))
            }
            Step::Without(_) | Step::WithoutMember(..) | Step::Claim(..) => None,
        });
        let beside = Beside { own, changed: changed.collect(), differing: Set::EMPTY };
        let mut other = Self { beside: Some(beside), ..Self::of(own.sheet, own.parts) };
        let differs = |place: &usize| own.template_of(*place) != other.template_of(*place);
        let places = other.beside.iter().flat_map(|beside| beside.changed.iter().map(|(place, _)| *place));
        let places = Set::of(places).and(own.sheet.implied).places();
        let direct = Set::of(places.filter(differs));
        let within = within.iter().enumerate();
        let differing =
            Set::of(within.filter(|(at, within)| within.with(*at).meets(direct)).map(|(at, _)| at));
        if let Some(beside) = &mut other.beside {
            beside.differing = differing;
        }
        other
    }

    /// The parts that read otherwise than the workload's.
    pub(super) fn differing(&self) -> Set {
        self.beside.as_ref().map_or(Set::EMPTY, |beside| beside.differing)
    }

    /// Whether a part was read, and is of no form that is known.
    pub(super) fn is_custom(&self, place: usize) -> bool {
        self.parts.get(place).is_some_and(|known| known.custom)
    }

    /// What was read, or is put there.
    fn known(&self, place: usize) -> Option<&[Piece<'static>]> {
        let changed = self.beside.as_ref().and_then(|beside| {
            beside.changed.iter().rev().find(|(changed, _)| *changed == place).map(|(_, text)| &**text)
        });
        changed.or_else(|| self.parts.get(place).map(Known::text))
    }

    /// What stands in a hole, with holes of its own.
    fn template_of(&self, place: usize) -> &[Piece<'static>] {
        if let Some(text) = self.known(place) {
            return text;
        }
        let Some(line) = self.sheet.parts.get(place) else { return &[] };
        let implied = line.implied.iter().find(|(part, form, _)| self.known(*part) == Some(form));
        implied.map_or(&line.usual, |(.., text)| text)
    }

    /// What stands in a hole.
    pub(super) fn part(&self, place: usize) -> &str {
        self.part_within(place, MOST_NESTED - 1)
    }

    fn part_within(&self, place: usize, left: usize) -> &str {
        if let Some(beside) = &self.beside
            && !beside.differing.has(place)
        {
            return beside.own.part_within(place, left);
        }
        match (self.template_of(place), self.texts.get(place)) {
            ([piece], _) => self.piece(piece, left),
            ([], _) | (_, None) => "",
            (template, Some(text)) => text.get().unwrap_or_else(|| {
                // Not within the cell, so that parts that stand in each other end at the depth.
                let rendered = self.render_within(template, left);
                text.get_or_init(|| rendered)
            }),
        }
    }

    fn piece<'p>(&'p self, piece: &'p Piece<'_>, left: usize) -> &'p str {
        match piece {
            Piece::Text(text) => text,
            Piece::Hole(place) => left.checked_sub(1).map_or("", |left| self.part_within(*place, left)),
        }
    }

    fn render_within(&self, template: &[Piece<'_>], left: usize) -> String {
        let mut out = String::with_capacity(template.iter().map(|piece| self.piece(piece, left).len()).sum());
        out.extend(template.iter().map(|piece| self.piece(piece, left)));
        out
    }

    /// A template with its holes filled.
    pub(super) fn render(&self, template: &[Piece<'_>]) -> String {
        self.render_within(template, MOST_NESTED)
    }

    /// Whether a text is a template with its holes filled.
    pub(super) fn renders(&self, template: &[Piece<'_>], text: &str) -> bool {
        let mut pieces = template.iter();
        pieces.try_fold(text, |rest, piece| rest.strip_prefix(self.piece(piece, MOST_NESTED))) == Some("")
    }

    /// A map with its holes filled, without what is left out because it says nothing.
    pub(super) fn filled(&self, members: &[Member]) -> Map<String, Value> {
        let mut filled = Map::with_capacity(members.len());
        for member in members {
            let value = self.fill(&member.template);
            if !(member.optional && says_nothing(&value)) {
                filled.insert(member.name.clone(), value);
            }
        }
        filled
    }

    pub(super) fn fill(&self, template: &Template) -> Value {
        match template {
            Template::Text(text, true) => self.render(text).parse::<u64>().map_or(Value::Null, Value::from),
            Template::Text(text, false) => self.render(text).into(),
            Template::List(values) => values.iter().map(|value| self.fill(value)).collect(),
            Template::Map(members) => self.filled(members).into(),
            Template::Other(other) => other.clone(),
        }
    }

    /// For each part those that stand in it, at any depth.
    pub(super) fn within(&self) -> Vec<Set> {
        let holes = |place| Set::of(self.template_of(place).iter().filter_map(Piece::hole));
        let mut within: Vec<Set> = (0..self.sheet.parts.len()).map(holes).collect();
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

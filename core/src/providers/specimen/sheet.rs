//! A specimen with its templates cut into pieces, once for all rules.

use super::pieces::{Piece, cut, is_number};
use super::{Change, Specimen};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};

/// A specimen's data, read.
pub(super) struct Sheet {
    of: (&'static str, &'static [(&'static str, &'static str)]),
    pub(super) claims: Vec<Member>,
    pub(super) parts: Vec<Line>,
    /// The parts that others can imply.
    pub(super) implied: Set,
    /// How each stranger differs.
    pub(super) strangers: Vec<Vec<Step>>,
}

/// What is known of a part.
#[derive(Default)]
pub(super) struct Line {
    pub(super) usual: Text,
    pub(super) forms: Vec<Text>,
    /// A part, a form of it, and what stands here then.
    pub(super) implied: Vec<(usize, Text, Text)>,
}

pub(super) type Text = Vec<Piece<'static>>;

/// A member of the claims.
pub(super) struct Member {
    pub(super) name: String,
    /// Whether it is left out where it says nothing.
    pub(super) optional: bool,
    pub(super) template: Template,
    /// The parts that stand in it, at any depth.
    pub(super) holes: Set,
}

pub(super) enum Template {
    /// A text, or a number.
    Text(Text, bool),
    List(Vec<Template>),
    Map(Vec<Member>),
    Other(Value),
}

/// A [`Change`], read.
pub(super) enum Step {
    Is(usize, Text),
    And(usize, &'static str),
    Without(&'static str),
    WithoutMember(&'static str, &'static str),
    Claim(&'static str, Template),
}

/// Some parts of a specimen, by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Set(u64);

impl Set {
    /// How many parts a specimen can have.
    pub(super) const MOST: usize = 64;
    pub(super) const EMPTY: Self = Self(0);

    pub(super) fn of(places: impl Iterator<Item = usize>) -> Self {
        places.fold(Self::EMPTY, Self::with)
    }

    pub(super) fn with(self, place: usize) -> Self {
        let bit = u32::try_from(place).ok().and_then(|place| 1_u64.checked_shl(place));
        Self(self.0 | bit.unwrap_or_default())
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn has(self, place: usize) -> bool {
        self.meets(Self::EMPTY.with(place))
    }

    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn places(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let place = left.trailing_zeros();
            left &= left.wrapping_sub(1);
            (place < u64::BITS).then_some(place as usize)
        })
    }
}

/// What was read so far. A specimen is a static of its platform, so that there are no more of these than platforms.
static READ: Mutex<Vec<&'static Sheet>> = Mutex::new(Vec::new());

impl Specimen {
    /// The specimen, read.
    pub(super) fn sheet(&self) -> &'static Sheet {
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        let is_own =
            |sheet: &&&Sheet| std::ptr::eq(sheet.of.0, self.claims) && std::ptr::eq(sheet.of.1, self.parts);
        if let Some(sheet) = read.iter().find(is_own) {
            return sheet;
        }
        let sheet: &Sheet = Box::leak(Box::new(self.read()));
        read.push(sheet);
        sheet
    }

    /// The place of a part.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.parts.iter().position(|(of, _)| *of == name)
    }

    fn read(&self) -> Sheet {
        let line = |(name, usual): &(&'static str, &'static str)| {
            let forms = self.forms.iter().find(|(of, _)| of == name).map_or(&[][..], |(_, forms)| forms);
            let implied = self.implied.iter().filter(|(_, _, other, _)| other == name);
            Line {
                usual: self.text(usual),
                forms: forms.iter().map(|form| self.text(form)).collect(),
                implied: implied
                    .filter_map(|(part, form, _, text)| {
                        Some((self.place(part)?, self.text(form), self.text(text)))
                    })
                    .collect(),
            }
        };
        let step = |change: &Change| {
            Some(match *change {
                Change::Is(name, text) => Step::Is(self.place(name)?, self.text(text)),
                Change::And(name, more) => Step::And(self.place(name)?, more),
                Change::Without(name) => Step::Without(name),
                Change::WithoutMember(name, inner) => Step::WithoutMember(name, inner),
                Change::Claim(name, json) => {
                    Step::Claim(name, self.template(serde_json::from_str(json).unwrap_or_default()))
                }
            })
        };
        Sheet {
            of: (self.claims, self.parts),
            // Empty where the data were no JSON, which a test rules out.
            claims: self.members(serde_json::from_str(self.claims).unwrap_or_default()),
            parts: self.parts.iter().map(line).collect(),
            implied: Set::of(self.implied.iter().filter_map(|(_, _, other, _)| self.place(other))),
            strangers: self
                .strangers
                .iter()
                .map(|one| one.changes.iter().filter_map(step).collect())
                .collect(),
        }
    }

    fn members(&self, members: Map<String, Value>) -> Vec<Member> {
        let member = |(name, template): (String, Value)| {
            let template = self.template(template);
            let (name, optional) = name.strip_suffix('?').map_or((&*name, false), |bare| (bare, true));
            Member { name: name.to_owned(), optional, holes: template.holes(), template }
        };
        members.into_iter().map(member).collect()
    }

    fn template(&self, template: Value) -> Template {
        match template {
            Value::String(text) => Template::Text(self.text(&text), is_number(&text)),
            Value::Array(values) => {
                Template::List(values.into_iter().map(|one| self.template(one)).collect())
            }
            Value::Object(members) => Template::Map(self.members(members)),
            other => Template::Other(other),
        }
    }

    fn text(&self, template: &str) -> Text {
        let piece = |piece| match piece {
            Ok(text) => Some(Piece::Text(Cow::Owned(str::to_owned(text)))),
            Err(name) => self.place(name).map(Piece::Hole),
        };
        cut(template).filter_map(piece).collect()
    }
}

impl Template {
    /// The parts that stand in it.
    pub(super) fn holes(&self) -> Set {
        match self {
            Self::Text(text, _) => Set::of(text.iter().filter_map(Piece::hole)),
            Self::List(values) => values.iter().map(Self::holes).fold(Set::EMPTY, Set::and),
            Self::Map(members) => members.iter().map(|member| member.holes).fold(Set::EMPTY, Set::and),
            Self::Other(_) => Set::EMPTY,
        }
    }
}

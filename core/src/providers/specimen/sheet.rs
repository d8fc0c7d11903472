//! A specimen's claims, read once for all rules.

use super::pieces::holes_in;
use super::{Specimen, member};
use serde_json::{Map, Value};
use std::sync::{Mutex, PoisonError};

/// Some parts of a specimen, by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Set(u64);

impl Set {
    /// How many parts a specimen can have.
    pub(super) const MOST: usize = 64;
    pub(super) const EMPTY: Self = Self(0);

    pub(super) fn with(self, place: usize) -> Self {
        let bit = u32::try_from(place).ok().and_then(|place| 1_u64.checked_shl(place));
        Self(self.0 | bit.unwrap_or_default())
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn places(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let place = left.trailing_zeros();
            left &= left.wrapping_sub(1);
            (place < u64::BITS).then_some(place as usize)
        })
    }

    pub(super) fn has(self, place: usize) -> bool {
        self.meets(Self::EMPTY.with(place))
    }

    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// A claim at the top level.
pub(super) struct Member {
    pub(super) name: &'static str,
    /// Whether it is left out where it says nothing.
    pub(super) optional: bool,
    pub(super) template: &'static Value,
    /// The parts that stand in it.
    pub(super) holes: Set,
}

pub(super) struct Sheet {
    claims: &'static str,
    parts: &'static [(&'static str, &'static str)],
    template: &'static Map<String, Value>,
    pub(super) members: Vec<Member>,
}

/// What was read so far. A specimen is a static of its platform, so that there are no more of these than platforms.
static READ: Mutex<Vec<&'static Sheet>> = Mutex::new(Vec::new());

impl Specimen {
    /// The claims with their holes; empty where the data were no JSON, which a test rules out.
    pub(super) fn template(&self) -> &'static Map<String, Value> {
        self.sheet().template
    }

    pub(super) fn sheet(&self) -> &'static Sheet {
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        let is_own = |sheet: &&&Sheet| {
            std::ptr::eq(sheet.claims, self.claims) && std::ptr::eq(sheet.parts, self.parts)
        };
        if let Some(sheet) = read.iter().find(is_own) {
            return sheet;
        }
        let template: &Map<String, Value> =
            Box::leak(Box::new(serde_json::from_str(self.claims).unwrap_or_default()));
        let members = template.iter().map(|(name, template)| {
            let (name, optional) = member(name);
            let places = holes_in(template).filter_map(|name| self.hole(name));
            Member { name, optional, template, holes: places.fold(Set::EMPTY, Set::with) }
        });
        let sheet: &Sheet = Box::leak(Box::new(Sheet {
            claims: self.claims,
            parts: self.parts,
            template,
            members: members.collect(),
        }));
        read.push(sheet);
        sheet
    }
}

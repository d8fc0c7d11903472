//! Where the settings stand that reach a place.

use crate::precedence::Variable;
use crate::surroundings::{Finding, Kind, Place, Reading, State};
use std::collections::{BTreeMap, BTreeSet};

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

impl Position {
    pub(super) fn of(finding: &Finding) -> Self {
        Self { file: finding.file.clone(), line: finding.line }
    }
}

/// How many findings are looked at for one setting of one place, so that many places in a long file take no longer than a few.
const MOST: usize = 256;

/// Findings by what they are and the place whose own they are, to look settings up.
pub(super) struct Index<'a> {
    /// In the order of reading.
    plain: BTreeMap<Kind, Vec<&'a Finding>>,
    /// By file and place.
    inside: BTreeMap<(Kind, &'a str, &'a str), Vec<&'a Finding>>,
}

impl<'a> Index<'a> {
    pub(super) fn new(readings: &'a [Reading], places: &[Place]) -> Self {
        let mut index = Self { plain: BTreeMap::new(), inside: BTreeMap::new() };
        // Every place with those that it stands in.
        let known: BTreeSet<(&str, &str)> = places
            .iter()
            .flat_map(|place| above(&place.path).map(|path| (place.file.as_str(), path)))
            .collect();
        for finding in readings.iter().flat_map(|reading| &reading.findings) {
            let file = finding.file.as_str();
            let place = if finding.place.is_empty() {
                above(&finding.path).find(|path| known.contains(&(file, path))).unwrap_or_default()
            } else {
                finding.place.as_str()
            };
            index.plain.entry(finding.kind).or_default().push(finding);
            index.inside.entry((finding.kind, file, place)).or_default().push(finding);
        }
        index
    }

    /// The finding that gives a variable its value in a place.
    pub(super) fn variable(&self, name: &str, value: &Variable, place: &Place) -> Option<&'a Finding> {
        let kind = Kind::of_variable(name)?;
        self.nearest(kind, place, |finding| same_name(&finding.name, name) && holds(finding, value))
    }

    /// The argument of a constructor nearest to a place.
    pub(super) fn argument(&self, place: &Place) -> Option<&'a Finding> {
        self.nearest(Kind::Constructor, place, |finding| {
            !matches!(finding.state, State::Commented | State::Unset)
        })
    }

    /// The finding of a kind that passes a test: the place's own, or of the nearest one that it stands in, or else the last
    /// of all.
    pub(super) fn nearest(
        &self,
        kind: Kind,
        place: &Place,
        test: impl Fn(&Finding) -> bool,
    ) -> Option<&'a Finding> {
        let last =
            |list: &Vec<&'a Finding>| list.iter().rev().take(MOST).find(|finding| test(finding)).copied();
        above(&place.path)
            .find_map(|path| self.inside.get(&(kind, place.file.as_str(), path)).and_then(last))
            .or_else(|| self.plain.get(&kind).and_then(last))
    }
}

/// A path, and every other that it stands in, nearest first; the file's top comes last.
fn above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| {
        (!path.is_empty()).then(|| path.rsplit_once('.').map_or("", |(above, _)| above))
    })
}

/// Whether two names are one in different spellings, such as `anthropic.apiKey` and `ANTHROPIC_API_KEY`.
fn same_name(a: &str, b: &str) -> bool {
    let letters = |name: &'_ str| {
        name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect::<Vec<_>>()
    };
    a == b || letters(a) == letters(b)
}

fn holds(finding: &Finding, value: &Variable) -> bool {
    let empty = match value {
        Variable::Plain(text) => text.is_empty(),
        Variable::Secret(secret) => secret.is_blank(),
        Variable::Headers(lines) => lines.is_empty(),
    };
    match finding.state {
        State::Empty => empty,
        State::Set if empty => false,
        State::Set => match value {
            Variable::Secret(secret) => finding.secret.as_deref() == Some(secret.masked()),
            _ => true,
        },
        State::Reference | State::Placeholder => !empty,
        State::Unset | State::Commented => false,
    }
}

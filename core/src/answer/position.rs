//! Where a setting stands that reaches a place.

use super::Place;
use crate::precedence::{Surroundings, Variable};
use crate::surroundings::{Finding, Kind, Reading, State};

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// The finding that gives a variable its value in a place: of those with that value, the one nearest to the place, and of
/// these the last.
pub(super) fn variable<'a>(
    name: &str,
    around: &Surroundings,
    place: &Place,
    readings: &'a [Reading],
) -> Option<&'a Finding> {
    let value = around.variables().find(|(other, _)| *other == name)?.1;
    let kind = Kind::of_variable(name)?;
    nearest(place, readings, |finding| {
        finding.kind == kind && same_name(&finding.name, name) && holds(finding, value)
    })
}

/// The finding nearest to a place that passes a test, the last of several.
pub(super) fn nearest<'a>(
    place: &Place,
    readings: &'a [Reading],
    test: impl Fn(&Finding) -> bool,
) -> Option<&'a Finding> {
    readings
        .iter()
        .flat_map(|reading| &reading.findings)
        .filter(|finding| test(finding))
        .max_by_key(|finding| if finding.file == place.file { shared(&finding.path, &place.path) } else { 0 })
}

/// How many leading keys two paths have in common, and one for the file.
fn shared(path: &str, other: &str) -> usize {
    1 + path.split('.').zip(other.split('.')).take_while(|(a, b)| a == b && !a.is_empty()).count()
}

/// Whether two names are one in different spellings, such as `anthropic.apiKey` and `ANTHROPIC_API_KEY`.
fn same_name(a: &str, b: &str) -> bool {
    let letters = |name: &str| {
        name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect::<String>()
    };
    letters(a) == letters(b)
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

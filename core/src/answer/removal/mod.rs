//! What to remove, and how.

mod advice;
mod write;

use super::PlaceAnswer;
use super::position::Position;
use crate::order::Order;
use crate::precedence::ALL;
use crate::precedence::rules::EmptyStatic;
use crate::surroundings::{Finding, Kind, Reading, State};
use std::collections::{BTreeMap, BTreeSet};
use write::Setting;

/// A key or token that stands somewhere, and how to take it away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The variable, property or field.
    pub name: String,
    /// Its mask, where the value itself stands there.
    pub mask: Option<String>,
    /// In which state it is.
    pub state: State,
    /// Whether some client uses it, or fails over it.
    pub used: bool,
    /// Why it should go, as sentences.
    pub why: String,
    /// What to do here, in order.
    pub how: Vec<How>,
    /// What remains to be done elsewhere, as sentences.
    pub remains: Vec<&'static str>,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// A command.
    Command {
        /// The language of the command, as a fence of Markdown names it.
        language: &'static str,
        /// The command.
        text: String,
        /// What it does, as one sentence.
        about: &'static str,
    },
    /// An edit.
    Edit {
        /// The change as a unified diff, with values masked.
        diff: String,
        /// What to keep in mind, as one sentence; may be empty.
        about: &'static str,
    },
}

/// The most removals that are spelt out: a text of that many keys is a list of keys, and none of a workload.
const MOST: usize = 1000;

/// The removals, those of what is used first, and how many more there would be.
pub(super) fn removals(readings: &[Reading], places: &[PlaceAnswer]) -> (Vec<Removal>, usize) {
    let users = Users::of(places);
    let names: BTreeMap<(&str, &str), &str> = places
        .iter()
        .map(|answer| &answer.place)
        .map(|place| ((place.file.as_str(), place.path.as_str()), place.name.as_str()))
        .collect();
    let mut all: Vec<Setting<'_>> = readings
        .iter()
        .flat_map(|reading| reading.findings.iter().map(move |finding| (reading.format, finding)))
        .filter(|(_, finding)| is_static(finding))
        .map(|(format, finding)| {
            let place =
                names.get(&(finding.file.as_str(), finding.place.as_str())).copied().unwrap_or_default();
            Setting { finding, format, place }
        })
        .collect();
    all.order_by_key(|setting| users.names(&Position::of(setting.finding), true).is_empty());
    let more = all.len().saturating_sub(MOST);
    (all.into_iter().take(MOST).map(|setting| removal(setting, &users)).collect(), more)
}

/// Why a variable is removed and never emptied, from what the clients do.
pub fn why_unset() -> String {
    let names: Vec<&str> = ALL
        .iter()
        .filter(|client| client.rules.empty_static == EmptyStatic::Wins)
        .map(|client| client.name)
        .collect();
    format!(
        "Remove it, do not set it to nothing: {} take an empty value for a credential, and look no further.",
        super::headline::list(&names)
    )
}

/// Whether a setting holds, or may hold, a credential that somebody keeps.
fn is_static(finding: &Finding) -> bool {
    let kind = match finding.kind {
        Kind::ApiKey | Kind::AuthToken | Kind::OauthToken | Kind::ApiKeyHelper => true,
        Kind::CustomHeaders => finding.secret.is_some() || finding.state == State::Reference,
        // Of a constructor's arguments, those that are credentials.
        Kind::Constructor => {
            let name = finding.name.to_ascii_lowercase().replace('_', "");
            name.ends_with("apikey") || name.ends_with("authtoken")
        }
        _ => false,
    };
    kind && !matches!(finding.state, State::Unset | State::Placeholder)
}

/// Who uses which line, and for whom it waits.
struct Users<'a> {
    lines: BTreeMap<&'a Position, BTreeSet<(bool, &'static str)>>,
}

impl<'a> Users<'a> {
    fn of(places: &'a [PlaceAnswer]) -> Self {
        let mut lines: BTreeMap<&'a Position, BTreeSet<_>> = BTreeMap::new();
        for answer in places.iter().flat_map(|place| &place.clients).filter(|answer| answer.runs) {
            for row in &answer.rows {
                if let Some(at) = row.at.as_ref().filter(|_| row.mark.is_used() || row.mark.waits()) {
                    lines.entry(at).or_default().insert((row.mark.is_used(), answer.outcome.client.name));
                }
            }
        }
        Self { lines }
    }

    /// The clients that use a line, or wait for it, each once.
    fn names(&self, at: &Position, uses: bool) -> Vec<&'static str> {
        let all = self.lines.get(at).into_iter().flatten();
        all.filter(|(used, _)| *used == uses).map(|(_, name)| *name).collect()
    }
}

fn removal(setting: Setting<'_>, users: &Users<'_>) -> Removal {
    let finding = setting.finding;
    let at = Position::of(finding);
    let (using, waiting) = (users.names(&at, true), users.names(&at, false));
    Removal {
        file: finding.file.clone(),
        line: finding.line,
        name: finding.name.clone(),
        mask: finding.secret.clone(),
        state: finding.state,
        used: !using.is_empty(),
        why: why(finding, &using, &waiting),
        how: setting.how(),
        remains: setting.remains(),
    }
}

/// The longest list of clients that is spelt out.
const FEW: usize = 3;

fn why(finding: &Finding, using: &[&str], waiting: &[&str]) -> String {
    let who = |names: &[&str]| {
        if names.len() > FEW { format!("{} clients", names.len()) } else { super::headline::list(names) }
    };
    let verb =
        |names: &[&str], one: &'static str, many: &'static str| if names.len() == 1 { one } else { many };
    match (finding.state, using, waiting) {
        (State::Commented, ..) => {
            "It stands in a comment: no client reads it, and everyone who reads the file does.".to_owned()
        }
        (State::Empty, [], []) => why_unset(),
        (State::Empty, [], names) | (State::Empty, names, _) => {
            format!(
                "{} {} it although it is empty. {}",
                who(names),
                verb(names, "takes", "take"),
                why_unset()
            )
        }
        (_, [], []) => {
            "No client that is known here reads it in this place, and whoever finds it can use it.".to_owned()
        }
        (_, [], names) => {
            format!("It waits below what is used now: without that, {} would use it.", who(names))
        }
        (_, names, _) => {
            format!("{} {} it, and it goes before federation.", who(names), verb(names, "uses", "use"))
        }
    }
}

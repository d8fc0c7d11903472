//! What to remove, and how.

use super::PlaceAnswer;
use super::position::Position;
use crate::precedence::Standing;
use crate::surroundings::{Finding, Format, Kind, Reading, State};

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
    /// Whether some client uses it.
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
        /// The change as lines of a diff, with values masked.
        diff: String,
        /// What to keep in mind, as one sentence.
        about: &'static str,
    },
}

pub(super) fn removals(readings: &[Reading], places: &[PlaceAnswer]) -> Vec<Removal> {
    let mut all: Vec<Removal> = readings
        .iter()
        .flat_map(|reading| reading.findings.iter().map(move |finding| (reading.format, finding)))
        .filter(|(_, finding)| is_static(finding))
        .map(|(format, finding)| removal(format, finding, places))
        .collect();
    all.sort_by_key(|removal| !removal.used);
    all
}

/// Whether a setting holds, or may hold, a credential that somebody keeps.
fn is_static(finding: &Finding) -> bool {
    let kind = matches!(finding.kind, Kind::ApiKey | Kind::AuthToken | Kind::OauthToken | Kind::ApiKeyHelper)
        || (finding.kind == Kind::CustomHeaders && finding.secret.is_some());
    kind && !matches!(finding.state, State::Unset | State::Placeholder)
}

fn removal(format: Format, finding: &Finding, places: &[PlaceAnswer]) -> Removal {
    let at = Position::of(finding);
    let users = places
        .iter()
        .flat_map(|place| &place.clients)
        .filter(|answer| answer.runs)
        .filter(|answer| {
            let mut rows = answer.rows.iter().zip(&answer.outcome.steps);
            rows.any(|(row, step)| {
                row.at.as_ref() == Some(&at) && matches!(step.standing, Standing::Wins | Standing::Fails)
            })
        })
        .count();
    let _ = format;
    Removal {
        file: finding.file.clone(),
        line: finding.line,
        name: finding.name.clone(),
        mask: finding.secret.clone(),
        state: finding.state,
        used: users > 0,
        why: String::new(),
        how: vec![How::Command { language: "sh", text: format!("unset {}", finding.name), about: "" }],
        remains: Vec::new(),
    }
}

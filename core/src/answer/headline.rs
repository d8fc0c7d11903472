//! The answer in one line.

use super::client::{ClientAnswer, State};
use super::position::Position;
use super::{Federation, PlaceAnswer, Tone};
use crate::order::Order;
use crate::precedence::Source;
use crate::surroundings::{Kind, Reading, State as Set};

/// The answer in one line, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// How it is meant to look.
    pub tone: Tone,
    /// The line.
    pub title: String,
    /// What it rests on, in sentences; may be empty.
    pub about: String,
}

pub(super) fn headline(readings: &[Reading], places: &[PlaceAnswer]) -> Headline {
    let view = View::of(readings, places);
    let (tone, title) = view.title();
    Headline { tone, title, about: view.about() }
}

/// What the title is decided from.
struct View<'a> {
    readings: &'a [Reading],
    places: &'a [PlaceAnswer],
    /// Every client that runs somewhere in a place where anything is found.
    clients: Vec<(&'a PlaceAnswer, &'a ClientAnswer)>,
    /// Places in which no client finds anything.
    silent: usize,
}

impl<'a> View<'a> {
    fn of(readings: &'a [Reading], places: &'a [PlaceAnswer]) -> Self {
        let speaks = |place: &&PlaceAnswer| {
            place.clients.iter().any(|answer| answer.runs && answer.state != State::Nothing)
        };
        let clients: Vec<_> = places
            .iter()
            .filter(speaks)
            .flat_map(|place| place.clients.iter().filter(|answer| answer.runs).map(move |one| (place, one)))
            .collect();
        let silent = places.len() - places.iter().filter(speaks).count();
        Self { readings, places, clients, silent }
    }

    fn count(&self, state: State) -> usize {
        self.clients.iter().filter(|(_, answer)| answer.state == state).count()
    }

    fn title(&self) -> (Tone, String) {
        let [moved, held, fails, other] =
            [State::Migrated, State::NotMigrated, State::Fails, State::Other].map(|state| self.count(state));
        let would_move = self.clients.iter().any(|(_, answer)| answer.after == State::Migrated);
        let missing = self.missing();
        if held > 0 {
            let empty = self.held().all(|(_, answer)| answer.is_empty_value());
            let title = match (moved > 0, would_move) {
                (false, true) if empty => {
                    "Federation is configured, and an empty variable stands before it".to_owned()
                }
                (false, true) => "Federation is configured, and nothing uses it".to_owned(),
                (true, _) if empty => "An empty variable stands before federation in some clients".to_owned(),
                (true, _) => format!("Federation is used, but {} too", self.who_holds()),
                (false, false) if empty => "An empty variable is taken for a credential".to_owned(),
                (false, false) if !missing.is_empty() => format!(
                    "{}, and federation is incomplete: {} missing",
                    capital(&self.who_holds()),
                    is(missing)
                ),
                (false, false) if self.has_federation() => {
                    format!("{}, and federation would fail", capital(&self.who_holds()))
                }
                (false, false) => format!("{}, and no federation is configured", capital(&self.who_holds())),
            };
            return (Tone::Bad, title);
        }
        // One client does with less than the others.
        let few = moved * 2 < self.clients.len();
        if few && !missing.is_empty() {
            return (Tone::Bad, format!("Federation is configured, but incomplete: {} missing", is(missing)));
        }
        if fails > 0 {
            return match moved {
                0 if self.has_federation() => (Tone::Bad, "Federation is configured, but fails".to_owned()),
                0 => (Tone::Bad, "A credential is chosen that cannot be used".to_owned()),
                _ => (Tone::Caution, "Federation is used, but some clients fail".to_owned()),
            };
        }
        if moved > 0 && moved == self.clients.len() {
            let waits = self.clients.iter().any(|(_, answer)| answer.has_static());
            return match (waits, self.silent) {
                (true, _) => (Tone::Caution, "Federation is used, and a key waits behind it".to_owned()),
                (false, 0) => (Tone::Good, "Federation is used everywhere".to_owned()),
                (false, _) => (Tone::Good, "Federation is used wherever there is a credential".to_owned()),
            };
        }
        if moved > 0 {
            return (Tone::Caution, "Federation is used, but not by every client".to_owned());
        }
        if other > 0 {
            let login = |source| matches!(source, Source::Gateway | Source::CloudProvider);
            let elsewhere = self.clients.iter().any(|(_, answer)| login(answer.outcome.source));
            let title = if elsewhere {
                "Claude Code goes through a gateway or a cloud provider"
            } else {
                "Only a login’s token is used"
            };
            return (Tone::Caution, title.to_owned());
        }
        if self.has_federation() && !missing.is_empty() {
            return (Tone::Bad, format!("Federation is configured, but incomplete: {} missing", is(missing)));
        }
        if self.findings().any(|finding| finding.secret.is_some()) {
            return (Tone::Caution, "A key stands here, and no client uses it".to_owned());
        }
        if self.base_url().is_some() {
            return (
                Tone::Neutral,
                "Requests go to another address, and nothing here is a credential".to_owned(),
            );
        }
        (Tone::Neutral, "Nothing here is a credential".to_owned())
    }

    fn held(&self) -> impl Iterator<Item = &(&'a PlaceAnswer, &'a ClientAnswer)> {
        self.clients.iter().filter(|(_, answer)| answer.state == State::NotMigrated)
    }

    /// Such as `a key is used` or `the Ruby SDK uses a key`.
    fn who_holds(&self) -> String {
        let mut names: Vec<&str> = self.held().map(|(_, answer)| answer.outcome.client.name).collect();
        names.dedup();
        names.order();
        names.dedup();
        let key = self.held().any(|(_, answer)| {
            matches!(answer.outcome.source, Source::ApiKey | Source::Both | Source::ApiKeyHelper)
        });
        let what = if key { "key" } else { "token" };
        match names.as_slice() {
            [one] => format!("{one} uses a {what}"),
            _ => format!("a {what} is used"),
        }
    }

    fn about(&self) -> String {
        let mut said = Vec::new();
        let positions = self.winning();
        if let Some((name, position)) = positions.first() {
            let others = match positions.len() {
                1 => String::new(),
                2 => " and in one other line".to_owned(),
                many => format!(" and in {} other lines", many - 1),
            };
            let name = if name.starts_with("Constructor") { "A constructor argument" } else { name };
            said.push(format!("{name} stands in {} line {}{others}.", position.file, position.line));
        }
        let would = self.held().filter(|(_, answer)| answer.after == State::Migrated).count();
        if would > 0 {
            let all = would == self.count(State::NotMigrated);
            said.push(
                if all { "Without it, federation is used." } else { "Without it, some use federation." }
                    .to_owned(),
            );
        }
        let places = self.places.len();
        if places > 1 {
            let held = self.places.iter().filter(|place| {
                place.clients.iter().any(|answer| answer.runs && answer.state == State::NotMigrated)
            });
            match held.count() {
                0 => {}
                held => said.push(format!("It is used in {held} of {places} places.")),
            }
        }
        if let Some(fault) = self
            .clients
            .iter()
            .find_map(|(_, answer)| answer.outcome.failure.as_ref().filter(|_| answer.state == State::Fails))
        {
            said.push(format!("{} {}", fault.words, fault.advice));
        }
        if self.count(State::Migrated) > 0 {
            let without = |state| matches!(state, State::Nothing | State::Other);
            let mut names: Vec<&str> = self
                .clients
                .iter()
                .filter(|(_, answer)| without(answer.state))
                .map(|(_, answer)| answer.outcome.client.name)
                .collect();
            names.order();
            names.dedup();
            if !names.is_empty() {
                said.push(format!("Not used by: {}.", list(&names)));
            }
        }
        if self.silent > 0 && self.silent < places {
            said.push(format!("{} of {places} places hold no credential.", self.silent));
        }
        if let Some(position) = self.base_url() {
            said.push(format!(
                "ANTHROPIC_BASE_URL in {} line {} sends requests to another address.",
                position.file, position.line
            ));
        }
        said.join(" ")
    }

    /// The settings that win as keys and tokens, each once.
    fn winning(&self) -> Vec<(&'static str, Position)> {
        let mut found: Vec<(&'static str, Position)> = Vec::new();
        for (_, answer) in self.held() {
            for row in answer.rows.iter().filter(|row| row.mark.is_used()) {
                if let Some(at) = &row.at
                    && !found.iter().any(|(_, other)| other == at)
                {
                    found.push((row.title, at.clone()));
                }
            }
        }
        found
    }

    fn findings(&self) -> impl Iterator<Item = &'a crate::surroundings::Finding> {
        self.readings.iter().flat_map(|reading| &reading.findings)
    }

    /// Whether anything of federation stands somewhere: its variables, or a profile for it.
    fn has_federation(&self) -> bool {
        self.places.iter().any(|place| place.federation != Federation::Absent)
            || self.findings().any(|finding| {
                finding.kind == Kind::FederationRuleId && matches!(finding.state, Set::Set | Set::Reference)
            })
    }

    /// The variables that are missing where some are set, at the first place where that is so.
    fn missing(&self) -> &'a [&'static str] {
        let partial = |place: &'a PlaceAnswer| match &place.federation {
            Federation::Partial(missing) => Some(missing.as_slice()),
            _ => None,
        };
        self.places.iter().find_map(partial).unwrap_or_default()
    }

    fn base_url(&self) -> Option<Position> {
        self.findings()
            .find(|finding| {
                finding.kind == Kind::BaseUrl && matches!(finding.state, Set::Set | Set::Reference)
            })
            .map(Position::of)
    }
}

/// `A`, `A and B`, or `A, B and C`.
pub(super) fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// `A is`, or `A, B and C are`.
fn is(names: &[&str]) -> String {
    format!("{} {}", list(names), if names.len() == 1 { "is" } else { "are" })
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

//! What is said about the surroundings of a workload: in one line, per place and client, and what to do about it.
//!
//! ```
//! use keyless_core::answer::{answer, Tone};
//! use keyless_core::surroundings::{gather, read};
//! let readings = [read(".env", "ANTHROPIC_API_KEY=sk-ant-api03-left-here-and-forgotten-long-ago").unwrap()];
//! let said = answer(&readings, &gather(&readings, 1_790_000_000));
//! assert_eq!((said.headline.tone, said.headline.title.as_str()), (Tone::Bad, "A key is used, and no federation is configured"));
//! assert_eq!((said.removals[0].file.as_str(), said.removals[0].line), (".env", 1));
//! ```
//!
//! The page and the command show this and decide nothing themselves. Every text here is built from masks.

mod client;
mod headline;
mod ladder;
mod position;
mod removal;
mod sign;
mod status;
#[cfg(test)]
mod tests;

pub use client::{ClientAnswer, State};
pub use headline::Headline;
pub use ladder::{LadderRow, Mark};
pub use position::Position;
pub use removal::{How, Removal, why_unset};
pub use sign::{SIGNS, Sign};
pub use status::{StatusAnswer, of_pasted};

use crate::precedence::{ACTION, ALL, ANT, Client, Surroundings};
use crate::surroundings::{Gathered, Reading};

/// How something is meant to look, beside its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Good,
    /// To be looked at.
    Caution,
    /// To be changed.
    Bad,
    /// Neither.
    Neutral,
}

/// A place in which a process runs: a container, a job, a step; or the process itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file, empty for the process itself.
    pub file: String,
    /// The path in it, with dots from the top.
    pub path: String,
    /// Its name for people.
    pub name: String,
}

/// Everything that is said about some readings.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The answer in one line.
    pub headline: Headline,
    /// Every place, in the order of [`Gathered`].
    pub places: Vec<PlaceAnswer>,
    /// Every key and token that stands somewhere, with how to remove it; those in use first.
    pub removals: Vec<Removal>,
    /// What would show that a client has moved.
    pub signs: &'static [Sign],
    /// What was pasted of `ant auth status`, or would mislead if it were asked.
    pub status: Vec<StatusAnswer>,
}

/// What is said about one place.
#[derive(Clone, Debug)]
pub struct PlaceAnswer {
    /// Which place.
    pub place: Place,
    /// Every client, in the order of [`ALL`].
    pub clients: Vec<ClientAnswer>,
}

impl PlaceAnswer {
    /// The answer for a client.
    pub fn client(&self, slug: &str) -> Option<&ClientAnswer> {
        self.clients.iter().find(|answer| answer.outcome.client.slug == slug)
    }
}

impl Answer {
    /// Whether a static key or token is used, would be used if the winner were removed, or is what a client fails over.
    /// `slug` narrows it to one client.
    pub fn has_static(&self, slug: Option<&str>) -> bool {
        self.places
            .iter()
            .flat_map(|place| &place.clients)
            .filter(|answer| slug.is_none_or(|slug| slug == answer.outcome.client.slug))
            .any(|answer| answer.has_static())
    }
}

/// Says everything about readings that were put together.
pub fn answer(readings: &[Reading], gathered: &Gathered) -> Answer {
    let places: Vec<PlaceAnswer> = places(gathered)
        .into_iter()
        .enumerate()
        .map(|(at, place)| {
            let clients = ALL
                .iter()
                .map(|client| client::answer(client, around(gathered, at, client), &place, readings));
            PlaceAnswer { clients: only_where_they_run(clients.collect()), place }
        })
        .collect();
    Answer {
        headline: headline::headline(readings, &places),
        removals: removal::removals(readings, &places),
        signs: SIGNS,
        status: foretold(gathered, places.len()),
        places,
    }
}

/// The action runs in its own step, and in that step nothing else does.
fn only_where_they_run(mut clients: Vec<ClientAnswer>) -> Vec<ClientAnswer> {
    let action = clients.iter().any(|answer| answer.outcome.client.slug == ACTION.slug && answer.runs);
    for answer in &mut clients {
        answer.runs = (answer.outcome.client.slug == ACTION.slug) == action;
    }
    clients
}

/// What `ant auth status` would get wrong at some place, each case once.
fn foretold(gathered: &Gathered, places: usize) -> Vec<StatusAnswer> {
    let mut found: Vec<StatusAnswer> = Vec::new();
    for case in (0..places).flat_map(|at| status::foretold(around(gathered, at, &ANT))) {
        if !found.contains(&case) {
            found.push(case);
        }
    }
    found
}

fn places(gathered: &Gathered) -> Vec<Place> {
    gathered.places().iter().map(|place| Place { file: place.file.clone(), path: place.path.clone(), name: place.name.clone() }).collect()
}

fn around<'a>(gathered: &'a Gathered, at: usize, client: &Client) -> &'a Surroundings {
    gathered.at(at, client)
}

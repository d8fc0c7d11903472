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
mod federation;
mod headline;
mod ladder;
mod position;
mod removal;
#[cfg(test)]
mod removal_tests;
mod sign;
mod status;
#[cfg(test)]
mod tests;

pub use client::{ClientAnswer, State};
pub use federation::Federation;
pub use headline::Headline;
pub use ladder::{LadderRow, Mark};
pub use position::Position;
pub use removal::{How, Removal, why_unset};
pub use sign::{SIGNS, Sign};
pub use status::StatusAnswer;

use crate::precedence::{ACTION, ALL, ANT, Client, Outcome, PYTHON};
use crate::surroundings::{Format, Gathered, Language, Place, Reading};
use position::Index;

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

/// Everything that is said about some readings.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The answer in one line.
    pub headline: Headline,
    /// Every place, in the order of [`Gathered`].
    pub places: Vec<PlaceAnswer>,
    /// Every key and token that stands somewhere, with how to remove it; those in use first.
    pub removals: Vec<Removal>,
    /// How many more there would be: at most a thousand are spelt out.
    pub more_removals: usize,
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
    /// How far the federation variables are set.
    pub federation: Federation,
    /// Every client that was asked about, in the order of [`ALL`].
    pub clients: Vec<ClientAnswer>,
}

impl PlaceAnswer {
    /// The answer for a client.
    pub fn client(&self, slug: &str) -> Option<&ClientAnswer> {
        self.clients.iter().find(|answer| answer.outcome.client.slug == slug)
    }
}

impl Answer {
    /// Whether a static key or token is used by some client, would be used if the winner were removed, or is what a client
    /// fails over.
    pub fn has_static(&self) -> bool {
        self.places.iter().flat_map(|place| &place.clients).any(ClientAnswer::has_static)
    }

    /// What a client does in the place where that is worst: a static key is used, then a failure, then a key that waits, then
    /// anything that is used. Of equal places the first.
    pub fn worst(&self, slug: &str) -> Option<&Outcome> {
        let rank = |answer: &&ClientAnswer| match answer.state {
            State::NotMigrated => 0,
            State::Fails => 1,
            _ if answer.has_static() => 2,
            State::Other | State::Migrated => 3,
            State::Nothing => 4,
        };
        self.places
            .iter()
            .filter_map(|place| place.client(slug))
            .min_by_key(rank)
            .map(|answer| &answer.outcome)
    }
}

/// Says everything about readings that were put together, for every client.
pub fn answer(readings: &[Reading], gathered: &Gathered) -> Answer {
    answer_for(&ALL, readings, gathered)
}

/// The same for some clients alone.
pub fn answer_for(clients: &[&'static Client], readings: &[Reading], gathered: &Gathered) -> Answer {
    let index = Index::new(readings, gathered.places());
    let places: Vec<PlaceAnswer> =
        (0..gathered.places().len()).map(|at| place(clients, readings, gathered, at, &index)).collect();
    let (removals, more_removals) = removal::removals(readings, &places);
    Answer {
        headline: headline::headline(readings, &places),
        removals,
        more_removals,
        signs: SIGNS,
        status: statuses(readings, gathered),
        places,
    }
}

fn place(
    clients: &[&'static Client],
    readings: &[Reading],
    gathered: &Gathered,
    at: usize,
    index: &Index<'_>,
) -> PlaceAnswer {
    let place = gathered.places().get(at).cloned().unwrap_or_default();
    let clients = clients.iter().map(|client| client::answer(client, gathered.at(at, client), &place, index));
    let format = readings.iter().find(|reading| reading.file == place.file).map(|reading| reading.format);
    let clients = only_where_they_run(clients.collect(), format);
    let federation = Federation::of(gathered.at(at, &PYTHON), gathered.at(at, &ACTION));
    PlaceAnswer { place, federation, clients }
}

/// The action runs in its own step, and in that step nothing else does; a program runs the client of its language.
fn only_where_they_run(mut clients: Vec<ClientAnswer>, format: Option<Format>) -> Vec<ClientAnswer> {
    let of_action = |answer: &ClientAnswer| answer.outcome.client.slug == ACTION.slug;
    let step = clients.iter().any(|answer| of_action(answer) && answer.runs);
    // Whoever asks about one client alone knows that it runs.
    let alone = clients.len() == 1;
    for answer in &mut clients {
        answer.runs = alone
            || match format {
                Some(Format::Source(language)) => answer.outcome.client.slug == of_language(language),
                _ => of_action(answer) == step,
            };
    }
    clients
}

/// The client of a language.
const fn of_language(language: Language) -> &'static str {
    match language {
        Language::Python => "python",
        Language::TypeScript => "typescript",
        Language::Go => "go",
        Language::Java => "java",
        Language::CSharp => "csharp",
        Language::Ruby => "ruby",
        Language::Php => "php",
    }
}

/// Where `ant auth status` misleads: by its output where that was pasted, and else by what lies around. Each case once.
fn statuses(readings: &[Reading], gathered: &Gathered) -> Vec<StatusAnswer> {
    let mut pasted = readings.iter().filter_map(|reading| reading.status.as_ref()).peekable();
    let all: Vec<StatusAnswer> = if pasted.peek().is_some() {
        pasted.flat_map(status::of_pasted).collect()
    } else {
        (0..gathered.places().len()).flat_map(|at| status::foretold(gathered.at(at, &ANT))).collect()
    };
    let mut found: Vec<StatusAnswer> = Vec::new();
    for case in all {
        if !found.contains(&case) {
            found.push(case);
        }
    }
    found
}

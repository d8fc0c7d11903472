//! What one client does in one place.

use super::Tone;
use super::ladder::{LadderRow, rows};
use super::position::Index;
use crate::precedence::{
    ACTION, Argument, Client, Detail, Fault, Outcome, Source, Standing, Surroundings, Tier, resolve,
};
use crate::surroundings::Place;

/// How far a client has moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It uses federation.
    Migrated,
    /// It uses a key, or a token that somebody keeps.
    NotMigrated,
    /// It ends with an error.
    Fails,
    /// It finds no credential.
    Nothing,
    /// It uses a person's login, a gateway or a cloud provider.
    Other,
}

impl State {
    /// In one or two words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Migrated => "migrated",
            Self::NotMigrated => "not migrated",
            Self::Fails => "fails",
            Self::Nothing => "nothing",
            Self::Other => "other",
        }
    }

    /// How it is meant to look.
    pub const fn tone(self) -> Tone {
        match self {
            Self::Migrated => Tone::Good,
            Self::NotMigrated | Self::Fails => Tone::Bad,
            Self::Nothing => Tone::Neutral,
            Self::Other => Tone::Caution,
        }
    }
}

/// What is said about one client in one place.
#[derive(Clone, Debug)]
pub struct ClientAnswer {
    /// What the resolver says.
    pub outcome: Outcome,
    /// What it uses, such as `API key`.
    pub uses: &'static str,
    /// How far it has moved.
    pub state: State,
    /// What it would use without the winner, in words; none where nothing won.
    pub next: Option<&'static str>,
    /// How far it would have moved if every key and token were removed.
    pub after: State,
    /// Whether it can run in this place: the action runs in its own step alone, and nothing else runs there; a program runs
    /// the client of its language.
    pub runs: bool,
    /// Its ladder, first rung first.
    pub rows: Vec<LadderRow>,
}

impl ClientAnswer {
    /// Whether a static key or token is used, waits behind the winner, or is what the client fails over.
    pub fn has_static(&self) -> bool {
        let of_static =
            |tier| matches!(tier, Tier::ApiKey | Tier::AuthToken | Tier::ApiKeyHelper | Tier::OauthToken);
        let below = |standing| matches!(standing, Standing::Shadowed | Standing::WouldFail);
        let outcome = &self.outcome;
        outcome.source.is_static()
            || outcome.second_credential_header
            || of_static(outcome.tier)
            || outcome.next.is_some_and(|next| next.source.is_static())
            || outcome.steps.iter().any(|step| of_static(step.tier) && below(step.standing))
    }

    /// Whether what wins is a variable that is set to nothing.
    pub fn is_empty_value(&self) -> bool {
        matches!(self.outcome.detail, Detail::EmptyValueSent | Detail::EmptyValueDropped)
    }
}

pub(super) fn answer(
    client: &'static Client,
    around: &Surroundings,
    place: &Place,
    index: &Index<'_>,
) -> ClientAnswer {
    let outcome = resolve(client, around);
    let state = state(&outcome, around);
    let after = if state == State::NotMigrated {
        let bare = without_static(around);
        self::state(&resolve(client, &bare), &bare)
    } else {
        state
    };
    ClientAnswer {
        uses: match uses(outcome.source, outcome.detail, state) {
            _ if outcome.second_credential_header && !outcome.source.is_static() => {
                "two credentials, one in a custom header"
            }
            uses => uses,
        },
        next: outcome.next.map(|next| {
            let state = if next.detail == Detail::Exchange { State::Migrated } else { State::Other };
            uses(next.source, next.detail, state)
        }),
        after,
        runs: client.slug == ACTION.slug && has_inputs(around),
        rows: rows(&outcome, state, around, place, index),
        state,
        outcome,
    }
}

/// Whether a step of the action is described here.
fn has_inputs(around: &Surroundings) -> bool {
    let given = |argument: &Argument<_>| *argument != Argument::Absent;
    around.action != crate::precedence::ActionInputs::default()
        || given(&around.arguments.api_key)
        || given(&around.arguments.auth_token)
}

/// Variables that hold a key or a token that somebody keeps, or may.
const STATIC: [&str; 4] =
    ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN", "ANTHROPIC_CUSTOM_HEADERS"];

/// The same place with every static credential removed.
fn without_static(around: &Surroundings) -> Surroundings {
    let mut bare = around.clone();
    for name in STATIC {
        bare.unset(name);
    }
    bare.claude_code.api_key_helper = false;
    bare.arguments.api_key = Argument::Absent;
    bare.arguments.auth_token = Argument::Absent;
    bare
}

/// The last second of the year 9999: by then every token has run out.
const LATER: i64 = 253_402_300_799;

fn state(outcome: &Outcome, around: &Surroundings) -> State {
    if let Some(failure) = &outcome.failure {
        return if failure.fault == Fault::NoCredentials { State::Nothing } else { State::Fails };
    }
    match outcome.source {
        _ if outcome.second_credential_header => State::NotMigrated,
        source if source.is_static() => State::NotMigrated,
        Source::None => State::Nothing,
        Source::Error => State::Fails,
        Source::FederationEnv => State::Migrated,
        _ => match outcome.detail {
            Detail::Exchange => State::Migrated,
            // A stored token is a cached exchange or a login's: once it has run out, the client does again what gave it.
            Detail::StoredToken => {
                let mut later = around.clone();
                later.now = LATER;
                let then = resolve(outcome.client, &later).detail;
                if then == Detail::Exchange { State::Migrated } else { State::Other }
            }
            _ => State::Other,
        },
    }
}

const fn uses(source: Source, detail: Detail, state: State) -> &'static str {
    let federates = matches!(state, State::Migrated);
    match (source, detail) {
        (_, Detail::EmptyValueSent | Detail::EmptyValueDropped) => "an empty value",
        (Source::None, _) => "nothing",
        (Source::Error, Detail::Fault(Fault::NoCredentials)) => "nothing",
        (Source::Error, _) => "an error",
        (Source::ApiKey, _) => "API key",
        (Source::AuthToken, _) => "auth token",
        (Source::Both, _) => "API key and auth token",
        (Source::FederationEnv, _) => "federation, by variables",
        (Source::Profile, _) if federates => "federation, by a named profile",
        (Source::ActiveProfile, _) if federates => "federation, by the active profile",
        (Source::Config, _) if federates => "federation, by a config in code",
        (Source::Profile | Source::ActiveProfile | Source::Config, _) => "a login's token",
        (Source::CustomHeaders, _) => "a custom header",
        (Source::Gateway, _) => "a gateway session",
        (Source::CloudProvider, _) => "a cloud provider",
        (Source::ApiKeyHelper, _) => "a key from a helper",
        (Source::OauthToken, _) => "a setup token",
        (Source::Login, _) => "a login",
    }
}

//! The ladder of one client in one place, row by row.

use super::Tone;
use super::client::State;
use super::position::{Index, Position};
use crate::precedence::rules::Arguments;
use crate::precedence::{Credential, Outcome, Standing, Step, Surroundings, Tier};
use crate::surroundings::{Finding, Kind, Place};

/// A word with a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The word.
    pub word: &'static str,
    /// How it is meant to look.
    pub tone: Tone,
}

/// A rung as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LadderRow {
    /// Its number, from 1.
    pub number: usize,
    /// What it is.
    pub title: &'static str,
    /// The mask or the reference that stands there, where there is one.
    pub value: Option<String>,
    /// What the client saw, and what is wrong with it, in sentences.
    pub about: String,
    /// What it came to.
    pub mark: Mark,
    /// Where its setting stands.
    pub at: Option<Position>,
}

pub(super) fn rows(
    outcome: &Outcome,
    state: State,
    around: &Surroundings,
    place: &Place,
    index: &Index<'_>,
) -> Vec<LadderRow> {
    outcome
        .steps
        .iter()
        .enumerate()
        .map(|(at, step)| {
            let variable =
                variables(step.tier).iter().find(|name| around.variables().any(|(other, _)| other == **name));
            let value = variable.and_then(|name| around.secret(name)).filter(|secret| !secret.is_blank());
            LadderRow {
                number: at + 1,
                title: title(step.tier, outcome),
                value: value.map(|secret| secret.masked().to_owned()),
                about: about(step),
                mark: mark(step, state, around),
                at: found(step.tier, around, place, index).map(Position::of),
            }
        })
        .collect()
}

/// The variables that make up a rung, the one that is shown first.
const fn variables(tier: Tier) -> &'static [&'static str] {
    match tier {
        Tier::ApiKey => &["ANTHROPIC_API_KEY"],
        Tier::AuthToken => &["ANTHROPIC_AUTH_TOKEN"],
        Tier::OauthToken => &["CLAUDE_CODE_OAUTH_TOKEN"],
        Tier::Profile => &["ANTHROPIC_PROFILE"],
        Tier::FederationEnv | Tier::FederationRest => &[
            "ANTHROPIC_FEDERATION_RULE_ID",
            "ANTHROPIC_ORGANIZATION_ID",
            "ANTHROPIC_IDENTITY_TOKEN_FILE",
            "ANTHROPIC_IDENTITY_TOKEN",
        ],
        _ => &[],
    }
}

fn found<'a>(tier: Tier, around: &Surroundings, place: &Place, index: &Index<'a>) -> Option<&'a Finding> {
    match tier {
        Tier::ApiKeyHelper if around.claude_code.api_key_helper => {
            index.nearest(Kind::ApiKeyHelper, place, |_| true)
        }
        _ => variables(tier).iter().find_map(|name| index.variable(name, around, place)),
    }
}

const fn title(tier: Tier, outcome: &Outcome) -> &'static str {
    match tier {
        Tier::Constructor if outcome.client.rules.takes_inputs => "Input of the action",
        Tier::Constructor if matches!(outcome.client.rules.arguments, Arguments::Flags) => "Flag",
        Tier::Constructor => "Constructor argument",
        Tier::Gateway => "Claude apps gateway session",
        Tier::CloudProvider => "Cloud provider switch",
        Tier::ApiKey => "ANTHROPIC_API_KEY",
        Tier::AuthToken => "ANTHROPIC_AUTH_TOKEN",
        Tier::ApiKeyHelper => "apiKeyHelper",
        Tier::OauthToken => "CLAUDE_CODE_OAUTH_TOKEN",
        Tier::Profile => "ANTHROPIC_PROFILE",
        Tier::FederationEnv => "Federation variables",
        Tier::ActiveProfile => "Active profile",
        Tier::Login => "Sign-in by /login",
        Tier::LastArgument => "Profile or config in code",
        Tier::FederationRest => "Federation variables without a token",
        Tier::None => "Nothing",
    }
}

fn about(step: &Step) -> String {
    match step.fault {
        Some(fault) => format!("{} {} {}", step.saw, fault.words(), fault.advice()),
        None => step.saw.clone(),
    }
}

fn mark(step: &Step, state: State, around: &Surroundings) -> Mark {
    let empty = variables(step.tier).iter().any(|name| {
        around.secret(name).is_some_and(Credential::is_empty) || around.plain(name) == Some("")
    });
    let (word, tone) = match step.standing {
        Standing::Wins => ("wins", state.tone()),
        Standing::Shadowed => ("shadowed", Tone::Caution),
        Standing::Fails => ("fails", Tone::Bad),
        Standing::WouldFail => ("would fail", Tone::Caution),
        Standing::Absent | Standing::PassedOver if empty => ("empty", Tone::Caution),
        Standing::PassedOver => ("passed over", Tone::Caution),
        Standing::Absent => match step.tier {
            Tier::Constructor | Tier::LastArgument => ("not seen", Tone::Neutral),
            Tier::ActiveProfile | Tier::Gateway | Tier::Login | Tier::FederationRest => {
                ("none", Tone::Neutral)
            }
            _ => ("not set", Tone::Neutral),
        },
    };
    Mark { word, tone }
}

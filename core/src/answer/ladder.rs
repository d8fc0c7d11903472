//! The ladder of one client in one place, row by row.

use super::Tone;
use super::client::State;
use super::position::{Index, Position};
use crate::precedence::rules::Arguments;
use crate::precedence::{
    Argument, Credential, CustomHeader, Outcome, Source, Standing, Step, Surroundings, Tier, Variable,
};
use crate::surroundings::{Kind, Place};
use std::borrow::Cow;

/// A word with a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The word.
    pub word: &'static str,
    /// How it is meant to look.
    pub tone: Tone,
}

impl Mark {
    /// Whether the rung decides: what stands there is sent, or is what the client fails over.
    pub fn is_used(self) -> bool {
        matches!(self.word, WINS | SENT_TOO | FAILS)
    }

    /// Whether something stands there that would be used if what is above were gone.
    pub fn waits(self) -> bool {
        matches!(self.word, SHADOWED | WOULD_FAIL)
    }
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
    let inputs = outcome.client.rules.takes_inputs;
    let mut rows: Vec<LadderRow> = outcome
        .steps
        .iter()
        .enumerate()
        .map(|(at, step)| {
            let names = variables(step.tier).iter().copied();
            let known: Vec<(&str, Cow<'_, Variable>)> =
                names.filter_map(|name| Some((name, value(name, around, inputs)?))).collect();
            let shown = known.iter().find_map(|(_, value)| match value.as_ref() {
                Variable::Secret(secret) if !secret.is_blank() => Some(secret.masked().to_owned()),
                _ => None,
            });
            let found = match step.tier {
                Tier::ApiKeyHelper if around.claude_code.api_key_helper => {
                    index.nearest(Kind::ApiKeyHelper, place, |_| true)
                }
                Tier::Constructor | Tier::LastArgument if step.standing != Standing::Absent => {
                    index.argument(place)
                }
                _ => known.iter().find_map(|(name, value)| index.variable(name, value, place)),
            };
            LadderRow {
                number: at + 1,
                title: title(step.tier, outcome),
                value: shown.or_else(|| found.and_then(|finding| finding.secret.clone())),
                about: about(step),
                mark: mark(step, state, around),
                at: found.map(Position::of),
            }
        })
        .collect();
    rows.extend(headers(outcome, around, place, index, rows.len() + 1));
    rows
}

const HEADERS: &str = "ANTHROPIC_CUSTOM_HEADERS";

/// Headers of one's own stand beside the ladder: a credential among them goes out instead of what the ladder finds, or with it.
fn headers(
    outcome: &Outcome,
    around: &Surroundings,
    place: &Place,
    index: &Index<'_>,
    number: usize,
) -> Option<LadderRow> {
    let secret = around.custom_headers().iter().find_map(|header| match header {
        CustomHeader::Authorization(_, secret) | CustomHeader::ApiKey(secret) => Some(secret),
        _ => None,
    })?;
    let (word, tone, about) = if outcome.source == Source::CustomHeaders {
        (WINS, Tone::Bad, "A credential in it goes out, whatever the ladder finds.")
    } else if outcome.second_credential_header {
        (SENT_TOO, Tone::Bad, "A credential in it goes out beside the one that the ladder finds.")
    } else {
        ("passed over", Tone::Caution, "A credential in it does not go out.")
    };
    let finding = value(HEADERS, around, false).and_then(|value| index.variable(HEADERS, &value, place));
    Some(LadderRow {
        number,
        title: HEADERS,
        value: Some(secret.masked().to_owned()),
        about: about.to_owned(),
        mark: Mark { word, tone },
        at: finding.map(Position::of),
    })
}

const WINS: &str = "wins";
const SENT_TOO: &str = "goes out too";
const FAILS: &str = "fails";
const SHADOWED: &str = "shadowed";
const WOULD_FAIL: &str = "would fail";

/// What a variable holds. Inputs of the action stand for the variables of their names.
fn value<'a>(name: &str, around: &'a Surroundings, inputs: bool) -> Option<Cow<'a, Variable>> {
    let given = match name {
        "ANTHROPIC_API_KEY" if inputs => &around.arguments.api_key,
        "CLAUDE_CODE_OAUTH_TOKEN" if inputs => &around.arguments.auth_token,
        _ => &Argument::Absent,
    };
    if let Argument::Given(secret) = given
        && !secret.is_empty()
    {
        return Some(Cow::Owned(Variable::Secret(secret.clone())));
    }
    around.variables().find(|(other, _)| *other == name).map(|(_, value)| Cow::Borrowed(value))
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
    let empty = variables(step.tier)
        .iter()
        .any(|name| around.secret(name).is_some_and(Credential::is_empty) || around.plain(name) == Some(""));
    let (word, tone) = match step.standing {
        Standing::Wins => (WINS, state.tone()),
        Standing::Shadowed => (SHADOWED, Tone::Caution),
        Standing::Fails => (FAILS, Tone::Bad),
        Standing::WouldFail => (WOULD_FAIL, Tone::Caution),
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

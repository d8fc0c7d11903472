//! What resolving gives: the credential that goes out, or the error, and every rung on the way.

use super::client::Client;
use super::credential::Credential;
use super::fault::{Fault, Phase};
use super::tier::{Detail, Source, Tier};
use super::warning::Warning;
use serde::Serialize;
use std::fmt;

/// A header that carries a credential; it prints and serialises as a line with the value masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderLine {
    /// `Authorization` or `X-Api-Key`.
    pub name: HeaderName,
    /// What it carries.
    pub value: Sent,
}

/// The two headers that can carry a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeaderName {
    /// `Authorization: Bearer`.
    Bearer,
    /// `Authorization` without `Bearer`.
    Authorization,
    /// `X-Api-Key`.
    XApiKey,
}

/// What a header carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// A value that was there: blanks in front, and the mask.
    Masked(String),
    /// A token that an exchange gave.
    Minted,
    /// A token that a refresh gave.
    Refreshed,
    /// Nothing.
    Empty,
}

impl Sent {
    /// What a credential shows of itself in a header. `before`: whether blanks in front go out.
    pub(super) fn of(credential: &Credential, before: bool) -> Self {
        match (credential.is_blank(), before) {
            (true, _) => Self::Empty,
            (_, true) => Self::Masked(format!("{}{}", credential.before(), credential.masked())),
            _ => Self::Masked(credential.masked().to_owned()),
        }
    }
}

impl fmt::Display for HeaderLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = match &self.value {
            Sent::Masked(text) => text,
            Sent::Minted => "(minted)",
            Sent::Refreshed => "(refreshed)",
            Sent::Empty => "",
        };
        match (self.name, &self.value) {
            (HeaderName::Bearer, Sent::Empty) => f.write_str("Authorization: Bearer"),
            (HeaderName::Bearer, _) => write!(f, "Authorization: Bearer {value}"),
            (HeaderName::Authorization, _) => write!(f, "Authorization: {value}"),
            (HeaderName::XApiKey, _) => write!(f, "X-Api-Key: {value}"),
        }
    }
}

impl Serialize for HeaderLine {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// Where a request goes: an address, or none for `https://api.anthropic.com`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The base URL, if it is not the service's own.
    pub base_url: Option<String>,
    /// The path.
    pub path: String,
}

/// An exchange or a refresh.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exchange {
    /// Where it goes.
    pub to: Place,
    /// `anthropic-beta`.
    pub beta: &'static str,
    /// Where the identity token comes from: a path, or that it is literal.
    pub token: Option<String>,
    /// Fields of the body with what may be shown of them.
    pub body: Vec<(&'static str, String)>,
}

/// The call itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Call {
    /// Where it goes.
    pub to: Place,
    /// `anthropic-beta`, if any.
    pub beta: Option<String>,
    /// `anthropic-workspace-id`, if any.
    pub workspace: Option<String>,
}

/// What a rung came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// There is nothing.
    Absent,
    /// There is something that is not used.
    PassedOver,
    /// It would deliver, and a higher rung does.
    Shadowed,
    /// It delivers.
    Wins,
    /// It stops the search with an error.
    Fails,
    /// It would, and a higher rung delivers.
    WouldFail,
}

impl Standing {
    /// Why the rung won or lost, as one sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Absent => "There is nothing here.",
            Self::PassedOver => "It is there, and is not used.",
            Self::Shadowed => "It would do, but a higher rung is used.",
            Self::Wins => "This one is used.",
            Self::Fails => "It stops the search with an error.",
            Self::WouldFail => "A higher rung is used; without that, it would be an error.",
        }
    }
}

/// A rung as one client saw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Which rung.
    pub tier: Tier,
    /// What it came to.
    pub standing: Standing,
    /// What it saw, as one sentence.
    pub saw: String,
    /// What is wrong with it, if anything.
    pub fault: Option<Fault>,
}

/// An error as the client shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// What went wrong.
    pub fault: Fault,
    /// The class, or the exit status, under which the client reports it.
    pub class: &'static str,
    /// When it does.
    pub phase: Phase,
    /// What is wrong, as one sentence.
    pub words: &'static str,
    /// What to do, as one sentence.
    pub advice: &'static str,
}

/// What Go's error says of the two lower rungs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tried {
    /// The federation variables: `not_set` or `partial`.
    pub federation: &'static str,
    /// Those that are missing.
    pub missing: Vec<&'static str>,
    /// The active profile: `not_found` or `load_failed`.
    pub profile: &'static str,
    /// Why it could not be loaded.
    pub profile_fault: Option<Fault>,
}

/// What a rung, or the whole, comes to in three words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Brief {
    /// Which credential.
    pub source: Source,
    /// On which rung.
    pub tier: Tier,
    /// From where.
    pub detail: Detail,
}

/// What one client does in some surroundings.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// Which client.
    #[serde(serialize_with = "slug")]
    pub client: &'static Client,
    /// Which credential is used.
    pub source: Source,
    /// On which rung the client settled, also when it then failed.
    pub tier: Tier,
    /// Where the value came from, or what failed.
    pub detail: Detail,
    /// The headers with a credential, `Authorization` first.
    pub headers: Vec<HeaderLine>,
    /// The error, if the call does not go out.
    pub failure: Option<Failure>,
    /// What the client prints besides.
    pub warnings: Vec<Warning>,
    /// The sources that a note of `ant` lists, the winner first.
    pub note: Vec<&'static str>,
    /// The exchange, if there is one.
    pub exchange: Option<Exchange>,
    /// The call, if it goes out.
    pub call: Option<Call>,
    /// The credentials file that is written.
    pub writes: Option<String>,
    /// Arguments that share the call with a variable's credential.
    pub constructor_also: Vec<&'static str>,
    /// Whether a credential of `ANTHROPIC_CUSTOM_HEADERS` goes out beside the chosen one.
    pub second_credential_header: bool,
    /// What Go's error says of the lower rungs.
    pub tried: Option<Tried>,
    /// Every rung, first to last.
    pub steps: Vec<Step>,
    /// What would be used if the winner were removed; none where nothing won.
    pub next: Option<Brief>,
}

impl Outcome {
    /// The outcome in three words.
    pub fn brief(&self) -> Brief {
        Brief { source: self.source, tier: self.tier, detail: self.detail }
    }

    /// The rung that was to deliver says so where the client failed over it later, such as over its header.
    pub(super) fn traced(mut self) -> Self {
        if let Some(failure) = &self.failure
            && let Some(step) = self.steps.iter_mut().find(|step| step.standing == Standing::Wins)
        {
            (step.standing, step.fault) = (Standing::Fails, Some(failure.fault));
        }
        self
    }

    /// When the client fails, or that it does not.
    pub fn phase(&self) -> Phase {
        self.failure.as_ref().map_or(Phase::Done, |failure| failure.phase)
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for a reference.
fn slug<S: serde::Serializer>(client: &&'static Client, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(client.slug)
}

//! What must not be saved: the token's claims, open panels, the clock.

use super::around::{Around, Chosen};
use super::audit::{Audit, Table};
use super::tools::Learnt;
use super::{Filled, Shared, recognise::Recognised};
use keyless_core::providers::detect::Detection;
use keyless_core::token::{DecodedToken, KeySet, KeySetProblem, ReadError};

/// What a pasted token says, or why it cannot be read.
#[derive(Debug)]
pub struct TokenRead {
    /// Header and claims, without the signature.
    pub result: Result<DecodedToken, ReadError>,
    /// The platform that it comes from.
    pub detection: Option<Detection>,
}

/// The keys that signatures are checked with.
#[derive(Debug, Default, PartialEq)]
pub struct Keys {
    /// The keys, where there are usable ones.
    pub set: Option<KeySet>,
    /// Why there are none, where something was pasted.
    pub problem: Option<KeySetProblem>,
}

/// The time at which a token is judged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum AsOf {
    /// Now.
    #[default]
    Now,
    /// The moment after it was issued.
    Issued,
    /// A time, as typed: seconds since 1970, or `2026-11-22T08:00:00Z`.
    At(String),
}

/// How a rule is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RuleView {
    /// As a form, and as JSON below it.
    #[default]
    Both,
    /// As a form.
    Form,
    /// As JSON.
    Json,
}

/// A panel over the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// What the seal promises.
    Seal,
    /// Help and shortcuts.
    Help,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order in which the switch has them.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// What the switch says.
    pub const fn label(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    /// Reads a stable name.
    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.as_str() == name).unwrap_or_default()
    }
}

/// What is never saved.
#[derive(Clone, Default)]
#[allow(clippy::struct_excessive_bools)] // What is open, each by itself.
pub struct Session {
    /// The time, in seconds since 1970.
    pub now: i64,
    /// What the last pasted token said.
    pub token: Option<Shared<TokenRead>>,
    /// The JWKS box: public keys alone.
    pub jwks: String,
    /// The keys in it, or else those in the issuer.
    pub keys: Shared<Keys>,
    /// `workspace_id` of the exchange.
    pub workspace: String,
    /// When the token is judged.
    pub as_of: AsOf,
    /// What was recognised at the front door.
    pub recognised: Shared<Vec<Recognised>>,
    /// What was read of the surroundings.
    pub around: Shared<Around>,
    /// What is shown of the answer to it.
    pub chosen: Chosen,
    /// What is searched for among frameworks and gateways.
    pub framework: String,
    /// Whether the screen of surroundings has been opened: its box stays from then on, so that nothing typed is lost.
    pub around_opened: bool,
    /// What was read of an organization's rules.
    pub audit: Shared<Audit>,
    /// What is shown of them.
    pub table: Table,
    /// Whether the audit has been opened: its box stays from then on, so that nothing typed is lost.
    pub audit_opened: bool,
    /// What samples teach.
    pub learnt: Option<Shared<Learnt>>,
    /// A rule that the samples are held against, as JSON.
    pub tighter: String,
    /// Whether samples were asked for: their box stays from then on.
    pub learn_opened: bool,
    /// Two rules to compare, as JSON.
    pub compared: Shared<[String; 2]>,
    /// What is searched for among the platforms.
    pub search: String,
    /// What was filled in the workload's form without being typed.
    pub filled: Option<Filled>,
    /// The path of the file that is shown; the first file where there is none of this path.
    pub file: String,
    /// How rules are shown.
    pub rule_view: RuleView,
    /// The open panel.
    pub panel: Option<Panel>,
    /// Whether the rail is open, on narrow screens.
    pub drawer: bool,
    /// Whether step 1 asks for a token.
    pub token_first: bool,
    /// Whether the bench has been opened: its boxes stay from then on, so that nothing typed is lost.
    pub bench_opened: bool,
    /// Light or dark.
    pub theme: Theme,
    /// What was just done, for the status line.
    pub said: String,
    /// How often everything was forgotten: boxes that the state does not hold are emptied when it grows.
    pub forgotten: u32,
}

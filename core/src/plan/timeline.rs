//! How identity tokens and access tokens play together over time: how long each lives, when a client comes back, and whether
//! single use then finds a token that was not used before.
//!
//! One process is played through by the service's own rules: an access token lives as [`crate::verdict::Minted`] says, a client comes back
//! [`facts::ADVISORY_REFRESH_SECONDS`] before it ends, and a token with a `jti` is good for one exchange where the issuer
//! checks it. When there is another identity token is the platform's to say ([`HandedOut`]).

mod play;
#[cfg(test)]
mod tests;
mod words;

use crate::calendar::duration;
use crate::facts;
use crate::order::Order;
use crate::providers::{Body, HandedOut, Jti, Provider, TokenSource};
use crate::rule::IssuerDraft;
use crate::setup::Setup;
use crate::verdict::Reason;
use std::ops::RangeInclusive;

/// The replay and lifetime story of a setup, for one process. Times are seconds, counted from the making of the first
/// identity token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// Identity tokens, in the order in which they are made.
    pub identity: Vec<Span>,
    /// Access tokens, in the order in which they are minted.
    pub access: Vec<Span>,
    /// Exchanges; none comes after one that is refused.
    pub exchanges: Vec<Exchange>,
    /// Where the story stops being told. A token that lives longer ends later.
    pub end: u64,
    /// What comes of it.
    pub conclusion: Conclusion,
    /// Why, in a sentence.
    pub because: String,
    /// What to change, in a sentence; empty where nothing has to be.
    pub change: String,
    /// Whether the lifetimes were not confirmed by the platform's documentation.
    pub unverified: bool,
}

/// The life of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// When it is made.
    pub start: u64,
    /// When it ends.
    pub end: u64,
}

/// An exchange of an identity token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exchange {
    /// When.
    pub at: u64,
    /// Why it is refused, where it is.
    pub refused: Option<Reason>,
}

/// What comes of a setup's lifetimes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conclusion {
    /// Any number of processes find a token for each exchange.
    Works,
    /// One process does; a second one that shares its token is refused.
    OneProcess,
    /// A process is refused when it comes back, if its token carries a `jti`.
    SecondDoubtful,
    /// A process is refused when it comes back.
    SecondRefused,
    /// No token is taken at all.
    NoneTaken,
}

impl Conclusion {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Works => "Works",
            Self::OneProcess => "Works with one process only",
            Self::SecondDoubtful => "The second exchange may be refused",
            Self::SecondRefused => "The second exchange is refused",
            Self::NoneTaken => "No exchange succeeds",
        }
    }
}

/// A moment of the story, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// When, in seconds.
    pub at: u64,
    /// When, in words.
    pub when: String,
    /// What happens.
    pub what: String,
}

impl Timeline {
    /// The conclusion and its reason.
    pub fn sentence(&self) -> String {
        format!("{}: {}.", self.conclusion.words(), self.because)
    }

    /// What happens, in order: the story as text.
    pub fn moments(&self) -> Vec<Moment> {
        let made = self.identity.iter().zip(1..).map(|(token, number)| {
            (token.start, format!("identity token {number} is made and lives {}", length(token.length())))
        });
        let exchanged = self.exchanges.iter().enumerate().map(|(index, exchange)| {
            let who = if index == 0 { "the client" } else { "the client comes back and" };
            let what = match (exchange.refused, self.access.get(index)) {
                (None, Some(minted)) => format!("{who} gets an access token for {}", length(minted.length())),
                (reason, _) => format!("{who} is refused: {}", reason.map_or("", Reason::as_str)),
            };
            (exchange.at, what)
        });
        let mut told: Vec<(u64, String)> = made.chain(exchanged).collect();
        // Stable: what is made at the moment of an exchange comes before it.
        told.order_by_key(|(at, _)| *at);
        let mut moments: Vec<Moment> = Vec::new();
        for (at, what) in told {
            match moments.last_mut() {
                Some(last) if last.at == at => last.what = format!("{}; {what}", last.what),
                _ => {
                    let when = if at == 0 { "at first".to_owned() } else { format!("after {}", length(at)) };
                    moments.push(Moment { at, when, what });
                }
            }
        }
        moments
    }
}

impl Span {
    /// How long it lives.
    pub const fn length(self) -> u64 {
        self.end.saturating_sub(self.start)
    }
}

/// The story of a setup; `None` while no platform is chosen. What is not entered, or is no number, counts as what the
/// service takes instead.
pub fn timeline(setup: &Setup) -> Option<Timeline> {
    let provider = setup.provider()?;
    Some(words::tell(&Play::of(setup, provider)))
}

/// What the story depends on.
#[derive(Debug, Clone, Copy)]
struct Play {
    /// How long an identity token lives.
    identity: u64,
    /// The longest that the issuer takes.
    accepted: u64,
    /// The access token's lifetime as the rule asks for it.
    asked: u64,
    /// When there is another identity token.
    supply: Supply,
    /// Whether a token carries what makes it good for one exchange.
    jti: Jti,
    /// Whether the issuer checks it.
    check_jti: bool,
    unverified: bool,
}

/// When there is another identity token, seen from the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Supply {
    /// At each exchange.
    Fresh,
    /// Never: the job has one.
    OncePerJob,
    /// At each exchange, if what writes the file keeps up; the platform does not.
    Written,
    /// This long after the one before.
    Replaced(u64),
    /// Once the one before has ended.
    Cached,
}

impl Play {
    fn of(setup: &Setup, provider: &Provider) -> Self {
        let answers = &setup.workload.answers;
        let life = provider.request.life;
        let accepted = longest_taken(&setup.issuer);
        let usual = life.usual_seconds.max(1);
        // A platform whose tokens live longer where nobody chose suggests a maximum that its way of asking keeps to, and
        // files that ask for a lifetime ask for one that the issuer takes.
        let suggested = longest_taken(&(provider.suggest)(answers).issuer);
        let asks = provider.wiring.iter().any(|file| {
            (file.when)(answers) && matches!(file.body, Body::Template(text) if text.contains(ASKED_LIFETIME))
        });
        let identity = usual.min(suggested).min(if asks { accepted } else { u64::MAX });
        let in_file = (provider.request.source)(answers) == TokenSource::File;
        Self {
            identity,
            accepted,
            asked: number(
                &setup.rule.token_lifetime_seconds,
                facts::TOKEN_LIFETIME_DEFAULT.value,
                &facts::TOKEN_LIFETIME_RANGE.value,
            ),
            supply: match life.handed_out {
                HandedOut::PerRequest if in_file => Supply::Written,
                HandedOut::PerRequest => Supply::Fresh,
                HandedOut::PerJob => Supply::OncePerJob,
                // A platform replaces a token after a part of its life.
                HandedOut::Replaced { after_seconds } => {
                    Supply::Replaced((after_seconds.saturating_mul(identity) / usual).max(1))
                }
                HandedOut::Cached => Supply::Cached,
            },
            jti: life.jti,
            check_jti: setup.issuer.check_jti.unwrap_or(facts::CHECK_JTI_DEFAULT.value),
            unverified: life.unverified,
        }
    }

    /// Whether a token is good for one exchange. One that may carry a `jti` is treated as one that does.
    fn single_use(&self) -> bool {
        self.check_jti && self.jti != Jti::Never
    }
}

/// The name that files ask for a lifetime by, among [`crate::providers::Names::SHARED`].
const ASKED_LIFETIME: &str = "asked_lifetime";

/// The longest life of a token that an issuer takes.
fn longest_taken(issuer: &IssuerDraft) -> u64 {
    number(
        &issuer.max_jwt_lifetime_seconds,
        facts::MAX_JWT_LIFETIME_DEFAULT.value,
        &facts::MAX_JWT_LIFETIME_RANGE.value,
    )
}

/// A number as typed, within its bounds; the service's default where there is none.
fn number(typed: &str, default: u64, range: &RangeInclusive<u64>) -> u64 {
    typed.trim().parse().unwrap_or(default).clamp(*range.start(), *range.end())
}

/// Seconds in words.
fn length(seconds: u64) -> String {
    duration(i64::try_from(seconds).unwrap_or(i64::MAX))
}

//! The rows of the table of claims.

use super::reference::{pins, remarks};
use crate::state::{Draft, clock};
use keyless_core::condition::Condition;
use keyless_core::providers::{self, ClaimSpec, Pins};
use keyless_core::token::{DecodedToken, Timestamp};
use keyless_core::verdict::{CheckId, Outcome, Verdict};
use serde_json::Value;

/// How a rule uses a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// It equals what the rule or issuer asks for.
    Equal,
    /// It does not.
    Differs,
    /// The rule asks for it, and the token lacks it.
    Missing,
    /// The condition reads it.
    Condition,
    /// It is a time that holds.
    InTime,
    /// It is a time that does not hold.
    OutOfTime,
    /// It can be used once.
    SingleUse,
    /// Nothing compares it.
    Unused,
}

impl Use {
    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Differs => "differs",
            Self::Missing => "missing",
            Self::Condition => "condition",
            Self::InTime => "in time",
            Self::OutOfTime => "out of time",
            Self::SingleUse => "single use",
            Self::Unused => "not compared",
        }
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRow {
    /// The claim.
    pub name: String,
    /// What it holds, as text or JSON.
    pub value: String,
    /// A time in words, or what the claim means on this platform.
    pub note: String,
    /// What it fixes there, in a word or two; empty where that is nothing, or not known.
    pub pins: &'static str,
    /// What to know before comparing it.
    pub remarks: Vec<String>,
    /// How the rule uses it.
    pub used: Use,
}

pub(super) fn rows(token: &DecodedToken, draft: &Draft, verdict: &Verdict, at: i64) -> Vec<ClaimRow> {
    let setup = &draft.setup;
    let detected = keyless_core::providers::detect::detect(token.header.as_ref(), &token.claims);
    let provider = providers::find_by_detection(detected.slug);
    let read_by_condition: Vec<String> = Condition::compile(&setup.rule.condition)
        .map(|c| c.references().iter().filter_map(|path| path.first().cloned()).collect())
        .unwrap_or_default();

    let outcome = |id| verdict.check(id).map(|check| check.outcome);
    let by = |id| match outcome(id) {
        Some(Outcome::Pass) => Some(Use::Equal),
        Some(Outcome::Fail) => Some(Use::Differs),
        _ => None,
    };
    let in_time = |id| match outcome(id) {
        Some(Outcome::Pass) => Some(Use::InTime),
        Some(Outcome::Fail) => Some(Use::OutOfTime),
        _ => None,
    };
    let mut rows: Vec<ClaimRow> = token
        .claims
        .as_map()
        .iter()
        .map(|(name, value)| {
            let wanted = setup.rule.claim(name);
            let fixed = match name.as_str() {
                "iss" => by(CheckId::Issuer),
                "aud" => by(CheckId::Audience),
                "sub" => by(CheckId::Subject),
                "exp" => in_time(CheckId::Expiry),
                "nbf" => in_time(CheckId::NotBefore),
                "iat" => in_time(CheckId::IssuedAt),
                "jti" if setup.issuer.check_jti != Some(false) => Some(Use::SingleUse),
                _ => None,
            };
            let used = match (wanted, fixed) {
                (Some(wanted), _) if value.as_str() == Some(wanted) => Use::Equal,
                (Some(_), _) => Use::Differs,
                (None, Some(used)) => used,
                (None, None) if read_by_condition.contains(name) => Use::Condition,
                (None, None) => Use::Unused,
            };
            let spec = provider.and_then(|p| p.claim(name));
            ClaimRow {
                name: name.clone(),
                value: shown(value),
                note: note(token, name, spec, at),
                pins: spec.filter(|spec| spec.pins != Pins::Nothing).map_or("", |spec| pins(spec.pins)),
                remarks: spec.map(remarks).unwrap_or_default(),
                used,
            }
        })
        .collect();
    for wanted in &setup.rule.claims {
        if !wanted.name.is_empty() && token.claims.get(&wanted.name).is_none() {
            rows.push(ClaimRow {
                name: wanted.name.clone(),
                value: String::new(),
                note: format!("The rule asks for {}.", wanted.value),
                pins: "",
                remarks: Vec::new(),
                used: Use::Missing,
            });
        }
    }
    rows
}

fn note(token: &DecodedToken, name: &str, spec: Option<&'static ClaimSpec>, at: i64) -> String {
    if matches!(name, "exp" | "nbf" | "iat" | "auth_time")
        && let Timestamp::At(seconds) = token.claims.time(name)
    {
        return format!("{}, {}", clock::calendar(seconds), clock::relative(seconds, at));
    }
    spec.map(|spec| spec.meaning.to_owned()).unwrap_or_default()
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

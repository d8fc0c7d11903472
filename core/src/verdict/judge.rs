//! Runs the checks.

use super::{Check, CheckId, Minted, Outcome, Verdict, checks};
use crate::facts;
use crate::rule::{IssuerDraft, KeySourceKind, RuleDraft};
use crate::token::{DecodedToken, KeySet, ReadError};

/// What is asked: would this token, presented now, be exchanged under this rule.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The token, or why it cannot be read.
    pub token: Result<&'a DecodedToken, &'a ReadError>,
    /// The issuer, where it is given.
    pub issuer: Option<&'a IssuerDraft>,
    /// The rule, where it is given.
    pub rule: Option<&'a RuleDraft>,
    /// `workspace_id` of the exchange, where it is sent.
    pub workspace: Option<&'a str>,
    /// The time, in seconds since 1970.
    pub now: i64,
}

/// Runs every check, in the service's order.
pub fn judge(question: &Question<'_>) -> Verdict {
    let checks: Vec<Check> = CheckId::ALL.into_iter().map(|id| checks::run(id, question)).collect();
    let denied = checks.iter().any(|c| c.outcome == Outcome::Fail);
    let minted = match (question.token, question.rule) {
        (Ok(token), Some(rule)) if !denied => token.claims.time("exp").seconds().map(|exp| {
            let asked = rule.token_lifetime_seconds.trim().parse();
            Minted::new(
                asked.unwrap_or(facts::TOKEN_LIFETIME_DEFAULT.value),
                exp.saturating_sub(question.now),
            )
        }),
        _ => None,
    };
    Verdict { checks, minted }
}

/// The keys that the service would check a signature with: an inline issuer's own, else those that were pasted.
pub fn key_set(issuer: Option<&IssuerDraft>, pasted: Option<KeySet>) -> Option<KeySet> {
    issuer
        .filter(|i| i.jwks.kind == KeySourceKind::Inline)
        .and_then(|i| KeySet::parse(&i.jwks.keys).ok())
        .or(pasted)
}

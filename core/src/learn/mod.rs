//! The tightest rule that lets in every one of some tokens.
//!
//! What all samples say alike is compared, ids that last before names that do not, and nothing that differs from token to
//! token. What varies becomes a list in the condition. Claims about the run are compared where they keep out a stranger
//! whom nothing else keeps out.
//!
//! ```
//! use keyless_core::{learn::learn, token::Claims, verdict::{Admission, Gate}};
//! let sample = |branch: &str| Claims::new(serde_json::json!({
//!     "iss": "https://token.actions.githubusercontent.com", "aud": "https://api.anthropic.com",
//!     "sub": format!("repo:acme@1/site@2:ref:refs/heads/{branch}"), "ref": format!("refs/heads/{branch}"),
//!     "repository": "acme/site", "repository_id": "2", "repository_owner": "acme", "repository_owner_id": "1",
//!     "run_id": "77", "event_name": "push"
//! }).as_object().unwrap().clone());
//! let lesson = learn(&[sample("main"), sample("next")]).unwrap();
//! let gate = Gate::new(Some(&lesson.issuer), &lesson.rule);
//! assert_eq!(gate.ask(&sample("next")), Admission::Admitted);
//! assert!(!gate.ask(&sample("attempt")).may_enter());
//! assert!(lesson.rule.claims.iter().any(|claim| claim.name == "repository_id"));
//! ```

mod choose;
mod observe;
mod samples;
#[cfg(test)]
mod tests;

pub use samples::{MOST_SAMPLES, Samples, samples};

use crate::facts;
use crate::order::Order;
use crate::providers::{self, Provider};
use crate::rule::{AccountDraft, IssuerDraft, RuleDraft, resource_name};
use crate::strangers;
use crate::token::Claims;
use crate::verdict::{Admission, CheckId, Gate};
use std::fmt;

/// What some samples teach.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// The platform that they come from.
    pub provider: Option<&'static Provider>,
    /// The issuer.
    pub issuer: IssuerDraft,
    /// The rule.
    pub rule: RuleDraft,
    /// A service account for it.
    pub account: AccountDraft,
    /// What was seen of each claim that says something about who the caller is.
    pub claims: Vec<Seen>,
    /// What a person should know before using the rule, in sentences.
    pub notes: Vec<String>,
}

/// What was seen of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its path, with dots.
    pub name: String,
    /// How many different values it has.
    pub values: usize,
    /// In how many samples it is missing.
    pub missing: usize,
    /// What the rule does with it.
    pub done: Done,
}

/// What the rule does with a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It is compared with its one value.
    Compared,
    /// It is one of a list.
    Listed,
    /// Its start is compared.
    Prefix,
    /// The rest of the rule keeps out the same strangers without it.
    Implied,
    /// It differs from token to token, and is never compared.
    Passing,
    /// It is left open.
    Open,
}

impl Done {
    /// In words, as the end of a sentence that begins with the claim's name.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Compared => "is compared",
            Self::Listed => "is one of a list",
            Self::Prefix => "is compared as far as it is the same",
            Self::Implied => "keeps out nobody whom the rest lets in",
            Self::Passing => "differs from token to token and is never compared",
            Self::Open => "is left open",
        }
    }
}

/// Why nothing can be learnt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LearnProblem {
    /// There is no sample.
    NoSamples,
    /// A sample, counted from 1, has no text for this claim.
    Lacks(usize, &'static str),
    /// A sample, counted from 1, comes from another issuer than the first.
    OtherIssuer(usize),
    /// The samples have no audience in common.
    NoCommonAudience,
    /// Nothing that they have in common tells them from strangers.
    NothingInCommon,
}

impl fmt::Display for LearnProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSamples => f.write_str("There is no sample. Paste tokens, or claim sets as JSON, one to a line."),
            Self::Lacks(number, name) => write!(
                f,
                "Sample {number} has no {name} that is a text; the service refuses such a token. Take it out."
            ),
            Self::OtherIssuer(number) => write!(
                f,
                "Sample {number} comes from another issuer than the first. A rule belongs to one issuer: learn one for each."
            ),
            Self::NoCommonAudience => f.write_str(
                "The samples have no audience in common. Ask the platform for tokens for https://api.anthropic.com.",
            ),
            Self::NothingInCommon => f.write_str(
                "Nothing that the samples have in common tells them from strangers. Learn a rule for each group of them.",
            ),
        }
    }
}

impl std::error::Error for LearnProblem {}

/// Learns from claim sets of one issuer.
///
/// # Errors
/// Where there is none, or where they have too little in common; the numbers of samples begin at 1.
pub fn learn(samples: &[Claims]) -> Result<Lesson, LearnProblem> {
    let first = samples.first().ok_or(LearnProblem::NoSamples)?;
    for (number, sample) in samples.iter().enumerate() {
        for (name, text) in [("iss", sample.issuer()), ("sub", sample.subject())] {
            text.filter(|text| !text.is_empty()).ok_or(LearnProblem::Lacks(number + 1, name))?;
        }
        if sample.issuer() != first.issuer() {
            return Err(LearnProblem::OtherIssuer(number + 1));
        }
    }
    let provider = strangers::platform(&IssuerDraft::default(), &RuleDraft::default(), Some(first));
    let suggested =
        provider.map(|provider| (provider.suggest)(&(provider.answers_from)(first))).unwrap_or_default();
    let mut issuer = suggested.issuer;
    first.issuer().unwrap_or_default().clone_into(&mut issuer.issuer_url);
    let lifetime = samples.iter().filter_map(Claims::lifetime).max();
    let default = i64::try_from(facts::MAX_JWT_LIFETIME_DEFAULT.value).unwrap_or(i64::MAX);
    let mut notes = Vec::new();
    if let Some(lifetime) = lifetime.filter(|lifetime| *lifetime > default) {
        issuer.max_jwt_lifetime_seconds = lifetime.to_string();
        notes.push(format!(
            "A sample lives for {lifetime} seconds, more than the {default} that an issuer allows by itself, so the issuer has to \
             allow as much."
        ));
    }

    let mut rule = suggested.rule;
    let usual =
        std::mem::replace(&mut rule.audience, audience(samples).ok_or(LearnProblem::NoCommonAudience)?);
    // Some platforms leave no choice, and their suggestion has the audience of the token.
    if rule.audience != facts::DEFAULT_AUDIENCE.value && rule.audience != usual {
        notes.push(
            "The samples were minted for another audience than Claude's: whoever they are sent to can present them here."
                .to_owned(),
        );
    }
    let observed = observe::observe(samples, provider);
    let claims = choose::choose(samples, provider, &issuer, &mut rule, &observed)?;
    if rule.name.is_empty() {
        rule.name = resource_name(&[provider.map_or("workload", |provider| provider.slug), "learnt"]);
    }
    rule.description =
        format!("Learnt from {} token{}", samples.len(), if samples.len() == 1 { "" } else { "s" });
    if samples.len() == 1 {
        notes.push(
            "One sample shows what is the same, not what varies: add one of every run that has to get in."
                .to_owned(),
        );
    }
    Ok(Lesson { provider, issuer, rule, account: suggested.account, claims, notes })
}

/// The samples that a rule keeps out, counted from 1, each with the check that does.
pub fn shut_out(issuer: &IssuerDraft, rule: &RuleDraft, samples: &[Claims]) -> Vec<(usize, CheckId)> {
    let gate = Gate::new(Some(issuer), rule);
    let asked = samples.iter().enumerate().map(|(number, sample)| (number + 1, gate.ask(sample)));
    asked
        .filter_map(|(number, admission)| match admission {
            Admission::KeptOut(check) => Some((number, check)),
            _ => None,
        })
        .collect()
}

/// The audience that all have: Claude's where it is among them.
fn audience(samples: &[Claims]) -> Option<String> {
    let (first, others) = samples.split_first()?;
    let common = |audience: &&str| others.iter().all(|sample| sample.audiences().contains(audience));
    let mut all: Vec<&str> = first.audiences().into_iter().filter(common).collect();
    all.order_by_key(|audience| *audience != facts::DEFAULT_AUDIENCE.value);
    all.first().map(|audience| (*audience).to_owned())
}

/// What is known of a claim at the top level.
fn spec(provider: Option<&'static Provider>, name: &str) -> Option<&'static providers::ClaimSpec> {
    provider.and_then(|provider| provider.claim(name))
}

//! Who else gets in: the tokens of everybody around a workload, held against its rule.
//!
//! The platform's [`Specimen`](crate::providers::Specimen) says who they are. The workload's own claims come from a token,
//! or, where there is none, from the rule itself and the platform's usual values; [`Circle::owner`] tells whether the rule
//! lets them in, for a rule that keeps everybody out is wrong the other way.
//!
//! ```
//! use keyless_core::{providers, rule::{IssuerDraft, RuleDraft}, strangers, verdict::Admission};
//! let rule = RuleDraft { subject_prefix: "repo:acme*".into(), audience: "https://api.anthropic.com".into(), ..Default::default() };
//! let circle = strangers::around(&IssuerDraft::default(), &rule, providers::find("github-actions"), None);
//! assert_eq!(circle.owner.admission, Admission::Admitted);
//! let look_alike = circle.strangers.iter().find(|s| s.id == "look-alike-owner").unwrap();
//! assert_eq!(look_alike.admission, Admission::Admitted, "acme* admits acme-evil");
//! ```

#[cfg(test)]
mod loose;
mod owner;
#[cfg(test)]
mod tests;

use crate::providers::{self, Changes, Provider, Stranger, detect};
use crate::rule::{IssuerDraft, RuleDraft};
use crate::token::Claims;
use crate::verdict::{Admission, CheckId, Gate};

/// Somebody with a token, and whether the rule lets them in.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Stable kebab-case name; `owner` for the workload itself.
    pub id: &'static str,
    /// What they are called.
    pub title: &'static str,
    /// Who can come by such a token, in a sentence.
    pub who: &'static str,
    /// What their token says.
    pub claims: Claims,
    /// Whether they get in.
    pub admission: Admission,
}

/// Where the workload's own claims come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A token, as it was pasted.
    Token,
    /// The rule, with the platform's usual values where it says nothing.
    Rule,
}

/// A workload and everybody around it.
#[derive(Debug, Clone)]
pub struct Circle {
    /// The platform that they are from; none where it is not known.
    pub provider: Option<&'static Provider>,
    /// Where the workload's claims come from.
    pub origin: Origin,
    /// The workload.
    pub owner: Caller,
    /// Everybody else, in the platform's order.
    pub strangers: Vec<Caller>,
}

impl Circle {
    /// The strangers who get in, as far as can be known.
    pub fn admitted(&self) -> impl Iterator<Item = &Caller> {
        self.strangers.iter().filter(|stranger| stranger.admission.may_enter())
    }
}

/// A [`Circle`] as far as it takes to judge a rule: of a stranger's token only what it says otherwise than the workload's.
#[derive(Debug, Clone)]
pub struct Ring {
    /// The platform that they are from; none where it is not known.
    pub provider: Option<&'static Provider>,
    /// Where the workload's claims come from.
    pub origin: Origin,
    /// What the workload's token says.
    pub owner: Claims,
    /// Whether the workload gets in.
    pub admission: Admission,
    /// Everybody else, in the platform's order.
    pub strangers: Vec<Neighbour>,
}

/// A stranger, and whether the rule lets them in.
#[derive(Debug, Clone)]
pub struct Neighbour {
    /// Who they are.
    pub stranger: &'static Stranger,
    /// What their token says otherwise than the workload's.
    pub changes: Changes,
    /// Whether they get in.
    pub admission: Admission,
}

impl Ring {
    /// The strangers who get in, as far as can be known.
    pub fn admitted(&self) -> impl Iterator<Item = &Neighbour> {
        self.strangers.iter().filter(|stranger| stranger.admission.may_enter())
    }

    /// Everybody with all their claims.
    pub fn circle(self) -> Circle {
        let caller = |one: Neighbour| {
            let Stranger { id, title, who, .. } = *one.stranger;
            let claims = Claims::new(one.changes.over(self.owner.as_map()));
            Caller { id, title, who, claims, admission: one.admission }
        };
        let strangers = self.strangers.into_iter().map(caller).collect();
        let owner = Caller {
            id: "owner",
            title: "The workload itself",
            who: "Whoever the rule is meant for.",
            claims: self.owner,
            admission: self.admission,
        };
        Circle { provider: self.provider, origin: self.origin, owner, strangers }
    }
}

/// Holds everybody's tokens against a rule. An empty address of the issuer leaves the platform's own.
pub fn around(
    issuer: &IssuerDraft,
    rule: &RuleDraft,
    provider: Option<&'static Provider>,
    token: Option<&Claims>,
) -> Circle {
    ring(issuer, rule, provider, token).circle()
}

/// The same, for judging alone.
pub fn ring(
    issuer: &IssuerDraft,
    rule: &RuleDraft,
    provider: Option<&'static Provider>,
    token: Option<&Claims>,
) -> Ring {
    let provider = provider.or_else(|| platform(issuer, rule, token));
    let specimen = provider.map_or(&providers::PLAIN, |provider| provider.specimen);
    let gate = Gate::new(Some(issuer), rule);
    let (origin, owner) = match token {
        Some(token) => (Origin::Token, token.clone()),
        None => (Origin::Rule, Claims::new(owner::claims(specimen, issuer, rule, gate.condition()))),
    };
    let beside = gate.beside(&owner);
    let neighbour = |(stranger, changes): (&'static Stranger, Changes)| {
        let admission = beside.ask(&changes);
        Neighbour { stranger, changes, admission }
    };
    let strangers = specimen.changes_of(owner.as_map()).into_iter().map(neighbour).collect();
    let admission = beside.ask(&Changes::default());
    Ring { provider, origin, owner, admission, strangers }
}

/// The platform that a token gives away; without one, the issuer's address and what the rule compares.
pub fn platform(issuer: &IssuerDraft, rule: &RuleDraft, token: Option<&Claims>) -> Option<&'static Provider> {
    if let Some(token) = token {
        return providers::find_by_detection(detect::detect(None, token).slug);
    }
    let told = owner::told(issuer, rule);
    let found = providers::find_by_detection(detect::detect(None, &told).slug);
    let of_any_issuer = |provider: &&Provider| std::ptr::eq(provider.specimen, &raw const providers::PLAIN);
    let has_address = !issuer.issuer_url.is_empty();
    if has_address && found.as_ref().is_some_and(|provider| !of_any_issuer(provider)) {
        return found;
    }
    // Without an address that is known the subject tells, and the names of claims; with one, those that one platform has.
    let likeness = |provider: &&'static Provider| {
        let subject = told.subject().map_or(0, |subject| provider.specimen.likeness(subject));
        let known = told.as_map().keys().filter(|name| provider.claim(name).is_some());
        if has_address {
            let alone =
                |name: &&String| providers::ALL.iter().filter(|p| p.claim(name).is_some()).count() == 1;
            return subject.saturating_sub(ANYBODYS) + known.filter(alone).count();
        }
        let own = known.filter(|name| !["iss", "sub", "aud"].contains(&name.as_str()));
        subject + own.count()
    };
    let alike = providers::ALL.iter().copied().rev().max_by_key(likeness);
    alike.filter(|provider| likeness(provider) > 0).or(found)
}

/// How many bytes of a subject give nothing away: many issuers have subjects that begin with `https://`.
const ANYBODYS: usize = "https://".len();

/// What an [`Admission`] says to people, such as `kept out by the subject`.
pub const fn words(admission: Admission) -> &'static str {
    match admission {
        Admission::Admitted => "admitted",
        Admission::Unknown(_) => "cannot be told",
        Admission::KeptOut(CheckId::Issuer) => "kept out by the issuer",
        Admission::KeptOut(CheckId::Audience) => "kept out by the audience",
        Admission::KeptOut(CheckId::Subject) => "kept out by the subject",
        Admission::KeptOut(CheckId::Claims) => "kept out by the claims",
        Admission::KeptOut(_) => "kept out by the condition",
    }
}

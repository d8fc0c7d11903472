//! A rule as a gate: whom it lets in, without a word on why. For many claim sets at a time.

use super::CheckId;
use crate::condition::{Condition, ConditionProblem, Doubt, Evaluation};
use crate::providers::Changes;
use crate::rule::{AudienceRule, IssuerDraft, RuleDraft, SubjectPattern};
use crate::token::Claims;
use serde_json::{Map, Value};
use std::cell::OnceCell;

/// Issuer and matchers of a rule, read once.
///
/// It answers as [`super::judge`] does for the checks that it covers: issuer, audience, subject, claims and condition.
#[derive(Debug)]
pub struct Gate<'a> {
    issuer: Option<&'a IssuerDraft>,
    rule: &'a RuleDraft,
    audience: AudienceRule,
    subject: Option<SubjectPattern>,
    condition: Option<Result<Condition, ConditionProblem>>,
}

/// Whether a claim set gets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// It does.
    Admitted,
    /// It is kept out, by the first check that says no.
    KeptOut(CheckId),
    /// It hangs on the condition, whose answer is not known here; why, where the condition itself could be read.
    Unknown(Option<Doubt>),
}

impl Admission {
    /// Whether it gets in, as far as can be known: what cannot be told is taken to get in.
    pub fn may_enter(self) -> bool {
        !matches!(self, Self::KeptOut(_))
    }
}

impl<'a> Gate<'a> {
    /// Reads a rule. Without an issuer, or with one whose address is empty, any issuer's tokens are asked about.
    pub fn new(issuer: Option<&'a IssuerDraft>, rule: &'a RuleDraft) -> Self {
        let condition = (!rule.condition.is_empty()).then(|| Condition::compile(&rule.condition));
        Self {
            issuer: issuer.filter(|issuer| !issuer.issuer_url.is_empty()),
            rule,
            audience: AudienceRule::parse(&rule.audience),
            subject: SubjectPattern::parse(&rule.subject_prefix),
            condition,
        }
    }

    /// The condition, where there is one that the service would take.
    pub fn condition(&self) -> Option<&Condition> {
        self.condition.as_ref()?.as_ref().ok()
    }

    /// Asks about the claims of one token.
    pub fn ask(&self, claims: &Claims) -> Admission {
        self.refuses(&|name| claims.get(name)).unwrap_or_else(|| self.by_condition(claims.as_map()))
    }

    /// Asks about a token, and then about others that say little otherwise.
    pub fn beside<'o>(&'o self, owner: &'o Claims) -> Beside<'o> {
        Beside { gate: self, owner: owner.as_map(), by_condition: OnceCell::new() }
    }

    /// The first check other than the condition that says no.
    fn refuses<'v>(&self, claim: &dyn Fn(&str) -> Option<&'v Value>) -> Option<Admission> {
        let text = |name| claim(name).and_then(Value::as_str);
        let refused = |check| Some(Admission::KeptOut(check));
        if let Some(issuer) = self.issuer
            && (issuer.archived || text("iss") != Some(&issuer.issuer_url))
        {
            return refused(CheckId::Issuer);
        }
        let audience = self.audience.expected();
        let is_meant = match claim("aud") {
            Some(Value::Array(several)) => several.iter().any(|one| one.as_str() == Some(audience)),
            one => one.and_then(Value::as_str) == Some(audience),
        };
        if !is_meant {
            return refused(CheckId::Audience);
        }
        if let Some(pattern) = &self.subject
            && !text("sub").is_some_and(|subject| pattern.admits(subject))
        {
            return refused(CheckId::Subject);
        }
        if self.rule.claims.iter().any(|wanted| text(&wanted.name) != Some(&wanted.value)) {
            return refused(CheckId::Claims);
        }
        None
    }

    fn by_condition(&self, claims: &Map<String, Value>) -> Admission {
        match &self.condition {
            None => Admission::Admitted,
            Some(Err(problem)) if problem.kind.is_limit_here() => Admission::Unknown(None),
            Some(Err(_)) => Admission::KeptOut(CheckId::Condition),
            Some(Ok(condition)) => match condition.evaluate(claims) {
                Evaluation::True => Admission::Admitted,
                Evaluation::CannotTell { why } => Admission::Unknown(Some(why)),
                _ => Admission::KeptOut(CheckId::Condition),
            },
        }
    }
}

/// A gate that is asked about many tokens that say little otherwise than one.
#[derive(Debug)]
pub struct Beside<'o> {
    gate: &'o Gate<'o>,
    owner: &'o Map<String, Value>,
    /// What the condition says of that one.
    by_condition: OnceCell<Admission>,
}

impl Beside<'_> {
    /// Asks about a token that says this otherwise.
    pub fn ask(&self, changes: &Changes) -> Admission {
        let refused = self.gate.refuses(&|name| changes.get(self.owner, name));
        refused.unwrap_or_else(|| self.by_condition(changes))
    }

    /// The condition's answer hangs on nothing but the claims that it reads.
    fn by_condition(&self, changes: &Changes) -> Admission {
        let paths = self.gate.condition().map_or(&[][..], Condition::references);
        if paths.iter().any(Vec::is_empty) {
            return self.gate.by_condition(&changes.over(self.owner));
        }
        let read = || paths.iter().filter_map(|path| path.first());
        if changes.names().any(|name| read().any(|read| read == name)) {
            let claim = |name: &String| Some((name.clone(), changes.get(self.owner, name)?.clone()));
            return self.gate.by_condition(&read().filter_map(claim).collect());
        }
        *self.by_condition.get_or_init(|| self.gate.by_condition(self.owner))
    }
}

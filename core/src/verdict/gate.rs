//! A rule as a gate: whom it lets in, without a word on why. For many claim sets at a time.

use super::CheckId;
use crate::condition::{Condition, ConditionProblem, Doubt, Evaluation};
use crate::rule::{AudienceRule, IssuerDraft, RuleDraft, SubjectPattern};
use crate::token::Claims;

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
        let refused = |check| Admission::KeptOut(check);
        if let Some(issuer) = self.issuer
            && (issuer.archived || claims.issuer() != Some(&issuer.issuer_url))
        {
            return refused(CheckId::Issuer);
        }
        if !claims.audiences().contains(&self.audience.expected()) {
            return refused(CheckId::Audience);
        }
        if let Some(pattern) = &self.subject
            && !claims.subject().is_some_and(|subject| pattern.admits(subject))
        {
            return refused(CheckId::Subject);
        }
        if self.rule.claims.iter().any(|wanted| claims.text(&wanted.name) != Some(&wanted.value)) {
            return refused(CheckId::Claims);
        }
        match &self.condition {
            None => Admission::Admitted,
            Some(Err(problem)) if problem.kind.is_limit_here() => Admission::Unknown(None),
            Some(Err(_)) => refused(CheckId::Condition),
            Some(Ok(condition)) => match condition.evaluate(claims.as_map()) {
                Evaluation::True => Admission::Admitted,
                Evaluation::CannotTell { why } => Admission::Unknown(Some(why)),
                _ => refused(CheckId::Condition),
            },
        }
    }
}

//! From a rule's matchers as typed to a [`Match`].

use super::checks::{Problems, Reported, has_outer_blanks};
use super::{AudienceRule, FieldPath, IssuerDraft, Match, RuleDraft, SubjectPattern, tenant};
use crate::condition::{Condition, Constancy};
use std::collections::HashSet;

/// Checks `match`.
pub(super) fn parse(
    draft: &RuleDraft,
    issuer: Option<&IssuerDraft>,
    problems: &mut Problems,
) -> Result<Match, Reported> {
    let subject = parse_subject(&draft.subject_prefix, problems);
    let audience = parse_audience(&draft.audience, problems);
    let claims = parse_claims(draft, problems);
    let condition = parse_condition(&draft.condition, problems);

    let wildcard_only = SubjectPattern::parse(&draft.subject_prefix).is_some_and(|s| s.is_wildcard_only());
    let counts = (!draft.subject_prefix.is_empty() && !wildcard_only)
        || !draft.claims.is_empty()
        || !draft.condition.is_empty();
    if !counts {
        let (field, message) = if wildcard_only {
            (
                FieldPath::SubjectPrefix,
                "A * alone admits every subject, and the service does not count it as a matcher. Write what the subject \
                 starts with before the *, or add a claim or a condition.",
            )
        } else {
            (
                FieldPath::Match,
                "The service refuses a rule without a subject, a claim or a condition; an audience alone is not enough. \
                 Fill one of the three in.",
            )
        };
        return problems.refuse(field, message);
    }
    let (audience, claims) = (audience?, claims?);
    let (subject, condition) = (subject?, condition?);
    let shared = issuer.and_then(|i| tenant::shared_issuer(&i.issuer_url));
    if let Some(shared) = shared
        && !tenant::pins(&shared, subject.as_ref(), &claims, condition.as_ref())
    {
        return problems.refuse(FieldPath::Match, tenant::advice(&shared));
    }
    Ok(Match { subject, audience, claims, condition })
}

/// The service documents no such refusal; that blanks at the ends can never match is Keyless's reading.
fn blanks(what: &str) -> String {
    format!(
        "Remove the blanks before or after the {what}: it is compared exactly, and no token has them (Keyless's rule; the \
         service would save it, and it would never match)."
    )
}

fn parse_subject(text: &str, problems: &mut Problems) -> Result<Option<SubjectPattern>, Reported> {
    if has_outer_blanks(text) {
        return problems.refuse(FieldPath::SubjectPrefix, blanks("subject"));
    }
    Ok(SubjectPattern::parse(text))
}

fn parse_audience(text: &str, problems: &mut Problems) -> Result<AudienceRule, Reported> {
    if has_outer_blanks(text) {
        return problems.refuse(FieldPath::Audience, blanks("audience"));
    }
    Ok(AudienceRule::parse(text))
}

fn parse_claims(draft: &RuleDraft, problems: &mut Problems) -> Result<Vec<(String, String)>, Reported> {
    let mut seen = HashSet::new();
    let mut good = true;
    for claim in &draft.claims {
        let mut bad = |field, message: String| {
            problems.add(field, message);
            good = false;
        };
        let field = || FieldPath::Claim(claim.name.clone());
        if claim.name.trim().is_empty() {
            bad(FieldPath::Claims, "A claim has no name. Name it, or take the line out.".into());
        } else if has_outer_blanks(&claim.name) {
            bad(field(), blanks("claim's name"));
        } else if !seen.insert(claim.name.as_str()) {
            bad(
                field(),
                "This claim is given twice, and only one of the two can be written. Take one out; where either text will \
                 do, use a condition."
                    .into(),
            );
        }
        // An empty text may be meant: GitHub sends an empty head_ref outside pull requests.
        if has_outer_blanks(&claim.value) {
            bad(field(), blanks("claim's text"));
        }
    }
    let pairs = || draft.claims.iter().map(|c| (c.name.clone(), c.value.clone())).collect();
    if good { Ok(pairs()) } else { Err(Reported) }
}

fn parse_condition(text: &str, problems: &mut Problems) -> Result<Option<Condition>, Reported> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut refuse = |message: String| problems.refuse(FieldPath::Condition, message);
    if text.trim().is_empty() {
        return refuse("The condition holds blanks alone. Write an expression, or leave it out.".into());
    }
    let condition = match Condition::compile(text) {
        Ok(condition) => condition,
        Err(problem) => {
            return refuse(format!("Line {}, column {}: {}", problem.line, problem.column, problem.message));
        }
    };
    if !condition.foreign_names().is_empty() {
        return refuse(format!(
            "The condition reads {}, but the service gives it one variable only, claims. Write claims.NAME for a claim.",
            condition.foreign_names().join(", ")
        ));
    }
    let message = match condition.constancy() {
        Constancy::True => {
            "The condition is true for every token, and the service refuses such a rule. Compare a claim with what it must be."
        }
        Constancy::False => {
            "The condition is false for every token, so that no exchange can succeed. Compare a claim with what it must be \
             (Keyless's rule)."
        }
        Constancy::Error => {
            "The condition fails for every token, so that no exchange can succeed. Mend the part that cannot be evaluated \
             (Keyless's rule)."
        }
        Constancy::Other => {
            "The condition answers neither true nor false; the service takes only a condition that does. Compare the value \
             with what it must be."
        }
        Constancy::Varies if condition.references().is_empty() => {
            "The condition reads no claim, so that it says nothing of the token. Compare a claim with what it must be \
             (Keyless's rule)."
        }
        Constancy::Varies => return Ok(Some(condition)),
    };
    refuse(message.into())
}

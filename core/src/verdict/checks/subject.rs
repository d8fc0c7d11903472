//! The subject.

use super::super::{Check, CheckId, Reason};
use super::Finding;
use super::matching::NO_RULE;
use crate::providers;
use crate::rule::{RuleDraft, SubjectPattern};
use crate::token::DecodedToken;

pub(super) fn subject(token: &DecodedToken, rule: Option<&RuleDraft>) -> Check {
    let check = Finding::new(CheckId::Subject);
    let found = token.claims.subject();
    let check = check.found(found.unwrap_or_default());
    let Some(rule) = rule else { return check.unproven(NO_RULE) };
    let Some(pattern) = SubjectPattern::parse(&rule.subject_prefix) else {
        return check.not_asked("The rule compares no subject.");
    };
    let check = check.expected(rule.subject_prefix.clone());
    let Some(found) = found else {
        return check.fail(Reason::MatchSubjectPrefix, "The token has no sub that is a text.");
    };
    if pattern.admits(found) {
        return check.pass(match &pattern {
            SubjectPattern::Exact(_) => "Equal.".to_owned(),
            SubjectPattern::Prefix(prefix) => {
                format!("It starts with the {} characters before the *.", prefix.chars().count())
            }
        });
    }
    check.fail(Reason::MatchSubjectPrefix, why(token, &pattern, found))
}

fn why(token: &DecodedToken, pattern: &SubjectPattern, found: &str) -> String {
    let fixed = pattern.fixed();
    let other_spelling = || {
        let detected = providers::detect::detect(token.header.as_ref(), &token.claims);
        let provider = providers::find_by_detection(detected.slug)?;
        (provider.other_subject)(&token.claims).filter(|s| pattern.admits(s))
    };
    if other_spelling().is_some() {
        "It is the same workload in the platform's other spelling: one form of the subject carries ids, the other only names. \
         Put the token's sub into the rule."
            .to_owned()
    } else if matches!(pattern, SubjectPattern::Exact(_)) && found.starts_with(fixed) {
        "The token's subject goes on after the rule's, and without a * at its end the rule compares the whole. \
         Put the whole subject into the rule rather than a *."
            .to_owned()
    } else if found.eq_ignore_ascii_case(fixed)
        || found.to_ascii_lowercase().starts_with(&fixed.to_ascii_lowercase())
    {
        "They differ in upper and lower case, which counts.".to_owned()
    } else if found.trim() == fixed.trim() {
        "They differ in blanks.".to_owned()
    } else if fixed.contains('*') {
        "Only a * as the very last character is special; one further left is compared as it stands."
            .to_owned()
    } else {
        let same = found.chars().zip(fixed.chars()).take_while(|(a, b)| a == b).count();
        format!("They part after {same} characters that are the same.")
    }
}

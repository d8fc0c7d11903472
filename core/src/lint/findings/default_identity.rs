#![doc = include_str!("default_identity.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::condition::Condition;
use crate::lint::Look;
use crate::lint::pinned::platform;
use crate::lint::segments;
use crate::providers::detect;
use crate::rule::{Edit, FieldPath};

pub(super) static LINT: Lint = Lint {
    code: "default-identity",
    summary: "The rule is for an identity that workloads have when nobody gave them one, or that people and administrators use",
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    page: include_str!("default_identity.md"),
    run,
};

/// How an identity is recognised that many workloads, or people, have: what its text starts with, holds and ends with, and
/// whose it is.
const DEFAULTS: [(&str, &str, &str, &str); 6] = [
    ("system:serviceaccount:", "", ":default", "every pod of the namespace that names no account of its own"),
    (
        "",
        "-compute@developer.gserviceaccount.com",
        "",
        "every machine and function of the project that has no account of its own",
    ),
    ("", "@appspot.gserviceaccount.com", "", "App Engine and older functions of the project"),
    (
        "arn:aws",
        ":role/aws-reserved/sso.amazonaws.com/",
        "",
        "people who sign in through IAM Identity Center",
    ),
    (
        "arn:aws",
        ":role/OrganizationAccountAccessRole",
        "",
        "administrators of the organization's first account",
    ),
    ("system:serviceaccount:", "", ":argocd-application-controller", "whatever Argo CD is told to deploy"),
];

/// How the tokens of people are recognised.
const PEOPLE: [&str; 2] = ["google-human", "entra-delegated"];

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let pattern = segments::pattern(subject);
    let in_subject = pattern.map(|p| (FieldPath::SubjectPrefix, p.fixed().to_owned()));
    let in_claims = subject.rule.claims.iter().map(|c| (FieldPath::Claim(c.name.clone()), c.value.clone()));
    let condition = subject.condition();
    let equalities = condition.into_iter().flat_map(Condition::equalities);
    let in_condition = equalities.flat_map(|e| e.texts).map(|text| (FieldPath::Condition, text));
    for (field, text) in in_subject.into_iter().chain(in_claims).chain(in_condition) {
        let is = |(start, part, end, _): &&(&str, &str, &str, &str)| {
            text.starts_with(start) && text.contains(part) && text.ends_with(end)
        };
        let Some((_, _, _, whose)) = DEFAULTS.iter().find(is) else { continue };
        let mut finding = Finding::of(
            &LINT,
            field.clone(),
            format!(
                "{} is the identity of {whose}: make one for this workload alone",
                segments::shown(&text)
            ),
        );
        let own = subject.token.and_then(|t| t.subject()).filter(|s| *s != text);
        if let Some(own) = own.filter(|_| field == FieldPath::SubjectPrefix) {
            let title = format!("Take the token's subject, {}", segments::shown(own));
            finding = finding.fixed_by(Safety::Review, title, vec![Edit::set(field, own)]);
        }
        found.push(finding);
        return;
    }
    found.extend(person(subject));
}

/// A person's own tokens: what the workload's would say is recognised as one, or the subject is an address of mail where the
/// platform has people as well.
fn person(subject: &Look<'_>) -> Option<Finding> {
    let rule = subject.rule;
    if rule.subject_prefix.is_empty() && rule.claims.is_empty() && rule.condition.trim().is_empty() {
        return None;
    }
    // Elsewhere every token is a workload's.
    let provider = platform(subject)?;
    provider.specimen.strangers.iter().find(|stranger| stranger.id == "human")?;
    let seen = PEOPLE.contains(&detect::detect(None, &subject.ring().owner).slug);
    let pattern = segments::pattern(subject);
    let address =
        |text: &str| text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let is_address = pattern.as_ref().is_some_and(|pattern| address(pattern.fixed()));
    if !(seen || is_address) {
        return None;
    }
    let field = if pattern.is_some() { FieldPath::SubjectPrefix } else { FieldPath::Match };
    let message = "The rule is for a person who signs in, and for whatever that person runs: make an identity for this workload alone";
    Some(Finding::of(&LINT, field, message.to_owned()))
}

#![doc = include_str!("identity_not_compared.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::lint::Look;
use crate::lint::pinned::{Pinned, platform};
use crate::lint::segments;
use crate::providers::Pins;
use crate::rule::{Edit, FieldPath, SubjectPattern};

pub(super) static LINT: Lint = Lint {
    code: "identity-not-compared",
    summary: "The rule compares nothing that says who the caller is, or only what callers choose themselves",
    severity: Severity::Error,
    confidence: Confidence::Likely,
    page: include_str!("identity_not_compared.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let (Some(provider), None) = (platform(subject), segments::shared_issuer(subject)) else { return };
    let pattern = segments::pattern(subject);
    if pattern.as_ref().is_some_and(|p| !p.is_wildcard_only()) || provider.claims.len() < 2 {
        return;
    }
    let pinned = Pinned::of(subject);
    let specs: Vec<_> = pinned.names().map(|name| provider.claim(name)).collect();
    // A claim that nothing is known of may well say who it is.
    if specs.iter().any(Option::is_none) {
        return;
    }
    let names_it = |pins| matches!(pins, Pins::Tenant | Pins::Workload);
    let says: Vec<_> = specs.iter().flatten().filter(|c| names_it(c.pins)).collect();
    // The subject is the identity, in `claims` and the condition as well as in its own field.
    if says.iter().any(|claim| claim.name == "sub") {
        return;
    }
    let chosen =
        says.first().and_then(|spec| spec.chosen_by).filter(|_| says.iter().all(|c| c.chosen_by.is_some()));
    let compared = specs.iter().flatten().map(|c| format!("`{}`", c.name)).collect::<Vec<_>>().join(", ");
    let reads = subject.condition().is_some_and(|c| !c.references().is_empty());
    let message = match (says.is_empty(), chosen) {
        (true, _) if compared.is_empty() && !reads && pattern.is_none() => return,
        (true, _) if compared.is_empty() => {
            "The rule compares nothing that says who the caller is: every token of the issuer for this audience can match".to_owned()
        }
        (true, _) => format!(
            "The rule compares {compared}, which says nothing of who the caller is: every workload of the issuer can have the same"
        ),
        (false, Some(who)) => format!("Who the caller is hangs on {compared} alone, which is chosen by {who}"),
        (false, None) => return,
    };
    let field = match (&pattern, pinned.names().next()) {
        (Some(_), _) => FieldPath::SubjectPrefix,
        (None, Some(name)) if subject.rule.claim(name).is_some() => FieldPath::Claim(name.to_owned()),
        (None, _) => FieldPath::Condition,
    };
    let mut finding = Finding::of(&LINT, field, message);
    if chosen.is_some() {
        finding = finding.only(Severity::Warning);
    }
    if let Some(sent) = subject.token.and_then(|token| token.subject()).filter(|s| !s.is_empty()) {
        let sent = SubjectPattern::Exact(sent.to_owned());
        let title = format!("Compare the subject with {} exactly", segments::shown(sent.fixed()));
        let edit = Edit::set(FieldPath::SubjectPrefix, sent.fixed());
        finding = finding.fixed_by(Safety::Review, title, vec![edit]);
    }
    found.push(finding);
}

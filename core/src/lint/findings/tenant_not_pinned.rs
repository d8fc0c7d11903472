#![doc = include_str!("tenant_not_pinned.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::lint::Look;
use crate::lint::around;
use crate::lint::pinned::Pinned;
use crate::lint::segments;
use crate::providers::Pins;
use crate::rule::{Edit, FieldPath, SubjectPattern};

pub(super) static LINT: Lint = Lint {
    code: "tenant-not-pinned",
    summary: "On an issuer that every customer shares, other customers get in",
    severity: Severity::Error,
    confidence: Confidence::Certain,
    page: include_str!("tenant_not_pinned.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let Some(shared) = segments::shared_issuer(subject) else { return };
    let rule = subject.rule;
    if rule.subject_prefix.is_empty() && rule.claims.is_empty() && rule.condition.trim().is_empty() {
        return;
    }
    let pattern = segments::pattern(subject);
    // A tenant that is cut short is another finding's.
    let fixed = pattern.as_ref().map(SubjectPattern::fixed).unwrap_or_default();
    let rest = fixed.strip_prefix(shared.subject_head).unwrap_or_default();
    let cut = !rest.is_empty() || (!fixed.is_empty() && !fixed.starts_with(shared.subject_head));
    let pinned = Pinned::of(subject);
    let by_claims = pinned.claim("sub") || pinned.any(&[Pins::Tenant, Pins::Workload]);
    let message = if cut || by_claims {
        let ring = subject.ring();
        let stranger = around::others(ring)
            .find(|other| !cut && around::differs(ring, other, Pins::Tenant) == Some(true));
        let Some(stranger) = stranger else { return };
        format!(
            "Tokens of every {} customer come from this issuer, and the rule keeps them out by nothing: {}",
            shared.platform,
            around::named(stranger)
        )
    } else {
        format!(
            "Tokens of every {} customer come from this issuer, and nothing in the rule names whose are meant: anybody there \
             can send one that matches",
            shared.platform
        )
    };
    let field = if pattern.is_some() { FieldPath::SubjectPrefix } else { FieldPath::Match };
    let mut finding = Finding::of(&LINT, field, message)
        .note(format!("One of these names a customer: {}", shared.pinning_claims.join(", ")));
    if let Some((name, value)) = subject.token.and_then(|token| {
        let ids = shared.pinning_claims.iter().filter(|name| name.ends_with("_id"));
        ids.chain(&["sub"]).find_map(|name| Some((*name, token.text(name)?)))
    }) {
        finding = finding.fixed_by(
            Safety::Safe,
            format!("Pin `{name}` as the token has it"),
            vec![Edit::set(FieldPath::Claim(name.to_owned()), value)],
        );
    }
    found.push(finding);
}

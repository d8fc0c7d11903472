#![doc = include_str!("workload_not_pinned.md")]

use super::{
    Confidence, Finding, Lint, Safety, Severity, identity_not_compared, tenant_not_pinned,
    wildcard_where_exact_serves,
};
use crate::condition::Condition;
use crate::lint::Look;
use crate::lint::around;
use crate::lint::segments;
use crate::providers::Pins;
use crate::rule::{Edit, FieldPath, SubjectPattern};

pub(super) static LINT: Lint = Lint {
    code: "workload-not-pinned",
    summary: "Other workloads of the same tenant get in",
    severity: Severity::Warning,
    confidence: Confidence::Likely,
    page: include_str!("workload_not_pinned.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let pattern = segments::pattern(subject);
    let rule = subject.rule;
    let blank = rule.subject_prefix.is_empty() && rule.claims.is_empty() && rule.condition.trim().is_empty();
    let equalities = subject.condition().map(Condition::equalities).unwrap_or_default();
    let exact = matches!(&pattern, Some(SubjectPattern::Exact(_)))
        || rule.claim("sub").is_some()
        || equalities.iter().any(|equality| equality.path == ["sub"]);
    if blank || exact || is_said(subject) {
        return;
    }
    let ring = subject.ring();
    if !ring.admission.may_enter() {
        return;
    }
    let mut others = around::others(ring)
        .filter(|other| around::differs(ring, other, Pins::Workload) == Some(true))
        // Whoever is another customer's is worse, and another finding's.
        .filter(|other| around::differs(ring, other, Pins::Tenant) != Some(true));
    let Some(stranger) = others.next() else { return };
    let field = if pattern.is_some() { FieldPath::SubjectPrefix } else { FieldPath::Match };
    let mut finding = Finding::of(
        &LINT,
        field,
        format!("Nothing in the rule names one workload: {}", around::named(stranger)),
    );
    if let Some(pattern) = &pattern {
        finding = finding.in_part(0..pattern.fixed().len().max(1));
    }
    if let Some(sent) = subject.token.and_then(|token| token.subject()).filter(|sent| !sent.is_empty()) {
        let title = format!("Compare with {} exactly", segments::shown(sent));
        finding = finding.fixed_by(Safety::Review, title, vec![Edit::set(FieldPath::SubjectPrefix, sent)]);
    } else {
        let ids: Vec<String> = ring
            .provider
            .map_or(&[][..], |provider| provider.claims)
            .iter()
            .filter(|c| c.pins == Pins::Workload && !c.renameable && c.name != "sub")
            .take(2)
            .map(|c| format!("`{}`", c.name))
            .collect();
        if !ids.is_empty() {
            finding = finding.note(format!("An id names one workload for good: pin {}", ids.join(" or ")));
        }
    }
    found.push(finding);
}

/// Whether another finding says it already, and better.
fn is_said(subject: &Look<'_>) -> bool {
    let mut found = Vec::new();
    for lint in [&tenant_not_pinned::LINT, &identity_not_compared::LINT, &wildcard_where_exact_serves::LINT] {
        (lint.run)(subject, &mut found);
    }
    found.iter().any(|finding| finding.severity >= Severity::Warning)
}

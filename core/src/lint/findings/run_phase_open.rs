#![doc = include_str!("run_phase_open.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::lint::Look;
use crate::lint::pinned::{Pinned, platform};
use crate::lint::segments;
use crate::rule::{Edit, FieldPath};

pub(super) static LINT: Lint = Lint {
    code: "run-phase-open",
    summary: "Plans get in as well as applies, and anybody who can propose a change can make one",
    severity: Severity::Warning,
    confidence: Confidence::Likely,
    page: include_str!("run_phase_open.md"),
    run,
};

/// The claim that says which part of a run a token is for, the segment of the subject that says it too, and what it says of
/// the part that changes things.
const PHASES: [(&str, &str, &str); 2] =
    [("terraform_run_phase", "run_phase:", "apply"), ("runType", "run_type:", "TRACKED")];

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let Some(provider) = platform(subject) else { return };
    let Some((claim, segment, apply)) = PHASES.iter().find(|(name, ..)| provider.claim(name).is_some())
    else {
        return;
    };
    let rule = subject.rule;
    let blank = rule.subject_prefix.is_empty() && rule.claims.is_empty() && rule.condition.trim().is_empty();
    let pinned = Pinned::of(subject);
    let pattern = segments::pattern(subject);
    let in_subject = pattern
        .as_ref()
        .is_some_and(|p| p.fixed().split_once(segment).is_some_and(|(_, phase)| !phase.is_empty()));
    // A subject without segments of the platform's own says what a customer chose.
    let custom = pattern.as_ref().is_some_and(|p| !p.fixed().is_empty() && !p.fixed().contains(':'));
    if blank || in_subject || custom || pinned.claim(claim) || pinned.claim("sub") || pinned.claim("scope") {
        return;
    }
    let field = if pattern.is_some() { FieldPath::SubjectPrefix } else { FieldPath::Match };
    let phase = subject.token.and_then(|token| token.text(claim)).unwrap_or(apply);
    found.push(
        Finding::of(
            &LINT,
            field,
            format!(
                "The rule leaves `{claim}` open: a plan of a change that somebody proposed, and nobody looked at, gets the same token as an apply"
            ),
        )
        .fixed_by(
            Safety::Review,
            format!("Pin `{claim}` to `{phase}`"),
            vec![Edit::set(FieldPath::Claim((*claim).to_owned()), phase)],
        ),
    );
}

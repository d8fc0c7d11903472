#![doc = include_str!("pull_request_admitted.md")]

use super::{Confidence, Finding, Lint, Safety, Severity, subject_prefix_splits_segment};
use crate::condition::Condition;
use crate::lint::around;
use crate::lint::pinned::{Pinned, platform};
use crate::lint::segments::{self, Open};
use crate::lint::{Look, Subject};
use crate::providers::{Pins, Provider};
use crate::rule::{Edit, FieldPath, SubjectPattern};
use crate::strangers::Ring;

pub(super) static LINT: Lint = Lint {
    code: "pull-request-admitted",
    summary: "Runs of pull requests get in, whose code nobody has looked at yet",
    severity: Severity::Warning,
    confidence: Confidence::Likely,
    page: include_str!("pull_request_admitted.md"),
    run,
};

/// The claim that says what started a run, on platforms whose strangers come by pull requests, and what it says of a push.
const EVENTS: [(&str, &str); 2] = [("event_name", "push"), ("pipeline_source", "push")];

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let pattern = segments::pattern(subject);
    let rule = subject.rule;
    if rule.subject_prefix.is_empty() && rule.claims.is_empty() && rule.condition.trim().is_empty() {
        return;
    }
    let asks_for_them = |text: &str| {
        ["pull_request", "merge_request", "refs/pull/", "pull-request"].iter().any(|w| text.contains(w))
    };
    let meant = asks_for_them(&rule.subject_prefix)
        || rule.claims.iter().any(|claim| asks_for_them(&claim.value))
        || wants(subject, &asks_for_them);
    let equalities = subject.condition().map(Condition::equalities).unwrap_or_default();
    let names_ref = pattern.as_ref().is_some_and(names_ref)
        || rule.claim("sub").is_some()
        || equalities.iter().any(|equality| equality.path == ["sub"]);
    if meant || platform(subject).is_some_and(|p| p.specimen.strangers.iter().all(|s| !is_request(s.id))) {
        return;
    }
    // Where the name itself is cut, that comes first.
    let mut cut = Vec::new();
    (subject_prefix_splits_segment::LINT.run)(subject, &mut cut);
    if cut.iter().any(|finding| finding.severity == Severity::Error) {
        return;
    }
    // Where no claim says what started a run, a ref is all that a rule can name, or one pipeline of the project by its id.
    let known = |p: &'static Provider| EVENTS.iter().any(|(name, _)| p.claim(name).is_some());
    let pinned = Pinned::of(subject);
    let ids = pinned.names().filter(|name| names_workload(subject, name)).count();
    if !platform(subject).is_some_and(known) && (names_ref || pinned.any(&[Pins::Ref]) || ids > 1) {
        return;
    }
    let ring = subject.ring();
    if !ring.admission.may_enter() || is_itself(ring) {
        return;
    }
    let mut requests: Vec<_> = ring.admitted().filter(|other| is_request(other.stranger.id)).collect();
    // What the subject says in such a run is not documented; where it names no ref, the run does get in.
    requests.retain(|other| !(names_ref && other.stranger.id.ends_with("target")));
    let Some(stranger) = requests.first() else { return };
    let field = if pattern.is_some() { FieldPath::SubjectPrefix } else { FieldPath::Match };
    let mut finding = Finding::of(
        &LINT,
        field,
        format!("The rule says nothing of what starts the run: {}", around::named(stranger)),
    );
    let event = EVENTS
        .iter()
        .find(|(name, _)| ring.provider.is_some_and(|p| p.claim(name).is_some()) && !pinned.claim(name));
    if let Some((name, usual)) = event {
        let of_token = subject.token.and_then(|token| token.text(name)).unwrap_or(usual);
        finding = finding.fixed_by(
            Safety::Review,
            format!("Let in runs by `{of_token}` alone: pin `{name}`"),
            vec![Edit::set(FieldPath::Claim((*name).to_owned()), of_token)],
        );
    }
    found.push(finding);
}

/// Whether a subject says which ref is meant, be it by its start.
fn names_ref(pattern: &SubjectPattern) -> bool {
    let fixed = pattern.fixed();
    let behind_workload = segments::open_behind(fixed) == Open::Ref && !segments::is_whole_workload(fixed);
    matches!(pattern, SubjectPattern::Exact(_)) || behind_workload
}

fn names_workload(subject: &Subject<'_>, name: &str) -> bool {
    platform(subject).and_then(|p| p.claim(name)).is_some_and(|spec| spec.pins == Pins::Workload)
}

fn is_request(id: &str) -> bool {
    id.contains("pull-request") || id.contains("merge-request")
}

/// Whether the workload runs for pull requests itself.
fn is_itself(ring: &Ring) -> bool {
    let says = |name| ring.owner.text(name).is_some_and(|t| t.contains("_request"));
    says("event_name")
        || says("pipeline_source")
        || ring.owner.subject().is_some_and(|s| s.ends_with("_request"))
}

/// Whether the condition lets a claim be such a text.
fn wants(subject: &Look<'_>, asks: &dyn Fn(&str) -> bool) -> bool {
    use crate::condition::How;
    let Some(condition) = subject.condition() else { return false };
    condition.comparisons().iter().any(|c| {
        c.how != How::Unequal && !c.negated && c.values.iter().any(|(v, _)| v.as_str().is_some_and(asks))
    })
}

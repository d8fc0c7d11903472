#![doc = include_str!("matchers_contradict.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::condition::{Condition, Equality};
use crate::lint::pinned::platform;
use crate::lint::segments;
use crate::lint::{Look, Subject};
use crate::rule::{AudienceRule, Edit, FieldPath, SubjectPattern};
use crate::verdict::Gate;
use serde_json::{Map, Value};
use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::ops::Deref;

pub(super) static LINT: Lint = Lint {
    code: "matchers-contradict",
    summary: "Two parts of the rule ask for what no token can say together",
    severity: Severity::Error,
    confidence: Confidence::Certain,
    page: include_str!("matchers_contradict.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let rule = subject.rule;
    // What a token does say together is no contradiction.
    if subject.token.is_some_and(|token| Gate::new(None, rule).ask(token).may_enter()) {
        return;
    }
    let condition = subject.condition();
    let equalities = condition.map(Condition::equalities).unwrap_or_default();
    let asked: Vec<(FieldPath, &str, Vec<&str>)> = rule
        .claims
        .iter()
        .filter(|claim| !claim.name.is_empty())
        .map(|claim| (FieldPath::Claim(claim.name.clone()), claim.name.as_str(), vec![claim.value.as_str()]))
        .chain(equalities.iter().filter_map(of_condition))
        .collect();
    let by_subject = LazyCell::new(|| told_by_subject(subject));
    let mut before: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, (field, name, texts)) in asked.iter().enumerate() {
        let told = told(subject, name, &by_subject);
        let against = told.filter(|(_, takes)| !texts.iter().any(|text| takes.takes(text)));
        let same = before.entry(name).or_default();
        let earlier = same
            .iter()
            .filter_map(|place| asked.get(*place))
            .find(|(_, _, theirs)| !theirs.iter().any(|text| texts.contains(text)));
        same.push(at);
        let other = match (&against, earlier) {
            (Some((what, takes)), _) => format!("{what} asks for {}", segments::shown(takes.text())),
            (None, Some((field, _, theirs))) => {
                format!("{} asks for {}", words(field), segments::shown(theirs.first().unwrap_or(&"")))
            }
            (None, None) => continue,
        };
        let wanted = texts.first().copied().unwrap_or_default();
        let mut finding = Finding::of(
            &LINT,
            field.clone(),
            format!(
                "`{name}` has to be {} here, and {other}: no token can say both",
                segments::shown(wanted)
            ),
        );
        if matches!(field, FieldPath::Claim(_)) {
            let edits = match against.map(|(_, takes)| takes) {
                Some(Takes::Exactly(text)) => vec![Edit::set(field.clone(), text)],
                _ => vec![Edit::clear(field.clone())],
            };
            let title =
                if edits.iter().any(|e| e.value.is_none()) { "Take it out" } else { "Ask for the same here" };
            finding = finding.fixed_by(Safety::Review, title, edits);
        }
        found.push(finding);
        return;
    }
}

fn of_condition(equality: &Equality) -> Option<(FieldPath, &str, Vec<&str>)> {
    let [name] = equality.path.as_slice() else { return None };
    Some((FieldPath::Condition, name, equality.texts.iter().map(String::as_str).collect()))
}

fn words(field: &FieldPath) -> &'static str {
    match field {
        FieldPath::Condition => "another part of the condition",
        _ => "the list of claims",
    }
}

/// What another part of a rule takes.
enum Takes {
    Exactly(String),
    StartsWith(String),
}

impl Takes {
    fn takes(&self, text: &str) -> bool {
        match self {
            Self::Exactly(own) => own == text,
            Self::StartsWith(own) => text.starts_with(own.as_str()),
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Exactly(own) | Self::StartsWith(own) => own,
        }
    }
}

/// What a whole subject says of other claims.
fn told_by_subject(subject: &Subject<'_>) -> Map<String, Value> {
    let Some(SubjectPattern::Exact(text)) = segments::pattern(subject) else { return Map::new() };
    let told = platform(subject).map(|platform| platform.specimen.told_by(&text)).unwrap_or_default();
    // A colon ends a name in subjects: a name with one in it is a customer's own form, read wrongly.
    let is_misread = told.values().any(|value| value.as_str().is_some_and(|text| text.contains(':')));
    if is_misread { Map::new() } else { told }
}

/// What issuer, audience and subject say of a claim; the last where it is asked for.
fn told(
    subject: &Subject<'_>,
    name: &str,
    by_subject: &impl Deref<Target = Map<String, Value>>,
) -> Option<(&'static str, Takes)> {
    let pattern = segments::pattern(subject);
    match (name, &pattern) {
        ("iss", _) => {
            let url = subject.issuer.issuer_url.trim();
            (!url.is_empty()).then(|| ("the issuer", Takes::Exactly(url.to_owned())))
        }
        // A list of audiences is no text; where it is one, it is the rule's.
        ("aud", _) => {
            let audience = AudienceRule::parse(&subject.rule.audience).expected().to_owned();
            Some(("the audience", Takes::Exactly(audience)))
        }
        ("sub", Some(SubjectPattern::Exact(text))) => Some(("the subject", Takes::Exactly(text.clone()))),
        ("sub", Some(SubjectPattern::Prefix(text))) => Some(("the subject", Takes::StartsWith(text.clone()))),
        (_, Some(SubjectPattern::Exact(_))) => {
            let text = by_subject.get(name)?.as_str()?.to_owned();
            // A person's subject is of another form than an app's, and says nothing of its ids.
            let asked = subject.rule.claim(name).unwrap_or(&text);
            let is_opaque = segments::ends(platform(subject)).is_empty();
            (!is_opaque || asked.len() == text.len()).then_some(("the subject", Takes::Exactly(text)))
        }
        _ => None,
    }
}

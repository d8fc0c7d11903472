#![doc = include_str!("claim_ephemeral.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::condition::Condition;
use crate::lint::Look;
use crate::lint::pinned::platform;
use crate::lint::segments;
use crate::providers::{self, ClaimKind, Pins, Provider};
use crate::rule::{Edit, FieldPath};
use serde_json::Value;
use std::sync::LazyLock;

pub(super) static LINT: Lint = Lint {
    code: "claim-ephemeral",
    summary: "The rule compares a claim that differs from token to token",
    severity: Severity::Error,
    confidence: Confidence::Certain,
    page: include_str!("claim_ephemeral.md"),
    run,
};

/// Claims that differ from token to token wherever they come from (RFC 7519, section 4.1; OpenID Connect Core, section 2).
const EVERYWHERE: [&str; 4] = ["jti", "nonce", "at_hash", "c_hash"];

/// Shortest text that is looked for in a subject, in bytes.
const SHORTEST: usize = 6;

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let provider = platform(subject);
    let is_ephemeral = |name: &str| {
        let spec = provider.and_then(|p| p.claim(name));
        let passes = |s: &providers::ClaimSpec| {
            s.pins == Pins::Nothing && s.kind == ClaimKind::Text && !matches!(s.name, "iss" | "sub" | "aud")
        };
        EVERYWHERE.contains(&name) || spec.is_some_and(passes)
    };
    let condition = subject.condition();
    let read = condition.into_iter().flat_map(Condition::equalities).map(|e| (FieldPath::Condition, e.path));
    let listed = subject.rule.claims.iter().map(|c| (FieldPath::Claim(c.name.clone()), vec![c.name.clone()]));
    for (field, path) in listed.chain(read) {
        let top = path.first().is_some_and(|name| is_ephemeral(name));
        if !top && !providers::passes(&path) {
            continue;
        }
        let name = if top { path.first().cloned().unwrap_or_default() } else { path.join(".") };
        let message = format!(
            "`{name}` is another one in every run or token: the rule matches once at most, and then never again"
        );
        let mut finding = Finding::of(&LINT, field.clone(), message);
        if matches!(field, FieldPath::Claim(_)) {
            finding =
                finding.fixed_by(Safety::Review, format!("Leave `{name}` out"), vec![Edit::clear(field)]);
        }
        found.push(finding);
    }
    found.extend(in_subject(subject));
}

/// What passes in the subject, on platforms that put a commit or a step into it.
fn in_subject(subject: &Look<'_>) -> Option<Finding> {
    let provider = platform(subject)?;
    let (_, passing) = IN_SUBJECTS.iter().find(|(slug, _)| *slug == provider.slug)?;
    let fixed = segments::pattern(subject)?.fixed().to_owned();
    let told = provider.specimen.told_by(&fixed);
    let (name, at, length) = passing.iter().find_map(|name| {
        let text = told.get(*name)?.as_str().filter(|text| text.len() >= SHORTEST)?;
        Some((name, fixed.find(text)?, text.len()))
    })?;
    let finding = Finding::of(
        &LINT,
        FieldPath::SubjectPrefix,
        format!(
            "The subject goes on to what the claim `{name}` says, which is another in every run: the rule matches once at most"
        ),
    );
    let kept = fixed.get(..at).filter(|kept| !kept.is_empty())?;
    Some(finding.in_part(at..at + length).fixed_by(
        Safety::Review,
        format!("End the prefix before it: {}", segments::shown(&format!("{kept}*"))),
        vec![Edit::set(FieldPath::SubjectPrefix, format!("{kept}*"))],
    ))
}

/// Platforms, by their slugs, whose subjects have in them what passing claims say, with the names of these.
static IN_SUBJECTS: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let all = providers::ALL.iter().map(|provider| (provider.slug, in_subjects_of(provider)));
    all.filter(|(_, passing)| !passing.is_empty()).collect()
});

fn in_subjects_of(provider: &'static Provider) -> Vec<&'static str> {
    let Ok(Value::Object(says)) = serde_json::from_str(provider.specimen.claims) else { return Vec::new() };
    let forms = provider.specimen.forms.iter().filter(|(part, _)| *part == "SUBJECT");
    let forms: Vec<&str> = forms.flat_map(|(_, forms)| forms.iter().copied()).collect();
    let hole = |name: &str| {
        let value = says.get(name).or_else(|| says.get(&format!("{name}?")))?.as_str()?;
        Some(value.get(value.find('<')?..=value.find('>')?)?.to_owned())
    };
    let passing = provider.claims.iter().filter(|claim| {
        claim.pins == Pins::Nothing
            && claim.kind == ClaimKind::Text
            && !matches!(claim.name, "iss" | "sub" | "aud")
    });
    let stands_there =
        |name: &str| hole(name).is_some_and(|hole| forms.iter().any(|form| form.contains(&hole)));
    passing.map(|claim| claim.name).filter(|name| stands_there(name)).collect()
}

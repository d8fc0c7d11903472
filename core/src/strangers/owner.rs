//! The workload that a rule is meant for, where no token shows it.

use crate::condition::{Condition, Equality};
use crate::providers::Specimen;
use crate::rule::{AudienceRule, IssuerDraft, RuleDraft, SubjectPattern};
use crate::token::Claims;
use serde_json::{Map, Value};

/// Claims that the rule asks for, and the specimen's own for the rest.
pub(super) fn claims(
    specimen: &Specimen,
    issuer: &IssuerDraft,
    rule: &RuleDraft,
    condition: Option<&Condition>,
) -> Map<String, Value> {
    let asked = asked(rule, condition);
    let pattern = SubjectPattern::parse(&rule.subject_prefix);
    let fixed =
        pattern.as_ref().map(|pattern| (pattern.fixed(), matches!(pattern, SubjectPattern::Exact(_))));
    let parts = specimen.parts_of_rule(&asked, fixed);
    let mut claims = specimen.write(&parts);
    for (path, text) in &asked {
        put(&mut claims, path, text);
    }
    if let Some(pattern) = &pattern
        && !claims.get("sub").and_then(Value::as_str).is_some_and(|sub| pattern.admits(sub))
    {
        let more = if pattern.fixed().ends_with([':', '/', '@', '.', '-', '_']) { "workload" } else { "" };
        claims.insert("sub".into(), format!("{}{more}", pattern.fixed()).into());
    }
    if !issuer.issuer_url.is_empty() {
        claims.insert("iss".into(), issuer.issuer_url.clone().into());
    }
    let audience = AudienceRule::parse(&rule.audience).expected().to_owned();
    let audience = match claims.get("aud") {
        Some(Value::Array(_)) => Value::Array(vec![audience.into()]),
        _ => audience.into(),
    };
    claims.insert("aud".into(), audience);
    claims
}

/// All that issuer and rule say of their tokens.
pub(super) fn told(issuer: &IssuerDraft, rule: &RuleDraft) -> Claims {
    let condition = Condition::compile(&rule.condition).ok();
    let mut claims = Map::new();
    for (path, text) in asked(rule, condition.as_ref()) {
        put(&mut claims, &path, &text);
    }
    if let Some(pattern) = SubjectPattern::parse(&rule.subject_prefix) {
        claims.insert("sub".into(), pattern.fixed().into());
    }
    if !issuer.issuer_url.is_empty() {
        claims.insert("iss".into(), issuer.issuer_url.trim().into());
    }
    Claims::new(claims)
}

/// Claims that the rule compares, by path, each with a text that it takes.
fn asked(rule: &RuleDraft, condition: Option<&Condition>) -> Vec<(Vec<String>, String)> {
    let listed = rule.claims.iter().map(|claim| (vec![claim.name.clone()], claim.value.clone()));
    let equalities = condition.map(Condition::equalities).unwrap_or_default();
    let by_condition =
        equalities.into_iter().filter_map(|Equality { path, texts }| Some((path, texts.into_iter().next()?)));
    listed.chain(by_condition).filter(|(path, _)| !path.is_empty()).collect()
}

/// Puts a text at a path, making maps on the way; what stands in the way and is no map is left as it is.
fn put(claims: &mut Map<String, Value>, path: &[String], text: &str) {
    match path {
        [] => {}
        [name] => {
            claims.insert(name.clone(), text.into());
        }
        [name, rest @ ..] => {
            let below = claims.entry(name.clone()).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(below) = below {
                put(below, rest, text);
            }
        }
    }
}

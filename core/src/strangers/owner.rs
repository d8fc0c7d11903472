//! The workload that a rule is meant for, where no token shows it.

use crate::condition::{Condition, Evaluation, Wanted, Wish};
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
    let asked = asked(issuer, rule, condition);
    // What a pattern takes may be what the platform usually says: only else stands an example of it.
    let (examples, plain): (Vec<Wish>, Vec<Wish>) =
        asked.iter().cloned().partition(|wish| matches!(wish.wanted, Wanted::Like(_)));
    let claims = asking(specimen, issuer, rule, &plain);
    let holds = |condition: &Condition| condition.evaluate(&claims) == Evaluation::True;
    if examples.is_empty() || condition.is_none_or(holds) {
        return claims;
    }
    asking(specimen, issuer, rule, &asked)
}

fn asking(specimen: &Specimen, issuer: &IssuerDraft, rule: &RuleDraft, asked: &[Wish]) -> Map<String, Value> {
    let pattern = SubjectPattern::parse(&rule.subject_prefix);
    let fixed =
        pattern.as_ref().map(|pattern| (pattern.fixed(), matches!(pattern, SubjectPattern::Exact(_))));
    let mut claims = specimen.write(&specimen.parts_of_rule(asked, fixed));
    for wish in asked {
        grant(&mut claims, &wish.path, &wish.wanted);
    }
    if let Some(pattern) = &pattern
        && !claims.get("sub").and_then(Value::as_str).is_some_and(|sub| pattern.admits(sub))
    {
        let more = if pattern.fixed().ends_with([':', '/', '@', '.', '-', '_']) { "workload" } else { "" };
        claims.insert("sub".into(), format!("{}{more}", pattern.fixed()).into());
    }
    if !issuer.issuer_url.is_empty() {
        claims.insert("iss".into(), issuer.issuer_url.as_str().into());
    }
    let audience = AudienceRule::parse(&rule.audience);
    let audience = audience.expected();
    match claims.get("aud") {
        Some(Value::Array(all)) if all.iter().any(|one| one == audience) => {}
        Some(Value::Array(_)) => drop(claims.insert("aud".into(), Value::Array(vec![audience.into()]))),
        _ => drop(claims.insert("aud".into(), audience.into())),
    }
    claims
}

/// All that issuer and rule say of their tokens.
pub(super) fn told(issuer: &IssuerDraft, rule: &RuleDraft) -> Claims {
    let condition = Condition::compile(&rule.condition).ok();
    let mut claims = Map::new();
    for wish in asked(issuer, rule, condition.as_ref()) {
        grant(&mut claims, &wish.path, &wish.wanted);
    }
    if let Some(pattern) = SubjectPattern::parse(&rule.subject_prefix) {
        claims.insert("sub".into(), pattern.fixed().into());
    }
    Claims::new(claims)
}

/// What issuer and rule ask of claims, other than audience and subject.
fn asked(issuer: &IssuerDraft, rule: &RuleDraft, condition: Option<&Condition>) -> Vec<Wish> {
    let is = |name: &str, text: &str| Wish { path: vec![name.to_owned()], wanted: Wanted::Is(text.into()) };
    let url = issuer.issuer_url.trim();
    let issuer = (!url.is_empty()).then(|| is("iss", url));
    let listed = rule.claims.iter().map(|claim| is(&claim.name, &claim.value));
    let wished = condition.map(Condition::wishes).unwrap_or_default();
    issuer.into_iter().chain(listed).chain(wished).collect()
}

/// Makes a claim say what is wanted, with maps on the way; what stands in the way and is no map is left as it is.
fn grant(claims: &mut Map<String, Value>, path: &[String], wanted: &Wanted) {
    let [name, rest @ ..] = path else { return };
    if !rest.is_empty() {
        let below = claims.entry(name.clone()).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(below) = below {
            grant(below, rest, wanted);
        }
        return;
    }
    let says = |so: &dyn Fn(&str) -> bool| claims.get(name).and_then(Value::as_str).is_some_and(so);
    let value = match wanted {
        Wanted::Is(value) => value.clone(),
        Wanted::Starts(text) if !says(&|found| found.starts_with(text)) => text.as_str().into(),
        Wanted::Ends(text) if !says(&|found| found.ends_with(text)) => text.as_str().into(),
        Wanted::Like(text) => text.as_str().into(),
        Wanted::There if !claims.contains_key(name) => "workload".into(),
        Wanted::Starts(_) | Wanted::Ends(_) | Wanted::There => return,
        Wanted::Absent => {
            claims.shift_remove(name);
            return;
        }
        Wanted::Holds(element) => match claims.get_mut(name) {
            Some(Value::Array(elements)) => {
                if !elements.contains(element) {
                    elements.push(element.clone());
                }
                return;
            }
            _ => Value::Array(vec![element.clone()]),
        },
    };
    claims.insert(name.clone(), value);
}

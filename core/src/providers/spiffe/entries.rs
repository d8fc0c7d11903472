//! What a text or a token says about the form.

use super::id::SpiffeId;
use crate::providers::Answers;
use crate::token::Claims;
use serde_json::Value;

type Filled = Vec<(&'static str, String)>;

const DISCOVERY: &str = "/.well-known/openid-configuration";

/// SPIFFE IDs and addresses of the discovery provider, whichever field they were pasted into.
pub(super) fn spread(field: &str, text: &str) -> Filled {
    let text = text.trim();
    if let Ok(id) = SpiffeId::parse(text) {
        if id.is_spires_own() || field == "parent_id" {
            return vec![("parent_id", text.to_owned())];
        }
        return from_id(text, &id);
    }
    let is_address = text.starts_with("https://") && field != "jwks_url";
    match text.strip_suffix(DISCOVERY).filter(|_| is_address) {
        Some(issuer) => vec![("issuer_url", issuer.to_owned())],
        None if is_address && field != "issuer_url" => vec![("issuer_url", text.to_owned())],
        None => Vec::new(),
    }
}

fn from_id(text: &str, id: &SpiffeId<'_>) -> Filled {
    let mut filled = vec![("spiffe_id", text.to_owned())];
    if let Some((namespace, account)) = id.pod() {
        filled.push(("runtime", "kubernetes".to_owned()));
        filled.push(("namespace", namespace.to_owned()));
        filled.push(("service_account", account.to_owned()));
    }
    filled
}

/// Everything that a token says. Where its keys are is in none.
pub(super) fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    if let Some(issuer) = claims.issuer() {
        answers.set("issuer_url", issuer);
    }
    if let Some(subject) = claims.subject() {
        answers.set("spiffe_id", subject);
        if let Ok(id) = SpiffeId::parse(subject) {
            answers.set("runtime", "vm");
            for (field, value) in from_id(subject, &id) {
                answers.set(field, &value);
            }
        }
    }
    let alone = claims.get("aud").and_then(Value::as_array).is_some_and(|list| list.len() == 1);
    if claims.get("aud").is_some() {
        answers.set("audiences", if alone { "alone" } else { "shared" });
    }
    if let Some(lifetime) = claims.lifetime().filter(|s| *s > 0) {
        answers.set("lifetime", &lifetime.to_string());
    }
    answers
}

//! What a text or a token says about the form.

use super::fields::SCOPE;
use crate::providers::Answers;
use crate::providers::shared::host;
use crate::token::Claims;
use serde_json::Value;

type Filled = Vec<(&'static str, String)>;

/// Whether a text is one of Okta's ids with this beginning: 20 letters and digits.
pub(super) fn is_id(head: &str, text: &str) -> bool {
    text.starts_with(head) && text.len() == 20 && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// The host that signs tokens, out of a host or an address; that of the administrators' pages differs by `-admin`.
pub(super) fn org_host(text: &str) -> String {
    host(text).replacen("-admin.okta", ".okta", 1)
}

/// Ids, issuers and addresses of the administrators' pages, whichever field they were pasted into.
pub(super) fn spread(field: &str, text: &str) -> Filled {
    let text = text.trim();
    if is_id("0oa", text) {
        return vec![("client_id", text.to_owned())];
    }
    if is_id("aus", text) {
        return vec![("auth_server_id", text.to_owned())];
    }
    let Some(rest) = text.strip_prefix("https://") else { return Vec::new() };
    let (_, path) = rest.split_once('/').unwrap_or((rest, ""));
    let segments: Vec<&str> = path.split(['/', '?', '#']).filter(|s| !s.is_empty()).collect();
    let id = match segments.as_slice() {
        // The org's own server has /oauth2/v1 in its place.
        ["oauth2", "v1", ..] => None,
        ["oauth2", server, ..] | ["admin", "oauth2", "as", server, ..] => Some(("auth_server_id", *server)),
        ["admin", "app", _, "instance", app, ..] => Some(("client_id", *app)),
        _ => None,
    };
    let id = id.filter(|(_, id)| id.chars().all(|c| c.is_ascii_alphanumeric()));
    let mut filled: Filled = id.map(|(field, id)| (field, id.to_owned())).into_iter().collect();
    if !filled.is_empty() || field == "okta_domain" {
        filled.push(("okta_domain", org_host(text)));
    }
    filled
}

/// Everything that a token says.
pub(super) fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    for (field, value) in claims.issuer().map(|iss| spread("", iss)).unwrap_or_default() {
        answers.set(field, &value);
    }
    if let Some(client) = claims.text("cid").or_else(|| claims.subject()) {
        answers.set("client_id", client);
    }
    let scopes: Vec<&str> = claims
        .get("scp")
        .and_then(Value::as_array)
        .map(|list| list.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    if let Some(scope) = scopes.iter().find(|s| **s == SCOPE).or_else(|| scopes.first()) {
        answers.set("scope", scope);
    }
    if let Some(lifetime) = claims.lifetime().filter(|s| *s > 0) {
        answers.set("lifetime", &lifetime.to_string());
    }
    answers
}

//! Tokens of Kubernetes service accounts.

use super::{Token, clip};
use serde_json::{Map, Value};

const CLAIM: &str = "kubernetes.io";
const SUBJECT: &str = "system:serviceaccount:";

pub(super) fn shape(token: &Token<'_>) -> Option<&'static str> {
    if token.object(CLAIM).is_some() && token.subject.starts_with(SUBJECT) {
        Some("claim kubernetes.io and subject system:serviceaccount:")
    } else if is_legacy(token) {
        Some("claims under kubernetes.io/serviceaccount/, or iss kubernetes/serviceaccount")
    } else {
        None
    }
}

/// Whether it is a token that a Secret held before clusters made tokens that end.
pub(super) fn is_legacy(token: &Token<'_>) -> bool {
    let bound = token.object(CLAIM).is_some() && token.subject.starts_with(SUBJECT);
    let flat = || token.claims.as_map().keys().any(|name| name.starts_with("kubernetes.io/serviceaccount/"));
    !bound && (token.issuer == "kubernetes/serviceaccount" || flat())
}

pub(super) fn variant(token: &Token<'_>, warnings: &mut Vec<String>) -> String {
    if is_legacy(token) {
        warnings.push(
            "It never ends and names no audience, so Claude refuses it, and whoever has it has the service account: project \
             a token into the pod, then delete the Secret."
                .to_owned(),
        );
        return "legacy Secret token".to_owned();
    }
    let Some(bound) = token.object(CLAIM) else { return String::new() };
    let namespace = bound.get("namespace").and_then(Value::as_str);
    let account = inner(bound, "serviceaccount");
    if let (Some(namespace), Some(account)) = (namespace, account)
        && token.subject != format!("{SUBJECT}{namespace}:{account}")
    {
        warnings.push(
            "Its subject and its claim kubernetes.io name different service accounts: find out where it was made."
                .to_owned(),
        );
    }
    let for_api_server =
        token.claims.audiences().iter().any(|a| a.starts_with("https://kubernetes.default.svc"));
    if bound.contains_key("warnafter") || for_api_server {
        return "default API-server token".to_owned();
    }
    match inner(bound, "pod") {
        Some(pod) => format!("pod {}", clip(pod)),
        None => "not bound to a pod".to_owned(),
    }
}

/// The name of an object that the token is bound to.
fn inner<'a>(bound: &'a Map<String, Value>, kind: &str) -> Option<&'a str> {
    bound.get(kind)?.get("name")?.as_str().filter(|name| !name.is_empty())
}

//! What a token says about the form.

use super::super::Answers;
use super::super::detect::detect;
use super::fields::{CLUSTERS, SELF_MANAGED};
use crate::token::Claims;
use serde_json::Value;

/// Namespace and service account out of a subject pasted into either of their fields.
pub(super) fn spread(field: &str, text: &str) -> Vec<(&'static str, String)> {
    if !matches!(field, "namespace" | "service_account") {
        return Vec::new();
    }
    match text.trim().strip_prefix("system:serviceaccount:").and_then(|rest| rest.split_once(':')) {
        Some((namespace, name)) if !namespace.is_empty() && !name.is_empty() => {
            vec![("namespace", namespace.to_owned()), ("service_account", name.to_owned())]
        }
        _ => Vec::new(),
    }
}

/// Everything that the token knows. The map `kubernetes.io` goes before `sub`; old tokens from Secrets have flat claims
/// instead, and an issuer that is of no use.
pub(super) fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    let mut put = |field: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|v| !v.trim().is_empty()) {
            answers.set(field, value);
        }
    };
    let nested = |path: &[&str]| {
        path.iter()
            .try_fold(claims.get("kubernetes.io")?, |value, name| value.get(name))
            .and_then(Value::as_str)
    };
    let flat = |name: &str| claims.text(&format!("kubernetes.io/serviceaccount/{name}"));
    let from_subject = claims
        .subject()
        .and_then(|s| s.strip_prefix("system:serviceaccount:"))
        .and_then(|s| s.split_once(':'));

    let issuer = claims.issuer().filter(|iss| iss.starts_with("https://"));
    put("cluster", Some(cluster_of(claims)));
    put("issuer_url", issuer);
    put(
        "namespace",
        nested(&["namespace"])
            .or_else(|| flat("namespace"))
            .or_else(|| from_subject.map(|(namespace, _)| namespace)),
    );
    put(
        "service_account",
        nested(&["serviceaccount", "name"])
            .or_else(|| flat("service-account.name"))
            .or_else(|| from_subject.map(|(_, name)| name)),
    );
    put("service_account_uid", nested(&["serviceaccount", "uid"]).or_else(|| flat("service-account.uid")));
    put("workload", nested(&["pod", "name"]).and_then(deployment_of));
    answers
}

/// The choice of the form for a token's cluster: the end of its detection slug, where the form has it.
fn cluster_of(claims: &Claims) -> &'static str {
    let slug = detect(None, claims).slug;
    let kind = slug.strip_prefix("kubernetes-").and_then(|end| CLUSTERS.iter().find(|c| c.value == end));
    kind.map_or(SELF_MANAGED, |choice| choice.value)
}

/// The Deployment that a pod belongs to, where its name has the form `DEPLOYMENT-HASH-SUFFIX`. Generated parts hold
/// neither vowels nor 0, 1 and 3 (`rand.go` of kubernetes/apimachinery, as other public code quotes it, seen 2026-11-22), so
/// that a name of somebody's own choice is rarely taken for one.
fn deployment_of(pod: &str) -> Option<&str> {
    let generated = |text: &str| text.bytes().all(|b| b"bcdfghjklmnpqrstvwxz2456789".contains(&b));
    let (rest, suffix) = pod.rsplit_once('-')?;
    let (deployment, hash) = rest.rsplit_once('-')?;
    let fits = suffix.len() == 5 && generated(suffix) && (8..=10).contains(&hash.len()) && generated(hash);
    (fits && !deployment.is_empty()).then_some(deployment)
}

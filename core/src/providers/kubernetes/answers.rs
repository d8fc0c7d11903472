//! What a token says about the form.

use super::super::Answers;
use super::super::detect::detect;
use super::fields::{CLUSTERS, SELF_MANAGED};
use crate::token::Claims;
use serde_json::Value;

/// A whole subject, or an issuer whose form says which kind of cluster it is, pasted into any field.
pub(super) fn spread(_: &str, text: &str) -> Vec<(&'static str, String)> {
    let text = text.trim();
    if let Some((namespace, name)) =
        text.strip_prefix("system:serviceaccount:").and_then(|rest| rest.split_once(':'))
    {
        return if namespace.is_empty() || name.is_empty() {
            Vec::new()
        } else {
            vec![("namespace", namespace.to_owned()), ("service_account", name.to_owned())]
        };
    }
    let issuer = as_issuer(text);
    let token = serde_json::json!({ "iss": issuer, "sub": "system:serviceaccount:a:b", "kubernetes.io": {} });
    let kind = token.as_object().cloned().map(Claims::new).map_or(SELF_MANAGED, |claims| cluster_of(&claims));
    if kind == SELF_MANAGED && !issuer.starts_with("https://kubernetes.default.svc") {
        return Vec::new();
    }
    vec![("cluster", kind.to_owned()), ("issuer_url", issuer)]
}

/// An issuer out of the address of its discovery document; that of AKS with its slash.
fn as_issuer(text: &str) -> String {
    let bare = text.strip_suffix(".well-known/openid-configuration").unwrap_or(text).trim_end_matches('/');
    let slash = if bare.contains(".oic.prod-aks.azure.com/") { "/" } else { "" };
    format!("{bare}{slash}")
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

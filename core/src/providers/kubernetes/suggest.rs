//! The issuer, rule and account that a filled form stands for.

use super::super::{Answers, Suggestion};
use super::fields::{ON_GKE, SELF_MANAGED, cluster};
use super::{DEFAULT_ISSUER, LIFETIME_SECONDS};
use crate::condition::write;
use crate::facts;
use crate::rule::{AccountDraft, IssuerDraft, JwksDraft, KeySourceKind, RuleDraft, resource_name};

/// One service account of one cluster, and nobody else. What is missing has a placeholder that no cluster can have: names
/// in Kubernetes have no capitals, so that half a form never admits more than a whole one.
pub(super) fn suggest(answers: &Answers) -> Suggestion {
    Suggestion {
        issuer: issuer(answers),
        rule: rule(answers),
        account: account(answers),
        doubts: doubts(answers),
    }
}

fn doubts(answers: &Answers) -> Vec<String> {
    let without_uid = answers.some("service_account_uid").is_none();
    let table = [
        (without_uid, "The account's uid is not compared: one that is made anew under the name gets in."),
        (
            without_uid && ON_GKE(answers),
            "GKE's issuer is made of names: a cluster that is made anew under them has the same issuer and other keys, which are \
             fetched.",
        ),
        (
            cluster(answers) == SELF_MANAGED
                && answers.get("issuer_url").starts_with("https://kubernetes.default.svc"),
            "Other clusters have the same issuer: only the pasted keys tell this one from them.",
        ),
    ];
    table.into_iter().filter(|(holds, _)| *holds).map(|(_, doubt)| doubt.to_owned()).collect()
}

fn issuer(answers: &Answers) -> IssuerDraft {
    let kind = cluster(answers);
    let url = answers.get("issuer_url");
    let (issuer_url, jwks) = if kind == SELF_MANAGED {
        let keys = answers.get("jwks").to_owned();
        (
            if url.is_empty() { DEFAULT_ISSUER } else { url },
            JwksDraft { kind: KeySourceKind::Inline, keys, ..JwksDraft::default() },
        )
    } else {
        (url, JwksDraft::default())
    };
    // The cluster's own part of the address keeps two clusters of one kind apart: names are unique in an organization.
    let own = match kind {
        SELF_MANAGED if issuer_url.starts_with("https://kubernetes.default.svc") => "",
        SELF_MANAGED => issuer_url.strip_prefix("https://").unwrap_or_default(),
        _ => issuer_url.trim_end_matches('/').rsplit('/').next().unwrap_or_default(),
    };
    let prefix = if kind == SELF_MANAGED { "kubernetes" } else { kind };
    IssuerDraft {
        name: named(&[prefix, if own.is_empty() { "cluster" } else { own }]),
        issuer_url: issuer_url.to_owned(),
        jwks,
        check_jti: Some(facts::CHECK_JTI_DEFAULT.value),
        max_jwt_lifetime_seconds: facts::MAX_JWT_LIFETIME_DEFAULT.value.to_string(),
        ..IssuerDraft::default()
    }
}

fn rule(answers: &Answers) -> RuleDraft {
    let namespace = answers.some("namespace").unwrap_or("NAMESPACE");
    let name = answers.some("service_account").unwrap_or("SERVICE_ACCOUNT");
    let condition = answers.some("service_account_uid").map_or_else(String::new, |uid| {
        format!("claims[\"kubernetes.io\"].serviceaccount.uid == {}", write::text(uid))
    });
    RuleDraft {
        name: workload_name(answers),
        description: format!(
            "Pods of service account {namespace}/{name}. Access tokens live {LIFETIME_SECONDS} s, as long as the projected token \
             (expirationSeconds: {LIFETIME_SECONDS}): each identity token is good for one exchange, and the kubelet has written \
             the next one by the time the client comes back."
        ),
        subject_prefix: format!("system:serviceaccount:{namespace}:{name}"),
        audience: facts::DEFAULT_AUDIENCE.value.to_owned(),
        condition,
        oauth_scope: "workspace:inference".to_owned(),
        token_lifetime_seconds: LIFETIME_SECONDS.to_string(),
        ..RuleDraft::default()
    }
}

fn account(answers: &Answers) -> AccountDraft {
    let namespace = answers.some("namespace").unwrap_or("NAMESPACE");
    let name = answers.some("service_account").unwrap_or("SERVICE_ACCOUNT");
    AccountDraft {
        name: workload_name(answers),
        description: format!("Kubernetes service account {namespace}/{name}"),
        organization_role: "developer".to_owned(),
        ..AccountDraft::default()
    }
}

fn workload_name(answers: &Answers) -> String {
    named(&[answers.get("namespace"), answers.get("service_account")])
}

fn named(parts: &[&str]) -> String {
    let name = resource_name(parts);
    if name.is_empty() { "kubernetes-workload".to_owned() } else { name }
}

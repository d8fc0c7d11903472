//! The issuer, rule and account for a filled form.

use super::fields::is_pod;
use super::id::SpiffeId;
use crate::facts;
use crate::providers::shared::{host, lifetime, limit_for};
use crate::providers::{Answers, Suggestion};
use crate::rule::{AccountDraft, IssuerDraft, JwksDraft, KeySourceKind, RuleDraft, resource_name};

/// One SPIFFE ID. While none is entered the subject has a trust domain in capitals, which none can have.
pub(super) fn suggest(answers: &Answers) -> Suggestion {
    // A wildcard alone would match every token of the issuer.
    let typed = answers.some("spiffe_id").filter(|id| id.trim_end_matches('*').contains("://"));
    let id = typed.unwrap_or("spiffe://TRUST_DOMAIN/WORKLOAD");
    let path = SpiffeId::parse(id).map_or("workload", |id| id.path);
    let rule = RuleDraft {
        name: resource_name(&["spiffe", path]),
        description: format!("The workload {id}"),
        subject_prefix: id.to_owned(),
        audience: facts::DEFAULT_AUDIENCE.value.to_owned(),
        condition: if answers.get("audiences") == "shared" {
            String::new()
        } else {
            "size(claims.aud) == 1".to_owned()
        },
        oauth_scope: "workspace:inference".to_owned(),
        token_lifetime_seconds: facts::TOKEN_LIFETIME_SUGGESTED.value.to_string(),
        ..RuleDraft::default()
    };
    let account = AccountDraft {
        name: rule.name.clone(),
        description: rule.description.clone(),
        organization_role: "developer".to_owned(),
        ..AccountDraft::default()
    };
    Suggestion { issuer: issuer(answers), rule, account, doubts: doubts(answers) }
}

fn issuer(answers: &Answers) -> IssuerDraft {
    let url = answers.get("issuer_url");
    let jwks = match answers.get("keys") {
        "inline" => JwksDraft {
            kind: KeySourceKind::Inline,
            keys: answers.get("jwks").to_owned(),
            ..JwksDraft::default()
        },
        "explicit" => JwksDraft {
            kind: KeySourceKind::ExplicitUrl,
            url: answers.get("jwks_url").to_owned(),
            ..JwksDraft::default()
        },
        _ => JwksDraft::default(),
    };
    IssuerDraft {
        name: resource_name(&["spiffe", host(url)]),
        issuer_url: url.to_owned(),
        jwks,
        max_jwt_lifetime_seconds: lifetime(answers.get("lifetime")).map(limit_for).unwrap_or_default(),
        ..IssuerDraft::default()
    }
}

fn doubts(answers: &Answers) -> Vec<String> {
    let id = SpiffeId::parse(answers.get("spiffe_id"));
    let pod = id.as_ref().ok().and_then(SpiffeId::pod);
    let node = SpiffeId::parse(answers.get("parent_id"));
    let foreign = node.is_ok_and(|node| id.as_ref().is_ok_and(|id| id.trust_domain != node.trust_domain));
    let differs = |field: &str, named: &str| answers.some(field).is_some_and(|typed| typed != named);
    let table = [
        (
            answers.get("keys") == "inline",
            "Keys in the issuer never follow by themselves: SPIRE makes new ones about daily, and an old one stays trusted until \
             somebody takes it out.",
        ),
        (
            is_pod(answers)
                && pod.is_some_and(|(ns, sa)| differs("namespace", ns) || differs("service_account", sa)),
            "The path of the SPIFFE ID names another namespace or service account than the form: see which one is meant.",
        ),
        (
            !is_pod(answers) && foreign,
            "The node is of another trust domain than the workload: no server registers that.",
        ),
        (
            answers.get("audiences") == "shared",
            "Another service that receives such a token could show it to Claude: ask for a token of its own for each.",
        ),
        (
            id.is_ok(),
            "A SPIFFE ID is a name that operators can give to another workload: nothing in the token tells the two apart.",
        ),
    ];
    table.into_iter().filter(|(holds, _)| *holds).map(|(_, text)| text.to_owned()).collect()
}

//! The issuer, rule and account for a filled form.

use super::entries::org_host;
use super::fields::SCOPE;
use crate::condition::write;
use crate::facts;
use crate::providers::shared::{lifetime, limit_for};
use crate::providers::{Answers, Suggestion};
use crate::rule::{AccountDraft, IssuerDraft, RuleDraft, resource_name};

/// One service app, and no person. While no client id is entered the rule waits for one that nobody has; nor is a beginning
/// taken for one, since nothing marks where an id ends.
pub(super) fn suggest(answers: &Answers) -> Suggestion {
    let client = answers.some("client_id").filter(|id| !id.contains('*')).unwrap_or("CLIENT_ID");
    let scope = answers.some("scope").unwrap_or(SCOPE);
    let mut rule = RuleDraft {
        name: resource_name(&["okta", answers.get("client_id")]),
        description: format!("The service app {client} of Okta"),
        subject_prefix: client.to_owned(),
        audience: facts::DEFAULT_AUDIENCE.value.to_owned(),
        condition: format!("!{} && {} in claims.scp", write::presence(&["uid"]), write::text(scope)),
        oauth_scope: "workspace:inference".to_owned(),
        token_lifetime_seconds: facts::TOKEN_LIFETIME_SUGGESTED.value.to_string(),
        ..RuleDraft::default()
    };
    rule.set_claim("cid", Some(client.to_owned()));
    let account = AccountDraft {
        name: rule.name.clone(),
        description: rule.description.clone(),
        organization_role: "developer".to_owned(),
        ..AccountDraft::default()
    };
    Suggestion { issuer: issuer(answers), rule, account, doubts: doubts(answers) }
}

fn issuer(answers: &Answers) -> IssuerDraft {
    let domain = org_host(answers.get("okta_domain"));
    let server = answers.get("auth_server_id");
    let known = !domain.is_empty() && !server.is_empty();
    IssuerDraft {
        name: resource_name(&["okta", &domain, server]),
        issuer_url: if known { format!("https://{domain}/oauth2/{server}") } else { String::new() },
        max_jwt_lifetime_seconds: lifetime(answers.get("lifetime")).map(limit_for).unwrap_or_default(),
        ..IssuerDraft::default()
    }
}

fn doubts(answers: &Answers) -> Vec<String> {
    let mut doubts = vec![
        "The app's private key takes the API key's place as the long-lived secret: keep it in a KMS or HSM and change it on a \
         schedule."
            .to_owned(),
    ];
    if answers.get("auth_server_id") == "default" {
        doubts.push(
            "The default server often serves other apps and people: see who may ask it for the scope, or make one for Claude alone."
                .to_owned(),
        );
    }
    doubts
}

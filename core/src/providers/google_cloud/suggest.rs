//! The issuer, rule and account for a filled form.

use super::ISSUER;
use super::fields::{COMPUTE_ENGINE, GKE, SERVICE_ACCOUNT_ID, runs_on};
use crate::condition::write;
use crate::facts;
use crate::providers::{Answers, Suggestion};
use crate::rule::{AccountDraft, IssuerDraft, RuleDraft, resource_name};

/// One service account, by the number that is never given again. The subject is compared as a claim, never as a prefix: it
/// has no parts, and ids of strangers begin alike.
pub(super) fn suggest(answers: &Answers) -> Suggestion {
    let email = answers.get("service_account_email");
    let id = answers.get("service_account_id");
    let local = email.split('@').next().unwrap_or_default();
    let name = resource_name(&["google", local]);
    let description = if email.is_empty() {
        "Google service account".to_owned()
    } else {
        format!("Google service account {email}")
    };
    let mut rule = RuleDraft {
        name: name.clone(),
        description: description.clone(),
        audience: facts::DEFAULT_AUDIENCE.value.to_owned(),
        condition: condition(answers),
        oauth_scope: "workspace:inference".to_owned(),
        token_lifetime_seconds: facts::TOKEN_LIFETIME_SUGGESTED.value.to_string(),
        ..RuleDraft::default()
    };
    rule.set_claim("sub", Some(if id.is_empty() { SERVICE_ACCOUNT_ID } else { id }.to_owned()));
    if !email.is_empty() {
        rule.set_claim("email", Some(email.to_owned()));
    }
    Suggestion {
        issuer: IssuerDraft {
            name: "google".to_owned(),
            issuer_url: ISSUER.to_owned(),
            max_jwt_lifetime_seconds: facts::MAX_JWT_LIFETIME_DEFAULT.value.to_string(),
            ..IssuerDraft::default()
        },
        rule,
        account: AccountDraft { name, description, ..AccountDraft::default() },
        doubts: doubts(answers, id),
    }
}

fn condition(answers: &Answers) -> String {
    let mut clauses = Vec::new();
    if answers.some("service_account_email").is_some() {
        clauses.push("claims.email_verified == true".to_owned());
    }
    let number = project_number(answers);
    let instance = answers.some("instance_id").filter(|_| runs_on(answers) == COMPUTE_ENGINE);
    if number.is_some() || instance.is_some() {
        clauses.push("has(claims.google) && has(claims.google.compute_engine)".to_owned());
    }
    // `int(…)` answers alike, whether the service takes whole numbers in JSON for integers or not.
    if let Some(number) = number {
        clauses.push(format!("int(claims.google.compute_engine.project_number) == {number}"));
    }
    if let Some(instance) = instance {
        clauses.push(format!("claims.google.compute_engine.instance_id == {}", write::text(instance)));
    }
    clauses.join(" && ")
}

/// The number as typed, where it is one.
fn project_number(answers: &Answers) -> Option<i64> {
    let asked = matches!(runs_on(answers), COMPUTE_ENGINE | GKE);
    answers.some("project_number").filter(|_| asked)?.parse().ok().filter(|n| *n >= 0)
}

fn doubts(answers: &Answers, id: &str) -> Vec<String> {
    let mut doubts = Vec::new();
    if id.is_empty() && answers.some("service_account_email").is_some() {
        doubts.push(
            "The unique id is missing: an address alone can be made again after a deletion, so that the rule admits nobody yet."
                .to_owned(),
        );
    }
    if !id.is_empty() && answers.some("service_account_email").is_none() {
        doubts.push(
            "Only the number is compared, which is enough. With the address as well the rule can be read, and the request then \
             needs format=full."
                .to_owned(),
        );
    }
    doubts
}

//! The issuer, rule and account for a filled form.

use super::check::is_guid;
use super::fields::{AKS, AUDIENCE_APP_ID, OBJECT_ID, US_GOVERNMENT, is_v1, runs_on};
use crate::condition::write;
use crate::facts;
use crate::providers::{Answers, Suggestion};
use crate::rule::{AccountDraft, IssuerDraft, RuleDraft, resource_name};

/// What the issuer has to let through for a managed identity's token, in seconds: 24 hours, and the five minutes by which
/// Entra sets iat back (86700 were measured), rounded up. Source: [`super::DOCS`], which say 86400; the sum is Keyless's own.
const MANAGED_IDENTITY: u64 = 87_000;

/// The same for tokens that a credential is exchanged for, which live 60 to 90 minutes: what the service's page on Azure
/// sets for AKS.
const CREDENTIAL: u64 = 7500;

/// One identity of one tenant, by its object id.
pub(super) fn suggest(answers: &Answers) -> Suggestion {
    let object = id(answers, "object_id").unwrap_or_else(|| OBJECT_ID.to_owned());
    let name = resource_name(&["entra", answers.get("identity_name")]);
    let description = match answers.some("identity_name") {
        Some(identity) => format!("Entra identity {identity}"),
        None => "Entra identity".to_owned(),
    };
    let mut rule = RuleDraft {
        name: name.clone(),
        description: description.clone(),
        subject_prefix: object.clone(),
        audience: audience(answers),
        condition: condition(answers),
        oauth_scope: "workspace:inference".to_owned(),
        token_lifetime_seconds: facts::TOKEN_LIFETIME_SUGGESTED.value.to_string(),
        ..RuleDraft::default()
    };
    rule.set_claim("oid", Some(object));
    if let Some(tenant) = id(answers, "tenant_id") {
        rule.set_claim("tid", Some(tenant));
    }
    if let Some(client) = id(answers, "client_id") {
        rule.set_claim(if is_v1(answers) { "appid" } else { "azp" }, Some(client));
    }
    Suggestion {
        issuer: issuer(answers),
        rule,
        account: AccountDraft { name, description, ..AccountDraft::default() },
        doubts: doubts(answers),
    }
}

/// An id as tokens write it.
fn id(answers: &Answers, field: &str) -> Option<String> {
    answers.some(field).map(|text| if is_guid(text) { text.to_ascii_lowercase() } else { text.to_owned() })
}

fn issuer(answers: &Answers) -> IssuerDraft {
    let tenant = id(answers, "tenant_id").unwrap_or_default();
    let host = if answers.get("cloud") == US_GOVERNMENT {
        "login.microsoftonline.us"
    } else {
        "login.microsoftonline.com"
    };
    let issuer_url = match (tenant.as_str(), is_v1(answers)) {
        ("", _) => String::new(),
        (tenant, true) => format!("https://sts.windows.net/{tenant}/"),
        (tenant, false) => format!("https://{host}/{tenant}/v2.0"),
    };
    let longest = if runs_on(answers) == AKS { CREDENTIAL } else { MANAGED_IDENTITY };
    IssuerDraft {
        name: resource_name(&["entra", if is_v1(answers) { "v1" } else { "" }, &tenant]),
        issuer_url,
        max_jwt_lifetime_seconds: longest.to_string(),
        ..IssuerDraft::default()
    }
}

/// What tokens carry as `aud`: the app's client id in version 2, what was asked for in version 1.
fn audience(answers: &Answers) -> String {
    let resource = answers.get("resource");
    let behind = resource.strip_prefix("api://").filter(|rest| is_guid(rest)).unwrap_or(resource);
    if is_v1(answers) {
        return match (resource, id(answers, "audience_app_id")) {
            ("", Some(app)) => format!("api://{app}"),
            ("", None) => format!("api://{AUDIENCE_APP_ID}"),
            (asked, _) => asked.to_owned(),
        };
    }
    match id(answers, "audience_app_id") {
        Some(app) => app,
        None if behind.is_empty() => AUDIENCE_APP_ID.to_owned(),
        None => behind.to_owned(),
    }
}

fn condition(answers: &Answers) -> String {
    // A person's token may carry the same audience.
    let mut condition = format!("!{}", write::presence(&["scp"]));
    if let Some(role) = answers.some("app_role") {
        condition += &format!(" && {} && {} in claims.roles", write::presence(&["roles"]), write::text(role));
    }
    condition
}

fn doubts(answers: &Answers) -> Vec<String> {
    let mut doubts = Vec::new();
    let same = |a: &str, b: &str| id(answers, a).is_some_and(|text| id(answers, b).as_ref() == Some(&text));
    if same("object_id", "client_id") {
        doubts.push("Object id and client id are the same: one of them is in the wrong place.".to_owned());
    }
    if same("object_id", "audience_app_id") || same("client_id", "audience_app_id") {
        doubts.push("The audience app's client id stands where the identity's own id belongs.".to_owned());
    }
    if !is_v1(answers) && answers.some("audience_app_id").is_none() {
        let resource = answers.get("resource");
        let rest = resource.strip_prefix("api://").unwrap_or(resource);
        if !rest.is_empty() && !is_guid(rest) {
            doubts.push(
                "Tokens of version 2 carry the audience app's client id as aud, and the URI entered does not show it.".to_owned(),
            );
        }
    }
    if runs_on(answers) == AKS {
        doubts.push(
            "One issuer record serves the whole tenant: where managed identities of machines use it too, it has to let through \
             87000 seconds."
                .to_owned(),
        );
    }
    doubts
}

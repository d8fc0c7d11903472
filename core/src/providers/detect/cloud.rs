//! Tokens of clouds.

use super::{Token, clip};
use serde_json::Value;

/// The claim that holds all that AWS adds.
pub(super) const AWS_CLAIM: &str = "https://sts.amazonaws.com/";

pub(super) fn aws(token: &Token<'_>, warnings: &mut Vec<String>) -> String {
    let details = token.object(AWS_CLAIM);
    let detail = |name: &str| details.and_then(|d| d.get(name)).and_then(Value::as_str);
    let last = |text: &str| clip(text.rsplit(['/', ':']).next().unwrap_or_default());
    // arn:PARTITION:iam::ACCOUNT:role/PATH/NAME
    let principal = token.subject.splitn(6, ':').nth(5).unwrap_or_default();
    if principal.contains("aws-reserved/sso.amazonaws.com/") || detail("identity_store_user_id").is_some() {
        warnings.push(
            "A person signed in through IAM Identity Center has this role: a rule that matches it lets people in, not a \
             workload."
                .to_owned(),
        );
        return format!("person with role {}", last(principal));
    }
    if principal.starts_with("user/") {
        warnings.push(
            "It is an IAM user's, which usually has static access keys of its own: move the workload to a role.".to_owned(),
        );
        return format!("IAM user {}", last(principal));
    }
    let role = match principal.strip_prefix("role/") {
        Some(path) => format!("role {}", last(path)),
        None => clip(principal),
    };
    if token.subject.contains(":assumed-role/") {
        warnings.push(
            "Its subject is a session, where STS writes the role: find out where it was made.".to_owned(),
        );
    }
    match (detail("lambda_source_function_arn"), detail("ec2_source_instance_arn")) {
        (Some(function), _) => format!("{role}, Lambda function {}", last(function)),
        (None, Some(instance)) => format!("{role}, EC2 instance {}", last(instance)),
        (None, None) => role,
    }
}

const SERVICE_ACCOUNTS: &str = ".gserviceaccount.com";

/// Whether a Google token is a person's: of a Workspace domain, or under an address that is no service account's.
pub(super) fn is_google_human(token: &Token<'_>) -> bool {
    let personal = token.claims.text("email").is_some_and(|email| !email.ends_with(SERVICE_ACCOUNTS));
    engine(token).is_none() && (token.has("hd") || personal)
}

fn engine<'a>(token: &Token<'a>) -> Option<&'a Value> {
    token.object("google").and_then(|google| google.get("compute_engine"))
}

pub(super) fn google(token: &Token<'_>, warnings: &mut Vec<String>) -> String {
    if is_google_human(token) {
        warnings.push(
            "It is a person's, not a workload's: ask the metadata server, or impersonate the service account.".to_owned(),
        );
        return "person".to_owned();
    }
    let email = token.text("email");
    if email.is_some_and(|e| e.ends_with("-compute@developer.gserviceaccount.com")) {
        warnings.push(
            "It is the default service account of Compute Engine, which every machine of the project has unless told \
             otherwise: give the workload one of its own."
                .to_owned(),
        );
    }
    if email.is_none() {
        warnings.push(
            "It has no email, so that a rule that compares one denies it: ask for the token with format=full.".to_owned(),
        );
        if token.text("azp").is_some_and(|azp| azp != token.subject) {
            warnings
                .push("Its azp is not its subject, as in people's tokens: look who asked for it.".to_owned());
        }
    }
    let account = email.map_or_else(
        || "service account without email".to_owned(),
        |e| format!("service account {}", clip(e)),
    );
    match engine(token).and_then(|e| e.get("instance_name")).and_then(Value::as_str) {
        Some(instance) => format!("instance {}, {account}", clip(instance)),
        None => account,
    }
}

pub(super) fn entra(token: &Token<'_>, warnings: &mut Vec<String>) -> String {
    match token.text("ver") {
        Some("1.0") if token.issuer_is("entra-v2") => warnings.push(
            "It says version 1.0 under the issuer of version 2: register the issuer that iss names, and read its claims as \
             version 1."
                .to_owned(),
        ),
        Some("2.0") if token.issuer_is("entra-v1") => warnings
            .push("It says version 2.0 under the issuer of version 1: register the issuer that iss names.".to_owned()),
        _ => {}
    }
    if token.text("tid").is_some_and(|tid| !token.issuer.contains(tid)) {
        warnings.push("Its tid is not the tenant in iss: find out where it was made.".to_owned());
    }
    if token.has("scp") {
        warnings.push(
            "A person signed in to an app and the app acts for them (scp is there): a workload asks with its own credential."
                .to_owned(),
        );
        return "person, through an app".to_owned();
    }
    // The path of the identity, or of the machine that has one of its own.
    if let Some(path) = token.text("xms_mirid") {
        let kind = if path.to_ascii_lowercase().contains("/userassignedidentities/") {
            "managed identity"
        } else {
            "managed identity of"
        };
        return format!("{kind} {}", clip(path.rsplit('/').next().unwrap_or_default()));
    }
    if token.text("idtyp") == Some("app") || token.text("oid").is_some_and(|oid| oid == token.subject) {
        return "app-only".to_owned();
    }
    warnings.push("It does not say that it is an app's own: look who asked for it.".to_owned());
    String::new()
}

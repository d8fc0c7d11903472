//! Tokens of identity providers, of hosts for apps, and of servers that one runs oneself.

use super::{Token, clip};

pub(super) fn spiffe(token: &Token<'_>, warnings: &mut Vec<String>) -> String {
    let (domain, path) = token.subject.trim_start_matches("spiffe://").split_once('/').unwrap_or_default();
    if path.starts_with("spire/agent/") || path.starts_with("spire/server") {
        warnings.push("It is SPIRE's own identity, not a workload's.".to_owned());
    }
    if path.is_empty() || domain.is_empty() {
        warnings.push("Its subject names a trust domain alone: a workload has a path below it.".to_owned());
        return String::new();
    }
    format!("workload /{}", clip(path))
}

pub(super) fn okta(token: &Token<'_>, warnings: &mut Vec<String>) -> String {
    if token.has("uid") {
        warnings.push(
            "A person signed in (uid is there): a rule on this authorization server must keep people out, by the exact client \
             id as subject."
                .to_owned(),
        );
        return "person".to_owned();
    }
    if !token.has("cid") {
        warnings
            .push("It has no cid: an ID token is not what Claude wants, take the access token.".to_owned());
        return String::new();
    }
    "service app".to_owned()
}

pub(super) fn vercel(token: &Token<'_>, warnings: &mut Vec<String>) -> String {
    let environment = token.text("environment");
    match environment {
        Some("preview") => warnings.push(
            "It is a preview deployment's: code of every pull request runs in those. Compare environment with production."
                .to_owned(),
        ),
        Some("development") => warnings
            .push("It is a development token, as pulled onto laptops. Compare environment with production.".to_owned()),
        _ => {}
    }
    let project = token.text("project").map(|p| format!("project {}", clip(p)));
    let environment = environment.map(|e| format!("{} deployment", clip(e)));
    [project, environment].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

pub(super) fn fly(token: &Token<'_>, _: &mut Vec<String>) -> String {
    let app = token.text("app_name").map(|a| format!("app {}", clip(a)));
    let machine = token.text("machine_name").map(|m| format!("machine {}", clip(m)));
    [app, machine].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

pub(super) fn auth0(token: &Token<'_>, warnings: &mut Vec<String>) -> String {
    if token.alg().starts_with("HS") {
        warnings.push(
            "The API in Auth0 signs with a shared secret: set it to RS256, which Claude takes.".to_owned(),
        );
    }
    if token.subject.ends_with("@clients") || token.text("gty") == Some("client-credentials") {
        return "machine to machine".to_owned();
    }
    warnings.push("Its subject is no client's: it may be a person's.".to_owned());
    String::new()
}

pub(super) fn keycloak(token: &Token<'_>, warnings: &mut Vec<String>) -> String {
    let client = token.text("azp").map(|c| format!("client {}", clip(c))).unwrap_or_default();
    if token.text("preferred_username").is_some_and(|user| !user.starts_with("service-account-")) {
        warnings.push("Its preferred_username is no service account's: it may be a person's.".to_owned());
    }
    if token.subject.is_empty() {
        warnings.push("It has no sub, as lightweight access tokens may: Claude refuses it.".to_owned());
    }
    client
}

pub(super) fn vault(token: &Token<'_>, warnings: &mut Vec<String>) -> String {
    if token.alg() == "EdDSA" {
        warnings.push(
            "Its key signs with EdDSA, which Claude refuses: give the role a key for RS256 or ES256."
                .to_owned(),
        );
    }
    let host =
        token.issuer.strip_prefix("https://").and_then(|rest| rest.split('/').next()).unwrap_or_default();
    if host.split_once(':').is_some_and(|(_, port)| port != "443") {
        warnings.push(
            "Its issuer is not on port 443, where Claude does not fetch keys: paste them into the issuer, or name an address \
             that serves them."
                .to_owned(),
        );
    }
    if token.subject.is_empty() { String::new() } else { format!("entity {}", clip(token.subject)) }
}

pub(super) fn jenkins(token: &Token<'_>, _: &mut Vec<String>) -> String {
    let path =
        token.subject.split("/job/").skip(1).map(|s| s.trim_end_matches('/')).collect::<Vec<_>>().join("/");
    format!("job {}", clip(&path))
}

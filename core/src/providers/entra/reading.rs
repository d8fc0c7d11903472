//! What a pasted text or a token says about the form.

use super::check::is_guid;
use super::fields::{AKS, APP, PUBLIC, US_GOVERNMENT, USER_ASSIGNED, V1, V2, VM};
use crate::providers::Answers;
use crate::providers::shared::beyond;
use crate::token::Claims;
use serde_json::Value;

type Found = Vec<(&'static str, String)>;

/// An issuer, an identifier URI, a resource's path, what `az` prints of an identity or a pod's subject, pasted into any field.
pub(super) fn spread(field: &str, text: &str) -> Found {
    let text = text.trim();
    let found = if text.starts_with('{') {
        from_json(text)
    } else if let Some(rest) = text.strip_prefix("https://") {
        from_issuer(rest).unwrap_or_default()
    } else if text.starts_with("api://") {
        from_resource(text)
    } else if let Some((namespace, account)) =
        text.strip_prefix("system:serviceaccount:").and_then(|rest| rest.split_once(':'))
    {
        vec![
            ("runs_on", AKS.to_owned()),
            ("namespace", namespace.to_owned()),
            ("kubernetes_account", account.to_owned()),
        ]
    } else if text.get(..15).is_some_and(|head| head.eq_ignore_ascii_case("/subscriptions/")) {
        from_path(text)
    } else {
        Vec::new()
    };
    beyond(field, text, found)
}

/// The tenant and version in an issuer, or in another address of the same host.
fn from_issuer(rest: &str) -> Option<Found> {
    let (host, path) = rest.split_once('/')?;
    let tenant = path.split('/').next().filter(|t| is_guid(t))?.to_ascii_lowercase();
    let (cloud, version) = match host {
        "login.microsoftonline.com" => (PUBLIC, path.contains("/v2.0").then_some(V2)),
        "login.microsoftonline.us" => (US_GOVERNMENT, path.contains("/v2.0").then_some(V2)),
        "sts.windows.net" => (PUBLIC, Some(V1)),
        _ => return None,
    };
    let mut found = vec![("tenant_id", tenant), ("cloud", cloud.to_owned())];
    found.extend(version.map(|v| ("token_version", v.to_owned())));
    Some(found)
}

/// An identifier URI, and the client id in it.
fn from_resource(text: &str) -> Found {
    let uri = text.strip_suffix("/.default").unwrap_or(text);
    let mut found = vec![("resource", uri.to_owned())];
    if let Some(app) = uri.strip_prefix("api://").filter(|rest| is_guid(rest)) {
        found.push(("audience_app_id", app.to_ascii_lowercase()));
    }
    found
}

/// Names and their values in turn, as in `/subscriptions/S/resourceGroups/G/providers/Microsoft.Compute/virtualMachines/N`.
fn from_path(path: &str) -> Found {
    let mut segments = path.split('/').skip(1);
    let mut found = Vec::new();
    while let (Some(kind), Some(value)) = (segments.next(), segments.next()) {
        let value = value.to_owned();
        match kind.to_ascii_lowercase().as_str() {
            "resourcegroups" => found.push(("resource_group", value)),
            // The provider's name stands before the type that it has.
            "providers" => {
                let (Some(kind), Some(name)) = (segments.next(), segments.next()) else { break };
                let name = name.to_owned();
                let host = |runs_on: &str, name| [("runs_on", runs_on.to_owned()), ("host_name", name)];
                match kind.to_ascii_lowercase().as_str() {
                    "userassignedidentities" => {
                        found.extend([("identity_kind", USER_ASSIGNED.to_owned()), ("identity_name", name)]);
                    }
                    "virtualmachines" | "virtualmachinescalesets" => found.extend(host(VM, name)),
                    "containerapps" | "sites" => found.extend(host(APP, name)),
                    "managedclusters" => found.extend(host(AKS, name)),
                    _ => {}
                }
                break;
            }
            _ => {}
        }
    }
    found
}

/// What `az identity show` prints, whole or as this form's command has it.
fn from_json(text: &str) -> Found {
    let Ok(Value::Object(printed)) = serde_json::from_str::<Value>(text) else { return Vec::new() };
    let member = |names: [&str; 2]| {
        names.iter().find_map(|name| printed.get(*name)?.as_str()).filter(|id| is_guid(id)).map(str::to_owned)
    };
    [
        ("object_id", member(["principalId", "oid"])),
        ("client_id", member(["clientId", "azp"])),
        ("tenant_id", member(["tenantId", "tid"])),
    ]
    .into_iter()
    .filter_map(|(field, id)| Some((field, id?)))
    .collect()
}

/// Tokens of managed identities live for a day; what lives no longer than this was exchanged for a credential, in seconds.
const CREDENTIAL_SECONDS: i64 = 7500;

/// Fills the form from a token. A person's says nothing about a workload but its tenant and audience.
pub(super) fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    let mut put = |field: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|v| !v.trim().is_empty()) {
            answers.set(field, value);
        }
    };
    let issuer = claims.issuer().and_then(|iss| iss.strip_prefix("https://")).and_then(from_issuer);
    let of_issuer = |field: &str| {
        issuer.iter().flatten().find(|(name, _)| *name == field).map(|(_, value)| value.as_str())
    };
    let v1 = of_issuer("token_version") == Some(V1);
    put("token_version", of_issuer("token_version"));
    put("cloud", of_issuer("cloud"));
    put("tenant_id", of_issuer("tenant_id"));
    let audience = claims.audiences().first().copied().unwrap_or_default();
    if !v1 && is_guid(audience) {
        put("audience_app_id", Some(audience));
        put("resource", Some(&format!("api://{audience}")));
    } else {
        put("resource", Some(audience));
    }
    let short = claims.lifetime().is_some_and(|seconds| seconds <= CREDENTIAL_SECONDS);
    put("runs_on", short.then_some(AKS));
    if claims.get("scp").is_some() {
        return answers;
    }
    put("object_id", claims.text("oid").or_else(|| claims.subject()));
    put("client_id", claims.text(if v1 { "appid" } else { "azp" }));
    // Several roles do not say which of them is for this.
    if let Some([Value::String(role)]) = claims.get("roles").and_then(Value::as_array).map(Vec::as_slice) {
        put("app_role", Some(role));
    }
    if let Some(path) = claims.text("xms_mirid").or_else(|| claims.text("xms_az_rid")) {
        for (field, value) in from_path(path) {
            put(field, Some(&value));
        }
    }
    answers
}

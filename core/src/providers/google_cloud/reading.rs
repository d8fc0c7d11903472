//! What a pasted text or a token says about the form.

use super::fields::{CLOUD_RUN, COMPUTE_ENGINE, FUNCTIONS, GKE};
use crate::providers::Answers;
use crate::providers::shared::beyond;
use crate::token::Claims;
use serde_json::Value;

const SERVICE_ACCOUNTS: &str = ".gserviceaccount.com";

/// An address of a service account, a member of a policy, a resource's name or a page of the console, pasted into any field.
pub(super) fn spread(field: &str, text: &str) -> Vec<(&'static str, String)> {
    let text = text.trim();
    let member = text.strip_prefix("serviceAccount:").unwrap_or(text);
    let found = if let Some(pod) = from_pod(member) {
        pod
    } else if let Some(path) = text.find("projects/").and_then(|at| text.get(at..)) {
        from_path(path)
    } else if member.ends_with(SERVICE_ACCOUNTS) && member.contains('@') {
        from_email(member)
    } else if member.len() == 21 && member.bytes().all(|b| b.is_ascii_digit()) {
        vec![("service_account_id", member.to_owned())]
    } else {
        Vec::new()
    };
    beyond(field, text, found)
}

/// `PROJECT.svc.id.goog[NAMESPACE/NAME]`, as policies name the account of a pod.
fn from_pod(member: &str) -> Option<Vec<(&'static str, String)>> {
    let (project, rest) = member.split_once(".svc.id.goog[")?;
    let (namespace, account) = rest.strip_suffix(']')?.split_once('/')?;
    Some(vec![
        ("runs_on", GKE.to_owned()),
        ("project_id", project.to_owned()),
        ("namespace", namespace.to_owned()),
        ("kubernetes_account", account.to_owned()),
    ])
}

fn from_email(email: &str) -> Vec<(&'static str, String)> {
    let mut found = vec![("service_account_email", email.to_owned())];
    found.extend(project_of(email).map(|project| ("project_id", project)));
    found
}

/// The project in an address: `NAME@PROJECT.iam.gserviceaccount.com`, with `PROJECT.DOMAIN` for a project `DOMAIN:PROJECT`.
fn project_of(email: &str) -> Option<String> {
    let (_, domain) = email.split_once('@')?;
    let project = domain.strip_suffix(".iam.gserviceaccount.com").filter(|p| !p.is_empty())?;
    // Google's own agents live in projects of Google.
    if project.starts_with("gcp-sa-") {
        return None;
    }
    Some(match project.split_once('.') {
        Some((name, domain)) => format!("{domain}:{name}"),
        None => project.to_owned(),
    })
}

/// Names and their values in turn, as in `projects/P/zones/Z/instances/I`.
fn from_path(path: &str) -> Vec<(&'static str, String)> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut segments = path.split('/');
    let mut found = Vec::new();
    while let (Some(kind), Some(value)) = (segments.next(), segments.next()) {
        if value.is_empty() || value == "-" {
            continue;
        }
        let value = value.to_owned();
        match kind {
            "projects" => found.push(("project_id", value)),
            "locations" => found.push(("region", value)),
            "zones" => found.push(("zone", value)),
            "services" => found.extend([("runs_on", CLOUD_RUN.to_owned()), ("service", value)]),
            "functions" => found.extend([("runs_on", FUNCTIONS.to_owned()), ("service", value)]),
            "instances" => found.extend([("runs_on", COMPUTE_ENGINE.to_owned()), ("instance_name", value)]),
            "serviceAccounts" if value.ends_with(SERVICE_ACCOUNTS) => {
                found.push(("service_account_email", value));
            }
            _ => {}
        }
    }
    // A project alone is no more than what anything may be called.
    if found.len() > 1 { found } else { Vec::new() }
}

/// Fills the form from a token. A person's says nothing about a workload, and one machine is not all that it will run on.
pub(super) fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    let email = claims.text("email");
    let workload = email.map_or_else(|| claims.get("hd").is_none(), |e| e.ends_with(SERVICE_ACCOUNTS));
    if !workload {
        return answers;
    }
    let engine = claims.get("google").and_then(|google| google.get("compute_engine"));
    let own = |name: &str| engine.and_then(|e| e.get(name)).and_then(Value::as_str).map(str::to_owned);
    let number = engine.and_then(|e| e.get("project_number")).and_then(Value::as_i64);
    for (field, value) in [
        ("runs_on", engine.map(|_| COMPUTE_ENGINE.to_owned())),
        ("service_account_id", claims.subject().map(str::to_owned)),
        ("service_account_email", email.map(str::to_owned)),
        ("project_id", own("project_id").or_else(|| email.and_then(project_of))),
        ("project_number", number.map(|n| n.to_string())),
        ("instance_name", own("instance_name")),
        ("zone", own("zone")),
    ] {
        if let Some(value) = value.filter(|v| !v.trim().is_empty()) {
            answers.set(field, &value);
        }
    }
    answers
}

//! What pasted texts and tokens say about the form.

use super::super::ci::spread_ref;
use super::super::shared::is_uuid;
use super::ISSUER;
use super::claims::{CONTEXTS, DEFINITION, ORGANIZATION, ORIGIN, PROJECT, REF};
use crate::providers::Answers;
use crate::token::Claims;
use serde_json::Value;

/// Host, owner and repository as `vcs-origin` has them, out of such a text or an address.
pub(super) fn origin(text: &str) -> Option<String> {
    let path = if let Some(scp) = text.strip_prefix("git@") {
        scp.replacen(':', "/", 1)
    } else {
        text.strip_prefix("https://").unwrap_or(text).to_owned()
    };
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    let part = |p: &str| !p.is_empty() && p.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    let host = path.split('/').next().is_some_and(|h| h.contains('.'));
    (host && path.split('/').count() > 2 && path.split('/').all(part)).then(|| path.to_owned())
}

/// The answers that a page of CircleCI, a repository's address, an issuer or a whole subject holds.
pub(super) fn spread(field: &str, text: &str) -> Vec<(&'static str, String)> {
    let text = text.trim();
    if let Some(named) = spread_ref(text) {
        return named;
    }
    if let Some(id) = text.strip_prefix(ISSUER).filter(|id| is_uuid(id)) {
        return vec![("organization_id", id.to_owned())];
    }
    if text.starts_with("org/") {
        return from_subject(text);
    }
    let page = ["https://app.circleci.com/pipelines/", "https://app.circleci.com/settings/project/"];
    if let Some(path) = page.iter().find_map(|start| text.strip_prefix(start)) {
        let parts: Vec<&str> = path.split(['/', '?', '#']).collect();
        let [host, owner, repository, ..] = parts.as_slice() else { return Vec::new() };
        return match *host {
            "gh" | "github" => both("gh", &format!("github.com/{owner}/{repository}")),
            "bb" | "bitbucket" => both("bb", &format!("bitbucket.org/{owner}/{repository}")),
            "circleci" => vec![("project_slug", format!("circleci/{owner}/{repository}"))],
            _ => Vec::new(),
        };
    }
    let is_address = text.starts_with("https://") || text.starts_with("git@");
    match origin(text).filter(|_| is_address && field != "server_issuer") {
        Some(origin) if origin.starts_with("github.com/") => both("gh", &origin),
        Some(origin) if origin.starts_with("bitbucket.org/") => both("bb", &origin),
        Some(origin) if origin.starts_with("gitlab.com/") => vec![("origin", origin)],
        _ => Vec::new(),
    }
}

fn both(host: &str, origin: &str) -> Vec<(&'static str, String)> {
    let path = origin.split_once('/').map_or("", |(_, path)| path);
    vec![("project_slug", format!("{host}/{path}")), ("origin", origin.to_owned())]
}

fn from_subject(subject: &str) -> Vec<(&'static str, String)> {
    let (head, change) = subject.split_once("/vcs-origin/").unwrap_or((subject, ""));
    let parts: Vec<&str> = head.split('/').collect();
    let ["org", organization, "project", project, ..] = parts.as_slice() else { return Vec::new() };
    let ids = [("organization_id", *organization), ("project_id", *project)];
    let mut all: Vec<_> =
        ids.into_iter().filter(|(_, id)| is_uuid(id)).map(|(f, id)| (f, id.to_owned())).collect();
    if let Some((origin, reference)) = change.split_once("/vcs-ref/") {
        all.push(("origin", origin.to_owned()));
        all.extend(spread_ref(reference).unwrap_or_default());
    }
    all
}

/// Everything that the token knows and that lasts: neither the user nor the run.
pub(super) fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    let mut put = |field: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            answers.set(field, value);
        }
    };
    let of_subject = from_subject(claims.subject().unwrap_or_default());
    let named = |field: &str| of_subject.iter().find(|(f, _)| *f == field).map(|(_, value)| value.as_str());
    let issuer = claims.issuer().unwrap_or_default();
    let of_issuer = issuer.strip_prefix(ISSUER).filter(|id| is_uuid(id));
    put(
        "organization_id",
        of_issuer.or_else(|| claims.text(ORGANIZATION)).or_else(|| named("organization_id")),
    );
    put("server_issuer", Some(issuer).filter(|_| of_issuer.is_none()));
    put("project_id", claims.text(PROJECT).or_else(|| named("project_id")));
    put("origin", claims.text(ORIGIN));
    put("pipeline_definition_id", claims.text(DEFINITION));
    let contexts = claims.get(CONTEXTS).and_then(Value::as_array).map(Vec::as_slice);
    put("context_id", if let Some([one]) = contexts { one.as_str() } else { None });
    let reference = claims.text(REF);
    let tag = reference.and_then(|r| r.strip_prefix("refs/tags/"));
    let scenario = match (reference, tag) {
        (None, _) => "webhook",
        (_, Some(_)) => "tag",
        _ => "branch",
    };
    put("scenario", Some(scenario));
    put("tag", tag);
    put("branch", reference.and_then(|r| r.strip_prefix("refs/heads/")));
    answers
}

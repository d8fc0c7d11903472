//! What pasted texts and tokens say about the form.

use super::super::ci::{branch, spread_ref, tag};
use super::GITLAB_COM;
use super::suggest::{SOURCES, default_subject, scenario};
use crate::facts;
use crate::providers::Answers;
use crate::token::Claims;

/// A project's path out of a path: at least a group and a project, without what only stands in addresses.
pub(super) fn project_path(text: &str) -> Option<&str> {
    let path = text.strip_suffix(".git").unwrap_or(text);
    let part = |p: &str| {
        !p.is_empty() && p.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    (path.contains('/') && path.split('/').all(part)).then_some(path)
}

/// A timeout in seconds: a number, or one with `m` or `h`.
pub(super) fn seconds(text: &str) -> Option<u64> {
    let number = |text: &str, factor: u64| text.trim().parse::<u64>().ok()?.checked_mul(factor);
    if let Some(hours) = text.strip_suffix('h') {
        number(hours, 3600)
    } else if let Some(minutes) = text.strip_suffix('m') {
        number(minutes, 60)
    } else {
        number(text, 1)
    }
}

/// Host and path of an address, as browsers and git have it.
fn address(text: &str) -> Option<(&str, &str)> {
    let (host, path) =
        if let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("ssh://git@")) {
            rest.split_once('/').unwrap_or((rest, ""))
        } else {
            text.strip_prefix("git@")?.split_once(':')?
        };
    let host = host.split(':').next().filter(|h| !h.is_empty() && !h.contains(char::is_whitespace))?;
    let path = path.split_once("/-/").map_or(path, |(path, _)| path);
    Some((host, path.trim_end_matches('/')))
}

/// The project's path, entered alone or as an address; `None` where there is none.
pub(super) fn entered_project(text: &str) -> Option<&str> {
    project_path(address(text).map_or(text, |(_, path)| path))
}

/// The answers that an address of a project, or a whole subject, holds.
pub(super) fn spread(field: &str, text: &str) -> Vec<(&'static str, String)> {
    let text = text.trim();
    if let Some(named) = spread_ref(text) {
        return named;
    }
    if let Some(rest) = text.strip_prefix("project_path:").filter(|_| field != "custom_subject") {
        return from_subject(rest);
    }
    let Some((host, path)) = address(text) else { return Vec::new() };
    // An instance may lie under a path, which looks like a project.
    if field == "issuer_url" && host != "gitlab.com" {
        return Vec::new();
    }
    let mut all = if host == "gitlab.com" {
        vec![("host", host.to_owned())]
    } else {
        vec![("host", "self-managed".to_owned()), ("issuer_url", format!("https://{host}"))]
    };
    match project_path(path) {
        Some(project) => all.push(("project", project.to_owned())),
        None if path.is_empty() => {}
        None => all.clear(),
    }
    all
}

fn from_subject(rest: &str) -> Vec<(&'static str, String)> {
    let Some((path, tail)) = rest.split_once(':') else { return Vec::new() };
    let Some(path) = project_path(path) else { return Vec::new() };
    let mut all = vec![("project", path.to_owned())];
    for (head, field) in [("ref_type:branch:ref:", "branch"), ("ref_type:tag:ref:", "tag")] {
        if let Some(name) = tail.strip_prefix(head).filter(|name| !name.contains(':')) {
            all.extend([("scenario", field.to_owned()), (field, name.to_owned())]);
        }
    }
    all
}

/// Everything that the token knows. A fork's merge request fills in the project that it runs in, whose rule is meant.
pub(super) fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    let issuer = claims.issuer().unwrap_or_default();
    if issuer == GITLAB_COM {
        answers.set("host", "gitlab.com");
    } else if !issuer.is_empty() {
        answers.set("host", "self-managed");
        answers.set("issuer_url", issuer);
    }
    let job = claims.text("job_project_id");
    answers.set("version", if job.is_some() { "current" } else { "older" });
    let forked = job.is_some() && job != claims.text("project_id");
    let of = |name: &str| {
        let ran_in = if forked { claims.text(&format!("job_{name}")) } else { None };
        ran_in.or_else(|| claims.text(name))
    };
    let from_subject =
        claims.subject().and_then(|s| s.strip_prefix("project_path:")).and_then(|s| s.split(':').next());
    let fields = [
        ("project", from_subject.filter(|_| !forked).or_else(|| of("project_path"))),
        ("project_id", of("project_id")),
        ("namespace_id", of("namespace_id")),
        (
            "runner",
            claims.text("runner_environment").filter(|r| matches!(*r, "gitlab-hosted" | "self-hosted")),
        ),
    ];
    for (field, value) in fields {
        if let Some(value) = value {
            answers.set(field, value);
        }
    }
    reference(claims, &mut answers);
    config(claims, &mut answers);
    if let Some(lifetime) = claims.lifetime().and_then(|s| u64::try_from(s).ok())
        && lifetime > facts::MAX_JWT_LIFETIME_DEFAULT.value
    {
        answers.set("timeout", &lifetime.to_string());
    }
    answers
}

fn reference(claims: &Claims, answers: &mut Answers) {
    let source = claims.text("pipeline_source").unwrap_or_default();
    let merge_request = source == "merge_request_event";
    let name = claims.text("ref").unwrap_or_default();
    let is_tag = claims.text("ref_type") == Some("tag");
    let yes_or_no = |claim: &str| if claims.text(claim) == Some("true") { "yes" } else { "no" };
    if merge_request {
        answers.set("scenario", "merge_request");
    } else if let Some(environment) = claims.text("environment") {
        answers.set("scenario", "environment");
        answers.set("environment", environment);
        answers.set("environment_protected", yes_or_no("environment_protected"));
    } else {
        answers.set("scenario", if is_tag { "tag" } else { "branch" });
    }
    if !merge_request && !name.is_empty() {
        answers.set(if is_tag { "tag" } else { "branch" }, name);
        answers.set("ref_protected", yes_or_no("ref_protected"));
    }
    if !merge_request && !source.is_empty() && !SOURCES.contains(&source) {
        answers.set("sources", source);
    }
    let suggested = default_subject(answers);
    let usual =
        |sub: &str| suggested.strip_suffix('*').map_or(sub == suggested, |start| sub.starts_with(start));
    // A merge request's subject names its source branch and is never kept whole.
    let own = claims.subject().filter(|sub| sub.starts_with("project_path:") && !merge_request);
    if let Some(sub) = own.filter(|sub| !usual(sub)) {
        answers.set("subject_format", "custom");
        answers.set("custom_subject", sub);
    }
}

/// The file alone where it is one of the project's own, run from the ref that the form names; all of it otherwise.
fn config(claims: &Claims, answers: &mut Answers) {
    let Some(whole) = claims.text("ci_config_ref_uri") else { return };
    let host = claims.issuer().and_then(|iss| iss.strip_prefix("https://")).unwrap_or_default();
    let own = format!("{host}/{}//", answers.get("project"));
    let file = whole.strip_prefix(&own).and_then(|rest| rest.rsplit_once('@'));
    let same = |at: &str| match scenario(answers) {
        "tag" => at.strip_prefix("refs/tags/") == Some(tag(answers)),
        "merge_request" => true,
        _ => branch(answers).is_empty() || at.strip_prefix("refs/heads/") == Some(branch(answers)),
    };
    let answer = match file {
        Some((file, at)) if same(at) => file,
        _ => whole,
    };
    answers.set("config", answer);
}

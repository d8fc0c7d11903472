//! What a text or a token says about the form.

use crate::providers::Answers;
use crate::providers::shared::is_uuid;
use crate::token::Claims;

type Filled = Vec<(&'static str, String)>;

const ISSUER_HEAD: &str = "https://api.bitbucket.org/2.0/workspaces/";
const ISSUER_TAIL: &str = "/pipelines-config/identity/oidc";
const OWN_AUDIENCE: &str = "ari:cloud:bitbucket::workspace/";

/// The workspace's issuer.
pub(super) fn issuer(workspace: &str) -> String {
    format!("{ISSUER_HEAD}{workspace}{ISSUER_TAIL}")
}

fn workspace_of(issuer: &str) -> Option<&str> {
    let slug = issuer.strip_prefix(ISSUER_HEAD)?.strip_suffix(ISSUER_TAIL)?;
    Some(slug).filter(|s| !s.is_empty() && !s.contains('/'))
}

/// What stands between braces.
pub(super) fn bare(text: &str) -> Option<&str> {
    text.strip_prefix('{')?.strip_suffix('}')
}

/// A UUID as tokens have it; anything else stays as it is.
pub(super) fn braced(text: &str) -> String {
    if is_uuid(text) { format!("{{{text}}}") } else { text.to_owned() }
}

/// Whether a text can be a slug.
pub(super) fn is_slug(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}

/// Workspace and repository. An address or `workspace/repository` in either field names both.
pub(super) fn workspace_and_repository(answers: &Answers) -> (&str, &str) {
    let (workspace, from_workspace) = split_address(answers.get("workspace"));
    match split_address(answers.get("repository")) {
        (from_repository, Some(name)) => {
            (if workspace.is_empty() { from_repository } else { workspace }, name)
        }
        ("", None) => (workspace, from_workspace.unwrap_or_default()),
        (name, None) => (workspace, name),
    }
}

/// The first two segments of a repository's address, or of `workspace/repository`.
fn split_address(text: &str) -> (&str, Option<&str>) {
    let path = text
        .split_once("bitbucket.org/")
        .or_else(|| text.split_once("bitbucket.org:"))
        .map_or(text, |(_, path)| path);
    let mut segments = path.split(['/', '?', '#']).filter(|s| !s.is_empty());
    let first = segments.next().unwrap_or_default();
    (first, segments.next().map(|name| name.strip_suffix(".git").unwrap_or(name)))
}

/// Addresses, issuers, audiences, subjects and UUIDs without their braces, whichever field they were pasted into.
pub(super) fn spread(field: &str, text: &str) -> Filled {
    let text = text.trim();
    let uuid_fields = ["workspace_uuid", "repository_uuid", "environment_uuid"];
    if let Some(known) = uuid_fields.into_iter().find(|f| *f == field).filter(|_| is_uuid(text)) {
        return vec![(known, braced(text))];
    }
    if let Some(workspace) = workspace_of(text) {
        return vec![("workspace", workspace.to_owned())];
    }
    if let Some(uuid) = text.strip_prefix(OWN_AUDIENCE).filter(|uuid| is_uuid(uuid)) {
        return vec![("workspace_uuid", braced(uuid))];
    }
    if let Some(filled) = from_subject(text) {
        return filled;
    }
    let is_address = text.contains("://bitbucket.org/") || text.starts_with("git@bitbucket.org:");
    let is_pair = matches!(field, "workspace" | "repository") && !text.contains(':');
    match split_address(text) {
        (workspace, Some(repository))
            if (is_address || is_pair) && is_slug(workspace) && is_slug(repository) =>
        {
            vec![("workspace", workspace.to_owned()), ("repository", repository.to_owned())]
        }
        _ => Vec::new(),
    }
}

fn from_subject(sub: &str) -> Option<Filled> {
    let parts: Vec<&str> = sub.split(':').collect();
    if !parts.iter().all(|part| bare(part).is_some_and(is_uuid)) {
        return None;
    }
    let text = |part: &str| part.to_owned();
    match *parts.as_slice() {
        [repository, environment, _] => Some(vec![
            ("scenario", text("deployment")),
            ("repository_uuid", text(repository)),
            ("environment_uuid", text(environment)),
        ]),
        [repository, _] => Some(vec![("scenario", text("branch")), ("repository_uuid", text(repository))]),
        _ => None,
    }
}

/// Everything that a token says. The repository's slug is in no claim.
pub(super) fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    for (field, value) in claims.subject().and_then(from_subject).unwrap_or_default() {
        answers.set(field, &value);
    }
    let named = [
        ("workspace", claims.issuer().and_then(workspace_of)),
        ("workspace_uuid", claims.text("workspaceUuid")),
        ("repository_uuid", claims.text("repositoryUuid")),
        ("environment_uuid", claims.text("deploymentEnvironmentUuid")),
        ("environment", claims.text("deploymentEnvironment")),
        ("branch", claims.text("branchName")),
    ];
    for (field, value) in named {
        if let Some(value) = value {
            answers.set(field, value);
        }
    }
    if let Some(lifetime) = claims.lifetime().filter(|s| *s > 0) {
        answers.set("lifetime", &lifetime.to_string());
    }
    answers
}

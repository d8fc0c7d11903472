//! Tokens of continuous integration and deployment.

use super::super::github_actions::subject::{Context, Subject, decode};
use super::{Token, clip};
use serde_json::Value;

pub(super) fn github(token: &Token<'_>, warnings: &mut Vec<String>) -> String {
    let subject = Subject::parse(token.subject);
    let context = subject.map_or(Context::Custom, |s| s.context());
    let event = token.text("event_name").unwrap_or_default();
    if event == "pull_request_target" {
        warnings.push(
            "It was made by pull_request_target: strangers' pull requests start such runs, yet its ref is the base branch. \
             Compare event_name as well as the ref."
                .to_owned(),
        );
    }
    let reference = |reference: &str| {
        if let Some(branch) = reference.strip_prefix("refs/heads/") {
            if branch.starts_with("gh-readonly-queue/") {
                return "merge queue".to_owned();
            }
            return format!("branch {}", clip(branch));
        }
        match reference.strip_prefix("refs/tags/") {
            Some(tag) => format!("tag {}", clip(tag)),
            None => clip(reference),
        }
    };
    let run = match context {
        Context::Environment(written) => format!("environment {}", clip(&decode(written))),
        Context::PullRequest => "pull request".to_owned(),
        Context::Ref(written) => reference(&decode(written)),
        Context::Custom => match (token.text("environment"), token.text("ref")) {
            (Some(environment), _) => format!("environment {}", clip(environment)),
            (None, _) if event == "pull_request" => "pull request".to_owned(),
            (None, Some(written)) => reference(written),
            (None, None) => String::new(),
        },
    };
    let form = match subject {
        _ if context == Context::Custom => "custom subject",
        Some(s) if s.is_immutable() => "subject with ids",
        _ => "",
    };
    join(&[&run, form])
}

pub(super) fn gitlab(token: &Token<'_>, warnings: &mut Vec<String>) -> String {
    if let (Some(project), Some(job)) = (token.text("project_id"), token.text("job_project_id"))
        && project != job
    {
        warnings.push(
            "The job ran in one project for the code of another, as in a merge request from a fork: compare project_id and \
             job_project_id both."
                .to_owned(),
        );
    }
    let name = clip(token.text("ref").unwrap_or_default());
    let run = match token.text("ref_type") {
        _ if token.text("pipeline_source") == Some("merge_request_event") => {
            format!("merge request, ref {name}")
        }
        Some("tag") => format!("tag {name}"),
        Some("branch") => format!("branch {name}"),
        _ => name,
    };
    let protected = if token.text("ref_protected") == Some("true") { "protected" } else { "" };
    let environment =
        token.text("environment").map(|e| format!("environment {}", clip(e))).unwrap_or_default();
    join(&[&run, protected, &environment])
}

pub(super) fn buildkite(token: &Token<'_>, warnings: &mut Vec<String>) -> String {
    if !token.has("organization_id") {
        warnings.push(
            "It names its organization by a slug alone: ask for organization_id and pipeline_id with --claim, and compare them."
                .to_owned(),
        );
    }
    let named = |what: &str, claim: &str| {
        token.text(claim).map(|v| format!("{what} {}", clip(v))).unwrap_or_default()
    };
    let reference = match token.text("build_tag") {
        Some(tag) => format!("tag {}", clip(tag)),
        None => named("branch", "build_branch"),
    };
    join(&[&named("pipeline", "pipeline_slug"), &reference])
}

pub(super) fn terraform(token: &Token<'_>, warnings: &mut Vec<String>) -> String {
    if token.text("terraform_run_phase") == Some("plan") {
        warnings.push(
            "It was made in a plan: speculative plans of pull requests make such tokens too. Compare terraform_run_phase with \
             apply unless plans need Claude."
                .to_owned(),
        );
    }
    let workspace = token.text("terraform_workspace_name").map(|w| format!("workspace {}", clip(w)));
    let phase = token.text("terraform_run_phase").map(|p| format!("{} phase", clip(p)));
    join(&[&workspace.unwrap_or_default(), &phase.unwrap_or_default()])
}

pub(super) fn circleci(token: &Token<'_>, warnings: &mut Vec<String>) -> String {
    if token.claims.get("oidc.circleci.com/ssh-rerun") == Some(&Value::Bool(true)) {
        warnings.push(
            "Somebody ran the job again with SSH and could read the token: compare ssh-rerun with false in a condition."
                .to_owned(),
        );
    }
    let reference = token.text("oidc.circleci.com/vcs-ref");
    if reference.is_some_and(|r| r.starts_with("refs/heads/pull/") || r.starts_with("refs/pull/")) {
        warnings.push(
            "It was made for a pull request, which may come from a fork: compare vcs-origin and vcs-ref."
                .to_owned(),
        );
    }
    match (reference, token.text("oidc.circleci.com/vcs-origin")) {
        (Some(reference), origin) => {
            let short = reference.strip_prefix("refs/heads/").map(|b| format!("branch {}", clip(b)));
            let tag = || reference.strip_prefix("refs/tags/").map(|t| format!("tag {}", clip(t)));
            let run = short.or_else(tag).unwrap_or_else(|| clip(reference));
            join(&[&run, &origin.map(|o| format!("of {}", clip(o))).unwrap_or_default()])
        }
        (None, Some(origin)) => format!("of {}", clip(origin)),
        (None, None) => "pipeline without a repository".to_owned(),
    }
}

pub(super) fn bitbucket(token: &Token<'_>, warnings: &mut Vec<String>) -> String {
    let deploys = token.has("deploymentEnvironmentUuid");
    if !deploys {
        warnings.push(
            "It comes from a step without a deployment environment: a pull request whose branch has the same name makes the \
             same token."
                .to_owned(),
        );
    }
    let step = if deploys { "deployment step" } else { "plain step" };
    join(&[step, &token.text("branchName").map(|b| format!("branch {}", clip(b))).unwrap_or_default()])
}

/// What is there, with commas.
fn join(parts: &[&str]) -> String {
    parts.iter().copied().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ")
}

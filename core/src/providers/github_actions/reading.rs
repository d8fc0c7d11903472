//! What a token of GitHub Actions says about the form.

use super::SHARED_ISSUER;
use super::entries;
use super::subject::{Context, Subject, decode, is_id};
use super::suggest::{BRANCH_EVENTS, MERGE_QUEUE};
use crate::providers::Answers;
use crate::token::Claims;

/// Fills the form from a token: what the token does not say is left out.
pub(super) fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    host(claims, &mut answers);
    let subject = claims.subject().and_then(Subject::parse);
    repository(claims, subject.as_ref(), &mut answers);
    let custom = subject.is_none_or(|s| s.context() == Context::Custom);
    match (subject, claims.subject()) {
        (Some(s), _) if !custom => {
            answers.set("subject_format", if s.is_immutable() { "immutable" } else { "name" });
        }
        (_, Some(sub)) => {
            answers.set("subject_format", "custom");
            answers.set("custom_subject", sub);
        }
        (_, None) => {}
    }
    scenario(claims, subject.as_ref(), &mut answers);
    workflow(claims, &mut answers);
    if let Some(runner @ ("github-hosted" | "self-hosted")) = claims.text("runner_environment") {
        answers.set("runner", runner);
    }
    answers
}

/// The subject of the same run in the other spelling: with ids where they are missing, without them where they stand.
pub(super) fn other_subject(claims: &Claims) -> Option<String> {
    // A server has no immutable subjects.
    if claims.issuer().is_some_and(|iss| iss.ends_with(SERVER_PATH)) {
        return None;
    }
    let subject = Subject::parse(claims.subject()?)?;
    let Subject { owner, repository, tail, .. } = subject;
    if subject.is_immutable() {
        return Some(format!("repo:{owner}/{repository}:{tail}"));
    }
    let owner_id = claims.text("repository_owner_id").filter(|id| is_id(id))?;
    let repository_id = claims.text("repository_id").filter(|id| is_id(id))?;
    Some(format!("repo:{owner}@{owner_id}/{repository}@{repository_id}:{tail}"))
}

const SERVER_PATH: &str = "/_services/token";

fn host(claims: &Claims, answers: &mut Answers) {
    let Some(issuer) = claims.issuer() else { return };
    if issuer == SHARED_ISSUER {
        answers.set("host", "github.com");
    } else if let Some(slug) = issuer.strip_prefix(SHARED_ISSUER).and_then(|rest| rest.strip_prefix('/')) {
        answers.set("host", "enterprise");
        answers.set("enterprise_slug", slug);
    } else if let Some((subdomain, rest)) =
        issuer.strip_prefix("https://token.actions.").and_then(|rest| rest.split_once(".ghe.com"))
    {
        answers.set("host", "ghe.com");
        answers.set("ghe_subdomain", subdomain);
        answers.set("enterprise_slug", rest.strip_prefix('/').unwrap_or_default());
    } else if let Some(host) = issuer.strip_suffix(SERVER_PATH).and_then(|rest| rest.strip_prefix("https://"))
    {
        answers.set("host", "ghes");
        answers.set("ghes_host", host);
    }
}

fn repository(claims: &Claims, subject: Option<&Subject<'_>>, answers: &mut Answers) {
    let named = claims.text("repository").and_then(|full| full.split_once('/'));
    // The spelling of the subject is the one that the rule has to meet.
    if let Some((owner, name)) = subject.map(|s| (s.owner, s.repository)).or(named) {
        answers.set("owner", owner);
        answers.set("repository", name);
    }
    let ids = [
        ("owner_id", subject.and_then(|s| s.owner_id).or_else(|| claims.text("repository_owner_id"))),
        ("repository_id", subject.and_then(|s| s.repository_id).or_else(|| claims.text("repository_id"))),
    ];
    for (field, id) in ids {
        if let Some(id) = id.filter(|id| is_id(id)) {
            answers.set(field, id);
        }
    }
}

fn scenario(claims: &Claims, subject: Option<&Subject<'_>>, answers: &mut Answers) {
    let context = subject.map_or(Context::Custom, Subject::context);
    let event = claims.text("event_name").unwrap_or_default();
    let reference = match context {
        Context::Ref(reference) => Some(decode(reference)),
        _ => claims.text("ref").map(str::to_owned),
    };
    let branch = reference.as_deref().and_then(|r| r.strip_prefix("refs/heads/"));
    let tag = reference.as_deref().and_then(|r| r.strip_prefix("refs/tags/"));
    let environment = match context {
        Context::Environment(written) => Some(decode(written)),
        Context::Custom => claims.text("environment").map(str::to_owned),
        Context::PullRequest | Context::Ref(_) => None,
    };
    if let Some(environment) = environment {
        answers.set("scenario", "environment");
        answers.set("environment", &environment);
        if let Some(branch) = branch {
            answers.set("branch", branch);
        }
    } else if context == Context::PullRequest || (context == Context::Custom && event == "pull_request") {
        answers.set("scenario", "pull_request");
    } else if let Some(tag) = tag {
        answers.set("scenario", "tag");
        answers.set("tag", tag);
    } else if let Some(branch) = branch {
        answers.set("scenario", "branch");
        answers.set("branch", &merge_queue_of(branch).unwrap_or_else(|| branch.to_owned()));
        let known =
            BRANCH_EVENTS.contains(&event) || ["pull_request", "pull_request_target"].contains(&event);
        if !known && entries::is_event(event) && !branch.starts_with(MERGE_QUEUE) {
            answers.set("events", event);
        }
    }
}

/// The whole queue of a merge queue's branch, whose last segment differs from run to run.
fn merge_queue_of(branch: &str) -> Option<String> {
    let (queue, _) = branch.strip_prefix(MERGE_QUEUE)?.rsplit_once("/pr-")?;
    Some(format!("{MERGE_QUEUE}{queue}/*"))
}

/// The file alone where it is one of the repository's own, run from the ref that the form names; all of it otherwise.
fn workflow(claims: &Claims, answers: &mut Answers) {
    let Some(whole) = claims.text("job_workflow_ref") else { return };
    let own = format!("{}/{}/.github/workflows/", answers.get("owner"), answers.get("repository"));
    let file = whole.strip_prefix(&own).and_then(|rest| rest.split_once('@'));
    let same_ref = |at: &str| match answers.get("scenario") {
        "branch" | "environment" => at.strip_prefix("refs/heads/") == answers.some("branch"),
        "tag" => at.strip_prefix("refs/tags/") == answers.some("tag"),
        "pull_request" => at.starts_with("refs/pull/"),
        _ => false,
    };
    answers.set(
        "workflow",
        match file {
            Some((file, at)) if same_ref(at) => file,
            _ => whole,
        },
    );
}

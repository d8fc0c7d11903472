//! The issuer, rule and account for a filled form.

use super::super::ci::{Draft, branch, tag, words};
use super::answers::{entered_project, seconds};
use super::{GITLAB_COM, fields};
use crate::condition::write;
use crate::facts;
use crate::providers::{Answers, Suggestion};
use crate::rule::{IssuerDraft, JwksDraft, KeySourceKind, resource_name};

/// What starts the pipelines of people who can write to the ref, and of the clock.
pub(super) const SOURCES: [&str; 3] = ["push", "schedule", "web"];

/// How long access tokens live, in seconds: a job has one identity token for one exchange, so that what it is exchanged for
/// has to last as long as a job that keeps to the usual timeout.
const LIFETIME: u64 = 3600;

/// The choice of pipelines; the first where none was made.
pub(super) fn scenario(answers: &Answers) -> &str {
    answers.some("scenario").unwrap_or("branch")
}

fn project(answers: &Answers) -> &str {
    entered_project(answers.get("project")).unwrap_or(fields::PROJECT)
}

/// Suggests. While the project is not entered its ids have placeholders, which no token has.
pub(super) fn suggest(answers: &Answers) -> Suggestion {
    let mut doubts = Vec::new();
    let mut draft = Draft::new(subject(answers), LIFETIME);
    pin_project(answers, &mut draft, &mut doubts);
    pin_ref(answers, &mut draft);
    pin_run(answers, &mut draft);
    let named = entered_project(answers.get("project"));
    let word = match scenario(answers) {
        "tag" => tag(answers),
        "environment" => answers.get("environment"),
        "merge_request" => "merge-request",
        _ => branch(answers),
    };
    let description = match (named, word) {
        (None, _) => "A project's GitLab pipelines".to_owned(),
        (Some(project), "") => format!("GitLab pipelines of {project}"),
        (Some(project), "merge-request") => format!("GitLab merge requests of {project}"),
        (Some(project), word) => format!("GitLab pipelines of {project}, {} {word}", scenario(answers)),
    };
    let (rule, account) = draft.finish(&[named.unwrap_or("gitlab-ci"), word], description);
    if scenario(answers) == "environment" && answers.get("environment_protected") == "no" {
        doubts.push(
            "The environment need not be protected: every Developer of the project can declare it in a job."
                .to_owned(),
        );
    }
    if scenario(answers) == "merge_request" {
        doubts.push(
            "Everybody who can push a branch to the project gets in with code that nobody reviewed: use a workspace with little to lose."
                .to_owned(),
        );
    }
    if seconds(answers.get("timeout")).is_some_and(|s| s > LIFETIME) {
        doubts.push(format!(
            "A job that runs for more than {LIFETIME} s needs a second exchange: give it further tokens under id_tokens, or the job a shorter timeout."
        ));
    }
    Suggestion { issuer: issuer(answers), rule, account, doubts }
}

fn issuer(answers: &Answers) -> IssuerDraft {
    let url = issuer_url(answers);
    let own = if url == GITLAB_COM { "gitlab-ci" } else { url.strip_prefix("https://").unwrap_or_default() };
    let jwks = if answers.get("host") == "private" {
        JwksDraft {
            kind: KeySourceKind::Inline,
            keys: answers.get("jwks").to_owned(),
            ..JwksDraft::default()
        }
    } else {
        JwksDraft::default()
    };
    let limit = facts::MAX_JWT_LIFETIME_DEFAULT.value;
    let longest = *facts::MAX_JWT_LIFETIME_RANGE.value.end();
    let timeout = seconds(answers.get("timeout")).filter(|s| *s > limit);
    IssuerDraft {
        name: resource_name(&[if own.is_empty() { "gitlab" } else { own }]),
        issuer_url: url.to_owned(),
        jwks,
        max_jwt_lifetime_seconds: timeout
            .map_or_else(String::new, |s| s.div_ceil(600).saturating_mul(600).min(longest).to_string()),
        ..IssuerDraft::default()
    }
}

fn issuer_url(answers: &Answers) -> &str {
    match answers.get("host") {
        "self-managed" | "private" => answers.get("issuer_url"),
        _ => GITLAB_COM,
    }
}

fn subject(answers: &Answers) -> String {
    if answers.get("subject_format") != "custom" {
        return default_subject(answers);
    }
    let custom = answers.get("custom_subject");
    // Anything else would admit other projects.
    let whole = custom.strip_prefix("project_path:").and_then(|s| s.split_once(':'));
    if whole.is_some_and(|(path, _)| path.contains('/') && !path.contains('*')) {
        custom.to_owned()
    } else {
        format!("project_path:{}:SUBJECT", project(answers))
    }
}

/// The subject of a project that chose no components of its own.
pub(super) fn default_subject(answers: &Answers) -> String {
    let or = |name: &str, placeholder: &str| {
        if name.is_empty() { placeholder.to_owned() } else { name.to_owned() }
    };
    let project = project(answers);
    match scenario(answers) {
        "tag" => format!("project_path:{project}:ref_type:tag:ref:{}", or(tag(answers), fields::TAG)),
        "merge_request" => format!("project_path:{project}:ref_type:branch:ref:*"),
        "environment" if branch(answers).is_empty() => format!("project_path:{project}:*"),
        _ => format!("project_path:{project}:ref_type:branch:ref:{}", or(branch(answers), fields::BRANCH)),
    }
}

/// The project by its ids, and that the job runs in it: `project_*` names a fork's, `job_project_*` where the job runs.
fn pin_project(answers: &Answers, draft: &mut Draft, doubts: &mut Vec<String>) {
    let unknown = entered_project(answers.get("project")).is_none();
    let id = |field: &str, placeholder: &'static str| {
        answers.some(field).map(str::to_owned).or_else(|| unknown.then(|| placeholder.to_owned()))
    };
    let project_id = id("project_id", fields::PROJECT_ID);
    let namespace_id = id("namespace_id", fields::NAMESPACE_ID);
    if project_id.is_none() || namespace_id.is_none() {
        doubts.push(
            "Without both ids the rule trusts paths, which pass to somebody else when a project or group is renamed or deleted."
                .to_owned(),
        );
    }
    draft.rule.set_claim("namespace_id", namespace_id);
    let names_job = issuer_url(answers) == GITLAB_COM || answers.get("version") != "older";
    if names_job && project_id.is_none() {
        draft.rule.set_claim("job_project_path", Some(project(answers).to_owned()));
    } else if names_job {
        draft.rule.set_claim("job_project_id", project_id.clone());
    } else {
        doubts.push(
            "Before 18.4 a token does not name the project that its job runs in: let no fork run pipelines in this one."
                .to_owned(),
        );
    }
    draft.rule.set_claim("project_id", project_id);
}

fn pin_ref(answers: &Answers, draft: &mut Draft) {
    let ref_path = ref_path(answers);
    let scenario = scenario(answers);
    if let Some(path) = &ref_path {
        draft.pin("ref_path", path);
    }
    if scenario == "environment" {
        draft.rule.set_claim(
            "environment",
            Some(answers.some("environment").unwrap_or(fields::ENVIRONMENT).to_owned()),
        );
        if answers.get("environment_protected") != "no" {
            draft.pin("environment_protected", "true");
        }
    }
    if scenario != "merge_request" && answers.get("ref_protected") != "no" {
        draft.pin("ref_protected", "true");
    }
    if let Some(config) = answers.some("config") {
        let host = issuer_url(answers).strip_prefix("https://").unwrap_or_default();
        let at = ref_path.unwrap_or_else(|| "*".to_owned());
        let whole = format!("{host}/{}//{config}@{at}", project(answers));
        draft.pin("ci_config_ref_uri", if config.contains('@') { config } else { &whole });
    }
}

/// The ref that the form names, with `*` at its end where any continuation is meant; none where it is left open.
fn ref_path(answers: &Answers) -> Option<String> {
    let or = |name: &str, placeholder: &str| {
        if name.is_empty() { placeholder.to_owned() } else { name.to_owned() }
    };
    match scenario(answers) {
        "tag" => Some(format!("refs/tags/{}", or(tag(answers), fields::TAG))),
        "merge_request" => None,
        "environment" if branch(answers).is_empty() => None,
        _ => Some(format!("refs/heads/{}", or(branch(answers), fields::BRANCH))),
    }
}

fn pin_run(answers: &Answers, draft: &mut Draft) {
    if let runner @ ("gitlab-hosted" | "self-hosted") = answers.get("runner") {
        draft.pin("runner_environment", runner);
    }
    let runner_id = answers.some("runner_id").filter(|_| answers.get("runner") == "self-hosted");
    if let Some(id) = runner_id.and_then(|id| id.parse::<u32>().ok()) {
        draft.clause(format!("int({}) == {id}", write::claim("runner_id")));
    }
    let entered = words(answers.get("sources"));
    if scenario(answers) == "merge_request" {
        draft.pin("pipeline_source", "merge_request_event");
    } else if entered.is_empty() {
        draft.one_of("pipeline_source", &SOURCES);
    } else {
        draft.one_of("pipeline_source", &entered);
    }
}

//! The claims that GitHub Actions sends. All of its own are texts, numbers and truths included.

use crate::providers::ClaimKind::{Number, Text};
use crate::providers::Pins::{Nothing, Ref, Run, Tenant, Workload};
use crate::providers::{ClaimSpec, Pins};

/// A name that can pass to somebody else.
const fn name(
    name: &'static str,
    pins: Pins,
    immutable_twin: Option<&'static str>,
    meaning: &'static str,
) -> ClaimSpec {
    ClaimSpec::new(name, Text, pins, meaning).renameable(immutable_twin)
}

const fn chosen(spec: ClaimSpec, by: &'static str) -> ClaimSpec {
    spec.chosen_by(by)
}

const WRITERS: &str = "everybody who can push a branch or tag";
const WORKFLOW_AUTHORS: &str = "everybody who can change the workflow file on the ref that runs";

pub(super) const CLAIMS: &[ClaimSpec] = &[
    ClaimSpec::new(
        "iss",
        Text,
        Tenant,
        "The issuer: one for all of github.com, or one of an enterprise or server.",
    ),
    name("sub", Workload, None, "The repository and what ran: an environment, a pull request or a ref."),
    chosen(
        ClaimSpec::new(
            "aud",
            Text,
            Nothing,
            "For whom the token was asked; the owner's page where the job asks for nobody.",
        ),
        "the job that asks for the token",
    ),
    ClaimSpec::new("exp", Number, Nothing, "When the token ends, about five minutes after it was made."),
    ClaimSpec::new("iat", Number, Nothing, "When the token was made."),
    ClaimSpec::new("nbf", Number, Nothing, "From when on the token counts; some minutes before it was made."),
    ClaimSpec::new("jti", Text, Nothing, "The token's own id: another one each time that a job asks."),
    ClaimSpec::new(
        "repository_id",
        Text,
        Workload,
        "The repository's id, kept when it is renamed or transferred.",
    ),
    name("repository", Workload, Some("repository_id"), "The repository with its owner, such as acme/site."),
    ClaimSpec::new(
        "repository_owner_id",
        Text,
        Tenant,
        "The id of the user or organization that owns the repository.",
    ),
    name(
        "repository_owner",
        Tenant,
        Some("repository_owner_id"),
        "The user or organization that owns the repository.",
    ),
    ClaimSpec::new(
        "repository_visibility",
        Text,
        Run,
        "Whether the repository is public, private or internal.",
    ),
    ClaimSpec::new(
        "enterprise_id",
        Text,
        Tenant,
        "The enterprise's id, where the repository belongs to one.",
    ),
    name("enterprise", Tenant, Some("enterprise_id"), "The enterprise, where the repository belongs to one."),
    chosen(
        name("environment", Ref, None, "The environment that the job names; there only in such jobs."),
        "everybody who can change the workflow file: a name that does not exist yet becomes a new, unprotected \
         environment",
    ),
    chosen(ClaimSpec::new("ref", Text, Ref, "The ref that runs, such as refs/heads/main."), WRITERS),
    chosen(ClaimSpec::new("ref_type", Text, Ref, "Whether the ref is a branch or a tag."), WRITERS),
    ClaimSpec::new(
        "ref_protected",
        Text,
        Ref,
        "Whether the ref is protected, as the text true or false. Seen in tokens, not in GitHub's list: use it only where \
         your token has it.",
    ),
    chosen(
        ClaimSpec::new(
            "head_ref",
            Text,
            Ref,
            "The branch that a pull request comes from; empty in other runs.",
        ),
        "the author of the pull request",
    ),
    chosen(
        ClaimSpec::new("base_ref", Text, Ref, "The branch that a pull request goes to; empty in other runs."),
        "the author of the pull request",
    ),
    chosen(
        ClaimSpec::new(
            "event_name",
            Text,
            Run,
            "What started the run, such as push, pull_request or schedule.",
        ),
        WORKFLOW_AUTHORS,
    ),
    chosen(
        name(
            "job_workflow_ref",
            Workload,
            None,
            "The workflow file that holds the job, with its ref: the reusable workflow where one is called.",
        ),
        "for the part after @: whoever can push that ref to the workflow's repository",
    ),
    ClaimSpec::new(
        "job_workflow_sha",
        Text,
        Nothing,
        "The commit of that workflow file: it changes with every edit.",
    ),
    chosen(
        name("workflow_ref", Workload, None, "The workflow file that was started, with its ref."),
        "for the part after @: whoever can push that ref",
    ),
    ClaimSpec::new(
        "workflow_sha",
        Text,
        Nothing,
        "The commit of the workflow file: it changes with every edit.",
    ),
    chosen(
        name("workflow", Run, None, "The workflow's display name: any file can carry any name."),
        WORKFLOW_AUTHORS,
    ),
    chosen(
        ClaimSpec::new("runner_environment", Text, Run, "Whether GitHub's runners or your own did the work."),
        WORKFLOW_AUTHORS,
    ),
    ClaimSpec::new("actor_id", Text, Run, "The id of the person or app that started the run."),
    name("actor", Run, Some("actor_id"), "The person or app that started the run."),
    ClaimSpec::new("sha", Text, Nothing, "The commit that runs."),
    ClaimSpec::new("run_id", Text, Nothing, "The run's id."),
    ClaimSpec::new("run_number", Text, Nothing, "Which run of the workflow it is, counted from 1."),
    ClaimSpec::new("run_attempt", Text, Nothing, "Which attempt of the run it is, counted from 1."),
    ClaimSpec::new("check_run_id", Text, Nothing, "The id of the job's check run."),
    ClaimSpec::new(
        "repo_property_NAME",
        Text,
        Workload,
        "A custom property of the repository that an organization or enterprise put into its tokens; several values come as \
         one text with commas.",
    ),
];

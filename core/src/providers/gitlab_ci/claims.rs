//! The claims that GitLab sends. Ids are texts; `runner_id` alone is a number.

use crate::providers::ClaimKind::{List, Map, Number, Text};
use crate::providers::ClaimSpec;
use crate::providers::Pins::{Nothing, Ref, Run, Tenant, Workload};

const WRITERS: &str = "everybody who can push a branch or tag";
const AUTHORS: &str = "everybody who can change the CI configuration on the ref that runs";

const fn new(
    name: &'static str,
    kind: crate::providers::ClaimKind,
    pins: crate::providers::Pins,
    meaning: &'static str,
) -> ClaimSpec {
    ClaimSpec::new(name, kind, pins, meaning)
}

pub(super) const CLAIMS: &[ClaimSpec] = &[
    new("iss", Text, Tenant, "The instance: one for all of gitlab.com."),
    new("sub", Text, Workload, "The project's path and the ref, unless the project chose other components.")
        .renameable(None),
    new("aud", Text, Nothing, "For whom the job asked; a list where it names several.").chosen_by(AUTHORS),
    new("exp", Number, Nothing, "When the job's timeout ends; 300 s after iat where it has none."),
    new("iat", Number, Nothing, "When the token was made."),
    new("nbf", Number, Nothing, "From when on it counts: 5 s before iat."),
    new("jti", Text, Nothing, "The token's own id: one for each variable of each job."),
    new("namespace_id", Text, Tenant, "The id of the group or user that owns the project."),
    new("namespace_path", Text, Tenant, "The path of the group or user that owns the project.")
        .renameable(Some("namespace_id")),
    new(
        "project_id",
        Text,
        Workload,
        "The project's id, kept when it is renamed or transferred. In a merge request from a fork it is the fork's; instances \
         without the security fix of 2025 (exact versions not confirmed) said the parent's.",
    ),
    new("project_path", Text, Workload, "The project's path with its groups.").renameable(Some("project_id")),
    new(
        "job_project_id",
        Text,
        Workload,
        "The id of the project in which the job runs (from 18.4). Alone it admits merge requests from forks.",
    )
    .chosen_by("everybody who can fork the project, where forks run pipelines in it"),
    new("job_project_path", Text, Workload, "The path of the project in which the job runs (from 18.4).")
        .renameable(Some("job_project_id")),
    new(
        "job_namespace_id",
        Text,
        Tenant,
        "The id of the owner of the project in which the job runs (from 18.4).",
    ),
    new(
        "job_namespace_path",
        Text,
        Tenant,
        "The owner's path of the project in which the job runs (from 18.4).",
    )
    .renameable(Some("job_namespace_id")),
    new("ref", Text, Ref, "The branch or tag, short: a tag can have a branch's name, so compare ref_path.")
        .chosen_by(WRITERS),
    new("ref_type", Text, Ref, "Whether it is a branch or a tag.").chosen_by(WRITERS),
    new("ref_path", Text, Ref, "The whole ref, such as refs/heads/main (from 16.0).").chosen_by(WRITERS),
    new("ref_protected", Text, Ref, "Whether the ref is protected, as the text true or false."),
    new("environment", Text, Ref, "The environment that the job names; there only in such jobs.")
        .renameable(None)
        .chosen_by(AUTHORS),
    new(
        "environment_protected",
        Text,
        Ref,
        "Whether that environment is protected, as the text true or false. Without it every Developer can declare production.",
    ),
    new("deployment_tier", Text, Ref, "The environment's tier, such as production.").chosen_by(AUTHORS),
    new("environment_action", Text, Run, "What the job does with the environment, such as start.")
        .chosen_by(AUTHORS),
    new(
        "pipeline_source",
        Text,
        Run,
        "What started the pipeline, such as push, schedule, web or merge_request_event.",
    )
    .chosen_by("everybody who may run pipelines"),
    new("job_source", Text, Run, "Where the job comes from: the pipeline, or a policy (from 18.9)."),
    new("job_config", Map, Run, "Address and commit of the policy that brought the job in (from 18.9)."),
    new(
        "ci_config_ref_uri",
        Text,
        Workload,
        "The configuration file with its ref (from 16.2); null where the file is outside the project.",
    )
    .renameable(None)
    .chosen_by("for the part after @: whoever can push that ref"),
    new(
        "ci_config_sha",
        Text,
        Nothing,
        "The commit of the configuration file; null where it is outside the project.",
    ),
    new("runner_environment", Text, Run, "Whether GitLab's runners or your own did the work.")
        .chosen_by(AUTHORS),
    new("runner_id", Number, Run, "The runner's id, a number: only a condition can compare it."),
    new("project_visibility", Text, Run, "Whether the project is public, internal or private."),
    new("user_id", Text, Run, "The id of who started the job."),
    new("user_login", Text, Run, "The name of who started the job, who can change it.")
        .renameable(Some("user_id")),
    new("user_email", Text, Run, "The address of who started the job, who can change it.")
        .renameable(Some("user_id")),
    new("user_access_level", Text, Run, "The role of who started the job (from 16.9)."),
    new("user_identities", List, Run, "The user's identities elsewhere, where the user shares them."),
    new(
        "groups_direct",
        List,
        Run,
        "Groups that the user is a direct member of; off unless the instance switched it on.",
    ),
    new("target_audience", Text, Nothing, "A further audience, in tokens for some services.").unverified(),
    new("sha", Text, Nothing, "The commit that runs."),
    new("pipeline_id", Text, Nothing, "The pipeline's id."),
    new("job_id", Text, Nothing, "The job's id."),
];

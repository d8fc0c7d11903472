//! The claims that Buildkite sends. The server fills them in; a job chooses only whether an optional one is there.

use crate::providers::ClaimKind::{Map, Number, Text};
use crate::providers::Pins::{Nothing, Ref, Run, Tenant, Workload};
use crate::providers::{ClaimKind, ClaimSpec, Pins};

const BUILDERS: &str = "everybody who can push, or create builds of the pipeline";
const AUTHORS: &str = "everybody who can change the pipeline's steps";

const fn new(name: &'static str, kind: ClaimKind, pins: Pins, meaning: &'static str) -> ClaimSpec {
    ClaimSpec::new(name, kind, pins, meaning)
}

pub(super) const CLAIMS: &[ClaimSpec] = &[
    new("iss", Text, Nothing, "The issuer: one for all of Buildkite."),
    new("sub", Text, Workload, "Slugs of organization and pipeline, ref, commit and step; or one id that the job asked for.")
        .renameable(None),
    new("aud", Text, Nothing, "For whom the job asked; https://buildkite.com/ORGANIZATION where it named nobody.")
        .chosen_by(AUTHORS),
    new("exp", Number, Nothing, "When the token ends: 300 s after iat unless the job asks for more."),
    new("iat", Number, Nothing, "When the token was made."),
    new("nbf", Number, Nothing, "From when on it counts: the same as iat."),
    new("organization_id", Text, Tenant, "The organization's id; there only where the job asks for it."),
    new("organization_slug", Text, Tenant, "The organization's slug.").renameable(Some("organization_id")),
    new("pipeline_id", Text, Workload, "The pipeline's id; there only where the job asks for it."),
    new("pipeline_slug", Text, Workload, "The pipeline's slug.").renameable(Some("pipeline_id")),
    new("cluster_id", Text, Run, "The cluster's id; there only where the job asks for it."),
    new("cluster_name", Text, Run, "The cluster's name; there only where the job asks for it.").renameable(Some("cluster_id")),
    new("queue_id", Text, Run, "The queue's id; there only where the job asks for it."),
    new("queue_key", Text, Run, "The queue's key; there only where the job asks for it.").renameable(Some("queue_id")),
    new("build_branch", Text, Ref, "The branch of the build. A fork's main is main too, where forks are built without a prefix.")
        .chosen_by(BUILDERS),
    new("build_tag", Text, Ref, "The tag of the build; there only where it has one.").chosen_by(BUILDERS),
    new("build_source", Text, Run, "What made the build: ui, api, webhook, trigger_job or schedule. It does not tell a push from a pull request.")
        .chosen_by(BUILDERS),
    new("step_key", Text, Run, "The step's key; null where it has none.").chosen_by(AUTHORS),
    new("runner_environment", Text, Run, "Whether Buildkite's agents or your own did the work.").chosen_by(AUTHORS),
    new("agent_tag:NAME", Text, Run, "A tag of the agent; there only where the job asks for it.")
        .chosen_by("whoever starts the agent"),
    new("https://aws.amazon.com/tags", Map, Nothing, "Claims in the form that AWS reads, where the job asks for it."),
    new("jti", Text, Nothing, "The token's own id: not among the documented claims.").unverified(),
    new("agent_id", Text, Nothing, "The agent's id, new each time that it starts."),
    new("build_id", Text, Nothing, "The build's id."),
    new("build_number", Number, Nothing, "Which build of the pipeline it is."),
    new("build_commit", Text, Nothing, "The commit that is built."),
    new("job_id", Text, Nothing, "The job's id."),
];

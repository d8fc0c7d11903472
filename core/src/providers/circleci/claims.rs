//! The claims that CircleCI sends. Their names hold slashes: CEL reads them as `claims["oidc.circleci.com/vcs-ref"]`.

use crate::providers::ClaimKind::{Boolean, List, Number, Text};
use crate::providers::Pins::{Nothing, Ref, Run, Tenant, Workload};
use crate::providers::{ClaimKind, ClaimSpec, Pins};

pub(super) const PROJECT: &str = "oidc.circleci.com/project-id";
pub(super) const ORIGIN: &str = "oidc.circleci.com/vcs-origin";
pub(super) const REF: &str = "oidc.circleci.com/vcs-ref";
pub(super) const CONTEXTS: &str = "oidc.circleci.com/context-ids";
pub(super) const SSH: &str = "oidc.circleci.com/ssh-rerun";
pub(super) const DEFINITION: &str = "oidc.circleci.com/pipeline-definition-id";
pub(super) const ORGANIZATION: &str = "oidc.circleci.com/org-id";

const AUTHORS: &str = "everybody who can change the configuration on the ref that runs";

const fn new(name: &'static str, kind: ClaimKind, pins: Pins, meaning: &'static str) -> ClaimSpec {
    ClaimSpec::new(name, kind, pins, meaning)
}

pub(super) const CLAIMS: &[ClaimSpec] = &[
    new("iss", Text, Tenant, "The organization's issuer."),
    new("sub", Text, Workload, "Organization, project and user by their ids; in the second form origin and ref too."),
    new("aud", Text, Nothing, "For whom the job asked; the organization's id in the tokens that every job has.")
        .chosen_by(AUTHORS),
    new("exp", Number, Nothing, "When the token ends: an hour after iat, which is just what issuers accept by default."),
    new("iat", Number, Nothing, "When the token was made: shortly before the job starts, or when it asks."),
    new("nbf", Number, Nothing, "From when on it counts: not among the documented claims.").unverified(),
    new("jti", Text, Nothing, "The token's own id: not among the documented claims.").unverified(),
    new(ORGANIZATION, Text, Tenant, "The organization's id."),
    new(PROJECT, Text, Workload, "The project's id. Builds of forks have the upstream project's."),
    new(DEFINITION, Text, Workload, "The id of the pipeline's definition in the project."),
    new(ORIGIN, Text, Workload, "The repository that started the pipeline: a fork's own where forks are built. Absent where a custom webhook did.")
        .renameable(Some(PROJECT))
        .chosen_by("authors of forks"),
    new(REF, Text, Ref, "The ref, such as refs/heads/main, or refs/heads/pull/12 of a fork. Absent where a custom webhook started the pipeline.")
        .chosen_by("everybody who can push a branch or tag"),
    new(CONTEXTS, List, Run, "The contexts of the job: only a condition can compare a list. Administrators say who may use a context."),
    new(SSH, Boolean, Run, "Whether somebody ran the job again with SSH, and can read its tokens: only a condition can compare it."),
    new("oidc.circleci.com/vcs-sha", Text, Nothing, "The commit; this spelling of the name is not confirmed.").unverified(),
    new("oidc.circleci.com/pipeline-id", Text, Nothing, "The pipeline run's id."),
    new("oidc.circleci.com/workflow-id", Text, Nothing, "The workflow run's id."),
    new("oidc.circleci.com/job-id", Text, Nothing, "The job's id."),
];

//! The claims of a step's token. All of Bitbucket's own are texts, and every UUID keeps its braces.

use crate::providers::ClaimKind::{List, Number, Text};
use crate::providers::ClaimSpec;
use crate::providers::Pins::{Nothing, Ref, Run, Tenant, Workload};

const WRITERS: &str = "whoever may push to the repository and edit bitbucket-pipelines.yml there";

pub(super) const CLAIMS: &[ClaimSpec] = &[
    ClaimSpec::new(
        "iss",
        Text,
        Tenant,
        "The workspace by its slug: a workspace that is renamed has another issuer.",
    )
    .renameable(Some("workspaceUuid")),
    ClaimSpec::new(
        "sub",
        Text,
        Workload,
        "Repository, deployment environment where there is one, and step, by UUID.",
    ),
    ClaimSpec::new(
        "aud",
        List,
        Nothing,
        "What the step asks for: a list; the workspace's own audience, as a text, where it asks \
                  for none. Whether the two can stand together is not confirmed.",
    )
    .chosen_by(WRITERS),
    ClaimSpec::new(
        "exp",
        Number,
        Nothing,
        "When the token ends; an hour after it was made, which is not confirmed.",
    ),
    ClaimSpec::new("iat", Number, Nothing, "When the token was made."),
    ClaimSpec::new("nbf", Number, Nothing, "From when on the token counts, where it is there.").unverified(),
    ClaimSpec::new(
        "jti",
        Text,
        Nothing,
        "The token's own id, where it is there: then it is good for one exchange.",
    )
    .unverified(),
    ClaimSpec::new("workspaceUuid", Text, Tenant, "The workspace, for good."),
    ClaimSpec::new("repositoryUuid", Text, Workload, "The repository, for good."),
    ClaimSpec::new(
        "deploymentEnvironmentUuid",
        Text,
        Ref,
        "The deployment environment, for good; there only in such steps.",
    )
    .chosen_by("whoever edits deployment: in bitbucket-pipelines.yml, within what the environment allows"),
    ClaimSpec::new(
        "deploymentEnvironment",
        Text,
        Ref,
        "The environment's name, as one sample of the documentation has it.",
    )
    .renameable(Some("deploymentEnvironmentUuid"))
    .unverified(),
    ClaimSpec::new(
        "branchName",
        Text,
        Ref,
        "The branch without refs/heads/; in a pull request the one that it comes from.",
    )
    .chosen_by(WRITERS),
    ClaimSpec::new("pipelineUuid", Text, Nothing, "The pipeline's run."),
    ClaimSpec::new("pipelineRunUuid", Text, Nothing, "The same in newer tokens.").unverified(),
    ClaimSpec::new("stepUuid", Text, Nothing, "The step of this run."),
    ClaimSpec::new("commitSha", Text, Nothing, "The commit, in newer tokens.").unverified(),
    ClaimSpec::new("accountUuid", Text, Run, "Who started the run, in newer tokens.").unverified(),
];

//! How a job gets its token, where keys hide, and what federation does not solve.

use super::super::ci::{GREP, NO_KEY};
use crate::providers::{
    Answers, Command, Guard, HandedOut, Jti, KeyPlace, Precondition, TokenLife, TokenRequest, TokenSource,
};

/// A call of the REST API below the organization. The token travels through a pipe: it is in no argument.
macro_rules! api {
    ($rest:literal) => {
        concat!(
            "printf 'Authorization: Bearer %s\\n' \"$BUILDKITE_API_TOKEN\" | curl -sS -H @- https://api.buildkite.com/v2/organizations/{organization}",
            $rest
        )
    };
}
pub(super) use api;

pub(super) const REQUEST: TokenRequest = TokenRequest {
    how: "The job calls buildkite-agent oidc request-token with the audience and the claims that the rule compares. Each call gives \
          a new token, so let the client call for every exchange.",
    before: &[
        Precondition::new(
            "The agent knows --claim (from about 3.44), and --subject-claim (merged in March 2026) where the subject is the \
             pipeline's id. From 3.104 on it keeps tokens out of logs.",
        ),
        Precondition::new(
            "The call names every optional claim of the rule: organization_id and pipeline_id, and cluster_id and queue_id where they \
             are compared. Without --audience the audience is https://buildkite.com/ORGANIZATION.",
        ),
        Precondition::new("Builds of forks are off, or their branches have a prefix.")
            .checked_by(
                api!("/pipelines/{pipeline} | jq '.provider.settings | {{build_pull_request_forks, prefix_pull_request_fork_branch_names}}'"),
                "Prints both settings: the first is false or the second true.",
            )
            .fixed_by(
                api!("/pipelines/{pipeline} -X PATCH -H 'Content-Type: application/json' --data '{{\"provider_settings\": {{\"build_pull_request_forks\": false, \"prefix_pull_request_fork_branch_names\": true}}}}' | jq .provider.settings"),
                "Switches builds of forks off, and prefixes their branches should they come back. BUILDKITE_API_TOKEN needs write_pipelines.",
            ),
        NO_KEY,
    ],
    command: Command::new(
        "buildkite-agent oidc request-token --audience https://api.anthropic.com --claim organization_id,pipeline_id,cluster_id",
        "Prints a live token, inside a job alone. Leave cluster_id out where the pipeline is in no cluster.",
    ),
    source,
    file: |_| "/tmp/claude-identity-token",
    file_note: "write a fresh token there before each exchange; the script uses a new file for each job instead",
    life: TokenLife {
        usual_seconds: 300,
        longest_seconds: None,
        unverified: false,
        handed_out: HandedOut::PerRequest,
        jti: Jti::Perhaps,
    },
    replay: "A token lives 300 s unless the job asks for more with --lifetime, whose bound is not documented; nor is a jti. What it \
             was exchanged for lives up to twice its remaining life. A client that calls the agent for every exchange never meets a \
             token that ended or was used; one that reads a file does after some minutes.",
};

macro_rules! program {
    ($claims:literal $(, $more:literal)*) => {
        TokenSource::Program(&[
            "buildkite-agent", "oidc", "request-token", "--audience", "{audience}", "--claim", $claims $(, $more)*
        ])
    };
}

fn source(answers: &Answers) -> TokenSource {
    let clustered = answers.some("cluster_id").or_else(|| answers.some("queue_id")).is_some();
    match (clustered, answers.get("subject") == "pipeline_id") {
        (false, false) => program!("organization_id,pipeline_id"),
        (true, false) => program!("organization_id,pipeline_id,cluster_id,queue_id"),
        (false, true) => program!("organization_id,pipeline_id", "--subject-claim", "pipeline_id"),
        (true, true) => {
            program!("organization_id,pipeline_id,cluster_id,queue_id", "--subject-claim", "pipeline_id")
        }
    }
}

pub(super) const KEY_PLACES: &[KeyPlace] = &[
    KeyPlace::new(
        "Environment of the pipeline",
        Command::new(api!("/pipelines/{pipeline} | jq -r '.env // {{}} | keys[]'"), "Lists the names of its variables."),
    )
    .removed_by(Command::new(
        concat!(
            "body=$(mktemp); ",
            api!("/pipelines/{pipeline} | jq '{{env: (.env | del(.ANTHROPIC_API_KEY))}}' > \"$body\"; "),
            api!("/pipelines/{pipeline} -X PATCH -H 'Content-Type: application/json' --data @\"$body\" | jq -r '.env | keys[]'; rm -f \"$body\"")
        ),
        "Takes the variable out, leaves the others, whose values pass through a file that is removed, and prints the names that are left.",
    )),
    KeyPlace::new(
        "Buildkite secrets of the cluster",
        Command::new(
            api!("/clusters/{cluster_id}/secrets | jq -r '.[] | .id + \" \" + .key'"),
            "Lists ids and names. BUILDKITE_API_TOKEN needs read_secrets_details.",
        ),
    )
    .removed_by(Command::new(
        api!("/clusters/{cluster_id}/secrets/SECRET_ID -X DELETE"),
        "Deletes a secret from the list.",
    )),
    KeyPlace::new("Steps and files of the repository", Command::new(GREP, "Lists the files, in a clone.")),
    KeyPlace::new(
        "Hooks and environment of agents",
        Command::new(
            "grep -rlE 'ANTHROPIC_API_KEY|sk-ant-api' /etc/buildkite-agent /etc/environment 2>/dev/null",
            "Lists the files, on each host; your agents may keep hooks in another folder.",
        ),
    ),
    KeyPlace::new(
        "Secrets bucket of the Elastic CI Stack",
        Command::new(
            "aws s3 ls s3://SECRETS_BUCKET --recursive | grep -E '(env|environment)$'",
            "Lists the files of variables: look whether one sets the key.",
        ),
    ),
];

pub(super) const GUARD: Guard = Guard {
    minters: &[
        "Everybody who can push to the branch, or make builds of the pipeline where the rule takes them.",
        "Everybody who can edit the pipeline's steps, in the repository or in its settings.",
        "Every step, plugin and hook of the job, and of other jobs that run on the same host.",
        "Whoever has a host of an agent, or an agent token of the cluster.",
        "Authors of forks, where their builds are on and without a prefix.",
    ],
    audit: &[
        Command::new(
            api!(
                "/pipelines/{pipeline} | jq '{{repository, steps_from: .configuration, settings: .provider.settings}}'"
            ),
            "Prints where the steps come from and what starts builds.",
        ),
        Command::new(
            api!("/teams | jq -r '.[] | .id + \" \" + .name'"),
            "Lists the teams; the pipeline's settings show what each may do.",
        ),
        Command::new(api!("/clusters/{cluster_id}/queues | jq -r '.[].key'"), "Lists the cluster's queues.")
            .when(|answers| answers.some("cluster_id").is_some()),
        Command::new(
            api!("/clusters/{cluster_id}/tokens | jq -r '.[] | .id + \" \" + (.description // \"\")'"),
            "Lists the cluster's agent tokens, not their values.",
        )
        .when(|answers| answers.some("cluster_id").is_some()),
    ],
    watch: &[
        "The authentication history in the Console: exchanges from commits or steps that nobody expects.",
        "The organization's audit log: builds of forks switched on, new agent tokens, changed steps.",
        "A rename of the pipeline: its slug is in the subject, and every exchange is denied until the rule follows.",
    ],
    not_yet: &[
        "Builds of forks are on without a prefix and cannot be changed.",
        "The pipeline runs on agents that strangers' pipelines use as well.",
    ],
};

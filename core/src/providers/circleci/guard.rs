//! How a job gets its token, where keys hide, and what federation does not solve.

use super::super::ci::{GREP, NO_KEY};
use crate::providers::{
    Answers, Command, Guard, HandedOut, Jti, KeyPlace, Precondition, TokenLife, TokenRequest, TokenSource,
};

/// A call of the API. The token travels through a pipe: it is in no argument.
macro_rules! api {
    ($rest:literal) => {
        concat!(
            "printf 'Circle-Token: %s\\n' \"$CIRCLE_TOKEN\" | curl -sS -H @- https://circleci.com/api/v2",
            $rest
        )
    };
}
pub(super) use api;

const WITH_CONTEXT: fn(&Answers) -> bool = |answers| answers.some("context_id").is_some();

pub(super) const REQUEST: TokenRequest = TokenRequest {
    how: "The job calls circleci run oidc get and names the audience. Each call gives a new token, so let the client call for every \
          exchange.",
    before: &[
        Precondition::new(
            "The token is one that the job asked for: CIRCLE_OIDC_TOKEN and CIRCLE_OIDC_TOKEN_V2 have the organization's id as audience, \
             and so has every other job of the organization.",
        ),
        Precondition::new("Builds of forks get no secrets, and nobody runs jobs again with SSH.")
            .checked_by(
                api!("/project/{project_slug}/settings | jq '.advanced | {{build_fork_prs, forks_receive_secret_env_vars, disable_ssh}}'"),
                "Prints the settings: forks_receive_secret_env_vars is false, and disable_ssh true where nobody needs it.",
            )
            .fixed_by(
                api!("/project/{project_slug}/settings -X PATCH -H 'Content-Type: application/json' --data '{{\"advanced\": {{\"forks_receive_secret_env_vars\": false, \"disable_ssh\": true}}}}' | jq .advanced"),
                "Sets both.",
            ),
        Precondition::new("The context is restricted to a group or by an expression.")
            .checked_by(
                api!("/context/{context_id}/restrictions | jq -r '.items[] | .restriction_type + \" \" + .restriction_value'"),
                "Lists its restrictions to projects and by expression; its groups stand in the organization's settings.",
            )
            .when(WITH_CONTEXT),
        Precondition::new("On CircleCI server the version is 4.4 or later, and the installation is not air-gapped."),
        NO_KEY,
    ],
    command: Command::new(
        "circleci run oidc get --claims '{{\"aud\": \"https://api.anthropic.com\"}}'",
        "Prints a live token, inside a job alone, and CircleCI does not mask it: whoever reads the log can use it for an hour.",
    ),
    source: |_| {
        TokenSource::Program(&["circleci", "run", "oidc", "get", "--claims", "{{\"aud\": {audience|json}}}"])
    },
    file: |_| "/tmp/claude-identity-token",
    file_note: "",
    life: TokenLife {
        usual_seconds: 3600,
        longest_seconds: Some(3600),
        unverified: false,
        handed_out: HandedOut::PerRequest,
        jti: Jti::Perhaps,
    },
    replay: "A token lives an hour, exactly what an issuer accepts by default. A jti is not documented: if yours has one, a token is good \
             for one exchange, and a client that reads a file needs it written anew before each. One that calls circleci run oidc get for \
             every exchange never meets a used one.",
};

pub(super) const KEY_PLACES: &[KeyPlace] = &[
    KeyPlace::new(
        "Variables of the project",
        Command::new(api!("/project/{project_slug}/envvar | jq -r '.items[].name'"), "Lists their names."),
    )
    .removed_by(Command::new(
        api!("/project/{project_slug}/envvar/ANTHROPIC_API_KEY -X DELETE"),
        "Deletes the variable.",
    )),
    KeyPlace::new(
        "Contexts of the organization",
        Command::new(
            "list() {{ printf 'Circle-Token: %s\\n' \"$CIRCLE_TOKEN\" | curl -sS -H @- \"https://circleci.com/api/v2/context$1\"; }}; list '?owner-id='{organization_id} | jq -r '.items[].id' | while read -r id; do list \"/$id/environment-variable\" | jq -r '.items[] | .context_id + \" \" + .variable'; done",
            "Lists each context's id with the names of its variables.",
        ),
    )
    .removed_by(Command::new(
        api!("/context/CONTEXT_ID/environment-variable/ANTHROPIC_API_KEY -X DELETE"),
        "Deletes the variable from a context of the list, for every project that uses it.",
    )),
    KeyPlace::new(
        "Files of this repository: .circleci, and parameters of orbs in it",
        Command::new(GREP, "Lists the files, in a clone."),
    ),
    KeyPlace::new(
        "Environment of self-hosted runners",
        Command::new(
            "grep -lrE 'ANTHROPIC_API_KEY|sk-ant-api' /etc/circleci-runner /etc/environment 2>/dev/null",
            "Lists the files, on each runner; yours may live in another folder.",
        ),
    ),
];

pub(super) const GUARD: Guard = Guard {
    minters: &[
        "Everybody who can push to the ref: the configuration is a file on it.",
        "Everybody who may use the context.",
        "Whoever may run the job again with SSH, unless the rule and the project forbid it.",
        "Authors of the orbs and images that the job uses.",
        "Authors of forks, where their builds get secrets: ids stay the upstream's, origin and ref are theirs.",
        "Whoever has a self-hosted runner that takes such jobs.",
    ],
    audit: &[
        Command::new(
            api!("/project/{project_slug}/settings | jq .advanced"),
            "Prints what forks, SSH and pull requests may do.",
        ),
        Command::new(
            api!("/context/{context_id}/restrictions | jq -r '.items[] | .restriction_type + \" \" + .restriction_value'"),
            "Lists the projects and expressions that may use the context; its groups stand in the organization's settings.",
        )
        .when(WITH_CONTEXT),
        Command::new(
            "git grep -n -E '^ *[a-z-]+: [a-z0-9-]+/[a-z0-9-]+@' -- .circleci",
            "Lists the orbs that the configuration uses, in a clone.",
        ),
        Command::new("git shortlog -sn --since=90.days", "Lists who changed the repository lately, in a clone."),
    ],
    watch: &[
        "The authentication history in the Console: exchanges by users or from refs that nobody expects.",
        "The organization's audit log: contexts, their restrictions, and the project's advanced settings.",
        "A rename or transfer of the repository: vcs-origin changes, and every exchange is denied until the rule follows.",
    ],
    not_yet: &[
        "Builds of forks need Claude.",
        "The server is air-gapped, so that it hands out no tokens.",
    ],
};

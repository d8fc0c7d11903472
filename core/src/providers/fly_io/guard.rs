//! How a Machine gets its token, where keys hide, and what federation does not solve.

use super::super::{
    Command, Guard, HandedOut, Jti, KeyPlace, Precondition, TokenLife, TokenRequest, TokenSource,
};

pub(super) const REQUEST: TokenRequest = TokenRequest {
    how: "Code on the Machine asks the socket /.fly/api for a token and names the audience. The socket adds the Machine's own \
          credential, which the code never sees.",
    before: &[
        Precondition::new(
            "The app runs on Machines, and its image has curl, or the code speaks to the socket itself.",
        )
        .checked_by(
            "fly machine list -a {app} --json | jq -r '.[] | .id + \" \" + .state'",
            "Lists the app's Machines.",
        ),
        Precondition::new(
            "The request names https://api.anthropic.com: without it the audience is the organization's page.",
        ),
    ],
    command: Command::new(
        "fly ssh console -q -a {app} -C 'curl -s --unix-socket /.fly/api -X POST -H \"Content-Type: application/json\" -d \"{{\\\"aud\\\":\\\"https://api.anthropic.com\\\"}}\" http://localhost/v1/tokens/oidc'",
        "Prints a live token of one of the app's Machines.",
    ),
    source: |_| {
        TokenSource::Program(&[
            "curl",
            "-sS",
            "--fail",
            "--unix-socket",
            "/.fly/api",
            "-H",
            "Content-Type: application/json",
            "-d",
            "{{\"aud\": {audience|json}}}",
            "http://localhost/v1/tokens/oidc",
        ])
    },
    file: |_| "/run/claude/identity-token",
    file_note: "the start script writes the token there",
    life: TokenLife {
        usual_seconds: 600,
        longest_seconds: None,
        unverified: false,
        handed_out: HandedOut::PerRequest,
        jti: Jti::Always,
    },
    replay: "Each request gives a new token of ten minutes with a jti of its own, as in Fly's documentation, so it is good for one \
             exchange: the start script replaces it every minute, before any client comes back.",
};

pub(super) const KEY_PLACES: &[KeyPlace] = &[
    KeyPlace::new(
        "Secrets of the app",
        Command::new("fly secrets list -a {app}", "Lists names and digests, never values."),
    )
    .removed_by(Command::new(
        "fly secrets unset ANTHROPIC_API_KEY -a {app}",
        "Removes the secret and restarts the Machines.",
    )),
    KeyPlace::new(
        "Secrets of other apps",
        Command::new(
            "fly apps list --quiet | while read -r name; do fly secrets list -a \"$name\" --json < /dev/null | jq -r --arg app \"$name\" '.[] | (.Name // .name) | select(test(\"ANTHROPIC|CLAUDE\"; \"i\")) | $app + \" \" + .'; done",
            "Lists apps with a secret of such a name.",
        ),
    ),
    KeyPlace::new(
        "Settings of the app",
        Command::new(
            "grep -lsE 'ANTHROPIC_API_KEY|ANTHROPIC_AUTH_TOKEN' fly.toml fly.*.toml Dockerfile",
            "Lists files that set one.",
        ),
    ),
];

pub(super) const GUARD: Guard = Guard {
    minters: &[
        "Whoever can deploy the app, or run fly ssh console or fly machine exec in it.",
        "Whoever holds a deploy token of the app or of the organization.",
        "Any code on the app's Machines, of every process group.",
    ],
    audit: &[
        Command::new("fly tokens list -a {app}", "Lists tokens that can deploy the app."),
        Command::new("fly orgs show {org}", "Lists the organization's members."),
        Command::new("fly releases -a {app}", "Lists deployments, and who made them."),
    ],
    watch: &[
        "New deploy tokens and new members of the organization.",
        "A rename of the organization, or an app that is made anew: the ids keep others out, and the rule must follow.",
    ],
    not_yet: &[
        "Several workloads share the app, and only one of them may reach Claude: give it an app of its own.",
        "The image cannot be changed and the code cannot ask the socket.",
    ],
};

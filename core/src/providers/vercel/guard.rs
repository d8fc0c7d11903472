//! How a deployment gets its token, where keys hide, and what federation does not solve.

use super::super::{
    Command, Guard, HandedOut, Jti, KeyPlace, Precondition, TokenLife, TokenRequest, TokenSource,
};

pub(super) const REQUEST: TokenRequest = TokenRequest {
    how: "A function finds the deployment's token in its request, a build in VERCEL_OIDC_TOKEN; Vercel exchanges it for one with \
          the audience https://api.anthropic.com. getVercelOidcToken of @vercel/oidc does both.",
    before: &[
        Precondition::new(
            "OIDC federation is on in the project's settings, under Security, as it is where nobody turned it off.",
        ),
        Precondition::new(
            "@vercel/oidc is 3.8 or later: it knows the option audience, which Vercel has since 2026-06-23.",
        ),
        Precondition::new("The token is asked for inside a request: at the top of a module there is none."),
    ],
    command: Command::new(
        "jq -n '{{token: $ENV.VERCEL_OIDC_TOKEN, aud: \"https://api.anthropic.com\"}}' | curl -sS --fail -H 'Content-Type: application/json' --data @- https://oidc.vercel.com/~token | jq -er .token",
        "Prints a live token, in a build; with what vercel env pull wrote, one of the environment development.",
    ),
    source: |_| {
        TokenSource::Program(&[
            "sh",
            "-c",
            "jq -n --arg aud \"$1\" '{{token: $ENV.VERCEL_OIDC_TOKEN, aud: $aud}}' | curl -sS --fail -H 'Content-Type: application/json' --data @- https://oidc.vercel.com/~token | jq -er .token",
            "sh",
            "{audience}",
        ])
    },
    file: |_| "/tmp/claude-identity-token",
    file_note: "for builds: functions ask for their token by program",
    life: TokenLife {
        usual_seconds: 3600,
        longest_seconds: None,
        unverified: true,
        handed_out: HandedOut::Cached,
        jti: Jti::Perhaps,
    },
    replay: "An exchanged token keeps the end of the one that it came from and has a jti only where the code asks for one: leave \
             that out, since @vercel/oidc hands the same token out again until it ends.",
};

pub(super) const KEY_PLACES: &[KeyPlace] = &[
    KeyPlace::new(
        "Environment variables",
        Command::new(
            "vercel env ls --scope {team}",
            "Lists names, and the environments that have them, in a linked directory.",
        ),
    )
    .removed_by(Command::new(
        "vercel env rm ANTHROPIC_API_KEY {environment} --yes --scope {team}",
        "Removes it from that environment; deployments that exist keep it until they are replaced.",
    )),
    KeyPlace::new(
        "Files on laptops",
        Command::new(
            "grep -lsE 'ANTHROPIC_API_KEY|ANTHROPIC_AUTH_TOKEN' .env .env.*",
            "Lists files of this directory that set one; vercel env pull writes them.",
        ),
    ),
    KeyPlace::new(
        "Integrations and shared variables",
        Command::new(
            "vercel integration list --scope {team}",
            "Lists integrations, which may bring variables of their own. Shared ones stand in the team's settings.",
        ),
    ),
];

pub(super) const GUARD: Guard = Guard {
    minters: &[
        "Whoever can deploy to the environment, or merge into the branch that is deployed there.",
        "Code of every dependency that runs in the function or the build.",
        "Members of the team for the environment development: vercel env pull gives them tokens.",
    ],
    audit: &[Command::new(
        "vercel ls {project} --scope {team} --environment {environment}",
        "Lists deployments of the environment, and who made them.",
    )],
    watch: &[
        "Renames of team and project: the subject changes, and every exchange is denied until the rule follows.",
        "Who may deploy to production, and deploy hooks.",
    ],
    not_yet: &[
        "Preview deployments of pull requests from strangers must reach Claude.",
        "The function runs on a runtime in which @vercel/oidc does not work.",
    ],
};

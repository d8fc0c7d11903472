//! How a build gets its token, where keys hide, and what federation does not solve.

use super::super::oidc::CONTAINERS;
use super::super::{
    Command, Guard, HandedOut, Jti, KeyPlace, Precondition, TokenLife, TokenRequest, TokenSource,
};

pub(super) const REQUEST: TokenRequest = TokenRequest {
    how: "A credential of kind OpenID Connect id token makes a fresh token whenever a build binds it. Its audience is set on the \
          credential.",
    before: &[
        Precondition::new("The plugin oidc-provider is installed.").checked_by(
            "java -jar jenkins-cli.jar -s \"$JENKINS_URL\" list-plugins oidc-provider",
            "Prints its version.",
        ),
        Precondition::new(
            "Claude reaches the issuer without logging in, on port 443, or the keys are pasted.",
        )
        .checked_by(
            "curl -sS --fail {issuer_url}/jwks | jq -r '.keys[].kid'",
            "Prints the ids of the keys, which are those of the credentials.",
        ),
        Precondition::new(
            "The credential's audience is https://api.anthropic.com, and it is in the global domain of its store.",
        ),
        Precondition::new(
            "Nobody put text of a developer's choice into the template of sub, such as ${BRANCH_NAME} (Manage Jenkins, Security).",
        ),
    ],
    command: Command::new(
        "cat \"$ANTHROPIC_IDENTITY_TOKEN_FILE\"",
        "Prints a live token, in a build that has bound the credential. Jenkins masks it in the log; copy no other way.",
    ),
    source: |_| TokenSource::Program(&["cat", "{$ANTHROPIC_IDENTITY_TOKEN_FILE}"]),
    file: |_| "/run/claude/identity-token",
    file_note: "in a pipeline, the binding sets another path",
    life: TokenLife {
        usual_seconds: 3600,
        longest_seconds: None,
        unverified: false,
        handed_out: HandedOut::PerJob,
        jti: Jti::Never,
    },
    replay: "A token lives an hour where nobody changed that, and has no jti: one binding serves several exchanges, and a copy is \
             good until exp.",
};

pub(super) const KEY_PLACES: &[KeyPlace] = &[
    KeyPlace::new(
        "Credentials",
        Command::new(
            "java -jar jenkins-cli.jar -s \"$JENKINS_URL\" list-credentials system::system::jenkins",
            "Lists ids and names. Folders and people have stores of their own.",
        ),
    )
    .removed_by(Command::new(
        "java -jar jenkins-cli.jar -s \"$JENKINS_URL\" delete-credentials system::system::jenkins _ OLD_CREDENTIAL_ID",
        "Deletes one of the list, for every job.",
    )),
    KeyPlace::new(
        "Settings of jobs and of the server",
        Command::new(
            "grep -rlsE 'ANTHROPIC_API_KEY|ANTHROPIC_AUTH_TOKEN' \"$JENKINS_HOME\" --include=config.xml",
            "On the controller: lists files that name one.",
        ),
    ),
    KeyPlace::new(
        "Pipelines and shared libraries",
        Command::new(
            "git grep -lIE 'ANTHROPIC_API_KEY|ANTHROPIC_AUTH_TOKEN' -- '*Jenkinsfile*' '*.groovy'",
            "Lists pipelines of this checkout that name one.",
        ),
    ),
    CONTAINERS,
];

pub(super) const GUARD: Guard = Guard {
    minters: &[
        "Whoever may configure the job, or change the Jenkinsfile that it runs.",
        "Whoever may use the credential in another job of its folder: the subject is then that job's.",
        "Administrators of the server, who set claim templates and read keys.",
        "Code on the agent while the token's file is there.",
    ],
    audit: &[Command::new(
        "curl -sS --fail --netrc {job_url}/api/json | jq '{{name, buildable, inQueue, lastBuild: .lastBuild.number}}'",
        "Prints what Jenkins says of the job. Who may configure it stands in the matrix of the folder.",
    )],
    watch: &[
        "Saves of the credential: each makes a new key.",
        "Claim templates, and the lifetime of tokens, in the server's security settings.",
        "Moves and renames of jobs: the subject changes.",
    ],
    not_yet: &[
        "Pull requests from strangers run in the job.",
        "Everybody may configure every job on this server.",
        "The server is in a closed network and nobody would renew its keys in the issuer.",
    ],
};

//! How a step gets its token, where keys hide, and what federation does not solve.

use super::fields::is_plain;
use super::wiring::TOKEN_FILE;
use crate::providers::{
    Command, Guard, HandedOut, Jti, KeyPlace, Precondition, TokenLife, TokenRequest, TokenSource,
};

/// Asks Bitbucket about the repository; the login is in `~/.netrc`.
macro_rules! repository {
    ($call:literal) => {
        concat!(
            "curl -sS --netrc https://api.bitbucket.org/2.0/repositories/{workspace}/{repository}/",
            $call
        )
    };
}

/// Prints ids as an address takes them, and names.
macro_rules! variables {
    () => {
        " | jq -r '.values[] | (.uuid | @uri) + \" \" + .key'"
    };
}

pub(super) const REQUEST: TokenRequest = TokenRequest {
    how: "The step names the audience under oidc, and finds its token in BITBUCKET_STEP_OIDC_TOKEN.",
    before: &[
        Precondition::new(
            "The step has oidc with audiences, at most ten. With oidc: true alone the audience is the workspace's own, which any \
             step has and which Claude refuses.",
        ),
        Precondition::new("OpenID Connect is on in the repository's settings, and one pipeline with it has run: the issuer answers \
                           only then.")
            .checked_by(
                "curl -sS https://api.bitbucket.org/2.0/workspaces/{workspace}/pipelines-config/identity/oidc/.well-known/openid-configuration | jq -r .issuer",
                "Prints the issuer of the workspace, once it is there.",
            ),
        Precondition::new("The environment admits only the branches, or only the administrators, that it is meant for.")
            .when(|answers| !is_plain(answers)),
        Precondition::new("UUIDs are typed with their braces: without them nothing matches."),
    ],
    command: Command::new(
        "printf '%s\\n' \"$BITBUCKET_STEP_OIDC_TOKEN\"",
        "Prints a live token, inside a step alone. Whoever reads the log can use it until it ends or was exchanged; where the log \
         masks it, cut -d. -f2 of it shows the claims, which are no secret.",
    ),
    source: |_| TokenSource::Variable("BITBUCKET_STEP_OIDC_TOKEN"),
    file: |_| TOKEN_FILE,
    file_note: "the wiring writes the token there at the start of the step",
    life: TokenLife {
        usual_seconds: 3600,
        longest_seconds: None,
        unverified: true,
        handed_out: HandedOut::PerJob,
        jti: Jti::Perhaps,
    },
    replay: "A step has one token, for an hour as others report (not confirmed). Where it carries a jti, which is not confirmed \
             either, it is good for one exchange: the access token lives an hour, so that one exchange is enough for most steps. A \
             longer step needs a second step, or a longer lifetime in the rule.",
};

pub(super) const KEY_PLACES: &[KeyPlace] = &[
    KeyPlace::new(
        "Repository variables",
        Command::new(
            concat!(repository!("pipelines_config/variables?pagelen=100"), variables!()),
            "Lists their ids and names.",
        ),
    )
    .removed_by(Command::new(
        repository!("pipelines_config/variables/VARIABLE_ID --request DELETE"),
        "Deletes the variable with that id.",
    )),
    KeyPlace::new(
        "Deployment variables",
        Command::new(
            concat!(
                "jq -rn --arg id {environment_uuid} '$id | @uri' | xargs -I % ",
                repository!("deployments_config/environments/%/variables?pagelen=100"),
                variables!()
            ),
            "Lists the ids and names of the environment's variables.",
        )
        .when(|answers| !is_plain(answers)),
    )
    .removed_by(Command::new(
        concat!(
            "jq -rn --arg id {environment_uuid} '$id | @uri' | xargs -I % ",
            repository!("deployments_config/environments/%/variables/VARIABLE_ID --request DELETE")
        ),
        "Deletes the variable with that id.",
    )),
    KeyPlace::new(
        "Workspace variables",
        Command::new(
            concat!(
                "curl -sS --netrc https://api.bitbucket.org/2.0/workspaces/{workspace}/pipelines-config/variables?pagelen=100",
                variables!()
            ),
            "Lists their ids and names.",
        ),
    )
    .removed_by(Command::new(
        "curl -sS --netrc https://api.bitbucket.org/2.0/workspaces/{workspace}/pipelines-config/variables/VARIABLE_ID --request DELETE",
        "Deletes it, for every repository of the workspace.",
    )),
    KeyPlace::new(
        "bitbucket-pipelines.yml and the variables that it hands to pipes",
        Command::new(
            "grep -lE 'ANTHROPIC_API_KEY|sk-ant-api' bitbucket-pipelines.yml",
            "Names the file if it has one, in a clone.",
        ),
    ),
    KeyPlace::new(
        "Environment of runners of your own",
        Command::new(
            "grep -lsE 'ANTHROPIC_API_KEY|sk-ant-api' /etc/environment /etc/systemd/system/*.service /etc/default/*",
            "Lists the files, on each runner.",
        ),
    ),
];

pub(super) const GUARD: Guard = Guard {
    minters: &[
        "Whoever may push to a branch that the rule admits, and thus edit bitbucket-pipelines.yml there.",
        "Whoever may open a pull request from a branch of that name, where no environment is in the rule.",
        "Administrators of the repository, who may change the environment's restrictions.",
        "Whoever operates a runner that takes such steps.",
        "Authors of every image, pipe and package that the step runs beside Claude.",
    ],
    audit: &[
        Command::new(
            repository!(
                "permissions-config/users | jq -r '.values[] | .permission + \" \" + .user.display_name'"
            ),
            "Lists the people with a right of their own in the repository.",
        ),
        Command::new(
            repository!("permissions-config/groups | jq -r '.values[] | .permission + \" \" + .group.name'"),
            "Lists the groups with a right in the repository.",
        ),
        Command::new(
            repository!("branch-restrictions | jq -r '.values[] | .kind + \" \" + .pattern'"),
            "Lists what is restricted on which branches.",
        ),
        Command::new(
            repository!("environments/ | jq -r '.values[] | .name + \" \" + (.restrictions | tostring)'"),
            "Lists the environments with their restrictions.",
        ),
    ],
    watch: &[
        "The history in the Console: exchanges while no deployment ran.",
        "The audit log of the workspace: environments, branch restrictions, variables and runners.",
        "A rename of the workspace: the issuer changes, and every exchange is denied until its record follows.",
        "An environment that is made again under its name has another UUID and stays out, as it should.",
    ],
    not_yet: &[
        "The environment is open to every branch, and people who must not reach Claude may push.",
        "Steps on runners of your own share the machine with others.",
        "The repository is on Bitbucket Data Center, which has no Pipelines.",
    ],
};

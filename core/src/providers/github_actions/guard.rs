//! How a job gets its token, where keys hide, and what federation does not solve.

use crate::providers::{
    Command, Guard, HandedOut, HttpSource, Jti, KeyPlace, Precondition, TokenLife, TokenRequest, TokenSource,
};

pub(super) const REQUEST: TokenRequest = TokenRequest {
    how: "The job asks the runner for a token and names the audience. Each request gives a new token, so let the client ask \
          anew for every exchange instead of keeping one in a file.",
    before: &[
        Precondition::new(
            "The job, or the workflow, has permissions: id-token: write. Naming any permission takes away all others: add \
         contents: read for a checkout.",
        ),
        Precondition::new(
            "The request names the audience https://api.anthropic.com. Without it the audience is the owner's page on GitHub.",
        ),
        Precondition::new(
            "A reusable workflow of another owner gets a token only where the caller grants id-token: write as well.",
        ),
        Precondition::new(
            "Neither ANTHROPIC_API_KEY nor ANTHROPIC_AUTH_TOKEN is set in the job: a key comes before federation.",
        ),
    ],
    command: Command::new(
        "curl -sS -H \"Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN\" \"$ACTIONS_ID_TOKEN_REQUEST_URL&audience=https://api.anthropic.com\" | jq -r .value",
        "Prints a live token, inside a job alone. Whoever reads the job's log can use it until it ends or was exchanged.",
    ),
    // The address carries a query already, to which the audience is added.
    source: |_| {
        TokenSource::Http(HttpSource {
            method: "GET",
            url: "{$ACTIONS_ID_TOKEN_REQUEST_URL}",
            query: &[("audience", "{audience}")],
            headers: &[("Authorization", "bearer {$ACTIONS_ID_TOKEN_REQUEST_TOKEN}")],
            member: Some("value"),
        })
    },
    file: |_| super::wiring::TOKEN_FILE_ON_HOSTED_RUNNERS,
    file_note: "the token's path is that of the Linux runners that GitHub hosts",
    life: TokenLife {
        usual_seconds: 300,
        longest_seconds: Some(300),
        unverified: false,
        handed_out: HandedOut::PerRequest,
        jti: Jti::Always,
    },
    replay: "A token lives about five minutes and carries a jti, so it is exchanged once. What it was exchanged for lives up to \
             twice its remaining life, or as long as the rule says where that is shorter. A token kept in a file has to be \
             written anew before every exchange.",
};

pub(super) const KEY_PLACES: &[KeyPlace] = &[
    KeyPlace::new(
        "Secrets of the repository",
        Command::new("gh secret list -R {owner}/{repository}", "Lists their names."),
    )
    .removed_by(Command::new(
        "gh secret delete ANTHROPIC_API_KEY -R {owner}/{repository}",
        "Deletes the secret.",
    )),
    KeyPlace::new(
        "Secrets of an environment",
        Command::new("gh secret list -R {owner}/{repository} --env {environment}", "Lists their names."),
    )
    .removed_by(Command::new(
        "gh secret delete ANTHROPIC_API_KEY -R {owner}/{repository} --env {environment}",
        "Deletes the secret.",
    )),
    KeyPlace::new(
        "Secrets of the organization",
        Command::new("gh secret list --org {owner}", "Lists their names."),
    )
    .removed_by(Command::new(
        "gh secret delete ANTHROPIC_API_KEY --org {owner}",
        "Deletes the secret, for every repository that uses it.",
    )),
    KeyPlace::new(
        "Secrets of Dependabot",
        Command::new("gh secret list -R {owner}/{repository} --app dependabot", "Lists their names."),
    )
    .removed_by(Command::new(
        "gh secret delete ANTHROPIC_API_KEY -R {owner}/{repository} --app dependabot",
        "Deletes the secret.",
    )),
    KeyPlace::new(
        "Secrets of Codespaces",
        Command::new("gh secret list -R {owner}/{repository} --app codespaces", "Lists their names."),
    )
    .removed_by(Command::new(
        "gh secret delete ANTHROPIC_API_KEY -R {owner}/{repository} --app codespaces",
        "Deletes the secret.",
    )),
    KeyPlace::new(
        "Variables, where a key stands readable",
        Command::new(
            "gh variable list -R {owner}/{repository} --json name --jq '.[].name'",
            "Lists their names.",
        ),
    )
    .removed_by(Command::new(
        "gh variable delete ANTHROPIC_API_KEY -R {owner}/{repository}",
        "Deletes the variable.",
    )),
    KeyPlace::new(
        "Variables of the organization",
        Command::new("gh variable list --org {owner} --json name --jq '.[].name'", "Lists their names."),
    )
    .removed_by(Command::new(
        "gh variable delete ANTHROPIC_API_KEY --org {owner}",
        "Deletes the variable, for every repository that uses it.",
    )),
    KeyPlace::new(
        "Workflow files, composite actions and secrets: inherit",
        Command::new(
            "gh search code --owner {owner} ANTHROPIC_API_KEY --json repository,path --jq '.[] | .repository.nameWithOwner + \" \" + .path'",
            "Lists the files of the owner's default branches that name the key.",
        ),
    ),
    KeyPlace::new(
        "Files of this repository, with their history on this branch",
        Command::new(
            "git grep -lI -E 'ANTHROPIC_API_KEY|sk-ant-api[0-9]{{2}}-' -- . ':!*.lock'",
            "Lists the files, in a clone.",
        ),
    ),
    KeyPlace::new(
        "Environment of self-hosted runners",
        Command::new(
            "grep -lE '^(export +)?ANTHROPIC_API_KEY=' /etc/environment \"$HOME/actions-runner/.env\" 2>/dev/null",
            "Lists the files, on each runner; your runners may live in another folder.",
        ),
    ),
];

pub(super) const GUARD: Guard = Guard {
    minters: &[
        "Everybody who can push to a ref that the rule admits.",
        "Everybody who can edit the workflow file there, or approve the change.",
        "Whoever may approve the environment, or change its protection.",
        "Authors of every action, image and package that the job runs before or beside Claude.",
        "Whoever controls a self-hosted runner that takes such jobs.",
        "Administrators of the repository: they can change the subject's template and the branch rules.",
    ],
    audit: &[
        Command::new(
            "gh api repos/{owner}/{repository}/collaborators --paginate --jq '.[] | select(.permissions.push) | .login'",
            "Lists who can push.",
        ),
        Command::new(
            "gh api repos/{owner}/{repository}/rules/branches/{branch}",
            "Lists the rules that hold for the branch.",
        ),
        Command::new(
            "gh api repos/{owner}/{repository}/branches/{branch}/protection",
            "Prints the branch's protection.",
        ),
        Command::new(
            "gh api repos/{owner}/{repository}/environments/{environment} --jq '{{rules: .protection_rules, branches: .deployment_branch_policy}}'",
            "Prints who must approve the environment and which branches may use it.",
        ),
        Command::new(
            "gh api repos/{owner}/{repository}/actions/permissions/workflow",
            "Prints what the workflows' own tokens may do by default.",
        ),
        Command::new(
            "gh api repos/{owner}/{repository}/actions/runners --jq '.runners[].name'",
            "Lists the repository's self-hosted runners.",
        ),
        Command::new(
            "gh search code --owner {owner} 'id-token: write' --json repository,path --jq '.[] | .repository.nameWithOwner + \" \" + .path'",
            "Lists the workflows that can ask for tokens.",
        ),
        Command::new(
            "gh search code --owner {owner} pull_request_target --json repository,path --jq '.[] | .repository.nameWithOwner + \" \" + .path'",
            "Lists the workflows that strangers' pull requests start with the base branch's rights.",
        ),
    ],
    watch: &[
        "The authentication history in the Console: exchanges at hours or from refs that nobody expects.",
        "The audit log of the organization: changes of branch rules, environments, and the subject's template.",
        "A rename or transfer of the repository: its subject changes form, and every exchange is denied until the rule follows.",
        "New self-hosted runners, and new actions in the workflow.",
    ],
    not_yet: &[
        "The workflow runs on pull requests from forks: such runs get no token.",
        "The job uses a tool that takes a static key alone.",
        "The repository's server is in a closed network and nobody would renew its keys in the issuer.",
    ],
};

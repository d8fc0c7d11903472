//! How a job gets its token, where keys hide, and what federation does not solve.

use crate::providers::{Command, Guard, KeyPlace, TokenRequest};

pub(super) const REQUEST: TokenRequest = TokenRequest {
    how: "The job asks the runner for a token and names the audience. Each request gives a new token, so let the client ask \
          anew for every exchange instead of keeping one in a file.",
    before: &[
        "The job, or the workflow, has permissions: id-token: write. Naming any permission takes away all others: add \
         contents: read for a checkout.",
        "The request names the audience https://api.anthropic.com. Without it the audience is the owner's page on GitHub.",
        "A reusable workflow of another owner gets a token only where the caller grants id-token: write as well.",
        "Neither ANTHROPIC_API_KEY nor ANTHROPIC_AUTH_TOKEN is set in the job: a key comes before federation.",
    ],
    command: Command {
        template: "curl -sS -H \"Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN\" \"$ACTIONS_ID_TOKEN_REQUEST_URL&audience=https://api.anthropic.com\" | jq -r .value",
        does: "Prints a live token, inside a job alone. Whoever reads the job's log can use it until it ends or was exchanged.",
    },
    replay: "A token lives about five minutes and carries a jti, so it is exchanged once. What it was exchanged for lives up to \
             twice its remaining life, or as long as the rule says where that is shorter. A token kept in a file has to be \
             written anew before every exchange.",
};

pub(super) const KEY_PLACES: &[KeyPlace] = &[
    KeyPlace {
        name: "Secrets of the repository",
        find: Command { template: "gh secret list -R {owner}/{repository}", does: "Lists their names." },
        remove: Some(Command {
            template: "gh secret delete ANTHROPIC_API_KEY -R {owner}/{repository}",
            does: "Deletes the secret.",
        }),
    },
    KeyPlace {
        name: "Secrets of an environment",
        find: Command {
            template: "gh secret list -R {owner}/{repository} --env {environment}",
            does: "Lists their names.",
        },
        remove: Some(Command {
            template: "gh secret delete ANTHROPIC_API_KEY -R {owner}/{repository} --env {environment}",
            does: "Deletes the secret.",
        }),
    },
    KeyPlace {
        name: "Secrets of the organization",
        find: Command { template: "gh secret list --org {owner}", does: "Lists their names." },
        remove: Some(Command {
            template: "gh secret delete ANTHROPIC_API_KEY --org {owner}",
            does: "Deletes the secret, for every repository that uses it.",
        }),
    },
    KeyPlace {
        name: "Secrets of Dependabot",
        find: Command {
            template: "gh secret list -R {owner}/{repository} --app dependabot",
            does: "Lists their names.",
        },
        remove: Some(Command {
            template: "gh secret delete ANTHROPIC_API_KEY -R {owner}/{repository} --app dependabot",
            does: "Deletes the secret.",
        }),
    },
    KeyPlace {
        name: "Secrets of Codespaces",
        find: Command {
            template: "gh secret list -R {owner}/{repository} --app codespaces",
            does: "Lists their names.",
        },
        remove: Some(Command {
            template: "gh secret delete ANTHROPIC_API_KEY -R {owner}/{repository} --app codespaces",
            does: "Deletes the secret.",
        }),
    },
    KeyPlace {
        name: "Variables, where a key stands readable",
        find: Command {
            template: "gh variable list -R {owner}/{repository} --json name --jq '.[].name'",
            does: "Lists their names.",
        },
        remove: Some(Command {
            template: "gh variable delete ANTHROPIC_API_KEY -R {owner}/{repository}",
            does: "Deletes the variable.",
        }),
    },
    KeyPlace {
        name: "Variables of the organization",
        find: Command {
            template: "gh variable list --org {owner} --json name --jq '.[].name'",
            does: "Lists their names.",
        },
        remove: Some(Command {
            template: "gh variable delete ANTHROPIC_API_KEY --org {owner}",
            does: "Deletes the variable, for every repository that uses it.",
        }),
    },
    KeyPlace {
        name: "Workflow files, composite actions and secrets: inherit",
        find: Command {
            template: "gh search code --owner {owner} ANTHROPIC_API_KEY --json repository,path --jq '.[] | .repository.nameWithOwner + \" \" + .path'",
            does: "Lists the files of the owner's default branches that name the key.",
        },
        remove: None,
    },
    KeyPlace {
        name: "Files of this repository, with their history on this branch",
        find: Command {
            template: "git grep -lI -E 'ANTHROPIC_API_KEY|sk-ant-api[0-9]{{2}}-' -- . ':!*.lock'",
            does: "Lists the files, in a clone.",
        },
        remove: None,
    },
    KeyPlace {
        name: "Environment of self-hosted runners",
        find: Command {
            template: "grep -lE '^(export +)?ANTHROPIC_API_KEY=' /etc/environment \"$HOME/actions-runner/.env\" 2>/dev/null",
            does: "Lists the files, on each runner; your runners may live in another folder.",
        },
        remove: None,
    },
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
        Command {
            template: "gh api repos/{owner}/{repository}/collaborators --paginate --jq '.[] | select(.permissions.push) | .login'",
            does: "Lists who can push.",
        },
        Command {
            template: "gh api repos/{owner}/{repository}/rules/branches/{branch}",
            does: "Lists the rules that hold for the branch.",
        },
        Command {
            template: "gh api repos/{owner}/{repository}/branches/{branch}/protection",
            does: "Prints the branch's protection.",
        },
        Command {
            template: "gh api repos/{owner}/{repository}/environments/{environment} --jq '{{rules: .protection_rules, branches: .deployment_branch_policy}}'",
            does: "Prints who must approve the environment and which branches may use it.",
        },
        Command {
            template: "gh api repos/{owner}/{repository}/actions/permissions/workflow",
            does: "Prints what the workflows' own tokens may do by default.",
        },
        Command {
            template: "gh api repos/{owner}/{repository}/actions/runners --jq '.runners[].name'",
            does: "Lists the repository's self-hosted runners.",
        },
        Command {
            template: "gh search code --owner {owner} 'id-token: write' --json repository,path --jq '.[] | .repository.nameWithOwner + \" \" + .path'",
            does: "Lists the workflows that can ask for tokens.",
        },
        Command {
            template: "gh search code --owner {owner} pull_request_target --json repository,path --jq '.[] | .repository.nameWithOwner + \" \" + .path'",
            does: "Lists the workflows that strangers' pull requests start with the base branch's rights.",
        },
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

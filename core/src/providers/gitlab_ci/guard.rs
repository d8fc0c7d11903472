//! How a job gets its token, where keys hide, and what federation does not solve.

use super::super::ci::{GREP, NO_KEY};
use crate::providers::{
    Command, Guard, HandedOut, Jti, KeyPlace, Precondition, TokenLife, TokenRequest, TokenSource,
};

pub(super) const REQUEST: TokenRequest = TokenRequest {
    how: "The job lists ANTHROPIC_IDENTITY_TOKEN under id_tokens with its audience, and GitLab sets the variable when the job starts. \
          Clients read it from there.",
    before: &[
        Precondition::new("The instance is 15.7 or later, and the job names its aud: by default it is the instance's own address."),
        Precondition::new("Merge requests from forks do not run in this project unless a member starts them.").checked_by(
            "glab api projects/{project_id} | jq .ci_allow_fork_pipelines_to_run_in_parent_project",
            "Prints whether members can run forks' pipelines here; false is what you want.",
        )
        .fixed_by(
            "glab api --method PUT projects/{project_id} -F ci_allow_fork_pipelines_to_run_in_parent_project=false",
            "Forbids it.",
        ),
        Precondition::new("The branch is protected.")
            .checked_by(
                "glab api projects/{project_id}/protected_branches | jq -r '.[].name'",
                "Lists the protected branches.",
            )
            .when(|answers| matches!(answers.get("scenario"), "" | "branch") && answers.get("ref_protected") != "no"),
        Precondition::new("The environment is protected.")
            .checked_by(
                "glab api projects/{project_id}/protected_environments | jq -r '.[].name'",
                "Lists the protected environments.",
            )
            .when(|answers| answers.get("scenario") == "environment" && answers.get("environment_protected") != "no"),
        Precondition::new(
            "One report, not confirmed: GitLab makes no ID tokens for a project whose path was another's before, until \
             ci_id_token_sub_claim_components is set on it.",
        ),
        NO_KEY,
    ],
    command: Command::new(
        "printf '%s\\n' \"$ANTHROPIC_IDENTITY_TOKEN\"",
        "Prints a live token, inside a job alone, and GitLab masks it in logs. For Keyless its claims are enough: decode the part \
         between the dots in the job, and print that.",
    ),
    source: |_| TokenSource::Variable("ANTHROPIC_IDENTITY_TOKEN"),
    file: |_| "/tmp/claude-identity-token",
    file_note: "GitLab hands the token out in a variable: the job writes it there first",
    life: TokenLife {
        usual_seconds: 3600,
        longest_seconds: None,
        unverified: false,
        handed_out: HandedOut::PerJob,
        jti: Jti::Always,
    },
    replay: "A job has one token for each entry under id_tokens, good for one exchange, and it lives as long as the job's timeout. So \
             access tokens live an hour, and a job needs one exchange. Several processes each need an entry of their own, or share a \
             profile, whose cache they all read. A retried job gets new tokens.",
};

pub(super) const KEY_PLACES: &[KeyPlace] = &[
    KeyPlace::new(
        "Variables of the project",
        Command::new("glab api projects/{project_id}/variables --paginate | jq -r '.[].key'", "Lists their names."),
    )
    .removed_by(Command::new("glab variable delete ANTHROPIC_API_KEY -R {project}", "Deletes the variable.")),
    KeyPlace::new(
        "Variables of the group",
        Command::new(
            "glab api groups/{namespace_id}/variables --paginate | jq -r '.[].key'",
            "Lists their names; groups above have variables too.",
        ),
    )
    .removed_by(Command::new(
        "glab api --method DELETE groups/{namespace_id}/variables/ANTHROPIC_API_KEY",
        "Deletes the variable, for every project of the group.",
    )),
    KeyPlace::new(
        "Variables of the instance",
        Command::new("glab api admin/ci/variables --paginate | jq -r '.[].key'", "Lists their names, to administrators alone."),
    )
    .removed_by(Command::new(
        "glab api --method DELETE admin/ci/variables/ANTHROPIC_API_KEY",
        "Deletes the variable, for every project.",
    )),
    KeyPlace::new(
        "Variables of pipeline schedules",
        Command::new(
            "glab api projects/{project_id}/pipeline_schedules --paginate | jq -r '.[].id' | xargs -I@ glab api projects/{project_id}/pipeline_schedules/@ | jq -r '(.id | tostring) + \" \" + .variables[]?.key'",
            "Lists each schedule's id with the names of its variables.",
        ),
    )
    .removed_by(Command::new(
        "glab api --method DELETE projects/{project_id}/pipeline_schedules/SCHEDULE_ID/variables/ANTHROPIC_API_KEY",
        "Deletes the variable of one schedule.",
    )),
    KeyPlace::new(
        "Variables that triggers and people pass to pipelines",
        Command::new(
            "glab api projects/{project_id}/pipelines | jq -r '.[].id' | xargs -I@ glab api projects/{project_id}/pipelines/@/variables | jq -r '.[].key' | sort -u",
            "Lists the names that recent pipelines were given.",
        ),
    ),
    KeyPlace::new(
        "Files of this project, .gitlab-ci.yml among them",
        Command::new(GREP, "Lists the files, in a clone."),
    ),
    KeyPlace::new(
        "Dotenv artifacts",
        Command::new(
            "git grep -n -E '^ +dotenv:' -- '*.yml' '*.yaml'",
            "Lists where jobs hand variables on to later jobs: see what they write.",
        ),
    ),
    KeyPlace::new(
        "Environment of runners",
        Command::new(
            "grep -l ANTHROPIC_API_KEY /etc/gitlab-runner/config.toml /etc/environment 2>/dev/null",
            "Lists the files, on each runner of your own.",
        ),
    ),
];

pub(super) const GUARD: Guard = Guard {
    minters: &[
        "Everybody who may push or merge to the ref, or run a pipeline on it.",
        "Whoever may deploy to the environment, or change its protection.",
        "Authors of included templates, components and images that the job uses.",
        "Administrators of the group's, the instance's and the project's runners.",
        "Owners of a security policy project: their jobs run in this project's pipelines.",
        "Maintainers: they change protection, and the subject's components.",
    ],
    audit: &[
        Command::new(
            "glab api projects/{project_id}/protected_branches | jq '.[] | {{name, push: [.push_access_levels[].access_level_description], merge: [.merge_access_levels[].access_level_description], allow_force_push}}'",
            "Prints who may push and merge.",
        ),
        Command::new(
            "glab api projects/{project_id}/protected_tags | jq '.[] | {{name, create: [.create_access_levels[].access_level_description]}}'",
            "Prints who may make tags.",
        ),
        Command::new(
            "glab api projects/{project_id}/protected_environments | jq '.[] | {{name, deploy: [.deploy_access_levels[].access_level_description]}}'",
            "Prints who may deploy.",
        ),
        Command::new(
            "glab api projects/{project_id}/members/all --paginate | jq -r '.[] | select(.access_level >= 30) | .username'",
            "Lists Developers and above.",
        ),
        Command::new(
            "glab api projects/{project_id}/runners --paginate | jq -r '.[] | .runner_type + \" \" + .description'",
            "Lists the runners.",
        ),
        Command::new(
            "git grep -n -A3 -E '^ *include:' -- '*.yml' '*.yaml'",
            "Shows which templates are included.",
        ),
    ],
    watch: &[
        "The authentication history in the Console: exchanges from refs or at hours that nobody expects.",
        "Audit events of the group: protection, membership, runners and policies.",
        "A rename or transfer of the project: every exchange is denied until the rule follows.",
    ],
    not_yet: &[
        "Merge requests from forks need Claude.",
        "One job runs for hours or starts many processes, and cannot list several tokens or share a profile.",
        "The instance is in a closed network and nobody would renew its keys in the issuer.",
    ],
};

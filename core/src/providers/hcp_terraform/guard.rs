//! How a run gets its token, where keys hide, and what federation does not solve.

use super::fields::api;
use super::wiring::TOKEN_FILE;
use crate::providers::{
    Command, Guard, HandedOut, Jti, KeyPlace, Precondition, TokenLife, TokenRequest, TokenSource,
};

pub(super) const REQUEST: TokenRequest = TokenRequest {
    how: "The workspace has the environment variable TFC_WORKLOAD_IDENTITY_AUDIENCE_ANTHROPIC with the audience; each phase \
          of a run then finds its token in TFC_WORKLOAD_IDENTITY_TOKEN_ANTHROPIC.",
    before: &[
        Precondition::new(
            "The variable for the audience is there, of the category environment variable. Without the ending _ANTHROPIC it \
             works too, and the token's variable lacks the ending as well.",
        )
        .checked_by(
            api!("workspaces/{tfe_workspace_id}/vars | jq -r '.data[].attributes | .category + \" \" + .key'"),
            "Lists the names of the workspace's variables with their category.",
        ),
        Precondition::new("Agents of your own are of version 1.7.0 or later; runs on your own machine get no token."),
        Precondition::new("A Stack asks in another way, with an identity_token block and its audience; its claims differ."),
        Precondition::new("One program alone exchanges the token of a phase: a second exchange is refused."),
    ],
    command: Command::new(
        "printf '%s\\n' \"$TFC_WORKLOAD_IDENTITY_TOKEN_ANTHROPIC\"",
        "Prints a live token, inside a run alone, such as by local-exec or an agent's hook. Whoever reads the run's log can use \
         it until it was exchanged or its phase times out: try it in an organization of your own first.",
    ),
    source: |_| TokenSource::Variable("TFC_WORKLOAD_IDENTITY_TOKEN_ANTHROPIC"),
    file: |_| TOKEN_FILE,
    file_note: "the wiring writes the token there while its phase runs",
    life: TokenLife {
        usual_seconds: 7200,
        longest_seconds: None,
        unverified: true,
        handed_out: HandedOut::PerJob,
        jti: Jti::Always,
    },
    replay: "A phase has one token with a jti: one exchange, by one process. There is no second token to come back with, so the \
             access token lives an hour, and a phase that calls Claude for longer than that needs a longer one in the rule. A \
             plan and its apply have tokens of their own. An apply's token lives as long as its timeout, a day where nobody \
             chose (not confirmed), hence the issuer's limit; single use is what keeps that harmless once it was exchanged.",
};

pub(super) const KEY_PLACES: &[KeyPlace] = &[
    KeyPlace::new(
        "Variables of the workspace",
        Command::new(
            api!("workspaces/{tfe_workspace_id}/vars | jq -r '.data[] | .id + \" \" + .attributes.key'"),
            "Lists their ids and names.",
        ),
    )
    .removed_by(Command::new(
        api!("workspaces/{tfe_workspace_id}/vars/VARIABLE_ID --request DELETE"),
        "Deletes the variable with that id.",
    )),
    KeyPlace::new(
        "Variable sets of the organization and its projects",
        Command::new(
            concat!(
                api!("organizations/{organization}/varsets | jq -r '.data[].id' | while read -r set; do "),
                "printf 'Authorization: Bearer %s\\n' \"$TFE_TOKEN\" | curl -sS -H @- \
                 \"https://${{TFE_HOSTNAME:-app.terraform.io}}/api/v2/varsets/$set/relationships/vars\" | jq -r --arg set \
                 \"$set\" '.data[] | $set + \" \" + .id + \" \" + .attributes.key'; done"
            ),
            "Lists the variables of each set: its id, theirs and their names.",
        ),
    )
    .removed_by(Command::new(
        api!("varsets/SET_ID/relationships/vars/VARIABLE_ID --request DELETE"),
        "Deletes it, for every workspace that uses the set.",
    )),
    KeyPlace::new(
        "State, where even sensitive values stand readable",
        Command::new(
            "terraform state pull | grep -c sk-ant-api",
            "Counts the lines that hold a key, in a folder that uses the workspace; 0 is what you want. Earlier states keep \
             theirs: revoking the key is what ends it.",
        ),
    ),
    KeyPlace::new(
        "terraform.tfvars, *.auto.tfvars and configuration",
        Command::new(
            "grep -rlE 'anthropic_api_key|ANTHROPIC_API_KEY|sk-ant-api' --include='*.tf' --include='*.tfvars' --include='*.json' .",
            "Lists the files, in a clone.",
        ),
    ),
    KeyPlace::new(
        "Environment of agents of your own",
        Command::new(
            "grep -lsE 'ANTHROPIC_API_KEY|sk-ant-api' /etc/environment /etc/systemd/system/*.service /etc/default/*",
            "Lists the files, on each agent's machine; an agent in a container has its own environment.",
        ),
    ),
];

pub(super) const GUARD: Guard = Guard {
    minters: &[
        "Whoever may queue runs of the workspace, or push to the branch that starts them.",
        "In plans: whoever may open a pull request, and the authors of every provider, module and external program.",
        "Whoever may set the workspace's variables, its repository or its settings.",
        "Whoever operates the agent pool, and whoever may put the workspace into another.",
        "Owners of the organization; on Terraform Enterprise its site administrators, who hold the signing key.",
    ],
    audit: &[
        Command::new(
            api!(
                "team-workspaces --get --data-urlencode 'filter[workspace][id]='{tfe_workspace_id} | jq -r '.data[] | .attributes.access \
                 + \" \" + .relationships.team.data.id'"
            ),
            "Lists the teams with access to the workspace.",
        ),
        Command::new(
            api!(
                "workspaces/{tfe_workspace_id} | jq '.data.attributes | {{\"auto-apply\", \"speculative-enabled\", \"execution-mode\", \
                 repository: .[\"vcs-repo\"].identifier}}'"
            ),
            "Prints whether plans are applied unasked, whether pull requests start plans, and the repository.",
        ),
        Command::new(
            api!("organizations/{organization}/agent-pools | jq -r '.data[].attributes.name'"),
            "Lists the pools of agents.",
        ),
        Command::new(
            api!(
                "organizations/{organization}/teams | jq -r '.data[].attributes | .name + \" \" + (.[\"organization-access\"] | \
                  tostring)'"
            ),
            "Lists the teams with what they may do in the whole organization.",
        ),
    ],
    watch: &[
        "The history in the Console: more than one exchange per phase is somebody else.",
        "The audit trail of the organization: variables, repository and agent pool of the workspace.",
        "A rename of organization, project or workspace: the subject changes, and every exchange is denied until the rule follows.",
        "Timeouts of phases: a longer one makes tokens that the issuer refuses.",
    ],
    not_yet: &[
        "Several programs of one phase call Claude and cannot share one access token.",
        "The workspace plans pull requests of people who must not reach Claude, and the plan phase needs it.",
        "A phase calls Claude for longer than a day.",
        "Runs happen on your own machine, with the workspace for the state alone.",
    ],
};

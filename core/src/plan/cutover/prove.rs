//! Stage 2: a token, and one exchange.

use super::super::{Action, Stage};
use super::context::{Context, action, step};
use crate::facts::{
    API_BASE, EXCHANGE_BETA, EXCHANGE_PATH, GRANT_TYPE, PYTHON_SDK, WIF_GUIDE, WIF_REFERENCE,
};

pub(super) fn stage(context: &Context<'_>) -> Stage {
    Stage {
        id: "prove",
        title: "Prove it with a token",
        why: "One exchange by hand shows that issuer, rule, account and workspace fit together, while the workload still runs \
              on the key."
            .to_owned(),
        steps: vec![
            step(
                "prove.token",
                "Ask for a token where the workload runs and paste it into Keyless. It is a credential until it expires: keep it out \
                 of chats, tickets and logs.",
                context.provider.map(|provider| context.fill(&provider.request.command)).into_iter().collect(),
                "No check of the verdict fails. If one does, its line says what the rule expected and what the token has.",
                "Nothing was changed. The token ends by itself.",
                context.provider_sources(),
            ),
            step(
                "prove.exchange",
                "Exchange a fresh token once, with the variables of the stage before in this shell. A token with a jti is good for \
                 one exchange, so each try needs a new one.",
                exchange(context),
                "HTTP 200, and a reply with expires_in and the scope of the rule. HTTP 401 (Authentication failed) is every denial \
                 alike: the reason stands in the Console under Settings, Workload identity, history. HTTP 400 names a malformed \
                 field and leaves no entry there.",
                "Nothing to undo: the access token was not kept and ends by itself. To shut the door again, archive the rule.",
                &[WIF_REFERENCE, PYTHON_SDK],
            ),
            step(
                "prove.refusal",
                "Do the same once from somewhere that must not get in: another branch, another environment, another service \
                 account, or with another audience.",
                Vec::new(),
                "HTTP 401, and a new entry in the history that was denied by a matcher of the rule. HTTP 200 means that the rule is \
                 wider than you think: stop here.",
                "Nothing to undo after a refusal. If it was let in, archive the rule and tighten the draft.",
                &[WIF_REFERENCE, WIF_GUIDE],
            ),
        ],
    }
}

/// One exchange: the identity token stays in a file that only its owner reads, the access token is thrown away unseen.
fn exchange(context: &Context<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    let file = if let Some(provider) = context.provider {
        let request = context.fill(&provider.request.command).command;
        actions.push(action(
            format!("token_file=$(mktemp)\n(\n{request}\n) > \"$token_file\""),
            "Asks for a fresh token into a file that only you can read.",
        ));
        "$token_file"
    } else {
        "$ANTHROPIC_IDENTITY_TOKEN_FILE"
    };
    actions.push(action(
        format!(
            "jq -n --rawfile assertion \"{file}\" --arg rule \"$ANTHROPIC_FEDERATION_RULE_ID\" \
             --arg organization \"$ANTHROPIC_ORGANIZATION_ID\" --arg account \"$ANTHROPIC_SERVICE_ACCOUNT_ID\" \
             --arg workspace \"$ANTHROPIC_WORKSPACE_ID\" '{{grant_type: \"{grant}\", assertion: ($assertion | gsub(\"\\\\s\"; \
             \"\")), federation_rule_id: $rule, organization_id: $organization, service_account_id: $account, workspace_id: \
             $workspace}}' | curl -sS -w '%{{stderr}}HTTP %{{http_code}}\\n' -H 'content-type: application/json' \
             -H 'anthropic-beta: {beta}' --data-binary @- {base}{path} | jq 'del(.access_token)'",
            grant = GRANT_TYPE.value,
            beta = EXCHANGE_BETA.value,
            base = API_BASE.value,
            path = EXCHANGE_PATH.value,
        ),
        "Exchanges the token and prints the HTTP status and the reply, without the access token.",
    ));
    if context.provider.is_some() {
        actions.push(action("rm -f \"$token_file\"", "Removes the file."));
    }
    actions
}

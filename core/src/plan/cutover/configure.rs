//! Stage 1: federation beside the key.

use super::super::{Action, Stage, Step};
use super::context::{Context, action, step, variable_names};
use crate::facts::{
    API_BASE, API_VERSION, CLI_AUTHENTICATION, ISSUER_API, RULE_API, WIF_GUIDE, WIF_REFERENCE,
};

pub(super) fn stage(context: &Context<'_>) -> Stage {
    Stage {
        id: "configure",
        title: "Configure in parallel",
        why: "Everything is made beside the key. The key goes before federation in nearly every client, so the workload \
              notices nothing yet."
            .to_owned(),
        steps: vec![
            step(
                "configure.issuer",
                "Create the issuer, by the generated script or in the Console under Settings, Workload identity. Leave an issuer \
                 alone that exists for the same address: other rules may stand on it.",
                vec![
                    action(
                        "ant auth login --scope org:admin",
                        "Logs you in for these calls; Admin API keys are refused on them.",
                    ),
                    list("federation_issuers?limit=100", r#".id + " " + .name + " " + .issuer_url"#, "Lists the issuers of your organization."),
                ],
                "The list shows an id that starts with fdis_ and an issuer_url that equals the token's iss to the last byte. A 409 \
                 means that the name is taken, a 400 names the field that was refused.",
                "Archive the issuer: nothing uses it yet. It cannot be deleted.",
                &[ISSUER_API, CLI_AUTHENTICATION],
            ),
            step(
                "configure.account",
                "Create the service account and make it a member of the workspace. Give this workload an account of its own, so \
                 that the history tells it apart.",
                vec![
                    list("service_accounts?limit=100", r#".id + " " + .name"#, "Lists the service accounts of your organization."),
                    list(
                        &format!("service_accounts/{}/workspaces", context.account),
                        r#".workspace_id + " " + .workspace_role"#,
                        "Lists the workspaces that the account is a member of, with its role in each.",
                    ),
                ],
                "The second list names the workspace of the rule. Membership is looked at only when a token is exchanged, so that a \
                 missing one shows nowhere else before.",
                "Take the account out of the workspace, and archive it.",
                &[RULE_API, WIF_GUIDE],
            ),
            step(
                "configure.rule",
                "Create the rule once every finding on it is settled.",
                vec![list(
                    "federation_rules?limit=100",
                    r#".id + " " + .name + " " + (.match | tostring)"#,
                    "Lists the rules of your organization with what they match.",
                )],
                "The list shows an id that starts with fdrl_ and the match that you drafted, with its audience.",
                "Archive the rule: its exchanges stop at once, and tokens that were minted live on until they expire.",
                &[RULE_API],
            ),
            token_source(context),
            step(
                "configure.variables",
                "Give the workload the variables of federation beside the key, all of them at once: a partial set stops the \
                 command ant. Name the workspace even where the rule has only one.",
                vec![environment(context), variable_names()],
                "ANTHROPIC_FEDERATION_RULE_ID, ANTHROPIC_ORGANIZATION_ID, ANTHROPIC_SERVICE_ACCOUNT_ID and \
                 ANTHROPIC_WORKSPACE_ID are among the names, and the workload still answers as before.",
                "Take the variables out again.",
                &[WIF_REFERENCE],
            ),
        ],
    }
}

fn token_source(context: &Context<'_>) -> Step {
    let mut text = "Let the workload get an identity token of its platform.".to_owned();
    let mut commands = Vec::new();
    if let Some(provider) = context.provider {
        text.extend([" ", provider.request.how]);
        for condition in provider.request.before.iter().filter(|c| (c.when)(context.answers())) {
            text.extend([" ", condition.what]);
            let shown = condition.check.iter().chain(&condition.fix).filter(|command| context.shows(command));
            commands.extend(shown.map(|command| context.fill(command)));
        }
    }
    step(
        "configure.token",
        &text,
        commands,
        "Where the workload runs there is an identity token whose aud is the audience of the rule. Under another audience, or \
         with no token at all, the next stage fails.",
        "Take the token request out again: nothing reads the token yet.",
        context.provider_sources(),
    )
}

/// Lists resources of the organization. The bearer travels through a pipe: it is in no argument, variable or history.
fn list(path: &str, filter: &str, does: &str) -> Action {
    action(
        format!(
            "ant auth print-credentials --access-token | sed 's/^/authorization: Bearer /' | curl -sS -H @- \
             -H 'anthropic-version: {}' '{}/v1/organizations/{path}' | jq -r '.data[] | {filter}'",
            API_VERSION.value, API_BASE.value
        ),
        does,
    )
}

fn environment(context: &Context<'_>) -> Action {
    let Context { rule, organization, account, workspace, .. } = context;
    action(
        format!(
            "export ANTHROPIC_FEDERATION_RULE_ID={rule}\nexport ANTHROPIC_ORGANIZATION_ID={organization}\nexport \
             ANTHROPIC_SERVICE_ACCOUNT_ID={account}\nexport ANTHROPIC_WORKSPACE_ID={workspace}"
        ),
        "Sets them in a shell, for the next stage. The workload gets the same names and values in its own configuration.",
    )
}

//! Rungs that only Claude Code has, and what its GitHub action makes of its inputs.
//!
//! Both were read, not run: <https://code.claude.com/docs/en/authentication> and the action's source.

use super::credential::Plain;
use super::look::{Eye, Found, Look};
use super::surroundings::{Argument, Surroundings};
use super::tier::{Detail, Source, Tier};

const SWITCHES: [&str; 5] = [
    "CLAUDE_CODE_USE_BEDROCK",
    "CLAUDE_CODE_USE_VERTEX",
    "CLAUDE_CODE_USE_FOUNDRY",
    "CLAUDE_CODE_USE_MANTLE",
    "CLAUDE_CODE_USE_ANTHROPIC_AWS",
];

impl<'a> Eye<'a> {
    pub(super) fn look_at_claude_code(&self, tier: Tier) -> Look<'a> {
        let here = self.s.claude_code;
        let (source, there, saw) = match tier {
            Tier::Gateway => (Source::Gateway, here.gateway, "A Claude apps gateway session"),
            Tier::CloudProvider => {
                let on = SWITCHES.iter().any(|name| self.filled(name).is_some());
                (Source::CloudProvider, on, "A cloud provider's switch")
            }
            Tier::ApiKeyHelper => (Source::ApiKeyHelper, here.api_key_helper, "apiKeyHelper in settings"),
            Tier::OauthToken => {
                let set = self.static_variable("CLAUDE_CODE_OAUTH_TOKEN").is_some();
                (Source::OauthToken, set && !self.is_bare(), "CLAUDE_CODE_OAUTH_TOKEN")
            }
            _ => (Source::Login, here.login && !self.is_bare(), "A sign-in by /login"),
        };
        if !there {
            return Look::Absent(format!("{saw}: not there, or not read."));
        }
        let detail = if tier == Tier::OauthToken {
            Detail::Variable("CLAUDE_CODE_OAUTH_TOKEN")
        } else {
            Detail::Settings
        };
        let mut found = Found::new(tier, source, detail, format!("{saw} is there."));
        if tier == Tier::OauthToken {
            found.statics.token = self.static_variable("CLAUDE_CODE_OAUTH_TOKEN").map(|token| (token, false));
        }
        Look::Delivers(Box::new(found))
    }
}

/// Inputs of `anthropics/claude-code-action` that decide about federation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionInputs {
    /// `anthropic_federation_rule_id`.
    pub rule: Option<Plain>,
    /// `anthropic_organization_id`.
    pub organization: Option<Plain>,
    /// `anthropic_service_account_id`.
    pub service_account: Option<Plain>,
    /// `anthropic_workspace_id`.
    pub workspace: Option<Plain>,
}

/// What Claude Code finds when the action starts it. `api_key` and `auth_token` of the arguments stand for the inputs
/// `anthropic_api_key` and `claude_code_oauth_token`, both of which fall back to the job's variables.
pub(super) fn inside_the_action(job: &Surroundings) -> Surroundings {
    let mut inside = job.clone();
    let inputs = &job.action;
    if let Argument::Given(key) = &job.arguments.api_key
        && !key.is_empty()
    {
        inside.set_secret("ANTHROPIC_API_KEY", key.clone());
    }
    if let Argument::Given(token) = &job.arguments.auth_token
        && !token.is_empty()
    {
        inside.set_secret("CLAUDE_CODE_OAUTH_TOKEN", token.clone());
    }
    inside.arguments = super::surroundings::Arguments::default();
    let holds = |name: &str| inside.secret(name).is_some_and(|value| !value.is_empty());
    let has_static = holds("ANTHROPIC_API_KEY") || holds("CLAUDE_CODE_OAUTH_TOKEN");
    let federates = inputs.rule.is_some() && inputs.organization.is_some() && !has_static;
    let ids = [
        ("ANTHROPIC_FEDERATION_RULE_ID", &inputs.rule),
        ("ANTHROPIC_ORGANIZATION_ID", &inputs.organization),
        ("ANTHROPIC_SERVICE_ACCOUNT_ID", &inputs.service_account),
        ("ANTHROPIC_WORKSPACE_ID", &inputs.workspace),
    ];
    for (name, input) in ids {
        inside.set(name, input.as_ref().filter(|_| federates).map_or("", Plain::as_str));
    }
    if federates {
        // Each runner says where its temporary files lie.
        let temporary = job.plain("RUNNER_TEMP").unwrap_or("$RUNNER_TEMP");
        let path = format!("{temporary}/claude-workload-identity/identity-token");
        inside.set("ANTHROPIC_IDENTITY_TOKEN_FILE", &path);
        inside.add_file(&path, "token", None);
    }
    inside
}

//! What every stage needs of a setup.

use super::super::{Action, Step};
use crate::facts::{self, Source};
use crate::ids::{OrganizationId, RuleId, ServiceAccountId, WorkspaceId};
use crate::providers::{self, Answers, Command, Provider};
use crate::setup::Setup;

/// A setup's provider and its ids. An id that is not well-formed gives way to its placeholder: what stands in an id field
/// reaches a command only when it is letters, digits and hyphens, and so needs no quotes.
pub(super) struct Context<'a> {
    setup: &'a Setup,
    pub(super) provider: Option<&'static Provider>,
    pub(super) organization: String,
    pub(super) rule: String,
    pub(super) account: String,
    pub(super) workspace: String,
}

impl<'a> Context<'a> {
    pub(super) fn of(setup: &'a Setup) -> Self {
        let id = |parsed: Option<&str>, placeholder: &str| parsed.unwrap_or(placeholder).to_owned();
        let workspace = setup.rule.workspace_ids.first().map_or("", String::as_str);
        Self {
            setup,
            provider: setup.provider(),
            organization: id(
                OrganizationId::parse(&setup.organization_id).ok().as_ref().map(OrganizationId::as_str),
                OrganizationId::PLACEHOLDER,
            ),
            rule: id(RuleId::parse(&setup.rule.id).ok().as_ref().map(RuleId::as_str), RuleId::PLACEHOLDER),
            account: id(
                [&setup.account.id, &setup.rule.service_account_id]
                    .into_iter()
                    .find_map(|text| ServiceAccountId::parse(text).ok())
                    .as_ref()
                    .map(ServiceAccountId::as_str),
                ServiceAccountId::PLACEHOLDER,
            ),
            workspace: if workspace == "default" {
                workspace.to_owned()
            } else {
                id(
                    WorkspaceId::parse(workspace).ok().as_ref().map(WorkspaceId::as_str),
                    WorkspaceId::PLACEHOLDER,
                )
            },
        }
    }

    /// The form as filled in.
    pub(super) fn answers(&self) -> &Answers {
        &self.setup.workload.answers
    }

    /// A provider's command with the setup's answers in it.
    pub(super) fn fill(&self, command: &Command) -> Action {
        let text = self.provider.map_or_else(String::new, |provider| {
            providers::fill(command.template, provider, &self.setup.workload.answers)
        });
        action(text, command.does)
    }

    /// Whether a provider's command is of use with the setup's answers.
    pub(super) fn shows(&self, command: &Command) -> bool {
        self.provider.is_some_and(|provider| provider.shows(command, self.answers()))
    }

    /// How long an access token lives by the rule, in seconds.
    pub(super) fn token_lifetime(&self) -> u64 {
        self.setup.rule.token_lifetime_seconds.trim().parse().unwrap_or(facts::TOKEN_LIFETIME_DEFAULT.value)
    }

    /// Where the provider's facts were read.
    pub(super) fn provider_sources(&self) -> &'static [Source] {
        self.provider.map_or(&[], |provider| provider.docs)
    }
}

/// A command with what it does.
pub(super) fn action(command: impl Into<String>, does: impl Into<String>) -> Action {
    Action { command: command.into(), does: does.into() }
}

/// A step whose texts do not depend on the setup.
pub(super) fn step(
    id: &str,
    text: &str,
    commands: Vec<Action>,
    sign: &str,
    way_back: &str,
    sources: &'static [Source],
) -> Step {
    Step {
        id: id.to_owned(),
        text: text.to_owned(),
        commands,
        sign: sign.to_owned(),
        way_back: way_back.to_owned(),
        sources,
    }
}

/// Names of the variables that steer clients, without their values.
pub(super) fn variable_names() -> Action {
    action(
        r"printenv | sed -n -E 's/^((ANTHROPIC|CLAUDE_CODE)_[A-Z_]+)=.*/\1/p' | sort",
        "Prints the names of the variables that are set, never their values. Run it where the workload runs.",
    )
}

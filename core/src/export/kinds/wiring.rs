//! What several kinds of file say about a setup, so that they say the same.

use crate::facts;
use crate::ids::{IssuerId, OrganizationId, RuleId, ServiceAccountId, WorkspaceId};
use crate::setup::Setup;

/// An id that may not be known yet.
pub(super) struct PendingId {
    /// What stands in the files until it is.
    pub placeholder: &'static str,
    /// What it is and where it comes from.
    pub meaning: &'static str,
}

/// Every id that a file may wait for.
pub(super) const IDS: [PendingId; 5] = [
    PendingId {
        placeholder: RuleId::PLACEHOLDER,
        meaning: "The federation rule's id. claude/setup.sh prints it when it makes the rule; the Console shows it on the rule's page.",
    },
    PendingId {
        placeholder: OrganizationId::PLACEHOLDER,
        meaning: "The organization's id, a bare UUID. The Console shows it in the settings of the organization.",
    },
    PendingId {
        placeholder: ServiceAccountId::PLACEHOLDER,
        meaning: "The service account's id. claude/setup.sh prints it when it makes the account; the Console shows it on the account's page.",
    },
    PendingId {
        placeholder: WorkspaceId::PLACEHOLDER,
        meaning: "The id of the workspace that the workload works in. The Console shows it in the settings of the workspace.",
    },
    PendingId {
        placeholder: IssuerId::PLACEHOLDER,
        meaning: "The federation issuer's id, needed only where claude/rule.json is sent by hand: claude/setup.sh fills it in by itself.",
    },
];

/// The rule's id, or its placeholder.
pub(super) fn rule_id(setup: &Setup) -> &str {
    first([&setup.rule.id], RuleId::PLACEHOLDER)
}

/// The organization's id, or its placeholder.
pub(super) fn organization_id(setup: &Setup) -> &str {
    first([&setup.organization_id], OrganizationId::PLACEHOLDER)
}

/// The service account's id, or its placeholder.
pub(super) fn service_account_id(setup: &Setup) -> &str {
    first([&setup.rule.service_account_id, &setup.account.id], ServiceAccountId::PLACEHOLDER)
}

/// The issuer's id, or its placeholder.
pub(super) fn issuer_id(setup: &Setup) -> &str {
    first([&setup.rule.issuer_id, &setup.issuer.id], IssuerId::PLACEHOLDER)
}

/// The id of the workspace that tokens are asked for, or its placeholder.
pub(super) fn workspace_id(setup: &Setup) -> &str {
    first(setup.rule.workspace_ids.first(), WorkspaceId::PLACEHOLDER)
}

/// An id as it was typed, empty where it is pending.
pub(super) fn known(id: &str) -> &str {
    if IDS.iter().any(|pending| pending.placeholder == id) { "" } else { id }
}

/// The audience that the identity token must name.
pub(super) fn audience(setup: &Setup) -> &str {
    first([&setup.rule.audience], facts::DEFAULT_AUDIENCE.value)
}

/// Whether the rule grants what a key of the workspace can do, rather than less.
pub(super) fn grants_developer(setup: &Setup) -> bool {
    scopes(setup).any(|scope| scope == "workspace:developer")
}

/// Whether the rule grants what only a Console session may grant.
pub(super) fn grants_console_only(setup: &Setup) -> bool {
    scopes(setup).any(|scope| facts::SCOPES.value.iter().any(|fact| fact.console_only && fact.name == scope))
}

fn scopes(setup: &Setup) -> impl Iterator<Item = &str> {
    setup.rule.oauth_scope.split_whitespace()
}

/// An answer of the provider's form, or what stands in for it.
pub(super) fn answer(setup: &Setup, field: &str) -> String {
    if let Some(answer) = setup.workload.answers.some(field) {
        return answer.to_owned();
    }
    let known = setup.provider().and_then(|p| p.fields.iter().find(|f| f.id == field));
    match known.map_or("", |f| f.placeholder) {
        "" => format!("{}_REPLACE_ME", field.to_uppercase()),
        placeholder => placeholder.to_owned(),
    }
}

/// The file that the workload finds its identity token in.
pub(super) fn token_file(setup: &Setup) -> &'static str {
    setup.provider().map_or(TOKEN_FILE, |provider| (provider.request.file)(&setup.workload.answers))
}

/// Stands for the token's file while no platform is chosen.
const TOKEN_FILE: &str = "/run/claude/identity-token";

/// A file's title, with what is to be known of the token's path in it.
pub(super) fn title_with_token_file(setup: &Setup, title: &str) -> String {
    match setup.provider().map_or("", |provider| provider.request.file_note) {
        "" => title.to_owned(),
        note => format!("{title}; {note}"),
    }
}

fn first<'a>(ids: impl IntoIterator<Item = &'a String>, placeholder: &'static str) -> &'a str {
    ids.into_iter().map(String::as_str).find(|id| !id.is_empty()).unwrap_or(placeholder)
}

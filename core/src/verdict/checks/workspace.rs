//! The workspace of the exchange.

use super::super::{Check, CheckId, Reason};
use super::Finding;
use super::matching::NO_RULE;
use crate::ids::WorkspaceId;
use crate::rule::RuleDraft;

/// The word that names the default workspace in an exchange.
const DEFAULT: &str = "default";

pub(super) fn workspace(rule: Option<&RuleDraft>, named: Option<&str>) -> Check {
    let check = Finding::new(CheckId::Workspace).found(named.unwrap_or_default());
    let Some(rule) = rule else { return check.unproven(NO_RULE) };
    if rule.archived {
        return check.fail(
            Reason::RuleArchived,
            "The rule is archived: it refuses every token, and its workspaces are cleared. Create it anew.",
        );
    }
    let enabled = &rule.workspace_ids;
    if rule.applies_to_all_workspaces {
        let check = check.expected("any workspace that the service account is a member of");
        return match named {
            Some(id) if id != DEFAULT && WorkspaceId::parse(id).is_err() => malformed(check),
            Some(_) => check.pass("The rule applies to all workspaces. Whether the service account is a member cannot be known here."),
            None => check.pass("The rule applies to all workspaces; without a workspace_id the default one is taken. It is safer to send it."),
        };
    }
    let check = check.expected(enabled.join(", "));
    match (named, &enabled[..]) {
        (None, []) => check.not_asked("The rule names no workspace yet."),
        (None, [only]) => check.found(only).pass("The rule's only workspace is taken. It is safer to send workspace_id all the same."),
        (None, several) => check.fail(
            Reason::WorkspaceIdRequired,
            format!("The rule enables {} workspaces: send workspace_id in the exchange (ANTHROPIC_WORKSPACE_ID).", several.len()),
        ),
        (Some(DEFAULT), _) => check.unproven(
            "Which of the organization's workspaces is the default one cannot be known here. Send its wrkspc_ id instead.",
        ),
        (Some(id), _) if WorkspaceId::parse(id).is_err() => malformed(check),
        (Some(id), _) if enabled.iter().any(|e| e == id) => {
            check.pass("The rule enables it. Whether the service account is a member cannot be known here.")
        }
        (Some(_), _) => check.fail(
            Reason::WorkspaceNotEnabled,
            "The rule does not enable this workspace. Enable it on the rule, or send one that is enabled.",
        ),
    }
}

fn malformed(check: Finding) -> Check {
    check.fail(
        Reason::WorkspaceNotEnabled,
        "This is no workspace id: wrkspc_ and letters or digits, or the word default. The exchange answers 400 and leaves no history.",
    )
}

//! How far federation is set up by variables, or by inputs of the action.

use crate::precedence::{ActionInputs, Surroundings};

/// How far the federation variables of a place are set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Federation {
    /// None of rule, organization and identity token is there.
    #[default]
    Absent,
    /// Some are, and these are missing. The identity token counts by the name of its file.
    Partial(Vec<&'static str>),
    /// All three are there.
    Complete,
}

impl Federation {
    /// Of what lies around a process, and around the action.
    pub(super) fn of(around: &Surroundings, step: &Surroundings) -> Self {
        let filled = |name: &str| around.plain(name).is_some_and(|text| !text.trim().is_empty());
        let token = around.secret("ANTHROPIC_IDENTITY_TOKEN").is_some_and(|token| !token.is_blank());
        let needed = if step.action == ActionInputs::default() {
            vec![
                ("ANTHROPIC_FEDERATION_RULE_ID", filled("ANTHROPIC_FEDERATION_RULE_ID")),
                ("ANTHROPIC_ORGANIZATION_ID", filled("ANTHROPIC_ORGANIZATION_ID")),
                ("ANTHROPIC_IDENTITY_TOKEN_FILE", token || filled("ANTHROPIC_IDENTITY_TOKEN_FILE")),
            ]
        } else {
            // The action asks GitHub for the token itself.
            vec![
                ("anthropic_federation_rule_id", step.action.rule.is_some()),
                ("anthropic_organization_id", step.action.organization.is_some()),
            ]
        };
        let missing: Vec<_> = needed.iter().filter(|(_, there)| !there).map(|(name, _)| *name).collect();
        match missing.len() {
            0 => Self::Complete,
            all if all == needed.len() => Self::Absent,
            _ => Self::Partial(missing),
        }
    }
}

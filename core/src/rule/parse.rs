//! Rules that the service would take.

use super::{AccountDraft, DraftProblem, IssuerDraft, Known, Match, RuleDraft};
use crate::ids::{IssuerId, ServiceAccountId, WorkspaceId};

/// A scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope(pub &'static str);

/// Workspaces that a rule enables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Workspaces {
    /// All of the organization's.
    All,
    /// These.
    Some(Vec<Known<WorkspaceId>>),
}

/// A rule that the service would take.
#[derive(Debug, Clone)]
pub struct FederationRule {
    /// Unique in the organization.
    pub name: String,
    /// For people.
    pub description: String,
    /// Its issuer.
    pub issuer: Known<IssuerId>,
    /// What it compares.
    pub matching: Match,
    /// Whom a token is minted for.
    pub target: Known<ServiceAccountId>,
    /// What a minted token may do.
    pub scopes: Vec<Scope>,
    /// Where.
    pub workspaces: Workspaces,
    /// Lifetime of a minted token, in seconds.
    pub token_lifetime: u64,
}

impl RuleDraft {
    /// Checks the draft, together with its issuer and account where they are known.
    ///
    /// # Errors
    /// Every problem at once, each with its field.
    pub fn parse(
        &self,
        _issuer: Option<&IssuerDraft>,
        _account: Option<&AccountDraft>,
    ) -> Result<FederationRule, Vec<DraftProblem>> {
        Err(Vec::new())
    }
}

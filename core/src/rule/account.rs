//! Service accounts.

use super::{AccountDraft, DraftProblem};

/// What a service account may do in the organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OrganizationRole {
    /// `developer`, the default.
    #[default]
    Developer,
    /// `admin`
    Admin,
}

/// A service account that the service would take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceAccount {
    /// Unique in the organization, cannot be changed later.
    pub name: String,
    /// For people.
    pub description: String,
    /// Its role.
    pub role: OrganizationRole,
}

impl AccountDraft {
    /// Checks the draft.
    ///
    /// # Errors
    /// Every problem at once, each with its field.
    pub fn parse(&self) -> Result<ServiceAccount, Vec<DraftProblem>> {
        Ok(ServiceAccount {
            name: self.name.clone(),
            description: self.description.clone(),
            role: OrganizationRole::default(),
        })
    }
}

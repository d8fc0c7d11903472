//! Service accounts.

use super::checks::{Problems, Reported, is_pending};
use super::{AccountDraft, DraftProblem, FieldPath, Known, Name, near};
use crate::facts;
use crate::ids::ServiceAccountId;

/// What a service account may do in the organization ([`facts::ORGANIZATION_ROLES`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OrganizationRole {
    /// `developer`, the default.
    #[default]
    Developer,
    /// `admin`
    Admin,
}

impl OrganizationRole {
    /// Every role, the default first.
    pub const ALL: [Self; 2] = [Self::Developer, Self::Admin];

    /// As written in `organization_role`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Developer => "developer",
            Self::Admin => "admin",
        }
    }

    /// Reads `organization_role`; an empty text is the service's default.
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::default());
        }
        Self::ALL.into_iter().find(|r| r.as_str() == text)
    }
}

/// A service account that the service would take. Only [`AccountDraft::parse`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceAccount {
    id: Known<ServiceAccountId>,
    name: Name,
    description: String,
    role: OrganizationRole,
}

impl ServiceAccount {
    /// Its id, once it is made.
    pub fn id(&self) -> &Known<ServiceAccountId> {
        &self.id
    }

    /// Unique in the organization among service accounts; cannot be changed later.
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// For people; may be empty.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// Its role in the organization.
    pub fn role(&self) -> OrganizationRole {
        self.role
    }

    /// Whether a person has to make it, by an interactive login or in the Console: a workload's token may make accounts of
    /// the role `developer` only ([`facts::RULE_API`], read 2026-11-21).
    pub fn needs_interactive_login(&self) -> bool {
        self.role == OrganizationRole::Admin
    }
}

impl AccountDraft {
    /// Checks the draft.
    ///
    /// # Errors
    /// Every problem at once, each with its field.
    pub fn parse(&self) -> Result<ServiceAccount, Vec<DraftProblem>> {
        let mut problems = Problems::default();
        problems.refuse_credentials([
            (FieldPath::AccountName, self.name.as_str()),
            (FieldPath::AccountDescription, self.description.as_str()),
        ]);
        if self.archived {
            problems.add(
                FieldPath::Other("service_account.archived_at".into()),
                "This service account is archived: the service changes it no more and mints nothing for it. Make a new one.",
            );
        }
        let id = if is_pending(&self.id, ServiceAccountId::PLACEHOLDER) {
            Ok(Known::Pending)
        } else {
            let field = FieldPath::Other("service_account.id".into());
            problems.keep(field, ServiceAccountId::parse(&self.id)).map(Known::Id)
        };
        let name = problems.keep(FieldPath::AccountName, Name::parse(&self.name));
        let role = OrganizationRole::parse(&self.organization_role).ok_or_else(|| {
            match near::closest(&self.organization_role, &facts::ORGANIZATION_ROLES.value) {
                Some(meant) => format!("The service takes developer or admin here. Did you mean {meant}?"),
                None => "The service takes developer or admin here; leave it out for developer.".to_owned(),
            }
        });
        let role = problems.keep(FieldPath::OrganizationRole, role);
        let description = self.description.clone();
        let build = || Ok::<_, Reported>(ServiceAccount { id: id?, name: name?, description, role: role? });
        let account = build();
        problems.finish(account)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_service_account_is_a_name_and_a_role() {
        let draft = |name: &str, role: &str| AccountDraft {
            name: name.into(),
            organization_role: role.into(),
            ..AccountDraft::default()
        };
        let table: [(AccountDraft, &[&str], &str); 8] = [
            (draft("ci", ""), &[], "the role has a default"),
            (draft("ci", "developer"), &[], "the default, spelled out"),
            (draft("ci", "admin"), &[], "the other role"),
            (draft("ci", "Admin"), &["service_account.organization_role"], "roles have their case"),
            (draft("ci", "workspace_user"), &["service_account.organization_role"], "a role of a workspace"),
            (
                draft("", "owner"),
                &["service_account.name", "service_account.organization_role"],
                "every problem at once",
            ),
            (
                AccountDraft { archived: true, ..draft("ci", "") },
                &["service_account.archived_at"],
                "an archived one mints nothing",
            ),
            (
                AccountDraft { id: "fdrl_01".into(), ..draft("ci", "") },
                &["service_account.id"],
                "the id of another kind",
            ),
        ];
        for (draft, fields, why) in table {
            let found: Vec<String> =
                draft.parse().err().unwrap_or_default().iter().map(|p| p.field.to_string()).collect();
            assert_eq!(found, fields, "{why}");
        }
    }

    #[test]
    fn an_omitted_role_is_developer_and_admin_needs_a_person() {
        let mut draft = AccountDraft { name: "ci".into(), ..AccountDraft::default() };
        let account = draft.parse().unwrap();
        assert_eq!((account.role(), account.needs_interactive_login()), (OrganizationRole::Developer, false));
        assert_eq!(account.id(), &Known::Pending, "no id yet");
        draft.organization_role = "admin".into();
        assert!(draft.parse().unwrap().needs_interactive_login());
    }

    #[test]
    fn a_key_in_a_description_is_refused_and_not_repeated() {
        let key = format!("sk-ant-api03-{}", "q".repeat(40));
        let draft = AccountDraft { name: "ci".into(), description: key.clone(), ..AccountDraft::default() };
        let problems = draft.parse().unwrap_err();
        assert_eq!(problems.len(), 1);
        assert!(problems.iter().all(|p| !p.to_string().contains("qqqq")), "{problems:?}");
    }
}

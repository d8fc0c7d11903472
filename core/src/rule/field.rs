//! How any part of what a person entered is named and changed.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A field of a setup. Its [`Display`](fmt::Display) form is the dotted path of the Admin API, such as
/// `rule.match.subject_prefix`, and never changes: findings, tests and saved setups use it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FieldPath {
    /// `issuer.name`
    IssuerName,
    /// `issuer.issuer_url`
    IssuerUrl,
    /// `issuer.jwks.type`
    JwksType,
    /// `issuer.jwks.discovery_base`
    DiscoveryBase,
    /// `issuer.jwks.url`
    JwksUrl,
    /// `issuer.jwks.keys`
    JwksKeys,
    /// `issuer.jwks.ca_cert_pem`
    CaCertPem,
    /// `issuer.check_jti`
    CheckJti,
    /// `issuer.max_jwt_lifetime_seconds`
    MaxJwtLifetime,
    /// `rule.name`
    RuleName,
    /// `rule.description`
    RuleDescription,
    /// `rule.issuer_id`
    RuleIssuerId,
    /// `rule.match`
    Match,
    /// `rule.match.subject_prefix`
    SubjectPrefix,
    /// `rule.match.audience`
    Audience,
    /// `rule.match.claims`
    Claims,
    /// `rule.match.claims.NAME`
    Claim(String),
    /// `rule.match.condition`
    Condition,
    /// `rule.target.service_account_id`
    Target,
    /// `rule.oauth_scope`
    Scope,
    /// `rule.workspace_id`
    Workspace,
    /// `rule.applies_to_all_workspaces`
    AllWorkspaces,
    /// `rule.token_lifetime_seconds`
    TokenLifetime,
    /// `service_account.name`
    AccountName,
    /// `service_account.description`
    AccountDescription,
    /// `service_account.organization_role`
    OrganizationRole,
    /// `organization_id`
    OrganizationId,
    /// `workload.name`
    WorkloadName,
    /// `workload.answers.NAME`: a field of the provider's form.
    Answer(String),
    /// A member that the service does not know, or that cannot be named otherwise, by its own path.
    Other(String),
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::IssuerName => "issuer.name",
            Self::IssuerUrl => "issuer.issuer_url",
            Self::JwksType => "issuer.jwks.type",
            Self::DiscoveryBase => "issuer.jwks.discovery_base",
            Self::JwksUrl => "issuer.jwks.url",
            Self::JwksKeys => "issuer.jwks.keys",
            Self::CaCertPem => "issuer.jwks.ca_cert_pem",
            Self::CheckJti => "issuer.check_jti",
            Self::MaxJwtLifetime => "issuer.max_jwt_lifetime_seconds",
            Self::RuleName => "rule.name",
            Self::RuleDescription => "rule.description",
            Self::RuleIssuerId => "rule.issuer_id",
            Self::Match => "rule.match",
            Self::SubjectPrefix => "rule.match.subject_prefix",
            Self::Audience => "rule.match.audience",
            Self::Claims => "rule.match.claims",
            Self::Claim(name) => return write!(f, "rule.match.claims.{name}"),
            Self::Condition => "rule.match.condition",
            Self::Target => "rule.target.service_account_id",
            Self::Scope => "rule.oauth_scope",
            Self::Workspace => "rule.workspace_id",
            Self::AllWorkspaces => "rule.applies_to_all_workspaces",
            Self::TokenLifetime => "rule.token_lifetime_seconds",
            Self::AccountName => "service_account.name",
            Self::AccountDescription => "service_account.description",
            Self::OrganizationRole => "service_account.organization_role",
            Self::OrganizationId => "organization_id",
            Self::WorkloadName => "workload.name",
            Self::Answer(id) => return write!(f, "workload.answers.{id}"),
            Self::Other(path) => path,
        })
    }
}

/// Why a draft is not a value that the service would take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftProblem {
    /// The field that it is about.
    pub field: FieldPath,
    /// What is wrong, and what to do.
    pub message: String,
}

impl DraftProblem {
    /// A problem with a field.
    pub fn new(field: FieldPath, message: impl Into<String>) -> Self {
        Self { field, message: message.into() }
    }
}

impl fmt::Display for DraftProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.message)
    }
}

/// A change of one field, to text as it would be typed. Claims are changed one by one; `None` removes a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The field.
    pub field: FieldPath,
    /// Its new text. For [`FieldPath::CheckJti`] and [`FieldPath::AllWorkspaces`]: `true` or `false`.
    pub value: Option<String>,
}

impl Edit {
    /// Puts a text into a field.
    pub fn set(field: FieldPath, value: impl Into<String>) -> Self {
        Self { field, value: Some(value.into()) }
    }

    /// Empties a field.
    pub fn clear(field: FieldPath) -> Self {
        Self { field, value: None }
    }
}

/// A thing that exists already, or that the generated script will make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known<T> {
    /// Its id.
    Id(T),
    /// Not made yet: the service gives its id when it is created.
    Pending,
}

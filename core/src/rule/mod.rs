//! Issuers, federation rules and service accounts: as text that is being typed, and as values that the service would take.
//!
//! A *draft* ([`IssuerDraft`], [`RuleDraft`], [`AccountDraft`]) holds whatever stands in the form; it can always be shown
//! and never fails. *Parsing* a draft gives a value that is valid by construction ([`Issuer`], [`FederationRule`],
//! [`ServiceAccount`]), or every [`DraftProblem`] at once, each with the field that it is about.

mod account;
mod admin;
mod draft;
mod field;
mod issuer;
mod matching;
mod parse;
mod url;

pub use account::{OrganizationRole, ServiceAccount};
pub use admin::{AdminObjects, ReadProblem, read};
pub(crate) use draft::apply as apply_edit;
pub use draft::{AccountDraft, ClaimMatch, IssuerDraft, JwksDraft, KeySourceKind, RuleDraft};
pub use field::{DraftProblem, Edit, FieldPath, Known};
pub use issuer::{Issuer, KeySource};
pub use matching::{AudienceRule, Match, SubjectPattern};
pub use parse::{FederationRule, Scope, Workspaces};
pub use url::{DialledUrl, UrlProblem};

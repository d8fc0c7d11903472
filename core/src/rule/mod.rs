//! Issuers, federation rules and service accounts: as text that is being typed, and as values that the service would take.
//!
//! A *draft* ([`IssuerDraft`], [`RuleDraft`], [`AccountDraft`]) holds whatever stands in the form; it can always be shown
//! and never fails. *Parsing* a draft gives a value that is valid by construction ([`Issuer`], [`FederationRule`],
//! [`ServiceAccount`]), or every [`DraftProblem`] at once, each with the field that it is about.

mod account;
mod admin;
mod certificate;
mod checks;
mod draft;
mod field;
mod issuer;
mod lifetime;
mod matchers;
mod matching;
mod name;
mod near;
mod parse;
mod scope;
mod tenant;
mod url;

pub use account::{OrganizationRole, ServiceAccount};
pub use admin::{AdminObjects, ReadProblem, read};
pub use certificate::{CaCertificates, CertificateProblem};
pub(crate) use draft::apply as apply_edit;
pub use draft::{AccountDraft, ClaimMatch, IssuerDraft, JwksDraft, KeySourceKind, RuleDraft};
pub use field::{DraftProblem, Edit, FieldPath, Known};
pub use issuer::{Issuer, KeySource};
pub use lifetime::{LifetimeProblem, MaxJwtLifetime, TokenLifetime};
pub use matching::{AudienceRule, Match, SubjectPattern};
pub use name::{Name, NameProblem, resource_name};
pub use parse::{FederationRule, Workspaces};
pub use scope::{Scope, ScopeProblem};
pub use url::{DialledUrl, UrlProblem};

//! Issuers.

use super::{DialledUrl, DraftProblem, IssuerDraft};
use crate::token::KeySet;

/// Where the service takes an issuer's keys from.
#[derive(Debug, Clone, PartialEq)]
pub enum KeySource {
    /// The discovery document under this address, or under the issuer's own.
    Discovery {
        /// In place of the issuer's address.
        base: Option<DialledUrl>,
    },
    /// This address.
    ExplicitUrl(DialledUrl),
    /// These keys, never refreshed.
    Inline(KeySet),
}

/// An issuer that the service would take.
#[derive(Debug, Clone, PartialEq)]
pub struct Issuer {
    /// Unique in the organization.
    pub name: String,
    /// Compared with `iss` byte for byte.
    pub issuer_url: String,
    /// Where its keys come from.
    pub keys: KeySource,
    /// Whether a `jti` can be used once only.
    pub check_jti: bool,
    /// Longest `exp` − `iat`, in seconds.
    pub max_jwt_lifetime: u64,
}

impl IssuerDraft {
    /// Checks the draft.
    ///
    /// # Errors
    /// Every problem at once, each with its field.
    pub fn parse(&self) -> Result<Issuer, Vec<DraftProblem>> {
        Err(Vec::new())
    }
}

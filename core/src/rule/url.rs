//! Addresses that the service dials.

/// An address that the service would dial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DialledUrl(String);

/// Why the service would not dial an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UrlProblem {
    /// Nothing was given.
    Empty,
}

impl DialledUrl {
    /// Reads an address.
    ///
    /// # Errors
    /// Says which of the service's URL rules it breaks.
    pub fn parse(text: &str) -> Result<Self, UrlProblem> {
        if text.is_empty() { Err(UrlProblem::Empty) } else { Ok(Self(text.to_owned())) }
    }
}

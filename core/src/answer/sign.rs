//! Signs that can fail: what shows that a client has moved, and what it does not show.

use crate::facts::{CLI_AUTHENTICATION, Source};
use crate::precedence::Evidence;

/// A sign that a client or tool has moved.
#[derive(Clone, Copy, Debug)]
pub struct Sign {
    /// For which clients, by slug; empty for all.
    pub clients: &'static [&'static str],
    /// Where to look.
    pub title: &'static str,
    /// A command, where there is one.
    pub command: Option<&'static str>,
    /// What to expect, as sentences.
    pub expected: &'static str,
    /// What that proves.
    pub proves: &'static str,
    /// What it does not prove.
    pub does_not_prove: &'static str,
    /// Whether it was recorded or read.
    pub evidence: Evidence,
    /// Who says so.
    pub source: Source,
}

/// Every sign, the strongest last.
pub static SIGNS: &[Sign] = &[Sign {
    clients: &["ant"],
    title: "ant auth status",
    command: Some("ant auth status"),
    expected: "The row marked (active) begins with Federation (jwt-bearer), or with Profile (oidc_federation).",
    proves: "No key, no token and no login stands in the way of ant in this shell.",
    does_not_prove: "That other clients or other shells use federation, or that an exchange would succeed.",
    evidence: Evidence::Recorded,
    source: CLI_AUTHENTICATION,
}];

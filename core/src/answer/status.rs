//! Where `ant auth status` misleads, or would.

use crate::precedence::Surroundings;
use crate::precedence::status::Misleading;

/// A case in which `ant auth status` says something else than requests do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusAnswer {
    /// Whether its output was pasted; otherwise it would say so in these surroundings.
    pub pasted: bool,
    /// Which case.
    pub case: Misleading,
}

pub(super) fn status(_: &Surroundings) -> Vec<StatusAnswer> {
    Vec::new()
}

//! What federation does not solve.

use super::Action;
use crate::setup::Setup;

/// What to know and watch after the move.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GuardView {
    /// Who upstream can mint this identity.
    pub minters: Vec<&'static str>,
    /// Read-only commands that list them.
    pub audit: Vec<Action>,
    /// What to watch.
    pub watch: Vec<&'static str>,
    /// When not to move yet.
    pub not_yet: Vec<&'static str>,
}

/// What to know and watch after the move of a setup's workload.
pub fn guard(_setup: &Setup) -> GuardView {
    GuardView::default()
}

//! The cutover.

use super::Stage;
use crate::setup::Setup;

/// The stages for a setup, in order.
pub fn cutover(_setup: &Setup) -> Vec<Stage> {
    Vec::new()
}

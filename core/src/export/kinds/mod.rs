//! The kinds of file, one file each.

use super::{Export, Missing};
use crate::setup::Setup;

/// Every kind, in the order in which pages list them.
pub static ALL: &[&Export] = &[];

pub(super) fn missing(_setup: &Setup) -> Vec<Missing> {
    Vec::new()
}

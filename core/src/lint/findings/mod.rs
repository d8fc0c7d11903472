//! The findings, one file each.

use super::Lint;

/// Every check.
pub static ALL: &[&Lint] = &[];

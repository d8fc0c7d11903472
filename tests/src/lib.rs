//! What the tests share: vectors, fixtures and stand-ins. Not for use outside this workspace.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod cel;
pub mod cli;
pub mod exchange;
pub mod exports;
pub mod mint;
pub mod vectors;

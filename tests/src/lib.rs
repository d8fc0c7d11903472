//! What the tests share: vectors, fixtures and stand-ins. Not for use outside this workspace.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod admin_script;
#[cfg(feature = "journeys")]
pub mod browser;
pub mod cel;
pub mod cli;
pub mod detection;
pub mod exchange;
pub mod exports;
pub mod findings;
pub mod mint;
pub mod vectors;

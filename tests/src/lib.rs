//! What the tests share: vectors, fixtures and stand-ins. Not for use outside this workspace.
// A test's helper panics where the test fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::missing_panics_doc)]

pub mod admin_script;
#[cfg(feature = "journeys")]
pub mod browser;
pub mod cel;
pub mod cli;
pub mod compatibility_page;
pub mod detection;
pub mod exchange;
pub mod exports;
pub mod findings;
pub mod fixtures;
pub mod formats;
pub mod fuzz;
pub mod hostile;
pub mod mint;
pub mod parsers;
pub mod precedence;
pub mod provider_pages;
pub mod reading;
pub mod stand_ins;
#[cfg(feature = "tools")]
pub mod tools;
pub mod vectors;

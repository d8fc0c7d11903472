//! What the tests share: vectors, fixtures and stand-ins. Not for use outside this workspace.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod cel;
pub mod cli;
pub mod exchange;
<<<<<<< HEAD
pub mod mint;
=======
pub mod findings;
>>>>>>> a09ff3c (Run the findings' pages as tests, and make their documents)
pub mod vectors;

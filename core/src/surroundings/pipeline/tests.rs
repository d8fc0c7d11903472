//! Pipelines of every platform, one row per reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

//! Recorded answers that have to agree without exception.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_tests::vectors::{self, Tally};
use keyless_tests::{detection, exchange};

fn all_pass(tally: &Tally, least: usize) {
    assert!(tally.failed.is_empty(), "{tally}");
    assert!(tally.passed >= least, "{tally}: cases are missing");
}

#[test]
fn every_exchange_is_judged_as_recorded() {
    all_pass(&exchange::exchange(&vectors::folder()), 47);
}

#[test]
fn every_recorded_token_is_recognised() {
    all_pass(&detection::sample_claims(&vectors::folder()), 78);
}

//! Recorded clients: nearly every case agrees, and every reading of a status.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_tests::precedence::{ant_auth_status, precedence};
use keyless_tests::vectors::folder;

#[test]
fn at_least_99_in_100_recorded_cases_are_resolved_alike() {
    let tally = precedence(&folder());
    assert!(tally.share() >= 0.99, "{tally}");
    assert!(tally.passed >= 3_600, "cases are missing: {}", tally.passed);
}

#[test]
fn at_least_99_in_100_outputs_are_read_alike() {
    let tally = ant_auth_status(&folder());
    assert!(tally.share() >= 0.99, "{tally}");
    assert!(tally.passed >= 480, "cases are missing: {}", tally.passed);
}

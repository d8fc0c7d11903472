//! The platform of recorded tokens.

use keyless_tests::{detection, vectors};

#[test]
fn every_recorded_token_is_recognised() {
    let tally = detection::sample_claims(&vectors::folder());
    println!("{tally}");
    assert!(tally.passed > 0 && tally.failed.is_empty(), "{tally}");
}

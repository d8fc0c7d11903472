//! Conditions against the recorded answers of the service's engine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_tests::{cel, vectors};

#[test]
fn the_language_answers_as_recorded() {
    let tally = cel::conformance(&vectors::folder());
    println!("{tally}");
    assert!(tally.share() >= 0.95, "{tally}");
}

#[test]
fn conditions_over_claims_answer_as_recorded() {
    let tally = cel::claims(&vectors::folder());
    println!("{tally}");
    assert!(tally.share() >= 0.80, "{tally}");
}

#[test]
fn conditions_over_claims_are_accepted_or_not_as_recorded() {
    let tally = cel::claims_softly(&vectors::folder());
    println!("{tally}");
    assert!(tally.share() >= 0.90, "{tally}");
}

#[test]
fn patterns_answer_as_recorded() {
    let tally = cel::matches(&vectors::folder());
    println!("{tally}");
    assert!(tally.share() >= 0.95, "{tally}");
}

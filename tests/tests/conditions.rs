//! Conditions against the recorded answers of the service's engine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::condition::Condition;
use keyless_tests::{cel, vectors};

#[test]
fn the_language_answers_as_recorded() {
    let tally = cel::conformance(&vectors::folder());
    println!("{tally}");
    assert!(tally.share() >= 0.98, "{tally}");
}

#[test]
fn conditions_over_claims_answer_as_recorded() {
    let tally = cel::claims(&vectors::folder());
    println!("{tally}");
    assert!(tally.share() >= 0.96, "{tally}");
}

#[test]
fn conditions_over_claims_are_accepted_or_not_as_recorded() {
    let tally = cel::claims_softly(&vectors::folder());
    println!("{tally}");
    assert!(tally.share() >= 0.96, "{tally}");
}

#[test]
fn patterns_answer_as_recorded() {
    let tally = cel::matches(&vectors::folder());
    println!("{tally}");
    assert!(tally.share() >= 0.97, "{tally}");
}

#[test]
fn recorded_conditions_cut_short_are_refused_without_a_panic() {
    let file = vectors::read(&vectors::folder(), "cel-claims");
    for (_, case) in vectors::cases(&file).step_by(4) {
        let source = case["expr"].as_str().unwrap();
        for (end, _) in source.char_indices().step_by(7) {
            let _ = Condition::compile(&source[..end]);
        }
    }
}

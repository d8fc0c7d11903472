//! Conditions against the recorded answers of the service's engine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::condition::{Condition, Evaluation, write};
use keyless_tests::{cel, vectors};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

#[test]
fn the_language_answers_as_recorded() {
    let tally = cel::conformance(&vectors::folder());
    println!("{tally}");
    assert!(tally.share() >= 0.995, "{tally}");
}

#[test]
fn conditions_over_claims_answer_as_recorded() {
    let tally = cel::claims(&vectors::folder());
    println!("{tally}");
    assert!(tally.share() >= 0.985, "{tally}");
}

#[test]
fn conditions_over_claims_are_accepted_or_not_as_recorded() {
    let tally = cel::claims_softly(&vectors::folder());
    println!("{tally}");
    assert!(tally.share() >= 0.985, "{tally}");
}

#[test]
fn patterns_answer_as_recorded() {
    let tally = cel::matches(&vectors::folder());
    println!("{tally}");
    assert!(tally.failed.is_empty(), "{tally}");
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

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let key = prop::sample::select(vec!["project", "id", "k", ""]).prop_map(str::to_owned);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..4).prop_map(|entries| entries.into_iter().collect()),
        ]
    })
}

#[test]
fn recorded_conditions_never_panic_on_any_claims() {
    let file = vectors::read(&vectors::folder(), "cel-claims");
    let names: Vec<String> = file["claims"].as_object().unwrap().keys().cloned().collect();
    let conditions: Vec<Condition> = vectors::cases(&file)
        .filter_map(|(_, case)| Condition::compile(case["expr"].as_str().unwrap()).ok())
        .collect();
    let values = prop::collection::vec(json(), names.len());
    proptest!(ProptestConfig::with_cases(64), |(values in values)| {
        let claims: Map<String, Value> = names.iter().cloned().zip(values).collect();
        for condition in &conditions {
            let _ = condition.evaluate(&claims);
        }
    });
}

proptest! {
    #[test]
    fn a_text_that_is_written_is_read_as_it_was(text in any::<String>()) {
        let condition = Condition::compile(&format!("claims.x == {}", write::text(&text))).unwrap();
        let claims = json!({ "x": text });
        prop_assert_eq!(condition.evaluate(claims.as_object().unwrap()), Evaluation::True);
    }

    #[test]
    fn a_claim_of_any_name_is_found_where_it_is_written(name in any::<String>(), value in json()) {
        let claims = json!({ name.clone(): value });
        let claims = claims.as_object().unwrap();
        let there = Condition::compile(&write::presence(&[&name])).unwrap();
        prop_assert_eq!(there.evaluate(claims), Evaluation::True);
        prop_assert_eq!(there.evaluate(&Map::new()), Evaluation::False);
        let read = Condition::compile(&format!("{} == 0", write::claim(&name))).unwrap();
        prop_assert_eq!(read.references(), [vec![name]]);
    }
}

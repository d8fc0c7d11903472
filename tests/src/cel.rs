//! Recorded answers of the service's CEL engine: conditions, the language, and patterns.

use std::collections::BTreeSet;
use std::path::Path;

use keyless_core::condition::conformance::{self, Stage};
use keyless_core::condition::{Condition, Constancy, Evaluation};
use serde_json::{Map, Value, json};

use crate::vectors::{Tally, cases, read};

/// `cel-conformance.json` without the two-variable macros, which are an extension.
pub fn conformance(dir: &Path) -> Tally {
    let file = read(dir, "cel-conformance");
    let mut tally = Tally::new("cel-conformance");
    let empty = Map::new();
    for (id, case) in cases(&file).filter(|(_, case)| case.get("file") != Some(&json!("macros2"))) {
        let object = |name| case.get(name).and_then(Value::as_object).unwrap_or(&empty);
        let found = conformance::run(
            text(case, "expr"),
            object("types"),
            object("bindings"),
            case.get("macros") != Some(&Value::Bool(false)),
        );
        let go = case.get("go").unwrap_or(&Value::Null);
        let value = go.get("value").or(case.get("value"));
        tally.count(id, same_outcome(&found, go, value, Strictness::Exact));
    }
    tally
}

/// `cel-claims.json`: stage, place, value, constancy and references all as recorded.
pub fn claims(dir: &Path) -> Tally {
    run_claims(dir, "cel-claims", Strictness::Exact)
}

/// The same, with "refused when saved" and "an error when run" counted as one.
pub fn claims_softly(dir: &Path) -> Tally {
    run_claims(dir, "cel-claims (refused = error)", Strictness::RefusedIsError)
}

/// `cel-matches.json`.
pub fn matches(dir: &Path) -> Tally {
    let file = read(dir, "cel-matches");
    let mut tally = Tally::new("cel-matches");
    for (id, case) in cases(&file) {
        let found = conformance::matches(text(case, "text"), text(case, "pattern"));
        let expected = case.get("go").and_then(Value::as_bool);
        let outcome = match (&found, expected) {
            (Ok(Some(found)), Some(expected)) if *found == expected => Ok(()),
            (Err(_), None) => Ok(()),
            _ => Err(format!("{found:?}, expected {expected:?}")),
        };
        tally.count(id, outcome);
    }
    tally
}

#[derive(Clone, Copy, PartialEq)]
enum Strictness {
    Exact,
    RefusedIsError,
}

fn run_claims(dir: &Path, name: &str, strictness: Strictness) -> Tally {
    let file = read(dir, "cel-claims");
    let empty = Map::new();
    let input = file.get("claims").and_then(Value::as_object).unwrap_or(&empty);
    let mut types = Map::new();
    types.insert("claims".to_owned(), json!("map(string, dyn)"));
    let mut bindings = Map::new();
    bindings.insert("claims".to_owned(), typed(&Value::Object(input.clone())));
    let mut tally = Tally::new(name);
    for (id, case) in cases(&file) {
        let expression = text(case, "expr");
        let found = conformance::run(expression, &types, &bindings, true);
        let go = case.get("go").unwrap_or(&Value::Null);
        let outcome = same_outcome(&found, go, go.get("value"), strictness)
            .and_then(|()| same_inspection(expression, case))
            .and_then(|()| same_condition(expression, input, &found));
        tally.count(id, outcome);
    }
    tally
}

fn text<'v>(case: &'v Value, name: &str) -> &'v str {
    case.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A JSON value in the typed form, every number a double.
fn typed(json: &Value) -> Value {
    match json {
        Value::Null => json!({"null": null}),
        Value::Bool(bool) => json!({"bool": bool}),
        Value::Number(number) => json!({"double": number.as_f64().unwrap_or(f64::NAN).to_string()}),
        Value::String(string) => json!({"string": string}),
        Value::Array(elements) => {
            json!({"list": elements.iter().map(typed).collect::<Vec<_>>()})
        }
        Value::Object(object) => {
            let entries: Vec<Value> =
                object.iter().map(|(key, value)| json!([{"string": key}, typed(value)])).collect();
            json!({"map": entries})
        }
    }
}

fn same_outcome(
    found: &Result<Value, Stage>,
    go: &Value,
    value: Option<&Value>,
    strictness: Strictness,
) -> Result<(), String> {
    let place = || {
        let first = go.get("errors").and_then(|errors| errors.get(0));
        let number = |at| first.and_then(|first| first.get(at)).and_then(Value::as_u64);
        (number(0).unwrap_or(1), number(1).unwrap_or(1))
    };
    let at = |line: &usize, column: &usize| (*line as u64, *column as u64) == place();
    let stage = go.get("stage").and_then(Value::as_str);
    let same = match (found, stage) {
        (Err(Stage::CannotTell(_)), _) => false,
        (Err(_), Some(_)) if strictness == Strictness::RefusedIsError => true,
        (Err(Stage::Parse(line, column)), Some("parse"))
        | (Err(Stage::Check(line, column)), Some("check")) => at(line, column),
        (Err(Stage::Eval(_)), Some("eval")) => true,
        (Ok(found), None) => value.is_none_or(|value| same_value(found, value)),
        _ => false,
    };
    if same {
        return Ok(());
    }
    let expected = match stage {
        Some(stage) => format!("{stage} {:?}", place()),
        None => value.map(Value::to_string).unwrap_or_default(),
    };
    Err(format!("{found:?}, expected {expected}"))
}

/// Compares typed values: doubles as numbers, maps without order.
fn same_value(found: &Value, expected: &Value) -> bool {
    let entry = |value: &Value| {
        let (kind, value) = value.as_object()?.iter().next()?;
        Some((kind.clone(), value.clone()))
    };
    let (Some((kind, found)), Some((expected_kind, expected))) = (entry(found), entry(expected)) else {
        return false;
    };
    if kind != expected_kind {
        return false;
    }
    match (kind.as_str(), &found, &expected) {
        ("double", Value::String(found), Value::String(expected)) => {
            let number = |text: &str| text.parse::<f64>().ok();
            let (found, expected) = (number(found), number(expected));
            found == expected || (found.is_some_and(f64::is_nan) && expected.is_some_and(f64::is_nan))
        }
        ("duration" | "timestamp", Value::String(found), Value::String(expected)) => found == expected,
        ("list", Value::Array(found), Value::Array(expected)) => {
            found.len() == expected.len()
                && found.iter().zip(expected).all(|(found, expected)| same_value(found, expected))
        }
        ("map", Value::Array(found), Value::Array(expected)) => {
            let same = |one: &Value, other: &Value| {
                (0..2).all(|at| match (one.get(at), other.get(at)) {
                    (Some(one), Some(other)) => same_value(one, other),
                    _ => false,
                })
            };
            found.len() == expected.len()
                && expected.iter().all(|other| found.iter().any(|one| same(one, other)))
        }
        _ => found == expected,
    }
}

fn same_inspection(expression: &str, case: &Value) -> Result<(), String> {
    let Some(expected) = case.get("refs") else {
        return Ok(());
    };
    let Ok((references, constancy)) = conformance::inspect(expression) else {
        return Err("refused by `inspect` alone".to_owned());
    };
    let expected: BTreeSet<Vec<String>> = serde_json::from_value(expected.clone()).unwrap_or_default();
    if references.iter().cloned().collect::<BTreeSet<_>>() != expected {
        return Err(format!("reads {references:?}, expected {expected:?}"));
    }
    let constancy = match constancy {
        Constancy::Varies => "varies",
        Constancy::True => "true",
        Constancy::False => "false",
        Constancy::Error => "error",
        Constancy::Other => "other",
    };
    match case.get("const").and_then(Value::as_str) {
        Some(expected) if expected != constancy => Err(format!("constancy {constancy}, expected {expected}")),
        _ => Ok(()),
    }
}

/// The public door must say the same as the one for typed values.
fn same_condition(
    expression: &str,
    claims: &Map<String, Value>,
    found: &Result<Value, Stage>,
) -> Result<(), String> {
    let Ok(condition) = Condition::compile(expression) else {
        let refused = matches!(found, Err(Stage::Parse(..) | Stage::Check(..)));
        let boolean = matches!(found, Ok(value) if value.get("bool").is_some());
        return if refused || !boolean { Ok(()) } else { Err("`Condition::compile` refuses it".to_owned()) };
    };
    let answer = condition.answer_as_doubles(claims);
    let same = match (&answer, found) {
        (Evaluation::True, Ok(value)) => *value == json!({"bool": true}),
        (Evaluation::False, Ok(value)) => *value == json!({"bool": false}),
        (Evaluation::NotBoolean { .. }, Ok(value)) => value.get("bool").is_none(),
        (Evaluation::Error { .. }, Err(Stage::Eval(_)))
        | (Evaluation::CannotTell { .. }, Err(Stage::CannotTell(_))) => true,
        _ => false,
    };
    if same { Ok(()) } else { Err(format!("`Condition` answers {answer:?}")) }
}

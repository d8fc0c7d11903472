//! Claims as values of the engine.
//!
//! # What a JSON number is
//!
//! The service's engine is written in Go, and Go's `encoding/json` reads every number as a `double`; so does
//! this. Whether the service asks for whole numbers as `int` instead is not documented, so an evaluation is
//! made both ways, and an answer that hangs on it is not given (see [`super::Doubt::NumberTyping`]).

use std::collections::HashMap;

use cel::common::types::{CelBool, CelDouble, CelInt, CelList, CelMap, CelMapKey, CelNull, CelString};
use cel::common::value::Val;
use serde_json::{Map, Number, Value};

/// How whole numbers are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    AllDouble,
    WholeInt,
}

/// A value of the engine.
pub(super) type Boxed = Box<dyn Val>;

/// The claim set as the value of the variable `claims`.
pub(super) fn claims(claims: &Map<String, Value>, numbers: Numbers) -> Boxed {
    let entries: HashMap<CelMapKey<'static>, Boxed> =
        claims.iter().map(|(name, claim)| (CelMapKey::from(name.clone()), value(claim, numbers))).collect();
    Box::new(CelMap::from(entries))
}

fn text(text: &str) -> CelString<'static> {
    CelString::from(text.to_owned())
}

fn value(json: &Value, numbers: Numbers) -> Boxed {
    match json {
        Value::Null => Box::new(CelNull),
        Value::Bool(bool) => Box::new(CelBool::from(*bool)),
        Value::Number(number) => number_value(number, numbers),
        Value::String(string) => Box::new(text(string)),
        Value::Array(elements) => {
            let elements: Vec<Boxed> = elements.iter().map(|element| value(element, numbers)).collect();
            Box::new(CelList::from(elements))
        }
        Value::Object(object) => claims(object, numbers),
    }
}

fn number_value(number: &Number, numbers: Numbers) -> Boxed {
    match number.as_i64() {
        Some(whole) if numbers == Numbers::WholeInt => Box::new(CelInt::from(whole)),
        _ => Box::new(CelDouble::from(number.as_f64().unwrap_or(f64::NAN))),
    }
}

/// Whether any number in `claims` would be read differently as `int`.
pub(super) fn holds_whole_number(claims: &Map<String, Value>) -> bool {
    claims.values().any(is_or_holds_whole_number)
}

fn is_or_holds_whole_number(json: &Value) -> bool {
    match json {
        Value::Number(number) => number.is_i64() || number.is_u64(),
        Value::Array(elements) => elements.iter().any(is_or_holds_whole_number),
        Value::Object(object) => holds_whole_number(object),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

//! Runs expressions over typed variables, for the recorded answers only; not part of the crate's promise.

use serde_json::{Map, Value as Json, json};

use super::compile::{self, Compiled};
use super::constancy::{self, Constancy};
use super::evaluate::evaluate;
use super::failure::Stop;
use super::lookup;
use super::run::{Numbers, Run};
use super::time::{Instant, Span};
use super::types::Type;
use super::value::{Entries, Shared, Value};

/// Where an expression was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// When parsed, at this line and column.
    Parse(usize, usize),
    /// When checked, at this line and column.
    Check(usize, usize),
    /// When run.
    Eval(String),
    /// Not known here.
    CannotTell(String),
}

/// The value of `expression` as typed JSON.
///
/// `types` names the types of variables (others are `dyn`), `bindings` their values as typed JSON.
pub fn run(
    expression: &str,
    types: &Map<String, Json>,
    bindings: &Map<String, Json>,
    macros: bool,
) -> Result<Json, Stage> {
    let mut variables: Vec<(String, Type)> = types
        .iter()
        .map(|(name, found)| (name.clone(), Type::read(found.as_str().unwrap_or_default())))
        .collect();
    for name in bindings.keys().filter(|name| !types.contains_key(*name)) {
        variables.push((name.clone(), Type::Dyn));
    }
    let compiled = compiled(expression, &variables, macros)?;
    let bound: Vec<(&str, Option<Value<'_>>)> =
        bindings.iter().filter_map(|(name, value)| Some((name.as_str(), Some(from_typed(value)?)))).collect();
    let run = Run::new(&bound, Numbers::AllDouble);
    match evaluate(&compiled.expression, &run) {
        Ok(value) => Ok(to_typed(&run, &value)),
        Err(Stop::Failed(failure)) => Err(Stage::Eval(failure.explain())),
        Err(Stop::Doubt(doubt)) => Err(Stage::CannotTell(doubt.to_string())),
        Err(Stop::Unknown) => Err(Stage::CannotTell("nothing is known of a variable".to_owned())),
    }
}

/// What a condition reads and whether it is constant, also when it gives no `bool`.
pub fn inspect(expression: &str) -> Result<(Vec<Vec<String>>, Constancy), Stage> {
    let compiled = compiled(expression, &[super::claims_variable()], true)?;
    let constancy = constancy::constancy(&compiled.expression);
    Ok((compiled.reading.paths.into_iter().collect(), constancy))
}

/// Whether `text` matches `pattern`; an error when the pattern is refused, `None` when that is not known here.
pub fn matches(text: &str, pattern: &str) -> Result<Option<bool>, String> {
    use super::pattern::{Pattern, PatternProblem};
    match Pattern::compile(pattern) {
        Ok(pattern) => Ok(pattern.is_match(text)),
        Err(PatternProblem::Untried) => Ok(None),
        Err(PatternProblem::Refused(refusal)) => Err(refusal.to_string()),
    }
}

fn compiled(expression: &str, variables: &[(String, Type)], macros: bool) -> Result<Compiled, Stage> {
    compile::compile(expression, variables, macros).map_err(|problem| {
        if problem.kind.is_syntax() {
            Stage::Parse(problem.line, problem.column)
        } else {
            Stage::Check(problem.line, problem.column)
        }
    })
}

fn from_typed(typed: &Json) -> Option<Value<'_>> {
    let (kind, value) = typed.as_object()?.iter().next()?;
    let text = || value.as_str();
    Some(match kind.as_str() {
        "null" => Value::Null,
        "bool" => Value::Bool(value.as_bool()?),
        "int" => Value::Int(text()?.parse().ok()?),
        "uint" => Value::Uint(text()?.parse().ok()?),
        "double" => Value::Double(text()?.parse().ok()?),
        "string" => Value::Text(Shared::Borrowed(text()?)),
        "bytes" => Value::from_bytes(from_base64(text()?)?),
        "timestamp" => Value::Timestamp(Instant::parse(text()?)?),
        "duration" => Value::Duration(Span::parse(text()?)?),
        "type" => Value::Type(Shared::Borrowed(text()?)),
        "list" => {
            let elements: Option<Vec<Value<'_>>> = value.as_array()?.iter().map(from_typed).collect();
            Value::list(elements?)
        }
        "map" => {
            let run = Run::new(&[], Numbers::AllDouble);
            let mut entries = Vec::new();
            for entry in value.as_array()? {
                let (key, value) = (from_typed(entry.get(0)?)?, from_typed(entry.get(1)?)?);
                lookup::insert(&run, &mut entries, key, value).ok()?;
            }
            Value::entries(entries)
        }
        _ => return None,
    })
}

fn to_typed<'a>(run: &Run<'a>, value: &Value<'a>) -> Json {
    match value {
        Value::Null => json!({"null": null}),
        Value::Bool(bool) => json!({"bool": bool}),
        Value::Int(int) => json!({"int": int.to_string()}),
        Value::Uint(uint) => json!({"uint": uint.to_string()}),
        Value::Double(double) => json!({"double": double.to_string()}),
        Value::Text(text) => json!({"string": &**text}),
        Value::Bytes(bytes) => json!({"bytes": to_base64(bytes)}),
        Value::Timestamp(time) => json!({"timestamp": time.print()}),
        Value::Duration(span) => json!({"duration": span.print()}),
        Value::Type(name) => json!({"type": match &**name {
            "google.protobuf.Timestamp" => "timestamp",
            "google.protobuf.Duration" => "duration",
            other => other,
        }}),
        Value::List(list) => {
            let elements = (0..list.len()).filter_map(|index| run.element(list, index));
            json!({"list": elements.map(|element| to_typed(run, &element)).collect::<Vec<Json>>()})
        }
        Value::Entries(Entries::Json(object)) => {
            let entries =
                object.iter().map(|(key, json)| json!([{"string": key}, to_typed(run, &run.json(json))]));
            json!({"map": entries.collect::<Vec<Json>>()})
        }
        Value::Entries(Entries::Made(entries)) => {
            let entries =
                entries.iter().map(|(key, value)| json!([to_typed(run, key), to_typed(run, value)]));
            json!({"map": entries.collect::<Vec<Json>>()})
        }
    }
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn to_base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word =
            chunk.iter().chain(&[0; 2]).take(3).fold(0_usize, |word, byte| word << 8 | usize::from(*byte));
        for place in 0..4 {
            let digit = word >> (18 - 6 * place) & 63;
            let padding = place > chunk.len();
            let c = BASE64.get(digit).copied().filter(|_| !padding);
            text.push(char::from(c.unwrap_or(b'=')));
        }
    }
    text
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut word, mut bits) = (0_usize, 0_u32);
    for byte in text.trim_end_matches('=').bytes() {
        word = word << 6 | BASE64.iter().position(|known| *known == byte)?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(word >> bits & 255).ok()?);
            word &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}

//! Runs expressions over typed variables, for the recorded answers only; not part of the crate's promise.

use std::collections::HashMap;

use cel::common::types::{
    CelBool, CelBytes, CelDouble, CelInt, CelList, CelMap, CelMapKey, CelNull, CelString, CelType, CelUInt,
};
use cel::common::value::Val;
use serde_json::{Map, Value, json};

use super::compile::{self, Compiled};
use super::constancy::{self, Constancy};
use super::engine;
use super::time::{Instant, Span};
use super::time_values::{Duration, Timestamp};
use super::types::Type;
use super::values::Boxed;

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
    types: &Map<String, Value>,
    bindings: &Map<String, Value>,
    macros: bool,
) -> Result<Value, Stage> {
    let mut variables: Vec<(String, Type)> = types
        .iter()
        .map(|(name, found)| (name.clone(), Type::read(found.as_str().unwrap_or_default())))
        .collect();
    for name in bindings.keys().filter(|name| !types.contains_key(*name)) {
        variables.push((name.clone(), Type::Dyn));
    }
    let compiled = compiled(expression, &variables, macros)?;
    let bound =
        bindings.iter().filter_map(|(name, value)| Some((name.clone(), from_typed(value)?))).collect();
    engine::run(&compiled.prepared, bound, to_typed).map_err(|failure| match failure.doubt {
        Some(doubt) => Stage::CannotTell(doubt.to_string()),
        None => Stage::Eval(super::explain(&failure.error)),
    })
}

/// What a condition reads and whether it is constant, also when it gives no `bool`.
pub fn inspect(expression: &str) -> Result<(Vec<Vec<String>>, Constancy), Stage> {
    let compiled = compiled(expression, &[super::claims_variable()], true)?;
    let constancy = constancy::constancy(&compiled.prepared);
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

fn from_typed(typed: &Value) -> Option<Boxed> {
    let (kind, value) = typed.as_object()?.iter().next()?;
    let text = || value.as_str();
    Some(match kind.as_str() {
        "null" => Box::new(CelNull),
        "bool" => Box::new(CelBool::from(value.as_bool()?)),
        "int" => Box::new(CelInt::from(text()?.parse::<i64>().ok()?)),
        "uint" => Box::new(CelUInt::from(text()?.parse::<u64>().ok()?)),
        "double" => Box::new(CelDouble::from(text()?.parse::<f64>().ok()?)),
        "string" => Box::new(CelString::from(text()?.to_owned())),
        "bytes" => Box::new(CelBytes::from(from_base64(text()?)?)),
        "timestamp" => Box::new(Timestamp(Instant::parse(text()?)?)),
        "duration" => Box::new(Duration(Span::parse(text()?)?)),
        "type" => Box::new(CelType::new(text()?)),
        "list" => {
            let elements: Option<Vec<Boxed>> = value.as_array()?.iter().map(from_typed).collect();
            Box::new(CelList::from(elements?))
        }
        "map" => {
            let mut entries: HashMap<CelMapKey<'static>, Boxed> = HashMap::new();
            for entry in value.as_array()? {
                let key = CelMapKey::try_from(from_typed(entry.get(0)?)?).ok()?;
                entries.insert(key, from_typed(entry.get(1)?)?);
            }
            Box::new(CelMap::from(entries))
        }
        _ => return None,
    })
}

fn to_typed(value: &dyn Val) -> Value {
    if let Some(bool) = value.downcast_ref::<CelBool>() {
        json!({"bool": bool.inner()})
    } else if let Some(int) = value.downcast_ref::<CelInt>() {
        json!({"int": int.inner().to_string()})
    } else if let Some(uint) = value.downcast_ref::<CelUInt>() {
        json!({"uint": uint.inner().to_string()})
    } else if let Some(double) = value.downcast_ref::<CelDouble>() {
        json!({"double": double.inner().to_string()})
    } else if let Some(string) = value.downcast_ref::<CelString<'_>>() {
        json!({"string": string.inner()})
    } else if let Some(bytes) = value.downcast_ref::<CelBytes<'_>>() {
        json!({"bytes": to_base64(bytes.inner())})
    } else if let Some(time) = value.downcast_ref::<Timestamp>() {
        json!({"timestamp": time.0.print()})
    } else if let Some(span) = value.downcast_ref::<Duration>() {
        json!({"duration": span.0.print()})
    } else if let Some(named) = value.downcast_ref::<CelType>() {
        let name = named.name();
        let short = match name {
            "google.protobuf.Timestamp" => "timestamp",
            "google.protobuf.Duration" => "duration",
            _ => name,
        };
        json!({"type": short})
    } else if let Some(list) = value.downcast_ref::<CelList<'_>>() {
        let elements: Vec<Value> = list.inner().iter().map(|e| to_typed(e.as_ref())).collect();
        json!({"list": elements})
    } else if let Some(map) = value.downcast_ref::<CelMap<'_>>() {
        let entries: Vec<Value> = map
            .inner()
            .iter()
            .map(|(key, value)| json!([to_typed(key_value(key)), to_typed(value.as_ref())]))
            .collect();
        json!({"map": entries})
    } else {
        json!({"null": null})
    }
}

fn key_value<'a>(key: &'a CelMapKey<'_>) -> &'a dyn Val {
    match key {
        CelMapKey::Bool(key) => key,
        CelMapKey::Int(key) => key,
        CelMapKey::String(key) => key,
        CelMapKey::UInt(key) => key,
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

//! The functions of the standard environment.

use super::Doubt;
use super::failure::{Outcome, Stop, fails, no_overload};
use super::number::{self, Double};
use super::pattern::PatternProblem;
use super::run::Run;
use super::time::{Fields, Instant, Span};
use super::value::{Shared, Value};

/// Calls `name` with the value before the dot, if any, as its first argument.
pub(super) fn call<'a>(name: &str, values: &[Value<'a>], run: &Run<'a>) -> Outcome<'a> {
    for value in values {
        run.step(value.length())?;
    }
    match (name, values) {
        ("startsWith", [Value::Text(text), Value::Text(part)]) => Ok(Value::Bool(text.starts_with(&**part))),
        ("endsWith", [Value::Text(text), Value::Text(part)]) => Ok(Value::Bool(text.ends_with(&**part))),
        ("contains", [Value::Text(text), Value::Text(part)]) => Ok(Value::Bool(text.contains(&**part))),
        ("matches", [Value::Text(text), Value::Text(pattern)]) => matches(run, text, pattern),
        ("size", [value]) => size(value),
        ("type", [value]) => Ok(Value::Type(Shared::Borrowed(value.type_name()))),
        ("dyn", [value]) => Ok(value.clone()),
        ("bool", [value]) => to_bool(value),
        ("bytes", [value]) => to_bytes(value),
        ("double", [value]) => to_double(value),
        ("duration", [value]) => to_duration(value),
        ("int", [value]) => to_int(value),
        ("string", [value]) => to_string(value),
        ("timestamp", [value]) => to_timestamp(value),
        ("uint", [value]) => to_uint(value),
        ("getHours", [Value::Duration(span)]) => Ok(Value::Int(span.0 / 3_600_000_000_000)),
        ("getMinutes", [Value::Duration(span)]) => Ok(Value::Int(span.0 / 60_000_000_000)),
        ("getSeconds", [Value::Duration(span)]) => Ok(Value::Int(span.0 / 1_000_000_000)),
        ("getMilliseconds", [Value::Duration(span)]) => Ok(Value::Int(span.0 / 1_000_000)),
        (_, [Value::Timestamp(time)]) => field(name, *time, time.offset),
        (_, [Value::Timestamp(time), Value::Text(zone)]) => field(name, *time, offset_of(zone)?),
        (_, values) => no_overload(name, &values.iter().collect::<Vec<_>>()),
    }
}

fn unreadable<T>(name: &'static str) -> Result<T, Stop> {
    fails(name, format!("the text cannot be read as {name}"))
}

fn out_of_range<T>(name: &'static str) -> Result<T, Stop> {
    fails(name, format!("the number does not fit into {name}"))
}

/// The length of a text is counted in code points.
fn size<'a>(value: &Value<'a>) -> Outcome<'a> {
    let size = match value {
        Value::Text(text) => text.chars().count(),
        Value::Bytes(bytes) => bytes.len(),
        Value::List(list) => list.len(),
        Value::Entries(entries) => entries.len(),
        other => return no_overload("size", &[other]),
    };
    Ok(Value::Int(i64::try_from(size).unwrap_or(i64::MAX)))
}

fn to_bool<'a>(value: &Value<'a>) -> Outcome<'a> {
    match value {
        Value::Bool(bool) => Ok(Value::Bool(*bool)),
        Value::Text(text) => match number::read_bool(text) {
            Some(bool) => Ok(Value::Bool(bool)),
            None => unreadable("bool"),
        },
        other => no_overload("bool", &[other]),
    }
}

fn to_bytes<'a>(value: &Value<'a>) -> Outcome<'a> {
    match value {
        Value::Bytes(bytes) => Ok(Value::Bytes(bytes.clone())),
        Value::Text(Shared::Borrowed(text)) => Ok(Value::Bytes(Shared::Borrowed(text.as_bytes()))),
        Value::Text(text) => Ok(Value::from_bytes(text.as_bytes().to_vec())),
        other => no_overload("bytes", &[other]),
    }
}

fn to_int<'a>(value: &Value<'a>) -> Outcome<'a> {
    let int = match value {
        Value::Int(int) => Some(*int),
        Value::Uint(uint) => i64::try_from(*uint).ok(),
        Value::Double(double) => number::double_to_int(*double),
        Value::Text(text) => match text.parse() {
            Ok(int) => Some(int),
            Err(_) => return unreadable("int"),
        },
        Value::Timestamp(time) => Some(time.seconds),
        Value::Duration(span) => Some(span.0),
        other => return no_overload("int", &[other]),
    };
    int.map_or_else(|| out_of_range("int"), |int| Ok(Value::Int(int)))
}

fn to_uint<'a>(value: &Value<'a>) -> Outcome<'a> {
    let uint = match value {
        Value::Uint(uint) => Some(*uint),
        Value::Int(int) => u64::try_from(*int).ok(),
        Value::Double(double) => number::double_to_uint(*double),
        // Go takes no sign here.
        Value::Text(text) => match text.parse() {
            Ok(uint) if !text.starts_with('+') => Some(uint),
            _ => return unreadable("uint"),
        },
        other => return no_overload("uint", &[other]),
    };
    uint.map_or_else(|| out_of_range("uint"), |uint| Ok(Value::Uint(uint)))
}

#[allow(clippy::cast_precision_loss)] // The nearest double is what is asked for.
fn to_double<'a>(value: &Value<'a>) -> Outcome<'a> {
    match value {
        Value::Double(double) => Ok(Value::Double(*double)),
        Value::Int(int) => Ok(Value::Double(*int as f64)),
        Value::Uint(uint) => Ok(Value::Double(*uint as f64)),
        Value::Text(text) => match number::read_double(text) {
            Double::Value(double) => Ok(Value::Double(double)),
            Double::Refused => unreadable("double"),
            Double::Unknown => Err(Stop::Doubt(Doubt::HexadecimalDouble)),
        },
        other => no_overload("double", &[other]),
    }
}

fn to_string<'a>(value: &Value<'a>) -> Outcome<'a> {
    Ok(Value::text(match value {
        Value::Text(text) => return Ok(Value::Text(text.clone())),
        Value::Double(double) => number::print_double(*double),
        Value::Int(int) => int.to_string(),
        Value::Uint(uint) => uint.to_string(),
        Value::Bool(bool) => bool.to_string(),
        Value::Bytes(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => return fails("string", "the bytes are no UTF-8"),
        },
        Value::Timestamp(time) => time.print(),
        Value::Duration(span) => span.print(),
        other => return no_overload("string", &[other]),
    }))
}

fn to_timestamp<'a>(value: &Value<'a>) -> Outcome<'a> {
    let time = match value {
        Value::Timestamp(time) => *time,
        Value::Int(int) => match Instant::new(*int, 0, 0) {
            Some(time) => time,
            None => return out_of_range("timestamp"),
        },
        Value::Text(text) => match Instant::parse(text) {
            Some(time) => time,
            None => return unreadable("timestamp"),
        },
        other => return no_overload("timestamp", &[other]),
    };
    Ok(Value::Timestamp(time))
}

fn to_duration<'a>(value: &Value<'a>) -> Outcome<'a> {
    match value {
        Value::Duration(span) => Ok(Value::Duration(*span)),
        Value::Text(text) => match Span::parse(text) {
            Some(span) => Ok(Value::Duration(span)),
            None => unreadable("duration"),
        },
        other => no_overload("duration", &[other]),
    }
}

fn matches<'a>(run: &Run<'a>, text: &str, pattern: &str) -> Outcome<'a> {
    // A step of the pattern's engine is some tenth of a step here.
    let work = text.len().saturating_mul(pattern.len()) / 8;
    run.step(1 + u64::try_from(work).unwrap_or(u64::MAX))?;
    let untried = Stop::Doubt(Doubt::Pattern);
    match run.pattern(pattern) {
        Ok(pattern) => pattern.is_match(text).map(Value::Bool).ok_or(untried),
        Err(PatternProblem::Refused(refusal)) => fails("matches", refusal.to_string()),
        Err(PatternProblem::Untried) => Err(untried),
    }
}

/// A field of a point in time, `offset` seconds east of UTC.
fn field<'a>(name: &str, time: Instant, offset: i64) -> Outcome<'a> {
    let pick: fn(Fields) -> i64 = match name {
        "getDate" => |fields| fields.day,
        "getDayOfMonth" => |fields| fields.day - 1,
        "getDayOfWeek" => |fields| fields.day_of_week,
        "getDayOfYear" => |fields| fields.day_of_year,
        "getFullYear" => |fields| fields.year,
        "getMonth" => |fields| fields.month - 1,
        "getHours" => |fields| fields.hour,
        "getMinutes" => |fields| fields.minute,
        "getSeconds" => |fields| fields.second,
        "getMilliseconds" => return Ok(Value::Int(i64::from(time.nanos) / 1_000_000)),
        _ => return no_overload(name, &[&Value::Timestamp(time)]),
    };
    Ok(Value::Int(pick(time.fields(offset))))
}

/// `UTC` or `[+-]hh:mm`, which the service's engine does not bound; the zones with names are not known here.
fn offset_of(zone: &str) -> Result<i64, Stop> {
    let Some((hours, minutes)) = zone.split_once(':') else {
        if zone.is_empty() || zone == "UTC" {
            return Ok(0);
        }
        return Err(Stop::Doubt(Doubt::TimeZone));
    };
    let read = |text: &str| text.parse::<i32>().ok().map(i64::from);
    let (Some(hours), Some(minutes)) = (read(hours), read(minutes)) else {
        return fails("time zone", "the text is no offset such as `+01:00`");
    };
    let minutes = if zone.starts_with('-') { hours * 60 - minutes } else { hours * 60 + minutes };
    Ok(minutes * 60)
}

//! Keys and places: `a.b`, `a[b]`, `has(a.b)`, `a in b`, and the making of maps.

use std::rc::Rc;

use super::Doubt;
use super::ast::Operator;
use super::compare;
use super::failure::{Failure, Outcome, Stop, failed, fails, no_operator, no_overload};
use super::number;
use super::run::Run;
use super::value::{Entries, List, Shared, Value};

/// `value.name`
pub(super) fn field<'a>(run: &Run<'a>, value: &Value<'a>, name: &'a str) -> Outcome<'a> {
    let found = match value {
        Value::Entries(Entries::Json(object)) => object.get(name).map(|json| run.json(json)),
        Value::Entries(entries) => find(run, entries, &Value::Text(Shared::Borrowed(name)))?,
        other => return no_overload(".", &[other]),
    };
    found.map_or_else(|| failed(Failure::NoSuchKey(name.to_owned())), Ok)
}

/// `has(value.name)`: false for what has no fields at all, and an error for a list.
pub(super) fn has(value: &Value<'_>, name: &str) -> Result<bool, Stop> {
    match value {
        Value::Entries(Entries::Json(object)) => Ok(object.contains_key(name)),
        Value::Entries(Entries::Made(entries)) => {
            Ok(entries.iter().any(|(key, _)| matches!(key, Value::Text(key) if **key == *name)))
        }
        Value::List(_) => no_overload("has", &[value]),
        _ => Ok(false),
    }
}

/// `value[key]`
pub(super) fn index<'a>(run: &Run<'a>, value: &Value<'a>, key: &Value<'a>) -> Outcome<'a> {
    match (value, key) {
        (Value::List(list), key) => {
            let Some(index) = whole(key) else {
                return no_operator(Operator::Index, &[value, key]);
            };
            let found = usize::try_from(index).ok().and_then(|index| run.element(list, index));
            found.map_or_else(|| failed(Failure::NoSuchPlace), Ok)
        }
        (Value::Entries(entries), key) if is_index(key) => {
            let missing = || match key {
                Value::Text(key) => Failure::NoSuchKey((**key).to_owned()),
                _ => Failure::NoSuchPlace,
            };
            find(run, entries, key)?.map_or_else(|| failed(missing()), Ok)
        }
        _ => no_operator(Operator::Index, &[value, key]),
    }
}

/// What is known of `value[key]` when nothing is known of the value: no value has a place for some keys.
pub(super) fn of_unknown<'a>(key: &Value<'a>) -> Outcome<'a> {
    if is_index(key) { Err(Stop::Unknown) } else { no_operator(Operator::Index, &[key]) }
}

fn is_index(key: &Value<'_>) -> bool {
    matches!(key, Value::Text(_) | Value::Int(_) | Value::Uint(_) | Value::Double(_) | Value::Bool(_))
}

/// `value in container`
pub(super) fn contains<'a>(run: &Run<'a>, value: &Value<'a>, container: &Value<'a>) -> Result<bool, Stop> {
    match container {
        Value::List(list) => {
            for element in (0..list.len()).filter_map(|index| run.element(list, index)) {
                run.step(1)?;
                if compare::equal(run, value, &element)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Value::Entries(entries) => Ok(find(run, entries, value)?.is_some()),
        _ => no_operator(Operator::In, &[value, container]),
    }
}

/// The value at `key`; a number finds the key of another type that is equal to it.
pub(super) fn find<'a>(
    run: &Run<'a>,
    entries: &Entries<'a>,
    key: &Value<'a>,
) -> Result<Option<Value<'a>>, Stop> {
    let entries = match (entries, key) {
        (Entries::Json(object), Value::Text(key)) => {
            return Ok(object.get(&**key).map(|json| run.json(json)));
        }
        (Entries::Json(_), _) => return Ok(None),
        (Entries::Made(entries), _) => entries,
    };
    if matches!(key, Value::Bytes(_)) && !entries.is_empty() {
        return bytes_as_key();
    }
    run.step(1 + u64::try_from(entries.len() / 8).unwrap_or(u64::MAX))?;
    let exactly = |wanted: &Value<'a>| {
        entries.iter().find(|(key, _)| is_same_key(key, wanted)).map(|(_, value)| value.clone())
    };
    let found = exactly(key);
    if found.is_some() {
        return Ok(found);
    }
    let (signed, unsigned) = match key {
        Value::Int(int) => (None, u64::try_from(*int).ok()),
        Value::Uint(uint) => (i64::try_from(*uint).ok(), None),
        Value::Double(double) if double.fract() == 0.0 => {
            (number::double_to_int(*double), number::double_to_uint(*double))
        }
        _ => (None, None),
    };
    let by_int = signed.and_then(|int| exactly(&Value::Int(int)));
    Ok(by_int.or_else(|| unsigned.and_then(|uint| exactly(&Value::Uint(uint)))))
}

/// Adds an entry to a map that is being made; the last of two equal keys wins.
pub(super) fn insert<'a>(
    run: &Run<'a>,
    entries: &mut Vec<(Value<'a>, Value<'a>)>,
    mut key: Value<'a>,
    value: Value<'a>,
) -> Result<(), Stop> {
    match key {
        Value::Bytes(_) => return bytes_as_key(),
        Value::Timestamp(_) => return Err(Stop::Doubt(Doubt::MapKey)),
        // From here on this is one and the same list or map, which it equals; see `is_same_key`.
        Value::List(List::Json(elements)) => {
            run.step(u64::try_from(elements.len()).unwrap_or(u64::MAX))?;
            key = Value::list(elements.iter().map(|json| run.json(json)).collect());
        }
        Value::Entries(Entries::Json(object)) => {
            run.step(u64::try_from(object.len()).unwrap_or(u64::MAX))?;
            let entries = object.iter();
            key = Value::entries(
                entries.map(|(key, json)| (Value::Text(Shared::Borrowed(key)), run.json(json))).collect(),
            );
        }
        _ => (),
    }
    run.step(1 + u64::try_from(entries.len() / 8).unwrap_or(u64::MAX))?;
    match entries.iter_mut().find(|(known, _)| is_same_key(known, &key)) {
        Some(known) => known.1 = value,
        None => entries.push((key, value)),
    }
    Ok(())
}

/// The service's engine has no way to keep them apart.
fn bytes_as_key<T>() -> Result<T, Stop> {
    fails("map", "bytes cannot be a key")
}

#[allow(clippy::float_cmp)] // As Go compares keys.
fn is_same_key(one: &Value<'_>, other: &Value<'_>) -> bool {
    match (one, other) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(one), Value::Bool(other)) => one == other,
        (Value::Int(one), Value::Int(other)) => one == other,
        (Value::Uint(one), Value::Uint(other)) => one == other,
        (Value::Double(one), Value::Double(other)) => one == other,
        (Value::Text(one), Value::Text(other)) | (Value::Type(one), Value::Type(other)) => **one == **other,
        (Value::Duration(one), Value::Duration(other)) => one == other,
        // Not by what they hold: the service's engine looks whether they are the same in memory.
        (Value::List(List::Made(one)), Value::List(List::Made(other))) => Rc::ptr_eq(one, other),
        (Value::Entries(Entries::Made(one)), Value::Entries(Entries::Made(other))) => Rc::ptr_eq(one, other),
        _ => false,
    }
}

/// A place in a list: a number without a fraction.
fn whole(key: &Value<'_>) -> Option<i64> {
    match key {
        Value::Int(int) => Some(*int),
        Value::Uint(uint) => Some(i64::try_from(*uint).unwrap_or(i64::MAX)),
        Value::Double(double) if double.fract() == 0.0 => number::double_to_int(*double),
        _ => None,
    }
}

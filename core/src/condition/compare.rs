//! What is equal, and what comes first.

use std::cmp::Ordering;

use super::ast::Operator;
use super::failure::{Failure, Stop, failed, no_operator};
use super::lookup;
use super::run::Run;
use super::time::Instant;
use super::value::{Entries, Shared, Value};

/// `==`: numbers by what they stand for, other values only within their type.
///
/// # Errors
///
/// Only when there is too much to compare.
pub(super) fn equal<'a>(run: &Run<'a>, left: &Value<'a>, right: &Value<'a>) -> Result<bool, Stop> {
    Ok(match (left, right) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(left), Value::Bool(right)) => left == right,
        (Value::Text(left), Value::Text(right)) => {
            run.step(u64::try_from(left.len() / 64).unwrap_or(u64::MAX))?;
            **left == **right
        }
        (Value::Type(left), Value::Type(right)) => **left == **right,
        (Value::Bytes(left), Value::Bytes(right)) => **left == **right,
        (Value::Timestamp(left), Value::Timestamp(right)) => instants(*left, *right).is_eq(),
        (Value::Duration(left), Value::Duration(right)) => left == right,
        (Value::List(left), Value::List(right)) => {
            if left.len() != right.len() {
                return Ok(false);
            }
            for index in 0..left.len() {
                run.step(1)?;
                let (Some(left), Some(right)) = (run.element(left, index), run.element(right, index)) else {
                    return Ok(false);
                };
                if !equal(run, &left, &right)? {
                    return Ok(false);
                }
            }
            true
        }
        (Value::Entries(left), Value::Entries(right)) => return equal_entries(run, left, right),
        (left, right) => numbers(left, right).is_some_and(|order| order == Ok(Ordering::Equal)),
    })
}

fn equal_entries<'a>(run: &Run<'a>, left: &Entries<'a>, right: &Entries<'a>) -> Result<bool, Stop> {
    if left.len() != right.len() {
        return Ok(false);
    }
    let same = |key: &Value<'a>, value: &Value<'a>| {
        run.step(1)?;
        match lookup::find(run, right, key)? {
            Some(other) => equal(run, value, &other),
            None => Ok(false),
        }
    };
    match left {
        Entries::Json(object) => {
            for (key, json) in *object {
                if !same(&Value::Text(Shared::Borrowed(key)), &run.json(json))? {
                    return Ok(false);
                }
            }
        }
        Entries::Made(entries) => {
            for (key, value) in entries.iter() {
                if !same(key, value)? {
                    return Ok(false);
                }
            }
        }
    }
    Ok(true)
}

/// `<` and its kin.
pub(super) fn order(operator: Operator, left: &Value<'_>, right: &Value<'_>) -> Result<Ordering, Stop> {
    Ok(match (left, right) {
        (Value::Bool(left), Value::Bool(right)) => left.cmp(right),
        (Value::Text(left), Value::Text(right)) => (**left).cmp(right),
        (Value::Bytes(left), Value::Bytes(right)) => (**left).cmp(right),
        (Value::Timestamp(left), Value::Timestamp(right)) => instants(*left, *right),
        (Value::Duration(left), Value::Duration(right)) => left.cmp(right),
        (left, right) => match numbers(left, right) {
            Some(Ok(order)) => order,
            Some(Err(NotANumber)) => return failed(Failure::NotANumber),
            None => return no_operator(operator, &[left, right]),
        },
    })
}

fn instants(left: Instant, right: Instant) -> Ordering {
    (left.seconds, left.nanos).cmp(&(right.seconds, right.nanos))
}

#[derive(PartialEq)]
struct NotANumber;

/// The order of two numbers; `None` where one is a value of another type.
#[allow(clippy::cast_precision_loss)] // The service's engine goes through a double too.
fn numbers(left: &Value<'_>, right: &Value<'_>) -> Option<Result<Ordering, NotANumber>> {
    let order = match (left, right) {
        (Value::Int(left), Value::Int(right)) => Some(left.cmp(right)),
        (Value::Uint(left), Value::Uint(right)) => Some(left.cmp(right)),
        (Value::Double(left), Value::Double(right)) => left.partial_cmp(right),
        (Value::Int(left), Value::Uint(right)) => Some(i128::from(*left).cmp(&i128::from(*right))),
        (Value::Uint(left), Value::Int(right)) => Some(i128::from(*left).cmp(&i128::from(*right))),
        (Value::Int(left), Value::Double(right)) => (*left as f64).partial_cmp(right),
        (Value::Double(left), Value::Int(right)) => left.partial_cmp(&(*right as f64)),
        (Value::Uint(left), Value::Double(right)) => (*left as f64).partial_cmp(right),
        (Value::Double(left), Value::Uint(right)) => left.partial_cmp(&(*right as f64)),
        _ => return None,
    };
    Some(order.ok_or(NotANumber))
}

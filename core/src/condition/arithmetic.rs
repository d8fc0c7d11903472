//! Sums, products, and the operators before a value.

use super::ast::Operator;
use super::failure::{Failure, Outcome, failed, fails, no_operator};
use super::run::Run;
use super::time::{Instant, Span};
use super::value::{List, Value};

/// `-value` and `!value`
pub(super) fn unary<'a>(operator: Operator, value: &Value<'a>) -> Outcome<'a> {
    match (operator, value) {
        (Operator::Not, Value::Bool(bool)) => Ok(Value::Bool(!bool)),
        (Operator::Negate, Value::Int(int)) => or_overflow(int.checked_neg().map(Value::Int)),
        (Operator::Negate, Value::Double(double)) => Ok(Value::Double(-double)),
        // Not among the signatures, so for a `dyn` only; the service's engine does it all the same.
        (Operator::Negate, Value::Duration(of)) => span(of.0.checked_neg()),
        _ => no_operator(operator, &[value]),
    }
}

/// `left + right` and its kin.
pub(super) fn binary<'a>(
    run: &Run<'a>,
    operator: Operator,
    left: Value<'a>,
    right: Value<'a>,
) -> Outcome<'a> {
    match (left, right) {
        (Value::Int(left), Value::Int(right)) => ints(operator, left, right),
        (Value::Uint(left), Value::Uint(right)) => uints(operator, left, right),
        (Value::Double(left), Value::Double(right)) => match operator {
            Operator::Add => Ok(Value::Double(left + right)),
            Operator::Subtract => Ok(Value::Double(left - right)),
            Operator::Multiply => Ok(Value::Double(left * right)),
            Operator::Divide => Ok(Value::Double(left / right)),
            _ => no_operator(operator, &[&Value::Double(left), &Value::Double(right)]),
        },
        (left, right) if operator == Operator::Add => add(run, left, right),
        (left, right) if operator == Operator::Subtract => subtract(&left, &right),
        (left, right) => no_operator(operator, &[&left, &right]),
    }
}

fn ints<'a>(operator: Operator, left: i64, right: i64) -> Outcome<'a> {
    let divides = matches!(operator, Operator::Divide | Operator::Remainder);
    if divides && right == 0 {
        return failed(Failure::DividedByZero);
    }
    let result = match operator {
        Operator::Add => left.checked_add(right),
        Operator::Subtract => left.checked_sub(right),
        Operator::Multiply => left.checked_mul(right),
        Operator::Divide => left.checked_div(right),
        _ => left.checked_rem(right),
    };
    or_overflow(result.map(Value::Int))
}

fn uints<'a>(operator: Operator, left: u64, right: u64) -> Outcome<'a> {
    let divides = matches!(operator, Operator::Divide | Operator::Remainder);
    if divides && right == 0 {
        return failed(Failure::DividedByZero);
    }
    let result = match operator {
        Operator::Add => left.checked_add(right),
        Operator::Subtract => left.checked_sub(right),
        Operator::Multiply => left.checked_mul(right),
        Operator::Divide => left.checked_div(right),
        _ => left.checked_rem(right),
    };
    or_overflow(result.map(Value::Uint))
}

fn or_overflow(value: Option<Value<'_>>) -> Outcome<'_> {
    value.map_or_else(|| failed(Failure::Overflow), Ok)
}

/// A sum of texts or lists is a copy, of which a macro may make many: it is counted.
fn add<'a>(run: &Run<'a>, left: Value<'a>, right: Value<'a>) -> Outcome<'a> {
    run.step(left.weight().saturating_add(right.weight()))?;
    match (left, right) {
        (Value::Text(left), Value::Text(right)) => Ok(Value::text([&*left, &*right].concat())),
        (Value::Bytes(left), Value::Bytes(right)) => Ok(Value::from_bytes([&*left, &*right].concat())),
        (Value::List(left), Value::List(right)) => {
            let elements = |list: &List<'a>| -> Vec<Value<'a>> {
                (0..list.len()).filter_map(|index| run.element(list, index)).collect()
            };
            let mut sum = elements(&left);
            sum.append(&mut elements(&right));
            Ok(Value::list(sum))
        }
        (Value::Duration(left), Value::Duration(right)) => span(left.0.checked_add(right.0)),
        (Value::Timestamp(time), Value::Duration(by)) | (Value::Duration(by), Value::Timestamp(time)) => {
            instant(time.plus(by))
        }
        (left, right) => no_operator(Operator::Add, &[&left, &right]),
    }
}

fn subtract<'a>(left: &Value<'a>, right: &Value<'a>) -> Outcome<'a> {
    match (left, right) {
        (Value::Duration(left), Value::Duration(right)) => span(left.0.checked_sub(right.0)),
        (Value::Timestamp(left), Value::Timestamp(right)) => span(left.since(*right).map(|span| span.0)),
        (Value::Timestamp(time), Value::Duration(by)) => {
            // In two steps, since the smallest span has no opposite.
            let half = Span(by.0 / 2);
            let rest = Span(by.0 - half.0);
            instant(time.plus(Span(-half.0)).and_then(|between| between.plus(Span(-rest.0))))
        }
        _ => no_operator(Operator::Subtract, &[left, right]),
    }
}

fn span<'a>(nanoseconds: Option<i64>) -> Outcome<'a> {
    match nanoseconds {
        Some(nanoseconds) => Ok(Value::Duration(Span(nanoseconds))),
        None => fails("duration", "the duration is longer than 292 years"),
    }
}

fn instant<'a>(instant: Option<Instant>) -> Outcome<'a> {
    match instant {
        Some(instant) => Ok(Value::Timestamp(instant)),
        None => fails("timestamp", "the time is outside of the years 1 to 9999"),
    }
}

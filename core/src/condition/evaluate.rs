//! Runs an expression that has passed the checks.
//!
//! Errors and unknowns are handed on as the service's engine does it: `&&`, `||`, `all` and `exists` pass over an error
//! where another part decides, and nothing else does.

use super::Doubt;
use super::ast::{Kind, Literal, Logic, Macro, MacroSort, Node, Operator};
use super::failure::{Failure, Outcome, Stop, failed, no_operator, no_overload};
use super::lookup;
use super::run::Run;
use super::value::{Entries, List, Shared, Value};
use super::{arithmetic, compare, functions};

pub(super) fn evaluate<'a>(node: &'a Node, run: &Run<'a>) -> Outcome<'a> {
    run.step(1)?;
    match &node.kind {
        Kind::Literal(literal) => Ok(constant(literal)),
        Kind::Name(name) => run.value(name).unwrap_or_else(|| failed(Failure::UnknownName(name.clone()))),
        Kind::Type(name) => Ok(Value::Type(Shared::Borrowed(name))),
        Kind::Select { operand, field, test: false } => lookup::field(run, &evaluate(operand, run)?, field),
        Kind::Select { operand, field, test: true } => {
            lookup::has(&evaluate(operand, run)?, field).map(Value::Bool)
        }
        Kind::Operator(operator, operands) => operation(*operator, operands, run),
        Kind::Logic(logic, terms) => {
            let outcomes = terms.iter().map(|term| evaluate(term, run));
            all_or_any(*logic, outcomes)
        }
        Kind::Call { name, target, arguments } => {
            let mut values = Vec::with_capacity(arguments.len() + 1);
            for argument in target.as_deref().into_iter().chain(arguments) {
                values.push(evaluate(argument, run)?);
            }
            functions::call(name.trim_start_matches('.'), &values, run)
        }
        Kind::List(elements) => {
            let values: Result<Vec<Value<'a>>, Stop> =
                elements.iter().map(|element| evaluate(element, run)).collect();
            Ok(Value::list(values?))
        }
        Kind::Map(entries) => {
            let mut made = Vec::with_capacity(entries.len());
            for (key, value) in entries {
                let (key, value) = (evaluate(key, run)?, evaluate(value, run)?);
                lookup::insert(run, &mut made, key, value)?;
            }
            Ok(Value::entries(made))
        }
        Kind::Macro(parts) => comprehension(parts, run),
        Kind::Message(..) | Kind::Refused => Err(Stop::Doubt(Doubt::Message)),
    }
}

fn constant(literal: &Literal) -> Value<'_> {
    match literal {
        Literal::Null => Value::Null,
        Literal::Bool(bool) => Value::Bool(*bool),
        Literal::Int(int) => Value::Int(*int),
        Literal::Uint(uint) => Value::Uint(*uint),
        Literal::Double(double) => Value::Double(*double),
        Literal::Text(text) => Value::Text(Shared::Borrowed(text)),
        Literal::Bytes(bytes) => Value::Bytes(Shared::Borrowed(bytes)),
    }
}

fn operation<'a>(operator: Operator, operands: &'a [Node], run: &Run<'a>) -> Outcome<'a> {
    match operands {
        [operand] => arithmetic::unary(operator, &evaluate(operand, run)?),
        [left, right] => {
            let container = evaluate(left, run);
            if operator == Operator::Index && matches!(container, Err(Stop::Unknown)) && is_path(left) {
                return lookup::of_unknown(&evaluate(right, run)?);
            }
            let (left, right) = (container?, evaluate(right, run)?);
            run.step(left.length().saturating_add(right.length()))?;
            match operator {
                Operator::Equal => compare::equal(run, &left, &right).map(Value::Bool),
                Operator::NotEqual => compare::equal(run, &left, &right).map(|equal| Value::Bool(!equal)),
                Operator::Less => compare::order(operator, &left, &right).map(|o| Value::Bool(o.is_lt())),
                Operator::LessOrEqual => {
                    compare::order(operator, &left, &right).map(|o| Value::Bool(o.is_le()))
                }
                Operator::Greater => compare::order(operator, &left, &right).map(|o| Value::Bool(o.is_gt())),
                Operator::GreaterOrEqual => {
                    compare::order(operator, &left, &right).map(|o| Value::Bool(o.is_ge()))
                }
                Operator::In => lookup::contains(run, &left, &right).map(Value::Bool),
                Operator::Index => lookup::index(run, &left, &right),
                _ => arithmetic::binary(run, operator, left, right),
            }
        }
        [condition, yes, no] => match evaluate(condition, run)? {
            Value::Bool(true) => evaluate(yes, run),
            Value::Bool(false) => evaluate(no, run),
            other => no_operator(operator, &[&other]),
        },
        _ => no_operator(operator, &[]),
    }
}

/// Whether it is a name with fields and places: the service's engine looks at all its keys before it says "unknown".
fn is_path(node: &Node) -> bool {
    let mut node = node;
    loop {
        node = match &node.kind {
            Kind::Name(_) => return true,
            Kind::Select { operand, test: false, .. } => operand,
            Kind::Operator(Operator::Index, operands) => match operands.first() {
                Some(container) => container,
                None => return false,
            },
            _ => return false,
        };
    }
}

/// The first outcome that decides; where none does, the stop that weighs most.
fn all_or_any<'a>(logic: Logic, outcomes: impl Iterator<Item = Outcome<'a>>) -> Outcome<'a> {
    let decisive = logic == Logic::Or;
    let mut stop: Option<Stop> = None;
    for outcome in outcomes {
        let found = match truth(logic, outcome) {
            Ok(bool) if bool == decisive => return Ok(Value::Bool(decisive)),
            Ok(_) => continue,
            Err(found) => found,
        };
        stop = Some(match stop {
            Some(before) => before.or(found),
            None => found,
        });
    }
    stop.map_or(Ok(Value::Bool(!decisive)), Err)
}

fn truth(logic: Logic, outcome: Outcome<'_>) -> Result<bool, Stop> {
    match outcome? {
        Value::Bool(bool) => Ok(bool),
        other => no_overload(if logic == Logic::And { "&&" } else { "||" }, &[&other]),
    }
}

fn comprehension<'a>(parts: &'a Macro, run: &Run<'a>) -> Outcome<'a> {
    let range = match evaluate(&parts.range, run)? {
        Value::List(list) => list,
        Value::Entries(entries) => keys(run, &entries)?,
        other => return no_overload("macro", &[&other]),
    };
    let elements = (0..range.len()).filter_map(|index| run.element(&range, index));
    match (parts.sort, &parts.body) {
        (MacroSort::All, Some(body)) => {
            all_or_any(Logic::And, elements.map(|element| with(parts, element, body, run)))
        }
        (MacroSort::Exists, Some(body)) => {
            all_or_any(Logic::Or, elements.map(|element| with(parts, element, body, run)))
        }
        (MacroSort::ExistsOne, Some(body)) => {
            let mut count = Ok(0_usize);
            for element in elements {
                match condition(with(parts, element, body, run)) {
                    Ok(true) => count = count.map(|count| count + 1),
                    Ok(false) => (),
                    Err(stop) => count = Err(stop),
                }
            }
            count.map(|count| Value::Bool(count == 1))
        }
        (_, body) => {
            let mut made = Ok(Vec::new());
            for element in elements {
                let counts = match &parts.filter {
                    Some(filter) => condition(with(parts, element.clone(), filter, run)),
                    None => Ok(true),
                };
                match (counts, &mut made) {
                    (Ok(true), Ok(list)) => {
                        let outcome = match body {
                            Some(body) => with(parts, element, body, run),
                            None => Ok(element),
                        };
                        match outcome {
                            Ok(value) => list.push(value),
                            Err(stop) => made = Err(stop),
                        }
                    }
                    (Ok(_), _) => (),
                    (Err(stop), _) => made = Err(stop),
                }
            }
            made.map(Value::list)
        }
    }
}

fn condition(outcome: Outcome<'_>) -> Result<bool, Stop> {
    match outcome? {
        Value::Bool(bool) => Ok(bool),
        other => no_operator(Operator::Choice, &[&other]),
    }
}

fn with<'a>(parts: &'a Macro, element: Value<'a>, body: &'a Node, run: &Run<'a>) -> Outcome<'a> {
    run.bound.borrow_mut().push((&parts.variable, element));
    let outcome = evaluate(body, run);
    run.bound.borrow_mut().pop();
    outcome
}

/// What a macro goes through in a map.
fn keys<'a>(run: &Run<'a>, entries: &Entries<'a>) -> Result<List<'a>, Stop> {
    run.step(u64::try_from(entries.len()).unwrap_or(u64::MAX))?;
    let keys = match entries {
        Entries::Json(object) => {
            object.keys().map(|key| Value::Text(Shared::Borrowed(key.as_str()))).collect()
        }
        Entries::Made(entries) => entries.iter().map(|(key, _)| key.clone()).collect(),
    };
    Ok(List::Made(std::rc::Rc::new(keys)))
}

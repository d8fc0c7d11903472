//! The functions in which the engine differs from the service's, written anew.
//!
//! The engine does not let its own overloads be replaced, so a compiled expression calls these under names
//! of their own ([`ours`]), which cannot be written in an expression.

use cel::common::types::{
    CelBool, CelBytes, CelDouble, CelInt, CelList, CelMap, CelString, CelUInt, DYN_TYPE,
};
use cel::common::value::{CowVal, Val};
use cel::{DeclarationError, Env, ExecutionError};

use super::Doubt;
use super::number::{self, Double};
use super::pattern::PatternProblem;
use super::run::Run;
use super::time::{Fields, Instant, Span};
use super::time_values::{Duration, Timestamp};

type Answer<'b, 'v> = Result<CowVal<'b, 'v>, ExecutionError>;
type Function = for<'b, 'v> fn(Vec<CowVal<'b, 'v>>) -> Answer<'b, 'v>;

/// Presence of a field: `@has(value, "field")`.
pub(super) const HAS: &str = "@has";
/// `left + right`, counting what is copied: `@sum(@run, left, right)`.
pub(super) const SUM: &str = "@sum";
/// Counts a step of a macro and hands its second argument on: `@step(@run, value)`.
pub(super) const STEP: &str = "@step";

/// Our name of a standard function, and whether it is given the [`Run`] first.
pub(super) fn ours(name: &str) -> Option<(&'static str, bool)> {
    OURS.iter().find(|row| row.0.get(1..) == Some(name)).map(|row| (row.0, row.2))
}

/// Name, numbers of arguments, whether the run comes first.
const OURS: &[(&str, &[usize], bool, Function)] = &[
    ("@bool", &[1], false, |args| to_bool(&args)),
    ("@double", &[2], true, |args| to_double(&args)),
    ("@duration", &[1], false, |args| to_duration(&args)),
    ("@int", &[1], false, |args| to_int(&args)),
    ("@string", &[1], false, |args| to_string(&args)),
    ("@timestamp", &[1], false, |args| to_timestamp(&args)),
    ("@uint", &[1], false, |args| to_uint(&args)),
    ("@matches", &[3], true, |args| matches(&args)),
    ("@getDate", &[2, 3], true, |args| field(&args, |f, _| f.day)),
    ("@getDayOfMonth", &[2, 3], true, |args| field(&args, |f, _| f.day - 1)),
    ("@getDayOfWeek", &[2, 3], true, |args| field(&args, |f, _| f.day_of_week)),
    ("@getDayOfYear", &[2, 3], true, |args| field(&args, |f, _| f.day_of_year)),
    ("@getFullYear", &[2, 3], true, |args| field(&args, |f, _| f.year)),
    ("@getMonth", &[2, 3], true, |args| field(&args, |f, _| f.month - 1)),
    ("@getHours", &[2, 3], true, |args| field_or(&args, 3_600_000, |f, _| f.hour)),
    ("@getMinutes", &[2, 3], true, |args| field_or(&args, 60_000, |f, _| f.minute)),
    ("@getSeconds", &[2, 3], true, |args| field_or(&args, 1_000, |f, _| f.second)),
    ("@getMilliseconds", &[2, 3], true, |args| field_or(&args, 1, |_, nanos| nanos / 1_000_000)),
];

/// Adds all of them to `env`.
pub(super) fn register(env: &mut Env) -> Result<(), DeclarationError> {
    for (name, counts, _, function) in OURS {
        for count in *counts {
            let arguments = (0..*count).map(|_| DYN_TYPE).collect();
            env.add_overload(name, &format!("{name}_{count}"), arguments, *function)?;
        }
    }
    env.add_overload(HAS, HAS, vec![DYN_TYPE, DYN_TYPE], |args| has(&args))?;
    env.add_overload(SUM, SUM, vec![DYN_TYPE, DYN_TYPE, DYN_TYPE], |args| sum(&args))?;
    env.add_overload(STEP, STEP, vec![DYN_TYPE, DYN_TYPE], step)?;
    env.add_type(cel::common::types::TIMESTAMP_TYPE)?;
    env.add_type(cel::common::types::DURATION_TYPE)
}

fn argument<'a, 'b, 'v>(
    args: &'a [CowVal<'b, 'v>],
    index: usize,
) -> Result<&'a (dyn Val + 'v), ExecutionError> {
    args.get(index).map(CowVal::as_ref).ok_or(ExecutionError::MissingArgumentOrTarget)
}

fn run_of<'a>(args: &'a [CowVal<'_, '_>]) -> Result<&'a Run, ExecutionError> {
    argument(args, 0)?.downcast_ref::<Run>().ok_or(ExecutionError::MissingArgumentOrTarget)
}

fn text_of<'a>(value: &'a (dyn Val + '_)) -> Option<&'a str> {
    value.downcast_ref::<CelString<'_>>().map(CelString::inner)
}

fn error(function: &str, message: impl ToString) -> ExecutionError {
    ExecutionError::function_error(function, message)
}

fn no_overload(function: &str, value: &dyn Val) -> ExecutionError {
    ExecutionError::no_such_overload(function, vec![value.get_type().name().to_owned()])
}

fn unreadable(function: &str) -> ExecutionError {
    error(function, format!("the text cannot be read as {function}"))
}

fn out_of_range(function: &str) -> ExecutionError {
    error(function, format!("the number does not fit into {function}"))
}

fn to_bool<'b, 'v>(args: &[CowVal<'b, 'v>]) -> Answer<'b, 'v> {
    let value = argument(args, 0)?;
    let answer = if let Some(bool) = value.downcast_ref::<CelBool>() {
        *bool.inner()
    } else if let Some(text) = text_of(value) {
        number::read_bool(text).ok_or_else(|| unreadable("bool"))?
    } else {
        return Err(no_overload("bool", value));
    };
    Ok(CowVal::owned(CelBool::from(answer)))
}

fn to_int<'b, 'v>(args: &[CowVal<'b, 'v>]) -> Answer<'b, 'v> {
    let value = argument(args, 0)?;
    let answer = if let Some(int) = value.downcast_ref::<CelInt>() {
        Some(*int.inner())
    } else if let Some(uint) = value.downcast_ref::<CelUInt>() {
        i64::try_from(*uint.inner()).ok()
    } else if let Some(double) = value.downcast_ref::<CelDouble>() {
        number::double_to_int(*double.inner())
    } else if let Some(text) = text_of(value) {
        Some(text.parse().map_err(|_| unreadable("int"))?)
    } else if let Some(time) = value.downcast_ref::<Timestamp>() {
        Some(time.0.seconds)
    } else if let Some(span) = value.downcast_ref::<Duration>() {
        Some(span.0.0)
    } else {
        return Err(no_overload("int", value));
    };
    let answer = answer.ok_or_else(|| out_of_range("int"))?;
    Ok(CowVal::owned(CelInt::from(answer)))
}

fn to_uint<'b, 'v>(args: &[CowVal<'b, 'v>]) -> Answer<'b, 'v> {
    let value = argument(args, 0)?;
    let answer = if let Some(uint) = value.downcast_ref::<CelUInt>() {
        Some(*uint.inner())
    } else if let Some(int) = value.downcast_ref::<CelInt>() {
        u64::try_from(*int.inner()).ok()
    } else if let Some(double) = value.downcast_ref::<CelDouble>() {
        number::double_to_uint(*double.inner())
    } else if let Some(text) = text_of(value) {
        let unsigned = !text.starts_with('+');
        let parsed = text.parse().ok().filter(|_| unsigned);
        Some(parsed.ok_or_else(|| unreadable("uint"))?)
    } else {
        return Err(no_overload("uint", value));
    };
    let answer = answer.ok_or_else(|| out_of_range("uint"))?;
    Ok(CowVal::owned(CelUInt::from(answer)))
}

#[allow(clippy::cast_precision_loss)] // The nearest double is what is asked for.
fn to_double<'b, 'v>(args: &[CowVal<'b, 'v>]) -> Answer<'b, 'v> {
    let value = argument(args, 1)?;
    let answer = if let Some(double) = value.downcast_ref::<CelDouble>() {
        *double.inner()
    } else if let Some(int) = value.downcast_ref::<CelInt>() {
        *int.inner() as f64
    } else if let Some(uint) = value.downcast_ref::<CelUInt>() {
        *uint.inner() as f64
    } else if let Some(text) = text_of(value) {
        match number::read_double(text) {
            Double::Value(double) => double,
            Double::Refused => return Err(unreadable("double")),
            Double::Unknown => {
                run_of(args)?.doubt(Doubt::HexadecimalDouble);
                return Err(unreadable("double"));
            }
        }
    } else {
        return Err(no_overload("double", value));
    };
    Ok(CowVal::owned(CelDouble::from(answer)))
}

fn to_string<'b, 'v>(args: &[CowVal<'b, 'v>]) -> Answer<'b, 'v> {
    let value = argument(args, 0)?;
    let answer = if let Some(text) = text_of(value) {
        text.to_owned()
    } else if let Some(double) = value.downcast_ref::<CelDouble>() {
        number::print_double(*double.inner())
    } else if let Some(int) = value.downcast_ref::<CelInt>() {
        int.inner().to_string()
    } else if let Some(uint) = value.downcast_ref::<CelUInt>() {
        uint.inner().to_string()
    } else if let Some(bool) = value.downcast_ref::<CelBool>() {
        bool.inner().to_string()
    } else if let Some(bytes) = value.downcast_ref::<CelBytes<'_>>() {
        let text = std::str::from_utf8(bytes.inner());
        text.map_err(|_| error("string", "the bytes are no UTF-8"))?.to_owned()
    } else if let Some(time) = value.downcast_ref::<Timestamp>() {
        time.0.print()
    } else if let Some(span) = value.downcast_ref::<Duration>() {
        span.0.print()
    } else {
        return Err(no_overload("string", value));
    };
    Ok(CowVal::owned(CelString::from(answer)))
}

fn to_timestamp<'b, 'v>(args: &[CowVal<'b, 'v>]) -> Answer<'b, 'v> {
    let value = argument(args, 0)?;
    let answer = if let Some(time) = value.downcast_ref::<Timestamp>() {
        time.0
    } else if let Some(int) = value.downcast_ref::<CelInt>() {
        Instant::new(*int.inner(), 0, 0).ok_or_else(|| out_of_range("timestamp"))?
    } else if let Some(text) = text_of(value) {
        Instant::parse(text).ok_or_else(|| unreadable("timestamp"))?
    } else {
        return Err(no_overload("timestamp", value));
    };
    Ok(CowVal::owned(Timestamp(answer)))
}

fn to_duration<'b, 'v>(args: &[CowVal<'b, 'v>]) -> Answer<'b, 'v> {
    let value = argument(args, 0)?;
    let answer = if let Some(span) = value.downcast_ref::<Duration>() {
        span.0
    } else if let Some(text) = text_of(value) {
        Span::parse(text).ok_or_else(|| unreadable("duration"))?
    } else {
        return Err(no_overload("duration", value));
    };
    Ok(CowVal::owned(Duration(answer)))
}

fn matches<'b, 'v>(args: &[CowVal<'b, 'v>]) -> Answer<'b, 'v> {
    let run = run_of(args)?;
    let text = text_of(argument(args, 1)?);
    let pattern = text_of(argument(args, 2)?);
    let (Some(text), Some(pattern)) = (text, pattern) else {
        return Err(no_overload("matches", argument(args, 1)?));
    };
    let work = text.len().saturating_add(pattern.len()) / 64 + 1;
    if !run.step(u64::try_from(work).unwrap_or(u64::MAX / 2)) {
        return Err(error("matches", Doubt::TooMuchWork));
    }
    let untried = || {
        run.doubt(Doubt::Pattern);
        error("matches", Doubt::Pattern)
    };
    let answer = match run.pattern(pattern) {
        Ok(pattern) => pattern.is_match(text).ok_or_else(untried)?,
        Err(PatternProblem::Refused(refusal)) => return Err(error("matches", refusal)),
        Err(PatternProblem::Untried) => return Err(untried()),
    };
    Ok(CowVal::owned(CelBool::from(answer)))
}

/// A field of a point in time.
fn field<'b, 'v>(args: &[CowVal<'b, 'v>], pick: fn(Fields, i64) -> i64) -> Answer<'b, 'v> {
    let run = run_of(args)?;
    let value = argument(args, 1)?;
    let Some(Timestamp(time)) = value.downcast_ref::<Timestamp>() else {
        return Err(no_overload("time field", value));
    };
    let offset = match args.get(2) {
        None => time.offset,
        Some(zone) => {
            let zone = text_of(zone.as_ref()).ok_or_else(|| no_overload("time zone", value))?;
            offset_of(zone, run)?
        }
    };
    let answer = pick(time.fields(offset), i64::from(time.nanos));
    Ok(CowVal::owned(CelInt::from(answer)))
}

/// A field of a point in time, or how many of `unit` milliseconds a duration holds.
fn field_or<'b, 'v>(args: &[CowVal<'b, 'v>], unit: i64, pick: fn(Fields, i64) -> i64) -> Answer<'b, 'v> {
    if args.len() == 2
        && let Some(Duration(span)) = argument(args, 1)?.downcast_ref::<Duration>()
    {
        return Ok(CowVal::owned(CelInt::from(span.0 / 1_000_000 / unit)));
    }
    field(args, pick)
}

/// `UTC` or `[+-]hh:mm`; the zones with names are not known here.
fn offset_of(zone: &str, run: &Run) -> Result<i64, ExecutionError> {
    let Some((hours, minutes)) = zone.split_once(':') else {
        if zone.is_empty() || zone == "UTC" {
            return Ok(0);
        }
        run.doubt(Doubt::TimeZone);
        return Err(error("time zone", Doubt::TimeZone));
    };
    let read = |text: &str| text.parse::<i32>().ok().map(i64::from);
    let (Some(hours), Some(minutes)) = (read(hours), read(minutes)) else {
        return Err(unreadable("time zone"));
    };
    if !(0..=59).contains(&minutes) {
        return Err(unreadable("time zone"));
    }
    let minutes = if zone.starts_with('-') { hours * 60 - minutes } else { hours * 60 + minutes };
    Ok(minutes * 60)
}

/// In the engine an error for anything but a map; in the service only a list is one.
fn has<'b, 'v>(args: &[CowVal<'b, 'v>]) -> Answer<'b, 'v> {
    let value = argument(args, 0)?;
    let key = argument(args, 1)?;
    let answer = if let Some(map) = value.downcast_ref::<CelMap<'_>>() {
        let name = text_of(key).unwrap_or_default();
        map.inner().contains_key(&cel::common::types::CelMapKey::from(name))
    } else if value.get_type().name() == "list" {
        return Err(no_overload("has", value));
    } else {
        false
    };
    Ok(CowVal::owned(CelBool::from(answer)))
}

fn step<'b, 'v>(mut args: Vec<CowVal<'b, 'v>>) -> Answer<'b, 'v> {
    let size = args.last().map_or(0, |value| size_of(value.as_ref()));
    if !run_of(&args)?.step(size) {
        return Err(error("step", Doubt::TooMuchWork));
    }
    args.pop().ok_or(ExecutionError::MissingArgumentOrTarget)
}

/// The engine adds a map to a list without complaint; the service does not. And a sum of texts or lists is a
/// copy, of which a macro may make many.
fn sum<'b, 'v>(args: &[CowVal<'b, 'v>]) -> Answer<'b, 'v> {
    let (left, right) = (argument(args, 1)?, argument(args, 2)?);
    let is_list = |value: &dyn Val| value.downcast_ref::<CelList<'_>>().is_some();
    if is_list(left) != is_list(right) {
        return Err(no_overload("+", left));
    }
    let adder = left.as_adder().ok_or_else(|| no_overload("+", left))?;
    let total = adder.add(right)?.into_owned();
    if !run_of(args)?.step(size_of(total.as_ref())) {
        return Err(error("+", Doubt::TooMuchWork));
    }
    Ok(CowVal::Owned(total))
}

/// How much there is to copy in a value, in units of some 64 bytes.
fn size_of(value: &dyn Val) -> u64 {
    let bytes = |length: usize| u64::try_from(length / 64).unwrap_or(u64::MAX >> 1);
    if let Some(list) = value.downcast_ref::<CelList<'_>>() {
        let elements = list.inner().iter().map(|element| size_of(element.as_ref()));
        1 + elements.sum::<u64>()
    } else if let Some(map) = value.downcast_ref::<CelMap<'_>>() {
        let values = map.inner().values().map(|value| size_of(value.as_ref()));
        1 + 2 * values.sum::<u64>()
    } else {
        1 + bytes(text_of(value).map_or(0, str::len))
    }
}

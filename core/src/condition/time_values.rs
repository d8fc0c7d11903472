//! Points in time and lengths of time as values of the CEL engine, which has none without `chrono`.

use std::any::Any;
use std::cmp::Ordering;

use cel::ExecutionError;
use cel::common::traits::{Adder, Comparer, Subtractor};
use cel::common::types::{DURATION_TYPE, TIMESTAMP_TYPE, Type};
use cel::common::value::{CowVal, StaticVal, Val};

use super::time::{Instant, Span};

static TIMESTAMP: Type = TIMESTAMP_TYPE;
static DURATION: Type = DURATION_TYPE;

/// A `google.protobuf.Timestamp`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timestamp(pub(super) Instant);

/// A `google.protobuf.Duration`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Duration(pub(super) Span);

type Answer<'b, 'v> = Result<CowVal<'b, 'v>, ExecutionError>;

impl Val for Timestamp {
    fn get_type(&self) -> &Type {
        &TIMESTAMP
    }

    fn cel_type() -> &'static Type {
        &TIMESTAMP
    }

    fn as_adder<'b, 'v>(&'b self) -> Option<&'b (dyn Adder + 'v)>
    where
        Self: 'v,
    {
        Some(self)
    }

    fn as_subtractor<'b, 'v>(&'b self) -> Option<&'b (dyn Subtractor + 'v)>
    where
        Self: 'v,
    {
        Some(self)
    }

    fn as_comparer(&self) -> Option<&dyn Comparer> {
        Some(self)
    }

    fn equals(&self, other: &dyn Val) -> bool {
        other.downcast_ref::<Self>().is_some_and(|other| order(self.0, other.0) == Ordering::Equal)
    }

    fn clone_as_boxed<'v>(&self) -> Box<dyn Val + 'v>
    where
        Self: 'v,
    {
        Box::new(*self)
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl StaticVal for Timestamp {}

impl Adder for Timestamp {
    fn add<'b, 'v>(&'b self, right: &(dyn Val + 'v)) -> Answer<'b, 'v>
    where
        Self: 'v,
    {
        let span = right.downcast_ref::<Duration>().ok_or_else(no_overload)?;
        timestamp(self.0.plus(span.0))
    }
}

impl Subtractor for Timestamp {
    fn sub<'b, 'v>(&'b self, right: &(dyn Val + 'v)) -> Answer<'b, 'v>
    where
        Self: 'v,
    {
        if let Some(earlier) = right.downcast_ref::<Timestamp>() {
            return duration(self.0.since(earlier.0));
        }
        let span = right.downcast_ref::<Duration>().ok_or_else(no_overload)?;
        // Two steps, since the smallest span has no opposite.
        let half = Span(span.0.0 / 2);
        let rest = Span(span.0.0 - half.0);
        let opposite = |span: Span| Span(-span.0);
        let seconds = self.0.plus(opposite(half));
        timestamp(match seconds {
            Some(between) => between.plus(opposite(rest)),
            None => None,
        })
    }
}

impl Comparer for Timestamp {
    fn compare(&self, right: &dyn Val) -> Result<Ordering, ExecutionError> {
        let right = right.downcast_ref::<Self>().ok_or_else(no_overload)?;
        Ok(order(self.0, right.0))
    }
}

impl Val for Duration {
    fn get_type(&self) -> &Type {
        &DURATION
    }

    fn cel_type() -> &'static Type {
        &DURATION
    }

    fn as_adder<'b, 'v>(&'b self) -> Option<&'b (dyn Adder + 'v)>
    where
        Self: 'v,
    {
        Some(self)
    }

    fn as_subtractor<'b, 'v>(&'b self) -> Option<&'b (dyn Subtractor + 'v)>
    where
        Self: 'v,
    {
        Some(self)
    }

    fn as_comparer(&self) -> Option<&dyn Comparer> {
        Some(self)
    }

    fn equals(&self, other: &dyn Val) -> bool {
        other.downcast_ref::<Self>().is_some_and(|other| self.0 == other.0)
    }

    fn clone_as_boxed<'v>(&self) -> Box<dyn Val + 'v>
    where
        Self: 'v,
    {
        Box::new(*self)
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl StaticVal for Duration {}

impl Adder for Duration {
    fn add<'b, 'v>(&'b self, right: &(dyn Val + 'v)) -> Answer<'b, 'v>
    where
        Self: 'v,
    {
        if let Some(time) = right.downcast_ref::<Timestamp>() {
            return timestamp(time.0.plus(self.0));
        }
        let right = right.downcast_ref::<Self>().ok_or_else(no_overload)?;
        duration(self.0.0.checked_add(right.0.0).map(Span))
    }
}

impl Subtractor for Duration {
    fn sub<'b, 'v>(&'b self, right: &(dyn Val + 'v)) -> Answer<'b, 'v>
    where
        Self: 'v,
    {
        let right = right.downcast_ref::<Self>().ok_or_else(no_overload)?;
        duration(self.0.0.checked_sub(right.0.0).map(Span))
    }
}

impl Comparer for Duration {
    fn compare(&self, right: &dyn Val) -> Result<Ordering, ExecutionError> {
        let right = right.downcast_ref::<Self>().ok_or_else(no_overload)?;
        Ok(self.0.cmp(&right.0))
    }
}

fn order(left: Instant, right: Instant) -> Ordering {
    (left.seconds, left.nanos).cmp(&(right.seconds, right.nanos))
}

fn timestamp<'b, 'v>(instant: Option<Instant>) -> Answer<'b, 'v> {
    let instant = instant.ok_or_else(|| {
        ExecutionError::function_error("timestamp", "the time is outside of the years 1 to 9999")
    })?;
    Ok(CowVal::owned(Timestamp(instant)))
}

fn duration<'b, 'v>(span: Option<Span>) -> Answer<'b, 'v> {
    let span = span
        .ok_or_else(|| ExecutionError::function_error("duration", "the duration is longer than 292 years"))?;
    Ok(CowVal::owned(Duration(span)))
}

fn no_overload() -> ExecutionError {
    ExecutionError::no_such_overload("time arithmetic", Vec::new())
}

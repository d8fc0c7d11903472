//! What one run carries along: the variables, how much work is left, and patterns already read.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use serde_json::{Map, Number, Value as Json};

use super::Doubt;
use super::failure::Stop;
use super::pattern::{Pattern, PatternProblem};
use super::value::{Entries, List, Shared, Value};

/// How many nodes are run, elements compared and the like before it is given up; ample for a token of 16 KiB.
const STEPS: u64 = 2_000_000;

/// How whole numbers of the claims are read.
///
/// The service's engine is written in Go, and Go's `encoding/json` reads every number as a `double`; so does this.
/// Whether the service asks for whole numbers as `int` instead is not documented, so an answer that hangs on it is not
/// given (see [`Doubt::NumberTyping`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    AllDouble,
    WholeInt,
}

/// A variable, and its value where that is known.
pub(super) type Variable<'a> = (&'a str, Option<Value<'a>>);

/// The state of one run.
pub(super) struct Run<'a> {
    variables: &'a [Variable<'a>],
    /// Names bound by macros, innermost last.
    pub(super) bound: RefCell<Vec<(&'a str, Value<'a>)>>,
    numbers: Numbers,
    steps: Cell<u64>,
    whole_number: Cell<bool>,
    patterns: RefCell<Vec<(String, Read)>>,
}

type Read = Result<Rc<Pattern>, PatternProblem>;

impl<'a> Run<'a> {
    pub(super) fn new(variables: &'a [Variable<'a>], numbers: Numbers) -> Self {
        Self {
            variables,
            bound: RefCell::default(),
            numbers,
            steps: Cell::new(STEPS),
            whole_number: Cell::new(false),
            patterns: RefCell::default(),
        }
    }

    /// Counts `steps` of work.
    pub(super) fn step(&self, steps: u64) -> Result<(), Stop> {
        let left = self.steps.get().saturating_sub(steps);
        self.steps.set(left);
        if left == 0 { Err(Stop::Doubt(Doubt::TooMuchWork)) } else { Ok(()) }
    }

    /// Whether a whole number of the claims has been looked at: if none has, [`Numbers`] makes no difference.
    pub(super) fn has_met_whole_number(&self) -> bool {
        self.whole_number.get()
    }

    /// The value of `name`: bound by a macro, or a variable. `None` where there is none of that name.
    pub(super) fn value(&self, name: &str) -> Option<Result<Value<'a>, Stop>> {
        let global = name.strip_prefix('.');
        if global.is_none() {
            let bound = self.bound.borrow();
            if let Some((_, value)) = bound.iter().rev().find(|(known, _)| *known == name) {
                return Some(Ok(value.clone()));
            }
        }
        let name = global.unwrap_or(name);
        let (_, value) = self.variables.iter().find(|(known, _)| *known == name)?;
        Some(value.clone().ok_or(Stop::Unknown))
    }

    /// A part of the claims as a value.
    pub(super) fn json(&self, json: &'a Json) -> Value<'a> {
        match json {
            Json::Null => Value::Null,
            Json::Bool(bool) => Value::Bool(*bool),
            Json::Number(number) => self.number(number),
            Json::String(text) => Value::Text(Shared::Borrowed(text)),
            Json::Array(elements) => Value::List(List::Json(elements)),
            Json::Object(object) => Self::object(object),
        }
    }

    pub(super) fn object(object: &'a Map<String, Json>) -> Value<'a> {
        Value::Entries(Entries::Json(object))
    }

    fn number(&self, number: &Number) -> Value<'a> {
        if number.is_i64() || number.is_u64() {
            self.whole_number.set(true);
        }
        match number.as_i64() {
            Some(whole) if self.numbers == Numbers::WholeInt => Value::Int(whole),
            _ => Value::Double(number.as_f64().unwrap_or(f64::NAN)),
        }
    }

    /// The element at `index`.
    pub(super) fn element(&self, list: &List<'a>, index: usize) -> Option<Value<'a>> {
        match list {
            List::Json(elements) => elements.get(index).map(|json| self.json(json)),
            List::Made(elements) => elements.get(index).cloned(),
        }
    }

    /// The pattern, read once in a run.
    pub(super) fn pattern(&self, source: &str) -> Read {
        let mut patterns = self.patterns.borrow_mut();
        if let Some((_, known)) = patterns.iter().find(|(known, _)| known == source) {
            return known.clone();
        }
        let read = Pattern::compile(source).map(Rc::new);
        patterns.push((source.to_owned(), read.clone()));
        read
    }
}

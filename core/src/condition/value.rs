//! Values while an expression runs.
//!
//! What comes from the claims or from the expression is borrowed, so that reading a claim copies nothing.

use std::ops::Deref;
use std::rc::Rc;

use serde_json::{Map, Value as Json};

use super::time::{Instant, Span};

#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    Int(i64),
    Uint(u64),
    Double(f64),
    Text(Shared<'a, str>),
    Bytes(Shared<'a, [u8]>),
    Timestamp(Instant),
    Duration(Span),
    /// A type, by its name.
    Type(Shared<'a, str>),
    List(List<'a>),
    Entries(Entries<'a>),
}

/// Borrowed or counted: a clone copies no more than a pointer.
#[derive(Debug)]
pub(super) enum Shared<'a, T: ?Sized> {
    Borrowed(&'a T),
    Counted(Rc<T>),
}

impl<T: ?Sized> Clone for Shared<'_, T> {
    fn clone(&self) -> Self {
        match self {
            Self::Borrowed(value) => Self::Borrowed(value),
            Self::Counted(value) => Self::Counted(Rc::clone(value)),
        }
    }
}

impl<T: ?Sized> Deref for Shared<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Self::Borrowed(value) => value,
            Self::Counted(value) => value,
        }
    }
}

#[derive(Clone, Debug)]
pub(super) enum List<'a> {
    Json(&'a [Json]),
    Made(Rc<Vec<Value<'a>>>),
}

/// A map. Its keys are few where it is not from JSON, so they are gone through in order.
#[derive(Clone, Debug)]
pub(super) enum Entries<'a> {
    Json(&'a Map<String, Json>),
    Made(Rc<Vec<(Value<'a>, Value<'a>)>>),
}

impl List<'_> {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Json(elements) => elements.len(),
            Self::Made(elements) => elements.len(),
        }
    }
}

impl Entries<'_> {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Json(entries) => entries.len(),
            Self::Made(entries) => entries.len(),
        }
    }
}

impl Value<'_> {
    pub(super) fn text(text: String) -> Self {
        Self::Text(Shared::Counted(text.into()))
    }

    pub(super) fn list(elements: Vec<Self>) -> Self {
        Self::List(List::Made(Rc::new(elements)))
    }

    pub(super) fn entries(entries: Vec<(Self, Self)>) -> Self {
        Self::Entries(Entries::Made(Rc::new(entries)))
    }

    pub(super) fn from_bytes(bytes: Vec<u8>) -> Self {
        Self::Bytes(Shared::Counted(bytes.into()))
    }

    /// The name of its type, as `type(…)` gives it.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null_type",
            Self::Bool(_) => "bool",
            Self::Int(_) => "int",
            Self::Uint(_) => "uint",
            Self::Double(_) => "double",
            Self::Text(_) => "string",
            Self::Bytes(_) => "bytes",
            Self::Timestamp(_) => "google.protobuf.Timestamp",
            Self::Duration(_) => "google.protobuf.Duration",
            Self::Type(_) => "type",
            Self::List(_) => "list",
            Self::Entries(_) => "map",
        }
    }

    /// The name of its type for people.
    pub(super) fn shown_type(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Timestamp(_) => "timestamp",
            Self::Duration(_) => "duration",
            other => other.type_name(),
        }
    }

    /// How much there is to look at in a text or bytes, in units of 64 bytes.
    pub(super) fn length(&self) -> u64 {
        let length = match self {
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
            _ => 0,
        };
        u64::try_from(length / 64).unwrap_or(u64::MAX / 4)
    }

    /// How much there is to copy in a value at its top.
    pub(super) fn weight(&self) -> u64 {
        match self {
            Self::List(list) => u64::try_from(list.len()).unwrap_or(u64::MAX / 4),
            other => other.length(),
        }
    }
}

//! JSON that notices a member given twice, which a plain reader drops silently.

use crate::secret;
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};
use std::collections::HashSet;
use std::fmt;

/// How many repeated members are told: more help nobody, and their paths could outgrow the text by far.
const DUPLICATES_TOLD: usize = 100;

/// Longest member name that a path shows whole, in characters.
const NAME_SHOWN: usize = 80;

/// A value, and the paths of members given more than once, the first hundred of them; the last of each counts.
pub(crate) struct Parsed {
    pub(crate) value: Value,
    pub(crate) duplicates: Vec<String>,
}

/// Line and column, from 1, of a fault in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JsonPosition {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

pub(super) fn parse(bytes: &[u8]) -> Result<Parsed, JsonPosition> {
    match parse_first(bytes)? {
        (parsed, None) => Ok(parsed),
        (_, Some(at)) => Err(at),
    }
}

/// The value that a text starts with, and where more than blanks follows it.
pub(crate) fn parse_first(bytes: &[u8]) -> Result<(Parsed, Option<JsonPosition>), JsonPosition> {
    let mut duplicates = Vec::new();
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let seed = Node { place: Place::Top, duplicates: &mut duplicates };
    // Only the position is kept: the library's messages quote the input.
    let position = |e: &serde_json::Error| JsonPosition { line: e.line(), column: e.column() };
    let value = seed.deserialize(&mut reader).map_err(|e| position(&e))?;
    let more = reader.end().err().map(|e| position(&e));
    Ok((Parsed { value, duplicates }, more))
}

/// What a value is, in words.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Where a value stands. A chain through the stack: nothing is written out unless a path is asked for.
#[derive(Clone, Copy)]
enum Place<'a> {
    Top,
    Member(&'a Self, &'a str),
    Item(&'a Self, usize),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Top => Ok(()),
            Self::Member(Self::Top, name) => shown(name, f),
            Self::Member(parent, name) => {
                write!(f, "{parent}.")?;
                shown(name, f)
            }
            Self::Item(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// A name, cut where it is long; what is cut could be told from a token no more, so that tokens are taken out first.
fn shown(name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if name.len() <= NAME_SHOWN {
        return f.write_str(name);
    }
    let name = secret::scrub(name);
    match name.char_indices().nth(NAME_SHOWN) {
        Some((at, _)) => write!(f, "{}…", name.get(..at).unwrap_or_default()),
        None => f.write_str(&name),
    }
}

struct Node<'a> {
    place: Place<'a>,
    duplicates: &'a mut Vec<String>,
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            let place = Place::Item(&self.place, list.len());
            match items.next_element_seed(Node { place, duplicates: &mut *self.duplicates })? {
                Some(item) => list.push(item),
                None => return Ok(list.into()),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        // Names that were told of this object, so that each is written out once, however often it is repeated.
        let mut told = HashSet::new();
        while let Some(name) = members.next_key_seed(Key)? {
            let place = Place::Member(&self.place, &name);
            let value = members.next_value_seed(Node { place, duplicates: &mut *self.duplicates })?;
            match map.entry(name) {
                Entry::Vacant(free) => {
                    free.insert(value);
                }
                Entry::Occupied(mut taken) => {
                    if self.duplicates.len() < DUPLICATES_TOLD && !told.contains(taken.key()) {
                        let path = Place::Member(&self.place, taken.key()).to_string();
                        told.insert(taken.key().clone());
                        // An object that is itself given twice can repeat a path.
                        if !self.duplicates.contains(&path) {
                            self.duplicates.push(path);
                        }
                    }
                    taken.insert(value);
                }
            }
        }
        Ok(map.into())
    }
}

struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        String::deserialize(deserializer)
    }
}

//! Secrets that were pasted with a resource: taken out before anything else looks at it.

use super::members::Finds;
use crate::{secret, token};
use serde_json::Value;

/// Masks Claude's own keys and tokens, and takes identity tokens out, in every text of a value and in the names of members.
pub(super) fn mask(value: &mut Value, finds: &mut Finds) {
    walk(value, &Place::Top, finds);
}

/// Where a value stands. A chain through the stack: nothing is written out unless a secret is found there.
enum Place<'a> {
    Top,
    Member(&'a Self, &'a str),
    Item(&'a Self, usize),
}

impl Place<'_> {
    /// The path, as the JSON reader spells it.
    fn path(&self) -> String {
        match self {
            Self::Top => String::new(),
            Self::Member(parent, name) => super::join(&parent.path(), name),
            Self::Item(parent, index) => format!("{}[{index}]", parent.path()),
        }
    }
}

fn walk(value: &mut Value, place: &Place<'_>, finds: &mut Finds) {
    match value {
        Value::String(text) => {
            if let Some(clean) = masked(text, place, finds) {
                *text = clean;
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                walk(item, &Place::Item(place, index), finds);
            }
        }
        Value::Object(map) => {
            for (name, item) in map.iter_mut() {
                walk(item, &Place::Member(place, name), finds);
            }
            if map.keys().any(|name| without(name).is_some()) {
                *map = std::mem::take(map)
                    .into_iter()
                    .map(|(name, item)| (masked(&name, place, finds).unwrap_or(name), item))
                    .collect();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The text without its secrets, which are reported; `None` where it has none.
fn masked(text: &str, place: &Place<'_>, finds: &mut Finds) -> Option<String> {
    let clean = without(text)?;
    let without_tokens = token::scrub_tokens(text);
    if without_tokens != text {
        finds.add(
            || place.path(),
            "An identity token was pasted here and was taken out. Paste a token where a token is asked for.",
        );
    }
    if let Some(first) = secret::find_credentials(&without_tokens).first() {
        finds.add(
            || place.path(),
            format!("This holds {}, {}. {}", first.kind.name(), first.masked, first.kind.advice()),
        );
    }
    Some(clean)
}

/// The text without its secrets; `None` where it has none.
pub(super) fn without(text: &str) -> Option<String> {
    let clean = secret::scrub(text);
    (clean != text).then_some(clean)
}

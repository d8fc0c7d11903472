//! Secrets that were pasted with a resource: taken out before anything else looks at it.

use super::members::Finds;
use crate::{secret, token};
use serde_json::Value;

/// Masks Claude's own keys and tokens, and takes identity tokens out, in every text of a value and in the names of members.
pub(super) fn mask(value: &mut Value, finds: &mut Finds) {
    walk(value, "", finds);
}

fn walk(value: &mut Value, path: &str, finds: &mut Finds) {
    match value {
        Value::String(text) => {
            if let Some(clean) = masked(text, path, finds) {
                *text = clean;
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                walk(item, &format!("{path}[{index}]"), finds);
            }
        }
        Value::Object(map) => {
            for (name, item) in map.iter_mut() {
                walk(item, &super::join(path, name), finds);
            }
            if map.keys().any(|name| without(name).is_some()) {
                *map = std::mem::take(map)
                    .into_iter()
                    .map(|(name, item)| (masked(&name, path, finds).unwrap_or(name), item))
                    .collect();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The text without its secrets, which are reported; `None` where it has none.
fn masked(text: &str, path: &str, finds: &mut Finds) -> Option<String> {
    let without_tokens = token::scrub_tokens(text);
    if without_tokens != text {
        finds.add(
            path.to_owned(),
            "An identity token was pasted here and was taken out. Paste a token where a token is asked for."
                .into(),
        );
    }
    if let Some(first) = secret::find_credentials(&without_tokens).first() {
        finds.add(
            path.to_owned(),
            format!("This holds {}, {}. {}", first.kind.name(), first.masked, first.kind.advice()),
        );
    }
    without(text)
}

/// The text without its secrets; `None` where it has none.
pub(super) fn without(text: &str) -> Option<String> {
    let clean = secret::scrub(text);
    (clean != text).then_some(clean)
}

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
            if map.keys().any(|name| is_secret(name)) {
                *map = std::mem::take(map)
                    .into_iter()
                    .map(|(name, item)| (masked(&name, path, finds).unwrap_or(name), item))
                    .collect();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn is_secret(text: &str) -> bool {
    !secret::find_credentials(text).is_empty() || token::scrub_tokens(text) != text
}

/// The text without its secrets; `None` where it has none.
fn masked(text: &str, path: &str, finds: &mut Finds) -> Option<String> {
    let without_tokens = token::scrub_tokens(text);
    if without_tokens != text {
        finds.add(
            path.to_owned(),
            "An identity token was pasted here and was taken out. Paste a token where a token is asked for."
                .into(),
        );
    }
    let found = secret::find_credentials(&without_tokens);
    if let Some(first) = found.first() {
        finds.add(
            path.to_owned(),
            format!("This holds {}, {}. {}", first.kind.name(), first.masked, first.kind.advice()),
        );
    }
    if found.is_empty() && without_tokens == text {
        return None;
    }
    let mut clean = String::with_capacity(without_tokens.len());
    let mut from = 0;
    for credential in found {
        clean.push_str(without_tokens.get(from..credential.range.start).unwrap_or_default());
        clean.push_str(&credential.masked);
        from = credential.range.end;
    }
    clean.push_str(without_tokens.get(from..).unwrap_or_default());
    Some(clean)
}

//! The platform of each recorded token.

use std::path::Path;

use keyless_core::providers::detect::detect;
use keyless_core::token::Claims;
use serde_json::Value;

use crate::vectors::{self, Tally};

/// Recognises the platform of every token of `sample-claims.json`. A case's id is its place in the file, from 0, with what
/// the file calls it.
///
/// # Panics
///
/// When the file is not there or is no JSON.
pub fn sample_claims(dir: &Path) -> Tally {
    let file = vectors::read(dir, "sample-claims");
    let mut tally = Tally::new("sample-claims");
    for (place, sample) in file.as_array().into_iter().flatten().enumerate() {
        let text = |name: &str| sample.get(name).and_then(Value::as_str).unwrap_or("?");
        let id = format!("{place} ({}, {})", text("provider"), text("variant"));
        tally.count(&id, recognised(sample, text("expected_detection")));
    }
    tally
}

fn recognised(sample: &Value, expected: &str) -> Result<(), String> {
    let Some(Value::Object(claims)) = sample.get("claims") else {
        return Err("it has no claims".to_owned());
    };
    let found = detect(None, &Claims::new(claims.clone())).slug;
    if found == expected { Ok(()) } else { Err(format!("expected {expected}, found {found}")) }
}

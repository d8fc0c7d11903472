//! Samples as people have them: tokens, claim sets, one to a line or as JSON.

use crate::secret::IdentityToken;
use crate::token::{self, Claims};
use serde_json::Value;

/// What a text holds of samples.
#[derive(Debug, Default)]
pub struct Samples {
    /// The claims of each, in the order of the text.
    pub claims: Vec<Claims>,
    /// What could not be read: the line from 1, and why.
    pub problems: Vec<(usize, String)>,
}

/// How many samples are read at most.
pub const MOST_SAMPLES: usize = 1000;

/// Reads tokens and claim sets: each line one of them, or JSON, be it one object after the other or a list. An object with
/// a member `claims` and no `iss` stands for these claims.
pub fn samples(pasted: &IdentityToken) -> Samples {
    let text = pasted.expose().trim_start_matches('\u{feff}');
    let mut found = Samples::default();
    if text.trim_start().starts_with(['{', '[']) {
        let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Value>();
        while let Some(value) = stream.next() {
            match value {
                Ok(value) => found.add_json(value, line_at(text, stream.byte_offset())),
                Err(error) => {
                    found.refuse(
                        error.line(),
                        "no JSON from here on: end each claim set with its brace".to_owned(),
                    );
                    break;
                }
            }
        }
    } else {
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            found.add(&IdentityToken::new(line.to_owned()), number + 1);
        }
    }
    found
}

impl Samples {
    fn add_json(&mut self, value: Value, line: usize) {
        match value {
            Value::Array(values) => values.into_iter().for_each(|value| self.add_json(value, line)),
            Value::String(text) => self.add(&IdentityToken::new(text), line),
            Value::Object(mut object) if !object.contains_key("iss") && object.contains_key("claims") => {
                let claims = object.remove("claims").unwrap_or_default();
                self.add(&IdentityToken::new(claims.to_string()), line);
            }
            other => self.add(&IdentityToken::new(other.to_string()), line),
        }
    }

    fn add(&mut self, one: &IdentityToken, line: usize) {
        if self.claims.len() >= MOST_SAMPLES {
            self.refuse(line, format!("more than {MOST_SAMPLES} samples: the rest is left out"));
            return;
        }
        match token::read(one, None) {
            Ok(read) => self.claims.push(read.claims),
            Err(error) => self.refuse(line, error.to_string()),
        }
    }

    fn refuse(&mut self, line: usize, why: String) {
        if self.problems.last().is_none_or(|(_, last)| *last != why) {
            self.problems.push((line, why));
        }
    }
}

fn line_at(text: &str, end: usize) -> usize {
    text.get(..end).unwrap_or(text).matches('\n').count() + 1
}

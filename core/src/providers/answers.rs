//! A form as filled in.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A provider's form as filled in. Blank answers do not count; texts are kept as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, String>);

impl Answers {
    /// The answer, without blanks around it; empty where there is none.
    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", |v| v.trim())
    }

    /// The answer as typed.
    pub fn typed(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// The answer, if there is one.
    pub fn some(&self, field: &str) -> Option<&str> {
        Some(self.get(field)).filter(|v| !v.is_empty())
    }

    /// Answers a field.
    pub fn set(&mut self, field: &str, value: &str) {
        self.0.insert(field.to_owned(), value.to_owned());
    }

    /// Takes over every answer that is not blank.
    pub fn extend(&mut self, other: &Self) {
        for (field, value) in &other.0 {
            if !value.trim().is_empty() {
                self.0.insert(field.clone(), value.clone());
            }
        }
    }

    /// Every answer as typed.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v.as_str()))
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Answers {
    fn from(pairs: [(&str, &str); N]) -> Self {
        Self(pairs.into_iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect())
    }
}

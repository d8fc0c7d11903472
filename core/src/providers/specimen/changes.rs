//! What a stranger's token says otherwise than the workload's.

use serde_json::{Map, Value};

/// Claims at the top level that somebody's token has with another value than the workload's, or does not have at all.
#[derive(Debug, Clone, Default)]
pub struct Changes(Vec<(&'static str, Option<Value>)>);

impl Changes {
    /// Lets a claim be another, or not be there. The last word on a claim counts.
    pub(super) fn put(&mut self, name: &'static str, value: Option<Value>) {
        self.0.push((name, value));
    }

    /// The names of the claims.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|(name, _)| *name)
    }

    /// A claim of that token, where the workload's has these.
    pub fn get<'v>(&'v self, owner: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
        match self.0.iter().rev().find(|(changed, _)| *changed == name) {
            Some((_, value)) => value.as_ref(),
            None => owner.get(name),
        }
    }

    /// All claims of that token, where the workload's has these.
    pub fn over(&self, owner: &Map<String, Value>) -> Map<String, Value> {
        let mut claims = owner.clone();
        for (name, value) in &self.0 {
            match value {
                Some(value) => drop(claims.insert((*name).to_owned(), value.clone())),
                None => drop(claims.shift_remove(*name)),
            }
        }
        claims
    }

    /// Whether two tokens say the same.
    pub(super) fn says_as(&self, other: &Self, owner: &Map<String, Value>) -> bool {
        self.names().chain(other.names()).all(|name| self.get(owner, name) == other.get(owner, name))
    }
}

//! Key sets as pasted: a JWKS, its `keys` array, or one JWK. Public keys only.

use super::json::{self, JsonPosition};
use serde_json::{Map, Value};
use std::fmt;

/// Members that only a private or symmetric key has (RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1).
const PRIVATE_MEMBERS: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// Public keys.
#[derive(Debug, Clone, PartialEq)]
pub struct KeySet {
    keys: Vec<Map<String, Value>>,
}

/// A key that was refused because it is private or symmetric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its place in the set, from 0.
    pub index: usize,
    /// The member that gave it away.
    pub member: &'static str,
}

/// Why a text is no key set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeySetProblem {
    /// Nothing was given.
    Empty,
    /// It is not JSON.
    NotJson {
        /// Where the fault is.
        at: JsonPosition,
    },
    /// It is an OpenID discovery document.
    Discovery {
        /// The address that it gives for the keys.
        jwks_uri: Option<String>,
    },
    /// It is JSON, but no key set.
    NotAKeySet,
    /// A key is no object.
    NotAKey {
        /// Its place, from 0.
        index: usize,
    },
    /// It holds a private or symmetric key.
    Private(Refused),
    /// There is no key in it.
    NoKeys,
}

impl fmt::Display for KeySetProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => {
                f.write_str("Nothing was pasted. Paste the issuer's JWKS: the JSON with the member keys.")
            }
            Self::NotJson { at } => write!(
                f,
                "The key set is not JSON: see line {}, column {}. Copy the JWKS whole.",
                at.line, at.column
            ),
            Self::Discovery { jwks_uri: Some(address) } => write!(
                f,
                "This is a discovery document, not the keys. Paste what its jwks_uri gives: {address}"
            ),
            Self::Discovery { jwks_uri: None } => {
                f.write_str("This is a discovery document, not the keys. Paste what its jwks_uri gives.")
            }
            Self::NotAKeySet => f.write_str(
                "This JSON is no key set: a JWKS has the member keys, a single key has the member kty.",
            ),
            Self::NotAKey { index } => write!(f, "Key {} of the set is no JSON object.", index + 1),
            Self::Private(Refused { index, member }) => write!(
                f,
                "Key {} of the set has the member {member}: it is a private or symmetric key and was refused. Treat it as \
                 leaked, replace it, and paste public keys only.",
                index + 1
            ),
            Self::NoKeys => f.write_str("The key set is empty: no token can be verified with it."),
        }
    }
}

impl std::error::Error for KeySetProblem {}

impl KeySet {
    /// Reads a JWKS, the array inside it, or one JWK.
    ///
    /// # Errors
    /// When it is none of these, or holds a private key. The error holds no key material.
    pub fn parse(text: &str) -> Result<Self, KeySetProblem> {
        if text.trim().is_empty() {
            return Err(KeySetProblem::Empty);
        }
        let parsed = json::parse(text.as_bytes()).map_err(|at| KeySetProblem::NotJson { at })?;
        Self::from_value(parsed.value)
    }

    /// Reads a JWKS, the array inside it, or one JWK.
    ///
    /// # Errors
    /// As [`KeySet::parse`].
    pub fn from_value(value: Value) -> Result<Self, KeySetProblem> {
        let items = match value {
            Value::Array(items) => items,
            Value::Object(mut map) => match map.remove("keys") {
                Some(Value::Array(items)) => items,
                Some(_) => return Err(KeySetProblem::NotAKeySet),
                None if map.contains_key("kty") => vec![Value::Object(map)],
                None if map.contains_key("jwks_uri") || map.contains_key("authorization_endpoint") => {
                    let jwks_uri = map.get("jwks_uri").and_then(Value::as_str).map(str::to_owned);
                    return Err(KeySetProblem::Discovery { jwks_uri });
                }
                None => return Err(KeySetProblem::NotAKeySet),
            },
            _ => return Err(KeySetProblem::NotAKeySet),
        };
        let mut keys = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            let Value::Object(key) = item else { return Err(KeySetProblem::NotAKey { index }) };
            if let Some(member) = PRIVATE_MEMBERS.into_iter().find(|m| key.contains_key(*m)) {
                return Err(KeySetProblem::Private(Refused { index, member }));
            }
            keys.push(key);
        }
        if keys.is_empty() {
            return Err(KeySetProblem::NoKeys);
        }
        Ok(Self { keys })
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Never true: an empty set is refused when it is read.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The key ids, in the set's order.
    pub fn ids(&self) -> Vec<&str> {
        self.keys.iter().filter_map(|k| k.get("kid").and_then(Value::as_str)).collect()
    }

    pub(super) fn with_id<'a>(&'a self, kid: &'a str) -> impl Iterator<Item = &'a Map<String, Value>> {
        self.keys.iter().filter(move |k| k.get("kid").and_then(Value::as_str) == Some(kid))
    }
}

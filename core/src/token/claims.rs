//! A token's claims.

use super::error::{ProblemKind, TokenProblem};
use serde_json::{Map, Value};

/// The claims of a token, in the order in which it has them. Somebody's data: shown, never serialised as a whole, and
/// `Debug` tells their number alone.
#[derive(Clone, PartialEq)]
pub struct Claims(Map<String, Value>);

/// A time claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Timestamp {
    /// It is not there.
    Absent,
    /// It is there and no number, or no number that a calendar has.
    NotANumber,
    /// Whole seconds since 1970, rounded down.
    At(i64),
}

impl Timestamp {
    /// The seconds, where there are any.
    pub fn seconds(self) -> Option<i64> {
        match self {
            Self::At(seconds) => Some(seconds),
            Self::Absent | Self::NotANumber => None,
        }
    }
}

/// Seconds of the year 9999: beyond it no platform mints, and no sum of two of them leaves an `i64`.
const LAST_SECOND: f64 = 253_402_300_799.0;

impl Claims {
    /// Takes a JSON object for claims.
    pub fn new(map: Map<String, Value>) -> Self {
        Self(map)
    }

    /// Every claim.
    pub fn as_map(&self) -> &Map<String, Value> {
        &self.0
    }

    /// One claim at the top level.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// A claim that is a text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }

    /// `iss`
    pub fn issuer(&self) -> Option<&str> {
        self.text("iss")
    }

    /// `sub`
    pub fn subject(&self) -> Option<&str> {
        self.text("sub")
    }

    /// `jti`
    pub fn token_id(&self) -> Option<&str> {
        self.text("jti")
    }

    /// The texts of `aud`, which may be a text or a list.
    pub fn audiences(&self) -> Vec<&str> {
        match self.0.get("aud") {
            Some(Value::String(one)) => vec![one],
            Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// `exp`, `nbf` or `iat`.
    pub fn time(&self, name: &str) -> Timestamp {
        let Some(value) = self.0.get(name) else { return Timestamp::Absent };
        match value.as_f64() {
            // The bounds were checked: the cast keeps the whole part.
            #[allow(clippy::cast_possible_truncation)]
            Some(seconds) if (-LAST_SECOND..=LAST_SECOND).contains(&seconds) => {
                Timestamp::At(seconds.floor() as i64)
            }
            _ => Timestamp::NotANumber,
        }
    }

    /// `exp` − `iat` in seconds, where both are there.
    pub fn lifetime(&self) -> Option<i64> {
        Some(self.time("exp").seconds()? - self.time("iat").seconds()?)
    }

    /// What is wrong with the registered claims.
    pub(super) fn problems(&self) -> Vec<TokenProblem> {
        let mut problems = Vec::new();
        for name in ["exp", "iat", "nbf"] {
            if self.time(name) == Timestamp::NotANumber {
                problems.push(TokenProblem::new(if self.text(name).is_some() {
                    ProblemKind::TimeIsText { name }
                } else {
                    ProblemKind::TimeIsNoNumber { name }
                }));
            }
        }
        for name in ["iss", "sub", "jti"] {
            if self.get(name).is_some_and(|v| !v.is_string()) {
                problems.push(TokenProblem::new(ProblemKind::NotText { name }));
            }
        }
        let odd_audience = match self.0.get("aud") {
            None | Some(Value::String(_)) => false,
            Some(Value::Array(items)) => !items.iter().all(Value::is_string),
            Some(_) => true,
        };
        if odd_audience {
            problems.push(TokenProblem::new(ProblemKind::AudienceShape));
        }
        problems
    }
}

impl std::fmt::Debug for Claims {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Claims({})", self.0.len())
    }
}

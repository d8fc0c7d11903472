//! Lifetimes: whole seconds within the service's bounds.

use crate::facts;
use std::fmt;
use std::ops::RangeInclusive;

/// A rule's `token_lifetime_seconds`: how long a minted token may live, in seconds, within
/// [`facts::TOKEN_LIFETIME_RANGE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenLifetime(u64);

/// An issuer's `max_jwt_lifetime_seconds`: the longest `exp` − `iat` that it lets through, in seconds, within
/// [`facts::MAX_JWT_LIFETIME_RANGE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MaxJwtLifetime(u64);

/// Why a text is no lifetime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LifetimeProblem {
    /// It is no whole number of seconds.
    NotSeconds {
        /// What it comes to in seconds, where it is a number with a unit.
        instead: Option<u64>,
    },
    /// It lies outside the service's bounds.
    OutOfRange {
        /// The shortest, in seconds.
        least: u64,
        /// The longest, in seconds.
        most: u64,
    },
}

impl TokenLifetime {
    /// Reads seconds; an empty text is the service's default ([`facts::TOKEN_LIFETIME_DEFAULT`]).
    ///
    /// # Errors
    /// When it is no whole number, or outside the service's bounds.
    pub fn parse(text: &str) -> Result<Self, LifetimeProblem> {
        seconds(text, facts::TOKEN_LIFETIME_DEFAULT.value, &facts::TOKEN_LIFETIME_RANGE.value).map(Self)
    }

    /// The lifetime in seconds.
    pub const fn seconds(self) -> u64 {
        self.0
    }
}

impl MaxJwtLifetime {
    /// Reads seconds; an empty text is the service's default ([`facts::MAX_JWT_LIFETIME_DEFAULT`]).
    ///
    /// # Errors
    /// When it is no whole number, or outside the service's bounds.
    pub fn parse(text: &str) -> Result<Self, LifetimeProblem> {
        seconds(text, facts::MAX_JWT_LIFETIME_DEFAULT.value, &facts::MAX_JWT_LIFETIME_RANGE.value).map(Self)
    }

    /// The lifetime in seconds.
    pub const fn seconds(self) -> u64 {
        self.0
    }
}

fn seconds(text: &str, default: u64, range: &RangeInclusive<u64>) -> Result<u64, LifetimeProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(default);
    }
    let out_of_range = LifetimeProblem::OutOfRange { least: *range.start(), most: *range.end() };
    match text.parse::<u64>() {
        Ok(seconds) if range.contains(&seconds) => Ok(seconds),
        Ok(_) => Err(out_of_range),
        Err(_)
            if text.strip_prefix('-').unwrap_or(text).bytes().all(|b| b.is_ascii_digit()) && text != "-" =>
        {
            Err(out_of_range)
        }
        Err(_) => Err(LifetimeProblem::NotSeconds {
            instead: with_unit(text).filter(|seconds| range.contains(seconds)),
        }),
    }
}

/// What a number with a unit comes to.
fn with_unit(text: &str) -> Option<u64> {
    let at = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at_checked(at)?;
    let factor = match unit.trim() {
        "s" | "sec" | "second" | "seconds" | ".0" => 1,
        "m" | "min" | "minute" | "minutes" => 60,
        "h" | "hour" | "hours" => 3600,
        "d" | "day" | "days" => 86_400,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}

impl fmt::Display for LifetimeProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSeconds { instead: Some(seconds) } => {
                write!(f, "The service takes a whole number of seconds without a unit. Write {seconds}.")
            }
            Self::NotSeconds { instead: None } => {
                f.write_str("The service takes a whole number of seconds here, digits alone.")
            }
            Self::OutOfRange { least, most } => {
                write!(f, "The service takes {least} to {most} seconds here.")
            }
        }
    }
}

impl std::error::Error for LifetimeProblem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lifetime_is_seconds_within_both_edges() {
        let token = LifetimeProblem::OutOfRange { least: 60, most: 86_400 };
        let not = |instead| LifetimeProblem::NotSeconds { instead };
        let table = [
            ("", Ok(3600), "the default"),
            ("60", Ok(60), "the shortest"),
            ("59", Err(token.clone()), "below the shortest"),
            ("86400", Ok(86_400), "the longest"),
            ("86401", Err(token.clone()), "above the longest"),
            (" 600 ", Ok(600), "blanks around a number are left out when it is written"),
            ("0", Err(token.clone()), "zero"),
            ("-5", Err(token.clone()), "below zero"),
            ("99999999999999999999999", Err(token), "beyond any integer"),
            ("10m", Err(not(Some(600))), "a unit, with what it comes to"),
            ("600s", Err(not(Some(600))), "a unit, with what it comes to"),
            ("600.0", Err(not(Some(600))), "a fraction of nothing"),
            ("600.5", Err(not(None)), "a fraction"),
            ("2d", Err(not(None)), "what it comes to is out of bounds as well"),
            ("ten", Err(not(None)), "a word"),
            ("-", Err(not(None)), "a sign alone"),
        ];
        for (text, expected, why) in table {
            assert_eq!(TokenLifetime::parse(text).map(TokenLifetime::seconds), expected, "{text}: {why}");
        }
    }

    #[test]
    fn an_identity_token_may_live_up_to_49_hours() {
        let out = Err(LifetimeProblem::OutOfRange { least: 1, most: 176_400 });
        for (text, expected) in
            [("", Ok(3600)), ("0", out.clone()), ("1", Ok(1)), ("176400", Ok(176_400)), ("176401", out)]
        {
            assert_eq!(MaxJwtLifetime::parse(text).map(MaxJwtLifetime::seconds), expected, "{text}");
        }
    }
}

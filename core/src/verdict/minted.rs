//! The token that an exchange gives out.

use crate::facts;

/// What bounds a minted token's lifetime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The rule's `token_lifetime_seconds`.
    Rule,
    /// Twice what is left of the identity token.
    Token,
    /// The service's minimum.
    Minimum,
}

/// A minted token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minted {
    /// Lifetime, in seconds.
    pub lifetime: u64,
    /// What bounds it.
    pub bound: Bound,
    /// What the rule asks for, in seconds.
    pub asked: u64,
    /// What is left of the identity token, in seconds; below zero within the leeway.
    pub remaining: i64,
}

impl Minted {
    /// `max(60, min(asked, 2 × remaining))` (`facts::MINTED_LIFETIME_FACTOR`).
    pub fn new(asked: u64, remaining: i64) -> Self {
        let twice = u64::try_from(remaining).unwrap_or(0).saturating_mul(facts::MINTED_LIFETIME_FACTOR.value);
        let least = facts::MINTED_LIFETIME_MIN.value;
        let (lifetime, bound) = match asked.min(twice) {
            shorter if shorter < least => (least, Bound::Minimum),
            shorter if shorter == asked => (asked, Bound::Rule),
            shorter => (shorter, Bound::Token),
        };
        Self { lifetime, bound, asked, remaining }
    }

    /// When an SDK first tries to refresh, in seconds after minting; `None` where the token is too short-lived for it.
    pub fn advisory_refresh(&self) -> Option<u64> {
        self.lifetime.checked_sub(facts::ADVISORY_REFRESH_SECONDS.value)
    }

    /// When an SDK must have refreshed, in seconds after minting.
    pub fn mandatory_refresh(&self) -> u64 {
        self.lifetime.saturating_sub(facts::MANDATORY_REFRESH_SECONDS.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lifetime_is_the_services_formula() {
        let table = [
            (600, 3600, 600, Bound::Rule, "the rule is shorter"),
            (3600, 100, 200, Bound::Token, "twice the remainder is shorter"),
            (600, 300, 600, Bound::Rule, "equal: the rule's"),
            (600, 10, 60, Bound::Minimum, "never below the minimum"),
            (600, -29, 60, Bound::Minimum, "within the leeway after expiry"),
            (60, 3600, 60, Bound::Rule, "the shortest that a rule may ask"),
        ];
        for (asked, remaining, lifetime, bound, why) in table {
            let minted = Minted::new(asked, remaining);
            assert_eq!((minted.lifetime, minted.bound), (lifetime, bound), "{why}");
        }
    }

    #[test]
    fn refresh_points_never_lie_before_minting() {
        assert_eq!(Minted::new(600, 3600).advisory_refresh(), Some(480));
        assert_eq!(Minted::new(60, 3600).advisory_refresh(), None);
        assert_eq!(Minted::new(60, 3600).mandatory_refresh(), 30);
    }
}

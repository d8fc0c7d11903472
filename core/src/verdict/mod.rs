//! Would the exchange succeed, and which check says no.
//!
//! [`judge`] runs every check, always, in the order in which the service is thought to run them; the service publishes
//! neither its order nor most of its reasons, so [`Check::reason`] tells the service's own names from Keyless's.

mod checks;
mod gate;
mod judge;
mod minted;
mod reason;

pub use gate::{Admission, Gate};
pub use judge::{Question, judge, key_set};
pub use minted::{Bound, Minted};
pub use reason::Reason;

/// A check of the exchange. The order of the variants is the order of the checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckId {
    /// The assertion is small enough.
    Size,
    /// It is a JWT.
    Format,
    /// Its `alg` is accepted.
    Algorithm,
    /// It names a key.
    KeyId,
    /// `iss` is the issuer's URL, byte for byte.
    Issuer,
    /// The key is in the issuer's key set.
    Key,
    /// The signature is good.
    Signature,
    /// `sub`, `iat` and `exp` are there.
    RequiredClaims,
    /// `exp` is not past.
    Expiry,
    /// `nbf` is not in the future.
    NotBefore,
    /// `iat` is not in the future.
    IssuedAt,
    /// `exp` − `iat` is within the issuer's bound.
    Lifetime,
    /// `jti` was not used before.
    Replay,
    /// The audience is the rule's, or the service's default.
    Audience,
    /// The subject matches.
    Subject,
    /// The claims match.
    Claims,
    /// The condition holds.
    Condition,
    /// The workspace is one that the rule enables.
    Workspace,
}

impl CheckId {
    /// Every check, in order.
    pub const ALL: [Self; 18] = [
        Self::Size,
        Self::Format,
        Self::Algorithm,
        Self::KeyId,
        Self::Issuer,
        Self::Key,
        Self::Signature,
        Self::RequiredClaims,
        Self::Expiry,
        Self::NotBefore,
        Self::IssuedAt,
        Self::Lifetime,
        Self::Replay,
        Self::Audience,
        Self::Subject,
        Self::Claims,
        Self::Condition,
        Self::Workspace,
    ];

    /// Stable name, as in `keyless check --json`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::Format => "format",
            Self::Algorithm => "algorithm",
            Self::KeyId => "key_id",
            Self::Issuer => "issuer",
            Self::Key => "key",
            Self::Signature => "signature",
            Self::RequiredClaims => "required_claims",
            Self::Expiry => "expiry",
            Self::NotBefore => "not_before",
            Self::IssuedAt => "issued_at",
            Self::Lifetime => "lifetime",
            Self::Replay => "replay",
            Self::Audience => "audience",
            Self::Subject => "subject",
            Self::Claims => "claims",
            Self::Condition => "condition",
            Self::Workspace => "workspace",
        }
    }

    /// What it is called on the page.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Size => "Size",
            Self::Format => "Form of a JWT",
            Self::Algorithm => "Algorithm",
            Self::KeyId => "Key id",
            Self::Issuer => "Issuer, byte for byte",
            Self::Key => "Key in the issuer's set",
            Self::Signature => "Signature",
            Self::RequiredClaims => "Required claims",
            Self::Expiry => "Expiry",
            Self::NotBefore => "Not before",
            Self::IssuedAt => "Issued at",
            Self::Lifetime => "Lifetime of the token",
            Self::Replay => "Single use",
            Self::Audience => "Audience",
            Self::Subject => "Subject",
            Self::Claims => "Claims",
            Self::Condition => "Condition",
            Self::Workspace => "Workspace",
        }
    }
}

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It holds.
    Pass,
    /// It does not.
    Fail,
    /// It cannot be known here; the check's message says why and how to find out.
    CannotTell,
    /// The issuer or rule asks for nothing here, or an earlier failure leaves nothing to ask.
    NotAsked,
}

impl Outcome {
    /// Stable name, as in `keyless check --json`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::CannotTell => "cannot_tell",
            Self::NotAsked => "not_asked",
        }
    }
}

/// One check with its outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Which.
    pub id: CheckId,
    /// What it found.
    pub outcome: Outcome,
    /// Why the exchange is denied, where it failed.
    pub reason: Option<Reason>,
    /// What would pass, as text to compare with; empty where there is no one text.
    pub expected: String,
    /// What the token has.
    pub found: String,
    /// Explanation, in a sentence or two.
    pub message: String,
    /// Whether [`Outcome::CannotTell`] leaves the whole verdict unproven. A `jti` that may have been used does not.
    pub weighs: bool,
}

/// What follows from all checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conclusion {
    /// Nothing fails, and all that weighs is known.
    Accepted,
    /// Something fails; the first reason, in the service's order.
    Denied(Reason),
    /// Nothing fails, but something that weighs is not known.
    Unproven(CheckId),
}

/// All checks of one exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    checks: Vec<Check>,
    minted: Option<Minted>,
}

impl Verdict {
    /// Every check, in the service's order.
    pub fn checks(&self) -> &[Check] {
        &self.checks
    }

    /// One check.
    pub fn check(&self, id: CheckId) -> Option<&Check> {
        self.checks.iter().find(|c| c.id == id)
    }

    /// What follows from the checks.
    pub fn conclusion(&self) -> Conclusion {
        if let Some(reason) = self.checks.iter().filter(|c| c.outcome == Outcome::Fail).find_map(|c| c.reason)
        {
            return Conclusion::Denied(reason);
        }
        match self.checks.iter().find(|c| c.outcome == Outcome::CannotTell && c.weighs) {
            Some(check) => Conclusion::Unproven(check.id),
            None => Conclusion::Accepted,
        }
    }

    /// The token that the exchange would give, unless it is denied.
    pub fn minted(&self) -> Option<&Minted> {
        self.minted.as_ref()
    }
}

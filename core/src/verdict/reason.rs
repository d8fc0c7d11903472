//! Why an exchange is denied.

use crate::facts::{Source, Standing, WIF_REFERENCE};

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $standing:ident;)+) => {
        /// Why an exchange is denied. Most names are Keyless's own, since the service publishes no list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Reason {
            $($(#[$doc])* $variant,)+
        }

        impl Reason {
            /// Every reason.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Stable name.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Whose name it is: the service's where [`Standing::Documented`] or [`Standing::Reported`], Keyless's
            /// where [`Standing::Own`].
            pub const fn standing(self) -> Standing {
                match self { $(Self::$variant => Standing::$standing,)+ }
            }
        }
    };
}

reasons! {
    /// The assertion is larger than the service takes.
    TokenTooLarge = "token_too_large", Own;
    /// The assertion is no JWT.
    TokenMalformed = "token_malformed", Own;
    /// Its `alg` is not accepted.
    AlgorithmNotAccepted = "algorithm_not_accepted", Own;
    /// Its header names no key.
    KidMissing = "kid_missing", Own;
    /// `iss` is not the issuer's URL.
    IssuerMismatch = "issuer_mismatch", Own;
    /// The issuer is archived.
    IssuerArchived = "issuer_archived", Own;
    /// The key that it names is not in the issuer's set.
    KeyNotFound = "key_not_found", Own;
    /// The signature does not fit.
    SignatureInvalid = "signature_invalid", Own;
    /// `sub`, `iat` or `exp` is missing.
    ClaimMissing = "claim_missing", Own;
    /// `exp` is past.
    TokenExpired = "token_expired", Own;
    /// `nbf` is in the future.
    TokenNotYetValid = "token_not_yet_valid", Own;
    /// `iat` is in the future.
    TokenIssuedInFuture = "token_issued_in_future", Own;
    /// `exp` − `iat` is longer than the issuer allows.
    LifetimeExceedsMaximum = "lifetime_exceeds_maximum", Own;
    /// `jti` was used before.
    JtiReused = "jti_reused", Reported;
    /// The audience is another.
    MatchAudience = "match_audience", Own;
    /// The subject does not match.
    MatchSubjectPrefix = "match_subject_prefix", Documented;
    /// A claim does not match.
    MatchClaims = "match_claims", Own;
    /// The condition is false, no boolean, or an error.
    MatchCondition = "match_condition", Own;
    /// The rule enables several workspaces and the exchange names none.
    WorkspaceIdRequired = "workspace_id_required", Documented;
    /// The workspace that the exchange names is not enabled by the rule.
    WorkspaceNotEnabled = "workspace_not_enabled", Own;
    /// The rule is archived.
    RuleArchived = "rule_archived", Own;
}

impl Reason {
    /// Where the service's own names were read.
    pub const SOURCE: Source = WIF_REFERENCE;

    /// Whether the authentication history in the Console shows this very name.
    pub const fn is_the_services_own(self) -> bool {
        !matches!(self.standing(), Standing::Own)
    }
}

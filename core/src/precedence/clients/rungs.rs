//! Rungs that clients share, in words.

use super::super::client::Rung;
use super::super::tier::Tier;

pub(super) const BEARER: &str = "Authorization: Bearer";
pub(super) const X_API_KEY: &str = "X-Api-Key";
pub(super) const SILENT: &str = "Nothing, whatever it shadows.";
pub(super) const WARNS: &str = "A warning, once, if a profile or full federation is chosen.";
const NOTHING: &str = "Does not apply.";
pub(super) const UNSET: &str = "Counts as unset.";
pub(super) const WINS: &str = "Counts as set, and wins.";

/// An argument of the constructor.
pub(super) const CONSTRUCTOR: Rung = Rung {
    tier: Tier::Constructor,
    needs: "api_key, auth_token, profile or config, one of them.",
    partial: NOTHING,
    empty: "Counts as given.",
    malformed: "A blank or line ending at the end fails at the first call.",
    reads: &[],
    header: BEARER,
    tells: "Two credentials at once are an error in the constructor.",
};

/// `ANTHROPIC_API_KEY`.
pub(super) const API_KEY: Rung = Rung {
    tier: Tier::ApiKey,
    needs: "ANTHROPIC_API_KEY.",
    partial: NOTHING,
    empty: UNSET,
    malformed: "A line ending at the end fails at the first call.",
    reads: &[],
    header: X_API_KEY,
    tells: SILENT,
};

/// `ANTHROPIC_AUTH_TOKEN`.
pub(super) const AUTH_TOKEN: Rung =
    Rung { tier: Tier::AuthToken, needs: "ANTHROPIC_AUTH_TOKEN.", header: BEARER, ..API_KEY };

/// A named profile.
pub(super) const PROFILE: Rung = Rung {
    tier: Tier::Profile,
    needs: "ANTHROPIC_PROFILE, and configs/NAME.json in the configuration directory.",
    partial: "An error: the named profile must be whole.",
    empty: UNSET,
    malformed: "An error.",
    reads: &["configs/NAME.json", "credentials/NAME.json", "the identity token's file"],
    header: BEARER,
    tells: "An error that names the file.",
};

/// The federation variables.
pub(super) const FEDERATION: Rung = Rung {
    tier: Tier::FederationEnv,
    needs: "ANTHROPIC_FEDERATION_RULE_ID, ANTHROPIC_ORGANIZATION_ID, and ANTHROPIC_IDENTITY_TOKEN_FILE or ANTHROPIC_IDENTITY_TOKEN.",
    partial: "Passed over in silence.",
    empty: "An empty variable counts as unset.",
    malformed: "A missing or oversized token fails at the first call.",
    reads: &["the identity token's file"],
    header: BEARER,
    tells: "An error over the token's file, its length, or what the service answers.",
};

/// The active profile.
pub(super) const ACTIVE: Rung = Rung {
    tier: Tier::ActiveProfile,
    needs: "The profile that active_config names, else default.",
    partial: "An error: an active profile that loads must deliver.",
    empty: "An empty active_config means default.",
    malformed: "Passed over.",
    reads: &["active_config", "configs/NAME.json", "credentials/NAME.json", "the identity token's file"],
    header: BEARER,
    tells: "An error if it loads and cannot deliver.",
};

/// A profile or config in code that comes last.
pub(super) const LAST_ARGUMENT: Rung = Rung {
    tier: Tier::LastArgument,
    needs: "WithProfile or WithConfig, and nothing in the environment.",
    partial: "An error.",
    empty: "An empty name is an error at once.",
    malformed: "An error.",
    ..PROFILE
};

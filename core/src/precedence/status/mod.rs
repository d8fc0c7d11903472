//! `ant auth status`: reading what it printed, saying where that misleads, and foretelling what it would print.
//!
//! The form of the output was recorded from `ant` 1.20.0; `tests/vectors/ant_auth_status.json` holds it. Its exit status
//! says nothing.

mod misleads;
mod predict;
mod read;
#[cfg(test)]
mod tests;

pub use misleads::{CASES, Misleading, misleads};
pub use predict::{Predicted, predict};
pub use read::read;

use serde::Serialize;

/// A row of the credentials section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // As the tiers of the same names.
pub enum Row {
    ApiKey,
    AuthToken,
    Profile,
    Federation,
}

/// What named the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProfileSource {
    /// `--profile` or `ANTHROPIC_PROFILE`.
    Named,
    /// The file `active_config`.
    ActiveConfig,
    /// Nothing did: it is `default`.
    Fallback,
}

/// Why no row is active.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// The profile has no file.
    ProfileNotConfigured,
    /// The profile's file cannot be read.
    ProfileUnreadable,
    /// There is no access token in its credentials file.
    ProfileWithoutToken,
    /// The credentials file cannot be read.
    CredentialsUnreadable,
    /// There is nothing at all.
    NoCredentialConfigured,
}

/// What is printed besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Caution {
    /// A variable overrides the logged-in profile.
    #[serde(rename = "override:ANTHROPIC_API_KEY")]
    KeyOverrides,
    /// As that.
    #[serde(rename = "override:ANTHROPIC_AUTH_TOKEN")]
    TokenOverrides,
    /// Federation is partly configured.
    #[serde(rename = "federation_partial")]
    FederationPartial,
}

/// How far the federation variables are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Federation {
    /// Complete.
    Ready,
    /// Not complete.
    Partial,
}

/// A federation input that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Missing {
    IdentityToken,
    FederationRule,
    OrganizationId,
}

/// Who is logged in, as far as it is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LoggedIn {
    /// The organization's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// The account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// A reading of what `ant auth status` printed. What `ant` shows of a credential is cut to its first twelve characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[allow(clippy::struct_excessive_bools)] // What stands in the output, each by itself.
pub struct Status {
    /// The profile's name, which may be empty.
    pub profile: Option<String>,
    /// What named it; older versions do not say.
    pub profile_source: Option<ProfileSource>,
    /// The configuration directory.
    pub config_dir: Option<String>,
    /// The active row.
    pub winner: Option<Row>,
    /// Why there is none.
    pub note: Option<Note>,
    /// Every row with its value.
    pub rows: Vec<(Row, String)>,
    /// Rows that could deliver and are not active.
    pub shadowed: Vec<Row>,
    /// Whether the active row holds a variable that is exported empty.
    pub empty_value: bool,
    /// `user_oauth`, `oidc_federation` or `unknown`.
    pub profile_type: Option<String>,
    /// Whether the profile's token has expired.
    pub profile_expired: bool,
    /// Who is logged in.
    pub logged_in: Option<LoggedIn>,
    /// The federation variables.
    pub federation: Option<Federation>,
    /// Which of them are set, by flag, with what is shown of them.
    pub federation_inputs: Vec<(String, String)>,
    /// Which are missing.
    pub missing: Vec<Missing>,
    /// The active base URL.
    pub base_url: Option<String>,
    /// Whether it is the environment's.
    pub base_url_is_environment: bool,
    /// The organization's id; empty where it has blanks around it, which the service refuses.
    pub organization: Option<String>,
    /// The workspace's id.
    pub workspace: Option<String>,
    /// Whether profile and token name different workspaces.
    pub workspace_drift: bool,
    /// What is printed besides.
    pub warnings: Vec<Caution>,
    /// Lines that were not understood, from 1.
    pub unread: Vec<usize>,
}

//! Names: rungs, credentials, and where a value came from.

use super::fault::Fault;
use serde::Serialize;

/// A rung of some client's ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Nothing was found.
    None,
    /// A constructor argument or a flag.
    Constructor,
    /// A signed-in Claude apps gateway session (Claude Code).
    Gateway,
    /// A cloud provider's switch (Claude Code).
    CloudProvider,
    /// `ANTHROPIC_API_KEY`.
    ApiKey,
    /// `ANTHROPIC_AUTH_TOKEN`.
    AuthToken,
    /// `apiKeyHelper` of Claude Code's settings.
    ApiKeyHelper,
    /// `CLAUDE_CODE_OAUTH_TOKEN`.
    OauthToken,
    /// The profile that `ANTHROPIC_PROFILE` or a flag names.
    Profile,
    /// The federation variables.
    FederationEnv,
    /// The profile of `active_config`, or `default`.
    ActiveProfile,
    /// `/login` of Claude Code.
    Login,
    /// A profile or config given in code, where it comes last.
    #[serde(rename = "constructor")]
    LastArgument,
    /// Rule and organization without a token, where that is an error at the end.
    #[serde(rename = "federation_env")]
    FederationRest,
}

impl Tier {
    /// Its name in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Constructor | Self::LastArgument => "constructor",
            Self::Gateway => "gateway",
            Self::CloudProvider => "cloud_provider",
            Self::ApiKey => "api_key",
            Self::AuthToken => "auth_token",
            Self::ApiKeyHelper => "api_key_helper",
            Self::OauthToken => "oauth_token",
            Self::Profile => "profile",
            Self::FederationEnv | Self::FederationRest => "federation_env",
            Self::ActiveProfile => "active_profile",
            Self::Login => "login",
        }
    }
}

/// Which credential is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // As the tiers of the same names.
pub enum Source {
    None,
    Error,
    ApiKey,
    AuthToken,
    /// Key and token, each in its header.
    #[serde(rename = "api_key+auth_token")]
    Both,
    Profile,
    FederationEnv,
    ActiveProfile,
    /// The constructor's `config`.
    Config,
    /// `ANTHROPIC_CUSTOM_HEADERS`.
    CustomHeaders,
    Gateway,
    CloudProvider,
    ApiKeyHelper,
    OauthToken,
    Login,
}

impl Source {
    /// Its name in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Error => "error",
            Self::ApiKey => "api_key",
            Self::AuthToken => "auth_token",
            Self::Both => "api_key+auth_token",
            Self::Profile => "profile",
            Self::FederationEnv => "federation_env",
            Self::ActiveProfile => "active_profile",
            Self::Config => "config",
            Self::CustomHeaders => "custom_headers",
            Self::Gateway => "gateway",
            Self::CloudProvider => "cloud_provider",
            Self::ApiKeyHelper => "api_key_helper",
            Self::OauthToken => "oauth_token",
            Self::Login => "login",
        }
    }

    /// Whether it is a key or token that somebody made once and that stays good until it is revoked.
    pub const fn is_static(self) -> bool {
        matches!(
            self,
            Self::ApiKey
                | Self::AuthToken
                | Self::Both
                | Self::CustomHeaders
                | Self::OauthToken
                | Self::ApiKeyHelper
        )
    }
}

/// Where the value came from, or what went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// A variable.
    Variable(&'static str),
    /// An argument or a flag.
    Constructor,
    /// Exchanged for an identity token.
    Exchange,
    /// Taken from a credentials file.
    StoredToken,
    /// Refreshed.
    Refresh,
    /// Key and token went out together.
    TwoHeaders,
    /// An empty value went out.
    EmptyValueSent,
    /// An empty value stopped the search, and no header went out.
    EmptyValueDropped,
    /// The call went out without any credential.
    SentWithoutCredential,
    /// The client's own session or settings.
    Settings,
    /// It failed.
    Fault(Fault),
}

impl Detail {
    /// Its name in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Variable(name) => name,
            Self::Constructor => "constructor",
            Self::Exchange => "exchange",
            Self::StoredToken => "stored_token",
            Self::Refresh => "refresh",
            Self::TwoHeaders => "two_headers",
            Self::EmptyValueSent => "empty_value_sent",
            Self::EmptyValueDropped => "empty_value_dropped",
            Self::SentWithoutCredential => "sent_without_credential",
            Self::Settings => "settings",
            Self::Fault(fault) => fault.code(),
        }
    }
}

impl Serialize for Detail {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

//! What a reader finds, and what it could not understand.

use serde::Serialize;
use std::borrow::Cow;
use std::fmt;

/// A setting that decides about a credential, where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The path in a structured file, such as `env.ANTHROPIC_API_KEY`; empty elsewhere.
    #[serde(skip)]
    pub path: String,
    /// The path of the place whose own setting it is, as in [`super::Place`]; empty for the whole file.
    #[serde(skip)]
    pub place: String,
    /// What is shown of the reference, where it is one, such as `${{ secrets.KEY }}`.
    #[serde(skip)]
    pub refers: Option<String>,
    /// The store that holds it, by kind and name, such as `Secret api-keys`; empty for what is not in one.
    #[serde(skip)]
    pub store: String,
    /// The variable, property or field.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// In which state it is.
    pub state: State,
    /// The mask of the key or token that stands there: at most its first 12 and last 4 characters.
    pub secret: Option<String>,
}

/// What a setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // As the variables of the same names.
pub enum Kind {
    ApiKey,
    AuthToken,
    FederationRuleId,
    OrganizationId,
    ServiceAccountId,
    WorkspaceId,
    IdentityToken,
    IdentityTokenFile,
    Profile,
    ConfigDir,
    BaseUrl,
    CustomHeaders,
    /// A command that prints a key, in Claude Code's settings.
    ApiKeyHelper,
    /// A token that a login gave out.
    OauthToken,
    /// An argument of a client's constructor, in a program.
    Constructor,
}

impl Kind {
    /// Its name in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ApiKey => "api_key",
            Self::AuthToken => "auth_token",
            Self::FederationRuleId => "federation_rule_id",
            Self::OrganizationId => "organization_id",
            Self::ServiceAccountId => "service_account_id",
            Self::WorkspaceId => "workspace_id",
            Self::IdentityToken => "identity_token",
            Self::IdentityTokenFile => "identity_token_file",
            Self::Profile => "profile",
            Self::ConfigDir => "config_dir",
            Self::BaseUrl => "base_url",
            Self::CustomHeaders => "custom_headers",
            Self::ApiKeyHelper => "api_key_helper",
            Self::OauthToken => "oauth_token",
            Self::Constructor => "constructor",
        }
    }

    /// The kind of a variable that some client reads.
    pub fn of_variable(name: &str) -> Option<Self> {
        // Most names begin otherwise.
        if !matches!(name.as_bytes().first(), Some(b'A' | b'C')) {
            return None;
        }
        Some(match name {
            "ANTHROPIC_API_KEY" => Self::ApiKey,
            "ANTHROPIC_AUTH_TOKEN" => Self::AuthToken,
            "ANTHROPIC_FEDERATION_RULE_ID" => Self::FederationRuleId,
            "ANTHROPIC_ORGANIZATION_ID" => Self::OrganizationId,
            "ANTHROPIC_SERVICE_ACCOUNT_ID" => Self::ServiceAccountId,
            "ANTHROPIC_WORKSPACE_ID" => Self::WorkspaceId,
            "ANTHROPIC_IDENTITY_TOKEN" => Self::IdentityToken,
            "ANTHROPIC_IDENTITY_TOKEN_FILE" => Self::IdentityTokenFile,
            "ANTHROPIC_PROFILE" => Self::Profile,
            "ANTHROPIC_CONFIG_DIR" => Self::ConfigDir,
            "ANTHROPIC_BASE_URL" => Self::BaseUrl,
            "ANTHROPIC_CUSTOM_HEADERS" => Self::CustomHeaders,
            "CLAUDE_CODE_OAUTH_TOKEN" => Self::OauthToken,
            _ => return None,
        })
    }

    /// Whether its whole value is a credential.
    pub const fn is_secret(self) -> bool {
        matches!(self, Self::ApiKey | Self::AuthToken | Self::IdentityToken | Self::OauthToken)
    }
}

/// In which state a setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Set to something.
    Set,
    /// Set to nothing.
    Empty,
    /// Taken away.
    Unset,
    /// Set to what stands elsewhere, such as another variable or a secret store.
    Reference,
    /// In a comment.
    Commented,
    /// Set to what somebody is meant to replace.
    Placeholder,
}

impl State {
    /// Its name in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Empty => "empty",
            Self::Unset => "unset",
            Self::Reference => "reference",
            Self::Commented => "commented",
            Self::Placeholder => "placeholder",
        }
    }
}

/// Something that was not understood. The message tells nothing of the text but names of files and stores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What it is, and what that means.
    pub message: Cow<'static, str>,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

//! What a client can fail over, in our own codes, and what to do about it.

use serde::{Serialize, Serializer};

/// When a client says that something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// As the client is made.
    Construct,
    /// At the first call.
    Request,
    /// Not at all: the call went out.
    Done,
}

macro_rules! faults {
    ($($name:ident $code:literal $words:literal $advice:literal;)+) => {
        /// Why a client fails.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)] // Each says itself what it is: `words`.
        pub enum Fault { $($name),+ }

        impl Fault {
            /// Every fault.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Our code for it.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// What is wrong, as one sentence.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$name => $words),+ }
            }

            /// What to do, as one sentence.
            pub const fn advice(self) -> &'static str {
                match self { $(Self::$name => $advice),+ }
            }
        }
    };
}

faults! {
    NoCredentials "no_credentials" "No credential was found."
        "Set the four federation variables, or name a profile.";
    ConflictingArguments "conflicting_arguments" "Two credentials were given to the constructor."
        "Give one of api_key, auth_token, profile and config.";
    ConfigNeedsPath "config_needs_credentials_path" "A user_oauth config in code names no credentials file."
        "Add authentication.credentials_path, or use a named profile.";
    ProfileNameEmpty "profile_name_empty" "The profile's name is empty."
        "Name a profile, or leave the argument out; unset ANTHROPIC_PROFILE instead of emptying it.";
    ProfileNameInvalid "profile_name_invalid" "The client does not take this profile name."
        "Use letters, digits, - and _ alone: every client takes these.";
    ProfileNotFound "profile_not_found" "The named profile has no file."
        "Create configs/NAME.json in the configuration directory, or unset what names it.";
    ProfileUnreadable "profile_unreadable" "The profile's file cannot be read."
        "Put a readable file where the directory or locked file stands.";
    ProfileFileMode "profile_file_mode" "The profile's file can be changed by others."
        "chmod go-w the file.";
    ProfileNotJson "profile_not_json" "The profile's file is no JSON."
        "Correct the file; a byte order mark at its beginning counts as an error too.";
    ProfileNotObject "profile_not_object" "The profile's file holds no JSON object."
        "Write one object with authentication in it.";
    AuthenticationMissing "authentication_missing" "The profile has no authentication object."
        "Add authentication with its type.";
    AuthenticationTypeUnknown "authentication_type_unknown" "authentication.type is not one that the client knows."
        "Write oidc_federation or user_oauth.";
    PointerUnreadable "pointer_unreadable" "active_config cannot be read."
        "Put a file with one line in place of the directory, or remove it.";
    BaseUrlNotHttps "base_url_not_https" "The profile's base_url is not https."
        "Use https; http is taken on loopback only.";
    BaseUrlEmpty "base_url_empty" "ANTHROPIC_BASE_URL is exported empty and taken for an address."
        "Unset it.";
    BaseUrlNoScheme "base_url_no_scheme" "ANTHROPIC_BASE_URL has no scheme."
        "Write https:// in front, or unset it.";
    RuleOrOrganizationMissing "rule_or_organization_missing" "The rule or the organization is missing."
        "Add authentication.federation_rule_id and organization_id, or export their variables.";
    RuleMissing "rule_missing" "The federation rule is missing."
        "Add authentication.federation_rule_id, or export ANTHROPIC_FEDERATION_RULE_ID.";
    OrganizationMissing "organization_missing" "The organization is missing."
        "Add organization_id, or export ANTHROPIC_ORGANIZATION_ID.";
    IdentityTokenNotConfigured "identity_token_not_configured" "Nothing says where the identity token is."
        "Add authentication.identity_token with source file and a path, or export ANTHROPIC_IDENTITY_TOKEN_FILE.";
    IdentityTokenSourceUnsupported "identity_token_source_unsupported" "The client does not know this source of an identity token."
        "Use source file with a path: every client takes it.";
    IdentityTokenWrongType "identity_token_wrong_type" "authentication.identity_token is not an object."
        "Write an object with source and path.";
    IdentityTokenPathEmpty "identity_token_path_empty" "The path of the identity token is empty."
        "Name the file, or unset the variable.";
    IdentityTokenFileMissing "identity_token_file_missing" "The file of the identity token is not there."
        "Check the mount and the path; blanks around a path count.";
    IdentityTokenFileUnreadable "identity_token_file_unreadable" "The file of the identity token cannot be read."
        "Name the file in the directory, and make it readable.";
    IdentityTokenEmpty "identity_token_empty" "The identity token is empty."
        "Have the platform write the token before the client starts.";
    IdentityTokenTooLarge "identity_token_too_large" "The identity token is longer than 16 KiB."
        "Have the platform issue a shorter token, with fewer claims.";
    IdentityTokenGivenTwice "identity_token_given_twice" "Both forms of the identity token are set."
        "Unset ANTHROPIC_IDENTITY_TOKEN or ANTHROPIC_IDENTITY_TOKEN_FILE.";
    FederationIncomplete "federation_incomplete" "Some federation variables are set and others are missing."
        "Set all of rule, organization and identity token, or unset every one.";
    CredentialsFileMissing "credentials_file_missing" "The profile has no credentials file."
        "Run ant auth login, or use an oidc_federation profile.";
    CredentialsFileMode "credentials_file_mode" "The credentials file can be read or changed by others."
        "chmod 600 the file.";
    CredentialsFileNotJson "credentials_file_not_json" "The credentials file is no JSON."
        "Remove it and log in again.";
    CredentialsFileNotObject "credentials_file_not_object" "The credentials file holds no JSON object."
        "Remove it and log in again.";
    CredentialsTypeUnknown "credentials_type_unknown" "The credentials file is of a type that the client refuses."
        "Remove it and log in again.";
    AccessTokenMissing "access_token_missing" "The credentials file holds no access token."
        "Log in again.";
    AccessTokenExpired "access_token_expired" "The stored access token has expired and cannot be refreshed."
        "Log in again.";
    RefreshTokenMissing "refresh_token_missing" "The credentials file holds no refresh token."
        "Log in again.";
    ExpiresAtInvalid "expires_at_invalid" "expires_at is no whole number of seconds."
        "Write Unix seconds, or log in again.";
    IllegalHeaderValue "illegal_header_value" "The value cannot stand in a header, usually for a blank or line ending at its end."
        "Export the value without blanks around it.";
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

impl Fault {
    /// Whether it arises while a profile is found and read, before it is asked for a token.
    pub const fn is_of_loading(self) -> bool {
        matches!(
            self,
            Self::ProfileNameEmpty
                | Self::ProfileNameInvalid
                | Self::ProfileNotFound
                | Self::ProfileUnreadable
                | Self::ProfileFileMode
                | Self::ProfileNotJson
                | Self::ProfileNotObject
                | Self::AuthenticationMissing
                | Self::PointerUnreadable
                | Self::BaseUrlNotHttps
        )
    }
}

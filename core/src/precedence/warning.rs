//! What clients print besides, in our own codes.

use serde::{Serialize, Serializer};

macro_rules! warnings {
    ($($name:ident $code:literal $words:literal $advice:literal;)+) => {
        /// Something that a client prints and goes on. In the order of their codes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs)] // Each says itself what it is: `words`.
        pub enum Warning { $($name),+ }

        impl Warning {
            /// Every warning.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Our code for it.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// What it says, in our words.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$name => $words),+ }
            }

            /// What to do about it.
            pub const fn advice(self) -> &'static str {
                match self { $(Self::$name => $advice),+ }
            }
        }
    };
}

warnings! {
    ApiKeyShadowsAuthToken "api_key_shadows_auth_token" "Key and token are both set; the key is used."
        "Unset ANTHROPIC_API_KEY, and the token too once federation works.";
    ClientIdDefaulted "client_id_defaulted" "The profile has no client_id, so ant uses its own."
        "Log in again with ant auth login, which writes one.";
    CredentialsFileGroupReadable "credentials_file_group_readable" "The group can read or change the credentials file."
        "chmod 600 the file; other clients refuse it.";
    CredentialsFileWorldReadable "credentials_file_world_readable" "Others can read the credentials file."
        "chmod 600 the file; other clients refuse it.";
    MultipleSources "multiple_sources" "More than one source is configured; the note names the one in use."
        "Remove the others: unset their variables.";
    StaticShadowsAutoDiscovery "static_shadows_auto_discovery" "A key or token is used although a profile or federation is configured."
        "Unset ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN; an empty value is not enough everywhere.";
    StaticShadowsProfile "static_shadows_profile" "A key or token is used although the code names a profile."
        "Unset ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN, or take the key out of the code.";
    TokenCacheUnreadable "token_cache_unreadable" "The cached token cannot be used, so each process exchanges anew."
        "chmod 600 the credentials file, or remove it.";
    UnknownProfileField "unknown_profile_field" "The profile has fields that the client does not know."
        "Check their spelling.";
}

impl Serialize for Warning {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

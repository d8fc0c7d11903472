//! The PHP SDK.

use super::super::client::{AtStart, Client, Errors, Evidence, Rung};
use super::super::fault::Fault;
use super::super::rules::{
    ActiveFault, Address, Arguments, Cache, CustomHeaders, EmptyBaseUrl, FileMode, Fill, Form, HeaderCheck,
    KeyHeader, NamedFault, Names, Refresh, Rules, ShadowWarning, SourceEnv, TokenFill,
};
use super::super::warning::Warning;
use super::{python, rungs};

/// The PHP SDK.
pub static PHP: Client = Client {
    slug: "php",
    name: "PHP SDK",
    version: "0.43.0",
    since: Some("0.18.0"),
    evidence: Evidence::Recorded,
    source: "https://github.com/anthropics/anthropic-sdk-php",
    as_of: "2026-11-21",
    ladder: &[
        Rung {
            needs: "apiKey or authToken; the other variable's header goes out too.",
            empty: rungs::UNSET,
            header: "X-Api-Key, Authorization: Bearer, or both",
            ..rungs::CONSTRUCTOR
        },
        Rung { header: "X-Api-Key, and Authorization: Bearer if the token is set too", ..rungs::API_KEY },
        rungs::AUTH_TOKEN,
        Rung {
            partial: "Passed over.",
            malformed: "Passed over; a bad name or address is an error.",
            ..rungs::PROFILE
        },
        Rung {
            needs: "The profile that active_config names; there is no default.",
            partial: "Passed over.",
            empty: "An empty active_config means none.",
            ..rungs::ACTIVE
        },
        Rung { malformed: "A missing file is an error; an empty one is exchanged.", ..rungs::FEDERATION },
    ],
    rules: Rules {
        arguments: Arguments::Merge,
        key_header: KeyHeader::XApiKey,
        both_go_out: true,
        header_check: HeaderCheck::NoLineEnd,
        nothing_is_error: false,
        warns_of_both: false,
        shadow_warning: ShadowWarning::None,
        sends_empty_account: false,
        checks_token: false,
        names: Names::NoPath,
        named_fault: NamedFault::FailsIfThrown,
        active_fault: ActiveFault::FailsIfThrown,
        default_profile: false,
        checks_profile_mode: false,
        form: Form::Duck,
        fill: Fill::None,
        token_fill: TokenFill::None,
        source_env: SourceEnv::EnvVar,
        token_text: Some(Fault::IdentityTokenSourceUnsupported),
        skips_incomplete: true,
        cache: Cache::None,
        refresh: Refresh::Always,
        skips_credentials: (true, true),
        not_an_object: Fault::AccessTokenMissing,
        checks_credentials_type: false,
        bad_expiry: None,
        mode: FileMode { refused: 0, warned: 0o044, warning: Some(Warning::CredentialsFileWorldReadable) },
        credentials_path: (false, false),
        exchange_to: &[Address::Profile],
        call_to: &[Address::Argument, Address::Variable],
        empty_base_url: EmptyBaseUrl::Unset,
        empty_token_is_login: true,
        custom_headers: CustomHeaders::Yields,
        ..python::RULES
    },
    errors: Errors {
        usual: "RuntimeException",
        classes: &[(
            "InvalidArgumentException",
            &[Fault::ProfileNameInvalid, Fault::BaseUrlNotHttps, Fault::IllegalHeaderValue],
        )],
        loading: None,
        env_token: None,
        at_start: AtStart::Loading,
    },
};

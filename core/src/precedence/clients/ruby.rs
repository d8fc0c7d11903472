//! The Ruby SDK.

use super::super::client::{AtStart, Client, Errors, Evidence, Rung};
use super::super::fault::Fault;
use super::super::rules::{
    ActiveFault, Address, Arguments, Cache, CustomHeaders, EmptyBaseUrl, EmptyStatic, FileMode, HeaderCheck,
    KeyHeader, Refresh, Rules, ShadowWarning, SourceEnv,
};
use super::super::warning::Warning;
use super::{python, rungs};

/// The Ruby SDK.
pub static RUBY: Client = Client {
    slug: "ruby",
    name: "Ruby SDK",
    version: "1.65.0",
    since: Some("1.37.0"),
    evidence: Evidence::Recorded,
    source: "https://github.com/anthropics/anthropic-sdk-ruby",
    as_of: "2026-11-21",
    ladder: &[
        Rung {
            needs: "api_key, auth_token or config; nil counts as not given.",
            malformed: "Blanks and line endings around it are lost.",
            header: "X-Api-Key or Authorization: Bearer",
            ..rungs::CONSTRUCTOR
        },
        Rung {
            empty: "Wins, and no credential header goes out.",
            tells: rungs::WARNS,
            malformed: "Blanks and line endings around it are lost.",
            ..rungs::API_KEY
        },
        Rung {
            empty: "Wins, and a bare Bearer goes out.",
            tells: rungs::WARNS,
            malformed: "Line endings around it are lost.",
            ..rungs::AUTH_TOKEN
        },
        rungs::PROFILE,
        Rung { empty: "Counts as unset, but for an empty literal token, which fails.", ..rungs::FEDERATION },
        Rung { malformed: "Passed over, but for an unknown authentication.type.", ..rungs::ACTIVE },
    ],
    rules: Rules {
        arguments: Arguments::First,
        empty_static: EmptyStatic::Wins,
        empty_key_is_sent: false,
        key_header: KeyHeader::XApiKey,
        header_check: HeaderCheck::Stripped,
        nothing_is_error: false,
        warns_of_both: false,
        shadow_warning: ShadowWarning::Set,
        empty_literal_counts: true,
        trims_literal: true,
        active_fault: ActiveFault::SkippedButName,
        pointer_fails: true,
        checks_profile_mode: false,
        source_env: SourceEnv::Value,
        token_text: None,
        empty_field_counts: true,
        cache: Cache::Silent,
        refresh: Refresh::Never,
        checks_credentials_type: false,
        mode: FileMode {
            refused: 0o004,
            warned: 0o070,
            warning: Some(Warning::CredentialsFileGroupReadable),
        },
        call_to: &[Address::Argument, Address::Profile, Address::Variable],
        empty_base_url: EmptyBaseUrl::FailsAtStart,
        custom_headers: CustomHeaders::Yields,
        custom_workspace_wins: false,
        beta_joint: Some(", "),
        ..python::RULES
    },
    errors: Errors {
        usual: "Anthropic::Errors::ConfigurationError",
        classes: &[
            ("TypeError", &[Fault::CredentialsFileNotObject]),
            ("Anthropic::Credentials::WorkloadIdentityError", &[Fault::IdentityTokenTooLarge]),
            ("Errno::EISDIR", &[Fault::PointerUnreadable]),
        ],
        loading: None,
        env_token: None,
        at_start: AtStart::Loading,
    },
};

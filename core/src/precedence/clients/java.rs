//! The Java SDK, read and not run.

use super::super::client::{AtStart, Client, Errors, Evidence, Rung};
use super::super::fault::Fault;
use super::super::rules::{
    ActiveFault, Address, Arguments, Cache, CustomHeaders, EmptyBaseUrl, EmptyProfile, EmptyStatic, Fill,
    HeaderCheck, KeyHeader, Names, Refresh, Rules, ShadowWarning, TokenFill,
};
use super::{python, rungs};

/// The Java SDK.
pub static JAVA: Client = Client {
    slug: "java",
    name: "Java SDK",
    version: "2.57.0",
    since: Some("2.28.0"),
    evidence: Evidence::Read,
    source: "https://github.com/anthropics/anthropic-sdk-java",
    as_of: "2026-11-21",
    ladder: &[
        Rung { header: "X-Api-Key, Authorization: Bearer, or both", ..rungs::CONSTRUCTOR },
        Rung {
            empty: rungs::WINS,
            header: "X-Api-Key, and Authorization: Bearer if the token is set too",
            ..rungs::API_KEY
        },
        Rung { empty: rungs::WINS, ..rungs::AUTH_TOKEN },
        Rung { empty: "An error.", ..rungs::PROFILE },
        Rung { empty: "An empty rule or organization counts as present.", ..rungs::FEDERATION },
        Rung { empty: "An empty active_config finds nothing.", ..rungs::ACTIVE },
    ],
    rules: Rules {
        arguments: Arguments::Merge,
        empty_static: EmptyStatic::Wins,
        key_header: KeyHeader::XApiKey,
        both_go_out: true,
        header_check: HeaderCheck::NoLineEnd,
        warns_of_both: false,
        shadow_warning: ShadowWarning::None,
        empty_id_counts: true,
        empty_file_counts: true,
        sends_empty_account: false,
        empty_profile: EmptyProfile::Fails,
        names: Names::NoPath,
        active_fault: ActiveFault::Skipped,
        checks_profile_mode: false,
        fill: Fill::Missing,
        token_fill: TokenFill::Both,
        cache: Cache::Silent,
        keeps_without_expiry: true,
        refresh: Refresh::WhenExpired,
        checks_credentials_type: false,
        call_to: &[Address::Profile, Address::Argument, Address::Variable],
        empty_base_url: EmptyBaseUrl::Unset,
        custom_headers: CustomHeaders::Ignored,
        ..python::RULES
    },
    errors: Errors {
        usual: "CredentialResolutionException",
        classes: &[("NoCredentialsException", &[Fault::NoCredentials])],
        loading: None,
        env_token: None,
        at_start: AtStart::Nothing,
    },
};

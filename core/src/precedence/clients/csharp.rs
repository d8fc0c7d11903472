//! The C# SDK, read and not run.

use super::super::client::{AtStart, Client, Errors, Evidence, Rung};
use super::super::rules::{
    ActiveFault, Arguments, Cache, CustomHeaders, EmptyBaseUrl, EmptyProfile, EnvNeeds, Fill, HeaderCheck,
    KeyHeader, Names, Refresh, Rules, ShadowWarning, TokenFill,
};
use super::{python, rungs};

/// The C# SDK.
pub static CSHARP: Client = Client {
    slug: "csharp",
    name: "C# SDK",
    version: "12.38.0",
    since: None,
    evidence: Evidence::Read,
    source: "https://github.com/anthropics/anthropic-sdk-csharp",
    as_of: "2026-11-21",
    ladder: &[
        Rung { header: "X-Api-Key, Authorization: Bearer, or both", ..rungs::CONSTRUCTOR },
        Rung {
            empty: "Counts as unset; goes out as an empty header if nothing else is found.",
            header: "X-Api-Key, and Authorization: Bearer if the token is set too",
            ..rungs::API_KEY
        },
        rungs::AUTH_TOKEN,
        Rung { empty: "An error.", ..rungs::PROFILE },
        Rung {
            needs: "ANTHROPIC_FEDERATION_RULE_ID and an identity token; the organization is not needed.",
            ..rungs::FEDERATION
        },
        Rung { malformed: "Passed over, but an error if ANTHROPIC_CONFIG_DIR is set.", ..rungs::ACTIVE },
    ],
    rules: Rules {
        arguments: Arguments::Merge,
        key_header: KeyHeader::XApiKey,
        both_go_out: true,
        header_check: HeaderCheck::NoLineEnd,
        warns_of_both: false,
        shadow_warning: ShadowWarning::None,
        env_needs: EnvNeeds::RuleAndToken,
        sends_empty_account: false,
        empty_profile: EmptyProfile::Fails,
        names: Names::Dotless,
        active_fault: ActiveFault::FailsIfThrown,
        xdg: true,
        checks_profile_mode: false,
        fill: Fill::None,
        token_fill: TokenFill::None,
        cache: Cache::None,
        refresh: Refresh::WhenExpired,
        checks_credentials_type: false,
        empty_base_url: EmptyBaseUrl::Unset,
        custom_headers: CustomHeaders::Ignored,
        ..python::RULES
    },
    errors: Errors {
        usual: "an exception",
        classes: &[],
        loading: None,
        env_token: None,
        at_start: AtStart::Nothing,
    },
};

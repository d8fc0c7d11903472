//! The TypeScript SDK.

use super::super::client::{AtStart, Client, Errors, Evidence, Rung};
use super::super::fault::Fault;
use super::super::rules::{
    ActiveFault, Address, Arguments, Cache, CustomHeaders, EmptyBaseUrl, EnvNeeds, FileMode, Fill, Form,
    HeaderCheck, Names, Refresh, Rules, ShadowWarning, TokenFill,
};
use super::super::tier::Tier;
use super::{python, rungs};

const REST: &str =
    "Rule and organization without a token fall to the active profile, and are an error if there is none.";

/// The TypeScript SDK.
pub static TYPESCRIPT: Client = Client {
    slug: "typescript",
    name: "TypeScript SDK",
    version: "1.12.0",
    since: Some("0.93.0"),
    evidence: Evidence::Recorded,
    source: "https://github.com/anthropics/anthropic-sdk-typescript",
    as_of: "2026-11-21",
    ladder: &[
        Rung {
            empty: "Counts as given; null hides the variable of the same name.",
            malformed: "Blanks around it are trimmed.",
            ..rungs::CONSTRUCTOR
        },
        Rung {
            header: rungs::BEARER,
            malformed: "Blanks around it are trimmed.",
            tells: "A warning if the token is set too, none about federation.",
            ..rungs::API_KEY
        },
        Rung { malformed: "Blanks around it are trimmed.", ..rungs::AUTH_TOKEN },
        rungs::PROFILE,
        Rung { partial: REST, ..rungs::FEDERATION },
        Rung { malformed: "An error.", ..rungs::ACTIVE },
        Rung { tier: Tier::FederationRest, partial: REST, ..rungs::FEDERATION },
    ],
    rules: Rules {
        arguments: Arguments::Exclusive(true),
        trims: true,
        header_check: HeaderCheck::Stripped,
        shadow_warning: ShadowWarning::None,
        env_needs: EnvNeeds::AllOrFail,
        sends_empty_account: false,
        names: Names::Strict,
        active_fault: ActiveFault::FailsIfThere,
        xdg: true,
        pointer_fails: true,
        checks_profile_mode: false,
        form: Form::Duck,
        fill: Fill::Missing,
        token_fill: TokenFill::Both,
        token_text: Some(Fault::IdentityTokenSourceUnsupported),
        separate_ids: true,
        cache: Cache::ModeOnly,
        keeps_without_expiry: true,
        refresh: Refresh::WhenExpired,
        not_an_object: Fault::AccessTokenMissing,
        checks_credentials_type: false,
        bad_expiry: Some(Fault::AccessTokenExpired),
        mode: FileMode { refused: 0o066, warned: 0, warning: None },
        credentials_path: (true, false),
        base_url_at_load: false,
        exchange_to: &[Address::Profile, Address::Variable, Address::Argument],
        empty_base_url: EmptyBaseUrl::Unset,
        custom_headers: CustomHeaders::Replaces(false),
        ..python::RULES
    },
    errors: Errors {
        usual: "WorkloadIdentityError",
        classes: &[
            ("TypeError", &[Fault::ConflictingArguments]),
            ("Error", &[Fault::NoCredentials, Fault::AuthenticationTypeUnknown]),
            (
                "AnthropicError",
                &[
                    Fault::ProfileNotFound,
                    Fault::IdentityTokenFileMissing,
                    Fault::IdentityTokenFileUnreadable,
                    Fault::IdentityTokenEmpty,
                ],
            ),
            ("WorkloadIdentityError", &[Fault::BaseUrlNotHttps]),
        ],
        loading: Some("Error"),
        env_token: None,
        at_start: AtStart::Arguments,
    },
};

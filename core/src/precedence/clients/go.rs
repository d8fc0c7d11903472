//! The Go SDK.

use super::super::client::{AtStart, Client, Errors, Evidence, Rung};
use super::super::fault::Fault;
use super::super::rules::{
    ActiveFault, Arguments, Cache, CustomHeaders, EmptyProfile, Form, HeaderCheck, KeyHeader, Names, Refresh,
    Rules, ShadowWarning, TokenFill,
};
use super::{python, rungs};

/// The Go SDK.
pub static GO: Client = Client {
    slug: "go",
    name: "Go SDK",
    version: "1.60.0",
    since: Some("1.39.0"),
    evidence: Evidence::Recorded,
    source: "https://github.com/anthropics/anthropic-sdk-go",
    as_of: "2026-11-21",
    ladder: &[
        Rung {
            needs: "WithAPIKey or WithAuthToken; each is sent beside what the environment's chain finds.",
            empty: "An empty key lets the search go on and is sent as an empty header.",
            header: "X-Api-Key, Authorization: Bearer, or both",
            tells: "A warning if a profile is loaded or given too.",
            ..rungs::CONSTRUCTOR
        },
        rungs::API_KEY,
        rungs::AUTH_TOKEN,
        Rung { empty: "Passed over, and then breaks the active profile.", ..rungs::PROFILE },
        Rung { empty: "An empty rule or organization counts as present.", ..rungs::FEDERATION },
        Rung { malformed: "Listed in the error if nothing is found.", ..rungs::ACTIVE },
        rungs::LAST_ARGUMENT,
    ],
    rules: RULES,
    errors: Errors {
        usual: "*auth.CredentialResolutionError",
        classes: &[
            ("*auth.NoCredentialsError", &[Fault::NoCredentials]),
            ("*errors.errorString", &[Fault::ProfileNameEmpty]),
            ("*url.Error", &[Fault::IllegalHeaderValue, Fault::BaseUrlEmpty]),
            (
                "*fmt.wrapError",
                &[
                    Fault::AuthenticationTypeUnknown,
                    Fault::IdentityTokenWrongType,
                    Fault::IdentityTokenFileMissing,
                    Fault::IdentityTokenFileUnreadable,
                    Fault::IdentityTokenEmpty,
                    Fault::IdentityTokenTooLarge,
                ],
            ),
        ],
        loading: Some("*fmt.wrapError"),
        env_token: Some("*fmt.wrapError"),
        at_start: AtStart::Nothing,
    },
};

/// Shared with `ant`, which is built on it.
pub(super) const RULES: Rules = Rules {
    arguments: Arguments::Overlay,
    key_header: KeyHeader::XApiKey,
    header_check: HeaderCheck::NoLineEnd,
    warns_of_both: false,
    shadow_warning: ShadowWarning::Profile,
    empty_id_counts: true,
    empty_file_counts: true,
    sends_empty_account: false,
    empty_profile: EmptyProfile::BreaksActive,
    names: Names::Strict,
    active_fault: ActiveFault::Listed,
    xdg: true,
    empty_dir_counts: true,
    checks_profile_mode: false,
    form: Form::Typed,
    token_fill: TokenFill::Both,
    cache: Cache::Warns,
    keeps_without_expiry: true,
    refresh: Refresh::NeedsToken,
    checks_credentials_type: false,
    credentials_path: (true, false),
    base_url_at_load: false,
    exchange_drops_path: true,
    custom_headers: CustomHeaders::Last,
    custom_workspace_wins: false,
    beta_joint: None,
    warns_of_unknown: true,
    ..python::RULES
};

//! The Python SDK.

use super::super::client::{AtStart, Client, Errors, Evidence, Rung};
use super::super::fault::Fault;
use super::super::rules::{
    ActiveFault, Address, Arguments, Cache, CustomHeaders, EmptyBaseUrl, EmptyProfile, EmptyStatic, EnvNeeds,
    FileMode, Fill, Form, HeaderCheck, KeyHeader, NamedFault, Names, Refresh, Rules, ShadowWarning,
    SourceEnv, TokenFill,
};
use super::rungs;

const API_KEY: Rung = Rung {
    header: rungs::BEARER,
    tells: "A warning if the token is set too, and one if a profile or full federation is chosen.",
    ..rungs::API_KEY
};

/// The Python SDK.
pub static PYTHON: Client = Client {
    slug: "python",
    name: "Python SDK",
    version: "2.12.0",
    since: None,
    evidence: Evidence::Recorded,
    source: "https://github.com/anthropics/anthropic-sdk-python",
    as_of: "2026-11-21",
    ladder: &[
        rungs::CONSTRUCTOR,
        API_KEY,
        Rung { tells: rungs::WARNS, ..rungs::AUTH_TOKEN },
        rungs::PROFILE,
        rungs::FEDERATION,
        Rung {
            malformed: "Passed over, but an error if active_config or ANTHROPIC_CONFIG_DIR chose the profile.",
            ..rungs::ACTIVE
        },
    ],
    rules: RULES,
    errors: Errors {
        usual: "CredentialsError",
        classes: &[
            ("TypeError", &[Fault::NoCredentials]),
            ("ValueError", &[Fault::ConflictingArguments]),
            (
                "IdentityTokenFileError",
                &[
                    Fault::IdentityTokenFileMissing,
                    Fault::IdentityTokenFileUnreadable,
                    Fault::IdentityTokenEmpty,
                ],
            ),
            (
                "WorkloadIdentityError",
                &[Fault::RuleOrOrganizationMissing, Fault::RefreshTokenMissing, Fault::IdentityTokenTooLarge],
            ),
            (
                "APIConnectionError",
                &[Fault::IdentityTokenWrongType, Fault::IllegalHeaderValue, Fault::BaseUrlEmpty],
            ),
        ],
        loading: None,
        env_token: None,
        at_start: AtStart::Loading,
    },
};

/// What the other clients are told apart from.
pub(super) const RULES: Rules = Rules {
    arguments: Arguments::Exclusive(false),
    trims: false,
    empty_static: EmptyStatic::Unset,
    empty_key_is_sent: true,
    key_header: KeyHeader::Bearer,
    both_go_out: false,
    header_check: HeaderCheck::NoneBehind,
    nothing_is_error: true,
    warns_of_both: true,
    shadow_warning: ShadowWarning::Used,
    env_needs: EnvNeeds::All,
    empty_id_counts: false,
    empty_file_counts: false,
    empty_literal_counts: false,
    trims_literal: false,
    sends_empty_account: true,
    workspace_by_header: false,
    checks_token: true,
    empty_profile: EmptyProfile::Unset,
    names: Names::Loose,
    named_fault: NamedFault::Fails,
    active_fault: ActiveFault::FailsIfChosen,
    default_profile: true,
    xdg: false,
    empty_dir_counts: false,
    pointer_fails: false,
    checks_profile_mode: true,
    form: Form::Checked,
    fill: Fill::Empty,
    token_fill: TokenFill::File,
    source_env: SourceEnv::Unsupported,
    token_text: Some(Fault::IdentityTokenWrongType),
    empty_field_counts: false,
    skips_incomplete: false,
    separate_ids: false,
    cache: Cache::Strict,
    keeps_without_expiry: false,
    refresh: Refresh::Python,
    skips_credentials: (false, false),
    not_an_object: Fault::CredentialsFileNotObject,
    checks_credentials_type: true,
    bad_expiry: Some(Fault::ExpiresAtInvalid),
    mode: FileMode { refused: 0o077, warned: 0, warning: None },
    credentials_path: (true, true),
    base_url_at_load: true,
    exchange_to: &[Address::Profile, Address::VariableByProfile, Address::Argument, Address::Variable],
    exchange_drops_path: false,
    call_to: &[Address::Argument, Address::Variable, Address::Profile],
    checks_scheme: false,
    empty_base_url: EmptyBaseUrl::FailsAtCall,
    empty_token_is_login: false,
    custom_headers: CustomHeaders::Replaces(true),
    custom_workspace_wins: true,
    beta_joint: Some(","),
    warns_of_unknown: false,
    lists_sources: false,
    takes_inputs: false,
    login_outranks_stored: false,
};

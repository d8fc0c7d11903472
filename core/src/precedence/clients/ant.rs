//! The `ant` command.

use super::super::client::{AtStart, Client, Errors, Evidence, Rung};
use super::super::rules::{
    ActiveFault, Address, Arguments, Cache, CustomHeaders, EmptyBaseUrl, EmptyProfile, EmptyStatic, EnvNeeds,
    NamedFault, Refresh, Rules, ShadowWarning,
};
use super::{go, rungs};

const NOTE: &str = "A note on stderr that names every source, the one in use first.";

/// The `ant` command.
pub static ANT: Client = Client {
    slug: "ant",
    name: "ant CLI",
    version: "1.20.0",
    since: Some("1.5.0"),
    evidence: Evidence::Recorded,
    source: "https://github.com/anthropics/anthropic-cli",
    as_of: "2026-11-21",
    ladder: &[
        Rung { needs: "--api-key or ANTHROPIC_API_KEY.", empty: rungs::WINS, tells: NOTE, ..rungs::API_KEY },
        Rung {
            needs: "--auth-token or ANTHROPIC_AUTH_TOKEN.",
            empty: rungs::WINS,
            tells: NOTE,
            ..rungs::AUTH_TOKEN
        },
        Rung {
            needs: "--profile or ANTHROPIC_PROFILE, and a profile that can be used.",
            partial: "An error.",
            empty: "Names no profile, and hides the active one.",
            malformed: "Passed over.",
            ..rungs::PROFILE
        },
        Rung {
            partial: "An error, exit status 1, even with a working active profile.",
            malformed: "Both forms of the token, or a missing file, are an error.",
            ..rungs::FEDERATION
        },
        Rung { malformed: "Passed over; so is a login without a credentials file.", ..rungs::ACTIVE },
    ],
    rules: Rules {
        arguments: Arguments::Flags,
        empty_static: EmptyStatic::Wins,
        nothing_is_error: false,
        shadow_warning: ShadowWarning::None,
        env_needs: EnvNeeds::Any,
        empty_id_counts: false,
        empty_file_counts: false,
        workspace_by_header: true,
        empty_profile: EmptyProfile::HidesActive,
        named_fault: NamedFault::Skipped,
        active_fault: ActiveFault::Skipped,
        cache: Cache::Silent,
        refresh: Refresh::OwnClient,
        skips_credentials: (true, false),
        exchange_to: &[Address::Profile, Address::Argument, Address::VariableByProfile],
        call_to: &[Address::Argument, Address::Profile, Address::VariableByProfile],
        checks_scheme: true,
        empty_base_url: EmptyBaseUrl::Unset,
        custom_headers: CustomHeaders::Ignored,
        warns_of_unknown: false,
        lists_sources: true,
        ..go::RULES
    },
    errors: Errors {
        usual: "exit 1",
        classes: &[],
        loading: None,
        env_token: None,
        at_start: AtStart::Nothing,
    },
};

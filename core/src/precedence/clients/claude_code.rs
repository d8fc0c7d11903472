//! Claude Code and its GitHub action, read and not run.

use super::super::client::{AtStart, Client, Errors, Evidence, Rung};
use super::super::rules::{
    ActiveFault, Arguments, Cache, CustomHeaders, EmptyBaseUrl, EnvNeeds, HeaderCheck, KeyHeader, Rules,
    ShadowWarning,
};
use super::super::tier::Tier;
use super::{python, rungs};

const fn own(tier: Tier, needs: &'static str) -> Rung {
    Rung { tier, needs, malformed: "Does not apply.", tells: "Nothing.", ..rungs::API_KEY }
}

const LADDER: &[Rung] = &[
    own(Tier::Gateway, "A signed-in Claude apps gateway session."),
    own(Tier::CloudProvider, "CLAUDE_CODE_USE_BEDROCK, CLAUDE_CODE_USE_VERTEX or CLAUDE_CODE_USE_FOUNDRY."),
    rungs::AUTH_TOKEN,
    Rung {
        tells: "/status shows an API key row.",
        malformed: "Asked about once in an interactive session; always used with -p.",
        ..rungs::API_KEY
    },
    Rung {
        header: "X-Api-Key and Authorization: Bearer",
        ..own(Tier::ApiKeyHelper, "apiKeyHelper in settings.")
    },
    Rung {
        header: rungs::BEARER,
        ..own(Tier::OauthToken, "CLAUDE_CODE_OAUTH_TOKEN; not read in bare mode.")
    },
    rungs::PROFILE,
    Rung {
        needs: "ANTHROPIC_FEDERATION_RULE_ID and ANTHROPIC_ORGANIZATION_ID; the token may come later.",
        ..rungs::FEDERATION
    },
    Rung {
        needs: "The active profile; a stored login ranks below /login.",
        tells: "/status shows a Profile row.",
        ..rungs::ACTIVE
    },
    Rung { header: rungs::BEARER, ..own(Tier::Login, "A sign-in by /login.") },
];

const RULES: Rules = Rules {
    arguments: Arguments::Flags,
    key_header: KeyHeader::XApiKey,
    header_check: HeaderCheck::Stripped,
    warns_of_both: false,
    shadow_warning: ShadowWarning::None,
    env_needs: EnvNeeds::RuleAndOrganization,
    sends_empty_account: false,
    active_fault: ActiveFault::Skipped,
    checks_profile_mode: false,
    cache: Cache::Silent,
    empty_base_url: EmptyBaseUrl::Unset,
    custom_headers: CustomHeaders::Ignored,
    login_outranks_stored: true,
    ..python::RULES
};

const ERRORS: Errors = Errors {
    usual: "an error in the session",
    classes: &[],
    loading: None,
    env_token: None,
    at_start: AtStart::Nothing,
};

/// Claude Code.
pub static CLAUDE_CODE: Client = Client {
    slug: "claude-code",
    name: "Claude Code",
    version: "2.1.227",
    since: None,
    evidence: Evidence::Read,
    source: "https://code.claude.com/docs/en/authentication",
    as_of: "2026-11-21",
    ladder: LADDER,
    rules: RULES,
    errors: ERRORS,
};

/// The GitHub action: it turns its inputs into variables and starts Claude Code.
pub static ACTION: Client = Client {
    slug: "claude-code-action",
    name: "claude-code-action",
    version: "24dcd50",
    since: Some("1.0.130"),
    evidence: Evidence::Read,
    source: "https://github.com/anthropics/claude-code-action",
    as_of: "2026-11-21",
    ladder: LADDER,
    rules: Rules { takes_inputs: true, ..RULES },
    errors: ERRORS,
};

//! Every limit and name that the service sets, each with its source and the day on which it was read.
//!
//! A number that is not here is not used: messages, checks and documentation take their figures from this table.

use std::ops::RangeInclusive;

/// How far a fact can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Documented by the service.
    Documented,
    /// Seen in what a public client or the service does, not documented.
    Observed,
    /// Said by somebody outside the service, once.
    Reported,
    /// Keyless's own reading or name, where nothing is published.
    Own,
}

impl Standing {
    /// A word for tables and notes.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Observed => "observed",
            Self::Reported => "reported",
            Self::Own => "Keyless's own reading",
        }
    }
}

/// Where something was read, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// What the page is called.
    pub title: &'static str,
    /// Its address.
    pub url: &'static str,
    /// The day it was read, as `YYYY-MM-DD`.
    pub read: &'static str,
}

/// A value with its source.
#[derive(Debug, Clone, Copy)]
pub struct Fact<T> {
    /// The value, in the unit that the constant's documentation names.
    pub value: T,
    /// Where it was read.
    pub source: Source,
    /// How far to trust it.
    pub standing: Standing,
}

const fn documented<T>(value: T, source: Source) -> Fact<T> {
    Fact { value, source, standing: Standing::Documented }
}

/// The reference page of Workload Identity Federation.
pub const WIF_REFERENCE: Source = Source {
    title: "Workload Identity Federation reference",
    url: "https://platform.claude.com/docs/en/manage-claude/wif-reference",
    read: "2026-11-21",
};
/// The guide to Workload Identity Federation.
pub const WIF_GUIDE: Source = Source {
    title: "Workload Identity Federation",
    url: "https://platform.claude.com/docs/en/manage-claude/workload-identity-federation",
    read: "2026-11-21",
};
/// The Admin API's page on creating a federation issuer.
pub const ISSUER_API: Source = Source {
    title: "Admin API: create a federation issuer",
    url: "https://platform.claude.com/docs/en/api/http/organization/federation/issuers/create.md",
    read: "2026-11-21",
};
/// The Admin API's page on creating a federation rule.
pub const RULE_API: Source = Source {
    title: "Admin API: create a federation rule",
    url: "https://platform.claude.com/docs/en/api/http/organization/federation/rules/create.md",
    read: "2026-11-21",
};
/// The Python SDK, whose types and behaviour were observed.
pub const PYTHON_SDK: Source = Source {
    title: "The Python SDK, version 2.12.0",
    url: "https://github.com/anthropics/anthropic-sdk-python",
    read: "2026-11-21",
};

/// The guide to authentication, which says where keys are managed.
pub const AUTHENTICATION: Source = Source {
    title: "Authentication",
    url: "https://platform.claude.com/docs/en/manage-claude/authentication",
    read: "2026-11-21",
};
/// The page on how the command `ant` authenticates.
pub const CLI_AUTHENTICATION: Source = Source {
    title: "CLI authentication options",
    url: "https://platform.claude.com/docs/en/cli-sdks-libraries/cli/authentication",
    read: "2026-11-21",
};

/// Largest assertion that an exchange takes, in bytes, inclusive.
pub const ASSERTION_MAX_BYTES: Fact<usize> = documented(16 * 1024, WIF_REFERENCE);
/// Signature algorithms that an assertion may name in `alg`.
pub const ALGORITHMS: Fact<[&str; 9]> = documented(
    ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"],
    WIF_REFERENCE,
);
/// Clock difference that is forgiven on `exp`, `nbf` and `iat`, in seconds.
pub const LEEWAY_SECONDS: Fact<i64> = documented(30, WIF_REFERENCE);
/// Claims without which an assertion is refused.
pub const REQUIRED_CLAIMS: Fact<[&str; 3]> = documented(["sub", "iat", "exp"], WIF_REFERENCE);
/// Bounds of an issuer's `max_jwt_lifetime_seconds`, in seconds.
pub const MAX_JWT_LIFETIME_RANGE: Fact<RangeInclusive<u64>> = documented(1..=176_400, ISSUER_API);
/// An issuer's `max_jwt_lifetime_seconds` where none is given, in seconds.
pub const MAX_JWT_LIFETIME_DEFAULT: Fact<u64> = documented(3600, ISSUER_API);
/// An issuer's `check_jti` where none is given.
pub const CHECK_JTI_DEFAULT: Fact<bool> = documented(true, ISSUER_API);
/// Bounds of a rule's `token_lifetime_seconds`, in seconds.
pub const TOKEN_LIFETIME_RANGE: Fact<RangeInclusive<u64>> = documented(60..=86_400, RULE_API);
/// A rule's `token_lifetime_seconds` where none is given, in seconds.
pub const TOKEN_LIFETIME_DEFAULT: Fact<u64> = documented(3600, RULE_API);
/// What the Console's wizard fills into `token_lifetime_seconds`, in seconds; Keyless suggests the same.
pub const TOKEN_LIFETIME_SUGGESTED: Fact<u64> = documented(600, WIF_GUIDE);
/// Shortest lifetime of a minted token, in seconds.
pub const MINTED_LIFETIME_MIN: Fact<u64> = documented(60, WIF_GUIDE);
/// A minted token lives at most this many times what is left of the assertion.
pub const MINTED_LIFETIME_FACTOR: Fact<u64> = documented(2, WIF_GUIDE);
/// Lengths that a resource's name may have, in characters.
pub const NAME_LENGTH: Fact<RangeInclusive<usize>> = documented(1..=255, RULE_API);
/// The port of every address that the service dials; it may be left out.
pub const DIALLED_PORT: Fact<u16> = documented(443, WIF_REFERENCE);
/// Ends of host names that no public DNS answers: special-use names (RFC 6761, 6762, 7686, 8375, 9476), names that ICANN
/// keeps out of the root, and what clusters and offices call their own. The service asks for a public DNS host name; the
/// list is Keyless's own. `example` is left out, since documentation uses it.
pub const PRIVATE_DOMAINS: Fact<[&str; 15]> = Fact {
    value: [
        "localhost",
        "local",
        "localdomain",
        "internal",
        "intranet",
        "private",
        "corp",
        "home",
        "lan",
        "home.arpa",
        "svc",
        "onion",
        "alt",
        "test",
        "invalid",
    ],
    source: WIF_REFERENCE,
    standing: Standing::Own,
};
/// How an issuer's keys were spelled in documentation before mid-2026, and which member of `jwks` each is now. The last
/// one was never at the top level; it is put there by mistake.
pub const FORMER_ISSUER_MEMBERS: Fact<[(&str, &str); 5]> = documented(
    [
        ("jwks_source", "type"),
        ("jwks_url", "url"),
        ("jwks_keys", "keys"),
        ("discovery_base", "discovery_base"),
        ("ca_cert_pem", "ca_cert_pem"),
    ],
    ISSUER_API,
);
/// Scopes that have another name since 2026-07-01: the old one and the new one.
pub const RENAMED_SCOPES: Fact<[(&str, &str); 1]> =
    documented([("org:manage_tunnels", "workspace:manage_tunnels")], RULE_API);
/// The audience that the service expects where a rule names none. The Console's form shows it; the API page says only
/// that a default is enforced.
pub const DEFAULT_AUDIENCE: Fact<&str> =
    Fact { value: "https://api.anthropic.com", source: RULE_API, standing: Standing::Reported };
/// Where the exchange is asked for, under the API's base URL.
pub const EXCHANGE_PATH: Fact<&str> = documented("/v1/oauth/token", WIF_REFERENCE);
/// The API's base URL.
pub const API_BASE: Fact<&str> = documented("https://api.anthropic.com", WIF_REFERENCE);
/// The grant type of the exchange.
pub const GRANT_TYPE: Fact<&str> = documented("urn:ietf:params:oauth:grant-type:jwt-bearer", WIF_REFERENCE);
/// The `anthropic-version` header that the Admin API's examples carry.
pub const API_VERSION: Fact<&str> = documented("2023-06-01", WIF_REFERENCE);
/// How long before expiry an SDK tries to refresh a minted token, in seconds; a failure then keeps the old token.
pub const ADVISORY_REFRESH_SECONDS: Fact<u64> =
    Fact { value: 120, source: PYTHON_SDK, standing: Standing::Observed };
/// How long before expiry an SDK must have refreshed a minted token, in seconds; a failure then raises.
pub const MANDATORY_REFRESH_SECONDS: Fact<u64> =
    Fact { value: 30, source: PYTHON_SDK, standing: Standing::Observed };

/// Variables that hold a static credential. Both outrank federation; in some clients even when they are exported empty.
pub const STATIC_CREDENTIAL_VARIABLES: Fact<[&str; 2]> =
    documented(["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"], WIF_REFERENCE);
/// The `anthropic-beta` header that SDKs send with an exchange.
pub const EXCHANGE_BETA: Fact<&str> = Fact {
    value: "oauth-2025-04-20,oidc-federation-2026-04-01",
    source: PYTHON_SDK,
    standing: Standing::Observed,
};

/// A scope that a rule can grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScopeFact {
    /// As written in `oauth_scope`.
    pub name: &'static str,
    /// What it lets a minted token do.
    pub reach: &'static str,
    /// Whether only a Console session may put it into a rule.
    pub console_only: bool,
    /// Whether the target account needs `organization_role: admin`.
    pub needs_admin: bool,
}

/// The scopes, narrowest first.
pub const SCOPES: Fact<[ScopeFact; 4]> = documented(
    [
        ScopeFact {
            name: "workspace:inference",
            reach: "messages, token counting, models and the compatible chat endpoint of the workspace",
            console_only: false,
            needs_admin: false,
        },
        ScopeFact {
            name: "workspace:developer",
            reach: "everything that a key of the workspace can do",
            console_only: false,
            needs_admin: false,
        },
        ScopeFact {
            name: "workspace:manage_tunnels",
            reach: "the workspace's MCP tunnels",
            console_only: true,
            needs_admin: false,
        },
        ScopeFact {
            name: "org:admin",
            reach: "the organization's Admin API",
            console_only: true,
            needs_admin: true,
        },
    ],
    RULE_API,
);

/// Roles that a service account can have in the organization.
pub const ORGANIZATION_ROLES: Fact<[&str; 2]> = documented(["developer", "admin"], RULE_API);

/// Roles that a service account can have in a workspace.
pub const WORKSPACE_ROLES: Fact<[&str; 4]> = documented(
    ["workspace_user", "workspace_restricted_developer", "workspace_developer", "workspace_admin"],
    RULE_API,
);

/// What a rule on a shared issuer must say to pin a tenant.
#[derive(Debug, Clone, Copy)]
pub struct SharedIssuer {
    /// The platform.
    pub platform: &'static str,
    /// Its issuer, which every customer shares.
    pub issuer: &'static str,
    /// Claims that name a tenant: one of them, in `claims` or read by `condition`, is enough.
    pub pinning_claims: &'static [&'static str],
    /// What a subject prefix must start with; the text after it must name a whole tenant, up to `delimiter`.
    pub subject_head: &'static str,
    /// What ends the tenant's name in a subject.
    pub delimiter: char,
}

/// Platforms whose one issuer serves every customer. The platforms are documented; issuer URLs, except GitHub's and
/// Google's, and the lists of claims are Keyless's own reading, since the service does not publish its lists.
pub const SHARED_ISSUERS: Fact<[SharedIssuer; 5]> = Fact {
    value: [
        SharedIssuer {
            platform: "GitHub Actions",
            issuer: "https://token.actions.githubusercontent.com",
            pinning_claims: &[
                "repository",
                "repository_id",
                "repository_owner",
                "repository_owner_id",
                "job_workflow_ref",
                "workflow_ref",
                "enterprise",
                "enterprise_id",
            ],
            subject_head: "repo:",
            delimiter: '/',
        },
        SharedIssuer {
            platform: "GitLab",
            issuer: "https://gitlab.com",
            pinning_claims: &["project_path", "project_id", "namespace_path", "namespace_id"],
            subject_head: "project_path:",
            delimiter: '/',
        },
        SharedIssuer {
            platform: "Buildkite",
            issuer: "https://agent.buildkite.com",
            pinning_claims: &["organization_slug", "organization_id", "pipeline_slug", "pipeline_id"],
            subject_head: "organization:",
            delimiter: ':',
        },
        SharedIssuer {
            platform: "HCP Terraform",
            issuer: "https://app.terraform.io",
            pinning_claims: &[
                "terraform_organization_name",
                "terraform_organization_id",
                "terraform_workspace_id",
            ],
            subject_head: "organization:",
            delimiter: ':',
        },
        SharedIssuer {
            platform: "Google",
            issuer: "https://accounts.google.com",
            pinning_claims: &["sub", "email", "azp", "hd", "google"],
            subject_head: "",
            delimiter: '\0',
        },
    ],
    source: RULE_API,
    standing: Standing::Own,
};

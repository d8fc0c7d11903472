//! Any OpenID Connect issuer: the form for a platform that has none of its own.

mod fields;
mod reading;
mod stable;
mod wiring;

#[cfg(test)]
mod tests;

use super::oidc::{CONTAINERS, EXP, IAT, JTI, NBF, SERVICES, TOKEN_FILE, TOKEN_FILE_NOTE};
use super::{
    Answers, ClaimKind, ClaimSpec, Command, Group, Guard, HandedOut, IssuerShape, Jti, KeyPlace, Pins,
    Precondition, Provider, SubjectForm, Tile, TokenLife, TokenRequest, TokenSource,
};
use crate::facts::{self, Source};

/// Any OpenID Connect issuer.
pub(super) static PROVIDER: Provider = Provider {
    slug: "custom-oidc",
    name: "Custom OIDC",
    use_when: USE_WHEN,
    tiles: &[Tile {
        name: "Custom OIDC",
        group: Group::Issuers,
        use_when: USE_WHEN,
        words: &["openid", "connect", "jwt", "idp", "issuer", "other", "unknown", "generic"],
        answers: &[],
    }],
    docs: DOCS,
    issuers: &[IssuerShape {
        detection: "custom-oidc",
        name: "An issuer of your own",
        example: "https://id.acme.example",
        told_by: "No platform known to Keyless has such claims or such an issuer.",
        shared: false,
        reachable: true,
    }],
    claims: CLAIMS,
    subjects: &[
        SubjectForm {
            form: "SUBJECT",
            when: "Whatever the issuer writes: read it from a token.",
            unverified: true,
        },
        SubjectForm {
            form: "https://HOST/PATH/",
            when: "The issuer names workloads by addresses; a slash at the end belongs to them.",
            unverified: true,
        },
    ],
    segment_ends: &[':', '/'],
    fields: fields::FIELDS,
    suggest: reading::suggest,
    spread: reading::spread,
    answers_from: reading::answers_from,
    other_subject: |_| None,
    specimen: &crate::providers::PLAIN,
    recognise: |_| None,
    request: REQUEST,
    key_places: KEY_PLACES,
    guard: GUARD,
    wiring: wiring::WIRING,
};

const USE_WHEN: &str = "Anything else that signs OpenID Connect tokens; paste one and the form fills itself.";

const DOCS: &[Source] = &[
    facts::WIF_GUIDE,
    facts::ISSUER_API,
    Source {
        title: "OpenID Connect Discovery 1.0",
        url: "https://openid.net/specs/openid-connect-discovery-1_0.html",
        read: "2026-11-22",
    },
    Source {
        title: "RFC 9068: JWT profile for OAuth 2.0 access tokens",
        url: "https://www.rfc-editor.org/rfc/rfc9068",
        read: "2026-11-22",
    },
];

const CLAIMS: &[ClaimSpec] = &[
    ClaimSpec::new(
        "iss",
        ClaimKind::Text,
        Pins::Tenant,
        "The issuer, compared with the issuer record byte for byte.",
    ),
    ClaimSpec::new(
        "sub",
        ClaimKind::Text,
        Pins::Workload,
        "Whom the token is about; what it names, the issuer decides.",
    )
    .unverified(),
    ClaimSpec::new("aud", ClaimKind::Text, Pins::Nothing, "For whom the token is meant: a text or a list."),
    EXP,
    IAT,
    NBF,
    JTI,
    ClaimSpec::new("azp", ClaimKind::Text, Pins::Workload, "The client that asked for the token.")
        .unverified(),
    ClaimSpec::new(
        "client_id",
        ClaimKind::Text,
        Pins::Workload,
        "The client that asked for the token (RFC 9068).",
    )
    .unverified(),
    ClaimSpec::new("tenant_id", ClaimKind::Text, Pins::Tenant, "Usually the customer's id.").unverified(),
    ClaimSpec::new("project_id", ClaimKind::Text, Pins::Workload, "Usually the project's id.").unverified(),
    ClaimSpec::new("environment", ClaimKind::Text, Pins::Ref, "Usually where the workload runs.")
        .renameable(None)
        .unverified(),
    ClaimSpec::new("email", ClaimKind::Text, Pins::Nothing, "An address, which can pass to somebody else.")
        .renameable(None)
        .unverified(),
    ClaimSpec::new("scope", ClaimKind::Text, Pins::Nothing, "What the token was asked for.").unverified(),
    ClaimSpec::new("groups", ClaimKind::List, Pins::Run, "Groups; only a condition compares a list.")
        .unverified(),
    ClaimSpec::new("run_id", ClaimKind::Text, Pins::Nothing, "Usually differs from run to run.").unverified(),
];

/// Entries of the field of claims: name and value, or `None` for a line that has no equals sign. Empty lines do not count.
fn claim_lines(text: &str) -> impl Iterator<Item = Option<(&str, &str)>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| line.split_once('=').map(|(name, value)| (name.trim(), value.trim())))
}

/// How a program gets the token, by the choice of the form.
fn source(answers: &Answers) -> TokenSource {
    TokenSource::Program(match answers.get("token_source") {
        "variable" => &["printenv", "{token_place}"],
        "command" => &["sh", "-c", "{token_place}"],
        _ => &["cat", "{token_place}"],
    })
}

const REQUEST: TokenRequest = TokenRequest {
    how: "However the issuer hands tokens out. Ask for the audience https://api.anthropic.com where it can be chosen.",
    before: &[
        Precondition::new("The issuer answers under /.well-known/openid-configuration over https on port 443, or its keys are pasted.")
            .checked_by(
                "curl -sS --fail {issuer_url}/.well-known/openid-configuration | jq '{{issuer, jwks_uri, id_token_signing_alg_values_supported}}'",
                "Prints issuer, address of the keys and algorithms: RS, PS and ES are taken; HS256, none and EdDSA are not.",
            ),
        Precondition::new("The token names its key (kid) and has sub, iat and exp; it lives 49 hours at most."),
        Precondition::new("The token is the workload's own, from a grant in which no person signs in."),
    ],
    command: Command::new(
        "sh -c 'case \"$1\" in variable) printenv \"$2\" ;; command) sh -c \"$2\" ;; *) cat \"$2\" ;; esac' sh {token_source} {token_place}",
        "Prints a live token from where the form says that it is.",
    ),
    source,
    file: |_| TOKEN_FILE,
    file_note: TOKEN_FILE_NOTE,
    life: TokenLife {
        usual_seconds: 3600,
        longest_seconds: None,
        unverified: true,
        handed_out: HandedOut::PerRequest,
        jti: Jti::Perhaps,
    },
    replay: "With a jti, a token is good for one exchange: let the client ask anew each time, or have the file replaced more \
             often than the client comes back. Without one, a copy is good until exp.",
};

const KEY_PLACES: &[KeyPlace] = &[SERVICES, CONTAINERS];

const GUARD: Guard = Guard {
    minters: &[
        "Whoever runs the issuer or holds its signing key: they sign tokens of any subject.",
        "Whoever can register a client there, or change what a subject or an audience says.",
        "Whoever can run code where the workload gets its token.",
    ],
    audit: &[Command::new(
        "curl -sS --fail {issuer_url}/.well-known/openid-configuration | jq '.grant_types_supported, .scopes_supported'",
        "Lists the ways to a token: with authorization_code or password, people get tokens there too.",
    )],
    watch: &[
        "The issuer's keys: a change that nobody announced, and pasted keys that fall behind.",
        "New clients and new audiences at the issuer.",
    ],
    not_yet: &[
        "The issuer signs with HS256 or EdDSA alone.",
        "Its tokens name one audience for every service, and one of those services is not yours.",
        "Nobody can say whether a subject is given to somebody else after a deletion.",
    ],
};

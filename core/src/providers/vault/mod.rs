//! HashiCorp Vault, and what is made like it: identity tokens of an entity.

use super::oidc::{
    self, EXP, IAT, Identity, KEYS, LIFETIME, PASTED_KEYS, SERVICES, TOKEN_FILE, TOKEN_FILE_NOTE, script,
};
use super::shared;
use super::{
    Answers, ClaimKind, ClaimSpec, Command, Field, Group, Guard, HandedOut, IssuerShape, Jti, KeyPlace, Need,
    Pins, Precondition, Provider, SubjectForm, Suggestion, Tile, TokenLife, TokenRequest, TokenSource,
    Wiring,
};
use crate::facts::{self, Source};
use crate::quote::Syntax;
use crate::token::Claims;

mod specimen;

#[cfg(test)]
mod tests;

/// HashiCorp Vault.
pub(super) static PROVIDER: Provider = Provider {
    slug: "vault",
    name: "HashiCorp Vault",
    use_when: USE_WHEN,
    tiles: &[Tile {
        name: "HashiCorp Vault",
        group: Group::Issuers,
        use_when: USE_WHEN,
        words: &["openbao", "identity", "entity", "hashicorp"],
        answers: &[],
    }],
    docs: DOCS,
    issuers: &[IssuerShape {
        detection: "vault",
        name: "Vault",
        example: "https://vault.acme.example:8200/v1/identity/oidc",
        told_by: "iss has /v1/identity/oidc, with a namespace between where there is one.",
        shared: false,
        reachable: false,
    }],
    claims: CLAIMS,
    subjects: &[SubjectForm {
        form: "ENTITY_ID",
        when: "The entity that asked. Its id is never used again; entities can be merged.",
        unverified: false,
    }],
    segment_ends: &[],
    fields: FIELDS,
    suggest,
    spread,
    answers_from,
    other_subject: |_| None,
    specimen: &specimen::SPECIMEN,
    recognise: |_| None,
    request: REQUEST,
    key_places: KEY_PLACES,
    guard: GUARD,
    wiring: &[
        Wiring::new(
            "workload/identity-token.sh",
            "Script that reads a token from Vault and runs the workload, or proves federation",
            Syntax::Shell,
            script!(include_str!("wiring/request.sh")),
        ),
        Wiring::new(
            "platform/vault.sh",
            "Script that makes key, role and policy in Vault",
            Syntax::Shell,
            include_str!("wiring/vault.sh"),
        ),
    ],
};

const USE_WHEN: &str = "The workload logs in to Vault already and takes its identity token from there.";

const DOCS: &[Source] = &[
    Source {
        title: "Vault: identity tokens",
        url: "https://developer.hashicorp.com/vault/docs/secrets/identity/identity-token",
        read: "2026-11-22",
    },
    Source {
        title: "Vault: identity tokens API",
        url: "https://developer.hashicorp.com/vault/api-docs/secret/identity/tokens",
        read: "2026-11-22",
    },
];

const CLAIMS: &[ClaimSpec] = &[
    ClaimSpec::new(
        "iss",
        ClaimKind::Text,
        Pins::Tenant,
        "The server's address, its namespace, and /identity/oidc; or what identity/oidc/config says, with that behind it.",
    ),
    ClaimSpec::new("sub", ClaimKind::Text, Pins::Workload, "The id of the entity."),
    ClaimSpec::new("aud", ClaimKind::Text, Pins::Nothing, "The role's client_id."),
    ClaimSpec::new("namespace", ClaimKind::Text, Pins::Tenant, "The namespace's id; root without any.")
        .unverified(),
    ClaimSpec::new(
        "app",
        ClaimKind::Map,
        Pins::Nothing,
        "An example of what a role's template adds: often maps, which only a condition reaches.",
    ),
    EXP,
    IAT,
];

const SUBJECT: &str = "ENTITY_ID";

const FIELDS: &[Field] = &[
    Field {
        hint: "The claim iss, with its port: 8200 unless somebody chose another. Claude fetches no keys from there.",
        example: "https://vault.acme.example/v1/identity/oidc",
        find: &[Command::new(
            "curl -sS --fail \"$VAULT_ADDR/v1/identity/oidc/.well-known/openid-configuration\" | jq -r .issuer",
            "Prints the issuer as it calls itself.",
        )],
        ..oidc::ISSUER_URL
    },
    KEYS,
    Field {
        find: &[Command::new(
            "curl -sS --fail \"$VAULT_ADDR/v1/identity/oidc/.well-known/keys\"",
            "Prints the public keys.",
        )],
        ..PASTED_KEYS
    },
    Field {
        id: "entity_id",
        label: "Entity",
        hint: "The id of the entity that the workload logs in as: the subject of its tokens.",
        example: "7c1d2e3f-4a5b-4c6d-8e7f-901234567890",
        placeholder: SUBJECT,
        find: &[
            Command::new(
                "vault token lookup -format=json | jq -r .data.entity_id",
                "Prints the entity of whoever is logged in: run it as the workload.",
            ),
            Command::new("vault list identity/entity/name", "Lists entities by name."),
        ],
        check: |text| {
            let text = text.trim();
            let fine = text.len() == 36 && text.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
            (!fine).then_some("An entity's id is a UUID of 36 characters.")
        },
        ..Field::NEEDED
    },
    Field {
        id: "role",
        label: "Role",
        hint: "The role under identity/oidc/role with which tokens are read.",
        example: "claude",
        placeholder: "ROLE",
        find: &[Command::new("vault list identity/oidc/role", "Lists the roles.")],
        check: |text| {
            let fine = text.trim().chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c));
            (!fine).then_some("Enter the role's name alone: letters, digits, dots, hyphens and _.")
        },
        ..Field::NEEDED
    },
    Field {
        id: "namespace",
        label: "Namespace",
        hint: "The claim namespace of a token: root where there is none.",
        example: "root",
        placeholder: "NAMESPACE",
        need: Need::Recommended,
        ..Field::NEEDED
    },
    LIFETIME,
];

/// An issuer or another address of the same place, or the path of a role.
fn spread(_: &str, text: &str) -> Vec<(&'static str, String)> {
    const PLACE: &str = "/identity/oidc";
    let text = text.trim();
    if let Some(role) =
        text.strip_prefix("identity/oidc/role/").or_else(|| text.strip_prefix("identity/oidc/token/"))
    {
        return if role.is_empty() { Vec::new() } else { vec![("role", role.to_owned())] };
    }
    match text.split_once(PLACE) {
        Some((server, rest)) if server.starts_with("https://") && server.contains("/v1") => {
            // A provider of Vault's own has a longer issuer; what else follows is no part of one.
            let own = rest
                .strip_prefix("/provider/")
                .and_then(|name| name.split('/').next())
                .filter(|n| !n.is_empty());
            let issuer = own.map_or_else(
                || format!("{server}{PLACE}"),
                |name| format!("{server}{PLACE}/provider/{name}"),
            );
            let pasted = !oidc::is_dialled(&issuer);
            let mut found = vec![("issuer_url", issuer)];
            if pasted {
                found.push(("keys", oidc::PASTED.to_owned()));
            }
            found
        }
        _ => Vec::new(),
    }
}

fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    oidc::answer_issuer(claims, &mut answers);
    for (field, claim) in [("entity_id", "sub"), ("namespace", "namespace")] {
        if let Some(value) = claims.text(claim) {
            answers.set(field, value);
        }
    }
    answers
}

fn suggest(answers: &Answers) -> Suggestion {
    let issuer = answers.get("issuer_url");
    let entity = answers.some("entity_id").unwrap_or(SUBJECT);
    let mut made = Identity {
        platform: "vault",
        issuer: shared::host(issuer),
        issuer_url: issuer.to_owned(),
        workload: vec!["vault", answers.get("role")],
        what: format!("Vault entity {entity}"),
        subject: entity.to_owned(),
        audience: "",
        claims: vec![("namespace", answers.get("namespace"))],
        condition: String::new(),
        lifetime: facts::TOKEN_LIFETIME_SUGGESTED.value,
    }
    .suggestion(answers);
    if answers.get("keys") == oidc::PASTED {
        made.doubts.push(
            "Vault rotates its keys every day unless the key says otherwise, and pasted keys are never renewed: give the key a \
             long rotation_period, or name an address that Claude can reach and that serves them."
                .to_owned(),
        );
    } else if !issuer.is_empty() && !oidc::is_dialled(issuer) {
        made.doubts.push("Claude cannot fetch keys from this issuer: choose to paste them.".to_owned());
    }
    if !made.issuer.max_jwt_lifetime_seconds.is_empty() {
        made.doubts
            .push("Give the role a ttl of 10m rather than let the issuer take long tokens.".to_owned());
    }
    made
}

const REQUEST: TokenRequest = TokenRequest {
    how: "Whoever is logged in to Vault reads identity/oidc/token/ROLE and gets a token of its entity. The role's client_id is the \
          audience: set it to https://api.anthropic.com.",
    before: &[
        Precondition::new("The role's client_id is https://api.anthropic.com (that addresses are taken is not confirmed), and its ttl an hour at most.")
            .checked_by("vault read identity/oidc/role/{role}", "Prints client_id, key, template and ttl."),
        Precondition::new("The role's key allows that client_id and signs with RS256 or ES256: EdDSA is refused.")
            .checked_by("vault list identity/oidc/key", "Lists the keys; vault read identity/oidc/key/NAME prints one's algorithm."),
        Precondition::new("The workload logs in with something that is no static secret itself: its platform's identity, not a token in a file."),
    ],
    command: Command::new(
        "vault read -field=token identity/oidc/token/{role}",
        "Prints a live token of whoever is logged in.",
    ),
    source: |_| TokenSource::Program(&["vault", "read", "-field=token", "identity/oidc/token/{role}"]),
    file: |_| TOKEN_FILE,
    file_note: TOKEN_FILE_NOTE,
    life: TokenLife {
        usual_seconds: 86_400,
        longest_seconds: None,
        unverified: true,
        handed_out: HandedOut::PerRequest,
        jti: Jti::Never,
    },
    replay: "Tokens live as long as the role's ttl says, a day where it says nothing, and carry no jti (not confirmed): a copy is \
             good until exp, so keep them short.",
};

const KEY_PLACES: &[KeyPlace] = &[
    KeyPlace::new(
        "Secrets in Vault",
        Command::new(
            "vault kv list -mount=secret -format=json | jq -r '.[] | select(test(\"anthropic|claude\"; \"i\"))'",
            "Lists names at the top of the mount secret; go through other mounts and folders as well.",
        ),
    )
    .removed_by(Command::new(
        "vault kv metadata delete -mount=secret SECRET_PATH",
        "Deletes a secret of the list with all its versions.",
    )),
    KeyPlace::new(
        "Templates of Vault agents",
        Command::new(
            "grep -rlsE 'ANTHROPIC_API_KEY|ANTHROPIC_AUTH_TOKEN' /etc/vault.d /etc/vault-agent.d",
            "Lists files that write one on this machine.",
        ),
    ),
    SERVICES,
];

const GUARD: Guard = Guard {
    minters: &[
        "Whoever can log in as the entity, by any of its aliases, and read the role's path.",
        "Administrators who merge entities, add aliases, or write roles and keys under identity/oidc.",
        "Whoever holds a live Vault token of the entity.",
    ],
    audit: &[
        Command::new(
            "vault read -format=json identity/entity/id/{entity_id} | jq '{{name: .data.name, policies: .data.policies, aliases: [.data.aliases[]? | .mount_path + .name]}}'",
            "Prints the entity's name, policies and the ways to log in as it.",
        ),
        Command::new("vault policy list", "Lists policies; look for those that reach identity/oidc."),
    ],
    watch: &[
        "Reads of identity/oidc/token in the audit log.",
        "Rotation of the signing key, where keys are pasted.",
        "A change of api_addr or of the issuer in identity/oidc/config: iss changes with it.",
    ],
    not_yet: &[
        "The workload logs in with a long-lived token or a secret_id in a file: that secret is then what opens Claude.",
        "Nobody outside reaches the keys, and they are rotated every day.",
    ],
};

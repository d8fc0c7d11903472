//! Keycloak: a client that gets tokens by its own name, as its service account.

use super::oidc::{
    self, CONTAINERS, EXP, IAT, Identity, JTI, KEYS, LIFETIME, NBF, PASTED_KEYS, SERVICES, script,
};
use super::shared;
use super::{
    Answers, ClaimKind, ClaimSpec, Command, Field, Group, IssuerShape, KeyPlace, Need, Pins, Provider,
    SubjectForm, Suggestion, Tile, Wiring,
};
use crate::condition::write;
use crate::facts::{self, Source};
use crate::quote::Syntax;
use crate::token::Claims;

mod guard;
mod specimen;

#[cfg(test)]
mod tests;

/// Keycloak.
pub(super) static PROVIDER: Provider = Provider {
    slug: "keycloak",
    name: "Keycloak",
    use_when: USE_WHEN,
    tiles: &[Tile {
        name: "Keycloak",
        group: Group::Issuers,
        use_when: USE_WHEN,
        words: &["red hat", "rhbk", "realm", "sso", "client credentials", "oauth"],
        answers: &[],
    }],
    docs: DOCS,
    issuers: &[IssuerShape {
        detection: "keycloak",
        name: "Realm",
        example: "https://sso.acme.example/realms/platform",
        told_by: "iss has /realms/ and the realm's name; /auth/realms/ on old servers.",
        shared: false,
        reachable: true,
    }],
    claims: CLAIMS,
    subjects: &[SubjectForm {
        form: "USER_ID",
        when: "The id of the user that stands for the client (service-account-CLIENT), or of a person. Lightweight access \
               tokens may lack it.",
        unverified: true,
    }],
    segment_ends: &[],
    fields: FIELDS,
    suggest,
    spread,
    answers_from,
    other_subject: |_| None,
    specimen: &specimen::SPECIMEN,
    recognise: |_| None,
    request: guard::REQUEST,
    key_places: &[
        KeyPlace::new(
            "Attributes of clients",
            Command::new(
                "kcadm.sh get clients -r {realm} --fields clientId,attributes | jq -r '.[] | select(tostring | test(\"ANTHROPIC|sk-ant-\"; \"i\")) | .clientId'",
                "Lists the clients that carry such a name or key in an attribute.",
            ),
        ),
        SERVICES,
        CONTAINERS,
    ],
    guard: guard::GUARD,
    wiring: &[
        Wiring::new(
            "workload/identity-token.sh",
            "Script that asks Keycloak for a token and runs the workload, or proves federation",
            Syntax::Shell,
            script!(include_str!("wiring/request.sh")),
        ),
        Wiring::new(
            "platform/keycloak.tf",
            "Client with the audience of Claude, in Keycloak",
            Syntax::Hcl,
            include_str!("wiring/keycloak.tf"),
        ),
    ],
};

const USE_WHEN: &str = "The workload is a client of a Keycloak realm and gets tokens by client credentials.";

const DOCS: &[Source] = &[
    Source {
        title: "Keycloak: server administration, service accounts and audience",
        url: "https://www.keycloak.org/docs/latest/server_admin/",
        read: "2026-11-22",
    },
    Source {
        title: "Keycloak: protocol mappers",
        url: "https://www.keycloak.org/nightly/admin-api/protocol-mappers",
        read: "2026-11-22",
    },
    Source {
        title: "Terraform provider for Keycloak",
        url: "https://github.com/keycloak/terraform-provider-keycloak",
        read: "2026-11-22",
    },
];

const CLAIMS: &[ClaimSpec] = &[
    ClaimSpec::new("iss", ClaimKind::Text, Pins::Tenant, "The realm's address."),
    ClaimSpec::new(
        "sub",
        ClaimKind::Text,
        Pins::Workload,
        "The id of the user, here of the client's service account: it is never used again.",
    ),
    ClaimSpec::new(
        "aud",
        ClaimKind::List,
        Pins::Nothing,
        "A text or a list: account, or nothing, until an audience mapper adds Claude.",
    ),
    ClaimSpec::new(
        "azp",
        ClaimKind::Text,
        Pins::Workload,
        "The client that asked; people's tokens name it too.",
    )
    .renameable(Some("sub")),
    ClaimSpec::new(
        "client_id",
        ClaimKind::Text,
        Pins::Workload,
        "The client, on newer servers, in a service account's token.",
    )
    .renameable(Some("sub"))
    .unverified(),
    ClaimSpec::new(
        "preferred_username",
        ClaimKind::Text,
        Pins::Workload,
        "service-account-CLIENT, or a person's name.",
    )
    .renameable(Some("sub")),
    ClaimSpec::new("typ", ClaimKind::Text, Pins::Run, "Bearer for an access token."),
    ClaimSpec::new("acr", ClaimKind::Text, Pins::Nothing, "How somebody proved who they are."),
    ClaimSpec::new(
        "sid",
        ClaimKind::Text,
        Pins::Nothing,
        "The session: a service account has none on newer servers.",
    ),
    ClaimSpec::new(
        "realm_access",
        ClaimKind::Map,
        Pins::Run,
        "Roles of the realm, in a list: only a condition reaches it.",
    ),
    ClaimSpec::new(
        "resource_access",
        ClaimKind::Map,
        Pins::Run,
        "Roles of clients: only a condition reaches them.",
    ),
    ClaimSpec::new("scope", ClaimKind::Text, Pins::Nothing, "Scopes, with blanks between."),
    ClaimSpec::new(
        "email_verified",
        ClaimKind::Boolean,
        Pins::Nothing,
        "Whether the e-mail address was checked.",
    ),
    ClaimSpec::new("clientHost", ClaimKind::Text, Pins::Nothing, "The host that asked."),
    ClaimSpec::new("clientAddress", ClaimKind::Text, Pins::Nothing, "The address that asked."),
    EXP,
    IAT,
    NBF,
    JTI,
];

const SUBJECT: &str = "SERVICE_ACCOUNT_USER_ID";

const FIELDS: &[Field] = &[
    Field {
        id: "server",
        label: "Server",
        hint: "The address in front of /realms/, as tokens name it. Paste any address of the realm.",
        example: "https://sso.acme.example",
        placeholder: "https://KEYCLOAK",
        check: |text| {
            if text.contains("/realms/") {
                return Some("Enter what stands in front of /realms/ here, and the realm below.");
            }
            if text.trim().ends_with('/') {
                return Some("Leave the slash at the end out: /realms/ follows.");
            }
            oidc::issuer_url_problem(text)
        },
        ..Field::NEEDED
    },
    Field {
        id: "realm",
        label: "Realm",
        hint: "The realm's name, as it stands in the address.",
        example: "platform",
        placeholder: "REALM",
        find: &[Command::new("kcadm.sh get realms --fields realm", "Lists the realms.")],
        check: |text| text.contains('/').then_some("Enter the name alone, without slashes."),
        ..Field::NEEDED
    },
    KEYS,
    PASTED_KEYS,
    Field {
        id: "client",
        label: "Client",
        hint: "The client's id in Keycloak (clientId). Give the workload a client of its own, with service accounts on and every \
               flow for people off.",
        example: "claude-batch",
        placeholder: "CLIENT",
        find: &[Command::new(
            "kcadm.sh get clients -r {realm} --fields clientId,serviceAccountsEnabled",
            "Lists the clients, and which have a service account.",
        )],
        ..Field::NEEDED
    },
    Field {
        id: "user_id",
        label: "Service account's user id",
        hint: "The id of the user service-account-CLIENT: the subject of its tokens.",
        example: "5d0c1b2a-7777-4666-8555-444433332222",
        placeholder: SUBJECT,
        find: &[Command::new(
            "kcadm.sh get users -r {realm} -q username=service-account-{client} -q exact=true --fields id,username",
            "Prints the id of the client's own user.",
        )],
        check: |text| {
            let text = text.trim();
            let fine = text.len() == 36 && text.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
            (!fine).then_some(
                "An id is a UUID of 36 characters; a client's name is not the subject of its tokens.",
            )
        },
        ..Field::NEEDED
    },
    Field {
        id: "role",
        label: "Realm role",
        hint: "A role that the service account must have, so that taking it away shuts the door.",
        example: "claude",
        placeholder: "ROLE",
        need: Need::Optional,
        find: &[Command::new("kcadm.sh get roles -r {realm} --fields name", "Lists the realm's roles.")],
        ..Field::NEEDED
    },
    LIFETIME,
];

/// An issuer's server and realm; what follows the realm is left out.
fn split(issuer: &str) -> Option<(&str, &str)> {
    let (server, rest) = issuer.split_once("/realms/")?;
    let realm = rest.split(['/', '?', '#']).next().unwrap_or_default();
    (server.starts_with("https://") && !realm.is_empty()).then_some((server, realm))
}

fn spread(_: &str, text: &str) -> Vec<(&'static str, String)> {
    let text = text.trim();
    if let Some((server, realm)) = split(text) {
        return vec![("server", server.to_owned()), ("realm", realm.to_owned())];
    }
    match text.strip_prefix("service-account-").filter(|client| !client.is_empty()) {
        Some(client) => vec![("client", client.to_owned())],
        None => Vec::new(),
    }
}

fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    if let Some((server, realm)) = claims.issuer().and_then(split) {
        answers.set("server", server);
        answers.set("realm", realm);
    }
    if claims.issuer().is_some_and(|issuer| !oidc::is_dialled(issuer)) {
        answers.set("keys", oidc::PASTED);
    }
    for (field, claim) in [("client", "azp"), ("user_id", "sub")] {
        if let Some(value) = claims.text(claim) {
            answers.set(field, value);
        }
    }
    oidc::answer_lifetime(claims, &mut answers);
    answers
}

fn suggest(answers: &Answers) -> Suggestion {
    let server = answers.get("server").trim_end_matches('/');
    let realm = answers.get("realm");
    let client = answers.get("client");
    let issuer_url = if server.is_empty() || realm.is_empty() {
        String::new()
    } else {
        format!("{server}/realms/{realm}")
    };
    let condition = answers.some("role").map_or_else(String::new, |role| {
        let path = ["realm_access", "roles"];
        format!("{} && {} in claims.realm_access.roles", write::presence(&path), write::text(role))
    });
    let mut made = Identity {
        platform: "keycloak",
        issuer: &format!("{} {realm}", shared::host(server)),
        issuer_url,
        workload: vec![client],
        what: format!("Client {} of Keycloak", answers.some("client").unwrap_or("CLIENT")),
        subject: answers.some("user_id").unwrap_or(SUBJECT).to_owned(),
        audience: "",
        claims: vec![("azp", client)],
        condition,
        lifetime: facts::TOKEN_LIFETIME_SUGGESTED.value,
    }
    .suggestion(answers);
    if answers.get("keys") == oidc::PASTED {
        made.doubts
            .push("Pasted keys are never renewed: add the realm's next key before it is rotated.".to_owned());
    }
    made
}

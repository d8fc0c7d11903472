//! How the client gets its token, and what federation does not solve.

use super::super::oidc::{TOKEN_FILE, TOKEN_FILE_NOTE};
use super::super::{Command, Guard, HandedOut, Jti, Precondition, TokenLife, TokenRequest, TokenSource};

pub(super) const REQUEST: TokenRequest = TokenRequest {
    how: "The client shows its secret or a signed assertion at the realm's token endpoint. Which audience its tokens have is set \
          on the client, not asked for.",
    before: &[
        Precondition::new("The client is confidential, has service accounts on, and every flow for people off.").checked_by(
            "kcadm.sh get clients -r {realm} -q clientId={client} --fields clientId,publicClient,serviceAccountsEnabled,standardFlowEnabled,directAccessGrantsEnabled",
            "Prints these settings.",
        ),
        Precondition::new("An audience mapper on the client adds https://api.anthropic.com to access tokens.").checked_by(
            "kcadm.sh get clients -r {realm} -q clientId={client} --fields 'protocolMappers(name,protocolMapper,config)'",
            "Prints the client's mappers: oidc-audience-mapper must be there, with included.custom.audience.",
        ),
        Precondition::new("Lightweight access tokens are off for the client, or a mapper adds sub: without it every token is refused (not confirmed)."),
        Precondition::new("The realm signs with RS, PS or ES keys, and iss names the address that the workload uses (hostname settings)."),
    ],
    command: Command::new(
        "printf %s \"$KEYCLOAK_CLIENT_SECRET\" | curl -sS --fail --data grant_type=client_credentials --data-urlencode client_id={client} --data-urlencode 'client_secret@-' {server}/realms/{realm}/protocol/openid-connect/token | jq -er .access_token",
        "Prints a live token. The secret comes from the environment.",
    ),
    source: |_| {
        TokenSource::Program(&[
            "sh",
            "-c",
            "printf %s \"$KEYCLOAK_CLIENT_SECRET\" | curl -sS --fail --data grant_type=client_credentials --data-urlencode \"client_id=$1\" --data-urlencode client_secret@- \"$2\" | jq -er .access_token",
            "sh",
            "{client}",
            "{server}/realms/{realm}/protocol/openid-connect/token",
        ])
    },
    file: |_| TOKEN_FILE,
    file_note: TOKEN_FILE_NOTE,
    life: TokenLife {
        usual_seconds: 300,
        longest_seconds: None,
        unverified: true,
        handed_out: HandedOut::PerRequest,
        jti: Jti::Always,
    },
    replay: "A token lives five minutes unless the realm or the client says otherwise, and its jti makes it good for one exchange: \
             ask for a new one each time. What it is exchanged for lives up to twice what is left of it.",
};

pub(super) const GUARD: Guard = Guard {
    minters: &[
        "Whoever holds the client's secret or private key.",
        "Administrators of the realm and of the client: they read secrets and add mappers that change sub, azp or aud.",
        "Clients that may exchange tokens or impersonate users in the realm.",
    ],
    audit: &[
        Command::new(
            "kcadm.sh get users -r {realm} -q username=service-account-{client} -q exact=true --fields id,username,enabled",
            "Prints the client's own user.",
        ),
        Command::new(
            "kcadm.sh get-roles -r {realm} --uusername service-account-{client} --effective --fields name",
            "Lists the realm roles that it has.",
        ),
        Command::new(
            "kcadm.sh get clients/realm-management/roles/manage-clients/users -r {realm} --fields username",
            "Lists people who may change clients; give the id of realm-management in place of its name where the server asks for it.",
        ),
    ],
    watch: &[
        "Events CLIENT_LOGIN of the client, and admin events on it.",
        "The realm's keys: an issuer with pasted keys knows no new one.",
        "A change of the server's hostname: iss changes with it, and every exchange is denied.",
    ],
    not_yet: &[
        "People sign in through the same client.",
        "The client secret would lie where the Claude key lies today and nobody rotates it: use a signed assertion, or the platform's own tokens.",
    ],
};

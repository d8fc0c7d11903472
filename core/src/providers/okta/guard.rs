//! How a service app gets its token, where keys hide, and what federation does not solve.

use super::fields::api;
use super::wiring::{TOKEN_FILE, TOKEN_PROGRAM};
use crate::providers::{
    Command, Guard, HandedOut, Jti, KeyPlace, Precondition, TokenLife, TokenRequest, TokenSource,
};

pub(super) const REQUEST: TokenRequest = TokenRequest {
    how: "The workload signs a client assertion with the app's private key and asks the authorization server for an access token, \
          which is what Claude takes. That private key is the new long-lived secret.",
    before: &[
        Precondition::new("API Access Management is part of your Okta plan: custom authorization servers need it."),
        Precondition::new("The app is of the kind API Services, with a public key (private_key_jwt) and without DPoP, which new apps \
                           may ask for.")
            .checked_by(
                api!("apps/{client_id} | jq '{{method: .credentials.oauthClient.token_endpoint_auth_method, dpop: \
                      .settings.oauthClient.dpop_bound_access_tokens, grants: .settings.oauthClient.grant_types}}'"),
                "Prints how the app proves itself, whether DPoP is asked for, and its grants.",
            ),
        Precondition::new("The custom authorization server has the audience https://api.anthropic.com. The org's own server is of no \
                           use.")
            .checked_by(
                api!("authorizationServers/{auth_server_id} | jq -r '.issuer, .audiences[]'"),
                "Prints issuer and audience.",
            ),
        Precondition::new("An access policy names this app alone, and its rule grants client_credentials and the scope to nobody \
                           else.")
            .checked_by(
                api!("authorizationServers/{auth_server_id}/policies | jq -r '.[] | .name + \" \" + (.conditions.clients.include | \
                      join(\",\"))'"),
                "Lists the policies with their clients: ALL_CLIENTS is everybody.",
            ),
        Precondition::new("Take the access token, never an ID token."),
    ],
    command: Command::new(
        "/usr/local/bin/okta-token",
        "Prints a live token, by the script among the files. Whoever reads it can use it until it ends or was exchanged.",
    ),
    source: |_| TokenSource::Program(&[TOKEN_PROGRAM]),
    file: |_| TOKEN_FILE,
    file_note: "the wiring writes the token there before each exchange",
    life: TokenLife {
        usual_seconds: 3600,
        longest_seconds: Some(86_400),
        unverified: false,
        handed_out: HandedOut::PerRequest,
        jti: Jti::Always,
    },
    replay: "Each request gives a new token with a jti, good for one exchange: let the client ask anew each time. A token in a file \
             has to be written anew before every exchange. A policy's rule gives a token 5 minutes to 24 hours, an hour where it \
             says nothing; five minutes are enough, and give access tokens of up to ten.",
};

pub(super) const KEY_PLACES: &[KeyPlace] = &[
    KeyPlace::new(
        "Units and environment files of the host",
        Command::new(
            "grep -rlsE 'ANTHROPIC_API_KEY|sk-ant-api' /etc/systemd /etc/default /etc/environment",
            "Lists the files. After you edited one: systemctl daemon-reload, and restart the service.",
        ),
    ),
    KeyPlace::new(
        "Containers of the host",
        Command::new(
            "docker ps -q | xargs -r docker inspect | jq -r '.[] | select([.Config.Env[]?] | any(startswith(\"ANTHROPIC_API_KEY=\"))) | .Name'",
            "Lists the running containers that were given a key.",
        ),
    ),
    KeyPlace::new(
        "Connections in Okta Workflows",
        Command::new(
            api!("apps?limit=200 | jq -r '.[] | select(.name | test(\"workflows\"; \"i\")) | .label'"),
            "Names the app of Workflows, where you have it: look through its connections for Claude by hand, for no interface lists \
             them.",
        ),
    ),
    KeyPlace::new(
        "Copies of the app's private key, the new secret",
        Command::new(
            "grep -rlsE 'BEGIN (RSA )?PRIVATE KEY' /etc /opt /srv /home --include='*.pem' --include='*.key'",
            "Lists files that hold a private key: the app's belongs into one alone, or into none.",
        ),
    ),
];

pub(super) const GUARD: Guard = Guard {
    minters: &[
        "Whoever holds the app's private key, or a client secret that it still has.",
        "Administrators of Okta: of apps, of authorization servers, and super administrators.",
        "Whoever may edit access policies: one more app, or any client, then gets the scope.",
        "Whoever edits profiles that custom claims come from, where the rule compares one.",
    ],
    audit: &[
        Command::new(
            api!("apps/{client_id} | jq -r '.settings.oauthClient.jwks.keys[]? | .kid + \" \" + .kty'"),
            "Lists the app's public keys: each has a private one somewhere.",
        ),
        Command::new(
            api!(
                "authorizationServers/{auth_server_id}/policies | jq -r '.[].id' | while read -r policy; do printf 'Authorization: \
                  SSWS %s\\n' \"$OKTA_API_TOKEN\" | curl -sS -H @- \
                  https://{okta_domain}/api/v1/authorizationServers/{auth_server_id}/policies/\"$policy\"/rules | jq -c '.[] | \
                  {{name, grants: .conditions.grantTypes.include, scopes: .conditions.scopes.include, minutes: \
                  .actions.token.accessTokenLifetimeMinutes}}'; done"
            ),
            "Lists every rule with its grants, scopes and lifetime.",
        ),
        Command::new(
            api!(
                "logs --get --data-urlencode 'filter=eventType eq \"app.oauth2.as.token.grant.access_token\"' | jq -r '.[] | .published \
                  + \" \" + .actor.displayName'"
            ),
            "Lists the tokens that were given out of late. The event's name is not confirmed.",
        ),
        Command::new(
            api!("iam/assignees/users | jq -r '.value[].id'"),
            "Lists the ids of people with an administrator's role.",
        ),
    ],
    watch: &[
        "The age of the app's key: change it on a schedule, and at once when somebody leaves who had it.",
        "The system log: grants by apps or at hours that nobody expects, and changes of policies, scopes and claims.",
        "The history in the Console, for exchanges that no run of yours explains.",
        "A custom domain: with it the issuer changes, and every exchange is denied until its record follows.",
    ],
    not_yet: &[
        "Where the workload runs has an identity of its own, such as a cloud, a cluster or CI: use that, and no secret is left.",
        "The private key would lie in the same place, as readable, as the API key does now.",
        "Security asks for DPoP on every app: Claude takes no such proof.",
        "Other apps or people share the authorization server and its scope.",
    ],
};

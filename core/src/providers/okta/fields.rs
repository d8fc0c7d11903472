//! The form, and what is wrong with an entry.

use super::entries::{is_id, org_host};
use crate::providers::shared::check_lifetime;
use crate::providers::{Command, Field, Need};

/// The scope that stands where none is entered.
pub(super) const SCOPE: &str = "anthropic.access";

/// Asks Okta's management API. The token travels through a pipe.
macro_rules! api {
    ($call:literal) => {
        concat!(
            "printf 'Authorization: SSWS %s\\n' \"$OKTA_API_TOKEN\" | curl -sS -H @- https://{okta_domain}/api/v1/",
            $call
        )
    };
}
pub(super) use api;

pub(super) const FIELDS: &[Field] = &[
    Field {
        id: "okta_domain",
        label: "Domain",
        hint: "The host in the issuer of the authorization server: acme.okta.com, or your own. Never the one with -admin.",
        example: "acme.okta.com",
        placeholder: "OKTA_DOMAIN",
        need: Need::Required,
        check: |text| {
            let host = org_host(text.trim());
            let fine =
                host.contains('.') && host.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c));
            (!fine || host != text.trim())
                .then_some("Enter the host alone, such as acme.okta.com of https://acme-admin.okta.com/: the files need it so.")
        },
        ..Field::LINE
    },
    Field {
        id: "auth_server_id",
        label: "Authorization server",
        hint: "Its id, aus…, or default. One for Claude alone is best: audience and scopes are then nobody else's.",
        example: "aus1a2b3c4d5e6f7g8h9",
        placeholder: "AUTHORIZATION_SERVER",
        need: Need::Required,
        find: &[
            Command::new(
                api!(
                    "authorizationServers | jq -r '.[] | .id + \" \" + (.audiences | join(\",\")) + \" \" + .issuer'"
                ),
                "Lists the servers with their audience and issuer. OKTA_API_TOKEN holds a token of a read-only administrator.",
            ),
            Command::new(
                "curl -sS https://{okta_domain}/oauth2/{auth_server_id}/.well-known/oauth-authorization-server | jq -r .issuer",
                "Prints the issuer, which must be the issuer here to the last byte.",
            ),
        ],
        check: |text| {
            let fine = text.trim().chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
            (!fine).then_some(
                "Enter the id alone, such as aus1a2b3c4d5e6f7g8h9 or default, from the end of the issuer.",
            )
        },
        ..Field::LINE
    },
    Field {
        id: "client_id",
        label: "Client id",
        hint: "Of the service app, 0oa…: the page of the app shows it. It never comes again.",
        example: "0oa1b2c3d4e5f6g7h8i9",
        placeholder: "CLIENT_ID",
        need: Need::Required,
        find: &[Command::new(
            api!(
                "apps?limit=200 | jq -r '.[] | select(.settings.oauthClient.application_type? == \"service\") | \
                  .credentials.oauthClient.client_id + \" \" + .label'"
            ),
            "Lists the service apps with their client ids.",
        )],
        check: |text| {
            (!is_id("0oa", text.trim())).then_some(
                "A client id is 0oa and 17 letters and digits, whole: a wildcard would let other apps in.",
            )
        },
        ..Field::LINE
    },
    Field {
        id: "scope",
        label: "Scope",
        hint: "The one that only this app is granted. anthropic.access stands while this is empty.",
        example: SCOPE,
        placeholder: SCOPE,
        check: |text| {
            text.trim()
                .contains(|c: char| c.is_whitespace() || c.is_control() || "\"\\".contains(c))
                .then_some("Name one scope, without blanks and quotes.")
        },
        ..Field::LINE
    },
    Field {
        id: "key_id",
        label: "Key id",
        hint: "kid of the app's public key, by which Okta finds it. It takes no part in the rule.",
        example: "claude-2026-11",
        placeholder: "KEY_ID",
        need: Need::Recommended,
        find: &[Command::new(
            api!("apps/{client_id} | jq -r '.settings.oauthClient.jwks.keys[]?.kid'"),
            "Lists the ids of the app's keys.",
        )],
        ..Field::LINE
    },
    Field {
        id: "key_file",
        label: "File of the private key",
        hint: "Where the workload keeps it, for its user alone. With a KMS or HSM nothing lies in a file: sign there instead.",
        example: "/etc/claude/okta-key.pem",
        placeholder: "/etc/claude/okta-key.pem",
        check: |text| {
            (!text.trim().starts_with('/')).then_some("Enter an absolute path, never the key itself.")
        },
        ..Field::LINE
    },
    Field {
        id: "lifetime",
        label: "Life of a token, in seconds",
        hint: "What the access policy's rule says: 300 to 86400. An hour, Okta's default, stands while this is empty; five minutes \
               are enough.",
        example: "300",
        placeholder: "3600",
        check: check_lifetime,
        ..Field::LINE
    },
];

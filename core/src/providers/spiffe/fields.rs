//! The form.

use super::id::SpiffeId;
use crate::providers::shared::{check_lifetime, keys_problem};
use crate::providers::{Answers, Choice, Command, Entry, Field, Need};

/// Whether the workload is a pod; the first choice is the default.
pub(super) fn is_pod(answers: &Answers) -> bool {
    answers.get("runtime") != "vm"
}

const ISSUER: Command = Command::new(
    "curl -sS {issuer_url}/.well-known/openid-configuration | jq -r .issuer",
    "Prints the issuer as the discovery provider has it, which must be the same text.",
);

pub(super) const FIELDS: &[Field] = &[
    Field {
        id: "runtime",
        label: "Where the workload runs",
        hint: "It decides how the workload is registered.",
        example: "kubernetes",
        placeholder: "RUNTIME",
        need: Need::Required,
        entry: Entry::Choice(&[
            Choice { value: "kubernetes", label: "In a pod" },
            Choice { value: "vm", label: "On a machine" },
        ]),
        ..Field::LINE
    },
    Field {
        id: "spiffe_id",
        label: "SPIFFE ID",
        hint: "The workload's, whole. For several workloads make a rule each, with an account each.",
        example: "spiffe://prod.example.com/ns/inference/sa/worker",
        placeholder: "spiffe://TRUST_DOMAIN/WORKLOAD",
        need: Need::Required,
        find: &[Command::new(
            "spire-server entry show -output json | jq -r '.entries[].spiffe_id | \"spiffe://\" + .trust_domain + .path'",
            "Lists the SPIFFE IDs that are registered.",
        )],
        check: |text| match SpiffeId::parse(text.trim()) {
            Ok(id) if id.is_spires_own() => Some(
                "This is SPIRE's own identity, not a workload's. Enter the one of the registration entry.",
            ),
            Ok(_) => None,
            Err(problem) => Some(problem),
        },
        ..Field::LINE
    },
    Field {
        id: "issuer_url",
        label: "Issuer",
        hint: "What jwt_issuer of the SPIRE server says, to the last byte. It need not have the trust domain's host.",
        example: "https://oidc-discovery.prod.example.com",
        placeholder: "ISSUER_URL",
        need: Need::Required,
        find: &[
            Command::new(
                "grep -h jwt_issuer /opt/spire/conf/server/server.conf",
                "Prints the setting, on the server.",
            ),
            ISSUER,
        ],
        check: |text| {
            let text = text.trim();
            let host = text.strip_prefix("https://").unwrap_or_default();
            let fine = !host.is_empty() && !host.starts_with('/') && !text.contains(char::is_whitespace);
            (!fine || text.ends_with("/.well-known/openid-configuration")).then_some(
                "An issuer begins with https:// and a host, and is no address of a document. Copy jwt_issuer whole.",
            )
        },
        ..Field::LINE
    },
    Field {
        id: "keys",
        label: "Where Claude takes the keys",
        hint: "SPIRE changes its signing keys about daily: keys in the issuer have to follow each time.",
        example: "discovery",
        placeholder: "KEYS",
        need: Need::Required,
        entry: Entry::Choice(&[
            Choice { value: "discovery", label: "From a public OIDC Discovery Provider" },
            Choice { value: "explicit", label: "From another public address, such as a bucket" },
            Choice { value: "inline", label: "From the issuer itself: nothing is public" },
        ]),
        ..Field::LINE
    },
    Field {
        id: "jwks_url",
        label: "Address of the keys",
        hint: "Where a BundlePublisher of the SPIRE server puts them, in its format jwks.",
        example: "https://spire-keys.s3.amazonaws.com/keys.json",
        placeholder: "JWKS_URL",
        need: Need::Required,
        asked: |answers| answers.get("keys") == "explicit",
        check: |text| {
            (!text.trim().starts_with("https://"))
                .then_some("Enter a whole address that begins with https://.")
        },
        ..Field::LINE
    },
    Field {
        id: "jwks",
        label: "Public keys",
        hint: "Of this trust domain alone: keys of a federated one would let its workloads in.",
        example: r#"{"keys":[{"kty":"EC","kid":"k1","crv":"P-256","x":"AQAB","y":"AQAB"}]}"#,
        placeholder: "TRUST_DOMAIN_JWKS",
        need: Need::Required,
        entry: Entry::Lines,
        find: &[Command::new(
            "spire-server bundle show -format spiffe | jq '{{keys: [.keys[] | select(.use == \"jwt-svid\") | del(.use)]}}'",
            "Prints the keys that sign JWT-SVIDs of the server's own trust domain.",
        )],
        asked: |answers| answers.get("keys") == "inline",
        check: keys_problem,
    },
    Field {
        id: "namespace",
        label: "Namespace",
        hint: "The namespace that the pods run in. It takes no part in the rule but through the SPIFFE ID.",
        example: "inference",
        placeholder: "NAMESPACE",
        need: Need::Recommended,
        asked: is_pod,
        ..Field::LINE
    },
    Field {
        id: "service_account",
        label: "Service account",
        hint: "The Kubernetes service account that the pods run as, and nothing else does.",
        example: "worker",
        placeholder: "SERVICE_ACCOUNT",
        need: Need::Recommended,
        asked: is_pod,
        ..Field::LINE
    },
    Field {
        id: "unix_user",
        label: "User",
        hint: "The user that the workload, and nothing else, runs as on the machine.",
        example: "batch",
        placeholder: "UNIX_USER",
        need: Need::Recommended,
        asked: |answers| !is_pod(answers),
        ..Field::LINE
    },
    Field {
        id: "parent_id",
        label: "SPIFFE ID of the node",
        hint: "The agent's, or an alias of several nodes.",
        example: "spiffe://prod.example.com/spire/agent/x509pop/gpu-7",
        placeholder: "spiffe://TRUST_DOMAIN/NODE",
        need: Need::Recommended,
        find: &[Command::new("spire-server agent list", "Lists the agents with their SPIFFE IDs.")],
        asked: |answers| !is_pod(answers),
        check: |text| SpiffeId::parse(text.trim()).err(),
        ..Field::LINE
    },
    Field {
        id: "agent_socket",
        label: "Socket of the agent",
        hint: "SPIRE's default stands while this is empty. In pods the CSI driver usually mounts \
               /spiffe-workload-api/spire-agent.sock.",
        example: "/run/spire/sockets/agent.sock",
        placeholder: "/tmp/spire-agent/public/api.sock",
        check: |text| {
            (!text.trim().starts_with('/'))
                .then_some("Enter the absolute path of the socket, without unix://.")
        },
        ..Field::LINE
    },
    Field {
        id: "audiences",
        label: "Audiences",
        hint: "Whoever receives a token with two audiences could show it here.",
        example: "alone",
        placeholder: "AUDIENCES",
        entry: Entry::Choice(&[
            Choice { value: "alone", label: "Only tokens for Claude alone" },
            Choice { value: "shared", label: "Tokens for other services too" },
        ]),
        ..Field::LINE
    },
    Field {
        id: "lifetime",
        label: "Life of a token, in seconds",
        hint: "default_jwt_svid_ttl, or the entry's own. SPIRE's default of 300 stands while this is empty.",
        example: "300",
        placeholder: "300",
        check: check_lifetime,
        ..Field::LINE
    },
];

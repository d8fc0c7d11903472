//! How a workload gets its JWT-SVID, where keys hide, and what federation does not solve.

use super::fields::is_pod;
use super::wiring::TOKEN_FILE;
use crate::providers::{
    Command, Guard, HandedOut, Jti, KeyPlace, Precondition, TokenLife, TokenRequest, TokenSource,
};

pub(super) const REQUEST: TokenRequest = TokenRequest {
    how: "spiffe-helper asks the agent for a JWT-SVID of the audience, writes it to a file and keeps it fresh; \
          ANTHROPIC_IDENTITY_TOKEN_FILE names the file. A client of the Workload API can ask by itself instead.",
    before: &[
        Precondition::new(
            "jwt_issuer is set on every SPIRE server of the trust domain: without it the token has no iss, and Claude \
                           refuses it.",
        ),
        Precondition::new("The OIDC Discovery Provider serves the same address from outside.")
            .checked_by(
                "curl -sS {issuer_url}/.well-known/openid-configuration | jq -r '.issuer, .jwks_uri'",
                "Prints the issuer, which must be jwt_issuer to the last byte, and the address of the keys.",
            )
            .when(|answers| matches!(answers.get("keys"), "" | "discovery")),
        Precondition::new(
            "Keys of this trust domain alone stand in the issuer, and somebody brings each new one in time.",
        )
        .when(|answers| answers.get("keys") == "inline"),
        Precondition::new("The workload is registered, by selectors that nothing else meets.").checked_by(
            "spire-server entry show -spiffeID {spiffe_id}",
            "Prints the entries of the SPIFFE ID with their selectors.",
        ),
        Precondition::new("The token is a JWT-SVID; an X.509-SVID is no identity token."),
    ],
    command: Command::new(
        "spire-agent api fetch jwt -audience https://api.anthropic.com -socketPath {agent_socket} -output json | jq -er '.[0].svids[0].svid'",
        "Prints a live token. Run it as the workload: the agent looks at who asks, and says no identity issued to others.",
    ),
    source: |_| TokenSource::File,
    file: |_| TOKEN_FILE,
    file_note: "spiffe-helper writes the token there",
    life: TokenLife {
        usual_seconds: 300,
        longest_seconds: None,
        unverified: false,
        // Half of its life is when the helper asks for the next one.
        handed_out: HandedOut::Replaced { after_seconds: 150 },
        jti: Jti::Never,
    },
    replay: "A JWT-SVID lives five minutes where nobody chose and has no jti, so that it can be exchanged more than once until it \
             ends: processes may share the file. The helper replaces it at about half of its life, and an access token lives at \
             most twice what is left: five to ten minutes. Where another issuer adds a jti, such as Vault's SPIFFE engine with \
             use_jti_claim, each token is good for one exchange.",
};

pub(super) const KEY_PLACES: &[KeyPlace] = &[
    KeyPlace::new(
        "Containers of the namespace",
        Command::new(
            r#"kubectl -n {namespace} get deployments,statefulsets,daemonsets,cronjobs,pods -o json | jq -r '.items[] | select(tostring | test("ANTHROPIC_API_KEY|ANTHROPIC_AUTH_TOKEN|sk-ant-api")) | .kind + " " + .metadata.name'"#,
            "Lists what names a static credential or holds one.",
        )
        .when(is_pod),
    )
    .removed_by(Command::new(
        "kubectl -n {namespace} set env deployment/DEPLOYMENT ANTHROPIC_API_KEY- ANTHROPIC_AUTH_TOKEN-",
        "Takes both variables out of a Deployment; where Helm or GitOps owns it, change the source instead.",
    )),
    KeyPlace::new(
        "Secrets of the namespace",
        Command::new(
            r#"kubectl -n {namespace} get secrets -o json | jq -r '.items[] | . as $o | (.data // {{}}) | to_entries[] | select((.key | test("ANTHROPIC|CLAUDE"; "i")) or ((.value | @base64d? // "") | contains("sk-ant-"))) | $o.metadata.name + " " + .key'"#,
            "Lists the keys of Secrets that have such a name or hold a Claude credential; values are never printed.",
        )
        .when(is_pod),
    ),
    KeyPlace::new(
        "Units and environment files of the machine",
        Command::new(
            "grep -rlsE 'ANTHROPIC_API_KEY|sk-ant-api' /etc/systemd /etc/default /etc/environment",
            "Lists the files. After you edited one: systemctl daemon-reload, and restart the service.",
        )
        .when(|answers| !is_pod(answers)),
    ),
    KeyPlace::new(
        "Services that run with a key",
        Command::new(
            "systemctl list-units --type=service --state=running --plain --no-legend | cut -d' ' -f1 | while read -r unit; do systemctl show \"$unit\" -p Environment | grep -q ANTHROPIC_API_KEY && echo \"$unit\"; done",
            "Lists the services whose environment names a key.",
        )
        .when(|answers| !is_pod(answers)),
    ),
    KeyPlace::new(
        "Vault, which many trust domains stand beside",
        Command::new("vault kv list secret/", "Lists the names under a path; go on below those that may hold a key."),
    ),
];

pub(super) const GUARD: Guard = Guard {
    minters: &[
        "Whoever may create registration entries: the server's socket, SPIFFE IDs with admin, and ClusterSPIFFEID in Kubernetes.",
        "Whatever meets the entry's selectors: every pod of the namespace where k8s:ns: stands alone, every process of the user.",
        "Root on a node: its agent fetches the SVIDs of every workload there.",
        "Downstream servers, and whoever holds the trust domain's signing keys.",
        "Where keys were pasted, the owners of every key among them.",
    ],
    audit: &[
        Command::new(
            "spire-server entry show -output json | jq -r '.entries[] | [.spiffe_id.path, (.selectors | map(.type + \":\" + .value) | join(\",\"))] | @tsv'",
            "Lists every registered path with its selectors: look for ones that are too broad.",
        ),
        Command::new(
            "spire-server entry show -output json | jq -r '.entries[] | select(.admin or .downstream) | .spiffe_id.path'",
            "Lists the entries that may register others, or sign for themselves.",
        ),
        Command::new("spire-server agent list", "Lists the agents."),
        Command::new(
            "kubectl get clusterspiffeids -o json | jq -r '.items[] | .metadata.name + \" \" + .spec.spiffeIDTemplate'",
            "Lists what spire-controller-manager registers.",
        )
        .when(is_pod),
        Command::new(
            "kubectl auth can-i create clusterspiffeids --as USER_NAME",
            "Answers yes or no for one user.",
        )
        .when(is_pod),
    ],
    watch: &[
        "Registration entries: a second one for the SPIFFE ID, or one whose selectors became broader.",
        "The signing keys: about daily a new one. An issuer with keys of its own must have it before the first token, and lose the \
         old one after the last.",
        "The history in the Console: more exchanges than the workload has processes, every few minutes.",
        "The discovery provider's certificate: when it ends, so do the exchanges.",
    ],
    not_yet: &[
        "The entry's selectors are met by other workloads too, such as k8s:ns: alone.",
        "The workload shares its user on the machine with others.",
        "Nothing outside can reach keys, and nobody would bring them in daily.",
        "The trust domain signs with a key type that Claude refuses; EC P-256 and P-384 and RSA are fine.",
    ],
};

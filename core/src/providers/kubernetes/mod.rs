//! Kubernetes: service account tokens of self-managed clusters, EKS, GKE and AKS.
//!
//! One provider for four kinds of cluster, because their tokens are the same but for the issuer: that the cluster itself
//! signs is what they share. What a cloud signs for a pod, such as an Entra or a Google identity token, is another provider.

mod answers;
mod check;
mod fields;
mod keys;
mod specimen;
mod suggest;
mod wiring;

#[cfg(test)]
mod tests;

use super::{
    ClaimKind, ClaimSpec, Command, Group, Guard, HandedOut, IssuerShape, Jti, Pins, Precondition, Provider,
    SubjectForm, Tile, TokenLife, TokenRequest, TokenSource,
};
use crate::facts::Source;

/// What a projected token asks for as `expirationSeconds`, and its rule as `token_lifetime_seconds`: both in seconds.
///
/// The kubelet writes the next token once the present one is past 80 % of its life, after 2880 s, and a client exchanges
/// again 120 s before the access token ends, after 3480 s. Thus each exchange finds a token that was not used before,
/// which single use (`check_jti`) asks for. A shorter access token would bring the client back to a spent token.
/// Sources: [`PROJECTION`], [`crate::facts::ADVISORY_REFRESH_SECONDS`]; `docs/decisions/0004-kubernetes-lifetimes.md`.
const LIFETIME_SECONDS: u64 = 3600;

/// The issuer that kubeadm gives a cluster where nobody chose another.
const DEFAULT_ISSUER: &str = "https://kubernetes.default.svc.cluster.local";

/// How pods get tokens with an audience of their own.
const PROJECTION: Source = Source {
    title: "Kubernetes: service account token volume projection",
    url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#launch-a-pod-using-service-account-token-projection",
    read: "2026-11-21",
};

/// Kubernetes.
pub(super) static PROVIDER: Provider = Provider {
    slug: "kubernetes",
    name: "Kubernetes",
    use_when: "Use this when the workload runs in pods, on your own cluster or on EKS, GKE or AKS.",
    tiles: TILES,
    docs: DOCS,
    issuers: ISSUERS,
    claims: CLAIMS,
    subjects: &[SubjectForm {
        form: "system:serviceaccount:NAMESPACE:NAME",
        when: "Every service account token has this form, whichever the cluster.",
        unverified: false,
    }],
    segment_ends: &[':'],
    fields: fields::FIELDS,
    suggest: suggest::suggest,
    spread: answers::spread,
    answers_from: answers::answers_from,
    other_subject: |_| None,
    specimen: &specimen::SPECIMEN,
    recognise: |_| None,
    request: REQUEST,
    key_places: keys::KEY_PLACES,
    guard: GUARD,
    wiring: wiring::WIRING,
};

static TILES: &[Tile] = &[
    Tile {
        name: "Amazon EKS",
        use_when: "Pods on EKS, with the cluster's own tokens.",
        words: &["aws", "kubernetes", "k8s", "irsa", "service account"],
        group: Group::Clusters,
        answers: &[("cluster", "eks")],
    },
    Tile {
        name: "Google GKE",
        use_when: "Pods on GKE, with the cluster's own tokens.",
        words: &["gcp", "kubernetes", "k8s", "service account"],
        group: Group::Clusters,
        answers: &[("cluster", "gke")],
    },
    Tile {
        name: "Azure AKS",
        use_when: "Pods on AKS, with the cluster's own tokens, which need no Entra application.",
        words: &["azure", "kubernetes", "k8s", "service account"],
        group: Group::Clusters,
        answers: &[("cluster", "aks")],
    },
    Tile {
        name: "Kubernetes, self-managed",
        use_when: "Pods on a cluster of your own: kubeadm, k3s, OpenShift, Talos, kind.",
        words: &["k8s", "kubeadm", "k3s", "rancher", "openshift", "talos", "kind", "service account"],
        group: Group::Clusters,
        answers: &[("cluster", "self-managed")],
    },
];

static DOCS: &[Source] = &[
    Source {
        title: "Workload Identity Federation with Kubernetes",
        url: "https://platform.claude.com/docs/en/manage-claude/wif-providers/kubernetes",
        read: "2026-11-21",
    },
    PROJECTION,
    Source {
        title: "Kubernetes: managing service accounts",
        url: "https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/",
        read: "2026-11-21",
    },
    Source {
        title: "Kubernetes: service accounts",
        url: "https://kubernetes.io/docs/concepts/security/service-accounts/#authenticating-service-account-credentials-in-your-own-code",
        read: "2026-11-21",
    },
    Source {
        title: "Kubernetes: feature gates",
        url: "https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/",
        read: "2026-11-21",
    },
    Source {
        title: "Amazon EKS: service accounts",
        url: "https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html",
        read: "2026-11-21",
    },
    Source {
        title: "Amazon EKS: access entries",
        url: "https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html",
        read: "2026-11-22",
    },
    Source {
        title: "Workload Identity Federation with AWS",
        url: "https://platform.claude.com/docs/en/manage-claude/wif-providers/aws",
        read: "2026-11-21",
    },
    Source {
        title: "Workload Identity Federation with Azure",
        url: "https://platform.claude.com/docs/en/manage-claude/wif-providers/azure",
        read: "2026-11-21",
    },
];

static ISSUERS: &[IssuerShape] = &[
    IssuerShape {
        detection: "kubernetes-self-managed",
        name: "Self-managed cluster",
        example: DEFAULT_ISSUER,
        told_by: "The claim kubernetes.io, with an issuer that is no cloud's.",
        shared: false,
        reachable: false,
    },
    IssuerShape {
        detection: "kubernetes-eks",
        name: "Amazon EKS",
        example: "https://oidc.eks.us-west-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
        told_by: "The claim kubernetes.io, with an issuer under oidc.eks.REGION.amazonaws.com or oidc-eks.REGION.api.aws.",
        shared: false,
        reachable: true,
    },
    IssuerShape {
        detection: "kubernetes-gke",
        name: "Google GKE",
        example: "https://container.googleapis.com/v1/projects/PROJECT/locations/LOCATION/clusters/CLUSTER",
        told_by: "The claim kubernetes.io, with an issuer under container.googleapis.com.",
        shared: false,
        reachable: true,
    },
    IssuerShape {
        detection: "kubernetes-aks",
        name: "Azure AKS",
        example: "https://westeurope.oic.prod-aks.azure.com/TENANT_ID/CLUSTER_ID/",
        told_by: "The claim kubernetes.io, with an issuer under REGION.oic.prod-aks.azure.com.",
        shared: false,
        reachable: true,
    },
    // Listed so that a pasted one leads to this form; no rule can take it, since it has neither exp nor iat.
    IssuerShape {
        detection: "kubernetes-legacy-secret",
        name: "Token from a Secret (unusable: it never expires)",
        example: "kubernetes/serviceaccount",
        told_by: "Flat claims such as kubernetes.io/serviceaccount/namespace, and no exp.",
        shared: true,
        reachable: false,
    },
];

const ANYBODY_WITH_PODS: &str = "whoever may create pods in the namespace";

static CLAIMS: &[ClaimSpec] = &[
    ClaimSpec::new("iss", ClaimKind::Text, Pins::Tenant, "The cluster, as its API server calls itself; the issuer record compares it, a rule need not.").renameable(None),
    ClaimSpec::new("sub", ClaimKind::Text, Pins::Workload, "Namespace and name of the service account. An account that is deleted and made again has the same text.").renameable(Some("kubernetes.io")).chosen_by(ANYBODY_WITH_PODS),
    ClaimSpec::new("aud", ClaimKind::List, Pins::Nothing, "For whom the token is meant: always a list, filled by whoever asks for the token.").chosen_by(ANYBODY_WITH_PODS),
    ClaimSpec::new("kubernetes.io", ClaimKind::Map, Pins::Workload, "A map with namespace, serviceaccount, and where they apply pod, node, secret and warnafter. The members of a \
                  rule's claims never match a map: only a condition reaches into it, as in \
                  claims[\"kubernetes.io\"].serviceaccount.uid. The node in it is informational."),
    time("exp", "When the token ends, in seconds since 1970."),
    time("iat", "When it was issued, in seconds since 1970."),
    time("nbf", "From when on it counts, in seconds since 1970."),
    ClaimSpec::new("jti", ClaimKind::Text, Pins::Nothing, "The token's own id, a UUID, from Kubernetes 1.30 on. It makes the token usable for one exchange."),
];

const fn time(name: &'static str, meaning: &'static str) -> ClaimSpec {
    ClaimSpec::new(name, ClaimKind::Number, Pins::Nothing, meaning)
}

const REQUEST: TokenRequest = TokenRequest {
    how: "The pod mounts a projected volume with a serviceAccountToken of audience https://api.anthropic.com and \
          expirationSeconds 3600, and ANTHROPIC_IDENTITY_TOKEN_FILE names the file. The kubelet keeps the file fresh.",
    before: &[
        Precondition::new("The pod's serviceAccountName is the service account of the form, not default."),
        Precondition::new(
            "The token is the one from your own projected volume. The file under \
         /var/run/secrets/kubernetes.io/serviceaccount is for the API server: its audience is wrong, and it lives for 90 days on \
         EKS and up to a year elsewhere.",
        ),
        Precondition::new(
            "AWS_WEB_IDENTITY_TOKEN_FILE (audience sts.amazonaws.com), AZURE_FEDERATED_TOKEN_FILE (audience \
         api://AzureADTokenExchange) and a token for PROJECT.svc.id.goog are for other services and are refused.",
        ),
        Precondition::new(
            "A token from a Secret of type kubernetes.io/service-account-token has no exp and no iat and is always refused.",
        ),
    ],
    command: Command::new(
        "kubectl -n {namespace} create token {service_account} --audience https://api.anthropic.com --duration 10m",
        "Prints a live token of ten minutes that is bound to no pod. You need create on serviceaccounts/token for it.",
    ),
    source: |_| TokenSource::File,
    file: |_| wiring::TOKEN_FILE,
    file_note: "",
    life: TokenLife {
        usual_seconds: LIFETIME_SECONDS,
        longest_seconds: None,
        unverified: false,
        handed_out: HandedOut::Replaced { after_seconds: 2880 },
        jti: Jti::Perhaps,
    },
    replay: "From Kubernetes 1.30 on each token has a jti and is good for one exchange. The kubelet writes a new one after \
             80 % of its life (2880 of 3600 seconds), and a client comes back 120 seconds before its access token ends (after \
             3480 seconds of 3600), so one process always finds an unused token. Two processes that read the same file, or a \
             container that restarts before the file changes, present a spent token and get jti_reused: let them share one \
             profile and its cache on an emptyDir volume, give each its own volume, or switch check_jti off on this one issuer.",
};

const GUARD: Guard = Guard {
    minters: &[
        "Whoever may create pods in the namespace: serviceAccountName is theirs to set, on Deployments, Jobs and CronJobs too.",
        "Whoever may create serviceaccounts/token there: kubectl create token needs no pod.",
        "Whoever may use pods/exec or pods/ephemeralcontainers: the file is readable from inside.",
        "Whoever may impersonate users or service accounts, edit roles, or bind cluster-admin.",
        "Root on a node that runs the pod, and pods with hostPath or privileged access there.",
        "Whoever reads the cluster's service account signing key, etcd or their backups: they sign tokens of any account.",
        "Whoever may merge into the repository from which GitOps deploys.",
    ],
    audit: keys::AUDIT,
    watch: &[
        "Exchanges in the Console under Settings, Workload identity, history: one per pod and hour is usual, a burst is not.",
        "The service account's uid: an account that was deleted and made again stops matching the rule, as it should.",
        "Rotation of the cluster's signing key: an issuer with inline keys goes on trusting the old key and knows no new one. Add \
         the new key before the rotation, and take the old one out once its tokens have ended.",
        "Role bindings in the namespace, and every new service account there.",
        "A token outlives its pod: keys are checked without asking the cluster, so that a deleted pod or account counts \
         until exp.",
    ],
    not_yet: &[
        "The workload shares its namespace with people or pipelines that may create pods and must not reach Claude: give it a \
         namespace of its own first.",
        "The workload runs as the service account default: every pod that names none runs as it too.",
        "Several clusters share the default issuer and one signing key: give each its own key, or staging passes for production.",
        "Nobody may read the cluster's keys (kubectl get --raw /openid/v1/jwks) and the issuer is private: ask for them first.",
        "Several processes read one token file and cannot share a cache: settle single use first.",
    ],
};

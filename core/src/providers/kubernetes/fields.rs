//! The form.

use super::super::{Answers, Choice, Command, Entry, Field, Need};
use super::{DEFAULT_ISSUER, check};

/// The kind of cluster chosen; the first where none is.
pub(super) fn cluster(answers: &Answers) -> &str {
    answers.some("cluster").unwrap_or(SELF_MANAGED)
}

pub(super) const SELF_MANAGED: &str = "self-managed";

/// Whether the cluster is one of Amazon's.
pub(super) const ON_EKS: fn(&Answers) -> bool = |answers| cluster(answers) == "eks";
/// Whether the cluster is one of Google's.
pub(super) const ON_GKE: fn(&Answers) -> bool = |answers| cluster(answers) == "gke";
/// Whether the cluster is one of Azure's.
pub(super) const ON_AKS: fn(&Answers) -> bool = |answers| cluster(answers) == "aks";

/// Each value is the end of a detection slug.
pub(super) const CLUSTERS: &[Choice] = &[
    Choice { value: SELF_MANAGED, label: "Self-managed (kubeadm, k3s, OpenShift, Talos, kind)" },
    Choice { value: "eks", label: "Amazon EKS" },
    Choice { value: "gke", label: "Google GKE" },
    Choice { value: "aks", label: "Azure AKS" },
];

const ALWAYS: fn(&Answers) -> bool = |_| true;
const NEVER_WRONG: fn(&str) -> Option<&'static str> = |_| None;

pub(super) static FIELDS: &[Field] = &[
    Field {
        id: "cluster",
        label: "Cluster",
        hint: "Who runs the cluster's control plane: it decides what the issuer looks like and how its keys are fetched.",
        example: "eks",
        placeholder: SELF_MANAGED,
        need: Need::Required,
        entry: Entry::Choice(CLUSTERS),
        find: &[Command::new(
            "kubectl config current-context && kubectl cluster-info",
            "Prints which cluster kubectl talks to.",
        )],
        asked: ALWAYS,
        check: NEVER_WRONG,
    },
    Field {
        id: "issuer_url",
        label: "Issuer",
        hint: "What the cluster calls itself in the claim iss, copied byte for byte. A self-managed cluster where nobody chose \
               one has https://kubernetes.default.svc.cluster.local, which stands here while the field is empty.",
        example: "https://oidc.eks.us-west-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
        placeholder: DEFAULT_ISSUER,
        need: Need::Required,
        entry: Entry::Line,
        find: &[
            Command::new(
                "kubectl get --raw /.well-known/openid-configuration | jq -r .issuer",
                "Prints the issuer of the cluster that kubectl talks to, on every kind of cluster.",
            ),
            Command::new(
                "aws eks describe-cluster --name CLUSTER_NAME --query cluster.identity.oidc.issuer --output text",
                "Prints the issuer of an EKS cluster.",
            ).when(ON_EKS),
            Command::new(
                "gcloud container clusters describe CLUSTER_NAME --location LOCATION --format='value(selfLink)'",
                "Prints the address of a GKE cluster, which is its issuer.",
            ).when(ON_GKE),
            Command::new(
                "az aks show --resource-group RESOURCE_GROUP --name CLUSTER_NAME \
                           --query oidcIssuerProfile.issuerUrl --output tsv",
                "Prints the issuer of an AKS cluster, with its slash at the end. Empty: the cluster needs \
                       --enable-oidc-issuer first.",
            ).when(ON_AKS),
        ],
        asked: ALWAYS,
        check: check::issuer_url,
    },
    Field {
        id: "jwks",
        label: "Public keys",
        hint: "The cluster's JWKS. A private cluster cannot be reached from outside, so that its keys stand in the issuer record; \
               they are public and no secret, and are replaced by hand when the cluster's signing key is.",
        example: r#"{"keys":[{"kty":"RSA","kid":"…","use":"sig","alg":"RS256","n":"…","e":"AQAB"}]}"#,
        placeholder: "CLUSTER_JWKS",
        need: Need::Required,
        entry: Entry::Lines,
        find: &[Command::new(
            "kubectl get --raw /openid/v1/jwks",
            "Prints the public keys with which service account tokens are verified.",
        )],
        asked: |answers| cluster(answers) == SELF_MANAGED,
        check: check::jwks,
    },
    Field {
        id: "namespace",
        label: "Namespace",
        hint: "The namespace that the pods run in.",
        example: "inference",
        placeholder: "NAMESPACE",
        need: Need::Required,
        entry: Entry::Line,
        find: &[Command::new("kubectl get namespaces -o name", "Lists the namespaces.")],
        asked: ALWAYS,
        check: check::namespace,
    },
    Field {
        id: "service_account",
        label: "Service account",
        hint: "The Kubernetes service account that the pods run as. Give the workload one of its own: default is what every \
               pod runs as that names none.",
        example: "inference-worker",
        placeholder: "SERVICE_ACCOUNT",
        need: Need::Required,
        entry: Entry::Line,
        find: &[
            Command::new(
                "kubectl -n {namespace} get deployment {workload} -o \
                           jsonpath='{{.spec.template.spec.serviceAccountName}}{{\"\\n\"}}'",
                "Prints the service account of a Deployment; an empty line means default.",
            ),
            Command::new(
                "kubectl -n {namespace} get serviceaccounts -o name",
                "Lists the service accounts of the namespace.",
            ),
        ],
        asked: ALWAYS,
        check: check::service_account,
    },
    Field {
        id: "service_account_uid",
        label: "Service account uid",
        hint: "The account's uid. With it the rule admits this very account: one that is deleted and made again under the same \
               name has another uid and stays out.",
        example: "a0b1c2d3-9999-4888-8777-666655554444",
        placeholder: "SERVICE_ACCOUNT_UID",
        need: Need::Recommended,
        entry: Entry::Line,
        find: &[Command::new(
            "kubectl -n {namespace} get serviceaccount {service_account} -o \
                       jsonpath='{{.metadata.uid}}{{\"\\n\"}}'",
            "Prints the uid of the service account.",
        )],
        asked: ALWAYS,
        check: check::uid,
    },
    Field {
        id: "workload",
        label: "Deployment",
        hint: "The Deployment that the manifest and the commands are for. It takes no part in the rule.",
        example: "inference-worker",
        placeholder: "DEPLOYMENT",
        need: Need::Optional,
        entry: Entry::Line,
        find: &[Command::new(
            "kubectl -n {namespace} get deployments -o name",
            "Lists the Deployments of the namespace.",
        )],
        asked: ALWAYS,
        check: check::workload,
    },
    Field {
        id: "image",
        label: "Image",
        hint: "The container image of the workload, for the manifest and for looking into its layers. It takes no part in the \
               rule.",
        example: "registry.example.com/team/inference-worker:1.4.2",
        placeholder: "IMAGE",
        need: Need::Optional,
        entry: Entry::Line,
        find: &[Command::new(
            "kubectl -n {namespace} get deployment {workload} -o \
                       jsonpath='{{range .spec.template.spec.containers[*]}}{{.image}}{{\"\\n\"}}{{end}}'",
            "Prints the images of a Deployment.",
        )],
        asked: ALWAYS,
        check: check::image,
    },
];

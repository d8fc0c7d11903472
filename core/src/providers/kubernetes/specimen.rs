//! What a projected token of a service account says, and whose tokens come from the same issuer.
//!
//! From the pages of Kubernetes on service accounts that `super::DOCS` names (read 2026-11-21).

use super::DEFAULT_ISSUER;
use crate::providers::Change::{And, Is};
use crate::providers::{Specimen, Stranger};

pub(super) static SPECIMEN: Specimen = Specimen {
    claims: r#"{
        "iss":"<ISSUER>","sub":"<SUBJECT>","aud":["<AUDIENCE>"],
        "jti":"4b1f0c6a-0000-4000-8000-000000000001",
        "kubernetes.io":{
            "namespace":"<NAMESPACE>",
            "serviceaccount":{"name":"<ACCOUNT>","uid":"<UID>"},
            "pod?":{"name?":"<POD>","uid?":"<POD_UID>"},
            "node?":{"name?":"<NODE>","uid?":"<NODE_UID>"}
        }
    }"#,
    parts: &[
        ("ISSUER", DEFAULT_ISSUER),
        ("SUBJECT", "system:serviceaccount:<NAMESPACE>:<ACCOUNT>"),
        ("AUDIENCE", "https://api.anthropic.com"),
        ("NAMESPACE", "inference"),
        ("ACCOUNT", "inference-worker"),
        ("UID", "00000000-0000-4000-8000-0000000000a1"),
        ("POD", "worker-6c7b8d9f5b-x2k4q"),
        ("POD_UID", "00000000-0000-4000-8000-0000000000d2"),
        ("NODE", "node-a"),
        ("NODE_UID", "00000000-0000-4000-8000-0000000000d1"),
    ],
    forms: &[("SUBJECT", &["system:serviceaccount:<NAMESPACE>:<ACCOUNT>"])],
    implied: &[],
    strangers: STRANGERS,
};

/// Ids of what is not the workload's.
const UID: &str = "99999999-0000-4000-8000-000000000001";
const POD_UID: &str = "99999999-0000-4000-8000-000000000002";

const STRANGERS: &[Stranger] = &[
    Stranger {
        id: "other-namespace",
        title: "Another namespace",
        who: "Whoever can make service accounts and pods in another namespace, under the same name.",
        changes: &[Is("NAMESPACE", "playground"), Is("UID", UID), Is("POD_UID", POD_UID)],
    },
    Stranger {
        id: "look-alike-namespace",
        title: "A namespace whose name goes on",
        who: "Whoever can make a namespace in the cluster.",
        changes: &[And("NAMESPACE", "-dev"), Is("UID", UID), Is("POD_UID", POD_UID)],
    },
    Stranger {
        id: "other-service-account",
        title: "Another service account of the namespace",
        who: "Whatever pod of the namespace runs as another account, such as default where it names none.",
        changes: &[Is("ACCOUNT", "batch-export"), Is("UID", UID), Is("POD", "debug"), Is("POD_UID", POD_UID)],
    },
    Stranger {
        id: "look-alike-service-account",
        title: "A service account whose name goes on",
        who: "Whoever can make a service account in the namespace.",
        changes: &[And("ACCOUNT", "-evil"), Is("UID", UID), Is("POD", "debug"), Is("POD_UID", POD_UID)],
    },
    Stranger {
        id: "recreated-service-account",
        title: "The service account, deleted and made again",
        who: "Whoever can delete and make service accounts in the namespace.",
        changes: &[Is("UID", UID)],
    },
    Stranger {
        id: "other-cluster",
        title: "Another cluster with the same issuer",
        who: "Whoever runs a cluster with the same address, such as the usual https://kubernetes.default.svc, and with keys in the \
              issuer's record; on GKE whoever makes the cluster again under its name.",
        changes: &[
            Is("UID", UID),
            Is("POD_UID", POD_UID),
            Is("NODE", "node-z"),
            Is("NODE_UID", "99999999-0000-4000-8000-000000000003"),
        ],
    },
    Stranger {
        id: "other-pod",
        title: "Another pod with the account",
        who: "Whoever can create pods in the namespace: a pod may name any account there.",
        changes: &[Is("POD", "debug"), Is("POD_UID", POD_UID)],
    },
    Stranger {
        id: "requested-token",
        title: "A token that somebody asked for by hand",
        who: "Whoever may create serviceaccounts/token in the namespace (kubectl create token).",
        changes: &[Is("POD", ""), Is("POD_UID", ""), Is("NODE", ""), Is("NODE_UID", "")],
    },
    Stranger {
        id: "default-audience",
        title: "The token that every pod has by default",
        who: "Whatever reads a pod's files, and every service that it is shown to.",
        changes: &[Is("AUDIENCE", "https://kubernetes.default.svc")],
    },
];

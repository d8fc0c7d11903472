//! What a JWT-SVID of SPIRE says, and whose tokens come from the same issuer.
//!
//! From the sources of SPIRE and the page on federation that `super::DOCS` names (read 2026-11-22).

use crate::providers::Change::{And, Claim, Is};
use crate::providers::specimen::OTHER_AUDIENCE;
use crate::providers::{Specimen, Stranger};

pub(super) static SPECIMEN: Specimen = Specimen {
    claims: r#"{"iss":"<ISSUER>","sub":"<SUBJECT>","aud":["<AUDIENCE>"]}"#,
    parts: &[
        ("ISSUER", "https://oidc-discovery.prod.example.com"),
        ("SUBJECT", "spiffe://<TRUST_DOMAIN>/<PATH>"),
        ("AUDIENCE", "https://api.anthropic.com"),
        ("TRUST_DOMAIN", "prod.example.com"),
        ("PATH", "ns/<NAMESPACE>/sa/<ACCOUNT>"),
        ("NAMESPACE", "inference"),
        ("ACCOUNT", "worker"),
    ],
    forms: &[("SUBJECT", &["spiffe://<TRUST_DOMAIN>/<PATH>"]), ("PATH", &["ns/<NAMESPACE>/sa/<ACCOUNT>"])],
    implied: &[],
    strangers: STRANGERS,
};

const STRANGERS: &[Stranger] = &[
    Stranger {
        id: "other-namespace",
        title: "Another namespace",
        who: "Whoever can run pods in another namespace, where entries are made of namespace and account.",
        changes: &[Is("NAMESPACE", "playground")],
    },
    Stranger {
        id: "look-alike-namespace",
        title: "A namespace whose name goes on",
        who: "Whoever can make a namespace in the cluster.",
        changes: &[And("NAMESPACE", "-dev")],
    },
    Stranger {
        id: "other-service-account",
        title: "Another service account of the namespace",
        who: "Whatever pod of the namespace runs as another account, such as default where it names none.",
        changes: &[Is("ACCOUNT", "batch-export")],
    },
    Stranger {
        id: "other-workload",
        title: "Another workload of the trust domain",
        who: "Whatever else has an entry with the server.",
        changes: &[Is("PATH", "host/build-1/runner")],
    },
    Stranger {
        id: "look-alike-subject",
        title: "An ID that goes on",
        who: "Whoever may register entries, or name what they are made of.",
        changes: &[And("PATH", "-evil")],
    },
    Stranger {
        id: "node-agent",
        title: "The agent of a node",
        who: "Whoever is root on a node.",
        changes: &[Is("PATH", "spire/agent/k8s_psat/prod/0b1c2d3e-0000-4000-8000-000000000001")],
    },
    Stranger {
        id: "other-trust-domain",
        title: "Another trust domain",
        who: "Whoever runs a trust domain whose keys are in the same key set, such as one federated with.",
        changes: &[Is("TRUST_DOMAIN", "partner.example")],
    },
    Stranger {
        id: "look-alike-trust-domain",
        title: "A trust domain whose name goes on",
        who: "The same: names of trust domains are free for the taking.",
        changes: &[And("TRUST_DOMAIN", ".evil.example")],
    },
    Stranger {
        id: "shared-audience",
        title: "A token for Claude and another service",
        who: "The other service, once the workload asks for one token for both.",
        changes: &[Claim("aud", r#"["<AUDIENCE>","https://service.acme.example"]"#)],
    },
    OTHER_AUDIENCE,
];

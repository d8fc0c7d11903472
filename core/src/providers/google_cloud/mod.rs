//! Google Cloud: identity tokens of service accounts, as the metadata server gives them.

mod check;
mod claims;
mod fields;
mod guard;
mod keys;
mod reading;
mod specimen;
mod suggest;
mod wiring;

#[cfg(test)]
mod tests;

use super::{Group, IssuerShape, Provider, SubjectForm, Tile};
use crate::facts::Source;

/// The issuer of every Google identity there is.
const ISSUER: &str = "https://accounts.google.com";

/// Google Cloud.
pub(super) static PROVIDER: Provider = Provider {
    slug: "google-cloud",
    name: "Google Cloud",
    use_when: "Use this when the workload runs as a Google service account: on Cloud Run, Compute Engine, Functions, or GKE with \
               Workload Identity.",
    tiles: TILES,
    docs: DOCS,
    issuers: ISSUERS,
    claims: claims::CLAIMS,
    subjects: SUBJECTS,
    segment_ends: &[],
    fields: fields::FIELDS,
    suggest: suggest::suggest,
    spread: reading::spread,
    answers_from: reading::answers_from,
    other_subject: |_| None,
    specimen: &specimen::SPECIMEN,
    recognise: |_| None,
    request: guard::REQUEST,
    key_places: keys::KEY_PLACES,
    guard: guard::GUARD,
    wiring: wiring::WIRING,
};

static TILES: &[Tile] = &[
    Tile {
        name: "Google Cloud Run",
        group: Group::Clouds,
        use_when: "Services and jobs, with the identity of their service account.",
        words: &["gcp", "google", "serverless", "container", "app engine"],
        answers: &[("runs_on", "cloud-run")],
    },
    Tile {
        name: "Google Compute Engine",
        group: Group::Clouds,
        use_when: "Virtual machines, with the identity of their service account.",
        words: &["gcp", "gce", "google", "vm", "instance"],
        answers: &[("runs_on", "compute-engine")],
    },
    Tile {
        name: "Google Cloud Functions",
        group: Group::Clouds,
        use_when: "Functions, with the identity of their service account.",
        words: &["gcp", "google", "serverless", "cloud run functions"],
        answers: &[("runs_on", "functions")],
    },
    Tile {
        name: "GKE with Workload Identity",
        group: Group::Clusters,
        use_when: "Pods that act as a Google service account. The cluster's own tokens do without one.",
        words: &["gcp", "google", "kubernetes", "k8s", "gsa"],
        answers: &[("runs_on", "gke")],
    },
];

static DOCS: &[Source] = &[
    Source {
        title: "Workload Identity Federation with Google Cloud",
        url: "https://platform.claude.com/docs/en/manage-claude/wif-providers/gcp",
        read: "2026-11-21",
    },
    Source {
        title: "Compute Engine: verifying the identity of instances",
        url: "https://cloud.google.com/compute/docs/instances/verifying-instance-identity",
        read: "2026-11-21",
    },
    Source {
        title: "Cloud Run: service identity",
        url: "https://cloud.google.com/run/docs/securing/service-identity",
        read: "2026-11-22",
    },
    Source {
        title: "gcloud auth print-identity-token",
        url: "https://cloud.google.com/sdk/gcloud/reference/auth/print-identity-token",
        read: "2026-11-21",
    },
    Source {
        title: "Policy Analyzer: who can act as a service account",
        url: "https://cloud.google.com/policy-intelligence/docs/analyze-iam-policies",
        read: "2026-11-21",
    },
];

static ISSUERS: &[IssuerShape] = &[
    IssuerShape {
        detection: "google-cloud",
        name: "Google",
        example: ISSUER,
        told_by: "The issuer https://accounts.google.com, with a service account's email or none. An issuer without https:// is an \
                  old spelling and no use.",
        shared: true,
        reachable: true,
    },
    // Listed so that a pasted one leads to this form.
    IssuerShape {
        detection: "google-human",
        name: "A person's token (no rule should take it)",
        example: ISSUER,
        told_by: "The same issuer, with hd or an email that is no service account's.",
        shared: true,
        reachable: true,
    },
];

static SUBJECTS: &[SubjectForm] = &[SubjectForm {
    form: "SERVICE_ACCOUNT_ID",
    when: "The account's unique id, 21 digits, never given twice. It has no parts: compare it whole, in claims.sub.",
    unverified: false,
}];

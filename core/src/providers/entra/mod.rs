//! Microsoft Entra: tokens of managed identities and of applications that act for themselves.

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

/// Microsoft Entra.
pub(super) static PROVIDER: Provider = Provider {
    slug: "entra",
    name: "Microsoft Entra",
    use_when: "Use this when the workload runs on Azure with a managed identity, or in pods with Entra Workload ID.",
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
        name: "Azure virtual machine",
        group: Group::Clouds,
        use_when: "Virtual machines and scale sets, with a managed identity.",
        words: &["microsoft", "azure", "entra", "vm", "vmss", "managed identity"],
        answers: &[("runs_on", "vm")],
    },
    Tile {
        name: "Azure Container Apps and Functions",
        group: Group::Clouds,
        use_when: "Container Apps, Functions and App Service, with a managed identity.",
        words: &["microsoft", "azure", "entra", "serverless", "web app", "managed identity"],
        answers: &[("runs_on", "app")],
    },
    Tile {
        name: "AKS with Entra Workload ID",
        group: Group::Clusters,
        use_when: "Pods whose Kubernetes token is exchanged at Entra first. The cluster's own tokens do without that.",
        words: &["microsoft", "azure", "entra", "kubernetes", "k8s", "workload identity"],
        answers: &[("runs_on", "aks")],
    },
];

static DOCS: &[Source] = &[
    Source {
        title: "Workload Identity Federation with Microsoft Entra",
        url: "https://platform.claude.com/docs/en/manage-claude/wif-providers/azure",
        read: "2026-11-21",
    },
    Source {
        title: "Microsoft identity platform: access tokens",
        url: "https://learn.microsoft.com/en-us/entra/identity-platform/access-tokens",
        read: "2026-11-21",
    },
    Source {
        title: "AKS: Microsoft Entra Workload ID",
        url: "https://learn.microsoft.com/en-us/azure/aks/workload-identity-overview",
        read: "2026-11-22",
    },
    Source {
        title: "Terraform: azuread_application_identifier_uri",
        url: "https://github.com/hashicorp/terraform-provider-azuread/blob/main/docs/resources/application_identifier_uri.md",
        read: "2026-11-22",
    },
];

static ISSUERS: &[IssuerShape] = &[
    IssuerShape {
        detection: "entra-v2",
        name: "Version 2",
        example: "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0",
        told_by: "The issuer https://login.microsoftonline.com/TENANT_ID/v2.0 and ver 2.0. Hosts of national clouds are not \
                  confirmed.",
        shared: false,
        reachable: true,
    },
    IssuerShape {
        detection: "entra-v1",
        name: "Version 1",
        example: "https://sts.windows.net/11111111-2222-3333-4444-555555555555/",
        told_by: "The issuer https://sts.windows.net/TENANT_ID/, with its slash, and ver 1.0.",
        shared: false,
        reachable: true,
    },
    // Listed so that a pasted one leads to this form.
    IssuerShape {
        detection: "entra-delegated",
        name: "A person's token (no rule should take it)",
        example: "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0",
        told_by: "The claim scp: an app acts for somebody who signed in.",
        shared: false,
        reachable: true,
    },
];

static SUBJECTS: &[SubjectForm] = &[
    SubjectForm {
        form: "OBJECT_ID",
        when: "An identity that acts for itself: the object id of its service principal, as in oid. It has no parts.",
        unverified: false,
    },
    SubjectForm {
        form: "PAIRWISE_TEXT",
        when: "A person, differently for each app. No workload's token has it.",
        unverified: false,
    },
];

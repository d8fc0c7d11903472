//! HCP Terraform and Terraform Enterprise: the tokens of runs.

mod claims;
mod entries;
mod fields;
mod guard;
mod specimen;
mod suggest;
mod wiring;

#[cfg(test)]
mod tests;

use super::{Group, IssuerShape, Provider, SubjectForm, Tile};
use crate::facts::Source;

/// HCP Terraform, in the United States and in Europe, and Terraform Enterprise.
pub(super) static PROVIDER: Provider = Provider {
    slug: "hcp-terraform",
    name: "HCP Terraform",
    use_when: "A run of HCP Terraform or Terraform Enterprise calls Claude.",
    tiles: TILES,
    docs: DOCS,
    issuers: ISSUERS,
    claims: claims::CLAIMS,
    subjects: SUBJECTS,
    segment_ends: &[':'],
    fields: fields::FIELDS,
    suggest: suggest::suggest,
    spread: entries::spread,
    answers_from: entries::answers_from,
    other_subject: |_| None,
    specimen: &specimen::SPECIMEN,
    recognise: |_| None,
    request: guard::REQUEST,
    key_places: guard::KEY_PLACES,
    guard: guard::GUARD,
    wiring: wiring::WIRING,
};

/// The issuer that every organization of HCP Terraform shares.
const SHARED_ISSUER: &str = "https://app.terraform.io";
/// The same for Europe, as one public provider's documentation has it.
const EUROPEAN_ISSUER: &str = "https://app.eu.terraform.io";

const TILES: &[Tile] = &[
    Tile {
        name: "HCP Terraform",
        group: Group::Pipelines,
        use_when: "Runs of a workspace on app.terraform.io.",
        words: &["terraform cloud", "tfc", "hashicorp", "iac"],
        answers: &[("installation", "hcp")],
    },
    Tile {
        name: "Terraform Enterprise",
        group: Group::Pipelines,
        use_when: "Runs of a workspace on an installation of your own.",
        words: &["tfe", "hashicorp", "self-hosted", "iac"],
        answers: &[("installation", "enterprise")],
    },
];

const DOCS: &[Source] = &[
    Source {
        title: "HCP Terraform: workload identity tokens",
        url: "https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens",
        read: "2026-11-21",
    },
    Source {
        title: "Terraform Enterprise: manually generate workload identity tokens",
        url: "https://developer.hashicorp.com/terraform/enterprise/dynamic-provider-credentials/manual-generation",
        read: "2026-11-22",
    },
    Source {
        title: "Terraform: the identity_token block of Stacks",
        url: "https://developer.hashicorp.com/terraform/language/block/stack/tfdeploy/identity_token",
        read: "2026-11-22",
    },
    Source {
        title: "Another service's notes on HCP Terraform: one exchange per phase",
        url: "https://docs.dodopayments.com/developer-resources/workload-identity/providers/terraform-cloud",
        read: "2026-11-22",
    },
];

const ISSUERS: &[IssuerShape] = &[
    IssuerShape {
        detection: "hcp-terraform",
        name: "HCP Terraform",
        example: SHARED_ISSUER,
        told_by: "iss is exactly this, with claims that begin with terraform_.",
        shared: true,
        reachable: true,
    },
    IssuerShape {
        detection: "hcp-terraform",
        name: "HCP Terraform, Europe (not confirmed)",
        example: EUROPEAN_ISSUER,
        told_by: "iss is exactly this.",
        shared: true,
        reachable: true,
    },
    IssuerShape {
        detection: "terraform-enterprise",
        name: "Terraform Enterprise",
        example: "https://tfe.acme.example",
        told_by: "Claims that begin with terraform_, with any other issuer.",
        shared: false,
        reachable: false,
    },
];

const SUBJECTS: &[SubjectForm] = &[
    SubjectForm {
        form: "organization:ORGANIZATION:project:PROJECT:workspace:WORKSPACE:run_phase:PHASE",
        when: "Every run of a workspace. The phase is plan or apply; blanks in names stand as they are, as in Default Project.",
        unverified: false,
    },
    SubjectForm {
        form: "organization:ORGANIZATION:workspace:WORKSPACE:run_phase:PHASE",
        when: "Old installations, from before projects.",
        unverified: true,
    },
    SubjectForm {
        form: "organization:ORGANIZATION:project:PROJECT:stack:STACK:deployment:DEPLOYMENT:operation:OPERATION",
        when: "Stacks, whose claims differ too: take both from a token.",
        unverified: true,
    },
];

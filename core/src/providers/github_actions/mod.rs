//! GitHub Actions.

mod checks;
mod claims;
mod entries;
mod fields;
mod guard;
mod paste;
mod reading;
mod specimen;
pub(super) mod subject;
mod suggest;
mod wiring;

#[cfg(test)]
mod tests;

use super::{Group, IssuerShape, Provider, SubjectForm, Tile};
use crate::facts::Source;

/// GitHub Actions: github.com, an enterprise's own issuer, GHE.com and GitHub Enterprise Server.
pub(super) static PROVIDER: Provider = Provider {
    slug: "github-actions",
    name: "GitHub Actions",
    use_when: USE_WHEN,
    tiles: &[Tile {
        name: "GitHub Actions",
        use_when: USE_WHEN,
        words: &["ci", "ghes", "enterprise", "workflow", "claude-code-action"],
        group: Group::Pipelines,
        answers: &[],
    }],
    docs: DOCS,
    issuers: ISSUERS,
    claims: claims::CLAIMS,
    subjects: SUBJECTS,
    segment_ends: &[':', '/'],
    fields: fields::FIELDS,
    suggest: suggest::suggest,
    spread: paste::spread,
    answers_from: reading::answers_from,
    other_subject: reading::other_subject,
    specimen: &specimen::SPECIMEN,
    recognise: |_| None,
    request: guard::REQUEST,
    key_places: guard::KEY_PLACES,
    guard: guard::GUARD,
    wiring: wiring::WIRING,
};

const USE_WHEN: &str = "A workflow on GitHub calls Claude: CI, code review, release notes, scheduled jobs.";

/// The issuer of github.com, which every repository of every customer shares.
pub(super) const SHARED_ISSUER: &str = "https://token.actions.githubusercontent.com";

const DOCS: &[Source] = &[
    Source {
        title: "GitHub: OpenID Connect reference",
        url: "https://docs.github.com/en/actions/reference/security/oidc",
        read: "2026-11-21",
    },
    Source {
        title: "GitHub: OpenID Connect concepts",
        url: "https://docs.github.com/en/actions/concepts/security/openid-connect",
        read: "2026-11-21",
    },
    Source {
        title: "GitHub: immutable subject claims",
        url: "https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/",
        read: "2026-11-21",
    },
    Source {
        title: "GitHub: OpenID Connect with reusable workflows",
        url: "https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-with-reusable-workflows",
        read: "2026-11-21",
    },
    Source {
        title: "Claude: Workload Identity Federation with GitHub Actions",
        url: "https://platform.claude.com/docs/en/manage-claude/wif-providers/github-actions",
        read: "2026-11-21",
    },
];

const ISSUERS: &[IssuerShape] = &[
    IssuerShape {
        detection: "github-actions",
        name: "github.com",
        example: SHARED_ISSUER,
        told_by: "iss is exactly this.",
        shared: true,
        reachable: true,
    },
    IssuerShape {
        detection: "github-actions",
        name: "github.com, an enterprise's own issuer",
        example: "https://token.actions.githubusercontent.com/acme-corp",
        told_by: "iss has the enterprise's slug after the host.",
        shared: false,
        reachable: true,
    },
    IssuerShape {
        detection: "github-actions-ghecom",
        name: "GHE.com (data residency)",
        example: "https://token.actions.acme.ghe.com",
        told_by: "iss has the host token.actions.SUBDOMAIN.ghe.com.",
        shared: false,
        reachable: true,
    },
    IssuerShape {
        detection: "github-actions-ghes",
        name: "GitHub Enterprise Server",
        example: "https://github.acme.example/_services/token",
        told_by: "iss ends in /_services/token.",
        shared: false,
        reachable: false,
    },
];

const SUBJECTS: &[SubjectForm] = &[
    SubjectForm {
        form: "repo:OWNER@OWNER_ID/REPOSITORY@REPOSITORY_ID:ref:refs/heads/BRANCH",
        when: "Repositories made, renamed or transferred after 2026-07-15, and older ones that opted in. Every tail below can \
               follow the ids. Never on GitHub Enterprise Server.",
        unverified: false,
    },
    SubjectForm {
        form: "repo:OWNER/REPOSITORY:ref:refs/heads/BRANCH",
        when: "A run on a branch, in a job without an environment.",
        unverified: false,
    },
    SubjectForm {
        form: "repo:OWNER/REPOSITORY:ref:refs/tags/TAG",
        when: "A run on a tag, in a job without an environment.",
        unverified: false,
    },
    SubjectForm {
        form: "repo:OWNER/REPOSITORY:environment:NAME",
        when: "The job names an environment, whatever started it; the ref is then not part of the subject. A colon in the \
               name is written %3A.",
        unverified: false,
    },
    SubjectForm {
        form: "repo:OWNER/REPOSITORY:pull_request",
        when: "A pull_request run, in a job without an environment.",
        unverified: false,
    },
    SubjectForm {
        form: "repo:OWNER/REPOSITORY:ref:refs/heads/gh-readonly-queue/BRANCH/pr-NUMBER-SHA",
        when: "A merge_group run: inferred from the ref that such runs have.",
        unverified: true,
    },
    SubjectForm {
        form: "KEY:VALUE:KEY:VALUE",
        when: "A repository or organization set its own list of claims with include_claim_keys.",
        unverified: false,
    },
];

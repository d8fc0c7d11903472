//! Bitbucket Pipelines: the tokens of steps.

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

/// Bitbucket Pipelines, on Bitbucket Cloud.
pub(super) static PROVIDER: Provider = Provider {
    slug: "bitbucket-pipelines",
    name: "Bitbucket Pipelines",
    use_when: USE_WHEN,
    tiles: &[Tile {
        name: "Bitbucket Pipelines",
        group: Group::Pipelines,
        use_when: USE_WHEN,
        words: &["ci", "atlassian", "bitbucket cloud", "pipe"],
        answers: &[],
    }],
    docs: DOCS,
    issuers: &[IssuerShape {
        detection: "bitbucket-pipelines",
        name: "Bitbucket Cloud, the workspace's own issuer",
        example: "https://api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc",
        told_by: "iss names the workspace by its slug, and the claims repositoryUuid and stepUuid are there.",
        shared: false,
        reachable: true,
    }],
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

const USE_WHEN: &str = "A step of a pipeline on Bitbucket Cloud calls Claude.";

const DOCS: &[Source] = &[
    Source {
        title: "Bitbucket: integrate Pipelines with resource servers using OIDC",
        url: "https://support.atlassian.com/bitbucket-cloud/docs/integrate-pipelines-with-resource-servers-using-oidc/",
        read: "2026-11-22",
    },
    Source {
        title: "Bitbucket: Pipelines OIDC supports multiple audiences",
        url: "https://www.atlassian.com/blog/bitbucket/bitbucket-pipelines-oidc-now-supports-multiple-audiences",
        read: "2026-11-22",
    },
    Source {
        title: "Bitbucket: a single custom audience comes as a list",
        url: "https://jira.atlassian.com/browse/BCLOUD-24028",
        read: "2026-11-22",
    },
    Source {
        title: "Bitbucket: deploy on AWS using OpenID Connect",
        url: "https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/",
        read: "2026-11-21",
    },
    Source {
        title: "Another service's notes on Bitbucket as an issuer",
        url: "https://ui.shadcn.com/oidc/docs/providers/bitbucket",
        read: "2026-11-22",
    },
];

const SUBJECTS: &[SubjectForm] = &[
    SubjectForm {
        form: "{REPOSITORY_UUID}:{ENVIRONMENT_UUID}:{STEP_UUID}",
        when: "A step with a deployment environment. The step differs from run to run, so that a rule ends in * behind the \
               environment.",
        unverified: false,
    },
    SubjectForm {
        form: "{REPOSITORY_UUID}:{STEP_UUID}",
        when: "Any other step, on whatever branch.",
        unverified: false,
    },
];

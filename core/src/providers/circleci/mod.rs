//! CircleCI.

mod answers;
mod claims;
mod fields;
mod guard;
mod specimen;
mod suggest;

#[cfg(test)]
mod tests;

use super::{Group, IssuerShape, Provider, SubjectForm, Tile, Wiring};
use crate::facts::Source;
use crate::quote::Syntax;

/// CircleCI, in the cloud and as server.
pub(super) static PROVIDER: Provider = Provider {
    slug: "circleci",
    name: "CircleCI",
    use_when: USE_WHEN,
    tiles: &[Tile {
        name: "CircleCI",
        group: Group::Pipelines,
        use_when: USE_WHEN,
        words: &["ci", "circle", "orb", "context", "oidc"],
        answers: &[],
    }],
    docs: DOCS,
    issuers: &[IssuerShape {
        detection: "circleci",
        name: "The organization's own",
        example: "https://oidc.circleci.com/org/94b40e60-cfd5-486f-a04b-507abf27a83d",
        told_by: "Claims under oidc.circleci.com/. A server's issuer, and one shared by all organizations that a third party \
                  mentions, are not confirmed: take iss from a token.",
        shared: false,
        reachable: true,
    }],
    claims: claims::CLAIMS,
    subjects: &[
        SubjectForm {
            form: "org/ORGANIZATION/project/PROJECT/user/USER",
            when: "The first form, in CIRCLE_OIDC_TOKEN, and in both where a custom webhook started the pipeline. USER is whoever \
                   started it, so that a rule compares it up to user/ and *.",
            unverified: false,
        },
        SubjectForm {
            form: "org/ORGANIZATION/project/PROJECT/user/USER/vcs-origin/ORIGIN/vcs-ref/REF",
            when: "The second form, in CIRCLE_OIDC_TOKEN_V2. Which one circleci run oidc get gives is not confirmed: the rule takes both.",
            unverified: false,
        },
    ],
    segment_ends: &['/'],
    fields: fields::FIELDS,
    suggest: suggest::suggest,
    spread: answers::spread,
    answers_from: answers::answers_from,
    other_subject: |_| None,
    specimen: &specimen::SPECIMEN,
    recognise: |_| None,
    request: guard::REQUEST,
    key_places: guard::KEY_PLACES,
    guard: guard::GUARD,
    wiring: WIRING,
};

const USE_WHEN: &str = "A CircleCI job calls Claude.";

/// What an organization's issuer begins with.
const ISSUER: &str = "https://oidc.circleci.com/org/";

const DOCS: &[Source] = &[
    Source {
        title: "CircleCI: OpenID Connect tokens in jobs",
        url: "https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/",
        read: "2026-11-22",
    },
    Source {
        title: "CircleCI: tokens with custom claims",
        url: "https://circleci.com/docs/guides/permissions-authentication/oidc-tokens-with-custom-claims/",
        read: "2026-11-22",
    },
    Source {
        title: "CircleCI: the claims org-id, pipeline-id and pipeline-definition-id",
        url: "https://discuss.circleci.com/t/new-oidc-custom-claims/54214",
        read: "2026-11-22",
    },
    Source {
        title: "CircleCI: the claims workflow-id and job-id",
        url: "https://github.com/circleci/circleci-docs/pull/9820",
        read: "2026-11-22",
    },
    Source {
        title: "CircleCI: builds of pull requests and forks",
        url: "https://circleci.com/docs/guides/integration/pull-request-build-settings/",
        read: "2026-11-22",
    },
];

static WIRING: &[Wiring] = &[Wiring::new(
    "workload/config.yml",
    "Job that asks for an identity token and calls Claude with it, for .circleci/config.yml",
    Syntax::CircleCi,
    include_str!("wiring/config.yml"),
)];

//! Buildkite.

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

/// Buildkite pipelines, on hosted agents and on one's own.
pub(super) static PROVIDER: Provider = Provider {
    slug: "buildkite",
    name: "Buildkite",
    use_when: USE_WHEN,
    tiles: &[Tile {
        name: "Buildkite",
        group: Group::Pipelines,
        use_when: USE_WHEN,
        words: &["ci", "agent", "pipeline", "oidc request-token"],
        answers: &[],
    }],
    docs: DOCS,
    issuers: &[IssuerShape {
        detection: "buildkite",
        name: "Buildkite",
        example: ISSUER,
        told_by: "iss is exactly this, or the claims organization_slug, pipeline_slug and build_number.",
        shared: true,
        reachable: true,
    }],
    claims: claims::CLAIMS,
    subjects: &[
        SubjectForm {
            form: "organization:ORGANIZATION:pipeline:PIPELINE:ref:refs/heads/BRANCH:commit:COMMIT:step:STEP",
            when: "A build of a branch. Commit and step are part of it, so that a rule compares it up to commit: and *.",
            unverified: false,
        },
        SubjectForm {
            form: "organization:ORGANIZATION:pipeline:PIPELINE:ref:refs/tags/TAG:commit:COMMIT:step:STEP",
            when: "A build that has a tag.",
            unverified: false,
        },
        SubjectForm {
            form: "UUID",
            when: "The job asks with --subject-claim for the id of its organization, pipeline, cluster, queue, build, job or agent.",
            unverified: false,
        },
    ],
    segment_ends: &[':', '/'],
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

const USE_WHEN: &str = "A Buildkite job calls Claude, on hosted agents or on your own.";

/// The issuer that every organization shares.
const ISSUER: &str = "https://agent.buildkite.com";

const DOCS: &[Source] = &[
    Source {
        title: "Buildkite: buildkite-agent oidc",
        url: "https://buildkite.com/docs/agent/cli/reference/oidc",
        read: "2026-11-22",
    },
    Source {
        title: "Buildkite: --subject-claim",
        url: "https://github.com/buildkite/agent/pull/3784",
        read: "2026-11-22",
    },
    Source {
        title: "Buildkite: builds of pull requests and forks",
        url: "https://buildkite.com/docs/pipelines/source-control/github",
        read: "2026-11-21",
    },
    Source {
        title: "Buildkite: secrets of a cluster",
        url: "https://buildkite.com/docs/apis/rest-api/clusters/secrets",
        read: "2026-11-22",
    },
    Source {
        title: "Buildkite: OpenID Connect with Azure",
        url: "https://buildkite.com/docs/pipelines/security/oidc/azure",
        read: "2026-11-21",
    },
];

/// Source of the pipeline's variables: `$` starts one when the agent uploads the file, `$$` is a dollar
/// (<https://buildkite.com/docs/agent/cli/reference/pipeline>, read 2026-11-22). The script is a file of its own because its
/// dollars would be read there, and are not where steps stand in the pipeline's settings.
static WIRING: &[Wiring] = &[
    Wiring::new(
        "workload/pipeline.yml",
        "Step that calls Claude, for .buildkite/pipeline.yml",
        Syntax::Dollar,
        include_str!("wiring/pipeline.yml"),
    ),
    Wiring::new(
        "workload/claude-federation.sh",
        "Script of the step, for .buildkite/claude-federation.sh",
        Syntax::Shell,
        include_str!("wiring/claude-federation.sh"),
    ),
];

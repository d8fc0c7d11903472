//! GitLab CI/CD: gitlab.com and self-managed instances.

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

/// GitLab CI/CD.
pub(super) static PROVIDER: Provider = Provider {
    slug: "gitlab-ci",
    name: "GitLab CI/CD",
    use_when: USE_WHEN,
    tiles: &[Tile {
        name: "GitLab CI/CD",
        group: Group::Pipelines,
        use_when: USE_WHEN,
        words: &["gitlab", "ci", "pipeline", "id_tokens", "self-managed", "dedicated"],
        answers: &[],
    }],
    docs: DOCS,
    issuers: &[
        IssuerShape {
            detection: "gitlab-ci",
            name: "gitlab.com",
            example: GITLAB_COM,
            told_by: "iss is exactly this.",
            shared: true,
            reachable: true,
        },
        IssuerShape {
            detection: "gitlab-ci-self-managed",
            name: "Self-managed or Dedicated",
            example: "https://gitlab.example.com",
            told_by: "The claims project_path, namespace_path and pipeline_source, with another issuer: the instance's address, \
                      or what its administrators set as ci_id_tokens.issuer_url.",
            shared: false,
            reachable: true,
        },
    ],
    claims: claims::CLAIMS,
    subjects: &[
        SubjectForm {
            form: "project_path:GROUP/PROJECT:ref_type:branch:ref:BRANCH",
            when: "A pipeline on a branch or of a merge request, whose source branch it then is. The ref is short: no refs/heads/.",
            unverified: false,
        },
        SubjectForm {
            form: "project_path:GROUP/PROJECT:ref_type:tag:ref:TAG",
            when: "A pipeline on a tag.",
            unverified: false,
        },
        SubjectForm {
            form: "project_path:GROUP/PROJECT:CLAIM:VALUE",
            when: "The project set ci_id_token_sub_claim_components: pairs of its choice after project_path, such as \
                   ref_protected and, in jobs with an environment, environment_protected and deployment_tier (from 18.7).",
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

const USE_WHEN: &str = "A GitLab pipeline calls Claude: on gitlab.com, Dedicated or an instance of your own.";

/// The issuer that every project of gitlab.com shares.
const GITLAB_COM: &str = "https://gitlab.com";

const DOCS: &[Source] = &[
    Source {
        title: "GitLab: OpenID Connect with ID tokens",
        url: "https://docs.gitlab.com/ci/secrets/id_token_authentication/",
        read: "2026-11-22",
    },
    Source {
        title: "GitLab: how tokens are made",
        url: "https://github.com/gitlabhq/gitlabhq/blob/master/lib/gitlab/ci/jwt_v2.rb",
        read: "2026-11-21",
    },
    Source {
        title: "GitLab: claims of the project that a job runs in",
        url: "https://gitlab.com/gitlab-org/gitlab/-/work_items/563038",
        read: "2026-11-22",
    },
    Source {
        title: "GitLab: variables in id_tokens:aud",
        url: "https://gitlab.com/gitlab-org/gitlab/-/merge_requests/122668",
        read: "2026-11-22",
    },
    Source {
        title: "GitLab: components of the subject",
        url: "https://gitlab.com/gitlab-org/gitlab/-/merge_requests/160562",
        read: "2026-11-21",
    },
];

/// Sources: the job, [`DOCS`]; that `$$` is a dollar in `variables`, and that neither `aud` nor an environment's name has an
/// escape for `$` (<https://github.com/gitlabhq/gitlabhq/blob/master/lib/expand_variables.rb>, read 2026-11-22); attributes of the resources,
/// <https://github.com/gitlabhq/terraform-provider-gitlab/tree/main/docs/resources>, read 2026-11-22.
static WIRING: &[Wiring] = &[
    Wiring::new(
        "workload/.gitlab-ci.yml",
        "Job that gets an identity token and calls Claude with it",
        Syntax::Dollar,
        include_str!("wiring/gitlab-ci.yml"),
    ),
    Wiring::new(
        "platform/gitlab.tf",
        "Protection of the ref that the rule trusts",
        Syntax::Hcl,
        include_str!("wiring/gitlab.tf"),
    )
    .when(|answers| {
        matches!(answers.get("scenario"), "" | "branch" | "tag") && answers.get("ref_protected") != "no"
    }),
];

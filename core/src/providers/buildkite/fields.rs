//! The form.

use super::super::ci::{branch_problem, tag_problem, uuid, words};
use super::guard::api;
use crate::providers::{Choice, Command, Entry, Field, Need};

/// Stand in a rule while their field is not entered: slugs are in lower case, and ids are UUIDs.
pub(super) const ORGANIZATION: &str = "ORGANIZATION";
pub(super) const PIPELINE: &str = "PIPELINE";
pub(super) const ORGANIZATION_ID: &str = "ORGANIZATION_ID";
pub(super) const PIPELINE_ID: &str = "PIPELINE_ID";
pub(super) const BRANCH: &str = "BRANCH";
pub(super) const TAG: &str = "TAG";

const ABOUT: Command = Command::new(
    api!("/pipelines/{pipeline} | jq '{{pipeline_id: .id, cluster_id, default_branch}}'"),
    "Prints the pipeline's id, its cluster's and the default branch. BUILDKITE_API_TOKEN needs read_pipelines.",
);

pub(super) const FIELDS: &[Field] = &[
    Field {
        id: "organization",
        label: "Organization",
        hint: "Its slug, as addresses have it: acme of buildkite.com/acme. The pipeline's address fills both fields.",
        example: "acme",
        placeholder: ORGANIZATION,
        need: Need::Required,
        check: slug,
        ..Field::LINE
    },
    Field {
        id: "pipeline",
        label: "Pipeline",
        hint: "Its slug, as addresses have it: deploy of buildkite.com/acme/deploy.",
        example: "deploy",
        placeholder: PIPELINE,
        need: Need::Required,
        find: &[Command::new(
            api!("/pipelines | jq -r '.[].slug'"),
            "Lists the pipelines, the first page of them.",
        )],
        check: slug,
        ..Field::LINE
    },
    Field {
        id: "organization_id",
        label: "Organization id",
        hint: "A UUID that stays when the slug changes or passes to somebody else.",
        example: "0184990a-477b-4fa8-9968-496074483c77",
        placeholder: ORGANIZATION_ID,
        need: Need::Required,
        find: &[Command::new(api!(" | jq -r .id"), "Prints the organization's id.")],
        check: uuid,
        ..Field::LINE
    },
    Field {
        id: "pipeline_id",
        label: "Pipeline id",
        hint: "A UUID that stays when the pipeline is renamed, and never comes again.",
        example: "0184990a-4782-42b5-afc1-16715b10b1a0",
        placeholder: PIPELINE_ID,
        need: Need::Required,
        find: &[ABOUT],
        check: uuid,
        ..Field::LINE
    },
    Field {
        id: "cluster_id",
        label: "Cluster id",
        hint: "With it the rule refuses agents of other clusters. Empty where the pipeline is in none.",
        example: "0191f956-042f-7ec4-aa62-8e5eeae396d0",
        placeholder: "CLUSTER_ID",
        need: Need::Recommended,
        find: &[ABOUT],
        check: uuid,
        ..Field::LINE
    },
    Field {
        id: "queue_id",
        label: "Queue id",
        hint: "Only where one queue of the cluster takes these jobs.",
        example: "0191f956-62da-7515-b79b-bdecb519aa32",
        placeholder: "QUEUE_ID",
        find: &[Command::new(
            api!("/clusters/{cluster_id}/queues | jq -r '.[] | .id + \" \" + .key'"),
            "Lists the cluster's queues.",
        )],
        check: uuid,
        ..Field::LINE
    },
    Field {
        id: "subject",
        label: "Form of the subject",
        hint: "The pipeline's id is one exact subject and needs an agent that knows --subject-claim (2026).",
        example: "compound",
        placeholder: "FORM",
        entry: Entry::Choice(&[
            Choice { value: "compound", label: "organization:…:pipeline:…:ref:…" },
            Choice { value: "pipeline_id", label: "The pipeline's id" },
        ]),
        ..Field::LINE
    },
    Field {
        id: "scenario",
        label: "Which builds",
        hint: "Builds of pull requests count as builds of their branch: nothing in the token tells them apart.",
        example: "branch",
        placeholder: "SCENARIO",
        need: Need::Required,
        entry: Entry::Choice(&[
            Choice { value: "branch", label: "Of a branch" },
            Choice { value: "tag", label: "Of a tag" },
        ]),
        ..Field::LINE
    },
    Field {
        id: "branch",
        label: "Branch",
        hint: "One branch, or all under a slash, such as release/*.",
        example: "main",
        placeholder: BRANCH,
        need: Need::Required,
        find: &[ABOUT],
        asked: |answers| answers.get("scenario") != "tag",
        check: branch_problem,
        ..Field::LINE
    },
    Field {
        id: "tag",
        label: "Tag",
        hint: "One tag, or the start of many with * at the end, such as v*: everybody who can push tags can then make one.",
        example: "v1.4.0",
        placeholder: TAG,
        need: Need::Required,
        asked: |answers| answers.get("scenario") == "tag",
        check: tag_problem,
        ..Field::LINE
    },
    Field {
        id: "step",
        label: "Step key",
        hint: "The key of the step that calls Claude. With it other steps of the build stay out, until somebody copies the key.",
        example: "claude",
        placeholder: "STEP_KEY",
        need: Need::Recommended,
        check: |text| {
            text.contains(['*', ' ']).then_some("Name one step by its key, which has no blanks and no *.")
        },
        ..Field::LINE
    },
    Field {
        id: "sources",
        label: "Build sources",
        hint: "What may make a build, with commas. Empty means webhook and schedule: whoever makes one by ui, api or trigger_job \
               names commit and branch apart.",
        example: "webhook, schedule",
        placeholder: "SOURCES",
        check: |text| {
            let known = ["ui", "api", "webhook", "trigger_job", "schedule"];
            let entries = text.split([',', ' ', '\n']).filter(|e| !e.is_empty()).count();
            (entries != words(text).iter().filter(|w| known.contains(w)).count()).then_some(
                "Known sources are ui, api, webhook, trigger_job and schedule; put commas between them.",
            )
        },
        ..Field::LINE
    },
    Field {
        id: "runner",
        label: "Agents",
        hint: "On agents of your own, whoever has the machine has the identity of its jobs.",
        example: "any",
        placeholder: "AGENTS",
        entry: Entry::Choice(&[
            Choice { value: "any", label: "Any" },
            Choice { value: "buildkite-hosted", label: "Buildkite's own alone" },
            Choice { value: "self-hosted", label: "Ours alone" },
        ]),
        ..Field::LINE
    },
];

fn slug(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text.contains('*') {
        return Some("Name one: acme* admits acme-labs, which is somebody else.");
    }
    let fine =
        !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    (!fine).then_some("A slug has lower-case letters, digits and hyphens: copy it from the address.")
}

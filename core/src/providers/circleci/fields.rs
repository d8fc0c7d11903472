//! The form.

use super::super::ci::{branch_problem, tag_problem, uuid};
use super::guard::api;
use crate::providers::{Choice, Command, Entry, Field, Need};

/// Stand in a rule while their field is not entered: ids are UUIDs.
pub(super) const ORGANIZATION_ID: &str = "ORGANIZATION_ID";
pub(super) const PROJECT_ID: &str = "PROJECT_ID";
pub(super) const ORIGIN: &str = "HOST/OWNER/REPOSITORY";
pub(super) const BRANCH: &str = "BRANCH";
pub(super) const TAG: &str = "TAG";

const ABOUT: Command = Command::new(
    api!(
        "/project/{project_slug} | jq '{{organization_id, project_id: .id, repository: .vcs_info.vcs_url, branch: .vcs_info.default_branch}}'"
    ),
    "Prints both ids, the repository and its default branch, with a personal token in CIRCLE_TOKEN.",
);

fn webhook(answers: &crate::providers::Answers) -> bool {
    answers.get("scenario") == "webhook"
}

pub(super) const FIELDS: &[Field] = &[
    Field {
        id: "project_slug",
        label: "Project slug",
        hint: "For the commands; it takes no part in the rule. gh/acme/api, bb/acme/api, or circleci/… with two ids, as the project's \
               settings show it. The project's address fills it.",
        example: "gh/acme/api",
        placeholder: "gh/OWNER/REPOSITORY",
        need: Need::Recommended,
        check: |text| {
            (text.trim().split('/').filter(|p| !p.is_empty()).count() != 3
                || text.contains(char::is_whitespace))
            .then_some("A slug has three parts with / between them, such as gh/acme/api.")
        },
        ..Field::LINE
    },
    Field {
        id: "organization_id",
        label: "Organization id",
        hint: "A UUID, in Organization Settings, Overview. It is part of the issuer.",
        example: "94b40e60-cfd5-486f-a04b-507abf27a83d",
        placeholder: ORGANIZATION_ID,
        need: Need::Required,
        find: &[ABOUT],
        check: uuid,
        ..Field::LINE
    },
    Field {
        id: "project_id",
        label: "Project id",
        hint: "A UUID, in Project Settings, Overview.",
        example: "ff4d0d0d-5033-48c5-81e6-7c14a4715837",
        placeholder: PROJECT_ID,
        need: Need::Required,
        find: &[ABOUT],
        check: uuid,
        ..Field::LINE
    },
    Field {
        id: "scenario",
        label: "Which pipelines",
        hint: "Pull requests from branches of the repository count as their branch; those from forks have an origin of their own.",
        example: "branch",
        placeholder: "SCENARIO",
        need: Need::Required,
        entry: Entry::Choice(&[
            Choice { value: "branch", label: "Of a branch" },
            Choice { value: "tag", label: "Of a tag" },
            Choice { value: "webhook", label: "Started by a custom webhook" },
        ]),
        ..Field::LINE
    },
    Field {
        id: "origin",
        label: "Repository",
        hint: "As vcs-origin has it, without https://. Without it builds of forks get in where they are given secrets.",
        example: "github.com/acme/api",
        placeholder: ORIGIN,
        need: Need::Required,
        find: &[Command::new("git remote get-url origin", "Prints the repository's address, in a clone.")],
        asked: |answers| !webhook(answers),
        check: |text| {
            if text.contains('*') {
                return Some("Name one repository: with * forks of other owners would match.");
            }
            super::answers::origin(text.trim())
                .is_none()
                .then_some("Enter host, owner and repository, such as github.com/acme/api.")
        },
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
        asked: |answers| matches!(answers.get("scenario"), "" | "branch"),
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
        id: "pipeline_definition_id",
        label: "Pipeline definition id",
        hint: "A UUID, in Project Settings, Project Setup. A project can have several pipelines; under a custom webhook it is the only \
               pin below the project.",
        example: "961ae4b1-070b-4134-ae64-1328a3ae3862",
        placeholder: "DEFINITION_ID",
        find: &[Command::new("circleci pipeline list {project_id}", "Lists the project's pipelines.")],
        check: uuid,
        ..Field::LINE
    },
    Field {
        id: "context_id",
        label: "Context id",
        hint: "A UUID. Give the job a context that administrators restrict, with nothing in it: the rule then takes jobs that may use it.",
        example: "58bef0c1-399d-49ca-a5ba-2f4317e4224d",
        placeholder: "CONTEXT_ID",
        need: Need::Recommended,
        find: &[CONTEXTS],
        check: uuid,
        ..Field::LINE
    },
    Field {
        id: "context",
        label: "Context",
        hint: "Its name, for the configuration.",
        example: "claude",
        placeholder: "CONTEXT",
        find: &[CONTEXTS],
        asked: |answers| answers.some("context_id").is_some(),
        ..Field::LINE
    },
    Field {
        id: "server_issuer",
        label: "Issuer of your server",
        hint: "Only on CircleCI server 4.4 or later: its form is not confirmed, so copy iss from a token.",
        example: "https://circleci.example.com/org/94b40e60-cfd5-486f-a04b-507abf27a83d",
        placeholder: "ISSUER",
        check: |text| {
            (!text.trim().starts_with("https://") || text.trim().contains(char::is_whitespace))
                .then_some("An issuer starts with https:// and has no blanks: copy iss from a token.")
        },
        ..Field::LINE
    },
];

const CONTEXTS: Command = Command::new(
    "printf 'Circle-Token: %s\\n' \"$CIRCLE_TOKEN\" | curl -sS -H @- 'https://circleci.com/api/v2/context?owner-id='{organization_id} | jq -r '.items[] | .id + \" \" + .name'",
    "Lists ids and names of the organization's contexts.",
);

//! The form, and what is wrong with an entry.

use super::entries::{self, is_slug, workspace_and_repository};
use crate::providers::shared::{check_lifetime, is_uuid};
use crate::providers::{Answers, Choice, Command, Entry, Field, Need};

/// Whether steps without a deployment environment are meant.
pub(super) fn is_plain(answers: &Answers) -> bool {
    answers.get("scenario") == "branch"
}

const IDS: Command = Command::new(
    "curl -sS --netrc https://api.bitbucket.org/2.0/repositories/{workspace}/{repository} | jq -r '.workspace.uuid, .uuid, .mainbranch.name'",
    "Prints the UUIDs of workspace and repository, and the main branch. ~/.netrc has your Atlassian e-mail and an API token for \
     api.bitbucket.org.",
);

pub(super) const FIELDS: &[Field] = &[
    Field {
        id: "scenario",
        label: "Which steps",
        hint: "An environment that is restricted to branches or administrators is the strongest: a branch's name alone is what \
               a pull request from a branch of that name has too.",
        example: "deployment",
        placeholder: "SCENARIO",
        need: Need::Required,
        entry: Entry::Choice(&[
            Choice { value: "deployment", label: "Steps of a deployment environment" },
            Choice { value: "branch", label: "Other steps, on one branch" },
        ]),
        ..Field::LINE
    },
    Field {
        id: "workspace",
        label: "Workspace",
        hint: "Its slug, the first part of a repository's address behind bitbucket.org.",
        example: "acme",
        placeholder: "WORKSPACE",
        need: Need::Required,
        check: |text| slug(&Answers::from([("workspace", text)])),
        ..Field::LINE
    },
    Field {
        id: "repository",
        label: "Repository",
        hint: "Its slug, the second part of its address.",
        example: "notes",
        placeholder: "REPOSITORY",
        need: Need::Required,
        check: |text| slug(&Answers::from([("repository", text)])),
        ..Field::LINE
    },
    Field {
        id: "workspace_uuid",
        label: "Workspace UUID",
        hint: "With its braces. Repository settings, OpenID Connect shows it too.",
        example: "{cccccccc-dddd-4eee-8fff-000000000000}",
        placeholder: "WORKSPACE_UUID",
        need: Need::Recommended,
        find: &[IDS],
        check: uuid,
        ..Field::LINE
    },
    Field {
        id: "repository_uuid",
        label: "Repository UUID",
        hint: "With its braces. It stays when the repository is renamed and never comes again.",
        example: "{11111111-2222-4333-8444-555555555555}",
        placeholder: "REPOSITORY_UUID",
        need: Need::Required,
        find: &[IDS],
        check: uuid,
        ..Field::LINE
    },
    Field {
        id: "environment",
        label: "Deployment environment",
        hint: "Its name, as deployment: in bitbucket-pipelines.yml has it. It takes no part in the rule.",
        example: "Production",
        placeholder: "ENVIRONMENT",
        need: Need::Required,
        asked: |answers| !is_plain(answers),
        ..Field::LINE
    },
    Field {
        id: "environment_uuid",
        label: "Environment UUID",
        hint: "With its braces.",
        example: "{aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee}",
        placeholder: "ENVIRONMENT_UUID",
        need: Need::Required,
        find: &[Command::new(
            "curl -sS --netrc https://api.bitbucket.org/2.0/repositories/{workspace}/{repository}/environments/ | jq -r '.values[] | .name + \" \" + .uuid'",
            "Lists the environments with their UUIDs.",
        )],
        asked: |answers| !is_plain(answers),
        check: uuid,
        ..Field::LINE
    },
    Field {
        id: "branch",
        label: "Branch",
        hint: "Without refs/heads/. A name that ends in /* stands for all branches under it.",
        example: "main",
        placeholder: "BRANCH",
        need: Need::Recommended,
        find: &[IDS],
        check: |text| {
            let name = text.trim();
            let star = name.trim_end_matches("/*").contains('*');
            (star || name.starts_with("refs/") || name.contains(char::is_whitespace)).then_some(
                "Enter the branch alone, main of refs/heads/main; a * may only follow a last slash, since release* matches \
                 release-evil.",
            )
        },
        ..Field::LINE
    },
    Field {
        id: "lifetime",
        label: "Life of a token, in seconds",
        hint: "exp less iat of a token. An hour stands while this is empty, which is not confirmed.",
        example: "3600",
        placeholder: "SECONDS",
        check: check_lifetime,
        ..Field::LINE
    },
];

fn slug(answers: &Answers) -> Option<&'static str> {
    let (workspace, repository) = workspace_and_repository(answers);
    if [workspace, repository].into_iter().any(|slug| !slug.is_empty() && !is_slug(slug)) {
        return Some("A slug has letters, digits, hyphens, dots and _ alone: copy it from the address.");
    }
    (!workspace.is_empty() && !repository.is_empty()).then_some(
        "This names workspace and repository. The rule understands it; for commands, enter each in its own field.",
    )
}

fn uuid(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if is_uuid(text) {
        return Some("Bitbucket's UUIDs have braces. The rule adds them; for commands, enter it as {…}.");
    }
    let bare = entries::bare(text);
    if bare.is_some_and(is_uuid) {
        return None;
    }
    Some(
        "A UUID has eight, four, four, four and twelve hexadecimal digits in lower case, within braces. Copy it as it is printed.",
    )
}

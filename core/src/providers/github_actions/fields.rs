//! The form.

use super::checks;
use crate::providers::{Choice, Command, Entry, Field, Need};

/// What stands in a subject while the owner's id is not entered.
pub(super) const OWNER_ID: &str = "OWNER_ID";
/// What stands in a subject while the repository's id is not entered.
pub(super) const REPOSITORY_ID: &str = "REPOSITORY_ID";
/// What stands in a subject while the branch is not entered.
pub(super) const BRANCH: &str = "BRANCH";
/// What stands in a subject while the tag is not entered.
pub(super) const TAG: &str = "TAG";
/// What stands in a subject while the environment is not entered.
pub(super) const ENVIRONMENT: &str = "ENVIRONMENT";

const IDS: Command = Command::new(
    "gh api repos/{owner}/{repository} --jq '{{repository_id: .id, owner_id: .owner.id, visibility: .visibility, default_branch: .default_branch}}'",
    "Prints both ids, the visibility and the default branch.",
);

pub(super) const FIELDS: &[Field] = &[
    Field {
        id: "host",
        label: "Where the repository lives",
        hint: "Each has its own issuer. A token shows it in its claim iss.",
        example: "github.com",
        placeholder: "HOST",
        need: Need::Required,
        entry: Entry::Choice(&[
            Choice { value: "github.com", label: "github.com" },
            Choice { value: "enterprise", label: "github.com, with our enterprise's own issuer" },
            Choice { value: "ghe.com", label: "GHE.com (data residency)" },
            Choice { value: "ghes", label: "GitHub Enterprise Server" },
        ]),
        ..Field::LINE
    },
    Field {
        id: "enterprise_slug",
        label: "Enterprise slug",
        hint: "The last part of the issuer. An enterprise owner switches it on with include_enterprise_slug. On GHE.com leave \
               it empty unless your tokens have it.",
        example: "acme-corp",
        placeholder: "ENTERPRISE",
        asked: |answers| matches!(answers.get("host"), "enterprise" | "ghe.com"),
        check: checks::enterprise_slug,
        ..Field::LINE
    },
    Field {
        id: "ghe_subdomain",
        label: "Subdomain of GHE.com",
        hint: "What stands before .ghe.com in the address of your GitHub. The commands below need GH_HOST set to that address's \
               host.",
        example: "acme",
        placeholder: "SUBDOMAIN",
        need: Need::Required,
        asked: |answers| answers.get("host") == "ghe.com",
        check: checks::ghe_subdomain,
        ..Field::LINE
    },
    Field {
        id: "ghes_host",
        label: "Host of the server",
        hint: "Without https://. Claude usually cannot reach a server in your network: paste its keys into the issuer, and \
               paste them again when it rotates them. The commands below need GH_HOST set to this host.",
        example: "github.acme.example",
        placeholder: "GITHUB_HOST",
        need: Need::Required,
        find: &[Command::new(
            "curl -sS https://{ghes_host}/_services/token/.well-known/openid-configuration | jq -r .jwks_uri | xargs curl -sS | jq -c .keys",
            "Prints the server's public keys, for the issuer's field keys. Run it where the server can be reached.",
        )],
        asked: |answers| answers.get("host") == "ghes",
        check: checks::ghes_host,
        ..Field::LINE
    },
    Field {
        id: "owner",
        label: "Owner",
        hint: "The organization or user that owns the repository, in its own spelling: capitals count.",
        example: "acme",
        placeholder: "OWNER",
        need: Need::Required,
        check: checks::owner,
        ..Field::LINE
    },
    Field {
        id: "repository",
        label: "Repository",
        hint: "Its name without the owner, in its own spelling: capitals count.",
        example: "site",
        placeholder: "REPOSITORY",
        need: Need::Required,
        find: &[Command::new(
            "gh repo view --json nameWithOwner --jq .nameWithOwner",
            "Prints owner and name of the repository in the current folder.",
        )],
        check: checks::repository,
        ..Field::LINE
    },
    Field {
        id: "owner_id",
        label: "Owner id",
        hint: "A number that stays when the name passes to somebody else.",
        example: "123456",
        placeholder: OWNER_ID,
        need: Need::Recommended,
        find: &[IDS],
        check: checks::id,
        ..Field::LINE
    },
    Field {
        id: "repository_id",
        label: "Repository id",
        hint: "A number that stays when the repository is renamed, and never comes again when it is deleted.",
        example: "456789",
        placeholder: REPOSITORY_ID,
        need: Need::Recommended,
        find: &[IDS],
        check: checks::id,
        ..Field::LINE
    },
    Field {
        id: "subject_format",
        label: "Form of the subject",
        hint: "A token of the repository settles it. Without one: repositories made, renamed or transferred after 2026-07-15 \
               have ids in it; older ones have names until somebody opts in; GitHub Enterprise Server has names. Whether \
               GHE.com has ids is not known: look at a token.",
        example: "immutable",
        placeholder: "FORMAT",
        need: Need::Required,
        entry: Entry::Choice(&[
            Choice { value: "immutable", label: "Names with ids: repo:acme@123456/site@456789:…" },
            Choice { value: "name", label: "Names alone: repo:acme/site:…" },
            Choice { value: "custom", label: "A template of our own" },
        ]),
        find: &[
            Command::new(
                "gh api repos/{owner}/{repository}/actions/oidc/customization/sub",
                "Prints the repository's settings. sub_claim_prefix, where it is there, shows how the subject starts; \
                       include_claim_keys lists a template of its own.",
            ),
            Command::new(
                "gh api orgs/{owner}/actions/oidc/customization/sub",
                "Prints the organization's settings.",
            ),
        ],
        ..Field::LINE
    },
    Field {
        id: "custom_subject",
        label: "Subject",
        hint: "As a token of the workflow has it, whole.",
        example: "repository_owner_id:123456:repository_id:456789:environment:production",
        placeholder: "SUBJECT",
        need: Need::Required,
        asked: |answers| answers.get("subject_format") == "custom",
        check: checks::custom_subject,
        ..Field::LINE
    },
    Field {
        id: "scenario",
        label: "Which runs",
        hint: "An environment with required reviewers or a branch policy is the strongest. Pull requests from forks get no \
               token; those from branches of the repository do.",
        example: "branch",
        placeholder: "SCENARIO",
        need: Need::Required,
        entry: Entry::Choice(&[
            Choice { value: "branch", label: "Runs on a branch" },
            Choice { value: "tag", label: "Runs on a tag" },
            Choice { value: "environment", label: "Jobs of an environment" },
            Choice { value: "pull_request", label: "Pull requests" },
        ]),
        ..Field::LINE
    },
    Field {
        id: "environment",
        label: "Environment",
        hint: "Its name, as the job says it. Protect it in the repository's settings: a name alone protects nothing.",
        example: "production",
        placeholder: ENVIRONMENT,
        need: Need::Required,
        find: &[Command::new(
            "gh api repos/{owner}/{repository}/environments --jq '.environments[].name'",
            "Lists the repository's environments.",
        )],
        asked: |answers| answers.get("scenario") == "environment",
        check: checks::environment,
        ..Field::LINE
    },
    Field {
        id: "branch",
        label: "Branch",
        hint: "For an environment: the only branch whose jobs may use it. A name that ends in /* stands for all branches \
               under it.",
        example: "main",
        placeholder: BRANCH,
        need: Need::Required,
        find: &[Command::new(
            "gh api repos/{owner}/{repository} --jq .default_branch",
            "Prints the default branch.",
        )],
        asked: |answers| matches!(answers.get("scenario"), "" | "branch" | "environment"),
        check: checks::branch,
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
        check: checks::tag,
        ..Field::LINE
    },
    Field {
        id: "events",
        label: "Events",
        hint: "What may start a run, with commas. Empty means push, workflow_dispatch and schedule on a branch, and \
               anything but pull_request_target in an environment. Workflows that answer comments need issue_comment and \
               the like, which strangers can start: let the workflow itself check who asks.",
        example: "push, workflow_dispatch",
        placeholder: "EVENTS",
        asked: |answers| answers.get("scenario") != "pull_request",
        check: checks::events,
        ..Field::LINE
    },
    Field {
        id: "workflow",
        label: "Workflow file",
        hint: "Its name under .github/workflows. For a reusable workflow of another repository: all of job_workflow_ref, as \
               a token has it.",
        example: "deploy.yml",
        placeholder: "WORKFLOW",
        need: Need::Recommended,
        find: &[Command::new(
            "gh api repos/{owner}/{repository}/actions/workflows --jq '.workflows[].path'",
            "Lists the repository's workflow files.",
        )],
        check: checks::workflow,
        ..Field::LINE
    },
    Field {
        id: "runner",
        label: "Runners",
        hint: "On runners of your own, whoever has the machine has the identity of its jobs.",
        example: "github-hosted",
        placeholder: "RUNNER",
        entry: Entry::Choice(&[
            Choice { value: "any", label: "Any" },
            Choice { value: "github-hosted", label: "GitHub's own alone" },
            Choice { value: "self-hosted", label: "Ours alone" },
        ]),
        ..Field::LINE
    },
];

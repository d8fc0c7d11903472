//! The form.

use super::entries::{is_event, owner_and_repository};
use super::subject::is_id;
use crate::providers::{Answers, Choice, Command, Entry, Field, Need};

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

/// A line that is always asked and that may be left empty; the rest is said where it differs.
const LINE: Field = Field {
    id: "",
    label: "",
    hint: "",
    example: "",
    placeholder: "",
    need: Need::Optional,
    entry: Entry::Line,
    find: &[],
    asked: |_| true,
    check: |_| None,
};

const IDS: Command = Command {
    template: "gh api repos/{owner}/{repository} --jq '{{repository_id: .id, owner_id: .owner.id, visibility: .visibility, default_branch: .default_branch}}'",
    does: "Prints both ids, the visibility and the default branch.",
};

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
        ..LINE
    },
    Field {
        id: "enterprise_slug",
        label: "Enterprise slug",
        hint: "The last part of the issuer. An enterprise owner switches it on with include_enterprise_slug. On GHE.com leave \
               it empty unless your tokens have it.",
        example: "acme-corp",
        placeholder: "ENTERPRISE",
        asked: |answers| matches!(answers.get("host"), "enterprise" | "ghe.com"),
        check: |text| {
            let fine = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !text.starts_with('-');
            (!fine).then_some(
                "A slug has letters, digits and hyphens alone: copy it from the enterprise's address.",
            )
        },
        ..LINE
    },
    Field {
        id: "ghe_subdomain",
        label: "Subdomain of GHE.com",
        hint: "What stands before .ghe.com in the address of your GitHub.",
        example: "acme",
        placeholder: "SUBDOMAIN",
        need: Need::Required,
        asked: |answers| answers.get("host") == "ghe.com",
        check: |text| {
            let answers = Answers::from([("ghe_subdomain", text)]);
            let fine = super::entries::ghe_subdomain(&answers)
                .is_some_and(|s| s.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            (!fine).then_some(
                "A subdomain has lower-case letters, digits and hyphens alone, such as acme of acme.ghe.com.",
            )
        },
        ..LINE
    },
    Field {
        id: "ghes_host",
        label: "Host of the server",
        hint: "Without https://. Claude usually cannot reach a server in your network: paste its keys into the issuer, and \
               paste them again when it rotates them.",
        example: "github.acme.example",
        placeholder: "GITHUB_HOST",
        need: Need::Required,
        find: &[Command {
            template: "curl -sS https://{ghes_host}/_services/token/.well-known/openid-configuration | jq -r .jwks_uri | xargs curl -sS | jq -c .keys",
            does: "Prints the server's public keys, for the issuer's field keys. Run it where the server can be reached.",
        }],
        asked: |answers| answers.get("host") == "ghes",
        check: |text| {
            let answers = Answers::from([("ghes_host", text)]);
            let fine = super::entries::server_host(&answers).is_some_and(|host| {
                host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'))
            });
            (!fine).then_some("Enter the host alone, such as github.acme.example.")
        },
        ..LINE
    },
    Field {
        id: "owner",
        label: "Owner",
        hint: "The organization or user that owns the repository, in its own spelling: capitals count.",
        example: "acme",
        placeholder: "OWNER",
        need: Need::Required,
        check: owner_problem,
        ..LINE
    },
    Field {
        id: "repository",
        label: "Repository",
        hint: "Its name without the owner, in its own spelling: capitals count.",
        example: "site",
        placeholder: "REPOSITORY",
        need: Need::Required,
        find: &[Command {
            template: "gh repo view --json nameWithOwner --jq .nameWithOwner",
            does: "Prints owner and name of the repository in the current folder.",
        }],
        check: repository_problem,
        ..LINE
    },
    Field {
        id: "owner_id",
        label: "Owner id",
        hint: "A number that stays when the name passes to somebody else.",
        example: "123456",
        placeholder: OWNER_ID,
        need: Need::Recommended,
        find: &[IDS],
        check: id_problem,
        ..LINE
    },
    Field {
        id: "repository_id",
        label: "Repository id",
        hint: "A number that stays when the repository is renamed, and never comes again when it is deleted.",
        example: "456789",
        placeholder: REPOSITORY_ID,
        need: Need::Recommended,
        find: &[IDS],
        check: id_problem,
        ..LINE
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
            Command {
                template: "gh api repos/{owner}/{repository}/actions/oidc/customization/sub",
                does: "Prints the repository's settings. sub_claim_prefix, where it is there, shows how the subject starts; \
                       include_claim_keys lists a template of its own.",
            },
            Command {
                template: "gh api orgs/{owner}/actions/oidc/customization/sub",
                does: "Prints the organization's settings.",
            },
        ],
        ..LINE
    },
    Field {
        id: "custom_subject",
        label: "Subject",
        hint: "As a token of the workflow has it, whole.",
        example: "repository_owner_id:123456:repository_id:456789:environment:production",
        placeholder: "SUBJECT",
        need: Need::Required,
        asked: |answers| answers.get("subject_format") == "custom",
        check: |text| {
            (text.trim() == "*")
                .then_some("A wildcard alone matches every token: copy the subject from a token.")
        },
        ..LINE
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
        ..LINE
    },
    Field {
        id: "environment",
        label: "Environment",
        hint: "Its name, as the job says it. Protect it in the repository's settings: a name alone protects nothing.",
        example: "production",
        placeholder: ENVIRONMENT,
        need: Need::Required,
        find: &[Command {
            template: "gh api repos/{owner}/{repository}/environments --jq '.environments[].name'",
            does: "Lists the repository's environments.",
        }],
        asked: |answers| answers.get("scenario") == "environment",
        check: |text| {
            text.contains('*')
                .then_some("Name one environment: with * others would match, prod-preview beside prod.")
        },
        ..LINE
    },
    Field {
        id: "branch",
        label: "Branch",
        hint: "For an environment: the only branch whose jobs may use it. A name that ends in /* stands for all branches \
               under it.",
        example: "main",
        placeholder: BRANCH,
        need: Need::Required,
        find: &[Command {
            template: "gh api repos/{owner}/{repository} --jq .default_branch",
            does: "Prints the default branch.",
        }],
        asked: |answers| matches!(answers.get("scenario"), "" | "branch" | "environment"),
        check: branch_problem,
        ..LINE
    },
    Field {
        id: "tag",
        label: "Tag",
        hint: "One tag, or the start of many with * at the end, such as v*: everybody who can push tags can then make one.",
        example: "v1.4.0",
        placeholder: TAG,
        need: Need::Required,
        asked: |answers| answers.get("scenario") == "tag",
        check: |text| ref_problem(text.trim().strip_prefix("refs/tags/").unwrap_or(text.trim())),
        ..LINE
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
        check: |text| {
            let fine = text.split([',', ' ', '\n']).filter(|e| !e.is_empty()).all(is_event);
            if !fine {
                Some(
                    "Names of events have lower-case letters and _ alone, such as workflow_dispatch; put commas between them.",
                )
            } else if text.contains("pull_request_target") {
                Some(
                    "Runs of pull_request_target carry the base branch and start for strangers' pull requests: leave it out.",
                )
            } else {
                None
            }
        },
        ..LINE
    },
    Field {
        id: "workflow",
        label: "Workflow file",
        hint: "Its name under .github/workflows. For a reusable workflow of another repository: all of job_workflow_ref, as \
               a token has it.",
        example: "deploy.yml",
        placeholder: "WORKFLOW",
        need: Need::Recommended,
        find: &[Command {
            template: "gh api repos/{owner}/{repository}/actions/workflows --jq '.workflows[].path'",
            does: "Lists the repository's workflow files.",
        }],
        check: workflow_problem,
        ..LINE
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
        ..LINE
    },
];

/// Names of users and organizations; those of managed users have an underscore.
fn is_owner(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

fn is_repository(name: &str) -> bool {
    !matches!(name, "" | "." | "..")
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

fn owner_problem(text: &str) -> Option<&'static str> {
    if is_owner(text.trim()) {
        return None;
    }
    let answers = Answers::from([("owner", text)]);
    let (owner, repository) = owner_and_repository(&answers);
    Some(if is_owner(owner) && is_repository(repository) {
        "This names the repository too. The rule understands it; for commands, enter the owner here and the repository below."
    } else if text.contains('*') {
        "Name one owner: a wildcard here lets strangers in."
    } else {
        "An owner's name has letters, digits and hyphens alone: enter acme of acme/site."
    })
}

fn repository_problem(text: &str) -> Option<&'static str> {
    if is_repository(text.trim()) {
        return None;
    }
    let answers = Answers::from([("repository", text)]);
    let (owner, repository) = owner_and_repository(&answers);
    Some(if is_owner(owner) && is_repository(repository) {
        "This names the owner too. The rule understands it; for commands, enter the owner above and the repository here."
    } else if text.contains('*') {
        "Name one repository, and make a rule for each."
    } else {
        "A repository's name has letters, digits, hyphens, dots and _ alone: enter site of acme/site."
    })
}

fn id_problem(text: &str) -> Option<&'static str> {
    (!is_id(text.trim())).then_some("An id is digits alone; the command prints it.")
}

fn branch_problem(text: &str) -> Option<&'static str> {
    let name = text.trim();
    let name = name.strip_prefix("refs/heads/").unwrap_or(name);
    if name.starts_with("refs/") {
        return Some("This ref is no branch: enter a branch, such as main.");
    }
    if name.ends_with('*') && !name.ends_with("/*") {
        return Some(
            "A * after part of a name matches look-alikes: release* matches release-evil. End it in /* or name one.",
        );
    }
    ref_problem(name)
}

/// What git refuses in a ref's name; a `*` may end it, for many refs.
fn ref_problem(name: &str) -> Option<&'static str> {
    let fixed = name.strip_suffix('*').unwrap_or(name);
    let odd = |c: char| c.is_whitespace() || c.is_control() || "~^:?*[\\".contains(c);
    let refused = fixed.contains(odd)
        || fixed.contains("..")
        || fixed.contains("//")
        || fixed.contains("@{")
        || fixed.starts_with('/')
        || (fixed == name && fixed.ends_with(['/', '.']));
    refused.then_some("Git knows no ref of this name: enter it as git prints it, such as main or v1.4.0.")
}

fn workflow_problem(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let is_file = |name: &str| {
        let stem = name.strip_suffix(".yml").or_else(|| name.strip_suffix(".yaml")).unwrap_or_default();
        !stem.is_empty() && !stem.contains(['/', '*']) && !stem.contains(char::is_whitespace)
    };
    let fine = if let Some((path, reference)) = text.split_once('@') {
        path.split_once("/.github/workflows/").is_some_and(|(repository, file)| {
            repository.split_once('/').is_some_and(|(o, r)| is_owner(o) && is_repository(r)) && is_file(file)
        }) && !reference.is_empty()
    } else {
        is_file(text.strip_prefix(".github/workflows/").unwrap_or(text))
    };
    (!fine).then_some(
        "Enter the file's name, such as deploy.yml, or all of job_workflow_ref: \
         acme/automation/.github/workflows/claude.yml@refs/heads/main.",
    )
}

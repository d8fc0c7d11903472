//! The form.

use super::super::ci::{branch_problem, tag_problem, words};
use super::answers::{entered_project, project_path, seconds};
use crate::providers::{Choice, Command, Entry, Field, Need};
use crate::token::KeySet;

/// Stand in a rule while the project is not entered: ids are digits, so that no token has them.
pub(super) const PROJECT_ID: &str = "PROJECT_ID";
pub(super) const NAMESPACE_ID: &str = "NAMESPACE_ID";
pub(super) const PROJECT: &str = "GROUP/PROJECT";
pub(super) const BRANCH: &str = "BRANCH";
pub(super) const TAG: &str = "TAG";
pub(super) const ENVIRONMENT: &str = "ENVIRONMENT";

const ABOUT: Command = Command::new(
    "printf %s {project} | jq -sRr @uri | xargs -I@ glab api projects/@ | jq '{{project_id: .id, namespace_id: .namespace.id, default_branch, subject: .ci_id_token_sub_claim_components, forks_run_here: .ci_allow_fork_pipelines_to_run_in_parent_project, timeout: .build_timeout}}'",
    "Prints both ids, the default branch, the subject's components, whether forks' merge requests run here, and the timeout in \
     seconds. Set GITLAB_HOST for an instance of your own.",
);

const YES_OR_NO: Entry = Entry::Choice(&[
    Choice { value: "yes", label: "It must be protected" },
    Choice { value: "no", label: "It need not be" },
]);

pub(super) const FIELDS: &[Field] = &[
    Field {
        id: "host",
        label: "Instance",
        hint: "A token shows it in its claim iss. One that the internet cannot reach needs its public keys in the issuer, and again \
               when it changes them.",
        example: "gitlab.com",
        placeholder: "INSTANCE",
        need: Need::Required,
        entry: Entry::Choice(&[
            Choice { value: "gitlab.com", label: "gitlab.com" },
            Choice { value: "self-managed", label: "Our own or Dedicated, reachable from the internet" },
            Choice { value: "private", label: "Our own, in a closed network" },
        ]),
        ..Field::LINE
    },
    Field {
        id: "issuer_url",
        label: "Address of the instance",
        hint: "As the claim iss has it, byte for byte: usually the instance's address without a slash at its end.",
        example: "https://gitlab.example.com",
        placeholder: "ISSUER_URL",
        need: Need::Required,
        find: &[Command::new(
            "curl -sS {issuer_url}/.well-known/openid-configuration | jq -r .issuer",
            "Prints the issuer as the instance says it.",
        )],
        asked: |answers| matches!(answers.get("host"), "self-managed" | "private"),
        check: |text| {
            let host = text.trim().strip_prefix("https://").unwrap_or_default();
            (host.is_empty() || host.contains(char::is_whitespace) || host.ends_with('/')).then_some(
                "Enter the address with https:// and without a slash at its end, as the command prints it.",
            )
        },
        ..Field::LINE
    },
    Field {
        id: "jwks",
        label: "Public keys",
        hint: "The instance's key set, as the command prints it where the instance can be reached. It is public.",
        example: r#"{"keys":[{"kty":"RSA","kid":"…","use":"sig","alg":"RS256","n":"…","e":"AQAB"}]}"#,
        placeholder: "JWKS",
        need: Need::Required,
        entry: Entry::Lines,
        find: &[Command::new(
            "curl -sS {issuer_url}/.well-known/openid-configuration | jq -r .jwks_uri | xargs curl -sS",
            "Prints the instance's public keys.",
        )],
        asked: |answers| answers.get("host") == "private",
        check: |text| {
            KeySet::parse(text).is_err().then_some(
                "This is no set of public keys: paste all that the command prints. A private key that lands here counts as leaked.",
            )
        },
    },
    Field {
        id: "version",
        label: "Version of the instance",
        hint: "From 18.4 on tokens also name the project in which the job runs.",
        example: "current",
        placeholder: "VERSION",
        entry: Entry::Choice(&[
            Choice { value: "current", label: "18.4 or later" },
            Choice { value: "older", label: "16.0 to 18.3" },
        ]),
        asked: |answers| matches!(answers.get("host"), "self-managed" | "private"),
        ..Field::LINE
    },
    Field {
        id: "project",
        label: "Project",
        hint: "Its path with all groups, in its own spelling. The project's address fills other fields too.",
        example: "acme/api",
        placeholder: PROJECT,
        need: Need::Required,
        find: &[Command::new(
            "git remote get-url origin",
            "Prints the address of the project in the current folder.",
        )],
        check: |text| {
            if text.contains('*') {
                return Some(
                    "Name one project: acme/* admits every project of the group, acme/api* admits acme/api-test.",
                );
            }
            entered_project(text.trim())
                .is_none()
                .then_some("A path has a group and a project with / between them, such as acme/api.")
        },
        ..Field::LINE
    },
    Field {
        id: "project_id",
        label: "Project id",
        hint: "A number that stays when the project is renamed or moved.",
        example: "20",
        placeholder: PROJECT_ID,
        need: Need::Recommended,
        find: &[ABOUT],
        check: id,
        ..Field::LINE
    },
    Field {
        id: "namespace_id",
        label: "Namespace id",
        hint: "The id of the owning group or user: a project keeps its own id when it moves to another owner.",
        example: "72",
        placeholder: NAMESPACE_ID,
        need: Need::Recommended,
        find: &[ABOUT],
        check: id,
        ..Field::LINE
    },
    Field {
        id: "subject_format",
        label: "Form of the subject",
        hint: "Projects can choose the subject's components; a token or the project's settings show them.",
        example: "default",
        placeholder: "FORMAT",
        entry: Entry::Choice(&[
            Choice { value: "default", label: "project_path, ref_type and ref" },
            Choice { value: "custom", label: "Components of our own" },
        ]),
        find: &[ABOUT],
        ..Field::LINE
    },
    Field {
        id: "custom_subject",
        label: "Subject",
        hint: "As a token of the job has it, whole.",
        example: "project_path:acme/api:ref_type:tag:ref:v2.0.0:ref_protected:true",
        placeholder: "SUBJECT",
        need: Need::Required,
        asked: |answers| answers.get("subject_format") == "custom",
        check: |text| {
            let path = text.trim().strip_prefix("project_path:").unwrap_or_default();
            path.split_once(':').is_none_or(|(path, _)| project_path(path).is_none()).then_some(
                "A subject begins with project_path:, a whole project and a colon: copy it from a token.",
            )
        },
        ..Field::LINE
    },
    Field {
        id: "scenario",
        label: "Which pipelines",
        hint: "A protected environment is the strongest where your plan has them. Merge requests run code that nobody reviewed.",
        example: "branch",
        placeholder: "SCENARIO",
        need: Need::Required,
        entry: Entry::Choice(&[
            Choice { value: "branch", label: "On a branch" },
            Choice { value: "tag", label: "On a tag" },
            Choice { value: "environment", label: "Jobs of an environment" },
            Choice { value: "merge_request", label: "Merge requests of the project itself" },
        ]),
        ..Field::LINE
    },
    Field {
        id: "environment",
        label: "Environment",
        hint: "Its name, as the job says it.",
        example: "production",
        placeholder: ENVIRONMENT,
        need: Need::Required,
        find: &[Command::new(
            "glab api projects/{project_id}/environments --paginate | jq -r '.[].name'",
            "Lists the project's environments.",
        )],
        asked: |answers| answers.get("scenario") == "environment",
        check: |text| {
            text.contains(['*', '$', '%'])
                .then_some("Name one environment as it is: GitLab reads $ and % as variables, and with * others would match.")
        },
        ..Field::LINE
    },
    Field {
        id: "environment_protected",
        label: "Protection of the environment",
        hint: "Protected environments come with Premium: elsewhere tokens always say false, and every Developer can declare any environment.",
        example: "yes",
        placeholder: "PROTECTED",
        entry: YES_OR_NO,
        find: &[Command::new(
            "glab api projects/{project_id}/protected_environments | jq -r '.[].name'",
            "Lists the protected ones.",
        )],
        asked: |answers| answers.get("scenario") == "environment",
        ..Field::LINE
    },
    Field {
        id: "branch",
        label: "Branch",
        hint: "One branch, or all under a slash, such as release/*. For an environment it may stay empty: any ref may then deploy to it.",
        example: "main",
        placeholder: BRANCH,
        need: Need::Recommended,
        find: &[ABOUT],
        asked: |answers| matches!(answers.get("scenario"), "" | "branch" | "environment"),
        check: branch_problem,
        ..Field::LINE
    },
    Field {
        id: "tag",
        label: "Tag",
        hint: "One tag, or the start of many with * at the end, such as v*: protect them.",
        example: "v1.4.0",
        placeholder: TAG,
        need: Need::Required,
        asked: |answers| answers.get("scenario") == "tag",
        check: tag_problem,
        ..Field::LINE
    },
    Field {
        id: "ref_protected",
        label: "Protection of the ref",
        hint: "A protected branch or tag takes pushes and merges from chosen roles alone.",
        example: "yes",
        placeholder: "PROTECTED",
        entry: YES_OR_NO,
        find: &[Command::new(
            "glab api projects/{project_id}/protected_branches | jq -r '.[].name'; glab api projects/{project_id}/protected_tags | jq -r '.[].name'",
            "Lists the protected branches and tags.",
        )],
        asked: |answers| answers.get("scenario") != "merge_request",
        ..Field::LINE
    },
    Field {
        id: "sources",
        label: "Pipeline sources",
        hint: "What may start a pipeline, with commas. Empty means push, schedule and web; pipelines that others start have parent_pipeline, pipeline, trigger or api.",
        example: "push, schedule",
        placeholder: "SOURCES",
        asked: |answers| answers.get("scenario") != "merge_request",
        check: |text| {
            let entries = text.split([',', ' ', '\n']).filter(|e| !e.is_empty()).count();
            if entries != words(text).len() {
                Some(
                    "Sources have lower-case letters and _ alone, such as parent_pipeline; put commas between them.",
                )
            } else if words(text).contains(&"merge_request_event") {
                Some(
                    "Choose merge requests above instead: their ref is the source branch, which may be anybody's.",
                )
            } else {
                None
            }
        },
        ..Field::LINE
    },
    Field {
        id: "config",
        label: "Configuration file",
        hint: "Where the project's CI configuration lies. With it the rule refuses jobs whose configuration comes from elsewhere.",
        example: ".gitlab-ci.yml",
        placeholder: "CONFIG",
        check: |text| {
            text.contains(char::is_whitespace).then_some(
                "Enter the file's path in the project, or all of ci_config_ref_uri as a token has it.",
            )
        },
        ..Field::LINE
    },
    Field {
        id: "runner",
        label: "Runners",
        hint: "On runners of your own, whoever has the machine has the identity of its jobs.",
        example: "any",
        placeholder: "RUNNER",
        entry: Entry::Choice(&[
            Choice { value: "any", label: "Any" },
            Choice { value: "gitlab-hosted", label: "GitLab's own alone" },
            Choice { value: "self-hosted", label: "Ours alone" },
        ]),
        ..Field::LINE
    },
    Field {
        id: "runner_id",
        label: "Runner id",
        hint: "Only where one runner of your own takes these jobs.",
        example: "42",
        placeholder: "RUNNER_ID",
        find: &[Command::new(
            "glab api projects/{project_id}/runners --paginate | jq -r '.[] | (.id | tostring) + \" \" + .description'",
            "Lists the runners that the project can use.",
        )],
        asked: |answers| answers.get("runner") == "self-hosted",
        check: id,
        ..Field::LINE
    },
    Field {
        id: "timeout",
        label: "Timeout of the job",
        hint: "Tokens live as long as the job may. An hour, which is usual, fits as it is; more raises what the issuer accepts. \
               Seconds, or as 90m or 2h.",
        example: "2h",
        placeholder: "TIMEOUT",
        find: &[ABOUT],
        check: |text| match seconds(text.trim()) {
            None => Some("Enter seconds, or a number with m or h, such as 90m or 2h."),
            Some(176_401..) => Some("An issuer accepts 49 hours at most: give the job a shorter timeout."),
            Some(_) => None,
        },
        ..Field::LINE
    },
];

fn id(text: &str) -> Option<&'static str> {
    let text = text.trim();
    (text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()))
        .then_some("An id is digits alone; the command prints it.")
}

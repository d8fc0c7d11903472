//! The form.

use super::super::oidc::{self, KEYS, LIFETIME, PASTED_KEYS};
use super::super::{Choice, Command, Entry, Field, Need};
use super::claim_lines;
use crate::condition::Condition;

/// Where the workload has its token.
pub(super) const SOURCES: &[Choice] = &[
    Choice { value: "file", label: "In a file that the platform keeps fresh" },
    Choice { value: "variable", label: "In a variable of the environment" },
    Choice { value: "command", label: "A command prints it" },
];

/// What stands in for the subject: no issuer writes it.
pub(super) const SUBJECT: &str = "SUBJECT";

pub(super) static FIELDS: &[Field] = &[
    Field {
        find: &[Command::new(
            "curl -sS --fail {issuer_url}/.well-known/openid-configuration | jq -r '.issuer, .jwks_uri'",
            "Prints the issuer as it calls itself, and where its keys are. No answer: nobody outside may have one either.",
        )],
        ..oidc::ISSUER_URL
    },
    KEYS,
    PASTED_KEYS,
    Field {
        id: "subject",
        label: "Subject",
        hint: "The claim sub of the workload's token, whole. Paste a token at the start and this is filled in.",
        example: "service:batch",
        placeholder: SUBJECT,
        check: |text| {
            (text.trim().trim_end_matches('*').is_empty())
                .then_some("A wildcard alone matches every token of the issuer: copy sub from a token.")
        },
        ..Field::NEEDED
    },
    Field {
        id: "subject_kind",
        label: "Compare the subject",
        hint: "Whole, unless its end differs from token to token. A beginning must end with a whole part, at a colon or slash.",
        example: "exact",
        placeholder: "exact",
        entry: Entry::Choice(&[
            Choice { value: "exact", label: "Whole" },
            Choice { value: "prefix", label: "By its beginning" },
        ]),
        ..Field::NEEDED
    },
    Field {
        id: "audience",
        label: "Audience",
        hint: "The claim aud. Leave it empty where the workload can ask for https://api.anthropic.com; enter what the issuer \
               writes where nobody can choose.",
        example: "https://api.anthropic.com",
        placeholder: "AUDIENCE",
        need: Need::Optional,
        ..Field::NEEDED
    },
    Field {
        id: "claims",
        label: "Claims",
        hint: "name=value, one per line: texts at the top level of the token that stay the same, ids before names.",
        example: "tenant_id=t-4711",
        placeholder: "CLAIM=VALUE",
        need: Need::Recommended,
        entry: Entry::Lines,
        check: |text| {
            let wrong = claim_lines(text)
                .any(|line| line.is_none_or(|(name, value)| name.is_empty() || value.is_empty()));
            wrong.then_some("Each line is name=value, such as tenant_id=t-4711. Numbers and lists belong in the condition.")
        },
        ..Field::NEEDED
    },
    Field {
        id: "condition",
        label: "Condition",
        hint: "CEL over claims, for what is no text at the top level.",
        example: "\"claude\" in claims.groups",
        placeholder: "CONDITION",
        need: Need::Optional,
        check: |text| {
            Condition::compile(text.trim())
                .is_err()
                .then_some("This is no CEL expression. The token bench says where it goes wrong.")
        },
        ..Field::NEEDED
    },
    LIFETIME,
    Field {
        id: "token_source",
        label: "Token",
        hint: "Where the workload finds its identity token.",
        example: "file",
        placeholder: "file",
        entry: Entry::Choice(SOURCES),
        ..Field::NEEDED
    },
    Field {
        id: "token_place",
        label: "Path, variable or command",
        hint: "The file's path, the variable's name, or the command that prints a token and nothing else.",
        example: "/var/run/secrets/idp/token",
        placeholder: "TOKEN_PLACE",
        ..Field::NEEDED
    },
    Field {
        id: "noted",
        label: "Notes",
        hint: "What could not be told from the token that filled this form. Take a line out once you have looked into it.",
        example: "groups is a list: only a condition can compare it.",
        placeholder: "NOTES",
        need: Need::Optional,
        entry: Entry::Lines,
        asked: |answers| answers.some("noted").is_some(),
        ..Field::NEEDED
    },
];

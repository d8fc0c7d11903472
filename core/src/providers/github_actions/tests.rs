#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::PROVIDER;
use crate::condition::{Condition, Evaluation};
use crate::providers::{Answers, Suggestion};
use crate::rule::{KeySourceKind, SubjectPattern};
use crate::token::Claims;
use serde_json::Value;

/// Answers, or claims, by name.
type Pairs<'a> = &'a [(&'a str, &'a str)];

fn suggest(pairs: Pairs<'_>) -> Suggestion {
    let mut answers = Answers::default();
    for (field, value) in pairs {
        answers.set(field, value);
    }
    (PROVIDER.suggest)(&answers)
}

/// The GitHub tokens among the recorded samples: what each is, and its claims.
fn samples() -> Vec<(String, Claims)> {
    let text = include_str!("../../../../tests/vectors/sample-claims.json");
    let all: Vec<Value> = serde_json::from_str(text).unwrap();
    let found: Vec<_> = all
        .iter()
        .filter(|s| s["expected_detection"].as_str().unwrap().starts_with("github-actions"))
        .map(|s| {
            let variant = s["variant"].as_str().unwrap().to_owned();
            (variant, Claims::new(s["claims"].as_object().unwrap().clone()))
        })
        .collect();
    assert_eq!(found.len(), 17);
    found
}

const REPOSITORY: [(&str, &str); 4] =
    [("owner", "acme"), ("repository", "site"), ("owner_id", "12"), ("repository_id", "34")];

#[test]
fn each_scenario_has_its_subject_in_each_form() {
    let table: [(Pairs<'_>, &str, &str); 14] = [
        (&[("branch", "main")], "repo:acme@12/site@34:ref:refs/heads/main", "the defaults: ids and a branch"),
        (
            &[("branch", "refs/heads/main"), ("subject_format", "name")],
            "repo:acme/site:ref:refs/heads/main",
            "a whole ref in the branch's field",
        ),
        (
            &[("branch", "release/*"), ("subject_format", "name")],
            "repo:acme/site:ref:refs/heads/release/*",
            "all branches under a folder",
        ),
        (
            &[("scenario", "tag"), ("tag", "v1.4.0")],
            "repo:acme@12/site@34:ref:refs/tags/v1.4.0",
            "one tag, exactly",
        ),
        (
            &[("scenario", "tag"), ("tag", "v*"), ("subject_format", "name")],
            "repo:acme/site:ref:refs/tags/v*",
            "a start of tags, because * was entered",
        ),
        (
            &[("scenario", "environment"), ("environment", "production"), ("branch", "main")],
            "repo:acme@12/site@34:environment:production",
            "the ref is not part of an environment's subject",
        ),
        (
            &[("scenario", "environment"), ("environment", "production:eastus"), ("subject_format", "name")],
            "repo:acme/site:environment:production%3Aeastus",
            "a colon in a value is written %3A",
        ),
        (
            &[("scenario", "pull_request")],
            "repo:acme@12/site@34:pull_request",
            "nothing more to enter for pull requests",
        ),
        (
            &[("scenario", "pull_request"), ("subject_format", "name")],
            "repo:acme/site:pull_request",
            "pull requests in the old form",
        ),
        (
            &[("subject_format", "custom"), ("custom_subject", "repository_id:34:pull_request")],
            "repository_id:34:pull_request",
            "a template of their own is taken as it is",
        ),
        (&[("subject_format", "custom"), ("custom_subject", "*")], "", "a wildcard alone is no suggestion"),
        (
            &[("branch", "main"), ("host", "ghes"), ("ghes_host", "github.acme.example")],
            "repo:acme/site:ref:refs/heads/main",
            "a server has no immutable subjects",
        ),
        (
            &[("branch", "main"), ("owner_id", "")],
            "repo:acme@OWNER_ID/site@34:ref:refs/heads/main",
            "an id that is missing is held open, and no token meets it",
        ),
        (
            &[("subject_format", "name")],
            "repo:acme/site:ref:refs/heads/BRANCH",
            "so is a branch that is missing",
        ),
    ];
    for (extra, subject, why) in table {
        let pairs: Vec<_> = REPOSITORY.iter().chain(extra).copied().collect();
        assert_eq!(suggest(&pairs).rule.subject_prefix, subject, "{why}");
    }
}

#[test]
fn each_host_has_its_issuer_and_key_source() {
    let table: [(Pairs<'_>, &str, &str, KeySourceKind, &str); 4] = [
        (
            &[],
            "github-actions",
            "https://token.actions.githubusercontent.com",
            KeySourceKind::Discovery,
            "github.com",
        ),
        (
            &[("host", "enterprise"), ("enterprise_slug", "acme-corp")],
            "github-actions-acme-corp",
            "https://token.actions.githubusercontent.com/acme-corp",
            KeySourceKind::Discovery,
            "an enterprise's own issuer",
        ),
        (
            &[("host", "ghe.com"), ("ghe_subdomain", "acme")],
            "github-actions-acme",
            "https://token.actions.acme.ghe.com",
            KeySourceKind::Discovery,
            "data residency",
        ),
        (
            &[("host", "ghes"), ("ghes_host", "github.acme.example")],
            "github-actions-github-acme-example",
            "https://github.acme.example/_services/token",
            KeySourceKind::Inline,
            "a server that nobody outside reaches: its keys are pasted",
        ),
    ];
    for (pairs, name, url, kind, why) in table {
        let issuer = suggest(pairs).issuer;
        assert_eq!((issuer.name.as_str(), issuer.issuer_url.as_str()), (name, url), "{why}");
        assert_eq!((issuer.jwks.kind, issuer.check_jti), (kind, Some(true)), "{why}");
    }
}

#[test]
fn ids_are_pinned_where_they_are_known_and_names_otherwise() {
    let names = suggest(&[("owner", "acme"), ("repository", "site"), ("branch", "main")]).rule;
    assert_eq!(names.claim("repository"), Some("acme/site"));
    assert_eq!(names.claim("repository_owner"), Some("acme"));
    let ids = suggest(&[&REPOSITORY[..], &[("branch", "main")]].concat()).rule;
    assert_eq!((ids.claim("repository_id"), ids.claim("repository_owner_id")), (Some("34"), Some("12")));
    assert_eq!((ids.claim("repository"), ids.claim("repository_owner")), (None, None));
}

#[test]
fn the_rest_of_a_run_is_pinned_by_claims_and_condition() {
    let only_branch_events = r#"claims.event_name in ["push", "workflow_dispatch", "schedule"]"#;
    let no_target = r#"claims.event_name != "pull_request_target""#;
    let table: [(Pairs<'_>, Pairs<'_>, &str, &str); 9] = [
        (&[("branch", "main")], &[], only_branch_events, "a ref does not prove a push to it"),
        (
            &[("branch", "main"), ("events", "issue_comment")],
            &[("event_name", "issue_comment")],
            "",
            "one event is a claim",
        ),
        (
            &[("branch", "main"), ("events", "push, issue_comment \" || true")],
            &[],
            r#"claims.event_name in ["push", "issue_comment", "true"]"#,
            "what is no event's name does not get into the condition",
        ),
        (
            &[("branch", "main"), ("workflow", ".github/workflows/deploy.yml"), ("runner", "github-hosted")],
            &[
                ("job_workflow_ref", "acme/site/.github/workflows/deploy.yml@refs/heads/main"),
                ("runner_environment", "github-hosted"),
            ],
            only_branch_events,
            "the workflow file at the branch itself",
        ),
        (
            &[("scenario", "environment"), ("environment", "production"), ("branch", "main")],
            &[("ref", "refs/heads/main")],
            no_target,
            "an environment's subject leaves the ref open",
        ),
        (
            &[("scenario", "environment"), ("environment", "production"), ("workflow", "deploy.yml")],
            &[],
            "claims.job_workflow_ref.startsWith(\"acme/site/.github/workflows/deploy.yml@\") && \
             claims.event_name != \"pull_request_target\"",
            "no branch entered: the file from any ref",
        ),
        (
            &[("scenario", "tag"), ("tag", "v*"), ("workflow", "release.yml")],
            &[],
            "claims.job_workflow_ref.startsWith(\"acme/site/.github/workflows/release.yml@refs/tags/v\")",
            "a start can only be compared by a condition",
        ),
        (
            &[("scenario", "pull_request"), ("events", "push")],
            &[("event_name", "pull_request")],
            "",
            "pull requests have one event",
        ),
        (
            &[("branch", "gh-readonly-queue/main/*")],
            &[("event_name", "merge_group")],
            "",
            "a merge queue's branches have one event",
        ),
    ];
    for (extra, claims, condition, why) in table {
        let pairs: Vec<_> = REPOSITORY.iter().chain(extra).copied().collect();
        let rule = suggest(&pairs).rule;
        let found: Vec<_> = rule
            .claims
            .iter()
            .map(|c| (c.name.as_str(), c.value.as_str()))
            .filter(|(name, _)| !name.starts_with("repository"))
            .collect();
        assert_eq!(found, claims, "{why}");
        assert_eq!(rule.condition, condition, "{why}");
    }
}

#[test]
fn an_empty_form_gives_a_draft_that_can_be_shown_and_lets_nobody_in() {
    let Suggestion { issuer, rule, account, .. } = suggest(&[]);
    assert_eq!(issuer.issuer_url, "https://token.actions.githubusercontent.com");
    assert_eq!((rule.name.as_str(), rule.subject_prefix.as_str(), account.name.as_str()), ("", "", ""));
    assert_eq!((rule.claims.len(), rule.oauth_scope.as_str()), (0, "workspace:inference"));
    assert_eq!(rule.token_lifetime_seconds, "600");
    assert_eq!(rule.audience, "https://api.anthropic.com");
}

#[test]
fn names_are_ones_that_the_service_takes() {
    let long = "x".repeat(400);
    let table: [(Pairs<'_>, &str, &str); 4] = [
        (
            &[("repository", "Site.API"), ("branch", "feature/_x_")],
            "site-api-feature-x",
            "one hyphen for the rest",
        ),
        (&[("repository", "site"), ("branch", "生产")], "site", "nothing left of the branch"),
        (&[("repository", "生产")], "", "nothing left at all"),
        (&[("repository", &long)], &long[..255], "cut to the longest name"),
    ];
    for (pairs, name, why) in table {
        assert_eq!(suggest(pairs).rule.name, name, "{why}");
    }
}

#[test]
fn a_form_filled_from_a_token_suggests_a_rule_for_it() {
    for (variant, claims) in samples() {
        let answers = (PROVIDER.answers_from)(&claims);
        let Suggestion { issuer, rule, .. } = (PROVIDER.suggest)(&answers);
        let sub = claims.subject().unwrap();
        let pattern = SubjectPattern::parse(&rule.subject_prefix).unwrap();
        if variant.starts_with("merge queue") {
            assert_eq!(pattern.fixed(), "repo:acme/api:ref:refs/heads/gh-readonly-queue/main/", "{variant}");
            assert!(pattern.admits(sub), "{variant}: the rest differs from run to run");
        } else {
            assert_eq!(pattern, SubjectPattern::Exact(sub.to_owned()), "{variant}");
        }
        assert_eq!(Some(issuer.issuer_url.as_str()), claims.issuer(), "{variant}");
        for claim in &rule.claims {
            assert_eq!(claims.text(&claim.name), Some(claim.value.as_str()), "{variant}: {}", claim.name);
        }
        if !rule.condition.is_empty() {
            let answer = Condition::compile(&rule.condition).unwrap().evaluate(claims.as_map());
            let kept_out = variant.starts_with("pull_request_target");
            assert_eq!(answer, if kept_out { Evaluation::False } else { Evaluation::True }, "{variant}");
        }
        for field in PROVIDER.fields {
            if let Some(answer) = answers.some(field.id) {
                assert!((field.asked)(&answers), "{variant}: {} is filled but not asked", field.id);
                assert_eq!((field.check)(answer), None, "{variant}: {}", field.id);
            }
        }
    }
}

#[test]
fn the_other_spelling_of_a_subject_leads_back_to_the_first() {
    for (variant, claims) in samples() {
        let sub = claims.subject().unwrap();
        let Some(other) = (PROVIDER.other_subject)(&claims) else {
            let server = claims.issuer().unwrap().ends_with("/_services/token");
            assert!(server || !sub.starts_with("repo:"), "{variant}");
            continue;
        };
        assert_ne!(other, sub, "{variant}");
        let mut map = claims.as_map().clone();
        map.insert("sub".into(), other.into());
        assert_eq!((PROVIDER.other_subject)(&Claims::new(map)).as_deref(), Some(sub), "{variant}");
    }
}

#[test]
fn other_spellings_need_ids_that_are_ids() {
    let table = [
        (r#"{"sub":"repo:acme/site:pull_request"}"#, "no ids"),
        (r#"{"sub":"repo:acme/site:pull_request","repository_id":34,"repository_owner_id":12}"#, "numbers"),
        (r#"{"sub":"repo:acme/site:pull_request","repository_id":"x","repository_owner_id":"1"}"#, "letters"),
        (r#"{"sub":7}"#, "no text"),
        ("{}", "nothing"),
    ];
    for (text, why) in table {
        let Value::Object(map) = serde_json::from_str(text).unwrap() else { panic!("{why}") };
        assert_eq!((PROVIDER.other_subject)(&Claims::new(map)), None, "{why}");
    }
}

const HOSTILE: [&str; 12] = [
    "*",
    "\"",
    "'; rm -rf ~ #",
    "$(id)",
    "\0\u{7f}\n\r\t",
    "{{owner}}",
    "@",
    ":::",
    "/",
    "https://",
    "🦀\u{202e}",
    "\" || true || \"",
];

#[test]
fn hostile_entries_stay_data() {
    for text in HOSTILE {
        for field in PROVIDER.fields {
            for scenario in ["branch", "tag", "environment", "pull_request", text] {
                for format in ["immutable", "name", "custom"] {
                    let mut answers = Answers::from(REPOSITORY);
                    answers.set("scenario", scenario);
                    answers.set("subject_format", format);
                    answers.set("workflow", "deploy.yml");
                    answers.set(field.id, text);
                    let _ = (field.check)(text);
                    let _ = (field.asked)(&answers);
                    let Suggestion { issuer, rule, account, .. } = (PROVIDER.suggest)(&answers);
                    assert_ne!(rule.subject_prefix, "*", "{} {text:?}", field.id);
                    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
                    for name in [&issuer.name, &rule.name, &account.name] {
                        assert!(name.chars().all(plain), "{} {text:?}", field.id);
                    }
                    if !rule.condition.is_empty() {
                        let condition = Condition::compile(&rule.condition).unwrap();
                        let none = condition.evaluate(&serde_json::Map::new());
                        assert_ne!(none, Evaluation::True, "{} {text:?}: {}", field.id, rule.condition);
                    }
                }
            }
        }
    }
}

#[test]
fn odd_claims_do_not_fill_the_form() {
    for value in [Value::Null, 7.into(), Value::Array(vec![]), Value::Object(serde_json::Map::new())] {
        let map = ["iss", "sub", "repository", "repository_id", "ref", "event_name", "job_workflow_ref"]
            .into_iter()
            .map(|name| (name.to_owned(), value.clone()))
            .collect();
        assert_eq!((PROVIDER.answers_from)(&Claims::new(map)), Answers::default());
    }
}

#[test]
fn each_field_says_what_is_wrong_with_an_entry() {
    let table = [
        ("owner", "acme", true, "a name"),
        ("owner", "acme/site", false, "the repository belongs into the next field"),
        ("owner", "https://github.com/acme/site", false, "an address"),
        ("owner", "acme*", false, "a wildcard"),
        ("repository", "docs.acme_dev-1", true, "all characters that a name can have"),
        ("repository", "acme/site", false, "the owner belongs into the field before"),
        ("repository", "..", false, "no name"),
        ("owner_id", "123", true, "digits"),
        ("owner_id", "R_kgDO", false, "an id of another interface"),
        ("branch", "feature/x", true, "a branch in a folder"),
        ("branch", "release*", false, "ends inside a segment"),
        ("branch", "release/*", true, "ends after a segment"),
        ("branch", "refs/tags/v1", false, "no branch"),
        ("branch", "refs/heads/main", false, "the suggestion understands it, a workflow's filter does not"),
        ("branch", "a b", false, "git knows no such branch"),
        ("tag", "v*", true, "a start of tags"),
        ("tag", "v1:2", false, "git knows no such tag"),
        ("environment", "production:eastus", true, "a colon is allowed"),
        ("environment", "prod*", false, "a wildcard"),
        ("workflow", "deploy.yml", true, "a file"),
        ("workflow", ".github/workflows/deploy.yaml", true, "a path"),
        ("workflow", "acme/ci/.github/workflows/x.yml@refs/heads/main", true, "a reusable workflow"),
        ("workflow", "Deploy", false, "the display name"),
        ("events", "push, workflow_dispatch", true, "two events"),
        ("events", "pull_request_target", false, "strangers' pull requests with the base branch's rights"),
        ("enterprise_slug", "acme-corp", true, "a slug"),
        ("enterprise_slug", "https://github.com/enterprises/acme", false, "an address"),
        ("ghe_subdomain", "acme.ghe.com", true, "the suggestion takes the subdomain out of it"),
        ("ghes_host", "github.acme.example", true, "a host"),
        ("custom_subject", "*", false, "a wildcard alone"),
    ];
    for (id, entry, fine, why) in table {
        let field = PROVIDER.fields.iter().find(|f| f.id == id).unwrap();
        assert_eq!((field.check)(entry).is_none(), fine, "{id} {entry}: {why}");
        assert_eq!((field.check)(field.example), None, "{id}: its own example");
    }
}

#[test]
fn a_pasted_address_fills_both_fields_and_typing_does_not() {
    let mut pasted = crate::setup::Setup::for_provider(&PROVIDER);
    pasted.answer("owner", "https://github.com/acme/site");
    let answers = &pasted.workload.answers;
    assert_eq!((answers.typed("owner"), answers.typed("repository")), ("acme", "site"));

    let mut typed = crate::setup::Setup::for_provider(&PROVIDER);
    for end in 1..="acme/site".len() {
        typed.answer("owner", &"acme/site"[..end]);
    }
    assert_eq!(typed.workload.answers.typed("owner"), "acme/site", "nothing moves while it is typed");
    assert_eq!(typed.rule.subject_prefix, pasted.rule.subject_prefix, "both are understood");
}

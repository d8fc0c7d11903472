#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::PROVIDER;
use crate::condition::Condition;
use crate::providers::Answers;
use crate::token::Claims;
use serde_json::Value;

type Pairs<'a> = &'a [(&'a str, &'a str)];

const ORG: &str = "94b40e60-cfd5-486f-a04b-507abf27a83d";
const PROJECT: &str = "ff4d0d0d-5033-48c5-81e6-7c14a4715837";

#[test]
fn a_pasted_text_fills_every_field_that_it_holds() {
    let both: Pairs<'_> = &[("project_slug", "gh/acme/api"), ("origin", "github.com/acme/api")];
    let issuer = format!("https://oidc.circleci.com/org/{ORG}");
    let first = format!("org/{ORG}/project/{PROJECT}/user/1d2c3b4a-0000-4000-8000-1234567890ab");
    let second = format!("{first}/vcs-origin/github.com/acme/api/vcs-ref/refs/heads/feature/x");
    let ids: Pairs<'_> = &[("organization_id", ORG), ("project_id", PROJECT)];
    let all = [ids, &[("origin", "github.com/acme/api"), ("branch", "feature/x")]].concat();
    let table: [(&str, &str, Pairs<'_>, &str); 11] = [
        ("project_slug", "https://app.circleci.com/pipelines/github/acme/api/12/workflows/x", both, "a page"),
        ("branch", "https://app.circleci.com/settings/project/gh/acme/api?return-to=x", both, "the settings"),
        ("origin", "https://github.com/acme/api", both, "a repository's address"),
        ("origin", "git@github.com:acme/api.git", both, "an SSH address"),
        (
            "origin",
            "https://gitlab.com/acme/sub/api",
            &[("origin", "gitlab.com/acme/sub/api")],
            "another host",
        ),
        ("project_id", &issuer, &[("organization_id", ORG)], "the issuer"),
        ("project_id", &first, ids, "a subject of the first form"),
        ("origin", &second, &all, "a subject of the second form"),
        ("tag", "refs/tags/v1", &[("scenario", "tag"), ("tag", "v1")], "a whole ref"),
        ("origin", "github.com/acme/api", &[], "a plain origin stays"),
        ("server_issuer", "https://circleci.example.com/org/x", &[], "a server's issuer stays"),
    ];
    for (field, text, expected, why) in table {
        let spread = (PROVIDER.spread)(field, text);
        let found: Vec<(&str, &str)> = spread.iter().map(|(f, v)| (*f, v.as_str())).collect();
        assert_eq!(found, expected, "{why}");
    }
}

#[test]
fn checks_say_what_is_wrong() {
    let table = [
        ("project_slug", "gh/acme/api", true, "three parts"),
        ("project_slug", "acme/api", false, "no host"),
        ("organization_id", "acme", false, "no id"),
        ("origin", "https://github.com/acme/api", true, "an address is understood"),
        ("origin", "github.com/acme/*", false, "every repository of the owner"),
        ("origin", "acme/api", false, "no host"),
        ("server_issuer", "circleci.example.com", false, "no address"),
    ];
    for (field, text, fine, why) in table {
        let field = PROVIDER.fields.iter().find(|f| f.id == field).unwrap();
        assert_eq!((field.check)(text).is_none(), fine, "{why}");
    }
}

#[test]
fn a_token_fills_the_form_with_what_lasts() {
    let text = include_str!("../../../../tests/vectors/sample-claims.json");
    let all: Vec<Value> = serde_json::from_str(text).unwrap();
    let samples: Vec<&Value> = all.iter().filter(|s| s["expected_detection"] == "circleci").collect();
    let context = ("context_id", "58bef0c1-399d-49ca-a5ba-2f4317e4224d");
    let expected: [Pairs<'_>; 4] = [
        &[("organization_id", ORG), ("project_id", PROJECT), ("branch", "main"), context],
        &[("origin", "github.com/acme/api"), ("server_issuer", "")],
        &[("origin", "github.com/mallory/api"), ("branch", "pull/12")],
        &[
            ("scenario", "webhook"),
            ("origin", ""),
            ("pipeline_definition_id", "961ae4b1-070b-4134-ae64-1328a3ae3862"),
        ],
    ];
    assert_eq!(samples.len(), expected.len());
    for (sample, fields) in samples.iter().zip(expected) {
        let claims = Claims::new(sample["claims"].as_object().unwrap().clone());
        let answers = (PROVIDER.answers_from)(&claims);
        for (field, value) in fields {
            assert_eq!(answers.get(field), *value, "{}: {field}", sample["variant"]);
        }
    }
}

#[test]
fn half_a_form_is_never_an_open_rule() {
    let table: [(Pairs<'_>, &str); 3] = [
        (&[], "org/ORGANIZATION_ID/project/PROJECT_ID/user/*"),
        (&[("organization_id", ORG)], "org/94b40e60-cfd5-486f-a04b-507abf27a83d/project/PROJECT_ID/user/*"),
        (&[("scenario", "webhook")], "org/ORGANIZATION_ID/project/PROJECT_ID/user/*"),
    ];
    for (pairs, subject) in table {
        let mut answers = Answers::default();
        for (field, value) in pairs {
            answers.set(field, value);
        }
        let rule = (PROVIDER.suggest)(&answers).rule;
        assert_eq!(rule.subject_prefix, subject);
        assert_eq!(rule.claim("oidc.circleci.com/project-id"), Some("PROJECT_ID"));
    }
}

#[test]
fn hostile_entries_stay_data() {
    let hostile = "x\" in [] || true || \"";
    let answers = Answers::from([("context_id", hostile), ("branch", "a\"/*")]);
    let rule = (PROVIDER.suggest)(&answers).rule;
    let condition = Condition::compile(&rule.condition).unwrap();
    assert_eq!(condition.references().len(), 3, "{}", rule.condition);
}

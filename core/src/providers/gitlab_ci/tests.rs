#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::PROVIDER;
use crate::providers::Answers;
use crate::token::Claims;
use serde_json::Value;

fn samples() -> Vec<(String, Claims)> {
    let text = include_str!("../../../../tests/vectors/sample-claims.json");
    let all: Vec<Value> = serde_json::from_str(text).unwrap();
    let found: Vec<_> = all
        .iter()
        .filter(|s| s["expected_detection"].as_str().unwrap().starts_with("gitlab-ci"))
        .map(|s| {
            (s["variant"].as_str().unwrap().to_owned(), Claims::new(s["claims"].as_object().unwrap().clone()))
        })
        .collect();
    assert_eq!(found.len(), 5);
    found
}

#[test]
fn a_pasted_text_fills_every_field_that_it_holds() {
    type Pairs<'a> = &'a [(&'a str, &'a str)];
    let com: Pairs<'_> = &[("host", "gitlab.com"), ("project", "acme/api")];
    let own: Pairs<'_> =
        &[("host", "self-managed"), ("issuer_url", "https://git.acme.example"), ("project", "acme/sub/api")];
    let table: [(&str, &str, Pairs<'_>, &str); 12] = [
        ("project", "https://gitlab.com/acme/api", com, "an address"),
        ("branch", "https://gitlab.com/acme/api/-/tree/main", com, "a page, in another field"),
        ("project", "git@gitlab.com:acme/api.git", com, "an SSH address"),
        ("issuer_url", "https://gitlab.com/acme/api", com, "gitlab.com lies under no path"),
        ("project", "https://git.acme.example/acme/sub/api.git", own, "an instance of one's own"),
        ("project", "ssh://git@git.acme.example:2222/acme/sub/api.git", own, "an SSH address with a port"),
        (
            "project",
            "project_path:acme/api:ref_type:tag:ref:v1",
            &[("project", "acme/api"), ("scenario", "tag"), ("tag", "v1")],
            "a subject",
        ),
        ("custom_subject", "project_path:acme/api:ref_type:tag:ref:v1", &[], "the subject's own field"),
        ("issuer_url", "https://git.acme.example/gitlab", &[], "an instance may lie under a path"),
        ("project", "acme/api", &[], "a plain path stays"),
        ("branch", "feature/x", &[], "a plain name stays"),
        ("branch", "refs/heads/feature/x", &[("branch", "feature/x")], "a whole ref"),
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
        ("project", "acme/api", true, "a path"),
        ("project", "https://gitlab.com/acme/api", true, "an address is understood"),
        ("project", "acme/*", false, "every project of the group"),
        ("project", "api", false, "no group"),
        ("project_id", "20", true, "digits"),
        ("project_id", "acme", false, "a path"),
        ("issuer_url", "https://gitlab.example.com/", false, "a slash at its end"),
        ("custom_subject", "project_path:acme/api:ref_type:branch:ref:main", true, "a whole one"),
        ("custom_subject", "project_path:acme/*", false, "every project of the group"),
        ("environment", "review/$CI_COMMIT_REF_SLUG", false, "a variable"),
        ("sources", "push, schedule", true, "two"),
        ("sources", "merge_request_event", false, "another scenario"),
        ("timeout", "90m", true, "minutes"),
        ("timeout", "50h", false, "more than issuers accept"),
        ("timeout", "soon", false, "no time"),
        ("jwks", "{}", false, "no keys"),
    ];
    for (field, text, fine, why) in table {
        let field = PROVIDER.fields.iter().find(|f| f.id == field).unwrap();
        assert_eq!((field.check)(text).is_none(), fine, "{why}");
    }
}

#[test]
fn a_token_fills_the_form() {
    let expected: [&[(&str, &str)]; 5] = [
        &[
            ("host", "gitlab.com"),
            ("project", "acme/api"),
            ("project_id", "20"),
            ("branch", "main"),
            ("timeout", ""),
        ],
        &[
            ("scenario", "environment"),
            ("environment_protected", "yes"),
            ("timeout", "7200"),
            ("config", ".gitlab-ci.yml"),
        ],
        &[
            ("scenario", "merge_request"),
            ("project", "acme/api"),
            ("project_id", "20"),
            ("namespace_id", "72"),
        ],
        &[("host", "self-managed"), ("issuer_url", "https://gitlab.example.com"), ("version", "older")],
        &[("scenario", "tag"), ("tag", "v2.0.0"), ("subject_format", "custom")],
    ];
    for ((variant, claims), fields) in samples().iter().zip(expected) {
        let answers = (PROVIDER.answers_from)(claims);
        for (field, value) in fields {
            assert_eq!(answers.get(field), *value, "{variant}: {field}");
        }
    }
}

#[test]
fn half_a_form_is_never_an_open_rule() {
    for pairs in
        [vec![], vec![("host", "private")], vec![("subject_format", "custom"), ("custom_subject", "*")]]
    {
        let mut answers = Answers::default();
        for (field, value) in pairs {
            answers.set(field, value);
        }
        let rule = (PROVIDER.suggest)(&answers).rule;
        assert!(rule.subject_prefix.starts_with("project_path:GROUP/PROJECT:"), "{}", rule.subject_prefix);
        assert_eq!(rule.claim("project_id"), Some("PROJECT_ID"));
    }
}

#[test]
fn a_long_timeout_raises_what_the_issuer_accepts() {
    for (timeout, limit, why) in [
        ("", "", "an hour fits the default"),
        ("3600", "", "so does an hour that was entered"),
        ("7200", "7200", "two hours"),
        ("61m", "4200", "the next round value"),
        ("100h", "176400", "the service's bound"),
    ] {
        let issuer = (PROVIDER.suggest)(&Answers::from([("timeout", timeout)])).issuer;
        assert_eq!(issuer.max_jwt_lifetime_seconds, limit, "{why}");
    }
}

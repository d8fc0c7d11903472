#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::PROVIDER;
use crate::providers::{Answers, TokenSource};
use crate::token::Claims;
use serde_json::Value;

type Pairs<'a> = &'a [(&'a str, &'a str)];

const CLUSTER: &str = "0191f956-042f-7ec4-aa62-8e5eeae396d0";
const QUEUE: &str = "0191f956-62da-7515-b79b-bdecb519aa32";

#[test]
fn a_pasted_text_fills_every_field_that_it_holds() {
    let both: Pairs<'_> = &[("organization", "acme"), ("pipeline", "deploy")];
    let queue = format!("https://buildkite.com/organizations/acme/clusters/{CLUSTER}/queues/{QUEUE}");
    let subject: Pairs<'_> =
        &[("organization", "acme"), ("pipeline", "deploy"), ("branch", "main"), ("step", "claude")];
    let table: [(&str, &str, Pairs<'_>, &str); 9] = [
        ("organization", "https://buildkite.com/acme/deploy", both, "the pipeline's page"),
        ("tag", "https://buildkite.com/acme/deploy/builds/118#x", both, "a build, in another field"),
        (
            "pipeline",
            "https://api.buildkite.com/v2/organizations/acme/pipelines/deploy",
            both,
            "the API's address",
        ),
        (
            "organization",
            "https://buildkite.com/acme",
            &[("organization", "acme")],
            "the organization's page",
        ),
        (
            "cluster_id",
            &queue,
            &[("organization", "acme"), ("cluster_id", CLUSTER), ("queue_id", QUEUE)],
            "a queue's page",
        ),
        (
            "branch",
            "organization:acme:pipeline:deploy:ref:refs/heads/main:commit:9f31:step:claude",
            subject,
            "a subject",
        ),
        ("branch", "refs/heads/main", &[("branch", "main")], "a whole ref"),
        ("branch", "feature/x", &[], "a plain name stays"),
        ("pipeline_id", CLUSTER, &[], "an id alone does not say of what"),
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
        ("organization", "acme", true, "a slug"),
        ("organization", "acme*", false, "somebody else's too"),
        ("pipeline", "Deploy", false, "slugs are in lower case"),
        ("pipeline_id", "deploy", false, "no id"),
        ("sources", "webhook, ui", true, "two"),
        ("sources", "push", false, "another platform's word"),
        ("step", "claude", true, "a key"),
        ("step", "cl*", false, "several"),
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
    let expected: [(Pairs<'_>, &str); 4] = [
        (
            &[("organization", "acme"), ("branch", "main"), ("step", "deploy"), ("subject", "")],
            "organization:acme:pipeline:deploy:ref:refs/heads/main:commit:*",
        ),
        (
            &[("organization_id", "0184990a-477b-4fa8-9968-496074483c77"), ("cluster_id", CLUSTER)],
            "organization:acme:pipeline:deploy:ref:refs/heads/main:commit:*",
        ),
        (&[("subject", "pipeline_id"), ("step", "")], "0184990a-4782-42b5-afc1-16715b10b1a0"),
        (&[("branch", "main-evil")], "organization:acme:pipeline:deploy:ref:refs/heads/main-evil:commit:*"),
    ];
    let samples: Vec<&Value> = all.iter().filter(|s| s["expected_detection"] == "buildkite").collect();
    assert_eq!(samples.len(), expected.len());
    for (sample, (fields, subject)) in samples.iter().zip(expected) {
        let claims = Claims::new(sample["claims"].as_object().unwrap().clone());
        let answers = (PROVIDER.answers_from)(&claims);
        for (field, value) in fields {
            assert_eq!(answers.get(field), *value, "{}: {field}", sample["variant"]);
        }
        assert_eq!((PROVIDER.suggest)(&answers).rule.subject_prefix, subject, "{}", sample["variant"]);
    }
}

#[test]
fn half_a_form_is_never_an_open_rule() {
    let table: [(Pairs<'_>, &str, &str); 4] = [
        (&[], "organization:ORGANIZATION:pipeline:PIPELINE:ref:refs/heads/BRANCH:commit:*", "nothing"),
        (&[("subject", "pipeline_id")], "PIPELINE_ID", "no id yet"),
        (
            &[("organization", "acme"), ("branch", "release/*")],
            "organization:acme:pipeline:PIPELINE:ref:refs/heads/release/*",
            "no pipeline yet",
        ),
        (
            &[("scenario", "tag")],
            "organization:ORGANIZATION:pipeline:PIPELINE:ref:refs/tags/TAG:commit:*",
            "no tag yet",
        ),
    ];
    for (pairs, subject, why) in table {
        let mut answers = Answers::default();
        for (field, value) in pairs {
            answers.set(field, value);
        }
        assert_eq!((PROVIDER.suggest)(&answers).rule.subject_prefix, subject, "{why}");
    }
}

#[test]
fn the_program_asks_for_every_claim_that_the_rule_compares() {
    for pairs in [&[][..], &[("cluster_id", CLUSTER)], &[("queue_id", QUEUE), ("subject", "pipeline_id")]] {
        let mut answers = Answers::from([
            ("organization_id", "0184990a-477b-4fa8-9968-496074483c77"),
            ("pipeline_id", "0184990a-4782-42b5-afc1-16715b10b1a0"),
        ]);
        for (field, value) in pairs {
            answers.set(field, value);
        }
        let TokenSource::Program(words) = (PROVIDER.request.source)(&answers) else { panic!("a program") };
        for claim in (PROVIDER.suggest)(&answers).rule.claims.iter().filter(|c| c.name.ends_with("_id")) {
            assert!(words.iter().any(|w| w.split(',').any(|c| c == claim.name)), "{}: {words:?}", claim.name);
        }
        assert_eq!(words.contains(&"--subject-claim"), answers.get("subject") == "pipeline_id");
    }
}

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{LearnProblem, learn, shut_out};
use crate::token::Claims;
use serde_json::{Value, json};

fn claims(value: &Value) -> Claims {
    Claims::new(value.as_object().unwrap().clone())
}

fn github(branch: &str, run: &str, more: &Value) -> Claims {
    let mut value = json!({
        "iss": "https://token.actions.githubusercontent.com", "aud": "https://api.anthropic.com", "jti": run,
        "sub": format!("repo:acme@1/site@2:ref:refs/heads/{branch}"), "ref": format!("refs/heads/{branch}"),
        "ref_type": "branch", "repository": "acme/site", "repository_id": "2", "repository_owner": "acme",
        "repository_owner_id": "1", "sha": run, "run_id": run, "event_name": "push", "runner_environment": "github-hosted",
        "head_ref": "", "exp": 1_795_305_900, "iat": 1_795_305_600
    });
    value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    claims(&value)
}

#[test]
fn one_token_gives_its_own_rule_by_ids_and_by_nothing_that_passes() {
    let sample = github("main", "900001", &json!({}));
    let lesson = learn(std::slice::from_ref(&sample)).unwrap();
    assert_eq!(lesson.rule.subject_prefix, "repo:acme@1/site@2:ref:refs/heads/main");
    let names: Vec<&str> = lesson.rule.claims.iter().map(|claim| claim.name.as_str()).collect();
    assert_eq!(names, ["repository_id", "repository_owner_id", "event_name", "runner_environment"]);
    assert_eq!(lesson.rule.condition, "");
    assert_eq!(shut_out(&lesson.issuer, &lesson.rule, &[sample]), []);
}

#[test]
fn what_varies_becomes_a_list_and_what_passes_is_never_compared() {
    let samples =
        [github("main", "900001", &json!({})), github("next", "900002", &json!({"event_name": "schedule"}))];
    let lesson = learn(&samples).unwrap();
    assert_eq!(lesson.rule.subject_prefix, "");
    assert!(lesson.rule.condition.starts_with(
        "claims.sub in [\"repo:acme@1/site@2:ref:refs/heads/main\", \"repo:acme@1/site@2:ref:refs/heads/next\"]"
    ), "{}", lesson.rule.condition);
    assert!(
        lesson.rule.condition.contains(r#"claims.event_name in ["push", "schedule"]"#),
        "{}",
        lesson.rule.condition
    );
    assert!(!lesson.rule.condition.contains("90000"));
    assert_eq!(shut_out(&lesson.issuer, &lesson.rule, &samples), []);
    assert_eq!(shut_out(&lesson.issuer, &lesson.rule, &[github("attempt", "9", &json!({}))]).len(), 1);
}

#[test]
fn what_cannot_be_learnt_from_is_said() {
    let one = github("main", "1", &json!({}));
    let table = [
        (vec![], LearnProblem::NoSamples, "nothing"),
        (
            vec![one.clone(), github("main", "1", &json!({"iss": "https://x.example"}))],
            LearnProblem::OtherIssuer(2),
            "two issuers",
        ),
        (
            vec![one.clone(), github("main", "1", &json!({"aud": "x"}))],
            LearnProblem::NoCommonAudience,
            "two audiences",
        ),
        (
            vec![github("main", "1", &json!({"sub": 5}))],
            LearnProblem::Lacks(1, "sub"),
            "a subject that is no text",
        ),
    ];
    for (samples, problem, why) in table {
        assert_eq!(learn(&samples).map(|lesson| lesson.rule).unwrap_err(), problem, "{why}");
    }
}

fn circleci(person: &str, contexts: &Value) -> Claims {
    claims(&json!({
        "iss": "https://oidc.circleci.com/org/00000000-0000-4000-8000-000000000001", "aud": "https://api.anthropic.com",
        "sub": format!("org/00000000-0000-4000-8000-000000000001/project/p/user/{person}"),
        "oidc.circleci.com/project-id": "p", "oidc.circleci.com/vcs-origin": "github.com/acme/api",
        "oidc.circleci.com/vcs-ref": "refs/heads/main", "oidc.circleci.com/context-ids": contexts,
        "oidc.circleci.com/ssh-rerun": false
    }))
}

#[test]
fn what_lists_have_in_common_is_asked_for_and_people_in_a_subject_are_not() {
    let samples = [
        circleci("00000000-0000-4000-8000-00000000000a", &json!(["mine", "claude"])),
        circleci("00000000-0000-4000-8000-00000000000b", &json!(["claude", "other"])),
    ];
    for samples in [&samples[..], &samples[..1]] {
        let lesson = learn(samples).unwrap();
        assert_eq!(lesson.rule.subject_prefix, "org/00000000-0000-4000-8000-000000000001/project/p/user/*");
        assert_eq!(shut_out(&lesson.issuer, &lesson.rule, samples), []);
        let asked = lesson.rule.condition.matches(r#" in claims["oidc.circleci.com/context-ids"]"#).count();
        assert_eq!(asked, 1, "one context is enough: {}", lesson.rule.condition);
        let stranger = circleci("00000000-0000-4000-8000-00000000000a", &json!([]));
        assert_eq!(shut_out(&lesson.issuer, &lesson.rule, &[stranger]).len(), 1);
    }
    let lesson = learn(&samples).unwrap();
    assert!(lesson.rule.condition.contains(r#""claude" in"#), "{}", lesson.rule.condition);
}

#[test]
fn nothing_that_goes_with_a_pod_a_machine_or_a_request_is_compared() {
    let aws = |more: &Value| {
        let mut own = json!({"aws_account": "123456789012", "source_region": "us-east-1", "original_session_exp": "2026-11-22T20:00:00Z"});
        own.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"iss": "https://0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0.tokens.sts.global.api.aws",
            "sub": "arn:aws:iam::123456789012:role/worker", "https://sts.amazonaws.com/": own})
    };
    let github = |more: &Value| {
        let mut own = json!({"iss": "https://token.actions.githubusercontent.com", "repository": "acme/site",
            "repository_id": "2", "repository_owner": "acme", "repository_owner_id": "1", "run_id": "900001",
            "sha": "9f3182061f1e2cca4702c368cbc039b7dc9d4485"});
        own.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        own
    };
    let table = [
        (
            json!({"iss": "https://k8s.example", "sub": "system:serviceaccount:a:b", "kubernetes.io": {"namespace": "a",
                "serviceaccount": {"name": "b", "uid": "u"}, "pod": {"name": "b-6c9f7d5b8-x2x7k", "uid": "p"},
                "node": {"name": "n", "uid": "m"}, "warnafter": 5}}),
            &[".pod", ".node", "x2x7k"][..],
            "a pod is replaced at every roll-out",
        ),
        (
            aws(&json!({"ec2_source_instance_arn": "arn:aws:ec2:us-east-1:123456789012:instance/i-01"})),
            &["i-01"],
            "a machine",
        ),
        (
            aws(&json!({"lambda_source_function_arn": "arn:aws:lambda:us-east-1:123456789012:function:f:7"})),
            &["function", "session"],
            "a version of a function, a session",
        ),
        (
            github(
                &json!({"sub": "repo:acme/site:pull_request", "ref": "refs/pull/17/merge", "head_ref": "topic",
                "event_name": "pull_request", "workflow_ref": "acme/site/.github/workflows/a.yml@refs/pull/17/merge"}),
            ),
            &["17", "topic"],
            "one pull request",
        ),
        (
            github(
                &json!({"sub": "repo:acme/site:ref:refs/heads/gh-readonly-queue/main/pr-31-9f3182061f1e2cca4702c368cbc039b7dc9d4485",
                "ref": "refs/heads/gh-readonly-queue/main/pr-31-9f3182061f1e2cca4702c368cbc039b7dc9d4485"}),
            ),
            &["pr-31"],
            "one place in a merge queue",
        ),
        (
            json!({"iss": "https://oidc.fly.io/acme", "sub": "acme:worker:ancient-snow-4824", "org_id": "1", "app_id": "2",
                "org_name": "acme", "app_name": "worker", "machine_id": "d8d1", "machine_name": "ancient-snow-4824"}),
            &["ancient", "d8d1"],
            "one Machine",
        ),
    ];
    for (mut sample, never, why) in table {
        sample.as_object_mut().unwrap().insert("aud".into(), "https://api.anthropic.com".into());
        let sample = claims(&sample);
        let lesson = learn(std::slice::from_ref(&sample)).unwrap();
        let body = lesson.rule.to_create_body()["match"].to_string();
        for text in never {
            assert!(!body.contains(text), "{why}: {body}");
        }
        assert_eq!(shut_out(&lesson.issuer, &lesson.rule, &[sample]), [], "{why}");
    }
}

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

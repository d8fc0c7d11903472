#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use serde_json::json;

fn seen(claims: Value) -> Detection {
    let Value::Object(map) = claims else { panic!("claims are an object") };
    detect(None, &Claims::new(map))
}

fn samples() -> Vec<Value> {
    serde_json::from_str(include_str!("../../../../tests/vectors/sample-claims.json")).unwrap()
}

#[test]
fn every_recorded_sample_is_recognised() {
    let all = samples();
    assert_eq!(all.len(), 78);
    for sample in all {
        let found = seen(sample["claims"].clone());
        assert_eq!(Some(found.slug), sample["expected_detection"].as_str(), "{}", sample["variant"]);
        assert!(!found.clue.is_empty(), "{}", sample["variant"]);
        assert_eq!(found.name == "Custom OIDC", found.slug == "custom-oidc", "{}", sample["variant"]);
    }
}

#[test]
fn samples_of_one_platform_do_not_contradict_themselves() {
    for sample in samples() {
        let found = seen(sample["claims"].clone());
        let odd: Vec<_> = found.warnings.iter().filter(|w| w.contains("where it was made")).collect();
        assert!(odd.is_empty(), "{}: {odd:?}", sample["variant"]);
    }
}

#[test]
fn every_pattern_is_a_pattern_and_is_used() {
    for pattern in patterns::PATTERNS {
        assert!(regex_lite::Regex::new(pattern.regex).is_ok(), "{}", pattern.name);
        assert!(pattern.regex.starts_with('^') && pattern.regex.ends_with('$'), "{}", pattern.name);
        assert!(PLATFORMS.iter().any(|p| p.issuers.contains(&pattern.name)), "{}", pattern.name);
    }
    for platform in PLATFORMS {
        for name in platform.issuers {
            assert!(patterns::PATTERNS.iter().any(|p| p.name == *name), "{name}");
        }
    }
}

#[test]
fn every_issuer_of_a_provider_is_recognised_as_its_own() {
    for provider in crate::providers::ALL {
        for issuer in provider.issuers {
            let claims = Claims::new(serde_json::from_value(json!({ "iss": issuer.example })).unwrap());
            assert!(
                platforms::NAMES.iter().any(|(slug, _)| *slug == issuer.detection)
                    || issuer.detection == "custom-oidc"
                    || detect(None, &claims).slug == issuer.detection,
                "{}: {}",
                provider.slug,
                issuer.detection
            );
        }
    }
}

#[test]
fn variants_say_what_kind_of_token_it_is() {
    let expected = [
        (0, "branch main"),
        (1, "environment production"),
        (2, "environment production:eastus"),
        (3, "pull request"),
        (5, "tag v1.4.0"),
        (6, "merge queue"),
        (7, "branch main, subject with ids"),
        (9, "environment prod, custom subject"),
        (10, "pull request, custom subject"),
        (17, "branch main, protected"),
        (19, "merge request, ref main"),
        (22, "pipeline deploy, branch main"),
        (27, "workspace claude-prod, plan phase"),
        (29, "branch main, of github.com/acme/api"),
        (32, "pipeline without a repository"),
        (33, "deployment step, branch main"),
        (35, "role inference-worker, Lambda function ingest"),
        (38, "IAM user ci-legacy"),
        (39, "pod inference-worker-6c9f7d5b8-x2x7k"),
        (42, "default API-server token"),
        (47, "person"),
        (50, "managed identity claude-mi"),
        (53, "person, through an app"),
        (59, "not bound to a pod"),
        (61, "legacy Secret token"),
        (62, "workload /ns/inference/sa/worker"),
        (69, "machine to machine"),
        (72, "project chat, preview deployment"),
        (74, "job deploy/main"),
    ];
    let all = samples();
    for (at, variant) in expected {
        assert_eq!(seen(all[at]["claims"].clone()).variant, variant, "{}", all[at]["variant"]);
    }
}

#[test]
fn warnings_name_what_is_odd() {
    let expected = [
        (4, "pull_request_target", "strangers start such runs"),
        (15, "GitHub's default", "an audience that every job of the owner gets"),
        (19, "job_project_id", "a fork's merge request"),
        (27, "made in a plan", "speculative plans make tokens"),
        (30, "CircleCI's default", "the organization's id as audience"),
        (31, "with SSH", "a person could read it"),
        (37, "IAM Identity Center", "a person's role"),
        (40, "IRSA", "a token for AWS"),
        (42, "API server", "the mounted token"),
        (46, "default service account", "all machines share it"),
        (47, "a person's", "a human"),
        (49, "workload identity pool", "a token for Google"),
        (53, "A person signed in", "a human, through an app"),
        (56, "AZURE_FEDERATED_TOKEN_FILE", "a token for Entra"),
        (61, "never ends", "a legacy token"),
        (64, "no iss", "SPIRE without jwt_issuer"),
        (67, "A person signed in", "a human at Okta"),
        (72, "preview deployment", "pull requests run there"),
    ];
    let all = samples();
    for (at, part, why) in expected {
        let warnings = seen(all[at]["claims"].clone()).warnings;
        assert!(warnings.iter().any(|w| w.contains(part)), "{why}: {warnings:?}");
    }
}

#[test]
fn a_plain_token_has_no_warnings() {
    let all = samples();
    for at in
        [0, 1, 7, 12, 13, 14, 17, 23, 26, 29, 33, 35, 39, 43, 48, 50, 55, 57, 62, 65, 68, 69, 71, 73, 74]
    {
        let found = seen(all[at]["claims"].clone());
        assert_eq!(found.warnings, Vec::<String>::new(), "{}", all[at]["variant"]);
    }
}

#[test]
fn claims_under_a_foreign_issuer_are_called_out() {
    let all = samples();
    let mut github = all[0]["claims"].clone();
    github["iss"] = json!("https://gitlab.com");
    let mut pod = all[39]["claims"].clone();
    pod["iss"] = json!("https://token.actions.githubusercontent.com");
    let mut stranger = all[0]["claims"].clone();
    stranger["iss"] = json!("https://forge.example.org");
    let table = [
        (github, "github-actions", "iss is GitLab's issuer"),
        (pod, "kubernetes-self-managed", "iss is GitHub's issuer"),
        (stranger, "github-actions", "none of its issuers"),
    ];
    for (claims, slug, part) in table {
        let found = seen(claims);
        assert_eq!(found.slug, slug);
        assert!(found.warnings.iter().any(|w| w.contains(part)), "{part}: {:?}", found.warnings);
    }
}

#[test]
fn an_issuer_is_enough_where_the_claims_say_nothing() {
    let table = [
        ("https://token.actions.githubusercontent.com", "github-actions"),
        ("https://token.actions.acme.ghe.com/acme", "github-actions-ghecom"),
        ("https://oidc.eks.us-west-2.amazonaws.com/id/6FA42E7BFDE8549C0123456789ABCDEF", "kubernetes-eks"),
        ("https://gitlab.com", "gitlab-ci"),
        ("https://acme.okta.com/oauth2/default", "okta"),
        ("https://accounts.google.com", "google-cloud"),
        ("https://idp.example.org", "custom-oidc"),
    ];
    for (issuer, slug) in table {
        let found = seen(json!({ "iss": issuer, "sub": "x" }));
        assert_eq!(found.slug, slug, "{issuer}");
    }
}

#[test]
fn odd_types_and_huge_texts_do_no_harm() {
    let huge = "x".repeat(100_000);
    let values =
        [Value::Null, json!(7), json!(true), json!([]), json!({}), json!(""), json!("\u{0}é"), json!(huge)];
    let names: Vec<String> =
        samples().iter().flat_map(|s| s["claims"].as_object().unwrap().keys().cloned()).collect();
    for value in &values {
        let all: Map<String, Value> = names.iter().map(|n| (n.clone(), value.clone())).collect();
        let found = detect(None, &Claims::new(all));
        assert!(found.variant.chars().count() < 400, "{}", found.slug);
        for sample in samples() {
            let mut claims = sample["claims"].as_object().unwrap().clone();
            for name in claims.clone().keys() {
                let kept = claims.insert(name.clone(), value.clone()).unwrap();
                let found = detect(None, &Claims::new(claims.clone()));
                assert!(found.warnings.iter().all(|w| w.chars().count() < 400), "{name}");
                claims.insert(name.clone(), kept);
            }
        }
    }
}

#[test]
fn a_shared_secret_in_the_header_is_called_out() {
    // {"alg":"HS256","typ":"JWT","kid":"k"} and {"iss":"https://acme.us.auth0.com/","sub":"x@clients"}
    let pasted = crate::secret::IdentityToken::new(
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImsifQ.eyJpc3MiOiJodHRwczovL2FjbWUudXMuYXV0aDAuY29tLyIsInN1YiI6InhAY2xpZW50cyJ9.AA"
            .to_owned(),
    );
    let token = crate::token::read(&pasted, None).unwrap();
    let found = detect(token.header.as_ref(), &token.claims);
    assert_eq!((found.slug, found.variant.as_str()), ("auth0", "machine to machine"));
    assert!(found.warnings.iter().any(|w| w.contains("RS256")), "{:?}", found.warnings);
}

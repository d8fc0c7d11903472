//! `keyless` as somebody runs it: arguments in, JSON, messages and exit status out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_tests::cli::{Answer, keyless};
use keyless_tests::mint;
use serde_json::{Value, json};
use std::path::PathBuf;

/// A folder that is gone with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("keyless-cli-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn claims() -> Value {
    json!({
        "iss": "https://token.actions.githubusercontent.com",
        "sub": "repo:acme/site:ref:refs/heads/main",
        "aud": "https://api.anthropic.com",
        "iat": 1_789_999_980, "exp": 1_790_000_280,
        "repository": "acme/site", "repository_owner": "acme", "repository_owner_id": "1482",
        "run_id": "77", "event_name": "push", "ref": "refs/heads/main",
    })
}

fn rule(subject: &str) -> String {
    json!({
        "name": "site", "issuer_id": "fdis_01A", "oauth_scope": "workspace:inference",
        "match": {"subject_prefix": subject, "claims": {"repository_owner_id": "1482"}},
        "target": {"type": "service_account", "service_account_id": "svac_01A"},
        "workspace_id": "wrkspc_01A", "token_lifetime_seconds": 600,
    })
    .to_string()
}

const ISSUER: &str = r#"{"name":"gh","issuer_url":"https://token.actions.githubusercontent.com"}"#;

#[test]
fn token_tells_platform_header_claims_and_problems() {
    let answer = keyless(&["token", "--json"], &mint::unsigned(&claims()));
    assert_eq!(answer.status, 0, "{answer:?}");
    let told = answer.json();
    assert_eq!(told["provider"], "github-actions");
    assert_eq!(told["claims"]["sub"], "repo:acme/site:ref:refs/heads/main");
    assert_eq!(told["header"]["kid"], "test");
    assert!(told["variant"].is_string() && told["problems"].is_array(), "{told}");
}

#[test]
fn token_says_what_cannot_be_used_and_echoes_no_key() {
    let table = [
        ("", 2, "Nothing was pasted", "nothing"),
        ("a.b", 1, "three parts", "cut"),
        ("sk-ant-api03-canarycanarycanarycanary", 2, "not an identity token", "an API key"),
    ];
    for (text, status, message, why) in table {
        let answer = keyless(&["token"], text);
        assert_eq!(answer.status, status, "{why}: {answer:?}");
        assert!(answer.errors.contains(message), "{why}: {answer:?}");
        assert!(!answer.errors.contains("canarycanary") && !answer.output.contains("canarycanary"), "{why}");
    }
    let answer = keyless(&["token", "/nowhere/token.jwt"], "");
    assert_eq!(answer.status, 2);
    assert!(answer.errors.contains("/nowhere/token.jwt"), "{answer:?}");
}

#[test]
fn check_gives_verdict_reason_and_every_check() {
    let folder = Folder::new("check");
    let issuer = folder.file("issuer.json", ISSUER);
    let table = [
        ("repo:acme/site:ref:refs/heads/main", 3, "unproven", Value::Null, "no keys were given"),
        ("repo:acme/site:*", 3, "unproven", Value::Null, "a prefix"),
        ("repo:acme/other:*", 1, "denied", json!("match_subject_prefix"), "another repository"),
    ];
    for (subject, status, verdict, reason, why) in table {
        let rule = folder.file("rule.json", &rule(subject));
        let answer = keyless(
            &["check", "--rule", &rule, "--issuer", &issuer, "--now", "1790000000", "--json"],
            &mint::unsigned(&claims()),
        );
        assert_eq!(answer.status, status, "{why}: {answer:?}");
        let told = answer.json();
        assert_eq!((&told["verdict"], &told["reason"]), (&json!(verdict), &reason), "{why}");
        let ids: Vec<&str> =
            told["checks"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap()).collect();
        assert_eq!(
            ids.join(" "),
            "size format algorithm key_id issuer key signature required_claims expiry not_before issued_at lifetime replay \
             audience subject claims condition workspace"
        );
        for check in told["checks"].as_array().unwrap() {
            for member in ["id", "outcome", "expected", "found", "message"] {
                assert!(check[member].is_string(), "{why}: {check}");
            }
        }
    }
}

#[test]
fn check_verifies_a_signature_and_tells_the_minted_lifetime() {
    let folder = Folder::new("signed");
    let rule = folder.file("rule.json", &rule("repo:acme/site:*"));
    let issuer = folder.file("issuer.json", ISSUER);
    let (token, jwks) = mint::signed_es256(&claims());
    let jwks = folder.file("jwks.json", &jwks.to_string());
    let ask = |now: &str| -> Answer {
        keyless(
            &["check", "--rule", &rule, "--issuer", &issuer, "--jwks", &jwks, "--now", now, "--json"],
            &token,
        )
    };
    let answer = ask("1790000000");
    assert_eq!((answer.status, &answer.json()["verdict"]), (0, &json!("accepted")), "{answer:?}");
    assert_eq!(answer.json()["minted_lifetime_seconds"], 560);
    let late = ask("1790000311");
    assert_eq!((late.status, &late.json()["reason"]), (1, &json!("token_expired")), "{late:?}");
    assert_eq!(late.json()["minted_lifetime_seconds"], Value::Null);
    let far = ask("-9223372036854775808");
    assert_eq!(far.status, 1, "a clock at the edge of time is judged, not tripped over: {far:?}");
}

#[test]
fn check_tells_unusable_files_by_name() {
    let folder = Folder::new("unusable");
    let rule = folder.file("rule.json", &rule("repo:acme/site:*"));
    let broken = folder.file("broken.json", "{\"name\": ");
    let empty = folder.file("empty.json", "{}");
    let token = mint::unsigned(&claims());
    for (arguments, named) in [
        (vec!["check", "--rule", broken.as_str()], "broken.json"),
        (vec!["check", "--rule", empty.as_str()], "empty.json"),
        (vec!["check", "--rule", rule.as_str(), "--jwks", empty.as_str()], "empty.json"),
        (vec!["check", "--rule", rule.as_str(), "--issuer", rule.as_str()], "rule.json"),
    ] {
        let answer = keyless(&arguments, &token);
        assert_eq!(answer.status, 2, "{arguments:?}: {answer:?}");
        assert!(answer.errors.contains(named), "{arguments:?}: {answer:?}");
    }
}

#[test]
fn condition_answers_with_its_exit_status() {
    let folder = Folder::new("condition");
    let claims = folder.file("claims.json", &claims().to_string());
    let table = [
        ("claims.ref == \"refs/heads/main\"", 0, "true"),
        ("claims.ref == \"refs/heads/dev\"", 1, "false"),
        ("claims.environment == \"prod\"", 1, "error"),
        ("claims.sub ==", 1, "refused"),
        ("claims.sub", 1, "not_boolean"),
    ];
    for (expression, status, outcome) in table {
        let answer = keyless(&["condition", expression, "--claims", &claims, "--json"], "");
        assert_eq!(
            (answer.status, &answer.json()["outcome"]),
            (status, &json!(outcome)),
            "{expression}: {answer:?}"
        );
    }
}

#[test]
fn output_for_a_terminal_holds_no_control_characters() {
    let mut claims = claims();
    claims["sub"] = json!("\u{1b}[2J\u{7}repo");
    let answer = keyless(&["token"], &mint::unsigned(&claims));
    assert!(!answer.output.chars().any(|c| c.is_control() && c != '\n'), "{answer:?}");
}

#[test]
fn help_has_examples_and_exit_statuses() {
    for command in ["token", "check", "condition", "generate"] {
        let answer = keyless(&[command, "--help"], "");
        assert_eq!(answer.status, 0);
        assert!(answer.output.contains("Examples:") && answer.output.contains("Exit status:"), "{command}");
    }
}

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::condition::{Condition, Evaluation};
use crate::providers::Suggestion;
use crate::rule::{KeySourceKind, SubjectPattern};
use crate::token::Claims;
use serde_json::{Value, json};

fn answers(value: Value) -> Answers {
    let Value::Object(map) = value else { panic!("claims are an object") };
    (PROVIDER.answers_from)(&Claims::new(map))
}

fn suggested(value: Value) -> Suggestion {
    (PROVIDER.suggest)(&answers(value))
}

fn token() -> Value {
    json!({
        "iss": "https://id.acme.example", "sub": "service:batch", "aud": "https://api.anthropic.com",
        "iat": 1_795_305_600, "exp": 1_795_306_200, "jti": "x", "tenant_id": "t-4711", "run_id": "9",
    })
}

#[test]
fn a_token_of_an_unknown_issuer_makes_a_tight_rule() {
    let made = suggested(token());
    assert_eq!(made.issuer.issuer_url, "https://id.acme.example");
    assert_eq!(made.issuer.jwks.kind, KeySourceKind::Discovery);
    assert_eq!(made.issuer.max_jwt_lifetime_seconds, "", "the default is enough");
    assert_eq!(made.rule.subject_prefix, "service:batch");
    assert_eq!(made.rule.audience, "https://api.anthropic.com");
    assert_eq!(made.rule.claim("tenant_id"), Some("t-4711"));
    assert_eq!(made.rule.claims.len(), 1, "a run's id is no part of it");
}

#[test]
fn what_could_not_be_told_is_said() {
    let table = [
        (json!({}), "Who else can get a token", "always"),
        (json!({"run_id": "9"}), "run_id, since", "what was left out, and why"),
        (json!({"jti": null}), "no jti", "single use"),
        (json!({"aud": "sts.acme.example"}), "made for somebody else", "another audience"),
        (json!({"groups": ["a"]}), "groups is a list", "only a condition compares it"),
        (json!({"sub": "batch"}), "pass to somebody else", "a name as subject"),
        (json!({"sub": "a@acme.example"}), "an e-mail address", "an address as subject"),
        (json!({"iss": "https://id.acme.internal"}), "never renewed", "nobody can fetch the keys"),
        (json!({"exp": 1_796_305_600}), "49 hours", "a week"),
        (json!({"email": "a@acme.example"}), "a person's", "somebody signed in"),
        (json!({"sub": null}), "no subject", "the service takes no such token"),
    ];
    for (change, expected, why) in table {
        let mut claims = token();
        for (name, value) in change.as_object().unwrap() {
            claims[name] = value.clone();
        }
        let doubts = suggested(claims).doubts;
        assert!(doubts.iter().any(|d| d.contains(expected)), "{why}: {doubts:?}");
        assert!(doubts.iter().all(|d| d.ends_with('.') && !d.contains('\n')), "{doubts:?}");
    }
}

#[test]
fn keys_of_an_issuer_that_cannot_be_reached_are_pasted() {
    let table = [
        ("https://id.acme.example", KeySourceKind::Discovery, "a public host"),
        ("https://id.acme.example:8443", KeySourceKind::Inline, "another port"),
        ("https://id.acme.internal", KeySourceKind::Inline, "a private host"),
        ("https://10.0.0.1", KeySourceKind::Inline, "an address of a private network"),
    ];
    for (issuer, kind, why) in table {
        let mut claims = token();
        claims["iss"] = json!(issuer);
        assert_eq!(suggested(claims).issuer.jwks.kind, kind, "{why}");
    }
}

#[test]
fn no_form_makes_an_open_rule() {
    let table = [
        (vec![], "SUBJECT", "nothing entered"),
        (vec![("subject", "*")], "SUBJECT", "a star alone"),
        (vec![("subject", "a"), ("subject_kind", "prefix")], "a*", "a beginning"),
        (vec![("subject", "a:*"), ("subject_kind", "prefix")], "a:*", "no second star"),
        (vec![("subject", "a"), ("claims", "x\n=y\nb=c=d")], "a", "lines that are none"),
    ];
    for (given, expected, why) in table {
        let mut answers = Answers::default();
        for (field, value) in given {
            answers.set(field, value);
        }
        let made = (PROVIDER.suggest)(&answers);
        assert_eq!(made.rule.subject_prefix, expected, "{why}");
        assert!(!made.rule.name.is_empty() && !made.rule.audience.is_empty(), "{why}");
    }
}

#[test]
fn pasted_claims_fill_the_form_from_any_field() {
    let spread = (PROVIDER.spread)("audience", &token().to_string());
    assert!(spread.contains(&("subject", "service:batch".to_owned())));
    assert!(spread.contains(&("claims", "tenant_id=t-4711".to_owned())));
    let document = r#"{"issuer":"https://id.acme.internal/","jwks_uri":"https://id.acme.internal/keys"}"#;
    let filled = [("issuer_url", "https://id.acme.internal/".to_owned()), ("keys", "inline".to_owned())];
    assert_eq!((PROVIDER.spread)("subject", document), filled, "a discovery document");
    for plain in ["service:batch", "https://id.acme.example", "{", "{\"a\":1}", ""] {
        assert_eq!((PROVIDER.spread)("subject", plain), [], "{plain} stays where it is typed");
    }
}

#[test]
fn the_rule_made_from_an_odd_token_admits_it_and_nobody_beside_it() {
    let table = [
        (json!({"sub": "batch*"}), json!({"sub": "batch*x"}), "a star of the subject's own"),
        (json!({"sub": "*"}), json!({"sub": "x"}), "nothing but a star is compared as what no issuer writes"),
        (json!({"a=b": "c", "é \"q\"": "\"] || true"}), json!({"é \"q\"": "x"}), "odd names and texts"),
        (json!({"team": "a\nb"}), json!({"tenant_id": "t-1"}), "a text of two lines is left out"),
        (json!({"team": ""}), json!({"tenant_id": "t-1"}), "an empty text is left out"),
    ];
    for (odd, other, why) in table {
        let mut claims = token();
        for (name, value) in odd.as_object().unwrap() {
            claims[name] = value.clone();
        }
        let rule = suggested(claims.clone()).rule;
        let admits = |claims: &Value| {
            let claims = claims.as_object().unwrap();
            let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default();
            let subject = SubjectPattern::parse(&rule.subject_prefix).is_some_and(|p| p.admits(text("sub")));
            let holds = |text: &str| Condition::compile(text).unwrap().evaluate(claims) == Evaluation::True;
            subject
                && rule.claims.iter().all(|c| text(&c.name) == c.value)
                && (rule.condition.is_empty() || holds(&rule.condition))
        };
        assert_eq!(admits(&claims), claims["sub"] != "*", "{why}: {rule:?}");
        for (name, value) in other.as_object().unwrap() {
            claims[name] = value.clone();
        }
        assert!(!admits(&claims), "{why}: {rule:?}");
    }
}

#[test]
fn a_typed_condition_stays_beside_the_whole_subject() {
    let answers = Answers::from([("subject", "a*"), ("condition", "claims.x == 1 // why")]);
    let condition = (PROVIDER.suggest)(&answers).rule.condition;
    assert_eq!(condition, "claims.sub == \"a*\" && (claims.x == 1 // why\n)");
    assert!(Condition::compile(&condition).is_ok());
}

//! The edges of every check of the exchange: what passes and, one step further, what does not. Each row changes one token,
//! rule or issuer that is accepted.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::rule;
use keyless_core::secret::IdentityToken;
use keyless_core::token::{self, KeySet};
use keyless_core::verdict::{Conclusion, Question, judge};
use keyless_tests::mint;
use serde_json::{Map, Value, json};

const NOW: i64 = 1_790_000_000;
const FIRST: &str = "wrkspc_01A";
const SECOND: &str = "wrkspc_01B";

/// One exchange: what differs from the one that is accepted. A member that is changed to null in the claims is left out.
#[derive(Default)]
struct Exchange {
    claims: Value,
    rule: Value,
    issuer: Value,
    workspace: Option<&'static str>,
}

impl Exchange {
    /// `accepted`, `unproven`, or the reason of the denial; and the lifetime that would be minted.
    fn outcome(&self) -> (&'static str, Option<u64>) {
        let claims = changed(
            json!({
                "iss": "https://issuer.example", "sub": "repo:acme/site:ref:refs/heads/main",
                "aud": "https://api.anthropic.com", "iat": NOW - 20, "exp": NOW + 280, "jti": "one",
            }),
            &self.claims,
        );
        let claims = claims.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>();
        let rule = changed(
            json!({
                "name": "r", "issuer_id": "fdis_01A", "oauth_scope": "workspace:inference",
                "match": {"subject_prefix": "repo:acme/*"},
                "target": {"type": "service_account", "service_account_id": "svac_01A"},
                "workspace_id": FIRST,
            }),
            &self.rule,
        );
        let issuer = changed(json!({"name": "i", "issuer_url": "https://issuer.example"}), &self.issuer);
        let (text, jwks) = mint::signed_es256(&claims.into());
        let keys = KeySet::from_value(jwks).unwrap();
        let token = token::read(&IdentityToken::new(text), Some(&keys));
        let verdict = judge(&Question {
            token: token.as_ref(),
            issuer: rule::read(&Value::from(issuer).to_string()).unwrap().issuers.first(),
            rule: rule::read(&Value::from(rule).to_string()).unwrap().rules.first(),
            workspace: self.workspace,
            now: NOW,
        });
        let word = match verdict.conclusion() {
            Conclusion::Accepted => "accepted",
            Conclusion::Denied(reason) => reason.as_str(),
            Conclusion::Unproven(_) => "unproven",
        };
        (word, verdict.minted().map(|minted| minted.lifetime))
    }
}

/// An object with some of its members changed.
fn changed(object: Value, by: &Value) -> Map<String, Value> {
    let Value::Object(mut map) = object else { panic!("no object") };
    map.extend(by.as_object().cloned().unwrap_or_default());
    map
}

fn with_claims(claims: Value) -> Exchange {
    Exchange { claims, ..Exchange::default() }
}

fn with_rule(rule: Value) -> Exchange {
    Exchange { rule, ..Exchange::default() }
}

fn with_issuer(issuer: Value) -> Exchange {
    Exchange { issuer, ..Exchange::default() }
}

fn hold<const N: usize>(table: [(Exchange, &str, &str); N]) {
    for (exchange, expected, why) in table {
        assert_eq!(exchange.outcome().0, expected, "{why}");
    }
}

#[test]
fn times_are_forgiven_thirty_seconds_and_no_more() {
    hold([
        (Exchange::default(), "accepted", "the one that every row changes"),
        (with_claims(json!({"exp": NOW - 30})), "accepted", "ended thirty seconds ago"),
        (with_claims(json!({"exp": NOW - 31})), "token_expired", "a second more"),
        (with_claims(json!({"nbf": NOW + 30})), "accepted", "begins in thirty seconds"),
        (with_claims(json!({"nbf": NOW + 31})), "token_not_yet_valid", "a second more"),
        (with_claims(json!({"iat": NOW + 30})), "accepted", "a clock that is thirty seconds ahead"),
        (with_claims(json!({"iat": NOW + 31})), "token_issued_in_future", "a second more"),
        (
            with_claims(json!({"exp": f64::from(1_790_000_280) + 0.5})),
            "accepted",
            "a time may have a fraction",
        ),
        (with_claims(json!({"exp": "1790000280"})), "claim_missing", "a number as a text is none"),
        (with_claims(json!({"exp": true})), "claim_missing", "nor is a truth value"),
    ]);
}

#[test]
fn a_required_claim_has_to_be_there() {
    for name in ["sub", "iat", "exp"] {
        assert_eq!(with_claims(json!({name: null})).outcome().0, "claim_missing", "{name}");
    }
    hold([
        (with_claims(json!({"sub": ""})), "claim_missing", "an empty subject is none"),
        (with_claims(json!({"iss": null})), "issuer_mismatch", "nothing equals no issuer"),
        (with_claims(json!({"jti": null})), "accepted", "jti may be left out"),
    ]);
}

#[test]
fn a_token_lives_no_longer_than_its_issuer_allows() {
    let lives = |seconds: i64, issuer: Value| Exchange {
        claims: json!({"iat": NOW, "exp": NOW + seconds}),
        issuer,
        ..Exchange::default()
    };
    hold([
        (lives(3600, json!({})), "accepted", "the default"),
        (lives(3601, json!({})), "lifetime_exceeds_maximum", "a second more, without leeway"),
        (lives(3600, json!({"max_jwt_lifetime_seconds": null})), "accepted", "null is the default"),
        (
            lives(176_400, json!({"max_jwt_lifetime_seconds": 176_400})),
            "accepted",
            "the most that can be set",
        ),
        (
            lives(300, json!({"max_jwt_lifetime_seconds": 299})),
            "lifetime_exceeds_maximum",
            "less than the default",
        ),
        (with_issuer(json!({"check_jti": false})), "accepted", "no protection against replay"),
    ]);
}

#[test]
fn the_issuer_is_compared_byte_for_byte() {
    for other in [
        "https://issuer.example/",
        "https://Issuer.example",
        "https://issuer.example:443",
        "http://issuer.example",
        " https://issuer.example",
        "https://issuer.example/acme",
        "",
    ] {
        assert_eq!(with_claims(json!({"iss": other})).outcome().0, "issuer_mismatch", "{other}");
    }
}

#[test]
fn the_audience_is_the_rules_or_the_services_default() {
    let api = "https://api.anthropic.com";
    let ours = json!({"match": {"subject_prefix": "repo:acme/*", "audience": "ours"}});
    hold([
        (with_claims(json!({"aud": ["x", api]})), "accepted", "one of several"),
        (with_claims(json!({"aud": []})), "match_audience", "none of none"),
        (
            with_claims(json!({"aud": null})),
            "match_audience",
            "an omitted audience means the default, not any",
        ),
        (with_claims(json!({"aud": [[api]]})), "match_audience", "a list in a list"),
        (with_claims(json!({"aud": format!("{api}/")})), "match_audience", "a slash counts"),
        (with_rule(ours.clone()), "match_audience", "the rule's own takes the default's place"),
        (
            Exchange { claims: json!({"aud": "ours"}), rule: ours, ..Exchange::default() },
            "accepted",
            "the rule's own",
        ),
    ]);
}

#[test]
fn only_a_star_at_the_end_of_the_subject_is_special() {
    let pair = |subject: &str, prefix: &str| Exchange {
        claims: json!({"sub": subject}),
        rule: json!({"match": {"subject_prefix": prefix}}),
        ..Exchange::default()
    };
    hold([
        (pair("a:b", "a:b"), "accepted", "equal"),
        (pair("a:bc", "a:b"), "match_subject_prefix", "without a star the whole is compared"),
        (pair("a:", "a:*"), "accepted", "nothing may follow"),
        (pair("A:b", "a:*"), "match_subject_prefix", "case counts"),
        (pair("a:b:c", "a:*:c"), "match_subject_prefix", "a star further left is a star"),
        (pair("a:*:c", "a:*:c"), "accepted", "and equals one"),
        (pair("a:*d", "a:**"), "accepted", "the last of two is special"),
        (pair("a:d", "a:**"), "match_subject_prefix", "the first is not"),
    ]);
}

#[test]
fn only_a_claim_that_is_a_text_can_be_equal() {
    let rule = json!({"match": {"claims": {"c": "1"}}});
    for (value, expected) in [
        (json!("1"), "accepted"),
        (json!("1 "), "match_claims"),
        (json!(1), "match_claims"),
        (json!(true), "match_claims"),
        (json!(["1"]), "match_claims"),
        (json!({"c": "1"}), "match_claims"),
        (json!(null), "match_claims"),
    ] {
        let exchange = Exchange { claims: json!({"c": value}), rule: rule.clone(), ..Exchange::default() };
        assert_eq!(exchange.outcome().0, expected, "{value}");
    }
}

#[test]
fn a_condition_has_to_be_true_and_what_cannot_be_tried_is_not_guessed() {
    let chain = format!("claims.n == 5 || {}", vec!["claims.sub == \"x\""; 600].join(" || "));
    let nested = format!("{}claims.n == 5{}", "(".repeat(60), ")".repeat(60));
    for (condition, expected, why) in [
        ("claims.n == 5", "accepted", "a number"),
        ("claims.n == 4", "match_condition", "another"),
        ("claims.gone == 5", "match_condition", "a claim that is missing is an error"),
        ("claims.gone == 5 || claims.n == 5", "accepted", "an error beside what is true"),
        ("has(claims.gone)", "match_condition", "asked for first"),
        ("claims.n", "match_condition", "neither true nor false"),
        ("claims.n == ", "match_condition", "no expression"),
        ("claims.n + 1 == 6", "unproven", "whole numbers may be int or double"),
        (&chain, "unproven", "longer than is tried here, which is no limit of the service"),
        (&nested, "unproven", "deeper than is tried here"),
    ] {
        let exchange = Exchange {
            claims: json!({"n": 5}),
            rule: json!({"match": {"condition": condition}}),
            ..Exchange::default()
        };
        assert_eq!(exchange.outcome().0, expected, "{why}");
    }
}

#[test]
fn the_workspace_is_one_that_the_rule_enables() {
    let one = json!({});
    let two = json!({"id": "fdrl_01A", "workspace_ids": [FIRST, SECOND], "workspace_id": null});
    let all = json!({"applies_to_all_workspaces": true, "workspace_id": null});
    let legacy = json!({"id": "fdrl_01A", "workspace_ids": []});
    for (rule, workspace, expected, why) in [
        (&one, None, "accepted", "the only one is taken"),
        (&one, Some(FIRST), "accepted", "named"),
        (&one, Some(SECOND), "workspace_not_enabled", "another"),
        (&one, Some("default"), "unproven", "which one is the default is not known here"),
        (&one, Some("main"), "workspace_not_enabled", "no id"),
        (&two, None, "workspace_id_required", "one of two has to be named"),
        (&two, Some(SECOND), "accepted", "named"),
        (&all, None, "accepted", "all of them"),
        (&all, Some(SECOND), "accepted", "all of them, one named"),
        (&all, Some("default"), "accepted", "all of them, the default among them"),
        (&legacy, None, "accepted", "a rule of before the list, with its one workspace"),
    ] {
        let exchange = Exchange { rule: rule.clone(), workspace, ..Exchange::default() };
        assert_eq!(exchange.outcome().0, expected, "{why}");
    }
}

#[test]
fn the_minted_lifetime_is_bounded_by_rule_token_and_minimum() {
    for (asked, left, minted, why) in [
        (json!(600), 280, Some(560), "twice what is left"),
        (json!(60), 280, Some(60), "as the rule asks"),
        (json!(600), 10, Some(60), "never less than the minimum"),
        (json!(600), -30, Some(60), "within the leeway"),
        (json!(600), -31, None, "denied: nothing"),
        (json!(86_400), 3000, Some(6000), "the longest rule, a token of fifty minutes"),
    ] {
        let exchange = Exchange {
            claims: json!({"exp": NOW + left}),
            rule: json!({"token_lifetime_seconds": asked}),
            ..Exchange::default()
        };
        assert_eq!(exchange.outcome().1, minted, "{why}");
    }
}

#[test]
fn a_token_of_sixteen_kibibytes_is_the_largest() {
    let sized = |fill: usize| {
        let (text, _) = mint::signed_es256(&json!({"sub": "s", "fill": "a".repeat(fill)}));
        let token = token::read(&IdentityToken::new(text.clone()), None);
        let verdict =
            judge(&Question { token: token.as_ref(), issuer: None, rule: None, workspace: None, now: NOW });
        (text.len(), matches!(verdict.conclusion(), Conclusion::Denied(r) if r.as_str() == "token_too_large"))
    };
    // Base64 leaves out some lengths: the steps cross the limit with one of its neighbours.
    let around: Vec<_> = (12_100..12_300).map(sized).collect();
    assert!(around.iter().any(|(size, _)| *size == 16_384) && around.iter().any(|(size, _)| *size > 16_384));
    for (size, refused) in around {
        assert_eq!(refused, size > 16_384, "{size}");
    }
}

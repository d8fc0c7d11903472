#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::PROVIDER;
use crate::providers::{Answers, Suggestion};
use crate::rule::KeySourceKind;
use crate::token::Claims;
use serde_json::{Value, json};

type Pairs<'a> = &'a [(&'a str, &'a str)];

const POD: &str = "spiffe://prod.example.com/ns/inference/sa/worker";

fn suggest(pairs: Pairs<'_>) -> Suggestion {
    let mut answers = Answers::default();
    for (field, value) in pairs {
        answers.set(field, value);
    }
    (PROVIDER.suggest)(&answers)
}

fn claims(value: Value) -> Claims {
    let Value::Object(map) = value else { panic!("claims are an object") };
    Claims::new(map)
}

#[test]
fn a_spiffe_id_is_read_as_the_standard_has_it() {
    let check = PROVIDER.fields.iter().find(|f| f.id == "spiffe_id").unwrap().check;
    let long = format!("spiffe://prod.example.com/{}", "a".repeat(2048));
    let table = [
        (POD, true, "a pod"),
        ("spiffe://prod_1.example-a.com/A.b-c_d", true, "every character that is allowed"),
        (" spiffe://td/x ", true, "blanks do not count"),
        ("spiffe://td", false, "a trust domain alone"),
        ("spiffe://td/", false, "no path"),
        ("spiffe://td/a/", false, "a slash at the end"),
        ("spiffe://td/a//b", false, "an empty segment"),
        ("spiffe://td/a/../b", false, "a relative segment"),
        ("spiffe://Prod.example.com/a", false, "capitals in a trust domain"),
        ("spiffe://td:8443/a", false, "a port"),
        ("spiffe://td/a%20b", false, "an escape"),
        ("spiffe://td/a?b", false, "a query"),
        ("spiffe://td/ns/*", false, "a wildcard"),
        ("spiffe://td/spire/agent/x509pop/a", false, "SPIRE's own"),
        ("https://td/a", false, "another scheme"),
        (&long, false, "too long"),
        ("spiffe://é/a", false, "letters are ASCII"),
    ];
    for (text, fine, why) in table {
        assert_eq!(check(text).is_none(), fine, "{why}: {:?}", check(text));
    }
}

#[test]
fn keys_come_from_where_the_form_says() {
    let table: [(Pairs<'_>, KeySourceKind, &str); 4] = [
        (&[], KeySourceKind::Discovery, "the default"),
        (&[("jwks", "{}"), ("jwks_url", "https://k")], KeySourceKind::Discovery, "what another choice had"),
        (&[("keys", "inline"), ("jwks", "{}")], KeySourceKind::Inline, "pasted keys"),
        (&[("keys", "explicit"), ("jwks_url", "https://k")], KeySourceKind::ExplicitUrl, "another address"),
    ];
    for (pairs, kind, why) in table {
        let jwks = suggest(pairs).issuer.jwks;
        assert_eq!(jwks.kind, kind, "{why}");
        assert_eq!(jwks.keys.is_empty(), kind != KeySourceKind::Inline, "{why}");
        assert_eq!(jwks.url.is_empty(), kind != KeySourceKind::ExplicitUrl, "{why}");
    }
}

#[test]
fn the_rule_admits_one_id_and_one_audience() {
    let rule = suggest(&[("spiffe_id", POD)]).rule;
    assert_eq!((rule.subject_prefix.as_str(), rule.condition.as_str()), (POD, "size(claims.aud) == 1"));
    assert_eq!(suggest(&[("audiences", "shared")]).rule.condition, "");
    for open in ["", "*", "**", "spiffe*"] {
        let subject = suggest(&[("spiffe_id", open)]).rule.subject_prefix;
        assert_eq!(subject, "spiffe://TRUST_DOMAIN/WORKLOAD", "{open:?} is no suggestion");
    }
    let elsewhere = suggest(&[("spiffe_id", POD), ("namespace", "other")]).doubts;
    assert!(elsewhere.iter().any(|d| d.contains("another namespace")), "{elsewhere:?}");
}

#[test]
fn what_is_pasted_fills_the_fields_that_it_holds() {
    let pod: Pairs<'_> = &[
        ("spiffe_id", POD),
        ("runtime", "kubernetes"),
        ("namespace", "inference"),
        ("service_account", "worker"),
    ];
    let agent = "spiffe://td/spire/agent/x509pop/a";
    let table: [(&str, &str, Pairs<'_>, &str); 9] = [
        ("namespace", POD, pod, "a pod's ID"),
        ("spiffe_id", "spiffe://td/host/a/b", &[("spiffe_id", "spiffe://td/host/a/b")], "a machine's"),
        ("spiffe_id", agent, &[("parent_id", agent)], "an agent's"),
        ("parent_id", "spiffe://td/nodes", &[("parent_id", "spiffe://td/nodes")], "an alias of nodes"),
        (
            "issuer_url",
            "https://o.example/.well-known/openid-configuration",
            &[("issuer_url", "https://o.example")],
            "the address of the document",
        ),
        ("spiffe_id", "https://o.example", &[("issuer_url", "https://o.example")], "an issuer elsewhere"),
        ("issuer_url", "https://o.example", &[], "an issuer in its place"),
        ("jwks_url", "https://o.example/keys", &[], "an address of keys in its place"),
        ("namespace", "inference", &[], "a name"),
    ];
    for (field, text, expected, why) in table {
        let expected: Vec<(&str, String)> = expected.iter().map(|(f, v)| (*f, (*v).to_owned())).collect();
        assert_eq!((PROVIDER.spread)(field, text), expected, "{why}");
    }
}

#[test]
fn a_token_fills_the_form() {
    let table = [
        (json!(["https://api.anthropic.com"]), "alone", "one audience"),
        (json!(["https://api.anthropic.com", "spiffe://td/vault"]), "shared", "two"),
        (json!("https://api.anthropic.com"), "shared", "a text, which has another size"),
    ];
    for (aud, expected, why) in table {
        let token =
            claims(json!({"iss": "https://o.example", "sub": POD, "aud": aud, "iat": 0, "exp": 7200}));
        let answers = (PROVIDER.answers_from)(&token);
        assert_eq!(answers.get("audiences"), expected, "{why}");
        assert_eq!((answers.get("namespace"), answers.get("runtime")), ("inference", "kubernetes"));
        assert_eq!((PROVIDER.suggest)(&answers).issuer.max_jwt_lifetime_seconds, "7200");
    }
    assert_eq!((PROVIDER.answers_from)(&claims(json!({"sub": 7, "iss": []}))), Answers::default());
}

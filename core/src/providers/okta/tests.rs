#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::PROVIDER;
use crate::condition::{Condition, Constancy, Evaluation};
use crate::providers::{Answers, Suggestion};
use crate::token::Claims;
use serde_json::{Value, json};

type Pairs<'a> = &'a [(&'a str, &'a str)];

const CLIENT: &str = "0oa1b2c3d4e5f6g7h8i9";
const SERVER: &str = "aus1a2b3c4d5e6f7g8h9";

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
fn a_rule_admits_one_app_and_no_person() {
    let rule = suggest(&[("client_id", CLIENT)]).rule;
    assert_eq!((rule.subject_prefix.as_str(), rule.claim("cid")), (CLIENT, Some(CLIENT)));
    let condition = Condition::compile(&rule.condition).unwrap();
    let table = [
        (json!({"scp": ["anthropic.access"]}), Evaluation::True, "the app"),
        (json!({"scp": ["anthropic.access"], "uid": "00u1"}), Evaluation::False, "a person"),
        (json!({"scp": ["other"]}), Evaluation::False, "another scope"),
    ];
    for (token, expected, why) in table {
        assert_eq!(condition.evaluate(token.as_object().unwrap()), expected, "{why}");
    }
    for open in ["", "*", "0oa*", "0oa1b2c3d4e5f6g7h8i9*"] {
        let rule = suggest(&[("client_id", open)]).rule;
        assert_eq!(rule.subject_prefix, "CLIENT_ID", "{open:?} is no suggestion");
    }
    let hostile = suggest(&[("scope", "\" in claims.scp || true || \"")]).rule.condition;
    assert_eq!(Condition::compile(&hostile).unwrap().constancy(), Constancy::Varies);
}

#[test]
fn the_issuer_is_that_of_a_custom_server() {
    let table: [(Pairs<'_>, &str, &str); 5] = [
        (&[], "", "nothing yet"),
        (&[("okta_domain", "acme.okta.com")], "", "the org's own server is of no use"),
        (
            &[("okta_domain", "acme.okta.com"), ("auth_server_id", SERVER)],
            "https://acme.okta.com/oauth2/aus1a2b3c4d5e6f7g8h9",
            "a custom server",
        ),
        (
            &[("okta_domain", "https://acme-admin.okta.com/"), ("auth_server_id", "default")],
            "https://acme.okta.com/oauth2/default",
            "the administrators' address",
        ),
        (
            &[("okta_domain", "login.acme.example"), ("auth_server_id", "default")],
            "https://login.acme.example/oauth2/default",
            "a domain of one's own",
        ),
    ];
    for (pairs, expected, why) in table {
        assert_eq!(suggest(pairs).issuer.issuer_url, expected, "{why}");
    }
}

#[test]
fn what_is_pasted_fills_the_fields_that_it_holds() {
    let server: Pairs<'_> = &[("auth_server_id", SERVER), ("okta_domain", "acme.okta.com")];
    let table: [(String, Pairs<'_>, &str); 9] = [
        (format!("https://acme.okta.com/oauth2/{SERVER}"), server, "an issuer"),
        (format!("https://acme.okta.com/oauth2/{SERVER}/v1/token"), server, "the address of tokens"),
        (format!("https://acme-admin.okta.com/admin/oauth2/as/{SERVER}"), server, "the server's page"),
        (
            format!("https://acme-admin.okta.com/admin/app/oidc_client/instance/{CLIENT}#tab-general"),
            &[("client_id", CLIENT), ("okta_domain", "acme.okta.com")],
            "the app's page",
        ),
        (CLIENT.to_owned(), &[("client_id", CLIENT)], "a client id"),
        (SERVER.to_owned(), &[("auth_server_id", SERVER)], "a server's id"),
        ("https://acme.okta.com/oauth2/v1/token".to_owned(), &[], "the org's own server"),
        ("acme.okta.com".to_owned(), &[], "a host stays where it is typed"),
        ("default".to_owned(), &[], "so does a word"),
    ];
    for (text, expected, why) in table {
        let expected: Vec<(&str, String)> = expected.iter().map(|(f, v)| (*f, (*v).to_owned())).collect();
        assert_eq!((PROVIDER.spread)("client_id", &text), expected, "{why}");
    }
}

#[test]
fn an_address_pasted_as_domain_leaves_its_host() {
    let spread = (PROVIDER.spread)("okta_domain", "https://acme-admin.okta.com/");
    assert_eq!(spread, [("okta_domain", "acme.okta.com".to_owned())]);
}

#[test]
fn a_token_fills_the_form() {
    let token = claims(json!({
        "iss": "https://login.acme.example/oauth2/default", "sub": CLIENT, "cid": CLIENT, "iat": 0, "exp": 86_400,
        "scp": ["reports.read", "anthropic.access"],
    }));
    let answers = (PROVIDER.answers_from)(&token);
    assert_eq!(answers.get("scope"), "anthropic.access", "the scope for Claude, where it is among several");
    let made = (PROVIDER.suggest)(&answers);
    assert_eq!(made.issuer.issuer_url, "https://login.acme.example/oauth2/default");
    assert_eq!(made.issuer.max_jwt_lifetime_seconds, "86400");
    assert!(made.doubts.iter().any(|d| d.contains("default server")));
    assert!(made.doubts.iter().any(|d| d.contains("private key")), "it is the new secret");
    assert_eq!(
        (PROVIDER.answers_from)(&claims(json!({"cid": 7, "scp": "x", "iss": []}))),
        Answers::default()
    );
}

#[test]
fn a_check_says_what_is_wrong_and_leaves_right_entries_alone() {
    let table = [
        ("okta_domain", "https://acme.okta.com", false, "files need the host alone"),
        ("okta_domain", "acme", false, "no host"),
        ("auth_server_id", "default", true, "the default server"),
        ("auth_server_id", "https://acme.okta.com/oauth2/x", false, "an address"),
        ("client_id", "0oa*", false, "a wildcard"),
        ("client_id", "00u1a2b3c4d5e6f7g8h9", false, "a person's id"),
        ("scope", "a b", false, "two"),
        ("key_file", "-----BEGIN PRIVATE KEY-----", false, "the key itself"),
        ("lifetime", "300", true, "the shortest"),
    ];
    for (id, entry, fine, why) in table {
        let field = PROVIDER.fields.iter().find(|f| f.id == id).unwrap();
        assert_eq!((field.check)(entry).is_none(), fine, "{id}: {why}");
    }
}

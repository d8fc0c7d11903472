//! Secrets that were pasted with a resource.

use super::*;

#[test]
fn inline_keys_are_the_array_and_public() {
    let inline =
        |keys: Value| read_value(&with(issuer_body(), &["jwks"], json!({"type": "inline", "keys": keys})));
    let key = json!({"kty": "EC", "kid": "a"});
    let kept = |found: &AdminObjects| {
        serde_json::from_str::<Value>(&found.issuers.first().unwrap().jwks.keys).unwrap_or_default()
    };
    assert_eq!(inline(json!([key])).problems, []);
    for (keys, part) in [
        (json!({"keys": [key]}), "a whole JWKS"),
        (key.clone(), "one object"),
        (json!(json!([key]).to_string()), "a text"),
        (json!([key, {"kty": "EC", "d": "canary"}]), "Treat it as leaked"),
    ] {
        let found = inline(keys);
        assert_eq!(fields(&found), ["issuer.jwks.keys"], "{part}");
        assert!(found.problems.first().unwrap().message.contains(part), "{part}");
        assert_eq!(kept(&found), json!([key]), "{part}");
    }
    let pem = "-----BEGIN PRIVATE KEY-----\ncanary";
    let found = read_value(&with(issuer_body(), &["jwks", "ca_cert_pem"], json!(pem)));
    assert_eq!(fields(&found), ["issuer.jwks.ca_cert_pem"]);
    assert!(!format!("{found:?}").contains("canary"));
}

#[test]
fn secrets_are_masked_everywhere_and_reported() {
    let key = format!("sk-ant-api03-{}", "q".repeat(60));
    let token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2ln";
    let mut body = with(rule_body(), &["description"], json!(format!("use {key} here")));
    body = with(body, &["match", "claims"], json!({"a": token, key.as_str(): "x"}));
    body = with(body, &["name"], json!(key));
    let text = json!({"rule": body, key.as_str(): key}).to_string();
    let found = read(&text.replacen('{', &format!("{{\"{key}\":1,"), 1)).unwrap();
    let all = format!("{found:?}");
    assert!(!all.contains("qqqqqqqq") && !all.contains("eyJzdWIi"), "{all}");
    assert_eq!(found.rules.first().unwrap().description, "use sk-ant-api03…qqqq here");
    assert!(fields(&found).contains(&"rule.name".to_owned()), "{all}");
    assert!(fields(&found).contains(&"rule.match.claims.a".to_owned()), "{all}");
}

#![allow(clippy::unwrap_used)]
use super::*;
use crate::rule::{JwksDraft, KeySourceKind};
use serde_json::json;

fn read_value(value: &Value) -> AdminObjects {
    read(&value.to_string()).unwrap()
}

fn fields(objects: &AdminObjects) -> Vec<String> {
    objects.problems.iter().map(|p| p.field.to_string()).collect()
}

fn rule_body() -> Value {
    json!({
        "name": "ci", "issuer_id": "fdis_01", "match": {"subject_prefix": "a*", "claims": {"b": "c"}},
        "target": {"type": "service_account", "service_account_id": "svac_01"},
        "oauth_scope": "workspace:inference", "workspace_id": "wrkspc_01", "token_lifetime_seconds": 600
    })
}

fn issuer_body() -> Value {
    json!({"name": "main", "issuer_url": "https://issuer.example.com", "jwks": {"type": "discovery"}})
}

/// A body with one member put in.
fn with(mut body: Value, path: &[&str], value: Value) -> Value {
    let (last, parents) = path.split_last().unwrap();
    let parent = parents.iter().fold(&mut body, |at, name| at.get_mut(*name).unwrap());
    parent.as_object_mut().unwrap().insert((*last).to_owned(), value);
    body
}

#[test]
fn create_bodies_are_recognised_by_their_members() {
    for (body, expected, why) in [
        (rule_body(), (0, 1, 0), "a rule"),
        (issuer_body(), (1, 0, 0), "an issuer"),
        (json!({"name": "ci", "organization_role": "admin"}), (0, 0, 1), "a service account"),
        (json!({"name": "ci"}), (0, 0, 1), "a name alone is a service account"),
        (json!({"match": {}}), (0, 1, 0), "a rule in the making"),
        (json!([rule_body(), issuer_body()]), (1, 1, 0), "an array"),
        (json!({"data": [rule_body(), rule_body()], "next_page": null}), (0, 2, 0), "a list"),
        (
            json!({"issuer": issuer_body(), "rule": rule_body(), "service_account": {"name": "a"}}),
            (1, 1, 1),
            "all three",
        ),
        (json!({"rule": {"name": "a"}}), (0, 1, 0), "the name of the member decides"),
    ] {
        let found = read_value(&body);
        assert_eq!((found.issuers.len(), found.rules.len(), found.accounts.len()), expected, "{why}");
        assert_eq!(found.problems, [], "{why}");
    }
}

#[test]
fn what_the_service_gives_is_read_without_a_problem() {
    let common = json!({
        "created_at": "2026-11-01T00:00:00Z", "updated_at": "2026-11-01T00:00:00Z", "archived_at": null,
        "created_by_actor_id": "user_01", "updated_by_actor_id": "user_01", "archived_by_actor_id": null
    });
    let merged = |own: Value| {
        let mut all = own.as_object().unwrap().clone();
        all.extend(common.as_object().unwrap().clone());
        Value::Object(all)
    };
    let rule = merged(json!({
        "id": "fdrl_01", "type": "federation_rule", "name": "ci", "description": "", "issuer_id": "fdis_01",
        "issuer_name": "main", "oauth_scope": "org:admin", "applies_to_all_workspaces": false, "workspace_id": "wrkspc_01",
        "match": {"subject_prefix": "a", "audience": null, "claims": null, "condition": null},
        "target": {"type": "service_account", "service_account_id": "svac_01", "service_account_name": "ci"},
        "token_lifetime_seconds": 600, "workspace_ids": ["wrkspc_02", "wrkspc_01"], "attributes": {}
    }));
    let issuer = merged(json!({
        "id": "fdis_01", "type": "federation_issuer", "name": "main", "issuer_url": "https://issuer.example.com",
        "jwks": {"type": "discovery", "discovery_base": null, "ca_cert_pem": null, "url": null, "keys": null},
        "check_jti": true, "max_jwt_lifetime_seconds": 3600, "jwks_polling_disabled": false,
        "jwks_polling_disabled_at": null,
        "poll_status": {"consecutive_failures": 0, "last_fetched_at": null, "next_poll_at": null}
    }));
    let account = merged(json!({
        "id": "svac_01", "type": "service_account", "name": "ci", "description": "x", "organization_role": "developer"
    }));
    let found = read_value(&json!({"data": [rule, issuer, account], "next_page": null}));
    assert_eq!(found.problems, []);
    let rule = found.rules.first().unwrap();
    assert_eq!(rule.workspace_ids, ["wrkspc_02", "wrkspc_01"]);
    assert_eq!((rule.id.as_str(), rule.service_account_id.as_str()), ("fdrl_01", "svac_01"));
    assert_eq!(found.issuers.first().unwrap().check_jti, Some(true));
    assert!(!found.accounts.first().unwrap().archived);
}

#[test]
fn an_archived_resource_is_marked() {
    let at = json!("2026-11-01T00:00:00Z");
    assert!(read_value(&with(rule_body(), &["archived_at"], at.clone())).rules.first().unwrap().archived);
    assert!(read_value(&with(issuer_body(), &["archived_at"], at)).issuers.first().unwrap().archived);
}

#[test]
fn what_the_service_would_not_take_is_reported_by_its_field() {
    let null = Value::Null;
    let table = [
        (with(rule_body(), &["colour"], json!(1)), "rule.colour", "Take it out", "unknown"),
        (with(rule_body(), &["scope"], json!("x")), "rule.scope", "oauth_scope?", "a near miss"),
        (
            with(rule_body(), &["match", "subject"], json!("x")),
            "rule.match.subject",
            "subject_prefix?",
            "a near miss inside",
        ),
        (
            with(rule_body(), &["target", "id"], json!("x")),
            "rule.target.id",
            "service_account_id?",
            "a near miss inside",
        ),
        (with(rule_body(), &["name"], json!(7)), "rule.name", "a number", "a number for a text"),
        (with(rule_body(), &["name"], null.clone()), "rule.name", "no null", "a null"),
        (with(rule_body(), &["match"], null.clone()), "rule.match", "no null", "a null"),
        (
            with(rule_body(), &["applies_to_all_workspaces"], null.clone()),
            "rule.applies_to_all_workspaces",
            "no null",
            "a null",
        ),
        (
            with(rule_body(), &["token_lifetime_seconds"], null.clone()),
            "rule.token_lifetime_seconds",
            "no null",
            "a null",
        ),
        (
            with(rule_body(), &["token_lifetime_seconds"], json!("600")),
            "rule.token_lifetime_seconds",
            "without quotes",
            "a text for a number",
        ),
        (
            with(rule_body(), &["applies_to_all_workspaces"], json!("true")),
            "rule.applies_to_all_workspaces",
            "without quotes",
            "a text for true",
        ),
        (
            with(rule_body(), &["oauth_scope"], json!(["org:admin"])),
            "rule.oauth_scope",
            "one text",
            "a list for a text",
        ),
        (with(rule_body(), &["match"], json!([])), "rule.match", "an object", "a list for an object"),
        (
            with(rule_body(), &["match", "claims"], json!([])),
            "rule.match.claims",
            "an object",
            "a list for an object",
        ),
        (
            with(rule_body(), &["match", "audience"], json!("")),
            "rule.match.audience",
            "is empty",
            "an empty matcher",
        ),
        (with(rule_body(), &["audience"], json!("x")), "rule.audience", "inside match", "beside match"),
        (
            with(rule_body(), &["target"], json!("svac_01")),
            "rule.target",
            "This is a text",
            "an id for an object",
        ),
        (
            with(rule_body(), &["target", "type"], json!("user")),
            "rule.target.type",
            "service_account here",
            "another target",
        ),
        (
            with(rule_body(), &["workspace_ids"], json!(["wrkspc_02"])),
            "rule.workspace_ids",
            "does not take it",
            "read-only",
        ),
        (with(rule_body(), &["attributes"], json!({"a": 1})), "rule.attributes", "refuses", "must be empty"),
        (
            with(rule_body(), &["type"], json!("federation_issuers")),
            "rule.type",
            "federation_rule",
            "another type",
        ),
        (with(issuer_body(), &["jwks"], null.clone()), "issuer.jwks", "no null", "a null"),
        (with(issuer_body(), &["jwks"], json!("inline")), "issuer.jwks", "an object", "a text for an object"),
        (
            with(issuer_body(), &["jwks", "type"], json!("Discovery")),
            "issuer.jwks.type",
            "Did you mean discovery?",
            "another case",
        ),
        (with(issuer_body(), &["jwks"], json!({})), "issuer.jwks.type", "missing", "no type"),
        (
            with(issuer_body(), &["jwks", "url"], json!("x")),
            "issuer.jwks.url",
            "beside type discovery",
            "a foreign companion",
        ),
        (
            with(issuer_body(), &["jwks", "url"], null.clone()),
            "issuer.jwks.url",
            "beside type discovery",
            "even as null",
        ),
        (
            with(issuer_body(), &["check_jti"], json!("no")),
            "issuer.check_jti",
            "true or false",
            "a text for true",
        ),
        (
            with(issuer_body(), &["jwks_polling_disabled"], json!(true)),
            "issuer.jwks_polling_disabled",
            "refuses true",
            "only false is taken",
        ),
        (
            with(issuer_body(), &["jwks_polling_disabled"], json!(false)),
            "issuer.jwks_polling_disabled",
            "update only",
            "not on create",
        ),
        (
            json!({"name": "a", "organization_role": null}),
            "service_account.organization_role",
            "no null",
            "a null",
        ),
    ];
    for (body, field, part, why) in table {
        let found = read_value(&body);
        assert_eq!(fields(&found), [field], "{why}");
        let message = &found.problems.first().unwrap().message;
        assert!(message.contains(part), "{why}: {message}");
    }
}

#[test]
fn nullable_members_may_be_null() {
    let mut rule = rule_body();
    for path in [&["description"][..], &["workspace_id"], &["match", "audience"], &["match", "condition"]] {
        rule = with(rule, path, Value::Null);
    }
    let mut issuer = issuer_body();
    for path in [&["check_jti"][..], &["max_jwt_lifetime_seconds"], &["jwks", "discovery_base"]] {
        issuer = with(issuer, path, Value::Null);
    }
    assert_eq!(read_value(&json!([rule, issuer, {"name": "a", "description": null}])).problems, []);
}

#[test]
fn a_claim_that_is_no_text_is_kept_and_gets_a_condition() {
    for (name, value, kept, condition) in [
        ("run_number", json!(42), "42", "claims.run_number == 42"),
        ("email_verified", json!(true), "true", "claims.email_verified == true"),
        ("groups", json!(["a", "b"]), "[\"a\",\"b\"]", "\"a\" in claims.groups"),
        (
            "kubernetes.io",
            json!({"namespace": "x"}),
            "{\"namespace\":\"x\"}",
            "claims[\"kubernetes.io\"][\"…\"] == \"…\"",
        ),
        ("gone", Value::Null, "", "!has(claims.gone)"),
        ("a.b", Value::Null, "", "!(\"a.b\" in claims)"),
    ] {
        let found = read_value(&with(rule_body(), &["match", "claims"], json!({name: value})));
        assert_eq!(found.rules.first().unwrap().claim(name), Some(kept));
        let problem = found.problems.first().unwrap();
        assert_eq!(problem.field, FieldPath::Claim(name.into()));
        assert!(problem.message.ends_with(condition), "{}", problem.message);
    }
}

#[test]
fn the_spelling_before_mid_2026_is_read_and_reported() {
    let old = |members: Value| {
        let mut body = json!({"name": "main", "issuer_url": "https://issuer.example.com"});
        body.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        read_value(&body)
    };
    let found = old(json!({"jwks_source": "explicit_url", "jwks_url": "https://k.example.com"}));
    assert_eq!(fields(&found), ["issuer.jwks_source", "issuer.jwks_url"]);
    let jwks = found.issuers.first().unwrap().jwks.clone();
    assert_eq!((jwks.kind, jwks.url.as_str()), (KeySourceKind::ExplicitUrl, "https://k.example.com"));
    assert!(found.problems.iter().all(|p| p.message.contains("jwks.")));

    let found = old(json!({"jwks_keys": [{"kty": "EC"}]}));
    assert_eq!(fields(&found), ["issuer.jwks_keys"]);
    assert_eq!(found.issuers.first().unwrap().jwks.kind, KeySourceKind::Inline, "the member tells the kind");

    let found = old(json!({"discovery_base": "https://b.example.com"}));
    assert_eq!(found.issuers.first().unwrap().jwks.discovery_base, "https://b.example.com");

    let found = old(json!({"jwks_url": "https://k.example.com", "jwks": {"type": "discovery"}}));
    assert_eq!(fields(&found), ["issuer.jwks_url"]);
    assert_eq!(found.issuers.first().unwrap().jwks, JwksDraft::default(), "today's spelling wins");
}

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

#[test]
fn a_member_given_twice_is_reported_and_the_last_one_counts() {
    let body = r#"{"data":[{"name":"a","match":{"claims":{"b":"1","b":"2"}},"name":"c"}],"data":[{"name":"a","match":{"claims":{"b":"1","b":"2"}},"name":"c"}]}"#;
    let found = read(body).unwrap();
    let rule = found.rules.first().unwrap();
    assert_eq!((rule.name.as_str(), rule.claim("b")), ("c", Some("2")));
    assert_eq!(fields(&found), ["rule.match.claims.b", "rule.name", "data"]);
    assert!(found.problems.first().unwrap().message.starts_with("In data[0]: Given more than once"));
}

#[test]
fn what_stands_around_resources_is_reported() {
    let page = read_value(&json!({"data": [rule_body(), 7], "next_page": "page_x", "first_id": 1}));
    assert_eq!(fields(&page), ["next_page", "first_id", "data[1]"]);
    assert!(!format!("{page:?}").contains("page_x"));
    let bundle = read_value(&json!({"rule": rule_body(), "note": 1}));
    assert_eq!(fields(&bundle), ["note"]);
    let trailing = read(&format!("{}\n}}", issuer_body())).unwrap();
    assert_eq!(fields(&trailing), ["JSON"]);
    assert!(trailing.problems.first().unwrap().message.contains("line 2, column 1"));
    let listed = read_value(&json!([rule_body(), with(rule_body(), &["colour"], json!(1))]));
    assert!(listed.problems.first().unwrap().message.starts_with("In [1]: "));
}

#[test]
fn many_unknown_members_are_summed_up() {
    let mut body = rule_body();
    for index in 0..50 {
        body = with(body, &[&format!("zz{index}")], json!(1));
    }
    let found = read_value(&body);
    assert_eq!(found.problems.len(), 21);
    assert!(found.problems.last().unwrap().message.starts_with("30 more"));
}

#[test]
fn what_holds_no_resource_says_why() {
    let not_json = |line, column| ReadProblem::NotJson { at: JsonPosition { line, column } };
    for (text, expected, why) in [
        ("", ReadProblem::Empty, "nothing"),
        (
            " \n\u{feff}",
            ReadProblem::NotJson { at: JsonPosition { line: 2, column: 1 } },
            "a mark that is no blank",
        ),
        ("\u{feff}", ReadProblem::Empty, "a byte order mark alone"),
        ("{\n  \"name\" \"x\"}", not_json(2, 10), "a colon is missing"),
        ("null and void", not_json(1, 6), "words"),
        ("name: ci", not_json(1, 2), "YAML"),
        ("[]", ReadProblem::EmptyList, "an empty array"),
        ("{\"data\":[],\"next_page\":null}", ReadProblem::EmptyList, "an empty list"),
        ("{\"keyless_setup\":1,\"rule\":{}}", ReadProblem::SavedSetup, "a saved setup"),
        ("{}", ReadProblem::NotAResource, "an empty object"),
        ("7", ReadProblem::NotAResource, "a number"),
        ("{\"sub\":\"a\",\"iss\":\"b\"}", ReadProblem::NotAResource, "claims"),
        ("{\"keys\":[]}", ReadProblem::NotAResource, "a key set"),
        ("{\"type\":\"error\",\"error\":{}}", ReadProblem::NotAResource, "an error of the API"),
        ("{\"name\":\"a\",\"version\":\"1\"}", ReadProblem::NotAResource, "a package"),
        (
            "{\"type\":\"service_account\",\"service_account_id\":\"svac_1\"}",
            ReadProblem::NotAResource,
            "a target",
        ),
        ("[1,{\"data\":[]}]", ReadProblem::NotAResource, "a list of strangers"),
    ] {
        assert_eq!(read(text), Err(expected), "{why}");
    }
}

#![allow(clippy::unwrap_used)]
use super::*;
use serde_json::json;

mod members;
mod properties;
mod secrets;

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
        (json!([rule_body(), issuer_body()]), (1, 1, 0), "an array"),
        (json!({"data": [rule_body(), rule_body()], "next_page": null}), (0, 2, 0), "a list"),
        (
            json!({"issuer": issuer_body(), "rule": rule_body(), "service_account": {"name": "a"}}),
            (1, 1, 1),
            "all three",
        ),
        (json!({"service_account": {"name": "a"}}), (0, 0, 1), "the name of the member decides"),
    ] {
        let found = read_value(&body);
        assert_eq!((found.issuers.len(), found.rules.len(), found.accounts.len()), expected, "{why}");
        assert_eq!(found.problems, [], "{why}");
    }
}

#[test]
fn pages_that_stand_one_behind_the_other_are_read_each() {
    let (rule, issuer) = (rule_body(), issuer_body());
    let page = |body: &Value| json!({"data": [body], "next_page": null});
    let table = [
        (format!("{}\n{}", page(&rule), page(&issuer)), (1, 1), None, "a page to a line"),
        (
            format!("{:#}{:#}\n\n {issuer}", page(&rule), json!([rule])),
            (1, 2),
            None,
            "spread over lines, and a list",
        ),
        (
            format!("{}\n{}", json!({"data": [], "next_page": null}), page(&rule)),
            (0, 1),
            None,
            "an empty page first",
        ),
        (format!("{rule}\n{issuer}\n}}"), (1, 1), Some("line 3, column 1"), "a brace too many at the end"),
        (format!("{rule}\n{issuer}\n{{\"name\": "), (1, 1), Some("line 3"), "a page that is cut off"),
        (
            format!("{rule}\n{{\"colour\": 1}}\n{issuer}"),
            (1, 1),
            Some("no issuer, rule"),
            "something else between them",
        ),
    ];
    for (text, expected, said, why) in table {
        let found = read(&text).unwrap();
        assert_eq!((found.issuers.len(), found.rules.len()), expected, "{why}");
        let told: Vec<&str> = found.problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(told.len(), usize::from(said.is_some()), "{why}: {told:?}");
        assert!(said.is_none_or(|said| told.iter().any(|message| message.contains(said))), "{why}: {told:?}");
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
fn a_member_given_twice_is_reported_and_the_last_one_counts() {
    let body = r#"{"data":[{"id":"fdrl_01","name":"a","match":{"claims":{"b":"1","b":"2"}},"name":"c"}],"data":[{"id":"fdrl_01","name":"a","match":{"claims":{"b":"1","b":"2"}},"name":"c"}]}"#;
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

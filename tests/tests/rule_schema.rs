//! The JSON Schema of rule files takes what the service takes, and no more.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use keyless_tests::{fixtures, schema};
use serde_json::{Value, json};

fn takes(value: &Value) -> bool {
    let schema = schema::federation_rule();
    schema::admits(&schema, &schema, value)
}

#[test]
fn every_rule_that_keyless_writes_is_of_the_schema() {
    let mut seen = 0;
    for fixture in fixtures::all() {
        let rule = &fixture.setup.rule;
        if rule.parse(Some(&fixture.setup.issuer), None).is_err() {
            continue;
        }
        let body = rule.to_create_body();
        assert!(takes(&body), "{}/{}: {body:#}", fixture.provider, fixture.name);
        seen += 1;
    }
    assert!(seen > 30, "{seen} rules");
}

fn body() -> Value {
    json!({
        "name": "site", "issuer_id": "fdis_01A", "match": {"subject_prefix": "repo:acme/site:*"},
        "target": {"type": "service_account", "service_account_id": "svac_01A"},
        "oauth_scope": "workspace:inference", "workspace_id": "wrkspc_01A", "token_lifetime_seconds": 600,
    })
}

#[test]
fn what_an_editor_should_underline_is_not_of_the_schema() {
    let changed = |pointer: &str, value: Value| {
        let mut body = body();
        let (parent, member) = pointer.rsplit_once('/').unwrap();
        body.pointer_mut(parent).unwrap()[member] = value;
        body
    };
    let without = |member: &str| {
        let mut body = body();
        body.as_object_mut().unwrap().shift_remove(member);
        body
    };
    let record = |more: Value| {
        let mut body = body();
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let table = [
        (body(), true, "a create body"),
        (json!([body()]), true, "a list"),
        (
            json!({"data": [record(json!({"id": "fdrl_01A", "type": "federation_rule"}))], "next_page": null}),
            true,
            "a page",
        ),
        (
            record(
                json!({"id": "fdrl_01A", "type": "federation_rule", "workspace_ids": [], "archived_at": null}),
            ),
            true,
            "what the service returns",
        ),
        (changed("/description", Value::Null), true, "null clears a description"),
        (without("issuer_id"), false, "no issuer"),
        (without("target"), false, "no target"),
        (without("match"), false, "no matchers"),
        (changed("/name", json!("Site")), false, "a capital in the name"),
        (changed("/name", json!("")), false, "an empty name"),
        (changed("/issuer_id", json!("fdrl_01A")), false, "the id of another kind"),
        (changed("/token_lifetime_seconds", json!(59)), false, "too short"),
        (changed("/token_lifetime_seconds", json!(86_401)), false, "too long"),
        (changed("/token_lifetime_seconds", json!("600")), false, "a text"),
        (changed("/scope", json!("workspace:inference")), false, "a member that is not known"),
        (changed("/match/subject", json!("x")), false, "a matcher that is not known"),
        (changed("/match", json!({"audience": "https://api.anthropic.com"})), false, "an audience alone"),
        (changed("/match", json!({"subject_prefix": "*"})), false, "a star alone"),
        (changed("/match", json!({"claims": {}})), false, "no claims"),
        (changed("/match", json!({"claims": {"run": 1}})), false, "a claim that is no text"),
        (changed("/target/type", json!("user")), false, "another target"),
    ];
    for (value, taken, why) in table {
        assert_eq!(takes(&value), taken, "{why}: {value}");
    }
}

#[test]
fn the_hook_runs_the_command_that_there_is() {
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../.pre-commit-hooks.yaml")).unwrap();
    let hooks: Value = serde_saphyr::from_str(&text).unwrap();
    let [hook] = hooks.as_array().unwrap().as_slice() else { panic!("{hooks}") };
    assert_eq!((&hook["id"], &hook["entry"]), (&json!("keyless-lint"), &json!("keyless lint")));
    // What pre-commit requires of every hook.
    for member in ["name", "language"] {
        assert!(hook[member].is_string(), "{member}");
    }
}

//! What is reported of a body's members.

use super::*;
use crate::rule::{JwksDraft, KeySourceKind};

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
fn a_body_has_the_ids_that_a_draft_may_wait_for() {
    let without = |path: &[&str]| {
        let mut body = rule_body();
        let (last, parents) = path.split_last().unwrap();
        let parent = parents.iter().fold(&mut body, |at, name| at.get_mut(*name).unwrap());
        parent.as_object_mut().unwrap().remove(*last);
        body
    };
    let all = |body| with(body, &["applies_to_all_workspaces"], json!(true));
    let table: [(Value, &[&str], &str); 9] = [
        (without(&["issuer_id"]), &["rule.issuer_id"], "no issuer"),
        (with(rule_body(), &["issuer_id"], json!("")), &["rule.issuer_id"], "an empty issuer"),
        (without(&["target"]), &["rule.target"], "no target"),
        (
            without(&["target", "service_account_id"]),
            &["rule.target.service_account_id"],
            "a target without its account",
        ),
        (without(&["workspace_id"]), &["rule.workspace_id"], "no workspace"),
        (with(rule_body(), &["workspace_id"], Value::Null), &["rule.workspace_id"], "null counts as none"),
        (all(without(&["workspace_id"])), &[], "all workspaces instead"),
        (RuleDraft::default().to_create_body(), &[], "Keyless's placeholders are ids to come"),
        (with(without(&["workspace_id"]), &["id"], json!("fdrl_01")), &[], "the service's own may lack one"),
    ];
    for (body, expected, why) in table {
        assert_eq!(fields(&read_value(&body)), expected, "{why}");
    }
}

#[test]
fn nullable_members_may_be_null() {
    let mut rule = rule_body();
    for path in [&["description"][..], &["match", "audience"], &["match", "condition"]] {
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
fn many_unknown_members_are_summed_up() {
    let mut body = rule_body();
    for index in 0..50 {
        body = with(body, &[&format!("zz{index}")], json!(1));
    }
    let found = read_value(&body);
    assert_eq!(found.problems.len(), 21);
    assert!(found.problems.last().unwrap().message.starts_with("30 more"));
}

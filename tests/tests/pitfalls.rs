//! Mistakes that are easy to make on every platform, each with the finding that tells it, and the rule as it should be, of
//! which the finding says nothing. These rules are no copies of the findings' own examples.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use keyless_tests::findings::Case;
use serde::Deserialize;
use serde_json::{Value, json};

const ENTRA: &str = "https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0";

/// A mistake, and the rule as it should be.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    what: String,
    code: String,
    issuer: String,
    bad: Value,
    good: Value,
}

fn codes(issuer: &str, matching: &Value) -> Vec<&'static str> {
    let mut matching = matching.clone();
    let members = matching.as_object_mut().unwrap();
    if !members.contains_key("audience") {
        members.insert("audience".into(), "https://api.anthropic.com".into());
    }
    let case = json!({
        "issuer": {"issuer_url": issuer},
        "rule": {"match": matching, "oauth_scope": "workspace:inference", "token_lifetime_seconds": 3600},
    });
    Case::read(&case.to_string()).codes()
}

#[test]
fn every_pitfall_has_its_finding_and_the_better_rule_has_not() {
    let rows: Vec<Row> = serde_json::from_str(include_str!("../pitfalls.json")).unwrap();
    assert!(rows.len() >= 50, "{} rows", rows.len());
    for Row { what, code, issuer, bad, good } in rows {
        let found = codes(&issuer, &bad);
        assert!(found.contains(&code.as_str()), "{what}: {code} is not among {found:?}");
        let found = codes(&issuer, &good);
        assert!(!found.contains(&code.as_str()), "{what}: {code} is told of the better rule too: {found:?}");
    }
}

#[test]
fn the_part_that_all_issuers_of_a_platform_have_is_no_issuer() {
    let table = [
        ("https://oidc.circleci.com", true, "no organization"),
        ("https://oidc.circleci.com/org/00000000-0000-4000-8000-0000000000a1", false, "one organization's"),
        ("https://login.microsoftonline.com/common/v2.0", true, "any tenant"),
        ("https://sts.windows.net/", true, "no tenant"),
        (ENTRA, false, "one tenant's"),
    ];
    for (issuer, told, why) in table {
        let found = codes(issuer, &json!({"subject_prefix": "org/*"}));
        assert_eq!(found.contains(&"issuer-url-form"), told, "{why}: {found:?}");
    }
}

#[test]
fn a_persons_token_says_together_what_an_apps_does_not() {
    let token = json!({
        "iss": ENTRA, "aud": "9c5a6f0e-0000-4000-8000-00000000000b", "sub": "pairwiseSubjectOfAPerson", "ver": "2.0",
        "tid": "11111111-2222-4333-8444-555555555555", "oid": "0c5a6f0e-0000-4000-8000-00000000000a",
        "azp": "22222222-3333-4444-8555-666666666666", "scp": "access_as_user", "iat": 1, "exp": 3601,
    });
    let matching =
        json!({"subject_prefix": token["sub"], "audience": token["aud"], "claims": {"oid": token["oid"]}});
    let mut case = json!({
        "issuer": {"issuer_url": ENTRA},
        "rule": {"match": matching, "oauth_scope": "workspace:inference", "token_lifetime_seconds": 3600},
    });
    let found = Case::read(&case.to_string()).codes();
    assert!(!found.contains(&"matchers-contradict"), "subjects of people are of another form: {found:?}");
    case["token"] = token;
    assert_eq!(
        Case::read(&case.to_string()).codes(),
        ["default-identity"],
        "and the token tells whose it is"
    );
    case.as_object_mut().unwrap().shift_remove("token");
    case["rule"]["match"]["subject_prefix"] = json!("ffffffff-0000-4000-8000-00000000000a");
    let found = Case::read(&case.to_string()).codes();
    assert!(found.contains(&"matchers-contradict"), "an app has one id: {found:?}");
}

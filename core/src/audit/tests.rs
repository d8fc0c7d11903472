#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{Between, Inventory, Standing, repair, report};
use crate::lint::Safety;
use crate::rule;
use serde_json::{Value, json};

fn rule_json(id: &str, issuer: &str, subject: &str, more: &Value) -> Value {
    let mut value = json!({
        "type": "federation_rule", "id": id, "name": format!("rule-{id}"), "issuer_id": issuer,
        "match": {"subject_prefix": subject, "audience": "https://api.anthropic.com"},
        "target": {"type": "service_account", "service_account_id": "svac_01A"},
        "oauth_scope": "workspace:inference", "workspace_ids": ["wrkspc_01A"], "token_lifetime_seconds": 600
    });
    value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    value
}

fn issuer_json(id: &str, more: &Value) -> Value {
    let mut value = json!({
        "type": "federation_issuer", "id": id, "name": format!("issuer-{id}"),
        "issuer_url": "https://token.actions.githubusercontent.com", "jwks": {"type": "discovery"}
    });
    value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    value
}

fn inventory(lists: &[Value]) -> Inventory {
    lists.iter().fold(Inventory::default(), |inventory, list| {
        inventory.and(rule::read(&json!({"data": list, "next_page": null}).to_string()).unwrap())
    })
}

const TIGHT: &str = "repo:acme@123456/site@456789:ref:refs/heads/main";

#[test]
fn what_stands_in_a_rules_way_is_told() {
    let archived = json!({"archived_at": "2026-11-01T00:00:00Z"});
    let inventory = inventory(&[
        json!([
            rule_json("fdrl_01A", "fdis_01A", TIGHT, &json!({})),
            rule_json("fdrl_01B", "fdis_01A", TIGHT, &archived),
            rule_json("fdrl_01C", "fdis_01B", TIGHT, &json!({})),
            rule_json("fdrl_01D", "fdis_01X", TIGHT, &json!({})),
            rule_json("fdrl_01E", "fdis_01A", TIGHT, &json!({"workspace_ids": []})),
        ]),
        json!([issuer_json("fdis_01A", &json!({})), issuer_json("fdis_01B", &archived)]),
    ]);
    let rows: Vec<_> = inventory.rows().collect();
    let expected: [&[Standing]; 5] = [
        &[],
        &[Standing::Archived],
        &[Standing::IssuerArchived],
        &[Standing::IssuerMissing],
        &[Standing::NoWorkspace],
    ];
    for (row, expected) in rows.iter().zip(expected) {
        assert_eq!(row.standing, expected, "{}", row.id);
        assert_eq!(row.is_dead(), row.strangers.is_empty(), "{}", row.id);
    }
    assert!(rows[0].owner_enters && rows[3].owner_enters);
}

#[test]
fn what_is_between_rules_is_told() {
    let inventory = inventory(&[
        json!([
            rule_json("fdrl_01A", "fdis_01A", TIGHT, &json!({})),
            rule_json("fdrl_01B", "fdis_01A", "repo:acme@123456/*", &json!({})),
            rule_json("fdrl_01C", "fdis_01A", TIGHT, &json!({})),
            rule_json("fdrl_01D", "fdis_01A", TIGHT, &json!({"oauth_scope": "org:admin"})),
        ]),
        json!([issuer_json("fdis_01A", &json!({})), issuer_json("fdis_01B", &json!({}))]),
    ]);
    let found = inventory.relations();
    let has = |between: Between, names: &[&str]| {
        found.iter().any(|relation| relation.between == between && relation.names == names)
    };
    assert!(has(Between::Covered, &["rule-fdrl_01A", "rule-fdrl_01B"]), "{found:?}");
    assert!(has(Between::Same, &["rule-fdrl_01A", "rule-fdrl_01C"]), "{found:?}");
    assert!(has(Between::IssuerUnused, &["issuer-fdis_01B"]), "{found:?}");
    assert!(has(Between::IssuerTwice, &["issuer-fdis_01A", "issuer-fdis_01B"]), "{found:?}");
    assert!(found.iter().any(|relation| relation.between == Between::UnlikeTrust), "{found:?}");
}

#[test]
fn a_repair_changes_what_its_fixes_say_and_nothing_else() {
    let loose = json!({"match": {"subject_prefix": "repo:acme/site:ref:refs/heads/main*"}, "oauth_scope": "workspace:developer"});
    let inventory = inventory(&[json!([rule_json("fdrl_01A", "fdis_01A", "", &loose)])]);
    let repair = inventory.repair(0, Safety::Review).unwrap();
    assert!(!repair.done.is_empty());
    assert!(repair.rule.keys().all(|name| name != "issuer_id" && name != "name"), "{repair:?}");
    let after = inventory.repaired(0, &repair).unwrap();
    let text = json!([after.to_create_body()]).to_string();
    let again = Inventory::new(rule::read(&text).unwrap());
    assert_eq!(again.repair(0, Safety::Review).map(|repair| repair.done), None, "once is enough");
    let script = repair::script(&[repair]);
    assert!(script.contains("update federation_rules/fdrl_01A rule-fdrl_01A"), "{script}");
}

#[test]
fn an_update_names_no_workspace_that_nobody_chose() {
    let all = |ids: Value| {
        let more = json!({"applies_to_all_workspaces": true, "workspace_ids": ids});
        inventory(&[
            json!([rule_json("fdrl_01A", "fdis_01A", TIGHT, &more)]),
            json!([issuer_json("fdis_01A", &json!({}))]),
        ])
    };
    assert_eq!(all(json!([])).repair(0, Safety::Review), None, "which one is meant is not known");
    let repair = all(json!(["wrkspc_01A"])).repair(0, Safety::Review).unwrap();
    assert_eq!(
        Value::Object(repair.rule),
        json!({"workspace_id": "wrkspc_01A", "applies_to_all_workspaces": false}),
        "what is left out of an update stays true"
    );
}

#[test]
fn reports_quote_what_was_typed() {
    let hostile = json!({"name": "=cmd|'/c calc'!A1, \"x\"\n| [a](javascript:x) <b>"});
    let inventory = inventory(&[json!([rule_json("fdrl_01A", "fdis_01A", "repo:acme*", &hostile)])]);
    let rows: Vec<_> = inventory.rows().collect();
    let csv = report::csv(&rows);
    assert!(csv.contains("\"'=cmd|'/c calc'!A1, \"\"x\"\"\n| [a](javascript:x) <b>\""), "{csv}");
    let markdown = report::markdown(&rows, &inventory.relations());
    assert!(!markdown.contains("<b>") && !markdown.contains("[a](java"), "{markdown}");
    let findings: Vec<_> = rows.iter().flat_map(|row| row.findings.iter().map(|f| ("a b.json", f))).collect();
    let sarif = report::sarif(findings.iter().map(|(file, finding)| (*file, *finding)));
    assert_eq!(
        sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "a%20b.json"
    );
    let known = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(known[index]["id"], result["ruleId"]);
    }
    assert_eq!(report::json(&rows, &[])["rules"][0]["id"], "fdrl_01A");
}

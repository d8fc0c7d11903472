//! Terraform for community providers: each dialect says what the bodies of the Admin API say, in its own words.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::setup::Setup;
use keyless_tests::exports::{files, github, kubernetes, nothing_made};
use keyless_tests::hostile::{HOSTILE, hostile};
use serde_json::{Value, json};

const DIALECTS: [(&str, &str); 3] = [
    ("claude/terraform-ippontech.tf", "anthropic"),
    ("claude/terraform-uttej-badwane.tf", "anthropic"),
    ("claude/terraform-erran.tf", "claude"),
];

/// A file as Terraform would read it: blocks by kind and name, references as `${…}`.
fn read(setup: &Setup, path: &str) -> Value {
    let body = &files(setup)[path].body;
    hcl::from_str(body).unwrap_or_else(|e| panic!("{path}: {e}\n{body}"))
}

fn resource<'a>(file: &'a Value, prefix: &str, kind: &str) -> &'a Value {
    &file["resource"][format!("{prefix}_{kind}")]["claude"]
}

#[test]
fn typed_text_is_data_in_every_dialect() {
    for text in HOSTILE {
        for tame in [github("branch"), kubernetes()] {
            let setup = hostile(&tame, |_| (*text).to_owned()).0;
            for (path, prefix) in DIALECTS {
                let file = read(&setup, path);
                let issuer = resource(&file, prefix, "federation_issuer");
                assert_eq!(issuer["issuer_url"], *text, "{path}");
                let rule = resource(&file, prefix, "federation_rule");
                assert_eq!(rule["name"], *text, "{path}");
                assert_eq!(rule["match"]["subject_prefix"], *text, "{path}");
                let claims = rule["match"]["claims"].as_object();
                assert!(claims.into_iter().flatten().all(|(k, v)| k == text && v == text), "{path}: {rule}");
                let imported: Vec<&Value> =
                    file["import"].as_array().into_iter().flatten().map(|import| &import["id"]).collect();
                assert!(imported.iter().all(|id| *id == text), "{path}: {imported:?}");
            }
        }
    }
}

#[test]
fn each_dialect_has_its_own_words() {
    let table = [
        (
            "claude/terraform-ippontech.tf",
            json!({ "jwks": { "type": "inline", "keys": KEYS } }),
            json!({ "target": { "service_account_id": "${anthropic_service_account.claude.id}" } }),
        ),
        (
            "claude/terraform-uttej-badwane.tf",
            json!({ "jwks": { "type": "inline", "keys": [&KEYS[1..KEYS.len() - 1]] } }),
            json!({ "service_account_id": "${anthropic_service_account.claude.id}" }),
        ),
        (
            "claude/terraform-erran.tf",
            json!({ "jwks_type": "inline", "jwks_inline_keys": KEYS }),
            json!({ "target": { "service_account_id": "${claude_service_account.claude.id}" } }),
        ),
    ];
    for ((path, issuer, rule), (_, prefix)) in table.into_iter().zip(DIALECTS) {
        let file = read(&kubernetes(), path);
        for (kind, expected) in [("federation_issuer", issuer), ("federation_rule", rule)] {
            let found = resource(&file, prefix, kind);
            for (name, value) in expected.as_object().unwrap() {
                assert_eq!(&found[name], value, "{path}: {name}");
            }
        }
    }
}

const KEYS: &str = r#"[{"kty":"RSA","kid":"k1","alg":"RS256","use":"sig","n":"0vx7","e":"AQAB"}]"#;

#[test]
fn what_exists_is_imported_and_the_rest_is_made() {
    for (path, prefix) in DIALECTS {
        let imports = |setup: &Setup| -> Vec<String> {
            let file = read(setup, path);
            let imports = file["import"].as_array().cloned().unwrap_or_default();
            imports.iter().map(|one| format!("{} = {}", one["to"], one["id"]).replace('"', "")).collect()
        };
        let address = |kind: &str, id: &str| format!("${{{prefix}_{kind}.claude}} = {id}");
        assert_eq!(
            imports(&github("branch")),
            [
                address("service_account", "svac_01BBBB"),
                address("federation_issuer", "fdis_01CCCC"),
                address("federation_rule", "fdrl_01AAAA"),
            ],
            "{path}"
        );
        assert_eq!(imports(&nothing_made(github("branch"))), [""; 0], "{path}");
    }
}

#[test]
fn every_workspace_has_its_membership() {
    let mut setup = github("branch");
    setup.rule.workspace_ids = vec!["default".to_owned(), "wrkspc_01A".to_owned(), "wrkspc_01B".to_owned()];
    let file = read(&setup, "claude/terraform-erran.tf");
    let each = "${toset([\"wrkspc_01A\", \"wrkspc_01B\"])}";
    for kind in ["service_account_workspace", "federation_rule_workspace"] {
        let spread = resource(&file, "claude", kind)["for_each"].to_string();
        let spread: String = spread.chars().filter(|c| !c.is_whitespace()).collect();
        let expected: String = Value::from(each).to_string().chars().filter(|c| !c.is_whitespace()).collect();
        assert_eq!(spread.replace("\\n", ""), expected, "{kind}");
    }
    assert_eq!(resource(&file, "claude", "federation_rule")["workspace_id"], "default");

    setup.rule.applies_to_all_workspaces = true;
    let file = read(&setup, "claude/terraform-erran.tf");
    assert_eq!(resource(&file, "claude", "federation_rule")["applies_to_all_workspaces"], true);
    assert!(file["resource"].get("claude_federation_rule_workspace").is_none());
}

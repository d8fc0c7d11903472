//! What holds for any draft and any text.

use super::*;
use crate::rule::{ClaimMatch, JwksDraft, KeySourceKind};
use proptest::prelude::*;

fn claims() -> impl Strategy<Value = Vec<ClaimMatch>> {
    proptest::collection::btree_map("\\PC{0,8}", "\\PC{0,8}", 0..4)
        .prop_map(|map| map.into_iter().map(|(name, value)| ClaimMatch { name, value }).collect())
}

/// Digits as JSON writes them, or a text that is no number; blanks alone are not written.
fn seconds() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), any::<u64>().prop_map(|n| n.to_string()), "[a-z]{1,6}"]
}

/// Rules in the one form that a body can say: nothing that only the service sets, one workspace or all.
fn rules() -> impl Strategy<Value = RuleDraft> {
    let texts = proptest::array::uniform8("\\PC{0,12}");
    (texts, claims(), proptest::option::of("\\PC{1,12}"), any::<bool>(), seconds()).prop_map(
        |(
            [name, description, issuer_id, subject, audience, condition, account, scope],
            claims,
            workspace,
            all,
            seconds,
        )| {
            RuleDraft {
                name,
                description,
                issuer_id,
                subject_prefix: subject,
                audience,
                claims,
                condition,
                service_account_id: account,
                oauth_scope: scope,
                workspace_ids: workspace.filter(|_| !all).into_iter().collect(),
                applies_to_all_workspaces: all,
                token_lifetime_seconds: seconds,
                ..RuleDraft::default()
            }
        },
    )
}

/// Issuers with the companions of their own kind alone, and keys as Keyless writes them.
fn issuers() -> impl Strategy<Value = IssuerDraft> {
    let keys = proptest::collection::vec("[a-z]{0,6}", 0..3).prop_map(|ids| {
        let keys: Vec<Value> = ids.into_iter().map(|id| json!({"kty": "EC", "kid": id})).collect();
        if keys.is_empty() { String::new() } else { serde_json::to_string_pretty(&keys).unwrap() }
    });
    let jwks = (0_usize..3, "\\PC{0,12}", "\\PC{0,12}", keys).prop_map(|(kind, address, pem, keys)| {
        let kind = *KeySourceKind::ALL.get(kind).unwrap();
        match kind {
            KeySourceKind::Discovery => {
                JwksDraft { kind, discovery_base: address, ca_cert_pem: pem, ..JwksDraft::default() }
            }
            KeySourceKind::ExplicitUrl => {
                JwksDraft { kind, url: address, ca_cert_pem: pem, ..JwksDraft::default() }
            }
            KeySourceKind::Inline => JwksDraft { kind, keys, ..JwksDraft::default() },
        }
    });
    ("\\PC{0,12}", "\\PC{0,12}", jwks, any::<Option<bool>>(), seconds()).prop_map(
        |(name, issuer_url, jwks, check_jti, max_jwt_lifetime_seconds)| IssuerDraft {
            name,
            issuer_url,
            jwks,
            check_jti,
            max_jwt_lifetime_seconds,
            ..IssuerDraft::default()
        },
    )
}

/// Any JSON, leaning on the names that mean something here.
fn documents() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,6}".prop_map(Value::from),
    ];
    let names = prop_oneof![
        proptest::sample::select(vec![
            "rule",
            "issuer",
            "service_account",
            "data",
            "next_page",
            "type",
            "match",
            "claims",
            "target",
            "jwks",
            "keys",
            "url",
            "name",
            "id",
            "workspace_ids",
            "jwks_keys",
            "service_account_id",
            "attributes",
            "audience",
            "jwks_polling_disabled",
            "archived_at",
            "oauth_scope",
            "ca_cert_pem",
            "token_lifetime_seconds",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,4}",
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((names.clone(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn a_rule_survives_its_create_body(rule in rules()) {
        let found = read_value(&json!({"rule": rule.to_create_body()}));
        prop_assert_eq!(found.rules, vec![rule]);
    }

    #[test]
    fn an_issuer_survives_its_create_body(issuer in issuers()) {
        let found = read_value(&issuer.to_create_body());
        prop_assert_eq!(found.issuers, vec![issuer]);
    }

    #[test]
    fn an_account_survives_its_create_body(name in "\\PC{0,12}", description in "\\PC{0,12}", role in "\\PC{0,12}") {
        let account = AccountDraft { name, description, organization_role: role, ..AccountDraft::default() };
        let found = read_value(&account.to_create_body());
        prop_assert_eq!(found.problems, vec![]);
        prop_assert_eq!(found.accounts, vec![account]);
    }

    #[test]
    fn reading_never_panics_on_any_text(text in "\\PC{0,60}") {
        let _ = read(&text);
    }

    #[test]
    fn reading_and_parsing_never_panic_on_any_json(document in documents()) {
        if let Ok(found) = read(&document.to_string()) {
            for issuer in &found.issuers {
                let _ = issuer.parse();
            }
            for account in &found.accounts {
                let _ = account.parse();
            }
            for rule in &found.rules {
                let _ = rule.parse(found.issuers.first(), found.accounts.first());
                prop_assert!(read(&rule.to_create_body().to_string()).is_ok());
            }
        }
    }
}

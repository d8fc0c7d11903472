//! Who else gets in: every platform's own tokens and suggested rules, and the loose rules that people write.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::providers::{self, Provider};
use keyless_core::rule::{IssuerDraft, RuleDraft};
use keyless_core::setup::Setup;
use keyless_core::strangers::{Circle, around, platform};
use keyless_core::token::Claims;
use keyless_core::verdict::Admission;
use keyless_tests::fixtures::{self, Fixture};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

fn provider(fixture: &Fixture) -> &'static Provider {
    providers::find(&fixture.provider).unwrap()
}

fn circle(fixture: &Fixture, token: Option<&Claims>) -> Circle {
    around(&fixture.setup.issuer, &fixture.setup.rule, Some(provider(fixture)), token)
}

#[test]
fn the_workload_itself_gets_in_with_its_token_and_as_the_rule_describes_it() {
    for fixture in fixtures::all() {
        let name = format!("{}/{}", fixture.provider, fixture.name);
        let told = circle(&fixture, None);
        assert_eq!(told.owner.admission, Admission::Admitted, "{name}: {:?}", told.owner.claims.as_map());
        for sample in &fixture.accepted {
            let shown = circle(&fixture, Some(&Claims::new(sample.claims.clone())));
            assert_eq!(shown.owner.admission, Admission::Admitted, "{name}: {}", sample.why);
        }
    }
}

/// Whom suggested rules let in besides the workload: provider, setup (all where empty), strangers, and why that is so.
const LET_IN: &[(&str, &str, &[&str], &str)] = &[
    ("aws-sts", "ec2", &["other-region"], "the machine's id says where it is, and the role may ask anywhere"),
    (
        "aws-sts",
        "ecs",
        &["other-region", "other-function", "other-instance"],
        "tokens of ECS name no task, so that the role alone is compared",
    ),
    ("google-cloud", "cloud-run", &["other-instance"], "the account is compared, not where it is used"),
    ("google-cloud", "functions", &["other-instance"], "the account is compared, not where it is used"),
    ("google-cloud", "gke", &["other-instance"], "pods move from machine to machine"),
    (
        "kubernetes",
        "",
        &["other-pod", "requested-token"],
        "pods come and go; who may make pods or tokens in the namespace is the checklist's matter",
    ),
    ("spiffe", "vm", &["shared-audience"], "the form says that the token is for another service too"),
];

/// Those whose strangers are held against suggestions here.
const HELD: [&str; 10] = [
    "aws-sts",
    "google-cloud",
    "entra",
    "kubernetes",
    "spiffe",
    "okta",
    "auth0",
    "keycloak",
    "vault",
    "custom-oidc",
];

#[test]
fn suggested_rules_let_in_nobody_but_those_that_tokens_cannot_tell_apart() {
    let mut used = BTreeSet::new();
    for fixture in fixtures::all().iter().filter(|f| HELD.contains(&f.provider.as_str())) {
        let (provider, name) = (fixture.provider.as_str(), fixture.name.as_str());
        // A form without answers gives placeholders, of which nobody is the owner; variable subjects are a person's choice.
        if name.starts_with("unanswered") || (provider, name) == ("custom-oidc", "variable") {
            continue;
        }
        let mut expected = BTreeSet::new();
        for (at, row) in LET_IN.iter().enumerate() {
            if row.0 == provider && (row.1.is_empty() || row.1 == name) {
                used.insert(at);
                expected.extend(row.2);
            }
        }
        let tokens = fixture.accepted.iter().map(|sample| Some(Claims::new(sample.claims.clone())));
        let found: BTreeSet<&str> = tokens
            .chain([None])
            .flat_map(|token| circle(fixture, token.as_ref()).admitted().map(|s| s.id).collect::<Vec<_>>())
            .collect();
        assert_eq!(found, expected, "{provider}/{name}");
    }
    assert_eq!(used.len(), LET_IN.len(), "every row is of a setup");
}

#[test]
fn strangers_of_a_token_say_who_they_are_in_claims_of_the_same_kinds() {
    for fixture in fixtures::all() {
        for sample in &fixture.accepted {
            let circle = circle(&fixture, Some(&Claims::new(sample.claims.clone())));
            let own = circle.owner.claims.as_map();
            for stranger in &circle.strangers {
                let name = format!("{}/{}: {}", fixture.provider, fixture.name, stranger.id);
                let other = stranger.claims.as_map();
                assert_ne!(own, other, "{name}");
                for claim in ["iss", "sub"] {
                    let kind = |claims: &Map<String, Value>| claims.get(claim).map(std::mem::discriminant);
                    assert_eq!(kind(own), kind(other), "{name} has another {claim}");
                }
            }
        }
    }
}

#[test]
fn the_platform_is_told_by_issuer_and_rule() {
    for fixture in fixtures::all().iter().filter(|f| !f.name.starts_with("unanswered")) {
        let Setup { issuer, rule, .. } = &fixture.setup;
        let told = platform(issuer, rule, None);
        // Jenkins names jobs by addresses, as other issuers may.
        let like_others = ["jenkins"].contains(&fixture.provider.as_str());
        assert!(
            told == Some(provider(fixture)) || like_others,
            "{}/{}: {told:?}",
            fixture.provider,
            fixture.name
        );
        let told = platform(&IssuerDraft::default(), rule, None);
        // An issuer of one's own may have the claims of a platform.
        let like_others = like_others || fixture.provider == "custom-oidc";
        assert!(
            told == Some(provider(fixture)) || like_others,
            "{}/{}: {told:?}",
            fixture.provider,
            fixture.name
        );
    }
}

#[test]
fn a_condition_alone_tells_the_platform_too() {
    let table = [
        ("https://sso.acme.example", "claims['kubernetes.io'].namespace == 'ml'", "kubernetes"),
        ("", "claims['kubernetes.io'].namespace == 'ml'", "kubernetes"),
        ("", "claims['https://sts.amazonaws.com/'].aws_account == '123456789012'", "aws-sts"),
        ("", "claims.terraform_workspace_id == 'ws-1'", "hcp-terraform"),
        ("", "claims.cid == '0oa1' && 'a' in claims.scp", "okta"),
        ("https://id.acme.example", "claims.client_id == 'batch'", "custom-oidc"),
    ];
    for (url, condition, expected) in table {
        let issuer = IssuerDraft { issuer_url: url.into(), ..IssuerDraft::default() };
        let rule = RuleDraft { condition: condition.into(), ..RuleDraft::default() };
        assert_eq!(platform(&issuer, &rule, None), providers::find(expected), "{url} {condition}");
    }
}

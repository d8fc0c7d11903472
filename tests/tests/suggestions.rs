//! Suggested rules, judged like anybody's.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::lint;
use keyless_core::providers;
use keyless_core::rule::KeySourceKind;
use keyless_core::setup::Setup;

const REPOSITORY: [(&str, &str); 7] = [
    ("owner", "acme"),
    ("repository", "site"),
    ("enterprise_slug", "acme-corp"),
    ("ghe_subdomain", "acme"),
    ("ghes_host", "github.acme.example"),
    ("custom_subject", "repository_owner_id:12:repository_id:34:environment:production"),
    ("workflow", "deploy.yml"),
];

const IDS: [(&str, &str); 2] = [("owner_id", "12"), ("repository_id", "34")];

const SCENARIOS: [&[(&str, &str)]; 6] = [
    &[("branch", "main")],
    &[("branch", "release/*"), ("runner", "github-hosted")],
    &[("scenario", "tag"), ("tag", "v1.4.0")],
    &[("scenario", "environment"), ("environment", "production")],
    &[("scenario", "environment"), ("environment", "production:eastus"), ("branch", "main")],
    &[("scenario", "pull_request")],
];

/// The setups of every host, form of the subject and scenario, with these answers as well.
fn setups(more: &[(&str, &str)]) -> Vec<Setup> {
    let provider = providers::find("github-actions").unwrap();
    let mut all = Vec::new();
    for host in ["github.com", "enterprise", "ghe.com", "ghes"] {
        for format in ["immutable", "name", "custom"] {
            for scenario in SCENARIOS {
                let mut setup = Setup::for_provider(provider);
                for (field, answer) in REPOSITORY.iter().chain(more).chain(scenario) {
                    setup.answer(field, answer);
                }
                setup.answer("host", host);
                setup.answer("subject_format", format);
                // Where it is used is the person's own to say.
                setup.rule.workspace_ids = vec!["wrkspc_01DDDD".to_owned()];
                all.push(setup);
            }
        }
    }
    all
}

#[test]
fn every_issuer_is_valid_but_for_keys_that_have_to_be_pasted() {
    for setup in setups(&IDS) {
        let problems = setup.issuer.parse().err().unwrap_or_default();
        if setup.issuer.jwks.kind == KeySourceKind::Inline {
            let fields: Vec<String> = problems.iter().map(|p| p.field.to_string()).collect();
            assert_eq!(fields, ["issuer.jwks.keys"], "{problems:?}");
        } else {
            assert!(problems.is_empty(), "{:?}: {problems:?}", setup.workload.answers);
        }
    }
}

#[test]
fn a_github_rule_with_ids_is_valid_and_has_no_findings() {
    for setup in setups(&IDS) {
        let problems = setup.rule.parse(Some(&setup.issuer), Some(&setup.account)).err().unwrap_or_default();
        assert!(problems.is_empty(), "{:?}: {problems:?}", setup.workload.answers);
        let findings = lint::run(&lint::Subject::of(&setup, None));
        assert!(findings.is_empty(), "{:?}: {findings:?}", setup.workload.answers);
    }
}

#[test]
fn a_github_rule_without_ids_is_valid_and_has_no_errors() {
    for setup in setups(&[]) {
        let problems = setup.rule.parse(Some(&setup.issuer), Some(&setup.account)).err().unwrap_or_default();
        assert!(problems.is_empty(), "{:?}: {problems:?}", setup.workload.answers);
        for finding in lint::run(&lint::Subject::of(&setup, None)) {
            assert!(finding.severity < lint::Severity::Error, "{:?}: {finding:?}", setup.workload.answers);
        }
    }
}

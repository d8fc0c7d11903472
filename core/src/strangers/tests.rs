#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{Origin, around};
use crate::providers::{ALL, find};
use crate::rule::{ClaimMatch, IssuerDraft, RuleDraft};
use crate::token::Claims;
use crate::verdict::Admission;
use serde_json::json;

fn rule(subject: &str, claims: &[(&str, &str)], condition: &str) -> RuleDraft {
    RuleDraft {
        subject_prefix: subject.into(),
        audience: "https://api.anthropic.com".into(),
        claims: claims
            .iter()
            .map(|(name, value)| ClaimMatch { name: (*name).into(), value: (*value).into() })
            .collect(),
        condition: condition.into(),
        ..RuleDraft::default()
    }
}

fn admitted(rule: &RuleDraft) -> Vec<&'static str> {
    let circle = around(&IssuerDraft::default(), rule, find("github-actions"), None);
    assert_eq!(circle.owner.admission, Admission::Admitted, "{:?}", circle.owner.claims.as_map());
    circle.admitted().map(|stranger| stranger.id).collect()
}

#[test]
fn the_specimen_of_every_platform_is_whole() {
    for provider in ALL {
        assert_eq!(provider.specimen.problems(), Vec::<String>::new(), "{provider:?}");
        let mut ids: Vec<_> = provider.specimen.strangers.iter().map(|stranger| stranger.id).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{provider:?} names two strangers alike");
        let own = provider.specimen.write(&crate::providers::Parts::default());
        let shown = provider.specimen.strangers_of(&own);
        assert_eq!(shown.len(), all, "{provider:?}: a stranger is none: {shown:?}");
        assert_eq!(provider.specimen.write(&provider.specimen.parts_of(&own)), own, "{provider:?}");
    }
}

/// Who gets in wherever a rule says nothing of workflow files and runners.
const RUNS: [&str; 3] = ["other-workflow", "reusable-workflow-from-branch", "self-hosted-runner"];

#[test]
fn a_rule_lets_in_whom_it_leaves_open() {
    let table: [(&str, RuleDraft, &[&str]); 6] = [
        (
            "ids, an exact subject and the event leave the run open",
            rule("repo:acme@123456/site@456789:ref:refs/heads/main", &[("event_name", "push")], ""),
            &[],
        ),
        (
            "names alone come free again, and every event of the branch has its subject",
            rule("repo:acme/site:ref:refs/heads/main", &[], ""),
            &["pull-request-target", "recreated-repository", "recreated-owner"],
        ),
        (
            "an owner without a separator goes on",
            rule("repo:acme*", &[("environment", "prod")], ""),
            &[
                "other-repository",
                "look-alike-repository",
                "look-alike-owner",
                "recreated-repository",
                "recreated-owner",
            ],
        ),
        (
            "a branch without an end goes on",
            rule("repo:acme/site:ref:refs/heads/main*", &[], ""),
            &["look-alike-branch", "pull-request-target", "recreated-repository", "recreated-owner"],
        ),
        (
            "everything of the repository",
            rule("repo:acme/site:*", &[], ""),
            &[
                "other-branch",
                "look-alike-branch",
                "tag",
                "pull-request",
                "fork-pull-request",
                "pull-request-target",
                "other-environment",
                "look-alike-environment",
                "recreated-repository",
                "recreated-owner",
            ],
        ),
        (
            "a condition of its own, which says nothing of environments and events",
            rule("", &[], "claims.repository_id == '456789' && claims.ref in ['refs/heads/main']"),
            &["pull-request-target", "other-environment", "look-alike-environment"],
        ),
    ];
    for (why, rule, expected) in table {
        let expected: Vec<_> = expected.iter().chain(&RUNS).copied().collect();
        assert_eq!(admitted(&rule), expected, "{why}");
    }
}

#[test]
fn a_token_of_a_customers_own_form_becomes_a_strangers_by_its_segments() {
    let token = Claims::new(
        json!({"iss": "https://token.actions.githubusercontent.com", "aud": "https://api.anthropic.com",
            "sub": "repository_owner:acme:environment:prod", "repository": "acme/site", "repository_owner": "acme"})
        .as_object()
        .unwrap()
        .clone(),
    );
    let rule = rule("repository_owner:acme*", &[], "");
    let circle = around(&IssuerDraft::default(), &rule, None, Some(&token));
    assert_eq!(circle.origin, Origin::Token);
    let look_alike = circle.strangers.iter().find(|stranger| stranger.id == "look-alike-owner").unwrap();
    assert_eq!(look_alike.claims.subject(), Some("repository_owner:acme-evil:environment:prod"));
    assert_eq!(look_alike.admission, Admission::Admitted);
}

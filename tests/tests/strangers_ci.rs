//! Who else gets in, on the platforms that run pipelines and apps: by suggested rules, and by loose ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::providers::{self, Pins};
use keyless_core::rule::{ClaimMatch, IssuerDraft, RuleDraft};
use keyless_core::strangers::{Circle, around};
use keyless_core::token::Claims;
use keyless_core::verdict::{Admission, CheckId};
use keyless_tests::fixtures;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

const PLATFORMS: [&str; 9] = [
    "gitlab-ci",
    "buildkite",
    "hcp-terraform",
    "spacelift",
    "circleci",
    "bitbucket-pipelines",
    "jenkins",
    "vercel",
    "fly-io",
];

fn admitted(circle: &Circle) -> BTreeSet<&'static str> {
    circle.admitted().map(|stranger| stranger.id).collect()
}

/// A setup, the strangers whom its suggested rule lets in, and why.
type Admitted = (&'static str, &'static str, &'static [&'static str], &'static str);

const ADMITTED: &[Admitted] = &[
    (
        "gitlab-ci",
        "branch",
        &["manual-run", "schedule"],
        "every run that the usual answer allows: by the same people, on the protected ref",
    ),
    (
        "gitlab-ci",
        "environment-any-ref",
        &["manual-run", "other-workflow", "schedule", "self-hosted-runner"],
        "neither runner nor configuration file is entered",
    ),
    (
        "gitlab-ci",
        "environment-before",
        &["manual-run", "other-workflow", "schedule", "self-hosted-runner"],
        "any runner is chosen, and no configuration file is entered",
    ),
    (
        "gitlab-ci",
        "merge-request",
        &[
            "branch-like-tag",
            "environment-from-branch",
            "look-alike-branch",
            "other-branch",
            "other-environment",
            "self-hosted-runner",
        ],
        "merge requests of every branch are meant",
    ),
    (
        "gitlab-ci",
        "private-custom-subject",
        &["manual-run", "other-workflow", "schedule", "self-hosted-runner"],
        "neither runner nor configuration file is entered",
    ),
    (
        "gitlab-ci",
        "self-managed",
        &["manual-run", "other-workflow", "schedule"],
        "no configuration file is entered",
    ),
    (
        "gitlab-ci",
        "tag",
        &["other-workflow", "self-hosted-runner"],
        "neither runner nor configuration file is entered",
    ),
    ("buildkite", "branch", &["fork-pull-request", "schedule"], "no claim tells a fork: the doubts say so"),
    (
        "buildkite",
        "pipeline-id",
        &[
            "fork-pull-request",
            "look-alike-branch",
            "other-queue",
            "other-step",
            "schedule",
            "self-hosted-runner",
        ],
        "branches by their beginning, a subject that names no ref, and neither step nor queue is entered",
    ),
    (
        "buildkite",
        "tag-before",
        &["fork-pull-request", "other-queue", "other-step", "self-hosted-runner"],
        "neither step nor queue is entered",
    ),
    ("hcp-terraform", "both", &["plan-phase"], "both phases are meant"),
    ("circleci", "branch", &["other-pipeline"], "no definition is entered: not every token names one"),
    (
        "circleci",
        "release-branches",
        &["look-alike-branch", "other-pipeline"],
        "branches by their beginning are meant",
    ),
    (
        "circleci",
        "tag-before",
        &["no-context", "other-context", "other-pipeline"],
        "no context is entered: the doubts say so",
    ),
    ("bitbucket-pipelines", "any-branch", &["look-alike-branch", "other-branch"], "every branch is meant"),
    (
        "bitbucket-pipelines",
        "branch",
        &["fork-pull-request", "no-environment", "other-environment"],
        "only the branch's name counts: the doubts say so",
    ),
    (
        "bitbucket-pipelines",
        "branches",
        &["fork-pull-request", "look-alike-branch", "no-environment", "other-environment"],
        "only the beginning of the branch's name counts",
    ),
    ("fly-io", "app", &["other-machine"], "every Machine of the app is meant"),
];

#[test]
fn a_suggested_rule_admits_its_owner_and_few_others() {
    let mut left: BTreeSet<_> = ADMITTED.iter().map(|(platform, setup, ..)| (*platform, *setup)).collect();
    for slug in PLATFORMS {
        let provider = providers::find(slug).unwrap();
        for fixture in fixtures::of(slug).into_iter().filter(|fixture| !fixture.accepted.is_empty()) {
            let (issuer, rule) = (&fixture.setup.issuer, &fixture.setup.rule);
            let tokens = fixture.accepted.iter().map(|sample| Some(Claims::new(sample.claims.clone())));
            let mut found = BTreeSet::new();
            for token in tokens.chain([None]) {
                let circle = around(issuer, rule, Some(provider), token.as_ref());
                let owner = &circle.owner;
                let shown = owner.claims.as_map();
                assert_eq!(owner.admission, Admission::Admitted, "{slug}/{}: {shown:?}", fixture.name);
                found.extend(admitted(&circle));
            }
            let row =
                ADMITTED.iter().find(|(platform, setup, ..)| *platform == slug && *setup == fixture.name);
            let expected: BTreeSet<_> = row.into_iter().flat_map(|(_, _, ids, _)| *ids).copied().collect();
            assert_eq!(found, expected, "{slug}/{}", fixture.name);
            left.retain(|(platform, setup)| *platform != slug || *setup != fixture.name);
        }
    }
    assert_eq!(left, BTreeSet::new(), "listed, and no setup");
}

/// A rule that leaves too much open, who gets in by it, and who does not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Loose {
    why: String,
    provider: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    claims: Map<String, Value>,
    #[serde(default)]
    condition: String,
    admits: Vec<String>,
    keeps_out: Vec<String>,
}

#[test]
fn a_loose_rule_admits_the_strangers_that_it_leaves_room_for() {
    let table: Vec<Loose> = serde_json::from_str(include_str!("../strangers/loose.json")).unwrap();
    for loose in table {
        let about = format!("{}: {}", loose.provider, loose.why);
        let spacelift = loose.provider == "spacelift";
        let claims = loose.claims.iter();
        let rule = RuleDraft {
            subject_prefix: loose.subject,
            audience: if spacelift { "acme.app.spacelift.io" } else { "https://api.anthropic.com" }.into(),
            claims: claims
                .map(|(name, value)| ClaimMatch { name: name.clone(), value: value.as_str().unwrap().into() })
                .collect(),
            condition: loose.condition,
            ..RuleDraft::default()
        };
        let circle = around(&IssuerDraft::default(), &rule, providers::find(&loose.provider), None);
        let owner = circle.owner.claims.as_map();
        assert_eq!(circle.owner.admission, Admission::Admitted, "{about}: {owner:?}");
        let found = admitted(&circle);
        for id in &loose.admits {
            assert!(found.contains(id.as_str()), "{about}: {id} is kept out, unlike {found:?}: {owner:?}");
        }
        for id in &loose.keeps_out {
            let stranger = circle.strangers.iter().find(|stranger| stranger.id == id);
            let stranger = stranger.unwrap_or_else(|| panic!("{about}: nobody is {id}"));
            assert!(!found.contains(id.as_str()), "{about}: {id} gets in: {:?}", stranger.claims.as_map());
        }
    }
}

#[test]
fn a_customers_issuer_keeps_other_customers_out() {
    let table = [
        ("fly-io", "https://oidc.fly.io/acme", "acme*", "look-alike-organization"),
        ("vercel", "https://oidc.vercel.com/acme", "owner:acme*", "look-alike-team"),
        ("spacelift", "https://acme.app.spacelift.io", "space:*", "other-organization"),
        (
            "circleci",
            "https://oidc.circleci.com/org/00000000-0000-4000-8000-0000000000a1",
            "org/*",
            "other-organization",
        ),
        (
            "bitbucket-pipelines",
            "https://api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc",
            "{*",
            "look-alike-workspace",
        ),
    ];
    for (slug, address, subject, id) in table {
        let rule = RuleDraft {
            subject_prefix: subject.into(),
            audience: "https://api.anthropic.com".into(),
            ..RuleDraft::default()
        };
        for (address, expected) in [(address, Admission::KeptOut(CheckId::Issuer)), ("", Admission::Admitted)]
        {
            let issuer = IssuerDraft { issuer_url: address.into(), ..IssuerDraft::default() };
            let circle = around(&issuer, &rule, providers::find(slug), None);
            let stranger = circle.strangers.iter().find(|stranger| stranger.id == id).unwrap();
            assert_eq!(stranger.admission, expected, "{slug} {address}: {:?}", stranger.claims.as_map());
        }
    }
}

#[test]
fn a_specimen_writes_what_it_reads_of_a_real_token() {
    // What no part stands for: a project's own components, and what nobody compares.
    let aside = ["user_email", "runner_id", "job_source"];
    for slug in PLATFORMS {
        let provider = providers::find(slug).unwrap();
        for fixture in fixtures::of(slug) {
            for sample in &fixture.accepted {
                let parts = provider.specimen.parts_of(&sample.claims);
                let written = provider.specimen.write(&parts);
                for (name, value) in &sample.claims {
                    let compared = provider.claim(name).is_some_and(|spec| spec.pins != Pins::Nothing);
                    let custom = fixture.name.contains("custom") || fixture.name.contains("own-subjects");
                    let custom = name == "sub" && (custom || fixture.name == "pipeline-id");
                    let list = value.as_array().is_some_and(|list| list.len() > 1);
                    let Some(again) = written.get(name).filter(|_| compared && !custom && !list) else {
                        continue;
                    };
                    if value.is_null() || aside.contains(&name.as_str()) {
                        continue;
                    }
                    let again = match (again, value) {
                        (Value::Array(one), Value::String(_)) => &one[0],
                        _ => again,
                    };
                    assert_eq!(again, value, "{slug}/{}: {name}", fixture.name);
                }
            }
        }
    }
}

/// What the token of a stranger says in a claim, when the workload's own token is this.
fn says(slug: &str, own: &Value, id: &str, claim: &str) -> Option<String> {
    let specimen = providers::find(slug).unwrap().specimen;
    let all = specimen.strangers_of(own.as_object().unwrap());
    let (_, claims) = all.into_iter().find(|(stranger, _)| stranger.id == id)?;
    claims.get(claim)?.as_str().map(str::to_owned)
}

#[test]
fn what_is_known_tells_where_a_name_ends() {
    let gitlab = json!({
        "iss": "https://gitlab.com", "namespace_id": "72", "namespace_path": "acme/platform", "project_id": "20",
        "project_path": "acme/platform/api", "ref": "v1", "ref_type": "tag", "ref_path": "refs/tags/v1",
        "sub": "project_path:acme/platform/api:ref_type:tag:ref:v1"
    });
    let folder = json!({
        "iss": "https://jenkins.acme.example/job/folder/oidc", "aud": ["https://api.anthropic.com"],
        "sub": "https://jenkins.acme.example/job/folder/job/deploy/job/main/"
    });
    let table = [
        ("gitlab-ci", &gitlab, "look-alike-group", "project_path", "acme/platform-evil/api"),
        (
            "gitlab-ci",
            &gitlab,
            "other-project",
            "sub",
            "project_path:acme/platform/playground:ref_type:tag:ref:v1",
        ),
        (
            "gitlab-ci",
            &gitlab,
            "branch-like-tag",
            "sub",
            "project_path:acme/platform/api:ref_type:branch:ref:v1",
        ),
        ("gitlab-ci", &gitlab, "tag-like-branch", "ref_path", "refs/tags/main"),
        ("gitlab-ci", &gitlab, "fork-pull-request", "project_path", "stranger/api"),
        (
            "jenkins",
            &folder,
            "pull-request",
            "sub",
            "https://jenkins.acme.example/job/folder/job/deploy/job/PR-7/",
        ),
        (
            "jenkins",
            &folder,
            "look-alike-job",
            "sub",
            "https://jenkins.acme.example/job/folder/job/deploy-evil/job/main/",
        ),
    ];
    for (slug, own, id, claim, expected) in table {
        assert_eq!(says(slug, own, id, claim).as_deref(), Some(expected), "{slug} {id}");
    }
    assert_eq!(
        says("gitlab-ci", &gitlab, "fork-pull-request", "job_project_id"),
        None,
        "an instance before 18.4"
    );
}

#[test]
fn a_subject_that_is_cut_short_tells_its_whole_parts() {
    let table = [
        ("gitlab-ci", "project_path:acme/*", "project_path", "acme/api"),
        ("gitlab-ci", "project_path:site*", "namespace_path", "site"),
        ("gitlab-ci", "project_path:site/web:ref_type:tag:ref:v2*", "ref_path", "refs/tags/v2"),
        ("buildkite", "organization:site:*", "organization_slug", "site"),
        ("buildkite", "organization:site:pipeline:web:ref:refs/tags/v2:commit:*", "build_tag", "v2"),
        ("hcp-terraform", "organization:site:project:*", "terraform_organization_name", "site"),
        ("bitbucket-pipelines", "{r}:*", "repositoryUuid", "{r}"),
        ("bitbucket-pipelines", "{r}:{e}:*", "deploymentEnvironmentUuid", "{e}"),
        ("circleci", "org/o/project/p/user/*", "oidc.circleci.com/project-id", "p"),
        ("fly-io", "site:web:*", "app_name", "web"),
    ];
    for (slug, subject, claim, expected) in table {
        let rule = RuleDraft { subject_prefix: subject.into(), ..RuleDraft::default() };
        let circle = around(&IssuerDraft::default(), &rule, providers::find(slug), None);
        assert_eq!(
            circle.owner.claims.text(claim),
            Some(expected),
            "{slug} {subject}: {:?}",
            circle.owner.claims.as_map()
        );
    }
}

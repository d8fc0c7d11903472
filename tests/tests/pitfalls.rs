//! Mistakes that are easy to make on every platform, each with the finding that tells it, and the rule as it should be, of
//! which the finding says nothing. These rules are no copies of the findings' own examples.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use keyless_tests::findings::Case;
use serde_json::{Value, json};

const GITHUB: &str = "https://token.actions.githubusercontent.com";
const GITLAB: &str = "https://gitlab.com";
const BUILDKITE: &str = "https://agent.buildkite.com";
const TERRAFORM: &str = "https://app.terraform.io";
const GOOGLE: &str = "https://accounts.google.com";
const EKS: &str = "https://oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF0123456789ABCDEF0123456789";
const CIRCLECI: &str = "https://oidc.circleci.com/org/00000000-0000-4000-8000-0000000000a1";
const BITBUCKET: &str = "https://api.bitbucket.org/2.0/workspaces/globex/pipelines-config/identity/oidc";
const ENTRA: &str = "https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0";
const OKTA: &str = "https://globex.okta.com/oauth2/default";
const OWN: &str = "https://idp.globex.example";

/// What is wrong, the issuer, matchers that have the finding and matchers that have not, and its code.
type Row = (&'static str, &'static str, Value, Value, &'static str);

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

#[track_caller]
fn assert_told(rows: &[Row]) {
    for (why, issuer, bad, good, code) in rows {
        let found = codes(issuer, bad);
        assert!(found.contains(code), "{why}: {code} is not among {found:?}");
        let found = codes(issuer, good);
        assert!(!found.contains(code), "{why}: {code} is told of the better rule too: {found:?}");
    }
}

#[test]
fn a_prefix_ends_where_a_segment_does() {
    let splits = "subject-prefix-splits-segment";
    assert_told(&[
        (
            "an owner",
            GITHUB,
            json!({"subject_prefix": "repo:globex*"}),
            json!({"subject_prefix": "repo:globex/*"}),
            splits,
        ),
        (
            "an organization",
            BUILDKITE,
            json!({"subject_prefix": "organization:globex*"}),
            json!({"subject_prefix": "organization:globex:*"}),
            splits,
        ),
        (
            "a namespace",
            EKS,
            json!({"subject_prefix": "system:serviceaccount:pay*"}),
            json!({"subject_prefix": "system:serviceaccount:pay:*"}),
            splits,
        ),
        (
            "an environment",
            GITHUB,
            json!({"subject_prefix": "repo:globex@77/web@88:environment:live*"}),
            json!({"subject_prefix": "repo:globex@77/web@88:environment:live"}),
            splits,
        ),
        (
            "a separator and no star",
            GITLAB,
            json!({"subject_prefix": "project_path:globex/web:"}),
            json!({"subject_prefix": "project_path:globex/web:*"}),
            "subject-prefix-without-star",
        ),
        (
            "an id that is cut",
            OKTA,
            json!({"subject_prefix": "0oa1b2c3*"}),
            json!({"subject_prefix": "0oa1b2c3"}),
            "wildcard-where-exact-serves",
        ),
        (
            "a number that is cut",
            GOOGLE,
            json!({"subject_prefix": "1122334455*"}),
            json!({"subject_prefix": "112233445566778899001"}),
            "wildcard-where-exact-serves",
        ),
        (
            "a star in the middle",
            GITHUB,
            json!({"subject_prefix": "repo:globex/*:ref:refs/heads/main", "claims": {"repository_owner_id": "77"}}),
            json!({"subject_prefix": "repo:globex/*", "claims": {"repository_owner_id": "77", "ref": "refs/heads/main"}}),
            "star-taken-literally",
        ),
        (
            "two stars",
            EKS,
            json!({"subject_prefix": "system:serviceaccount:pay:**"}),
            json!({"subject_prefix": "system:serviceaccount:pay:*"}),
            "star-taken-literally",
        ),
        (
            "a star in a claim",
            GITLAB,
            json!({"claims": {"project_path": "globex/*", "namespace_id": "72"}}),
            json!({"claims": {"namespace_id": "72"}}),
            "star-taken-literally",
        ),
        (
            "a star in the condition",
            BITBUCKET,
            json!({"claims": {"repositoryUuid": "{1}"}, "condition": "claims.branchName == 'release/*'"}),
            json!({"claims": {"repositoryUuid": "{1}"}, "condition": "claims.branchName.startsWith('release/')"}),
            "star-taken-literally",
        ),
    ]);
}

#[test]
fn an_issuer_that_all_share_needs_a_tenant_and_an_id() {
    let tenant = "tenant-not-pinned";
    let name = "name-only-pin";
    assert_told(&[
        (
            "GitHub",
            GITHUB,
            json!({"claims": {"ref": "refs/heads/main"}}),
            json!({"claims": {"ref": "refs/heads/main", "repository_id": "88"}}),
            tenant,
        ),
        (
            "GitLab",
            GITLAB,
            json!({"claims": {"ref_protected": "true"}}),
            json!({"claims": {"ref_protected": "true", "namespace_id": "72"}}),
            tenant,
        ),
        (
            "Buildkite",
            BUILDKITE,
            json!({"claims": {"pipeline_slug": "deploy"}}),
            json!({"claims": {"pipeline_slug": "deploy", "organization_id": "o"}}),
            tenant,
        ),
        (
            "HCP Terraform",
            TERRAFORM,
            json!({"claims": {"terraform_run_phase": "apply"}}),
            json!({"claims": {"terraform_workspace_id": "ws-1"}}),
            tenant,
        ),
        (
            "Google",
            GOOGLE,
            json!({"claims": {"azp": ""}, "condition": "claims.email_verified"}),
            json!({"subject_prefix": "112233445566778899001"}),
            tenant,
        ),
        (
            "a name on GitHub",
            GITHUB,
            json!({"claims": {"repository": "globex/web"}}),
            json!({"claims": {"repository": "globex/web", "repository_id": "88"}}),
            name,
        ),
        (
            "a name in the condition",
            GITLAB,
            json!({"condition": "claims.project_path == 'globex/web'"}),
            json!({"condition": "claims.project_id == '20'"}),
            name,
        ),
        (
            "an address",
            GOOGLE,
            json!({"claims": {"email": "w@globex.iam.gserviceaccount.com"}}),
            json!({"subject_prefix": "112233445566778899001"}),
            name,
        ),
    ]);
    assert!(
        codes("https://oidc.circleci.com", &json!({"subject_prefix": "org/*"})).contains(&"issuer-url-form")
    );
    assert!(!codes(CIRCLECI, &json!({"subject_prefix": "org/*"})).contains(&"issuer-url-form"));
}

#[test]
fn what_is_no_text_and_what_passes_is_not_compared() {
    let (text, passes) = ("claim-never-text", "claim-ephemeral");
    let pinned = |more: Value| {
        let mut all = json!({"project_id": "20", "namespace_id": "72"});
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"claims": all})
    };
    assert_told(&[
        ("a runner's number", GITLAB, pinned(json!({"runner_id": "42"})), pinned(json!({})), text),
        (
            "a version",
            OKTA,
            json!({"claims": {"cid": "0oa1", "ver": "1"}}),
            json!({"claims": {"cid": "0oa1"}}),
            text,
        ),
        (
            "a member of a map",
            EKS,
            json!({"claims": {"kubernetes.io.namespace": "pay"}}),
            json!({"condition": "claims['kubernetes.io'].namespace == 'pay'"}),
            text,
        ),
        (
            "a number as a text",
            GITLAB,
            json!({"claims": {"project_id": "20"}, "condition": "claims.runner_id == '42'"}),
            json!({"claims": {"project_id": "20"}, "condition": "int(claims.runner_id) == 42"}),
            "condition-other-kind",
        ),
        (
            "a number without int()",
            GITLAB,
            json!({"claims": {"project_id": "20"}, "condition": "claims.runner_id == 42"}),
            json!({"claims": {"project_id": "20"}, "condition": "int(claims.runner_id) == 42"}),
            "condition-number-unconverted",
        ),
        (
            "a commit",
            GITHUB,
            json!({"claims": {"repository_id": "88", "sha": "0f1e"}}),
            json!({"claims": {"repository_id": "88"}}),
            passes,
        ),
        ("a pipeline", GITLAB, pinned(json!({"pipeline_id": "574"})), pinned(json!({})), passes),
        (
            "a pod",
            EKS,
            json!({"subject_prefix": "system:serviceaccount:pay:web", "condition": "claims['kubernetes.io'].pod.name == 'web-x2x7k'"}),
            json!({"subject_prefix": "system:serviceaccount:pay:web"}),
            passes,
        ),
        (
            "a commit in the subject",
            BUILDKITE,
            json!({"subject_prefix": "organization:globex:pipeline:web:ref:refs/heads/main:commit:1234567890123456789012345678901234567890:step:deploy"}),
            json!({"subject_prefix": "organization:globex:pipeline:web:ref:refs/heads/main:commit:*"}),
            passes,
        ),
        (
            "a step in the subject",
            BITBUCKET,
            json!({"subject_prefix": "{00000000-0000-4000-8000-0000000000a2}:{00000000-0000-4000-8000-0000000000a4}"}),
            json!({"subject_prefix": "{00000000-0000-4000-8000-0000000000a2}:*"}),
            passes,
        ),
        (
            "a claim of another platform",
            GITHUB,
            json!({"claims": {"repository_id": "88", "branch": "main"}}),
            json!({"claims": {"repository_id": "88", "ref": "refs/heads/main"}}),
            "claim-never-sent",
        ),
    ]);
}

#[test]
fn a_condition_says_what_it_means() {
    let open = "condition-unanchored";
    let ids = |condition: &str| json!({"claims": {"repository_id": "88", "repository_owner_id": "77", "event_name": "push"}, "condition": condition});
    assert_told(&[
        (
            "a dotted name",
            EKS,
            json!({"condition": "claims.kubernetes.io.namespace == 'pay'"}),
            json!({"condition": "claims['kubernetes.io'].namespace == 'pay'"}),
            "condition-splits-name",
        ),
        (
            "a name with a slash",
            CIRCLECI,
            json!({"condition": "claims.oidc.circleci.com/vcs-ref == 'refs/heads/main'"}),
            json!({"condition": "claims['oidc.circleci.com/vcs-ref'] == 'refs/heads/main'"}),
            "condition-splits-name",
        ),
        (
            "half a pattern",
            GITHUB,
            ids("claims.ref.matches('^refs/heads/main')"),
            ids("claims.ref.matches('^refs/heads/main$')"),
            open,
        ),
        (
            "two half patterns",
            GITHUB,
            ids("claims.ref.matches('^refs/heads/main|refs/heads/next$')"),
            ids("claims.ref.matches('^(refs/heads/main|refs/heads/next)$')"),
            open,
        ),
        (
            "a part",
            GITHUB,
            ids("claims.workflow_ref.contains('globex/web')"),
            ids("claims.workflow_ref.startsWith('globex/web/')"),
            open,
        ),
        (
            "a claim that others lack",
            GITHUB,
            ids("claims.environment == 'live'"),
            ids("has(claims.environment) && claims.environment == 'live'"),
            "condition-needs-claim",
        ),
        (
            "one that all have",
            GITHUB,
            ids("claims.environment != 'live'"),
            ids("claims.ref == 'refs/heads/main'"),
            "condition-needs-claim",
        ),
        (
            "always so",
            GITHUB,
            ids("claims.ref == 'a' || true"),
            ids("claims.ref == 'a'"),
            "condition-constant",
        ),
        (
            "never so",
            GITHUB,
            ids("claims.ref == 'a' && false"),
            ids("claims.ref == 'a'"),
            "condition-constant",
        ),
        (
            "no identity",
            OWN,
            json!({"condition": "claims.iat > 0"}),
            json!({"condition": "claims.sub == 'svc:pay'"}),
            "identity-not-compared",
        ),
    ]);
}

#[test]
fn an_audience_is_claudes() {
    let foreign = "audience-foreign";
    let tight = |audience: &str| json!({"subject_prefix": "repo:globex@77/web@88:ref:refs/heads/main", "claims": {"event_name": "push"}, "audience": audience});
    let ours = || tight("https://api.anthropic.com");
    let of = |subject: &str, audience: &str| json!({"subject_prefix": subject, "audience": audience});
    let account = "system:serviceaccount:pay:web";
    let project = "org/00000000-0000-4000-8000-0000000000a1/project/p/user/*";
    let app = "0c5a6f0e-0000-4000-8000-00000000000a";
    assert_told(&[
        ("AWS", GITHUB, tight("sts.amazonaws.com"), ours(), foreign),
        ("Entra's exchange", GITHUB, tight("api://AzureADTokenExchange"), ours(), foreign),
        ("GitHub's default", GITHUB, tight("https://github.com/globex"), ours(), foreign),
        (
            "the API server",
            EKS,
            of(account, "https://kubernetes.default.svc"),
            of(account, "https://api.anthropic.com"),
            foreign,
        ),
        (
            "CircleCI's default, the organization's id",
            CIRCLECI,
            of(project, "00000000-0000-4000-8000-0000000000a1"),
            of(project, "https://api.anthropic.com"),
            foreign,
        ),
        (
            "Buildkite's default",
            BUILDKITE,
            of("organization:globex:pipeline:web:*", "https://buildkite.com/globex"),
            of("organization:globex:pipeline:web:*", "https://api.anthropic.com"),
            foreign,
        ),
        (
            "GitLab's default",
            GITLAB,
            of("project_path:globex/web:*", GITLAB),
            of("project_path:globex/web:*", "https://api.anthropic.com"),
            foreign,
        ),
        ("a slash too many", GITHUB, tight("https://api.anthropic.com/"), ours(), foreign),
        ("no scheme", GITHUB, tight("api.anthropic.com"), ours(), foreign),
        (
            "an app's id where there is no choice",
            ENTRA,
            of(app, "sts.amazonaws.com"),
            of(app, "9c5a6f0e-0000-4000-8000-00000000000b"),
            foreign,
        ),
        ("none", GITHUB, tight(""), ours(), "audience-omitted"),
    ]);
}

#[test]
fn people_and_defaults_are_no_workloads() {
    let default = "default-identity";
    assert_told(&[
        (
            "the default account",
            EKS,
            json!({"subject_prefix": "system:serviceaccount:pay:default"}),
            json!({"subject_prefix": "system:serviceaccount:pay:web"}),
            default,
        ),
        (
            "people in AWS",
            "https://0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0.tokens.sts.global.api.aws",
            json!({"subject_prefix": "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef"}),
            json!({"subject_prefix": "arn:aws:iam::123456789012:role/web"}),
            default,
        ),
        (
            "a person at Okta",
            OKTA,
            json!({"subject_prefix": "alice@globex.example"}),
            json!({"subject_prefix": "0oa1b2c3d4e5f6g7h8i9"}),
            default,
        ),
        (
            "the machines' account",
            GOOGLE,
            json!({"claims": {"email": "716149158341-compute@developer.gserviceaccount.com"}}),
            json!({"subject_prefix": "112233445566778899001"}),
            default,
        ),
        (
            "a plan",
            TERRAFORM,
            json!({"claims": {"terraform_workspace_id": "ws-1"}}),
            json!({"claims": {"terraform_workspace_id": "ws-1", "terraform_run_phase": "apply"}}),
            "run-phase-open",
        ),
        (
            "a pull request",
            GITHUB,
            json!({"subject_prefix": "repo:globex@77/web@88:*"}),
            json!({"subject_prefix": "repo:globex@77/web@88:*", "claims": {"event_name": "push"}}),
            "pull-request-admitted",
        ),
    ]);
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

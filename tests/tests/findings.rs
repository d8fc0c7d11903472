//! Every finding does what its page says, and keeps quiet about rules that are tight.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use keyless_core::facts::DEFAULT_AUDIENCE;
use keyless_core::lint::{self, Finding, Subject};
use keyless_core::providers::{self, Entry};
use keyless_core::rule::FieldPath;
use keyless_core::setup::Setup;
use keyless_core::token::Claims;
use keyless_tests::findings::{Case, PARTS, cases, examples, file_stem, folder, parts};
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn every_example_has_its_finding_and_no_other() {
    for lint in lint::ALL {
        let (bad, _) = examples(lint);
        assert!(!bad.is_empty(), "{} has no example", lint.code);
        for (number, case) in (1..).zip(bad) {
            let mut expected = case.also.clone();
            expected.push(lint.code.to_owned());
            expected.sort();
            assert_eq!(case.codes(), expected, "example {number} of {}", lint.code);
        }
    }
}

#[test]
fn no_better_setup_has_the_finding() {
    for lint in lint::ALL {
        let (_, better) = examples(lint);
        assert!(!better.is_empty(), "{} has nothing better", lint.code);
        for (number, case) in (1..).zip(better) {
            assert_eq!(case.codes(), <[&str; 0]>::default(), "better setup {number} of {}", lint.code);
        }
    }
}

#[test]
fn a_fix_silences_its_finding_and_brings_no_worse_one() {
    for lint in lint::ALL {
        for (number, mut case) in (1..).zip(examples(lint).0) {
            let what = format!("example {number} of {}", lint.code);
            let before = case.codes();
            let mended = case.findings().into_iter().find(|f| f.code == lint.code).unwrap();
            let Some(fix) = mended.fix else { continue };
            assert!(!fix.title.is_empty() && !fix.edits.is_empty(), "{what}");
            for edit in &fix.edits {
                case.setup.edit(edit);
            }
            let after = case.codes();
            assert!(!after.contains(&lint.code), "{what}: {:?}", case.findings());
            let worse = |f: &Finding| !before.contains(&f.code) && f.severity >= mended.severity;
            assert!(!case.findings().iter().any(worse), "{what}: {before:?} became {after:?}");
            let once = case.setup.clone();
            for edit in &fix.edits {
                case.setup.edit(edit);
            }
            assert_eq!(case.setup, once, "{what}: a second time changes nothing");
        }
    }
}

#[test]
fn every_finding_offers_a_fix_in_one_example_at_least() {
    for lint in lint::ALL {
        let offered =
            examples(lint).0.iter().flat_map(Case::findings).any(|f| f.code == lint.code && f.fix.is_some());
        assert!(offered, "{}", lint.code);
    }
}

#[test]
fn every_file_is_a_finding_and_every_finding_has_its_files() {
    let names: BTreeSet<String> =
        std::fs::read_dir(folder()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    let mut expected = BTreeSet::from(["mod.rs".to_owned()]);
    for lint in lint::ALL {
        let stem = file_stem(lint.code);
        expected.extend([format!("{stem}.rs"), format!("{stem}.md")]);
    }
    assert_eq!(names, expected);
}

#[test]
fn every_code_is_kebab_case_and_stands_once() {
    let mut seen = BTreeSet::new();
    for lint in lint::ALL {
        assert!(seen.insert(lint.code), "{} stands twice", lint.code);
        assert!(
            lint.code.split('-').all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase())),
            "{}",
            lint.code
        );
        assert!(std::ptr::eq(lint::find(lint.code).unwrap(), *lint));
        assert!(!lint.summary.ends_with('.') && !lint.summary.is_empty(), "{}", lint.code);
    }
}

#[test]
fn every_page_has_its_parts_and_dated_sources() {
    for lint in lint::ALL {
        assert!(lint.page.starts_with(&format!("# {}\n", lint.code)), "{}", lint.code);
        let headings: Vec<&str> = lint.page.lines().filter_map(|l| l.strip_prefix("## ")).collect();
        assert_eq!(headings, PARTS, "{}", lint.code);
        for line in parts(lint.page)["Sources"].lines().filter(|l| !l.is_empty()) {
            assert!(line.starts_with("- [") && line.contains("](https://"), "{}: {line}", lint.code);
            assert!(line.contains("), read 2026-1"), "{}: {line}", lint.code);
        }
    }
}

/// What every finding keeps to, whatever the rule.
fn is_well_formed(case: &Case, finding: &Finding) {
    let lint = lint::find(finding.code).expect("a finding has a check");
    assert!(finding.severity <= lint.severity, "{} is worse than its check says", finding.code);
    assert!(finding.message.ends_with('.') && !finding.message.ends_with(".."), "{}", finding.message);
    if let Some(range) = &finding.at.range {
        let rule = &case.setup.rule;
        let text = match &finding.at.field {
            FieldPath::SubjectPrefix => rule.subject_prefix.as_str(),
            FieldPath::Audience => rule.audience.as_str(),
            FieldPath::Scope => rule.oauth_scope.as_str(),
            FieldPath::TokenLifetime => rule.token_lifetime_seconds.as_str(),
            FieldPath::Condition => rule.condition.as_str(),
            FieldPath::IssuerUrl => case.setup.issuer.issuer_url.as_str(),
            FieldPath::OrganizationRole => case.setup.account.organization_role.as_str(),
            FieldPath::MaxJwtLifetime => case.setup.issuer.max_jwt_lifetime_seconds.as_str(),
            FieldPath::Claim(name) => rule.claim(name).expect("the claim is there"),
            field => panic!("no range is expected in {field}"),
        };
        assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()), "{range:?} of {text:?}");
    }
}

#[test]
fn findings_of_all_pages_are_well_formed() {
    for case in lint::ALL.iter().flat_map(|l| examples(l).0) {
        for finding in case.findings() {
            is_well_formed(&case, &finding);
        }
    }
}

const GITHUB: &str = "https://token.actions.githubusercontent.com";
const CLUSTER: &str = "https://oidc.cluster.example.com";

/// A setup with these matchers, tight in all else.
fn case(provider: &str, issuer_url: &str, matchers: &str) -> Case {
    Case::read(&format!(
        r#"{{"provider": "{provider}", "issuer": {{"issuer_url": "{issuer_url}"}},
            "rule": {{"match": {matchers}, "oauth_scope": "workspace:inference", "token_lifetime_seconds": 600}}}}"#
    ))
}

fn with_default_audience(matchers: &str) -> String {
    matchers.replacen('{', &format!(r#"{{"audience": "{}", "#, DEFAULT_AUDIENCE.value), 1)
}

#[test]
fn a_tight_rule_has_no_finding() {
    let table = [
        (
            "github-actions",
            GITHUB,
            r#"{"subject_prefix": "repo:acme/api:environment:production", "claims": {"repository_id": "456789",
                "repository_owner_id": "123456", "ref": "refs/heads/main",
                "job_workflow_ref": "acme/api/.github/workflows/deploy.yml@refs/heads/main", "repository_visibility": "private"}}"#,
            "a deploy job behind an environment, all pinned",
        ),
        (
            "github-actions",
            GITHUB,
            r#"{"subject_prefix": "repo:acme@123456/api@456789:environment:production"}"#,
            "the ids are in the subject",
        ),
        (
            "github-actions",
            GITHUB,
            r#"{"subject_prefix": "repo:acme*", "claims": {"repository_owner_id": "123456", "repository_id": "456789",
                "event_name": "push"}}"#,
            "the owner's id keeps out whoever has a longer name",
        ),
        (
            "github-actions",
            GITHUB,
            r#"{"subject_prefix": "repo:acme/api:ref:refs/heads/release*", "claims": {"repository_id": "456789",
                "ref": "refs/heads/release"}}"#,
            "the claim fixes the branch that the prefix leaves open",
        ),
        (
            "github-actions",
            GITHUB,
            r#"{"claims": {"repository_id": "456789", "repository_owner_id": "123456", "ref": "refs/heads/main",
                "event_name": "push"}}"#,
            "no subject at all, and ids instead",
        ),
        (
            "github-actions",
            GITHUB,
            r#"{"subject_prefix": "repo:acme/api:*", "condition":
                "claims.repository_id == '456789' && claims.ref in ['refs/heads/main', 'refs/heads/release'] && claims.event_name == 'push'"}"#,
            "the condition pins the repository and its refs",
        ),
        (
            "github-actions",
            "https://token.actions.githubusercontent.com/acme-enterprise",
            r#"{"subject_prefix": "repo:acme/api:ref:refs/heads/main"}"#,
            "an issuer of the enterprise's own is not shared",
        ),
        (
            "github-actions",
            "https://ghes.example.com/_services/token",
            r#"{"subject_prefix": "repo:acme/api:ref:refs/heads/main"}"#,
            "names on a server of one's own",
        ),
        (
            "kubernetes",
            CLUSTER,
            r#"{"subject_prefix": "system:serviceaccount:inference:inference-worker", "condition":
                "claims['kubernetes.io'].serviceaccount.uid == '1111' && claims['kubernetes.io'].namespace == 'inference'"}"#,
            "one account with its uid",
        ),
        (
            "kubernetes",
            CLUSTER,
            r#"{"subject_prefix": "system:serviceaccount:inference:inference-worker"}"#,
            "one account",
        ),
        ("kubernetes", "", "{}", "a form in which nothing has been entered"),
    ];
    for (provider, issuer_url, matchers, why) in table {
        let matchers = if matchers == "{}" { matchers.to_owned() } else { with_default_audience(matchers) };
        let case = case(provider, issuer_url, &matchers);
        assert_eq!(case.findings(), Vec::new(), "{why}");
    }
}

#[test]
fn what_a_provider_suggests_for_a_filled_form_has_no_finding() {
    for provider in providers::ALL {
        let mut setup = Setup::for_provider(provider);
        for field in provider.fields {
            if matches!(field.entry, Entry::Line) {
                setup.answer(field.id, field.example);
            }
        }
        let found = lint::run(&Subject::of(&setup, None));
        assert_eq!(found, Vec::new(), "{}: {:?}", provider.slug, setup.rule);
    }
}

#[test]
fn what_is_suggested_from_a_sample_token_has_no_finding() {
    let samples: Value = serde_json::from_str(include_str!("../vectors/sample-claims.json")).unwrap();
    let mut seen = 0;
    for sample in samples.as_array().unwrap() {
        let token = Claims::new(sample["claims"].as_object().unwrap().clone());
        let Some(provider) = providers::find_by_detection(sample["expected_detection"].as_str().unwrap())
        else {
            continue;
        };
        let mut setup = Setup::for_provider(provider);
        for (field, answer) in (provider.answers_from)(&token).iter() {
            setup.answer(field, answer);
        }
        let mut found = lint::run(&Subject::of(&setup, Some(&token)));
        // Some samples are of people and of default accounts: their subject is suggested as it stands, and said to be that.
        found.retain(|f| f.code != "default-identity");
        assert_eq!(found, Vec::new(), "{}: {}", sample["provider"], sample["variant"]);
        seen += 1;
    }
    assert!(seen > 10, "{seen} samples are of a provider");
}

#[test]
fn a_loose_rule_has_a_finding() {
    let table = [
        (
            "github-actions",
            r#"{"subject_prefix": "repo:acme/api:environment:prod*", "claims": {"repository_id": "456789"}}"#,
            "subject-prefix-splits-segment",
            "`environment:prod-preview` matches",
        ),
        (
            "github-actions",
            r#"{"subject_prefix": "repo:acme/api*", "condition": "has(claims.repository_id)"}"#,
            "subject-prefix-splits-segment",
            "to ask whether a claim is there compares nothing",
        ),
        (
            "github-actions",
            r#"{"subject_prefix": "repo:acme/api*", "claims": {"runner_environment": "github-hosted"}}"#,
            "subject-prefix-splits-segment",
            "the runner says nothing about the repository",
        ),
        (
            "github-actions",
            r#"{"subject_prefix": "repo:acme/api:ref:refs/heads/main", "claims": {"actor_id": "7"}}"#,
            "name-only-pin",
            "who started a run is no id of the repository",
        ),
    ];
    for (provider, matchers, code, why) in table {
        let case = case(provider, GITHUB, &with_default_audience(matchers));
        assert!(case.codes().contains(&code), "{why}: {:?}", case.codes());
    }
}

/// A rule and an issuer on a platform that nothing was chosen for, as when they are pasted on their own.
fn pasted(issuer_url: &str, matchers: &str) -> Case {
    let matchers = with_default_audience(matchers);
    Case::read(&format!(
        r#"{{"issuer": {{"issuer_url": "{issuer_url}"}},
            "rule": {{"match": {matchers}, "oauth_scope": "workspace:inference"}}}}"#
    ))
}

#[test]
fn a_rule_without_a_chosen_platform_is_judged_by_its_issuer_and_form() {
    let splits = "subject-prefix-splits-segment";
    let table: [(&str, &str, &[&str], &str); 11] = [
        ("", r#"{"subject_prefix": "repo:acme*"}"#, &["name-only-pin", splits], "the form is GitHub's"),
        (
            GITHUB,
            r#"{"subject_prefix": "repo:acme/api*", "claims": {"repository_id": "1"}}"#,
            &[],
            "pinned by id",
        ),
        (
            "https://gitlab.com",
            r#"{"subject_prefix": "project_path:acme/api*", "claims": {"namespace_id": "72"}}"#,
            &[splits],
            "the group's id leaves its other projects open",
        ),
        (
            "https://gitlab.com",
            r#"{"subject_prefix": "project_path:acme/api*", "claims": {"project_id": "20"}}"#,
            &[],
            "the project's id closes it",
        ),
        (
            "https://gitlab.com",
            r#"{"claims": {"project_path": "acme/api"}}"#,
            &["name-only-pin"],
            "a path can pass to somebody else",
        ),
        (
            "https://accounts.google.com",
            r#"{"claims": {"email": "worker@acme.iam.gserviceaccount.com"}}"#,
            &["name-only-pin"],
            "an address can be made again",
        ),
        (
            "https://accounts.google.com",
            r#"{"claims": {"sub": "104892101234567890123"}}"#,
            &[],
            "an id of Google's",
        ),
        (
            "https://accounts.google.com",
            r#"{"subject_prefix": "1048*"}"#,
            &["wildcard-where-exact-serves"],
            "an id that is cut",
        ),
        (
            "https://agent.buildkite.com",
            r#"{"subject_prefix": "organization:acme*", "claims": {"organization_id": "1"}}"#,
            &[],
            "the organization's id keeps `acme-labs` out",
        ),
        (
            "https://ci.example.com/oidc",
            r#"{"subject_prefix": "https://ci.example.com/job/deploy/"}"#,
            &[],
            "an address with its slash is a subject of its own",
        ),
        (
            "https://oidc.example.com",
            r#"{"subject_prefix": "team:ml:"}"#,
            &["subject-prefix-without-star"],
            "a separator",
        ),
    ];
    for (issuer_url, matchers, codes, why) in table {
        let mut found = pasted(issuer_url, matchers).codes();
        // Who else gets in is told from a platform's strangers, and shown elsewhere.
        found.retain(|code| !matches!(*code, "pull-request-admitted" | "workload-not-pinned"));
        assert_eq!(found, codes, "{why}");
    }
}

#[test]
fn a_prefix_that_names_no_tenant_gets_no_fix_that_names_none_either() {
    let found = pasted(GITHUB, r#"{"subject_prefix": "repo*"}"#).findings();
    let finding = found.iter().find(|f| f.code == "subject-prefix-splits-segment").unwrap();
    assert!(finding.message.contains("`repo:evil/x:…`"), "{}", finding.message);
    assert_eq!(finding.fix, None);
}

#[test]
fn a_star_behind_the_whole_subject_is_harmless_where_a_claim_fixes_the_ref() {
    let matchers = with_default_audience(
        r#"{"subject_prefix": "repo:acme/api:ref:refs/heads/main*",
            "claims": {"repository_id": "456789", "ref": "refs/heads/main"}}"#,
    );
    let mut case = case("github-actions", GITHUB, &matchers);
    let claims = serde_json::json!({"sub": "repo:acme/api:ref:refs/heads/main", "repository_id": "456789",
        "ref": "refs/heads/main", "aud": DEFAULT_AUDIENCE.value});
    case.token = claims.as_object().cloned().map(Claims::new);
    assert_eq!(case.findings(), Vec::new());
}

#[test]
fn a_condition_counts_for_what_it_compares_in_the_token_at_hand() {
    // The condition reads both claims, and only the event decides.
    let matchers = with_default_audience(
        r#"{"subject_prefix": "repo:acme/api*",
            "condition": "claims.event_name == 'push' || claims.repository_id == ''"}"#,
    );
    let mut case = case("github-actions", GITHUB, &matchers);
    let claims = serde_json::json!({"sub": "repo:acme/api:pull_request", "repository_id": "456789",
        "event_name": "push", "aud": DEFAULT_AUDIENCE.value});
    case.token = claims.as_object().cloned().map(Claims::new);
    assert!(case.codes().contains(&"subject-prefix-splits-segment"), "{:?}", case.codes());
}

#[test]
fn a_fence_without_the_word_setup_is_no_setup() {
    assert!(cases("```json\n{}\n```\n").is_empty());
    let case = &cases("```json setup refused also:a-b,c\n{}\n```\n")[0];
    assert!(case.refused);
    assert_eq!(case.also, ["a-b", "c"]);
}

mod any_rule {
    use super::is_well_formed;
    use keyless_core::providers;
    use keyless_core::rule::{Edit, FieldPath};
    use keyless_core::setup::Setup;
    use keyless_core::token::Claims;
    use keyless_tests::findings::Case;
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    /// Texts near what people type, and texts far from it.
    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            Just(String::new()),
            "(repo|project_path|organization|system:serviceaccount)?[:/@*.é]{0,2}[a-z0-9@]{0,6}[:/*]{0,3}[a-zß]{0,4}[*:/]{0,2}",
            "[0-9a-f-]{0,40}[*]?",
            "claims(\\.[a-z_]{1,9}|\\[\"[a-z./]{1,9}\"\\]){0,2}( == |\\.| in |&&)?[\"'a-z0-9]{0,5}",
            ".{0,24}",
        ]
    }

    fn name() -> impl Strategy<Value = String> {
        prop_oneof![
            prop::sample::select(vec![
                "sub",
                "exp",
                "repository",
                "repository_id",
                "repository_owner",
                "kubernetes.io",
                "kubernetes.io.namespace",
                "email",
                "ref",
                "aud",
            ])
            .prop_map(str::to_owned),
            text(),
        ]
    }

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            text().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<bool>().prop_map(Value::from),
            Just(Value::Null),
            prop::collection::vec(text(), 0..3).prop_map(Value::from),
            (name(), text()).prop_map(|(n, t)| json!({n: t})),
        ]
    }

    fn field() -> impl Strategy<Value = FieldPath> {
        prop_oneof![
            Just(FieldPath::SubjectPrefix),
            Just(FieldPath::Audience),
            Just(FieldPath::Condition),
            Just(FieldPath::Scope),
            Just(FieldPath::TokenLifetime),
            Just(FieldPath::MaxJwtLifetime),
            Just(FieldPath::IssuerUrl),
            name().prop_map(FieldPath::Claim),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn is_judged_without_a_panic_and_its_fixes_settle(
            provider in 0..=providers::ALL.len(),
            url in prop::sample::select(vec!["", super::GITHUB, "https://accounts.google.com", "https://gitlab.com", "x"]),
            edits in prop::collection::vec((field(), text()), 0..8),
            token in prop::option::of(prop::collection::vec((name(), value()), 0..6)),
            whole in any::<bool>(),
        ) {
            let mut setup = Setup::default();
            if let Some(provider) = providers::ALL.get(provider) {
                setup.workload.provider = provider.slug.to_owned();
            }
            setup.edit(&Edit::set(FieldPath::IssuerUrl, url));
            for (field, text) in edits {
                setup.edit(&Edit::set(field, text));
            }
            let mut token = token.map(|pairs| pairs.into_iter().collect::<Map<_, _>>());
            if let Some(token) = token.as_mut().filter(|_| whole) {
                let subject = setup.rule.subject_prefix.trim_end_matches('*').to_owned() + "more:or/less";
                token.insert("sub".to_owned(), subject.into());
                token.insert("exp".to_owned(), 100.into());
                token.insert("iat".to_owned(), 1.into());
            }
            let mut case = Case { setup, token: token.map(Claims::new), also: Vec::new(), refused: false };
            let found = case.findings();
            for finding in &found {
                is_well_formed(&case, finding);
            }
            for fix in found.into_iter().filter_map(|f| f.fix) {
                for edit in &fix.edits {
                    case.setup.edit(edit);
                }
                let once = case.setup.clone();
                for edit in &fix.edits {
                    case.setup.edit(edit);
                }
                prop_assert_eq!(&case.setup, &once);
            }
        }
    }
}

#[test]
fn every_page_shows_rules_that_the_service_would_take() {
    for lint in lint::ALL {
        let (bad, better) = examples(lint);
        for case in bad.iter().chain(&better) {
            let Setup { issuer, rule, .. } = &case.setup;
            assert_eq!(issuer.parse().err(), None, "the issuer in {}", lint.code);
            let problems = rule.parse(Some(issuer), None).err().unwrap_or_default();
            assert_eq!(!problems.is_empty(), case.refused, "a rule of {}: {problems:?}", lint.code);
        }
    }
}

#![allow(clippy::unwrap_used)]
use super::*;
use crate::rule::{AudienceRule, ClaimMatch, SubjectPattern};

const GITHUB: &str = "https://token.actions.githubusercontent.com";

/// A rule with nothing wrong.
fn rule() -> RuleDraft {
    RuleDraft {
        name: "ci-main".into(),
        subject_prefix: "system:serviceaccount:inference:worker".into(),
        oauth_scope: "workspace:inference".into(),
        workspace_ids: vec!["wrkspc_01".into()],
        ..RuleDraft::default()
    }
}

fn matching(subject: &str, claims: &[(&str, &str)], condition: &str) -> RuleDraft {
    RuleDraft {
        subject_prefix: subject.into(),
        claims: claims
            .iter()
            .map(|(name, value)| ClaimMatch { name: (*name).into(), value: (*value).into() })
            .collect(),
        condition: condition.into(),
        ..rule()
    }
}

fn fields_with(
    rule: &RuleDraft,
    issuer: Option<&IssuerDraft>,
    account: Option<&AccountDraft>,
) -> Vec<String> {
    rule.parse(issuer, account).err().unwrap_or_default().iter().map(|p| p.field.to_string()).collect()
}

fn fields(rule: &RuleDraft) -> Vec<String> {
    fields_with(rule, None, None)
}

fn message(rule: &RuleDraft) -> String {
    let problems = rule.parse(None, None).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems.first().unwrap().message.clone()
}

#[test]
fn a_rule_has_at_least_one_matcher() {
    let table: [(RuleDraft, &[&str], &str); 8] = [
        (matching("a", &[], ""), &[], "a subject"),
        (matching("", &[("a", "b")], ""), &[], "a claim"),
        (matching("", &[], "claims.a == \"b\""), &[], "a condition"),
        (matching("", &[], ""), &["rule.match"], "nothing"),
        (RuleDraft { audience: "x".into(), ..matching("", &[], "") }, &["rule.match"], "an audience alone"),
        (matching("*", &[], ""), &["rule.match.subject_prefix"], "a * alone does not count"),
        (matching("*", &[("a", "b")], ""), &[], "a * beside a matcher that counts"),
        (matching("**", &[], ""), &[], "only the last * is special"),
    ];
    for (rule, expected, why) in table {
        assert_eq!(fields(&rule), expected, "{why}");
    }
}

#[test]
fn what_can_never_equal_a_token_is_refused() {
    let table: [(RuleDraft, &[&str], &str); 13] = [
        (matching(" a", &[], ""), &["rule.match.subject_prefix"], "a blank before"),
        (matching("a\n", &[], ""), &["rule.match.subject_prefix"], "a line break after"),
        (matching("a* ", &[], ""), &["rule.match.subject_prefix"], "the * is not last"),
        (matching("a b", &[], ""), &[], "a blank inside"),
        (matching("a *", &[], ""), &[], "a prefix may end in a blank"),
        (RuleDraft { audience: "x ".into(), ..rule() }, &["rule.match.audience"], "the audience"),
        (matching("", &[("ref", "main ")], ""), &["rule.match.claims.ref"], "a claim's text"),
        (matching("", &[(" ref", "main")], ""), &["rule.match.claims. ref"], "a claim's name"),
        (matching("", &[("", "main")], ""), &["rule.match.claims"], "no name"),
        (matching("", &[("", "")], ""), &["rule.match.claims"], "a line left empty"),
        (matching("", &[("ref", "a"), ("ref", "b")], ""), &["rule.match.claims.ref"], "given twice"),
        (matching("", &[("head_ref", "")], ""), &[], "GitHub sends an empty head_ref"),
        (matching("", &[("kubernetes.io", "x")], ""), &[], "a dot in a name"),
    ];
    for (rule, expected, why) in table {
        assert_eq!(fields(&rule), expected, "{why}");
    }
}

#[test]
fn a_condition_must_depend_on_the_claims() {
    let table = [
        ("claims.a == \"b\"", "", "it does"),
        (" ", "blanks alone", "nothing to evaluate"),
        ("claims.a ==", "Line 1, column ", "no CEL"),
        ("token.a == \"b\"", "token", "another variable"),
        ("true", "the service refuses", "the service's own rule"),
        ("1 == 1 || claims.a == \"b\"", "the service refuses", "true whatever the claim is"),
        ("false", "Keyless's rule", "no exchange can succeed"),
        ("1 / 0 == 1", "Keyless's rule", "it always fails"),
        ("\"text\"", "must be true or false", "no boolean, by its type"),
        ("dyn(\"text\")", "neither true nor false", "no boolean, by its value"),
    ];
    for (condition, expected, why) in table {
        let rule = matching("", &[], condition);
        if expected.is_empty() {
            assert!(rule.parse(None, None).is_ok(), "{why}");
        } else {
            assert_eq!(fields(&rule), ["rule.match.condition"], "{why}");
            assert!(message(&rule).contains(expected), "{why}: {}", message(&rule));
        }
    }
}

#[test]
fn a_rule_on_a_shared_issuer_pins_its_tenant() {
    let issuer = |url: &str| IssuerDraft { issuer_url: url.into(), ..IssuerDraft::default() };
    let loose = matching("", &[("environment", "prod")], "");
    let bound = matching("repo:acme/*", &[], "");
    for (rule, url, expected, why) in [
        (&loose, GITHUB, &["rule.match"][..], "every tenant may have this environment"),
        (&bound, GITHUB, &[][..], "an owner"),
        (
            &loose,
            "https://token.actions.githubusercontent.com/acme",
            &[][..],
            "the issuer is the tenant's own",
        ),
        (&loose, "https://issuer.example.com", &[][..], "not shared"),
        (&matching("repo:*", &[], ""), GITHUB, &["rule.match"][..], "every owner"),
    ] {
        assert_eq!(fields_with(rule, Some(&issuer(url)), None), expected, "{why}");
    }
    assert!(loose.parse(None, None).is_ok(), "without the issuer it cannot be known");
}

#[test]
fn scopes_are_held_against_the_role() {
    let account = |role: &str| AccountDraft { organization_role: role.into(), ..AccountDraft::default() };
    let admin = RuleDraft { oauth_scope: "org:admin".into(), ..rule() };
    for (account, expected, why) in [
        (Some(account("admin")), &[][..], "the role is there"),
        (Some(account("developer")), &["rule.oauth_scope"][..], "the other role"),
        (Some(account("")), &["rule.oauth_scope"][..], "the default is developer"),
        (Some(account("boss")), &[][..], "an unknown role is the account's problem"),
        (None, &[][..], "no account to look at"),
    ] {
        assert_eq!(fields_with(&admin, None, account.as_ref()), expected, "{why}");
    }
    for (scope, console) in [
        ("workspace:inference", false),
        ("workspace:developer workspace:inference", false),
        ("workspace:manage_tunnels", true),
        ("workspace:inference org:admin", true),
    ] {
        let rule = RuleDraft { oauth_scope: scope.into(), ..rule() }.parse(None, None).unwrap();
        assert_eq!(rule.needs_console_session(), console, "{scope}");
    }
}

#[test]
fn a_rule_names_its_workspaces_or_has_all() {
    let draft = |ids: &[&str], all| RuleDraft {
        workspace_ids: ids.iter().map(|id| (*id).to_owned()).collect(),
        applies_to_all_workspaces: all,
        ..rule()
    };
    let table: [(RuleDraft, bool, &str); 9] = [
        (draft(&["wrkspc_01"], false), true, "one"),
        (draft(&["wrkspc_01", "wrkspc_02"], false), true, "several"),
        (draft(&[], true), true, "all"),
        (draft(&["x"], true), true, "all: the list is not looked at"),
        (draft(&[""], false), true, "one that is not made yet"),
        (draft(&[], false), true, "still to be filled in"),
        (draft(&["default"], false), false, "the word of an exchange"),
        (draft(&["wrkspc_01", "wrkspc_01"], false), false, "twice"),
        (draft(&["wrkspc_01 "], false), false, "a blank after"),
    ];
    for (rule, good, why) in table {
        let expected: &[&str] = if good { &[] } else { &["rule.workspace_id"] };
        assert_eq!(fields(&rule), expected, "{why}");
    }
}

#[test]
fn ids_are_of_their_kind_and_fit_together() {
    let rule = |issuer: &str, account: &str| RuleDraft {
        issuer_id: issuer.into(),
        service_account_id: account.into(),
        ..rule()
    };
    let issuer = IssuerDraft { id: "fdis_01".into(), ..IssuerDraft::default() };
    let account = AccountDraft { id: "svac_01".into(), ..AccountDraft::default() };
    for (draft, expected, why) in [
        (rule("fdis_01", "svac_01"), &[][..], "those given beside it"),
        (rule("", ""), &[][..], "not made yet"),
        (rule("fdis_REPLACE_ME", "svac_REPLACE_ME"), &[][..], "the placeholders of a generated file"),
        (rule("fdis_02", ""), &["rule.issuer_id"][..], "another issuer"),
        (rule("", "svac_02"), &["rule.target.service_account_id"][..], "another account"),
        (
            rule("svac_01", "fdis_01"),
            &["rule.issuer_id", "rule.target.service_account_id"][..],
            "the two exchanged",
        ),
    ] {
        assert_eq!(fields_with(&draft, Some(&issuer), Some(&account)), expected, "{why}");
    }
}

#[test]
fn nothing_archived_is_of_use() {
    let issuer = IssuerDraft { archived: true, ..IssuerDraft::default() };
    let account = AccountDraft { archived: true, ..AccountDraft::default() };
    let draft = RuleDraft { archived: true, ..rule() };
    assert_eq!(
        fields_with(&draft, Some(&issuer), Some(&account)),
        ["rule.archived_at", "rule.issuer_id", "rule.target.service_account_id"]
    );
}

#[test]
fn every_problem_is_told_at_once_and_no_secret_with_it() {
    let key = format!("sk-ant-api03-{}", "q".repeat(40));
    let draft = RuleDraft {
        id: "x".into(),
        name: String::new(),
        description: key.clone(),
        issuer_id: key.clone(),
        audience: " ".into(),
        service_account_id: key.clone(),
        oauth_scope: key.clone(),
        workspace_ids: vec![key, "default".into()],
        token_lifetime_seconds: "1h".into(),
        ..RuleDraft::default()
    };
    let problems = draft.parse(None, None).unwrap_err();
    let fields: Vec<String> = problems.iter().map(|p| p.field.to_string()).collect();
    let expected = [
        "rule.description",
        "rule.id",
        "rule.name",
        "rule.issuer_id",
        "rule.match.audience",
        "rule.match",
        "rule.target.service_account_id",
        "rule.oauth_scope",
        "rule.workspace_id",
        "rule.workspace_id",
        "rule.token_lifetime_seconds",
    ];
    assert_eq!(fields, expected);
    assert!(problems.iter().all(|p| !p.to_string().contains("qqqq")), "{problems:?}");
}

#[test]
fn a_valid_rule_says_what_it_was_told() {
    let draft = RuleDraft { token_lifetime_seconds: "600".into(), ..matching("a*", &[("b", "c")], "") };
    let rule = draft.parse(None, None).unwrap();
    assert_eq!(rule.matching().subject(), Some(&SubjectPattern::Prefix("a".into())));
    assert_eq!(rule.matching().audience(), &AudienceRule::ServiceDefault);
    assert_eq!(rule.matching().claims(), [("b".to_owned(), "c".to_owned())]);
    assert!(rule.matching().condition().is_none());
    assert_eq!(rule.token_lifetime().seconds(), 600);
    assert_eq!((rule.issuer(), rule.target()), (&Known::Pending, &Known::Pending));
    assert!(matches!(rule.workspaces(), Workspaces::Some(ids) if ids.len() == 1));
}

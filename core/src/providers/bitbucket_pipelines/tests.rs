#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::PROVIDER;
use crate::condition::{Condition, Constancy};
use crate::providers::{Answers, Suggestion};
use crate::token::Claims;
use serde_json::json;

type Pairs<'a> = &'a [(&'a str, &'a str)];

const WORKSPACE: &str = "{cccccccc-dddd-4eee-8fff-000000000000}";
const REPOSITORY: &str = "{11111111-2222-4333-8444-555555555555}";
const ENVIRONMENT: &str = "{aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee}";
const STEP: &str = "{99999999-8888-4777-8666-555555555555}";

fn suggest(pairs: Pairs<'_>) -> Suggestion {
    let mut answers = Answers::default();
    for (field, value) in pairs {
        answers.set(field, value);
    }
    (PROVIDER.suggest)(&answers)
}

#[test]
fn a_rule_names_the_environment_or_the_branch() {
    let ids =
        [("repository_uuid", REPOSITORY), ("environment_uuid", ENVIRONMENT), ("workspace_uuid", WORKSPACE)];
    let deployment = suggest(&ids).rule;
    assert_eq!(deployment.subject_prefix, format!("{REPOSITORY}:{ENVIRONMENT}:*"));
    assert_eq!(deployment.claim("deploymentEnvironmentUuid"), Some(ENVIRONMENT));
    assert_eq!(deployment.claim("branchName"), None, "any branch that the environment admits");

    let branch = suggest(&[ids[0], ids[1], ("scenario", "branch"), ("branch", "refs/heads/main")]).rule;
    assert_eq!(branch.subject_prefix, format!("{REPOSITORY}:*"));
    assert_eq!(branch.claim("branchName"), Some("main"));
    assert_eq!(branch.claim("deploymentEnvironmentUuid"), None, "of another scenario");

    let many = suggest(&[ids[0], ("scenario", "branch"), ("branch", "release/\" || true || \"*")]).rule;
    let condition = Condition::compile(&many.condition).unwrap();
    assert_eq!(condition.constancy(), Constancy::Varies, "what was typed stays one literal");

    let nothing = suggest(&[]).rule;
    assert_eq!(nothing.subject_prefix, "{REPOSITORY_UUID}:{ENVIRONMENT_UUID}:*", "no UUID is like it");
}

#[test]
fn braces_are_added_where_they_are_missing() {
    let bare = REPOSITORY.trim_matches(['{', '}']);
    let rule = suggest(&[("repository_uuid", bare)]).rule;
    assert_eq!(rule.claim("repositoryUuid"), Some(REPOSITORY));
    assert_eq!((PROVIDER.spread)("repository_uuid", bare), [("repository_uuid", REPOSITORY.to_owned())]);
}

#[test]
fn what_is_pasted_fills_the_fields_that_it_holds() {
    let both: Pairs<'_> = &[("workspace", "acme"), ("repository", "notes")];
    let deployment = format!("{REPOSITORY}:{ENVIRONMENT}:{STEP}");
    let plain = format!("{REPOSITORY}:{STEP}");
    let issuer = "https://api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc";
    let audience = "ari:cloud:bitbucket::workspace/cccccccc-dddd-4eee-8fff-000000000000";
    let table: [(&str, &str, Pairs<'_>, &str); 12] = [
        ("branch", "https://bitbucket.org/acme/notes/src/main/", both, "a page"),
        ("workspace", "git@bitbucket.org:acme/notes.git", both, "an address to clone from"),
        ("repository", "acme/notes", both, "both names"),
        ("workspace", "acme", &[], "one name"),
        ("branch", "feature/x", &[], "a branch in a folder"),
        ("repository", issuer, &[("workspace", "acme")], "an issuer"),
        ("repository", audience, &[("workspace_uuid", WORKSPACE)], "the workspace's own audience"),
        (
            "environment_uuid",
            &deployment,
            &[("scenario", "deployment"), ("repository_uuid", REPOSITORY), ("environment_uuid", ENVIRONMENT)],
            "a subject",
        ),
        (
            "workspace",
            &plain,
            &[("scenario", "branch"), ("repository_uuid", REPOSITORY)],
            "one without environment",
        ),
        ("workspace_uuid", WORKSPACE, &[], "a UUID stays where it is typed"),
        ("workspace", "{x}:{y}", &[], "no UUIDs"),
        ("workspace", "a'; rm -rf / #", &[], "no slugs"),
    ];
    for (field, text, expected, why) in table {
        let expected: Vec<(&str, String)> = expected.iter().map(|(f, v)| (*f, (*v).to_owned())).collect();
        assert_eq!((PROVIDER.spread)(field, text), expected, "{why}");
    }
}

#[test]
fn a_token_fills_the_form() {
    let token = json!({
        "iss": "https://api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc",
        "sub": format!("{REPOSITORY}:{ENVIRONMENT}:{STEP}"), "iat": 1_795_305_600, "exp": 1_795_312_800,
        "workspaceUuid": WORKSPACE, "repositoryUuid": REPOSITORY, "deploymentEnvironmentUuid": ENVIRONMENT,
        "branchName": "main", "stepUuid": STEP,
    });
    let made = (PROVIDER.suggest)(&(PROVIDER.answers_from)(&Claims::new(token.as_object().unwrap().clone())));
    assert_eq!(made.issuer.issuer_url, token["iss"]);
    assert_eq!(made.issuer.max_jwt_lifetime_seconds, "7200", "tokens may live longer than others report");
    assert!(made.rule.claims.iter().all(|c| token[&c.name] == c.value));
    let odd = json!({"iss": 7, "sub": "{a}:{b}", "branchName": []});
    let answers = (PROVIDER.answers_from)(&Claims::new(odd.as_object().unwrap().clone()));
    assert_eq!(answers, Answers::default());
}

#[test]
fn a_check_says_what_is_wrong_and_leaves_right_entries_alone() {
    let table = [
        ("workspace", "acme", true, "a slug"),
        ("workspace", "acme/notes", false, "two"),
        ("repository", "notes*", false, "a wildcard"),
        ("repository_uuid", REPOSITORY, true, "with braces"),
        ("repository_uuid", "11111111-2222-4333-8444-555555555555", false, "without"),
        ("environment_uuid", "Production", false, "a name"),
        ("environment_uuid", "{AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE}", false, "compared exactly"),
        ("branch", "release/*", true, "all under a folder"),
        ("branch", "release*", false, "ends inside a name"),
        ("branch", "refs/heads/main", false, "a whole ref"),
    ];
    for (id, entry, fine, why) in table {
        let field = PROVIDER.fields.iter().find(|f| f.id == id).unwrap();
        assert_eq!((field.check)(entry).is_none(), fine, "{id}: {why}");
    }
}

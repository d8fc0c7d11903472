//! The exported script: what it sends, what it keeps to itself, and where it stops.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::rule::{Edit, FieldPath};
use keyless_core::setup::Setup;
use keyless_tests::admin_script::{Call, OAUTH_TOKEN, Run, run};
use keyless_tests::exports::{files, github, kubernetes, nothing_made, parses, script_is_sound};
use keyless_tests::hostile::{HOSTILE, hostile, without_ids};
use serde_json::{Value, json};

#[test]
fn the_script_makes_four_objects_in_order_and_prints_the_environment() {
    for setup in [nothing_made(github("branch")), nothing_made(kubernetes())] {
        let done = run_fresh(&setup, &[]);
        assert!(done.output.status.success(), "{}", done.stderr());
        let paths: Vec<_> = done.calls.iter().map(Call::path).collect();
        assert_eq!(
            paths,
            [
                "service_accounts",
                "service_accounts/svac_1/workspaces",
                "federation_issuers",
                "federation_rules"
            ]
        );
        assert_bodies(&setup, &done.calls.iter().map(|call| call.body.clone()).collect::<Vec<_>>());
        assert_eq!(
            done.stdout().lines().collect::<Vec<_>>(),
            [
                "ANTHROPIC_FEDERATION_RULE_ID=fdrl_1",
                "ANTHROPIC_ORGANIZATION_ID=00000000-0000-4000-8000-0000000000e1",
                "ANTHROPIC_SERVICE_ACCOUNT_ID=svac_1",
                "ANTHROPIC_WORKSPACE_ID=wrkspc_01DDDD",
            ]
        );
    }
}

#[test]
fn the_script_keeps_the_token_out_of_every_argument() {
    let done = run_fresh(&nothing_made(github("branch")), &[]);
    for call in &done.calls {
        assert_eq!(call.secret_header, format!("Authorization: Bearer {OAUTH_TOKEN}\n"));
        assert!(
            !call.arguments.iter().any(|argument| argument.contains(OAUTH_TOKEN)),
            "{:?}",
            call.arguments
        );
        assert!(call.arguments.iter().any(|argument| argument == "anthropic-version: 2023-06-01"));
    }
    assert!(!format!("{}{}", done.stdout(), done.stderr()).contains(OAUTH_TOKEN));
}

#[test]
fn a_dry_run_shows_everything_and_sends_nothing() {
    let setup = nothing_made(kubernetes());
    let done = run(&script(&setup), &["--dry-run"], &[], &[]);
    assert!(done.output.status.success(), "{}", done.stderr());
    assert!(done.calls.is_empty());
    let stdout = done.stdout();
    assert_eq!(stdout.matches("POST https://api.anthropic.com/v1/organizations/").count(), 4);
    assert!(stdout.contains("\"issuer_id\": \"fdis_REPLACE_ME\""), "{stdout}");
}

#[test]
fn what_exists_already_is_left_alone() {
    let done = run_fresh(&github("branch"), &[]);
    assert!(done.output.status.success(), "{}", done.stderr());
    assert!(done.calls.is_empty(), "every id is known, and an existing account keeps its memberships");

    let given = [("SERVICE_ACCOUNT_ID", "svac_9"), ("ADD_MEMBERSHIP", "yes"), ("ISSUER_ID", "fdis_9")];
    let setup = nothing_made(github("branch"));
    let done = run(&script(&setup), &[], &with_token(&given), &["200 x", "200 fdrl_9"]);
    assert!(done.output.status.success(), "{}", done.stderr());
    let paths: Vec<_> = done.calls.iter().map(Call::path).collect();
    assert_eq!(paths, ["service_accounts/svac_9/workspaces", "federation_rules"]);
    assert_eq!(done.calls[1].body["issuer_id"], "fdis_9");
    assert_eq!(done.calls[1].body["target"]["service_account_id"], "svac_9");
}

#[test]
fn the_script_opens_the_rule_to_further_workspaces() {
    let mut setup = nothing_made(kubernetes());
    setup.rule.workspace_ids = vec!["wrkspc_1".to_owned(), "wrkspc_2".to_owned()];
    let answers = ["201 svac_1", "200 x", "201 fdis_1", "201 fdrl_1", "200 x", "200 x"];
    let done = run(&script(&setup), &[], &with_token(&[]), &answers);
    assert!(done.output.status.success(), "{}", done.stderr());
    assert_eq!(done.calls[4].path(), "service_accounts/svac_1/workspaces");
    assert_eq!(done.calls[4].body["workspace_id"], "wrkspc_2");
    assert_eq!(done.calls[5].path(), "federation_rules/fdrl_1/workspaces");
    assert_eq!(done.calls[5].body, json!({ "workspace_id": "wrkspc_2" }));
}

#[test]
fn the_script_stops_at_the_first_refusal_and_says_what_to_do() {
    let setup = nothing_made(github("branch"));
    let table: [(&[&str], usize, &str); 3] = [
        (&["409 x"], 1, "this name is taken"),
        (&["401 x"], 1, "log in again"),
        (&["201 svac_1", "200 x", "403 x"], 3, "org:admin"),
    ];
    for (answers, calls, advice) in table {
        let done = run(&script(&setup), &[], &with_token(&[]), answers);
        assert!(!done.output.status.success());
        assert_eq!(done.calls.len(), calls, "{}", done.stderr());
        assert!(done.stderr().contains(advice), "{}", done.stderr());
        assert!(done.stderr().contains("stopped at POST"), "{}", done.stderr());
        assert_eq!(done.stdout(), "", "no environment is printed");
    }
}

#[test]
fn the_script_asks_for_what_it_needs_before_it_sends_anything() {
    let setup = nothing_made(github("branch"));
    let mut nowhere = setup.clone();
    nowhere.rule.workspace_ids.clear();
    let mut spoilt = setup.clone();
    "svac_1/../../x".clone_into(&mut spoilt.account.id);
    let table: [(&Setup, &str, &[&str], &str); 6] = [
        (&setup, "", &[], "ANTHROPIC_OAUTH_TOKEN is not set"),
        (&setup, "a\nb", &[], "blanks or line breaks"),
        (&setup, "sk-ant-admin01-x", &[], "Admin API key"),
        (&nowhere, "t", &[], "set WORKSPACE_ID"),
        (&spoilt, "t", &[], "SERVICE_ACCOUNT_ID is no id"),
        (&setup, "t", &["--force"], "the only option is --dry-run"),
    ];
    for (setup, token, arguments, message) in table {
        let done = run(&script(setup), arguments, &[("ANTHROPIC_OAUTH_TOKEN", token)], &[]);
        assert!(!done.output.status.success(), "{message}");
        assert!(done.calls.is_empty(), "{message}");
        assert!(done.stderr().contains(message), "{message}: {}", done.stderr());
    }
}

#[test]
fn less_usual_setups_give_sound_files_too() {
    let mut everywhere = nothing_made(kubernetes());
    everywhere.edit(&Edit::set(FieldPath::AllWorkspaces, "true"));
    everywhere.edit(&Edit::set(FieldPath::Scope, "org:admin"));
    for setup in [Setup::default(), everywhere.clone()] {
        for file in files(&setup).values() {
            parses(file);
        }
        script_is_sound(&script(&setup));
    }
    let done = run_fresh(&everywhere, &[]);
    assert!(done.output.status.success(), "{}", done.stderr());
    assert!(done.stderr().contains("Console session alone"), "{}", done.stderr());
    assert_eq!(done.calls[3].body["applies_to_all_workspaces"], true);
    assert_eq!(done.calls[3].body.get("workspace_id"), None);
}

#[test]
fn typed_text_reaches_the_service_through_the_script_as_it_was_typed() {
    for text in HOSTILE {
        let setup = without_ids(&hostile(&kubernetes(), |_| (*text).to_owned()).0);
        let done = run_fresh(&setup, &[]);
        assert!(done.output.status.success(), "{text:?}: {}", done.stderr());
        assert_bodies(&setup, &done.calls.iter().map(|call| call.body.clone()).collect::<Vec<_>>());
    }
}

fn script(setup: &Setup) -> String {
    files(setup).remove("claude/setup.sh").unwrap().body
}

fn with_token<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&[("ANTHROPIC_OAUTH_TOKEN", OAUTH_TOKEN)], more].concat()
}

fn run_fresh(setup: &Setup, environment: &[(&str, &str)]) -> Run {
    let answers = ["201 svac_1", "200 x", "201 fdis_1", "201 fdrl_1"];
    run(&script(setup), &[], &with_token(environment), &answers)
}

/// What a fresh run sends: account, membership, issuer, and the rule with the ids that the answers gave.
fn assert_bodies(setup: &Setup, sent: &[Value]) {
    let mut rule = setup.rule.clone();
    "fdis_1".clone_into(&mut rule.issuer_id);
    "svac_1".clone_into(&mut rule.service_account_id);
    let membership = json!({ "workspace_id": "wrkspc_01DDDD", "workspace_role": "workspace_user" });
    let expected =
        [setup.account.to_create_body(), membership, setup.issuer.to_create_body(), rule.to_create_body()];
    assert_eq!(sent, expected);
}

//! The files to take away: as reviewed, sound for the tools that read them, and proof against what people type.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::export::{self, Artifact, Language};
use keyless_core::providers;
use keyless_core::rule::{Edit, FieldPath};
use keyless_core::setup::Setup;
use keyless_tests::exports::{
    Call, HOSTILE, OAUTH_TOKEN, Run, evaluated, events, files, github, golden, hostile, kubernetes,
    nothing_made, parses, run, script_is_sound, sourced, unexpanded, yaml,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// Name of the folder, its provider, and the setup.
fn reviewed() -> Vec<(&'static str, &'static str, Setup)> {
    let mut made_for_two = nothing_made(kubernetes());
    made_for_two.rule.workspace_ids = vec!["wrkspc_01DDDD".to_owned(), "wrkspc_01EEEE".to_owned()];
    made_for_two.edit(&Edit::set(FieldPath::Scope, "workspace:developer"));
    let unanswered = |provider| Setup::for_provider(providers::find(provider).unwrap());
    vec![
        ("github-actions", "branch", github("branch")),
        ("github-actions", "environment-before", nothing_made(github("environment"))),
        ("github-actions", "pull-request", github("pull_request")),
        ("kubernetes", "inline-keys", kubernetes()),
        ("kubernetes", "two-workspaces-before", made_for_two),
        ("github-actions", "unanswered", unanswered("github-actions")),
        ("kubernetes", "unanswered", unanswered("kubernetes")),
    ]
}

#[test]
fn every_file_is_as_reviewed() {
    for (provider, name, setup) in reviewed() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("providers").join(provider).join("exports");
        golden(&folder.join(name), &files(&setup));
    }
}

#[test]
fn every_file_is_sound_for_its_tools() {
    for (_, name, setup) in reviewed() {
        for (path, file) in files(&setup) {
            parses(&file);
            assert!(file.body.ends_with('\n'), "{name}/{path} ends in a line break");
            assert!(!file.body.contains('⟦'), "{name}/{path} has every hole filled");
            match file.language {
                Language::Shell => script_is_sound(&file.body),
                Language::Yaml => yaml(&file.body).iter().flat_map(steps).for_each(|step| {
                    script_is_sound(step);
                }),
                _ => {}
            }
        }
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

/// The scripts of a workflow's steps, with the shell that the workflow names.
fn steps(document: &Value) -> impl Iterator<Item = &str> {
    let steps = document.pointer("/jobs/claude/steps").and_then(Value::as_array);
    steps.into_iter().flatten().filter_map(|step| step.get("run")?.as_str())
}

#[test]
fn the_same_setup_gives_the_same_bytes() {
    for (_, name, setup) in reviewed() {
        let again = Setup::from_json(&setup.to_json()).unwrap();
        assert_eq!(export::artifacts(&setup), export::artifacts(&again), "{name}");
    }
}

#[test]
fn what_is_missing_is_what_stands_in_the_files() {
    for (_, name, setup) in reviewed() {
        let all: String = export::artifacts(&setup).into_iter().map(|file| file.body).collect();
        let missing = export::missing(&setup);
        for one in &missing {
            assert!(all.contains(&one.placeholder), "{name}: {}", one.placeholder);
            assert!(!one.meaning.is_empty(), "{name}: {}", one.placeholder);
        }
        let unexplained = all
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .filter(|word| word.ends_with("_REPLACE_ME"))
            .find(|word| !missing.iter().any(|one| one.placeholder == *word));
        // The script has placeholders of its own, for its dry run.
        assert!(
            unexplained.is_none_or(|word| files(&setup)["claude/setup.sh"].body.contains(word)),
            "{name}"
        );
    }
}

#[test]
fn nothing_is_missing_once_everything_is_known() {
    assert_eq!(export::missing(&github("branch")), []);
    assert_eq!(export::missing(&kubernetes()), []);
    let waiting =
        |setup: &Setup| export::missing(setup).into_iter().map(|one| one.placeholder).collect::<Vec<_>>();
    assert_eq!(
        waiting(&nothing_made(github("tag"))),
        ["fdrl_REPLACE_ME", "svac_REPLACE_ME", "fdis_REPLACE_ME"],
        "what the script will make"
    );
}

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
fn a_workflow_starts_on_the_events_that_the_rule_lets_in() {
    let table: [(&str, &str, Value, &str); 7] = [
        (
            "branch",
            "",
            json!({ "push": { "branches": ["main"] }, "workflow_dispatch": null }),
            "the usual ones",
        ),
        (
            "tag",
            "",
            json!({ "push": { "tags": ["v**"] }, "workflow_dispatch": null }),
            "every tag of the rule",
        ),
        ("pull_request", "push", json!({ "pull_request": null }), "the rule names this event itself"),
        ("branch", "push, push", json!({ "push": { "branches": ["main"] } }), "no event twice"),
        ("branch", "schedule", json!({ "schedule": [{ "cron": "17 5 * * 1" }] }), "a schedule needs a time"),
        ("branch", "issue_comment", json!({ "issue_comment": null }), "any other"),
        ("branch", "No!", json!({ "push": { "branches": ["main"] }, "workflow_dispatch": null }), "no name"),
    ];
    for (scenario, events, expected, why) in table {
        let mut setup = github(scenario);
        setup.answer("events", events);
        let files = files(&setup);
        for path in ["workload/claude-federation.yml", "workload/claude-code-action.yml"] {
            assert_eq!(yaml(&files[path].body)[0]["on"], expected, "{why}");
        }
    }
}

#[test]
fn typed_text_is_data_in_every_file() {
    for text in HOSTILE {
        for tame in [github("branch"), github("environment"), github("tag"), kubernetes()] {
            let setup = hostile(&tame, text);
            let files = files(&setup);
            let titles: Vec<_> = self::files(&tame).into_keys().collect();
            assert_eq!(files.keys().cloned().collect::<Vec<_>>(), titles, "{text:?} changes no path");
            for file in files.values() {
                parses(file);
            }
            for (body, draft) in bodies(&setup) {
                assert_eq!(serde_json::from_str::<Value>(&files[body].body).unwrap(), draft, "{text:?}");
            }
            let profile: Value = serde_json::from_str(&files["workload/profile.json"].body).unwrap();
            assert_eq!(profile["authentication"]["federation_rule_id"], *text);
            assert_eq!(profile["workspace_id"], *text);
            let environment = sourced(&files["workload/claude.env"].body);
            assert_eq!(environment.len(), 5, "{text:?}");
            assert_eq!(environment["ANTHROPIC_WORKSPACE_ID"], text.replace('\0', "\u{fffd}"));
            match setup.workload.provider.as_str() {
                "kubernetes" => manifest_holds(&files["workload/kubernetes.yaml"].body, text),
                _ => workflows_hold(&setup, &files, text),
            }
        }
    }
    assert!(!Path::new("pwned").exists());
}

fn manifest_holds(manifest: &str, text: &str) {
    let documents = yaml(manifest);
    assert_eq!(documents.len(), 2, "{text:?}");
    let (account, deployment) = (&documents[0], &documents[1]);
    assert_eq!(account["metadata"], json!({ "name": text.trim(), "namespace": text.trim() }));
    let pod = &deployment["spec"]["template"]["spec"];
    assert_eq!(pod["serviceAccountName"], text.trim());
    let container = &pod["containers"][0];
    assert_eq!(container["image"], text.trim());
    for variable in container["env"].as_array().unwrap() {
        let value = unexpanded(variable["value"].as_str().unwrap());
        assert!(value == text || variable["name"] == "ANTHROPIC_IDENTITY_TOKEN_FILE", "{variable}");
    }
    let projection = &pod["volumes"][0]["projected"]["sources"][0]["serviceAccountToken"];
    assert_eq!(projection["audience"], text);
}

fn workflows_hold(setup: &Setup, files: &BTreeMap<String, Artifact>, text: &str) {
    let federation = &yaml(&files["workload/claude-federation.yml"].body)[0];
    let job = &federation["jobs"]["claude"];
    let value = |value: &Value| evaluated(value.as_str().unwrap());
    assert_eq!(job["env"].as_object().unwrap().len(), 4);
    assert!(job["env"].as_object().unwrap().values().all(|id| value(id) == text), "{text:?}");
    assert_eq!(value(&job["steps"][1]["env"]["AUDIENCE"]), text);
    let action = &yaml(&files["workload/claude-code-action.yml"].body)[0];
    let inputs = action["jobs"]["claude"]["steps"][1]["with"].as_object().unwrap();
    for (name, input) in inputs.iter().filter(|(name, _)| name.starts_with("anthropic_")) {
        assert_eq!(value(input), text, "{name}");
    }
    let push = &federation["on"]["push"];
    let filter = match setup.workload.answers.get("scenario") {
        "environment" => {
            assert_eq!(value(&job["environment"]["name"]), text.trim());
            &push["branches"][0]
        }
        "tag" => &push["tags"][0],
        _ => &push["branches"][0],
    };
    match filter.as_str() {
        Some(filter) => {
            assert!(!filter.contains("${{"), "Actions allows no expression in a filter");
            let plain = filter.replace("\\\\", "\u{1}").replace('\\', "").replace('\u{1}', "\\");
            assert!(plain == text.trim() || plain == format!("{}*", text.trim()), "{filter:?} for {text:?}");
        }
        None => assert!(text.contains("${{"), "{text:?} is left out of the filter"),
    }
}

#[test]
fn typed_text_reaches_the_service_through_the_script_as_it_was_typed() {
    for text in HOSTILE {
        let mut setup = hostile(&nothing_made(kubernetes()), text);
        for id in [
            &mut setup.rule.id,
            &mut setup.rule.issuer_id,
            &mut setup.rule.service_account_id,
            &mut setup.account.id,
            &mut setup.issuer.id,
        ] {
            id.clear();
        }
        setup.rule.workspace_ids = vec!["wrkspc_01DDDD".to_owned()];
        let done = run_fresh(&setup, &[]);
        assert!(done.output.status.success(), "{text:?}: {}", done.stderr());
        assert_bodies(&setup, &done.calls.iter().map(|call| call.body.clone()).collect::<Vec<_>>());
    }
}

#[test]
fn typed_text_changes_no_structure_of_the_runbook() {
    for tame in [github("environment"), kubernetes()] {
        let shape = |text: &str| {
            let body = files(&hostile(&tame, text)).remove("RUNBOOK.md").unwrap().body;
            events(&body)
                .into_iter()
                .filter_map(|event| match event {
                    pulldown_cmark::Event::Text(_) => None,
                    pulldown_cmark::Event::Code(_) => Some("code".to_owned()),
                    pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { dest_url, .. }) => {
                        Some(format!("link to {dest_url}"))
                    }
                    other => Some(format!("{other:?}")),
                })
                .collect::<Vec<_>>()
        };
        // A prefix that ends in `*` is told in other words, with the same structure.
        let expected = shape("tame");
        for text in HOSTILE.iter().filter(|text| !text.trim().is_empty()) {
            assert_eq!(shape(text), expected, "{text:?}");
        }
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

/// Path and content of the bodies that a setup stands for.
fn bodies(setup: &Setup) -> [(&'static str, Value); 3] {
    let mut rule = setup.rule.clone();
    if rule.issuer_id.is_empty() {
        setup.issuer.id.clone_into(&mut rule.issuer_id);
    }
    if rule.service_account_id.is_empty() {
        setup.account.id.clone_into(&mut rule.service_account_id);
    }
    [
        ("claude/service_account.json", setup.account.to_create_body()),
        ("claude/issuer.json", setup.issuer.to_create_body()),
        ("claude/rule.json", rule.to_create_body()),
    ]
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

//! The files to take away: as reviewed, and of their languages. `tools.rs` asks the programs that read them, and `typed_text.rs`
//! shows that they are proof against what people type.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::export;
use keyless_core::providers;
use keyless_core::setup::Setup;
use keyless_tests::exports::{files, github, golden, kubernetes, nothing_made, parses, yaml};
use keyless_tests::fixtures;
use serde_json::{Value, json};

/// Name of the folder, its provider, and the setup.
fn reviewed() -> Vec<(String, String, Setup)> {
    fixtures::all().into_iter().map(|f| (f.provider, f.name, f.setup)).collect()
}

#[test]
fn every_file_is_as_reviewed() {
    for (provider, name, setup) in reviewed() {
        golden(&fixtures::root().join(provider).join("exports").join(name), &files(&setup));
    }
}

#[test]
fn every_file_is_of_its_language() {
    for (_, name, setup) in reviewed() {
        for (path, file) in files(&setup) {
            parses(&file);
            assert!(file.body.ends_with('\n'), "{name}/{path} ends in a line break");
            assert!(!file.body.contains('⟦'), "{name}/{path} has every hole filled");
        }
    }
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
fn every_answer_that_a_file_waits_for_is_missing() {
    let waiting = |setup: &Setup| -> Vec<String> {
        let ids = |one: &String| !one.ends_with("REPLACE_ME");
        export::missing(setup).into_iter().map(|one| one.placeholder).filter(ids).collect()
    };
    let mut github = Setup::for_provider(providers::find("github-actions").unwrap());
    assert_eq!(waiting(&github), ["OWNER", "REPOSITORY", "BRANCH"], "a workflow, commands");
    github.answer("owner", "acme");
    github.answer("repository", "api");
    let expected = ["OWNER_ID", "REPOSITORY_ID", "BRANCH"];
    assert_eq!(waiting(&github), expected, "the subject of the rule as well, and nothing that is not asked");
    github.answer("scenario", "environment");
    github.answer("owner_id", "1");
    github.answer("repository_id", "2");
    assert_eq!(waiting(&github), ["ENVIRONMENT", "BRANCH"], "a command starts a run on a branch");
    let kubernetes = Setup::for_provider(providers::find("kubernetes").unwrap());
    let default = "https://kubernetes.default.svc.cluster.local";
    assert_eq!(waiting(&kubernetes), [default, "NAMESPACE", "SERVICE_ACCOUNT", "DEPLOYMENT", "IMAGE"]);
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

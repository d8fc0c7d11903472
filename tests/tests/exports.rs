//! The files to take away: as reviewed, sound for the tools that read them, and proof against what people type.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::export::{self, Artifact, Language};
use keyless_core::providers;
use keyless_core::setup::Setup;
use keyless_tests::exports::{
    HOSTILE, evaluated, events, files, github, golden, hostile, kubernetes, nothing_made, parses,
    python_is_sound, script_is_sound, sourced, unexpanded, yaml,
};
use keyless_tests::fixtures;
use keyless_tests::parsers::dockerfile;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

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
fn every_file_is_sound_for_its_tools() {
    for (_, name, setup) in reviewed() {
        for (path, file) in files(&setup) {
            parses(&file);
            assert!(file.body.ends_with('\n'), "{name}/{path} ends in a line break");
            assert!(!file.body.contains('⟦'), "{name}/{path} has every hole filled");
            match file.language {
                Language::Shell => script_is_sound(&file.body),
                Language::Python => python_is_sound(&file.body),
                Language::Yaml => yaml(&file.body).iter().flat_map(steps).for_each(|step| {
                    script_is_sound(step);
                }),
                _ => {}
            }
        }
    }
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
fn a_container_is_for_those_who_find_their_token_in_a_file() {
    let paths = |setup: &Setup| files(setup).into_keys().collect::<Vec<_>>();
    let image = "workload/Dockerfile".to_owned();
    assert!(!paths(&github("branch")).contains(&image), "a job of hosted CI");
    assert!(paths(&kubernetes()).contains(&image));
    let compose = "workload/compose.yaml".to_owned();
    assert!(!paths(&kubernetes()).contains(&compose), "the manifest describes the container");
    for text in HOSTILE {
        let files = files(&hostile(&kubernetes(), text));
        let instructions = dockerfile(&files[&image].body).unwrap();
        let ids: Vec<&str> = instructions
            .iter()
            .filter(|(name, _)| name.starts_with("ENV") && !name.ends_with("_FILE"))
            .map(|(_, value)| value.as_str())
            .collect();
        let expected = text.replace(['\n', '\r', '\0'], "\u{fffd}");
        assert_eq!(ids, [expected.as_str(); 4]);
    }
}

#[test]
fn a_command_that_names_what_is_not_asked_is_not_shown() {
    let names = |scenario: &str| files(&github(scenario))["RUNBOOK.md"].body.contains("--env production");
    assert!(names("environment"));
    assert!(!names("branch"), "the answer is there from before, and of no use now");
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

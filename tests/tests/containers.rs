//! The image and the compose file, and the commands of a runbook that are of no use.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::setup::Setup;
use keyless_tests::exports::{files, github, kubernetes, unexpanded, yaml};
use keyless_tests::fixtures;
use keyless_tests::hostile::{HOSTILE, hostile};
use keyless_tests::parsers::dockerfile;

const IMAGE: &str = "workload/Dockerfile";
const COMPOSE: &str = "workload/compose.yaml";

#[test]
fn a_container_is_for_those_who_find_their_token_in_a_file() {
    let has = |setup: &Setup, path: &str| files(setup).contains_key(path);
    assert!(!has(&github("branch"), IMAGE), "a job of hosted CI");
    assert!(
        has(&kubernetes(), IMAGE) && !has(&kubernetes(), COMPOSE),
        "the manifest describes the container"
    );
    let machine = fixtures::of("spiffe").into_iter().find(|f| f.name == "vm").unwrap().setup;
    assert!(has(&machine, IMAGE) && has(&machine, COMPOSE), "a machine that keeps a file fresh");
}

#[test]
fn typed_text_is_data_for_those_who_run_containers() {
    let machine = fixtures::of("spiffe").into_iter().find(|f| f.name == "vm").unwrap().setup;
    for text in HOSTILE {
        let files = files(&hostile(&machine, |_| (*text).to_owned()).0);
        let instructions = dockerfile(&files[IMAGE].body).unwrap();
        let ids: Vec<&str> = instructions
            .iter()
            .filter(|(name, _)| name.starts_with("ENV") && !name.ends_with("_FILE"))
            .map(|(_, value)| value.as_str())
            .collect();
        let written = text.replace(['\n', '\r', '\0'], "\u{fffd}");
        assert_eq!(ids, [written.as_str(); 4]);

        let compose = &yaml(&files[COMPOSE].body)[0]["services"]["claude"];
        let variables = compose["environment"].as_object().unwrap();
        assert_eq!(variables.len(), 5, "{text:?}");
        for (name, value) in variables.iter().filter(|(name, _)| !name.ends_with("_FILE")) {
            assert_eq!(unexpanded(value.as_str().unwrap()), *text, "{name}");
        }
        let mount = &compose["volumes"][0];
        assert_eq!(mount["read_only"], true);
        assert!(
            variables["ANTHROPIC_IDENTITY_TOKEN_FILE"]
                .as_str()
                .unwrap()
                .starts_with(mount["target"].as_str().unwrap())
        );
    }
}

#[test]
fn a_command_that_names_what_is_not_asked_is_not_shown() {
    let shown = |scenario: &str| files(&github(scenario))["RUNBOOK.md"].body.contains("--env production");
    assert!(shown("environment"));
    assert!(!shown("branch"), "the answer is there from before, and of no use now");
}

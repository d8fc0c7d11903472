//! Screens drawn to text, without a browser: what a person finds in them by role and name.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(not(target_arch = "wasm32"))]

use keyless_core::providers;
use keyless_core::secret::IdentityToken;
use keyless_core::setup::Setup;
use keyless_web::app::{App, Props};
use keyless_web::state::{Action, Desk, Panel, Place, State, Step, Theme, update};
use std::rc::Rc;

const NOW: i64 = 1_795_305_600;

fn drawn(place: Place, saved: Option<Setup>, actions: Vec<Action>) -> String {
    let state = Rc::new(State::opened(NOW, place, saved, Theme::System));
    let state = actions.into_iter().fold(state, update);
    let initial = (*state).clone();
    let renderer = yew::LocalServerRenderer::<App>::with_props(Props { initial }).hydratable(false);
    futures::executor::block_on(renderer.render())
}

fn has(page: &str, wanted: &[&str]) {
    for part in wanted {
        assert!(page.contains(part), "{part} is not in the page:\n{page}");
    }
}

#[test]
fn the_frame_has_its_landmarks_and_buttons() {
    let page = drawn(Place::FrontDoor, None, Vec::new());
    has(
        &page,
        &[
            ">Plan</h2>",
            ">Tools</h2>",
            "Add a workload",
            "Save this page",
            "Forget everything",
            "it can make no network request",
            "aria-label=\"Help and shortcuts\"",
        ],
    );
}

#[test]
fn the_front_door_asks_for_anything_and_shows_every_platform() {
    let page = drawn(Place::FrontDoor, None, Vec::new());
    has(&page, &["<label for=\"paste-anything\">Paste anything</label>", "I have a token", "It says 401"]);
    for tile in providers::ALL.iter().flat_map(|provider| provider.tiles) {
        has(&page, &[tile.name]);
    }
}

#[test]
fn a_search_leaves_what_it_finds_and_the_way_by_a_token() {
    let sought = |text: &str| drawn(Place::FrontDoor, None, vec![Action::PlatformSought(text.to_owned())]);
    let page = sought("eks");
    has(&page, &[">Find a platform</label>", "Amazon EKS", "I have a token", "1 platform found"]);
    assert!(!page.contains("GitHub Actions"), "what is not found is gone");
    let page = sought("qqq");
    has(
        &page,
        &[
            "No platform here goes by that.",
            ">Paste a token</button>",
            "I have a token",
            "Show every platform",
        ],
    );
}

#[test]
fn few_choices_are_all_in_view() {
    let github = providers::find("github-actions").unwrap();
    let page = drawn(Place::Workload(Step::WhereItRuns), Some(Setup::for_provider(github)), Vec::new());
    has(
        &page,
        &["type=\"radio\" name=\"answer-host\"", "Before you start", "How it gets its token", "Read in: "],
    );
    assert!(!page.contains("<select id=\"answer-host\""));
}

#[test]
fn the_story_is_told_where_the_workload_is_described_and_proven() {
    for provider in providers::ALL {
        for step in [Step::WhereItRuns, Step::Prove] {
            let page = drawn(Place::Workload(step), Some(Setup::for_provider(provider)), Vec::new());
            has(&page, &[">Tokens over time</h2>", "The same in words", "Identity tokens"]);
        }
    }
}

#[test]
fn the_rule_has_a_reference_of_the_platform_s_tokens() {
    for provider in providers::ALL {
        let page =
            drawn(Place::Workload(Step::WhatMayEnter), Some(Setup::for_provider(provider)), Vec::new());
        has(&page, &["What its tokens look like", "aria-label=\"Claims of this platform\""]);
        let rows = page.split("Claims of this platform").nth(1).unwrap().split("</table>").next().unwrap();
        assert_eq!(rows.matches("<th scope=\"row\">").count(), provider.claims.len(), "{}", provider.slug);
        assert_eq!(
            page.contains("What could not be told"),
            !(provider.suggest)(&providers::Answers::default()).doubts.is_empty()
        );
    }
}

#[test]
fn one_file_is_shown_and_all_are_listed() {
    for provider in providers::ALL {
        let setup = Setup::for_provider(provider);
        let all = keyless_core::export::artifacts(&setup);
        let place = Place::Workload(Step::Wire);
        let page = drawn(place, Some(setup.clone()), Vec::new());
        assert_eq!(page.matches("name=\"file\"").count(), all.len(), "{}", provider.slug);
        assert_eq!(page.matches("<pre").count(), 1, "{}: one preview", provider.slug);
        let page = drawn(place, Some(setup), vec![Action::FilePicked("RUNBOOK.md".to_owned())]);
        has(&page, &["<b>RUNBOOK.md</b>", "Markdown", ">Copy</button>", ">Download</button>"]);
    }
}

#[test]
fn the_bench_has_its_boxes_tables_and_region() {
    let page = drawn(Place::TokenBench, None, Vec::new());
    has(
        &page,
        &[
            ">Token</label>",
            ">Rule JSON</label>",
            ">Issuer JSON</label>",
            ">JWKS</label>",
            ">Subject</label>",
            ">Audience</label>",
            ">Condition</label>",
            "aria-label=\"Verdict\"",
            "<h2>Not proven: a token</h2>",
            "aria-label=\"Checks\"",
            "aria-label=\"Claims\"",
            "aria-label=\"Findings\"",
        ],
    );
    assert_eq!(page.matches("<th scope=\"row\">").count(), 18, "every check has its row");
}

#[test]
fn a_denied_token_is_said_in_one_line() {
    let token = r#"{"iss":"https://i.example","sub":"job:2","aud":"https://api.anthropic.com","iat":1795305500,"exp":1795305900}"#;
    let rule = r#"{"name":"ci","match":{"subject_prefix":"job:1"}}"#;
    let issuer = r#"{"name":"i","issuer_url":"https://i.example"}"#;
    let page = drawn(
        Place::TokenBench,
        None,
        vec![
            Action::TokenTyped(IdentityToken::new(token.to_owned())),
            Action::RuleTyped(Desk::Bench, rule.to_owned()),
            Action::IssuerTyped(Desk::Bench, issuer.to_owned()),
        ],
    );
    has(
        &page,
        &[
            "<h2>Denied: match_subject_prefix</h2>",
            "<mark>1</mark>",
            "<mark>2</mark>",
            "aria-label=\"Use the token's value\"",
            ">Use the token\u{2019}s value</button>",
        ],
    );
}

#[test]
fn nothing_of_a_token_box_is_drawn_by_the_state() {
    let token = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsifQ.eyJzdWIiOiJzIn0.Y2FuYXJ5LXNpZ25hdHVyZQ";
    let page = drawn(Place::TokenBench, None, vec![Action::TokenTyped(IdentityToken::new(token.to_owned()))]);
    assert!(!page.contains("Y2FuYXJ5"));
    has(&page, &["signature hidden"]);
}

#[test]
fn every_step_is_drawn_for_every_platform_and_for_none() {
    for step in Step::ALL {
        let place = Place::Workload(step);
        has(&drawn(place, None, Vec::new()), &[step.title(), "aria-label=\"Steps\""]);
        for provider in providers::ALL {
            let page = drawn(place, Some(Setup::for_provider(provider)), Vec::new());
            has(&page, &[step.purpose().split('\u{2019}').next().unwrap().split('\'').next().unwrap()]);
        }
    }
}

#[test]
fn a_step_that_is_done_says_so() {
    let token = r#"{"iss":"https://token.actions.githubusercontent.com","sub":"repo:acme@1482/site@90210:ref:refs/heads/main",
        "aud":"https://api.anthropic.com","repository":"acme/site","repository_owner":"acme","repository_id":"90210",
        "repository_owner_id":"1482","ref":"refs/heads/main","ref_type":"branch","event_name":"push","run_id":"1",
        "runner_environment":"github-hosted","iat":1795305500,"exp":1795305900}"#;
    let actions = vec![Action::TokenTyped(IdentityToken::new(token.to_owned())), Action::FilledFromToken];
    let page = drawn(Place::TokenBench, None, actions);
    has(&page, &["GitHub Actions</h2>", "value=\"1482\"", ", done</span>"]);
}

#[test]
fn the_wired_workload_can_be_taken_away() {
    for provider in providers::ALL {
        let page = drawn(Place::Workload(Step::Wire), Some(Setup::for_provider(provider)), Vec::new());
        has(&page, &[">Download all</button>", "Save the setup"]);
    }
}

#[test]
fn no_element_has_what_the_policy_forbids() {
    let places = [Place::FrontDoor, Place::TokenBench].into_iter().chain(Step::ALL.map(Place::Workload));
    for place in places {
        for provider in providers::ALL {
            let page = drawn(
                place,
                Some(Setup::for_provider(provider)),
                vec![Action::PanelShown(Some(Panel::Help))],
            );
            for forbidden in [" style=\"", " onclick=\"", " oninput=\"", "<script", "<img"] {
                assert!(!page.contains(forbidden), "{place:?} has {forbidden}");
            }
        }
    }
}

#[test]
fn ids_are_given_once_on_each_screen() {
    let places = [Place::FrontDoor, Place::TokenBench].into_iter().chain(Step::ALL.map(Place::Workload));
    for place in places {
        for provider in providers::ALL {
            let page = drawn(place, Some(Setup::for_provider(provider)), Vec::new());
            let mut ids: Vec<&str> =
                page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            ids.sort_unstable();
            for pair in ids.windows(2) {
                assert_ne!(pair[0], pair[1], "{place:?} of {}", provider.slug);
            }
        }
    }
}

#[test]
fn every_stage_counts_its_steps_and_the_first_unfinished_one_is_open() {
    for provider in providers::ALL {
        let page = drawn(Place::Workload(Step::CutOver), Some(Setup::for_provider(provider)), Vec::new());
        let stages: Vec<&str> = page.split("<details").filter(|part| part.contains("card stage")).collect();
        assert!(stages.len() > 3, "{}", provider.slug);
        for (index, stage) in stages.iter().enumerate() {
            let head = stage.split("</summary>").next().unwrap();
            assert!(head.contains("0 of ") && head.contains(" done</span>"), "{head}");
            assert_eq!(head.split('>').next().unwrap().contains("open"), index == 0, "{head}");
        }
        has(&page, &["It worked when: ", "way back \u{b7} note"]);
    }
}

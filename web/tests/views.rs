//! Screens drawn to text, without a browser: what a person finds in them by role and name.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(not(target_arch = "wasm32"))]

use keyless_core::providers;
use keyless_core::secret::IdentityToken;
use keyless_core::setup::Setup;
use keyless_web::app::{App, Props};
use keyless_web::state::around::{self, EXAMPLES};
use keyless_web::state::audit::{self, Column};
use keyless_web::state::tools::Side;
use keyless_web::state::{Action, Desk, Panel, Pasted, Place, State, Step, Theme, update};
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
    has(
        &page,
        &[
            "<label for=\"paste-anything\">Paste anything</label>",
            "I have a token",
            "It says 401",
            "Is it really keyless now?",
        ],
    );
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
fn the_rule_has_a_table_of_strangers_with_the_workload_on_top() {
    for provider in providers::ALL {
        let page =
            drawn(Place::Workload(Step::WhatMayEnter), Some(Setup::for_provider(provider)), Vec::new());
        has(&page, &["Who else gets in?", "aria-label=\"Strangers\"", "aria-label=\"Findings\""]);
        let rows = page.split("aria-label=\"Strangers\"").nth(1).unwrap().split("</table>").next().unwrap();
        assert!(rows.contains("The workload itself"), "{}", provider.slug);
        let strangers = provider.specimen.strangers.len();
        assert!(rows.matches("<th scope=\"row\">").count() > strangers.min(1), "{}", provider.slug);
    }
    let rule = r#"{"match": {"subject_prefix": "repo:acme*", "audience": "https://api.anthropic.com"}}"#;
    let page = drawn(Place::TokenBench, None, vec![Action::RuleTyped(Desk::Bench, rule.to_owned())]);
    has(
        &page,
        &[" get in</span>", "An owner whose name goes on", "admitted</span>", "kept out by the subject"],
    );
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

const KEY: &str = "sk-ant-api03-Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7-wXyZ";

fn typed(text: &str) -> Action {
    Action::SurroundingsRead(Some(around::read(around::PASTED, text)), NOW)
}

fn files(files: &[(&str, &str)]) -> Action {
    let named: Vec<(String, String)> =
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    Action::files(&named, NOW)
}

/// A part of a page, from one text up to another.
fn part<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    page.split_once(from).unwrap_or_else(|| panic!("{from} is not in the page")).1.split(to).next().unwrap()
}

#[test]
fn which_credential_wins_asks_for_surroundings_and_offers_something_to_try() {
    let page = drawn(Place::WhichWins, None, Vec::new());
    has(
        &page,
        &[
            ">Surroundings</label>",
            "type=\"file\"",
            "Add files",
            "Nothing to judge yet",
            "A workflow with a leftover key",
            "aria-current=\"page\"",
        ],
    );
    assert!(!page.contains("aria-label=\"Tools\""), "there is no answer before there is something to answer");
}

#[test]
fn surroundings_are_answered_for_every_client() {
    let text = format!("ANTHROPIC_API_KEY={KEY}\nANTHROPIC_PROFILE=work\n");
    let page = drawn(Place::WhichWins, None, vec![typed(&text)]);
    let tools = part(&page, "aria-label=\"Tools\"", "</table>");
    assert_eq!(tools.matches("<th scope=\"row\">").count(), keyless_core::precedence::ALL.len());
    has(tools, &["Python SDK", "API key", "not migrated"]);
    let settings = part(&page, "aria-label=\"Findings\"", "</table>");
    has(settings, &["pasted text:1", "ANTHROPIC_API_KEY", "sk-ant-api03\u{2026}wXyZ", "pasted text:2"]);
    has(
        &page,
        &["class=\"verdict bad\"", "aria-label=\"Verdict\"", "unset ANTHROPIC_API_KEY", ">wins</span>"],
    );
    assert!(!page.contains("Zq7Zq7"), "the key is nowhere");
}

#[test]
fn files_are_listed_by_their_names_and_can_be_let_go() {
    let many = [
        (".env", "ANTHROPIC_PROFILE=work\n"),
        ("Dockerfile", "FROM a\nENV ANTHROPIC_API_KEY=\n"),
        ("x.bin", "?"),
    ];
    let page = drawn(Place::FrontDoor, None, vec![files(&many)]);
    let list = part(&page, "aria-label=\"What was read\"", "</section>");
    has(
        list,
        &[".env file", "aria-label=\"Remove .env\"", "aria-label=\"Remove Dockerfile\"", "unknown format"],
    );
    let page = drawn(Place::FrontDoor, None, vec![files(&many), Action::FileDropped(0)]);
    assert!(!page.contains("Remove .env") && page.contains("Remove Dockerfile"));
}

#[test]
fn a_client_s_ladder_is_shown_when_it_is_asked_for() {
    let text = typed("ANTHROPIC_AUTH_TOKEN=0123456789abcdef0123456789abcdef\n");
    for client in keyless_core::precedence::ALL {
        let page = drawn(
            Place::WhichWins,
            None,
            vec![typed("ANTHROPIC_PROFILE=work\n"), Action::ClientChosen(client.slug)],
        );
        let ladder = part(&page, "class=\"card ladder\"", "</section>");
        assert_eq!(ladder.matches("<li").count(), client.ladder.len(), "{}", client.slug);
        has(ladder, &[client.source]);
    }
    let page = drawn(Place::WhichWins, None, vec![text, Action::ClientChosen("go"), Action::PlaceChosen(99)]);
    has(&page, &["value=\"go\" selected=\"selected\"", ">wins</span>"]);
}

#[test]
fn what_is_pasted_at_the_front_door_leads_to_which_credential_wins() {
    let pasted =
        |text: &str| drawn(Place::FrontDoor, None, vec![Action::Pasted(Pasted::new(text.to_owned()))]);
    has(&pasted("ANTHROPIC_PROFILE=work\n"), &["1 setting that decides", "See which credential wins"]);
    let page = pasted(&format!("export ANTHROPIC_API_KEY={KEY}\n"));
    has(&page, &["Refused: a static API key, sk-ant-api03\u{2026}wXyZ", "See which credential wins"]);
    assert!(!page.contains("Zq7Zq7"));
    assert!(!pasted(KEY).contains("See which credential wins"), "a bare key surrounds nothing");
}

#[test]
fn a_status_that_was_pasted_says_where_it_misleads() {
    let status = "Active profile:  default (fallback \u{2014} no active_config set)\nConfig dir:      /home/dev/.config/anthropic\n\
        Profile config:  /home/dev/.config/anthropic/configs/default.json\n\
        Credentials:     /home/dev/.config/anthropic/credentials/default.json\n\nCredentials\n  (active) * \
        --api-key / ANTHROPIC_API_KEY                    sk-ant-api03-Zq7...\n\nBase URL\n  (active) * ANTHROPIC_BASE_URL env      \
        https://gw.example\n\nOrganization\n  (active) * Derived from credential (server-side)          (determined at request time)\n\n\
        Workspace\n  (active) * Server-side default                            (determined at request time)\n";
    let page = drawn(Place::WhichWins, None, vec![typed(status)]);
    has(
        &page,
        &[
            "output of ant auth status",
            "it does here",
            "ANTHROPIC_BASE_URL is the active base URL",
            "not migrated",
        ],
    );
    let door = drawn(Place::FrontDoor, None, vec![Action::Pasted(Pasted::new(status.to_owned()))]);
    has(&door, &["Output of ant auth status", "See which credential wins"]);
}

#[test]
fn every_example_has_something_to_unset() {
    for (name, text) in EXAMPLES {
        let page = drawn(Place::WhichWins, None, vec![typed(text)]);
        has(&page, &["Show what to unset", "ANTHROPIC_API_KEY"]);
        assert!(!page.contains("unknown format"), "{name}");
    }
}

#[test]
fn what_is_too_long_says_so() {
    let long = "x".repeat(keyless_core::surroundings::LONGEST + 1);
    has(&drawn(Place::WhichWins, None, vec![typed(&long)]), &["Longer than the 8 MB that are read"]);
}

/// Lists of an organization: an open rule, a tight one, a dead one, their issuer.
const LISTS: &str = r#"{"data": [
    {"type": "federation_rule", "id": "fdrl_1", "name": "deploy", "issuer_id": "fdis_1",
     "match": {"subject_prefix": "repo:acme*", "audience": "https://api.anthropic.com"}, "oauth_scope": "workspace:developer",
     "target": {"type": "service_account", "service_account_id": "svac_1"}, "workspace_ids": ["wrkspc_1"]},
    {"type": "federation_rule", "id": "fdrl_2", "name": "old", "issuer_id": "fdis_1", "archived_at": "2026-01-01T00:00:00Z",
     "match": {"subject_prefix": "repo:acme/*", "audience": "https://api.anthropic.com"},
     "target": {"type": "service_account", "service_account_id": "svac_1"}, "workspace_ids": ["wrkspc_1"]}]}
    {"data": [{"type": "federation_issuer", "id": "fdis_1", "name": "github",
     "issuer_url": "https://token.actions.githubusercontent.com", "jwks": {"type": "discovery"}}]}"#;

fn listed(text: &str) -> Action {
    Action::ListTyped(Some(audit::read("pasted text", text)))
}

#[test]
fn the_audit_asks_for_lists_and_has_a_row_for_each_rule() {
    let page = drawn(Place::Audit, None, Vec::new());
    has(&page, &[">Admin API lists</label>", "aria-label=\"Verdict\"", "<h2>No rule yet</h2>", "Add files"]);
    assert!(!page.contains("aria-label=\"Rules\""));
    let page = drawn(Place::Audit, None, vec![listed(LISTS)]);
    has(
        &page,
        &[
            "<h2>Strangers get in by 1 of 1 rule</h2>",
            "aria-label=\"Rules\"",
            "2 rules · 1 issuer",
            ">deploy</button>",
            "aria-sort=\"descending\"",
            ">CSV</button>",
            ">Markdown</button>",
            ">JSON</button>",
            ">SARIF</button>",
            ">Repair script</button>",
            "archived</td>",
        ],
    );
    assert!(page.find(">deploy</button>") < page.find(">old</button>"), "the worst comes first");
    let page = drawn(Place::Audit, None, vec![listed(LISTS), Action::SortedBy(Column::State)]);
    assert!(page.find(">old</button>") < page.find(">deploy</button>"), "another order was asked for");
    has(&drawn(Place::Audit, None, vec![listed("{")]), &[">not read</span>", "<h2>No rule yet</h2>"]);
}

#[test]
fn a_rule_of_the_audit_opens_and_is_taken_to_the_bench() {
    let opened = vec![listed(LISTS), Action::RuleOpened(0)];
    let page = drawn(Place::Audit, None, opened);
    has(
        &page,
        &[
            "aria-label=\"Findings\"",
            "aria-label=\"Strangers\"",
            "subject-prefix-splits-segment",
            "The workload itself",
            "An owner whose name goes on",
            "POST /v1/organizations/federation_rules/fdrl_1",
        ],
    );
    let page = drawn(Place::Audit, None, vec![listed(LISTS), Action::RuleOpened(1)]);
    has(&page, &["Nobody gets in by this rule, whatever it compares."]);
    let page = drawn(Place::Audit, None, vec![listed(LISTS), Action::RuleOpened(0), Action::RuleOpened(0)]);
    assert!(!page.contains("aria-label=\"Strangers\""), "a second click closes it");
    let page = drawn(Place::Audit, None, vec![listed(LISTS), Action::RuleTaken(0)]);
    has(&page, &["<h1 id=\"heading\" tabindex=\"-1\">Token bench</h1>", "value=\"repo:acme*\""]);
    let pasted = LISTS.split("\n    {\"data\"").next().unwrap_or_default().replace("]}\n", "]}");
    let page =
        drawn(Place::FrontDoor, None, vec![Action::Pasted(Pasted::new(pasted)), Action::ObjectsAudited]);
    has(&page, &["Strangers get in by 1 of 1 rule"]);
}

/// Two samples of one repository.
const SAMPLES: &str = r#"
{"iss":"https://token.actions.githubusercontent.com","sub":"repo:acme@1/site@2:ref:refs/heads/main","aud":"https://api.anthropic.com","ref":"refs/heads/main","repository":"acme/site","repository_id":"2","repository_owner":"acme","repository_owner_id":"1","event_name":"push","run_id":"7"}
{"iss":"https://token.actions.githubusercontent.com","sub":"repo:acme@1/site@2:ref:refs/heads/next","aud":"https://api.anthropic.com","ref":"refs/heads/next","repository":"acme/site","repository_id":"2","repository_owner":"acme","repository_owner_id":"1","event_name":"push","run_id":"8"}
"#;

fn sampled(text: &str) -> Action {
    Action::SamplesTyped(IdentityToken::new(text.to_owned()))
}

#[test]
fn a_rule_is_learnt_from_samples_and_taken_to_the_workload() {
    has(&drawn(Place::Learn, None, Vec::new()), &[">Samples</label>", "<h2>No sample yet</h2>"]);
    let tight = r#"{"match": {"subject_prefix": "repo:acme@1/site@2:ref:refs/heads/main"}}"#;
    let page = drawn(Place::Learn, None, vec![sampled(SAMPLES), Action::TighterTyped(tight.to_owned())]);
    has(
        &page,
        &[
            "<h2>A rule for 2 samples of GitHub Actions</h2>",
            "aria-label=\"Claims\"",
            "differs from token to token and is never compared",
            ">Copy</button>",
            ">Download</button>",
            "shuts out 1 of 2",
            "Sample 2, by the ",
        ],
    );
    let page = drawn(Place::Learn, None, vec![sampled(SAMPLES), Action::LessonTaken]);
    has(&page, &["what may enter</h1>", "aria-label=\"Strangers\"", "repository_id"]);
    let page = drawn(Place::Learn, None, vec![sampled("not a sample")]);
    has(&page, &["<h2>No rule</h2>", "Line 1: "]);
}

#[test]
fn two_rules_are_compared_with_a_claim_set_that_shows_it() {
    let page = drawn(Place::Compare, None, Vec::new());
    has(&page, &[">First rule</label>", ">Second rule</label>", "<h2>Two rules, please</h2>"]);
    let typed = |side, subject: &str| {
        Action::ComparedTyped(side, format!(r#"{{"match": {{"subject_prefix": "{subject}"}}}}"#))
    };
    let page = drawn(
        Place::Compare,
        None,
        vec![typed(Side::First, "repo:acme/site:x"), typed(Side::Second, "repo:acme/*")],
    );
    has(&page, &["<h2>Narrower: ", "Proven for every claim set.", "Only the second lets in", "Both let in"]);
}

/// Settings of every kind, for laws that hold of whatever is drawn.
fn much() -> Vec<Action> {
    vec![
        files(&[
            (".env", "ANTHROPIC_API_KEY=tiny\nANTHROPIC_BASE_URL=http://gw\nwhat?\n"),
            ("settings.json", "{\"env\":{}}"),
        ]),
        typed(&format!("export ANTHROPIC_API_KEY={KEY}\nexport ANTHROPIC_FEDERATION_RULE_ID=fdrl_1\n")),
    ]
}

#[test]
fn no_element_has_what_the_policy_forbids() {
    let places = Place::TOOLS.into_iter().chain(Step::ALL.map(Place::Workload));
    for place in places {
        for provider in providers::ALL {
            let page = drawn(
                place,
                Some(Setup::for_provider(provider)),
                vec![Action::PanelShown(Some(Panel::Help))],
            );
            allowed(place, &page);
        }
    }
    allowed(Place::WhichWins, &drawn(Place::WhichWins, None, much()));
    allowed(Place::Audit, &drawn(Place::Audit, None, vec![listed(LISTS), Action::RuleOpened(0)]));
}

fn allowed(place: Place, page: &str) {
    for forbidden in [" style=\"", " onclick=\"", " oninput=\"", "<script", "<img"] {
        assert!(!page.contains(forbidden), "{place:?} has {forbidden}");
    }
}

#[test]
fn ids_are_given_once_on_each_screen() {
    let places = Place::TOOLS.into_iter().chain(Step::ALL.map(Place::Workload));
    for place in places {
        for provider in providers::ALL {
            let page = drawn(place, Some(Setup::for_provider(provider)), Vec::new());
            ids_are_given_once(&page, &format!("{place:?} of {}", provider.slug));
        }
    }
    ids_are_given_once(&drawn(Place::WhichWins, None, much()), "which credential wins");
    ids_are_given_once(&drawn(Place::Audit, None, vec![listed(LISTS), Action::RuleOpened(0)]), "the audit");
}

fn ids_are_given_once(page: &str, what: &str) {
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    ids.sort_unstable();
    for pair in ids.windows(2) {
        assert_ne!(pair[0], pair[1], "{what}");
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

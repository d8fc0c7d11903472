#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::state::derive::{self, Tone};
use crate::state::{AsOf, Pasted, RuleView, Theme, around, audit};
use keyless_core::setup::Setup;

/// `{"alg":"RS256","kid":"k"}` and `{"iss":"https://i.example","sub":"canary-subject","aud":"a"}`.
const TOKEN: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsifQ.\
    eyJpc3MiOiJodHRwczovL2kuZXhhbXBsZSIsInN1YiI6ImNhbmFyeS1zdWJqZWN0IiwiYXVkIjoiYSJ9.Y2FuYXJ5LXNpZ25hdHVyZQ";

fn opened(place: Place) -> Rc<State> {
    Rc::new(State::opened(1_795_305_600, place, None, Theme::System))
}

fn after(state: Rc<State>, actions: Vec<Action>) -> Rc<State> {
    actions.into_iter().fold(state, update)
}

fn token(text: &str) -> Action {
    Action::TokenTyped(IdentityToken::new(text.to_owned()))
}

fn set(field: FieldPath, text: &str) -> Vec<Edit> {
    vec![Edit::set(field, text)]
}

fn verdict(state: &State) -> String {
    let (at, _) = derive::judged_at(&state.session);
    let token = state.session.token.as_deref();
    derive::judged(token, state.draft(state.desk()), &state.session.workspace, at).banner.heading
}

#[test]
fn nothing_that_changes_nothing_makes_a_new_state() {
    let state = opened(Place::FrontDoor);
    let idle = [
        Action::Ticked(1_795_305_601),
        Action::Went(Place::FrontDoor),
        Action::PanelShown(None),
        Action::DrawerShown(false),
    ];
    for action in idle {
        let shown = format!("{action:?}");
        assert!(Rc::ptr_eq(&state, &update(Rc::clone(&state), action)), "{shown}");
    }
}

#[test]
fn what_surrounds_a_workload_is_kept_as_readings_without_a_secret() {
    let text = "ANTHROPIC_API_KEY=sk-ant-api03-canarycanarycanarycanary\nANTHROPIC_AUTH_TOKEN=opaque-canary-opaque-canary-opaque";
    let read = around::read(around::PASTED, text);
    let masked = around::masked(text, &read);
    assert_eq!(
        masked.as_deref(),
        Some("ANTHROPIC_API_KEY=sk-ant-api03\u{2026}nary\nANTHROPIC_AUTH_TOKEN=opaque-canar\u{2026}aque")
    );
    let file = around::read(".env", text);
    let actions = vec![Action::SurroundingsRead(Some(read), 7), Action::FilesRead(vec![file], 8)];
    assert!(!format!("{actions:?}").contains("canarycanary"), "an action tells masks alone");
    let state = after(opened(Place::FrontDoor), actions);
    assert_eq!(
        (state.place, state.session.around.at, state.session.around_opened),
        (Place::WhichWins, 8, true)
    );
    assert!(!format!("{:?}", state.session.around).contains("canarycanary"));
    let answered = derive::answered(&state.session.around).unwrap();
    let names: Vec<&str> = answered.readings.iter().map(|reading| reading.file.as_str()).collect();
    assert_eq!(names, [".env", "pasted text"], "what is pasted comes last");
    assert!(!format!("{:?}", answered.answer).contains("canarycanary"));

    let state = after(state, vec![Action::FileDropped(0), Action::SurroundingsRead(None, 9)]);
    assert!(state.session.around.is_empty() && derive::answered(&state.session.around).is_none());
    let state = after(state, vec![Action::Forgot]);
    assert!(state.session.around.is_empty() && state.session.around_opened);
}

#[test]
fn the_worst_place_and_client_are_shown_until_others_are_chosen() {
    let text = "ANTHROPIC_API_KEY=sk-ant-api03-canarycanarycanarycanary\n";
    let state =
        after(opened(Place::WhichWins), vec![Action::SurroundingsRead(Some(around::read("-", text)), 7)]);
    let answer = derive::answered(&state.session.around).unwrap().answer;
    let slug = |chosen| derive::shown(&answer, chosen).map(|(_, _, client)| client.outcome.client.slug);
    assert_eq!(slug(state.session.chosen), Some("python"));
    let state = after(state, vec![Action::ClientChosen("ruby"), Action::PlaceChosen(3)]);
    assert_eq!(slug(state.session.chosen), Some("ruby"), "a place that is gone is none");
}

#[test]
fn the_clock_moves_only_what_shows_a_time() {
    let state = after(opened(Place::TokenBench), vec![token(TOKEN), Action::Ticked(1_795_305_700)]);
    assert_eq!(state.session.now, 1_795_305_700);
}

#[test]
fn a_token_is_read_and_its_signature_is_not_kept() {
    let state = after(opened(Place::TokenBench), vec![token(TOKEN)]);
    let read = state.session.token.as_deref().unwrap();
    let decoded = read.result.as_ref().unwrap();
    assert_eq!(decoded.claims.subject(), Some("canary-subject"));
    assert!(!format!("{read:?}").contains("Y2FuYXJ5LXNpZ25hdHVyZQ"));
    assert!(after(state, vec![token("")]).session.token.is_none(), "an emptied box");
}

#[test]
fn the_verdict_says_what_is_missing_first() {
    let empty = opened(Place::TokenBench);
    assert_eq!(verdict(&empty), "Not proven: a token");
    let key = format!("sk-ant-api03-{}", "A".repeat(40));
    assert_eq!(verdict(&after(Rc::clone(&empty), vec![token(&key)])), "Not proven: an identity token");
    let state = after(empty, vec![token("eyJhbGciOiJSUzI1NiJ9.")]);
    assert_eq!(verdict(&state), "Denied: token_malformed");
}

#[test]
fn a_rule_as_json_and_as_a_form_are_one_thing() {
    let json = r#"{"name":"ci","issuer_id":"fdis_1","match":{"subject_prefix":"a:b"},
        "target":{"type":"service_account","service_account_id":"svac_1"},"oauth_scope":"workspace:inference"}"#;
    let state = after(opened(Place::TokenBench), vec![Action::RuleTyped(Desk::Bench, json.to_owned())]);
    assert_eq!(state.bench.setup.rule.subject_prefix, "a:b", "typing JSON fills the form");
    assert_eq!(state.bench.rule_json.as_ref().unwrap().text, json, "the JSON stays as typed");
    let state = after(state, vec![Action::Edited(Desk::Bench, set(FieldPath::SubjectPrefix, "a:c"))]);
    assert!(state.bench.rule_json.is_none(), "an edit of the form writes the JSON anew");
    assert_eq!(state.bench.setup.rule.to_create_body()["match"]["subject_prefix"], "a:c");
}

#[test]
fn json_that_is_being_typed_loses_nothing() {
    let state = after(
        opened(Place::TokenBench),
        vec![
            Action::Edited(Desk::Bench, set(FieldPath::SubjectPrefix, "a:b")),
            Action::RuleTyped(Desk::Bench, "{\"name\":".to_owned()),
        ],
    );
    let typed = state.bench.rule_json.as_ref().unwrap();
    assert_eq!(typed.text, "{\"name\":");
    assert_eq!(typed.problems.len(), 1);
    assert_eq!(state.bench.setup.rule.subject_prefix, "a:b", "the rule stays until there is another");
}

#[test]
fn the_bench_and_the_plan_are_two_drafts() {
    let edits = set(FieldPath::SubjectPrefix, "a:b");
    let state = after(opened(Place::TokenBench), vec![Action::Edited(Desk::Bench, edits)]);
    assert!(state.plan.is_blank());
    assert_eq!(state.plan.setup, Setup::default(), "nothing of the bench is saved");
}

#[test]
fn what_is_saved_never_holds_a_token_or_a_key() {
    let key = format!("sk-ant-api03-{}", "canary".repeat(10));
    for secret in [TOKEN, key.as_str()] {
        let text = || format!("oh: {secret}");
        let state = after(
            opened(Place::Workload(Step::Prove)),
            vec![
                token(secret),
                Action::Pasted(Pasted::new(text())),
                Action::Edited(Desk::Plan, set(FieldPath::SubjectPrefix, &text())),
                Action::Edited(Desk::Plan, set(FieldPath::WorkloadName, &text())),
                Action::ClaimTyped(Desk::Plan, 0, text(), text()),
                Action::NoteTyped("step".to_owned(), text()),
                Action::RuleTyped(Desk::Plan, format!("{{\"name\":\"{secret}\",\"match\":{{}}}}")),
                Action::WorkspaceTyped(text()),
            ],
        );
        let tail = &secret[secret.len() - 20..];
        assert!(!state.plan.setup.to_json().contains(tail));
        assert!(!state.plan.rule_json.as_ref().unwrap().text.contains(tail));
        assert!(!state.session.workspace.contains(tail));
    }
}

#[test]
fn a_private_key_is_refused_and_its_box_is_emptied() {
    let jwk = r#"{"keys":[{"kty":"RSA","kid":"k","n":"AQAB","e":"AQAB","d":"canary"}]}"#;
    let state = after(opened(Place::TokenBench), vec![Action::JwksTyped(jwk.to_owned())]);
    assert_eq!(state.session.jwks, "");
    assert!(matches!(state.session.keys.problem, Some(KeySetProblem::Private(_))));
}

#[test]
fn other_keys_are_seen_as_others() {
    let jwk = r#"{"keys":[{"kty":"RSA","kid":"k","n":"AQAB","e":"AQAB"}]}"#;
    let state = opened(Place::TokenBench);
    let before = state.session.keys.clone();
    let state = after(state, vec![Action::JwksTyped(jwk.to_owned())]);
    assert!(before != state.session.keys, "so that the token's box is read again");
    let same = after(Rc::clone(&state), vec![Action::JwksTyped(format!("{jwk} "))]);
    assert!(state.session.keys == same.session.keys, "and not for a blank");
}

#[test]
fn lines_of_claims_come_and_go() {
    let line = |index, name: &str, value: &str| {
        Action::ClaimTyped(Desk::Bench, index, name.to_owned(), value.to_owned())
    };
    let state = after(
        opened(Place::TokenBench),
        vec![line(0, "a", ""), line(0, "a", "1"), line(1, "b", "2"), line(0, "", "")],
    );
    let claims = &state.bench.setup.rule.claims;
    assert_eq!(claims.len(), 1);
    assert_eq!((claims[0].name.as_str(), claims[0].value.as_str()), ("b", "2"));
}

#[test]
fn the_tokens_own_value_mends_a_failing_row() {
    let rule = r#"{"name":"ci","match":{"subject_prefix":"other","audience":"a"}}"#;
    let state = after(
        opened(Place::TokenBench),
        vec![
            token(TOKEN),
            Action::RuleTyped(Desk::Bench, rule.to_owned()),
            Action::Edited(Desk::Bench, set(FieldPath::IssuerUrl, "https://other.example")),
        ],
    );
    let view = derive::judged(state.session.token.as_deref(), &state.bench, "", state.session.now);
    assert_eq!(view.banner.tone, Tone::Bad);
    let mends: Vec<_> = view.checks.iter().filter_map(|row| row.mend.clone()).collect();
    assert_eq!(mends.len(), 2, "issuer and subject");
    let state = mends.into_iter().fold(state, |s, m| update(s, Action::Edited(Desk::Bench, m.edits)));
    assert_eq!(state.bench.setup.rule.subject_prefix, "canary-subject");
    assert_eq!(state.bench.setup.issuer.issuer_url, "https://i.example");
}

#[test]
fn the_time_of_judging_can_be_chosen() {
    let claims = r#"{"iss":"https://i","sub":"s","iat":1000,"exp":2000}"#;
    let state = after(opened(Place::TokenBench), vec![token(claims), Action::AsOfChosen(AsOf::Issued)]);
    assert_eq!(derive::judged_at(&state.session), (1000, None));
    let state = after(state, vec![Action::AsOfChosen(AsOf::At("1970-01-01T00:30:00Z".to_owned()))]);
    assert_eq!(derive::judged_at(&state.session), (1800, None));
    let state = after(state, vec![Action::AsOfChosen(AsOf::At("soon".to_owned()))]);
    let (at, problem) = derive::judged_at(&state.session);
    assert_eq!(at, state.session.now);
    assert!(problem.is_some());
}

#[test]
fn a_key_at_the_front_door_is_refused_and_masked() {
    let key = format!("sk-ant-api03-{}wXyZ", "q".repeat(60));
    let pasted = Pasted::new(format!("ANTHROPIC_API_KEY={key}"));
    let state = after(opened(Place::FrontDoor), vec![Action::Pasted(pasted)]);
    let known = state.session.recognised.first().unwrap();
    assert!(known.name.starts_with("Refused: a static API key"));
    assert_eq!(known.mask.as_deref(), Some("ANTHROPIC_API_KEY=sk-ant-api03…wXyZ"));
    assert!(known.leads.is_empty());
}

#[test]
fn several_files_are_recognised_one_by_one() {
    let jwks = r#"{"keys":[{"kty":"RSA","kid":"k","n":"AQAB","e":"AQAB"}]}"#;
    let files = Pasted::files(vec![TOKEN.to_owned(), jwks.to_owned(), "sk-ant-api03-AAAA".to_owned()]);
    let state = after(opened(Place::FrontDoor), vec![Action::Pasted(files)]);
    let known = &state.session.recognised;
    assert_eq!(known.len(), 3);
    assert!(known[1].jwks.is_some());
    let mask = known[2].mask.as_deref().unwrap();
    assert!(mask.starts_with(TOKEN) && mask.ends_with("sk-ant-api03…"), "the mask is of the whole box");
}

fn answer(field: &str, text: &str) -> Action {
    Action::Edited(Desk::Plan, set(FieldPath::Answer(field.to_owned()), text))
}

fn tile(name: &str) -> Action {
    let ways = derive::gallery("").into_iter().flat_map(|(_, ways)| ways);
    let way = ways.into_iter().find(|way| way.tile.name == name).unwrap();
    Action::TileChosen(way.provider, way.tile)
}

#[test]
fn a_tile_sets_its_answers_and_ends_the_search() {
    let state = after(
        opened(Place::FrontDoor),
        vec![Action::PlatformSought("aks".to_owned()), Action::TokenFirst(true), tile("Azure AKS")],
    );
    let workload = &state.plan.setup.workload;
    assert_eq!((workload.provider.as_str(), workload.answers.get("cluster")), ("kubernetes", "aks"));
    assert_eq!(state.place, Place::Workload(Step::WhereItRuns));
    assert!(state.session.search.is_empty() && !state.session.token_first);

    let state = after(state, vec![Action::ProviderDropped, tile("Amazon EKS")]);
    assert_eq!(state.plan.setup.workload.answers.get("cluster"), "eks", "another tile, other answers");
}

#[test]
fn a_choice_of_another_platform_is_forgotten() {
    let state = after(
        opened(Place::FrontDoor),
        vec![tile("GitHub Actions"), answer("host", "no such host"), tile("GitHub Actions")],
    );
    assert_eq!(state.plan.setup.workload.answers.get("host"), "");
}

#[test]
fn a_paste_that_fills_several_fields_is_told_until_the_next_edit() {
    let github = after(opened(Place::FrontDoor), vec![tile("GitHub Actions")]);
    let state = after(Rc::clone(&github), vec![answer("owner", "https://github.com/acme/site")]);
    let filled = state.session.filled.clone().unwrap();
    assert_eq!((filled.into.as_str(), filled.fields), ("owner", vec!["owner", "repository"]));
    assert_eq!(filled.said, "Filled owner and repository from the address.");
    let state = after(state, vec![answer("branch", "main")]);
    assert_eq!(state.session.filled, None);
    let state = after(github, vec![answer("owner", "acme")]);
    assert_eq!(state.session.filled, None, "its own answer alone");
}

#[test]
fn a_token_says_what_it_filled_and_what_it_left_open() {
    let claims = r#"{"iss":"https://kubernetes.default.svc.cluster.local","aud":["a"],"exp":2,"iat":1,
        "sub":"system:serviceaccount:prod:worker","kubernetes.io":{"namespace":"prod",
        "serviceaccount":{"name":"worker","uid":"a0b1c2d3-9999-4888-8777-666655554444"}}}"#;
    let state = after(opened(Place::TokenBench), vec![token(claims), Action::FilledFromToken]);
    let filled = state.session.filled.as_ref().unwrap();
    assert!(filled.into.is_empty() && filled.fields.contains(&"namespace"), "{filled:?}");
    assert!(filled.said.ends_with("It does not tell public keys."), "{}", filled.said);
    assert_eq!(state.session.said, filled.said);
}

#[test]
fn a_token_in_the_search_is_masked() {
    let state = after(opened(Place::FrontDoor), vec![Action::PlatformSought(TOKEN.to_owned())]);
    assert!(!state.session.search.contains("Y2FuYXJ5LXNpZ25hdHVyZQ"));
}

#[test]
fn forgetting_leaves_the_clock_alone() {
    let state = after(
        opened(Place::Workload(Step::WhatMayEnter)),
        vec![
            token(TOKEN),
            Action::Pasted(Pasted::new(TOKEN.to_owned())),
            Action::Edited(Desk::Plan, set(FieldPath::WorkloadName, "ci")),
            Action::Edited(Desk::Bench, set(FieldPath::SubjectPrefix, "s")),
            Action::ViewChosen(RuleView::Json),
            Action::JwksTyped("{".to_owned()),
            Action::Forgot,
        ],
    );
    assert!(state.plan.is_blank() && state.bench.is_blank());
    assert!(state.session.token.is_none() && state.session.recognised.is_empty());
    assert_eq!((state.place, state.session.forgotten), (Place::FrontDoor, 1));
    assert_eq!((state.session.jwks.as_str(), state.session.now), ("", 1_795_305_600));
}

#[test]
fn samples_are_kept_as_claims_without_a_signature() {
    let state = after(
        opened(Place::Learn),
        vec![Action::SamplesTyped(IdentityToken::new(format!("{TOKEN}\n{TOKEN}")))],
    );
    let learnt = state.session.learnt.clone().unwrap();
    assert_eq!(learnt.samples.len(), 2);
    let kept = format!("{learnt:?}");
    assert!(kept.contains("canary-subject") && !TOKEN.split('.').any(|part| kept.contains(part)), "{kept}");
    let state = after(state, vec![Action::TighterTyped("x".to_owned()), Action::Forgot]);
    assert!(state.session.learnt.is_none() && state.session.tighter.is_empty() && state.session.learn_opened);
}

#[test]
fn lists_are_kept_until_everything_is_forgotten() {
    let rule =
        r#"{"type": "federation_rule", "id": "fdrl_1", "name": "a", "match": {"subject_prefix": "x"}}"#;
    let lists = vec![audit::read("a.json", rule), audit::read("b.json", "{")];
    let state = after(opened(Place::FrontDoor), vec![Action::ListsRead(lists), Action::RuleOpened(0)]);
    assert_eq!(
        (state.place, state.session.audit.rows.len(), state.session.table.open),
        (Place::Audit, 1, Some(0))
    );
    let state = after(state, vec![Action::ListDropped(0)]);
    assert_eq!(
        (state.session.audit.rows.len(), state.session.table.open),
        (0, None),
        "what was open is gone"
    );
    let state = after(state, vec![Action::ListTyped(Some(audit::read("x", rule))), Action::Forgot]);
    assert!(state.session.audit.is_empty() && state.session.audit_opened);
}

//! The page in a browser: that events reach the state, and that a token reaches nothing else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(target_arch = "wasm32")]

use keyless_web::app::{App, Props};
use keyless_web::platform;
use keyless_web::state::{Place, State, Theme};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, HtmlTextAreaElement, InputEvent, InputEventInit};

wasm_bindgen_test_configure!(run_in_browser);

const CANARY: &str = "Y2FuYXJ5LXNpZ25hdHVyZQ";

fn token() -> String {
    format!("eyJhbGciOiJSUzI1NiIsImtpZCI6ImsifQ.eyJpc3MiOiJodHRwczovL2kuZXhhbXBsZSIsInN1YiI6InMifQ.{CANARY}")
}

/// Mounts the app at a place, in an element of its own.
async fn mounted(place: Place) -> Element {
    let document = gloo::utils::document();
    while let Some(old) = document.get_element_by_id("app") {
        old.remove();
    }
    gloo::utils::window().local_storage().unwrap().unwrap().clear().unwrap();
    let mount = document.create_element("div").unwrap();
    mount.set_id("app");
    document.body().unwrap().append_child(&mount).unwrap();
    let initial = State::opened(platform::clock::now(), place, None, Theme::System);
    yew::Renderer::<App>::with_root_and_props(mount.clone(), Props { initial }).render();
    drawn().await;
    mount
}

async fn wait(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        gloo::utils::window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds)
            .unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

async fn drawn() {
    wait(60).await;
}

fn find(root: &Element, selector: &str) -> Element {
    root.query_selector(selector).unwrap().unwrap_or_else(|| panic!("nothing is {selector}"))
}

async fn type_into(root: &Element, selector: &str, text: &str) {
    let area: HtmlTextAreaElement = find(root, selector).unchecked_into();
    area.set_value(text);
    let settings = InputEventInit::new();
    settings.set_bubbles(true);
    area.dispatch_event(&InputEvent::new_with_event_init_dict("input", &settings).unwrap()).unwrap();
    drawn().await;
}

async fn press(root: &Element, name: &str) {
    let buttons = root.query_selector_all("button").unwrap();
    let button = (0..buttons.length())
        .filter_map(|index| buttons.item(index))
        .find(|button| {
            button.text_content().is_some_and(|text| text.trim_start_matches("+").starts_with(name))
        })
        .unwrap_or_else(|| panic!("no button {name}"));
    button.unchecked_into::<HtmlElement>().click();
    drawn().await;
}

fn verdict(root: &Element) -> String {
    find(root, "section[aria-label='Verdict'] h2").text_content().unwrap()
}

fn stored() -> String {
    let storage = gloo::utils::window().local_storage().unwrap().unwrap();
    let length = storage.length().unwrap();
    (0..length)
        .filter_map(|index| storage.key(index).unwrap())
        .map(|key| format!("{key}={}\n", storage.get_item(&key).unwrap().unwrap_or_default()))
        .collect()
}

#[wasm_bindgen_test]
async fn typing_a_token_changes_the_verdict() {
    let root = mounted(Place::TokenBench).await;
    assert_eq!(verdict(&root), "Not proven: a token");
    type_into(&root, "#token", &token()).await;
    assert_ne!(verdict(&root), "Not proven: a token");
    type_into(&root, "#token", "").await;
    assert_eq!(verdict(&root), "Not proven: a token");
}

#[wasm_bindgen_test]
async fn a_pasted_token_leads_to_the_bench_and_leaves_its_box() {
    let root = mounted(Place::FrontDoor).await;
    type_into(&root, "#paste-anything", &token()).await;
    press(&root, "Check it against a rule").await;
    drawn().await;
    let paste: HtmlTextAreaElement = find(&root, "#paste-anything").unchecked_into();
    let bench: HtmlTextAreaElement = find(&root, "#token").unchecked_into();
    assert_eq!((paste.value(), bench.value()), (String::new(), token()));
    assert_ne!(verdict(&root), "Not proven: a token");
}

#[wasm_bindgen_test]
async fn a_key_is_masked_in_the_box_at_once() {
    let root = mounted(Place::FrontDoor).await;
    type_into(&root, "#paste-anything", &format!("sk-ant-api03-{CANARY}{CANARY}wXyZ")).await;
    let paste: HtmlTextAreaElement = find(&root, "#paste-anything").unchecked_into();
    assert_eq!(paste.value(), "sk-ant-api03…wXyZ");
    assert!(!root.text_content().unwrap().contains(CANARY));
}

#[wasm_bindgen_test]
async fn the_token_stays_in_its_box_between_places_and_reaches_no_storage_or_address() {
    let root = mounted(Place::TokenBench).await;
    type_into(&root, "#token", &token()).await;
    press(&root, "Add a workload").await;
    press(&root, "GitHub Actions").await;
    wait(400).await;
    let bench: HtmlTextAreaElement = find(&root, "#token").unchecked_into();
    assert_eq!(bench.value(), token(), "nothing typed is lost");
    let address = gloo::utils::window().location().href().unwrap();
    assert!(!stored().contains(CANARY) && !address.contains(CANARY));
    assert!(stored().contains("keyless.setup="), "the plan is kept");

    press(&root, "Forget everything").await;
    wait(400).await;
    let bench: HtmlTextAreaElement = find(&root, "#token").unchecked_into();
    assert_eq!(bench.value(), "");
    assert_eq!(stored(), "");
}

//! Reading what an event carries.

use crate::state::Action;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Where views send what a person did.
pub(crate) type Act = Callback<Action>;

/// The text of the control that an event came from.
pub(crate) fn text_of_event(event: &Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        area.value()
    } else if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        select.value()
    } else {
        String::new()
    }
}

/// Sends an action for each click.
pub(crate) fn click(act: &Act, action: impl Fn() -> Action + 'static) -> Callback<MouseEvent> {
    act.reform(move |_| action())
}

/// Sends what a choice comes to, where it comes to something.
pub(crate) fn pick(act: &Act, action: impl Fn(&str) -> Option<Action> + 'static) -> Callback<Event> {
    let act = act.clone();
    Callback::from(move |event: Event| {
        if let Some(action) = action(&text_of_event(&event)) {
            act.emit(action);
        }
    })
}

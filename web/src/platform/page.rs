//! The document around the app.

use crate::state::Place;
use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    ClipboardEvent, Element, HtmlDialogElement, HtmlElement, HtmlMetaElement, HtmlTextAreaElement,
    InputEvent, InputEventInit,
};

/// The element of the token's box.
pub const TOKEN_BOX: &str = "token";
/// The element of the front door's box.
pub const PASTE_BOX: &str = "paste-anything";

/// The element of the box of surroundings.
pub const AROUND_BOX: &str = "surroundings";

/// The element of the box of the Admin API's lists.
pub const LISTS_BOX: &str = "lists";

/// The element of the box of samples.
pub const SAMPLES_BOX: &str = "samples";

/// The element of the search among the platforms.
pub const FIND_BOX: &str = "find-platform";

/// The rail, which is a drawer on narrow screens.
pub const RAIL: &str = "rail";
/// The button that opens the drawer.
pub const MENU: &str = "menu";

/// The element that the app is mounted into, emptied of the first paint.
pub fn mount_point() -> Option<Element> {
    let mount = gloo::utils::document().get_element_by_id("app")?;
    while let Some(child) = mount.first_child() {
        mount.remove_child(&child).ok()?;
    }
    Some(mount)
}

/// The place that the address names.
pub fn place() -> Place {
    Place::from_address(&gloo::utils::window().location().hash().unwrap_or_default())
}

/// Puts a place into the address, which then carries the place alone.
pub fn show_place(place: Place) {
    let document = gloo::utils::document();
    document.set_title(&format!("{} · Keyless", place.title()));
    let window = gloo::utils::window();
    let address = window.location().hash().unwrap_or_default();
    if Place::from_address(&address) != place {
        // Not by the location's hash: that would tell the page of its own move, later, when it may be elsewhere again.
        // A browser that refuses keeps the old address; nothing else depends on it.
        let _ = window
            .history()
            .and_then(|history| history.push_state_with_url(&JsValue::NULL, "", Some(&place.address())));
    }
}

/// The page's own policy, as it stands in its head.
pub fn policy() -> Option<String> {
    let meta = gloo::utils::document()
        .query_selector("meta[http-equiv='Content-Security-Policy']")
        .ok()
        .flatten()?;
    Some(meta.dyn_into::<HtmlMetaElement>().ok()?.content())
}

/// The page as it was sealed, kept by the script that started it.
pub fn own_source() -> Option<String> {
    js_sys::Reflect::get(&gloo::utils::window(), &JsValue::from_str("__keylessPage")).ok()?.as_string()
}

/// Moves the focus to an element.
pub fn focus(id: &str) {
    let element =
        gloo::utils::document().get_element_by_id(id).and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        // An element that takes no focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Whether an element is on the page.
pub fn is_there(id: &str) -> bool {
    gloo::utils::document().get_element_by_id(id).is_some()
}

/// Moves the focus, and the view, to the beginning of the present screen.
pub fn focus_heading() {
    gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
    focus("heading");
}

/// Puts a text into a box that the state does not hold; gives back what stood there.
pub fn replace_text(id: &str, text: &str) -> Option<String> {
    let area: HtmlTextAreaElement = gloo::utils::document().get_element_by_id(id)?.dyn_into().ok()?;
    let old = area.value();
    area.set_value(text);
    Some(old)
}

/// Puts a text into a box in the place of what stands there, and leaves the caret before what stood behind it.
pub fn replace_around_caret(id: &str, text: &str) {
    let area =
        gloo::utils::document().get_element_by_id(id).and_then(|e| e.dyn_into::<HtmlTextAreaElement>().ok());
    let Some(area) = area else { return };
    // In UTF-16 units, as the browser counts.
    let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    let caret = area.selection_end().ok().flatten();
    let behind = caret.map(|caret| area.text_length().saturating_sub(caret));
    area.set_value(text);
    if let Some(behind) = behind {
        let caret = units(text).saturating_sub(behind);
        // A box that is not shown has no caret to move.
        let _ = area.set_selection_range(caret, caret);
    }
}

/// What stands in a box that the state does not hold.
pub fn text_of(id: &str) -> Option<String> {
    let area: HtmlTextAreaElement = gloo::utils::document().get_element_by_id(id)?.dyn_into().ok()?;
    Some(area.value())
}

/// The text box that an event came from, unless it is one of those that take whole files.
pub fn text_box(target: Option<web_sys::EventTarget>) -> Option<HtmlTextAreaElement> {
    let area: HtmlTextAreaElement = target?.dyn_into().ok()?;
    (![PASTE_BOX, AROUND_BOX, LISTS_BOX].contains(&area.id().as_str())).then_some(area)
}

/// Puts a text into a box as if it had been typed there.
pub fn type_into(area: &HtmlTextAreaElement, text: &str) {
    area.set_value(text);
    let init = InputEventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = InputEvent::new_with_event_init_dict("input", &init) {
        // Nobody cancels an input event; were it cancelled, the text would stand there all the same.
        let _ = area.dispatch_event(&event);
    }
    let _ = area.focus();
}

/// As that, for a box by its element.
pub fn type_into_box(id: &str, text: &str) {
    let area = gloo::utils::document().get_element_by_id(id).and_then(|e| e.dyn_into().ok());
    if let Some(area) = area {
        type_into(&area, text);
    }
}

/// The text that a paste brings.
pub fn pasted(event: &web_sys::Event) -> Option<String> {
    event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text/plain").ok()
}

/// A text as a paste would bring it: from the browser, through the bindings.
pub fn as_pasted(text: &str) -> String {
    JsString::from(text).into()
}

/// Opens a dialog over the page, or closes it.
pub fn show_dialog(dialog: &HtmlDialogElement, open: bool) {
    if open && !dialog.open() {
        // Fails only for a dialog that is not in the document, which then shows nothing.
        let _ = dialog.show_modal();
    } else if !open && dialog.open() {
        dialog.close();
    }
}

/// Whether a key was pressed where a person types.
pub fn is_typing(target: Option<web_sys::EventTarget>) -> bool {
    target
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| matches!(element.tag_name().as_str(), "TEXTAREA" | "INPUT" | "SELECT"))
}

/// Whether a dialog lies over the page.
pub fn dialog_is_open() -> bool {
    gloo::utils::document().query_selector("dialog[open]").ok().flatten().is_some()
}

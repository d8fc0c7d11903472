//! Copying.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlTextAreaElement};

/// Copies a text and then says whether it was copied.
pub fn copy(text: String, then: impl FnOnce(bool) + 'static) {
    wasm_bindgen_futures::spawn_local(async move {
        let copied = by_clipboard(&text).await || by_selection(&text);
        then(copied);
    });
}

async fn by_clipboard(text: &str) -> bool {
    let navigator = gloo::utils::window().navigator();
    // A page from a plain http address has no clipboard, though the bindings say that every page has one.
    let has = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    if !has.is_ok_and(|clipboard| clipboard.is_object()) {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

fn by_selection(text: &str) -> bool {
    let document = gloo::utils::document();
    let copied = || -> Option<bool> {
        let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
        area.set_value(text);
        area.set_class_name("off-screen");
        document.body()?.append_child(&area).ok()?;
        area.select();
        let copied = document.dyn_ref::<HtmlDocument>()?.exec_command("copy").ok();
        area.remove();
        copied
    };
    copied().unwrap_or(false)
}

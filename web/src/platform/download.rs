//! Files to take away.

use super::archive;
use gloo::file::{Blob, ObjectUrl};
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

/// How long a file's address stays valid: long enough for a person to answer the browser's question where to put it.
const VALID_MS: u32 = 60_000;

/// Hands a text over as a file.
pub fn text(name: &str, body: &str, media_type: &str) {
    hand_over(name, Blob::new_with_options(body, Some(media_type)));
}

/// Hands several texts over as one zip archive: paths and bodies.
pub fn zip(name: &str, files: &[(String, String)]) {
    let bytes = archive::stored(files);
    hand_over(name, Blob::new_with_options(bytes.as_slice(), Some("application/zip")));
}

/// Hands over this page, as it was before it drew anything. Says whether it could.
pub fn this_page() -> bool {
    match super::page::own_source() {
        Some(source) => {
            text("keyless.html", &source, "text/html");
            true
        }
        None => false,
    }
}

fn hand_over(name: &str, blob: Blob) {
    let document = gloo::utils::document();
    let Some(link) =
        document.create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok())
    else {
        return;
    };
    let url = ObjectUrl::from(blob);
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Timeout::new(VALID_MS, move || drop(url)).forget();
}

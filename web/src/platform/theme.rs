//! Light and dark.

use crate::state::Theme;
use gloo::storage::{LocalStorage, Storage};

const KEY: &str = "keyless.theme";

/// The theme that was chosen at an earlier visit.
pub fn load() -> Theme {
    let stored = LocalStorage::raw().get_item(KEY).ok().flatten();
    stored.map(|name| Theme::from_name(&name)).unwrap_or_default()
}

/// Shows a theme, and keeps it where it is not the system's.
pub fn apply(theme: Theme) {
    if let Some(root) = gloo::utils::document().document_element() {
        // An attribute that cannot be set leaves the system's theme.
        let _ = match theme {
            Theme::System => root.remove_attribute("data-theme"),
            chosen => root.set_attribute("data-theme", chosen.as_str()),
        };
    }
    // A browser that stores nothing has the system's theme at the next visit.
    let _ = match theme {
        Theme::System => LocalStorage::raw().remove_item(KEY),
        chosen => LocalStorage::raw().set_item(KEY, chosen.as_str()),
    };
}

//! Keeps the plan in this browser. It takes a [`Setup`], which has no place for a token.

use gloo::storage::{LocalStorage, Storage};
use keyless_core::setup::Setup;

/// Where the setup is kept.
pub const KEY: &str = "keyless.setup";

/// The setup of an earlier visit. One that cannot be read is left alone.
pub fn load() -> Option<Setup> {
    let text = LocalStorage::raw().get_item(KEY).ok().flatten()?;
    Setup::from_json(&text).ok()
}

/// Keeps a setup; a blank one is not kept.
pub fn save(setup: &Setup) {
    // A browser that stores nothing, or no more, still shows everything: the setup can be downloaded.
    let _ = if *setup == Setup::default() {
        LocalStorage::raw().remove_item(KEY)
    } else {
        LocalStorage::raw().set_item(KEY, &setup.to_json())
    };
}

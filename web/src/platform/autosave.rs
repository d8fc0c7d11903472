//! Keeps the plan in this browser. It takes a [`Setup`], which has no place for a token.

use gloo::storage::{LocalStorage, Storage};
use keyless_core::setup::Setup;

/// Where the setup is kept.
pub const KEY: &str = "keyless.setup";
/// Where a setup is kept that this release cannot read, so that a later one still can.
const UNREAD: &str = "keyless.setup.unread";

/// The setup of an earlier visit. One that cannot be read is put aside before another takes its place.
pub fn load() -> Option<Setup> {
    let text = LocalStorage::raw().get_item(KEY).ok().flatten()?;
    let setup = Setup::from_json(&text).ok();
    if setup.is_none() {
        // A full storage keeps nothing aside.
        let _ = LocalStorage::raw().set_item(UNREAD, &text);
    }
    setup
}

/// Removes everything that the page has stored.
pub fn forget() {
    let storage = LocalStorage::raw();
    let count = storage.length().unwrap_or(0);
    let ours: Vec<String> = (0..count)
        .filter_map(|index| storage.key(index).ok().flatten())
        .filter(|key| key.starts_with("keyless."))
        .collect();
    for key in ours {
        // What cannot be removed was never stored.
        let _ = storage.remove_item(&key);
    }
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

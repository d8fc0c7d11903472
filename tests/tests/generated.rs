//! What stands under `docs/` and is made from the sources is what the sources make of it.
//!
//! `UPDATE=1 cargo test -p keyless-tests --test generated` writes it anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use keyless_core::lint;
use keyless_tests::findings::{document, index};
use std::collections::BTreeMap;
use std::path::Path;

#[test]
fn the_pages_of_the_findings_are_what_the_registry_says() {
    let mut pages = BTreeMap::from([("README.md".to_owned(), index())]);
    pages.extend(lint::ALL.iter().map(|l| (format!("{}.md", l.code), document(l))));
    compare(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/findings")), &pages);
}

/// Compares a folder with the files that should be in it, or writes them where `UPDATE` is set.
fn compare(folder: &Path, expected: &BTreeMap<String, String>) {
    if std::env::var_os("UPDATE").is_some() {
        let _ = std::fs::remove_dir_all(folder);
        std::fs::create_dir_all(folder).unwrap();
        for (name, text) in expected {
            std::fs::write(folder.join(name), text).unwrap();
        }
    }
    let found: BTreeMap<String, String> = std::fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| {
            let entry = entry.unwrap();
            (entry.file_name().into_string().unwrap(), std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    let names = |pages: &BTreeMap<String, String>| pages.keys().cloned().collect::<Vec<_>>();
    let how = "UPDATE=1 cargo test -p keyless-tests --test generated writes them anew";
    assert_eq!(names(&found), names(expected), "{how}");
    for (name, text) in expected {
        assert_eq!(&found[name], text, "{name}: {how}");
    }
}

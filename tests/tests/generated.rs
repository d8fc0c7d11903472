//! What stands under `docs/` and is made from the sources is what the sources make of it.
//!
//! `UPDATE=1 cargo test -p keyless-tests --test generated` writes it anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use keyless_core::{lint, providers};
use keyless_tests::exports::no_html;
use keyless_tests::findings::{document, index};
use keyless_tests::{compatibility_page, fixtures, provider_pages, schema};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[test]
fn the_pages_of_the_findings_are_what_the_registry_says() {
    let mut pages = BTreeMap::from([("README.md".to_owned(), index())]);
    pages.extend(lint::ALL.iter().map(|l| (format!("{}.md", l.code), document(l))));
    compare(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/findings")), &pages);
}

#[test]
fn the_pages_of_the_providers_are_what_the_engine_knows() {
    let mut pages = BTreeMap::from([("README.md".to_owned(), provider_pages::index())]);
    pages.extend(providers::ALL.iter().map(|p| (format!("{}.md", p.slug), provider_pages::document(p))));
    for (name, page) in &pages {
        let comment = page.lines().next().unwrap();
        assert!(no_html(page.strip_prefix(comment).unwrap()), "{name} has HTML");
    }
    compare(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/providers")), &pages);
}

#[test]
fn the_page_of_frameworks_and_gateways_is_what_the_engine_knows() {
    let page = compatibility_page::document();
    let comment = page.lines().next().unwrap();
    assert!(no_html(page.strip_prefix(comment).unwrap()), "it has HTML");
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/compatibility.md"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(found, page, "UPDATE=1 cargo test -p keyless-tests --test generated writes it anew");
}

#[test]
fn the_schema_of_rule_files_is_what_the_facts_say() {
    let schema = format!("{:#}\n", schema::federation_rule());
    let pages = BTreeMap::from([("federation-rule.schema.json".to_owned(), schema)]);
    compare(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/schemas")), &pages);
}

#[test]
fn every_provider_has_its_sources_its_fixtures_and_its_place_in_the_list() {
    let sources = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../core/src/providers"));
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(sources).unwrap() {
        let path = entry.unwrap().path();
        let file = if path.is_dir() { path.join("mod.rs") } else { path.clone() };
        // A module without that line is what several providers share.
        let text = std::fs::read_to_string(file).unwrap_or_default();
        if text.contains("static PROVIDER: Provider =") {
            found.insert(path.file_stem().unwrap().to_str().unwrap().to_owned());
        }
    }
    let listed: BTreeSet<String> = providers::ALL.iter().map(|p| provider_pages::stem(p.slug)).collect();
    assert_eq!(found, listed, "core/src/providers/SLUG.rs or SLUG/mod.rs, and a line in providers::ALL");
    let folders: BTreeSet<String> =
        fixtures::folders().iter().map(|slug| provider_pages::stem(slug)).collect();
    assert_eq!(folders, listed, "tests/providers/SLUG");
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

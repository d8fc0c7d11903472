//! The rules of dependency of `docs/architecture.md`, read from the sources.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every Rust file under a folder that is no test, with its text without comments, and without tests where they close the
/// file.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if holds_tests(&path) {
            continue;
        }
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            let bare: Vec<&str> = code.lines().filter(|l| !l.trim_start().starts_with("//")).collect();
            found.push((path, bare.join("\n")));
        }
    }
    found
}

/// Whether a file, or a folder with all that is in it, is there for tests alone, by its name.
fn holds_tests(path: &Path) -> bool {
    let name = path.file_stem().and_then(|n| n.to_str()).unwrap_or_default();
    name == "tests" || (path.is_file() && name.ends_with("_tests"))
}

/// The engine's modules, lowest first: each may import those before it, and those in its own row.
const ROWS: [&[&str]; 14] = [
    &["order", "facts", "calendar", "ids", "secret", "token", "quote"],
    &["condition"],
    &["rule"],
    &["providers"],
    &["setup"],
    &["verdict", "precedence"],
    &["strangers", "compare"],
    &["lint", "learn"],
    &["audit"],
    &["surroundings", "compat"],
    &["answer"],
    &["plan"],
    &["export"],
    &["recognise"],
];

fn row(module: &str) -> usize {
    ROWS.iter().position(|r| r.contains(&module)).unwrap_or_else(|| panic!("{module} stands in no row"))
}

#[test]
fn the_engine_imports_in_one_direction() {
    let src = root().join("core/src");
    for (path, code) in sources(&src) {
        let relative = path.strip_prefix(&src).unwrap();
        let module = relative.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        if module == "lib" {
            continue;
        }
        for (_, rest) in code.match_indices("crate::").map(|(at, _)| code.split_at(at + "crate::".len())) {
            let imported: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if imported.is_empty() || !ROWS.iter().any(|r| r.contains(&imported.as_str())) {
                continue;
            }
            assert!(row(&imported) <= row(module), "{} imports {imported}", path.display());
        }
    }
}

#[test]
fn the_engine_knows_no_browser_clock_network_file_or_environment() {
    let forbidden = [
        ("web_sys", "a browser"),
        ("js_sys", "a browser"),
        ("wasm_bindgen", "a browser"),
        ("std::time", "a clock"),
        ("std::fs", "files"),
        ("std::net", "a network"),
        ("std::env", "an environment"),
        ("println!", "a terminal"),
        ("eprintln!", "a terminal"),
        ("dbg!", "a terminal"),
    ];
    for (path, code) in sources(&root().join("core/src")) {
        for (name, what) in forbidden {
            assert!(!code.contains(name), "{} knows {what}: {name}", path.display());
        }
    }
}

#[test]
fn the_engine_of_conditions_is_our_own() {
    let manifest = fs::read_to_string(root().join("core/Cargo.toml")).unwrap();
    let named: Vec<&str> = manifest.lines().filter(|line| line.starts_with("cel")).collect();
    assert!(named.is_empty(), "a CEL library is back: {named:?}");
    for (path, code) in sources(&root().join("core/src/condition")) {
        let patterns = path.ends_with("condition/pattern.rs");
        assert!(patterns || !code.contains("regex_lite"), "{} knows regex_lite", path.display());
    }
}

#[test]
fn only_the_platform_folder_of_the_page_has_side_effects() {
    let src = root().join("web/src");
    for (path, code) in sources(&src) {
        if path.starts_with(src.join("platform")) {
            continue;
        }
        for name in
            ["local_storage", "gloo::storage", "LocalStorage", "clipboard()", "set_inner_html", "inner_html"]
        {
            assert!(!code.contains(name), "{} reaches past platform/: {name}", path.display());
        }
    }
}

#[test]
fn the_page_keeps_no_token() {
    for (path, code) in sources(&root().join("web/src/state")) {
        let is_state = path.ends_with("mod.rs") || path.ends_with("session.rs");
        if is_state {
            let fields =
                code.lines().filter(|l| l.contains(": IdentityToken") || l.contains("<IdentityToken"));
            assert_eq!(fields.count(), 0, "{} keeps a token", path.display());
        }
    }
}

//! A repository of twelve files, as teams have them, in which eleven keys hide.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::surroundings::{State, read};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// File, line, the last characters of the key there, its state, and what hides it.
const KEYS: [(&str, usize, &str, State, &str); 11] = [
    (".claude/settings.json", 8, "Dn3v", State::Set, "settings of a tool"),
    (".env", 7, "R7wq", State::Set, "among keys of others"),
    (".github/workflows/release.yml", 30, "Lm4x", State::Set, "a header in a step's script"),
    (".gitlab-ci.yml", 5, "Gy2b", State::Commented, "a comment"),
    ("Dockerfile", 11, "Zk3d", State::Set, "in front of a command, behind two continued lines"),
    ("app.py", 14, "Tf5j", State::Set, "an argument of the constructor"),
    ("client.ts", 5, "aQ7e", State::Set, "what an argument falls back to"),
    ("compose.yaml", 18, "hV9t", State::Set, "an item of a list"),
    ("deploy.sh", 10, "Jr8k", State::Set, "a here-document"),
    ("k8s/deployment.yaml", 8, "c8Np", State::Set, "base64 in a Secret"),
    ("terraform.tfvars", 5, "Xu6s", State::Set, "a variable of another name"),
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn eleven_keys_in_twelve_files_are_found_and_none_is_invented() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("surroundings-mixed");
    let files = files(&folder);
    assert_eq!(files.len(), 12);
    let mut found = Vec::new();
    for path in &files {
        let name = path.strip_prefix(&folder).unwrap().display().to_string().replace('\\', "/");
        let reading = read(&name, &std::fs::read_to_string(path).unwrap()).unwrap();
        for finding in reading.findings {
            if let Some(mask) = finding.secret {
                found.push((finding.file, finding.line, mask, finding.state.code()));
            }
        }
    }
    found.sort();
    let mut expected: BTreeSet<_> = KEYS
        .map(|(file, line, end, state, _)| {
            (file.to_owned(), line, format!("sk-ant-api03…{end}"), state.code())
        })
        .into();
    let mut wrong = Vec::new();
    for key in found {
        if !expected.remove(&key) {
            wrong.push(format!("invented, or told twice: {key:?}"));
        }
    }
    for (file, line, ..) in expected {
        let why = KEYS.iter().find(|key| key.0 == file).map(|key| key.4);
        wrong.push(format!("not found: {file}:{line}, {}", why.unwrap_or_default()));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

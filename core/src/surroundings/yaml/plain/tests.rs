//! What is read without the parser is what the parser reads.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::super::parts;
use super::super::tree::{self, Budget, Document};
use proptest::prelude::*;
use std::path::Path;

/// Whether a document was read without the parser, having made sure that the parser says the same.
fn agrees(text: &str) -> bool {
    let (mut mine, mut theirs) = (Budget::default(), Budget::default());
    let Some(read) = super::read(text, 7, &mut mine) else {
        assert_eq!(format!("{mine:?}"), format!("{theirs:?}"), "a document that was left costs nothing");
        return false;
    };
    let parsed = tree::parsed(text, 7, &mut theirs);
    let told = |document: &Document| {
        format!("{:?} {:?} {:?} {:?}", document.root, document.broken, document.texts, document.unread)
    };
    assert_eq!(told(&read), told(&parsed), "{text}");
    assert_eq!(format!("{mine:?}"), format!("{theirs:?}"), "{text}");
    true
}

#[test]
fn what_stands_in_lines_needs_no_parser() {
    let rows = [
        (
            "a: b\nc:\n  - d\n  - \"e\"\nf:\n- g\n- h: i\n  j: k\n",
            true,
            "lists below and right below their keys",
        ),
        ("- - a\n  - b\n-\n  c: d\n-\n", true, "lists in lists, and items of nothing"),
        ("a:\nb:\n  c:\n\n# x\n  d: e # f\n", true, "nothing, and comments"),
        (
            "a: {b: c}\nd: [e, f]\ng: |\n  h\n\n  i\nj: >-\n  k\n  l\nm: n\n  o\np: 'q''r'\n",
            true,
            "values of other forms",
        ),
        ("a: \"#b\"\nc: d#e\nf: '# g' # h\n", true, "texts in which a # begins no comment"),
        ("\"a\": b\n'c d': e\nf g: h\n\"200\":\n  i: j\n", true, "keys in quotes, and with blanks"),
        ("a: !Ref b\nc: é\nd:\n  e f\n", true, "a tag, another letter, a text below its key"),
        ("a: &b c\nd: *b\n", false, "an anchor"),
        ("a:\n\tb: c\n", false, "a tab"),
        ("a: b: c\n", false, "two keys on a line"),
        ("a:\n  - b\n - c\n", false, "an item between two lists"),
        ("a\n", false, "no more than a text"),
        ("? a\n: b\n", false, "a key with a mark"),
        ("", false, "nothing at all"),
    ];
    for (text, is_read, why) in rows {
        assert_eq!(agrees(text), is_read, "{why}");
    }
}

#[test]
fn most_files_need_no_parser() {
    fn walk(folder: &Path, all: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, all) } else { all.push(path) }
        }
    }
    let mut files = Vec::new();
    for folder in ["surroundings", "surroundings-mixed"] {
        walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests").join(folder), &mut files);
    }
    let (mut with, mut without) = (0, 0);
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "yml" || end == "yaml"))
    {
        let text = std::fs::read_to_string(file).unwrap();
        for (_, part) in parts(&text) {
            if agrees(part) { without += 1 } else { with += 1 }
        }
    }
    assert!(without > 3 * with, "{without} read, {with} left to the parser");
}

/// Pieces of which lines are made, each with what is special about it.
const PIECES: [&str; 48] = [
    "a",
    "b: ",
    "c:",
    "- ",
    "-",
    " ",
    "  ",
    "    ",
    "\n",
    "\n  ",
    "\n    ",
    "\n- ",
    "\n  - ",
    "\nd: ",
    "\n  e: ",
    "\"f\"",
    "'g'",
    "\"h",
    "i'",
    "# j",
    " # k",
    "#l",
    "{m: n}",
    "[o, p]",
    "{",
    "]",
    "|",
    "|-\n",
    ">\n",
    "|2\n",
    "&q ",
    "*q",
    "!r ",
    "<<: ",
    "~",
    "null",
    "{{ s }}",
    "%t",
    "? ",
    ", ",
    "|\n    x\n",
    "|-\n      y z\n\n      w\n",
    "[\"u\", v]",
    "!s t",
    "\\n",
    "\t",
    "é",
    "\n\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn the_tree_is_that_of_the_parser(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..24)) {
        agrees(&pieces.concat());
    }

    #[test]
    fn changed_files_have_the_tree_of_the_parser(
        cuts in prop::collection::vec((0_usize..400, prop::sample::select(&PIECES[..])), 1..4),
    ) {
        let mut text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a # one\n  labels: {app: b}\nspec:\n  containers:\n    - name: c\n      image: \"d:1\"\n      args: [\"-x\", '#y']\n      command:\n      - sh\n      - -c\n      - |\n        echo \"a: b\" # no comment\n        exit 0\n      env:\n        - name: E\n          value: \"f\"\n        - name: G\n          valueFrom:\n            secretKeyRef: {name: h, key: i}\n  note: >-\n    long\n    text\n  empty:\n".to_owned();
        for (at, piece) in cuts {
            if at <= text.len() && text.is_char_boundary(at) {
                text.insert_str(at, piece);
            }
        }
        agrees(&text);
    }
}

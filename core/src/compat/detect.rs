//! Finding entries in sources and lists of dependencies.

use super::sign::{self, Line, Place};
use super::{Entry, all};

/// An entry that stands in a text.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// Which.
    pub entry: &'static Entry,
    /// The name that gave it away.
    pub name: &'static str,
    /// The first line with that name, from 1.
    pub line: usize,
}

/// Characters of one line that are looked at: no import is longer, and minified code is no list of dependencies.
const LONGEST_LINE: usize = 2000;

/// Which entries a text names: as an import, a requirement, an image or an action. `file` is the file's name or path and
/// may be empty; it tells programs from lists. Each entry is named once, at its first place, in the order of places.
pub fn in_text(file: &str, text: &str) -> Vec<Found> {
    let (ecosystem, place) = sign::place(file);
    let mut found: Vec<Found> = Vec::new();
    let signs: Vec<_> = all()
        .flat_map(|entry| entry.signs.iter().map(move |sign| (entry, sign)))
        .filter(|(_, sign)| ecosystem.is_none_or(|one| one == sign.ecosystem))
        .collect();
    let mut by_first: [Vec<usize>; 256] = [const { Vec::new() }; 256];
    for (index, (_, sign)) in signs.iter().enumerate() {
        let first = sign.name.bytes().next().map_or(0, |byte| byte.to_ascii_lowercase());
        if let Some(bucket) = by_first.get_mut(usize::from(first)) {
            bucket.push(index);
        }
    }
    for (number, line) in text.lines().enumerate() {
        if line.len() > LONGEST_LINE {
            continue;
        }
        let line = Line::new(line);
        if comments(line.text, place) {
            continue;
        }
        for at in starts(line.text) {
            let first = line.text.as_bytes().get(at).map_or(0, u8::to_ascii_lowercase);
            for index in by_first.get(usize::from(first)).into_iter().flatten() {
                let Some(&(entry, sign)) = signs.get(*index) else { continue };
                if sign.begins(line, at, place) && found.iter().all(|one| one.entry.slug != entry.slug) {
                    found.push(Found { entry, name: sign.name, line: number + 1 });
                }
            }
        }
    }
    found
}

/// Where names can begin in a line: behind what is no part of one.
fn starts(line: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = line.as_bytes();
    let part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'@');
    bytes.iter().enumerate().filter_map(move |(at, byte)| {
        let begins = at.checked_sub(1).and_then(|before| bytes.get(before)).is_none_or(|one| !part(*one));
        (begins && part(*byte)).then_some(at)
    })
}

/// Whether a whole line is a comment.
fn comments(line: &str, place: Place) -> bool {
    line.starts_with('#') || line.starts_with("//") || (place == Place::Code && line.starts_with('*'))
}

//! Which tables of a long text are passed over before it is parsed: those in which nothing of ours stands.

use super::super::excerpt::Excerpt;
use super::super::mentions::Mentions;
use super::super::structure::{has_places, is_part};
use super::HOLDS;
use std::borrow::Cow;

/// What is left of a text whose mentions are given. Nothing is passed over behind a table that leaves something open.
pub(super) fn of<'a>(text: &'a str, mentions: &Mentions) -> Cow<'a, str> {
    let mut out = Excerpt::of(text);
    let mut scan = Scan { text, bytes: text.as_bytes(), at: 0, holds: false };
    let mut from = 0;
    while from < text.len() {
        let is_whole = scan.table();
        if !is_whole {
            break;
        }
        if !scan.holds && !mentions.within(from, scan.at) {
            out.leave_out(from + head(text.get(from..scan.at).unwrap_or_default()), scan.at);
        }
        from = scan.at;
    }
    out.finish()
}

/// How long a table's head is, where tables of its kind are places by themselves; nothing for any other.
fn head(table: &str) -> usize {
    let line = table.lines().next().unwrap_or_default();
    let mut keys = line
        .trim_start_matches(['[', ' ', '\t'])
        .split(['.', ']'])
        .map(|key| key.trim().trim_matches(['"', '\'']));
    let is_place =
        line.starts_with('[') && keys.any(|key| is_part(key) || has_places(key) || HOLDS.contains(&key));
    if is_place { line.len() } else { 0 }
}

struct Scan<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// Whether the table that was gone through holds variables in braces, which makes it a place.
    holds: bool,
}

impl Scan<'_> {
    fn is(&self, mark: &[u8]) -> bool {
        self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(mark))
    }

    /// Goes to the next table's head, or to the text's end; whether all that was opened is closed there.
    fn table(&mut self) -> bool {
        let mut depth = 0_usize;
        self.holds = false;
        // A head's own brackets are closed on its line.
        let mut is_head = true;
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'\n' => is_head = false,
                b'[' if depth == 0 && !is_head && self.begins_line() => return true,
                b'[' | b'{' => {
                    self.holds |= depth == 0 && *byte == b'{' && HOLDS.contains(&self.key());
                    depth += 1;
                }
                b']' | b'}' => depth = depth.saturating_sub(1),
                b'#' => {
                    while self.bytes.get(self.at + 1).is_some_and(|b| *b != b'\n') {
                        self.at += 1;
                    }
                }
                b'"' | b'\'' => {
                    if !self.text(*byte) {
                        return false;
                    }
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
        depth == 0
    }

    /// The key whose value begins at this place.
    fn key(&self) -> &str {
        let before = self.text.get(..self.at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        line.split('=').next().unwrap_or_default().trim()
    }

    /// Whether nothing but blanks stands before this place on its line.
    fn begins_line(&self) -> bool {
        let before = self.bytes.get(..self.at).unwrap_or_default();
        before.iter().rev().find(|b| !matches!(b, b' ' | b'\t')).is_none_or(|b| *b == b'\n')
    }

    /// Goes behind a text in quotes; whether it ends.
    fn text(&mut self, quote: u8) -> bool {
        let is_long = self.is(&[quote; 3]);
        self.at += if is_long { 3 } else { 1 };
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'\\' if quote == b'"' => self.at += 1,
                b'\n' if !is_long => return false,
                _ if *byte == quote && (!is_long || self.is(&[quote; 3])) => {
                    self.at += if is_long { 3 } else { 1 };
                    return true;
                }
                _ => {}
            }
            self.at += 1;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::surroundings::mentions::Mentions;

    #[test]
    fn tables_that_name_nothing_of_ours_are_left_out() {
        #[rustfmt::skip]
        let rows = [
            ("tables, and what stands in front of them",
                "a = 1\n\n[b]\nc = 1\n[d]\nANTHROPIC_LOG = 1\n# e\n[[f]]\nc = 1", "\n\n\n\n[d]\nANTHROPIC_LOG = 1\n# e\n\n"),
            ("a list of lists is no table", "[a]\nb = [\n[1],\n['claude'],\n]\n[c]\nd = 1\n", "[a]\nb = [\n[1],\n['claude'],\n]\n\n\n"),
            ("a line of a text is no table",
                "[a]\nb = \"\"\"\n[c]\nclaude\"\"\"\n[d]\ne = '''\n[f]\n'''\n", "[a]\nb = \"\"\"\n[c]\nclaude\"\"\"\n\n\n\n\n"),
            ("brackets in texts and comments open nothing",
                "[a]\nb = \"[{\" # [\n[c]\nd = ']' # }\n[e]\nclaude = 1", "\n\n\n\n[e]\nclaude = 1"),
            ("a quote may be escaped", "[a]\nb = \"\\\"[\"\n[c]\nd = 1\n", "[a]\nb = \"\\\"[\"\n\n\n"),
            ("nothing behind what is left open", "[a]\nb = 1\n[c]\nd = [\n[e]\nf = 1\n", "\n\n[c]\nd = [\n[e]\nf = 1\n"),
            ("nothing behind a text that does not end", "[a]\nb = \"x\n[e]\nf = 1\n", "[a]\nb = \"x\n[e]\nf = 1\n"),
            ("a head that makes a place stays",
                "[tasks.a]\nb = 1\n[[\"c\".env]]\nd = 1\n[envs]\nf = 1\n", "[tasks.a]\n\n[[\"c\".env]]\n\n\n\n"),
            ("variables in braces stay, too", "[a]\nvars = { b = 1 }\n[c]\nd = { b = 1 }\n", "[a]\nvars = { b = 1 }\n\n\n"),
            ("an indented head", " [a]\nb = 1\n\t[c]\nclaude = 1\n", "\n\n[c]\nclaude = 1\n"),
        ];
        for (reason, text, expected) in rows {
            assert_eq!(of(text, &Mentions::of(text, &[])), expected, "{reason}");
        }
    }
}

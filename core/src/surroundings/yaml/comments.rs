//! Settings in comments of YAML.

use crate::surroundings::finding::{Kind, State};
use crate::surroundings::sink::{Form, Sink};
use crate::surroundings::value::is_name;
use std::ops::Range;

/// Finds settings and keys in the comments of a document whose first line is line `first`. In `texts`, ranges of bytes in
/// their order, a `#` begins no comment.
pub(super) fn read(text: &str, first: usize, texts: &[Range<usize>], out: &mut Sink) {
    let mut texts = texts.iter().peekable();
    let mut start = 0;
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let mut blank = true;
        for (place, c) in line.char_indices() {
            if c == '#' && blank {
                let here = start + place;
                while texts.next_if(|range| range.end <= here).is_some() {}
                if texts.peek().is_none_or(|range| here < range.start) {
                    comment(first + at, line.get(place..).unwrap_or_default(), out);
                    break;
                }
            }
            blank = c.is_whitespace();
        }
        start += line.len();
    }
}

pub(super) fn comment(line: usize, text: &str, out: &mut Sink) {
    let text = text.trim_start_matches(['#', ' ', '	']);
    // Behind a key, such as `run: NAME=value command`, too.
    let behind = || text.split_once(": ").and_then(|(_, rest)| setting(rest));
    match setting(text).or_else(behind) {
        Some((name, value)) => out.commented(line, name, value, Form::Expands),
        None => out.stray(line, text, State::Commented),
    }
}

/// A line with a setting of ours: `NAME: value`, or `NAME=value`, as an item of a list or of a script.
pub(super) fn setting(line: &str) -> Option<(&str, &str)> {
    let line = line.trim().trim_start_matches("- ").trim_start();
    let line = line.strip_prefix("export ").unwrap_or(line).trim_start().trim_start_matches(['"', '\'']);
    let end = line.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
    let (name, rest) = line.split_at_checked(end)?;
    if !is_name(name) || Kind::of_variable(name).is_none() {
        return None;
    }
    let value = match rest.strip_prefix('=') {
        // A command may follow.
        Some(value) if !value.trim_start().starts_with(['"', '\'']) && !value.contains("{{") => {
            value.split_whitespace().next().unwrap_or_default().trim_end_matches(['"', '\''])
        }
        Some(value) => value.trim().trim_matches(['"', '\'']),
        None => {
            let value = rest.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':')?;
            // A sentence about the variable is no setting.
            let value = crate::surroundings::dotenv::uncommented(
                value.strip_prefix([' ', '\t']).unwrap_or(value).trim(),
            );
            let quoted = value.starts_with(['"', '\'']);
            if !quoted
                && value.split_whitespace().count() > 1
                && !value.contains("{{")
                && !value.contains("${")
            {
                return None;
            }
            value.trim_matches(['"', '\''])
        }
    };
    Some((name, value))
}

//! Settings in comments of YAML.

use crate::surroundings::dotenv::uncommented;
use crate::surroundings::finding::{Kind, State};
use crate::surroundings::sink::{Form, Sink};
use crate::surroundings::value::is_name;
use std::ops::Range;

/// Finds settings and keys in the comments of a document whose first line is line `first`. In `texts`, ranges of bytes in
/// their order, a `#` begins no comment.
pub(super) fn read(text: &str, first: usize, texts: &[Range<usize>], out: &mut Sink) {
    let mut texts = texts.iter().peekable();
    let (mut line, mut counted, mut done) = (first, 0, 0);
    for (here, _) in text.match_indices('#') {
        if here < done
            || text.get(..here).is_some_and(|before| before.ends_with(|c: char| !c.is_whitespace()))
        {
            continue;
        }
        while texts.next_if(|range| range.end <= here).is_some() {}
        if texts.peek().is_none_or(|range| here < range.start) {
            line += text.get(counted..here).unwrap_or_default().matches('\n').count();
            counted = here;
            let rest = text.get(here..).unwrap_or_default();
            let rest = rest.split_once('\n').map_or(rest, |(rest, _)| rest);
            comment(line, rest, out);
            done = here + rest.len();
        }
    }
}

/// A comment: a setting or a key in it.
pub(super) fn comment(line: usize, text: &str, out: &mut Sink) {
    let text = text.trim_start_matches(['#', ' ', '\t']);
    // Behind a key, such as `run: NAME=value command`, too.
    let key = |key: &str| !key.trim_start_matches("- ").contains(' ');
    let behind =
        || text.split_once(": ").filter(|(before, _)| key(before)).and_then(|(_, rest)| setting(rest));
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
    if let Some(value) = rest.strip_prefix('=') {
        return Some((name, first_word(value.trim())));
    }
    let value = rest.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':')?;
    let value = uncommented(value.strip_prefix([' ', '\t']).unwrap_or(value).trim());
    // A sentence about the variable is no setting.
    let is_one = value.starts_with(['"', '\'']) || value.contains("{{") || value.contains("${");
    (is_one || value.split_whitespace().nth(1).is_none()).then(|| (name, value.trim_matches(['"', '\''])))
}

/// What is set in front of a command.
fn first_word(value: &str) -> &str {
    match value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => value.trim_start_matches(quote).split(quote).next().unwrap_or_default(),
        None if value.contains("{{") => value,
        None => value.split_whitespace().next().unwrap_or_default().trim_end_matches(['"', '\'']),
    }
}

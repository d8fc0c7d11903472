//! Shell scripts and profiles, the outputs of `set` and `export -p`, and fish.

use super::lex::{self, Item, Word};
use super::sink::{Form, Sink};
use super::{dotenv, finding::State};

/// Reads a script of a POSIX shell.
pub(super) fn read(text: &str, out: &mut Sink) {
    read_from(text, 1, Dialect::Posix, out);
}

/// Reads a script of fish.
pub(super) fn read_fish(text: &str, out: &mut Sink) {
    read_from(text, 1, Dialect::Fish, out);
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Posix,
    Fish,
}

/// Reads a piece of a script whose first line is `first`.
pub(super) fn read_from(text: &str, first: usize, dialect: Dialect, out: &mut Sink) {
    let items = if dialect == Dialect::Fish { lex::fish_items(text, first) } else { lex::items(text, first) };
    for item in items.passing_over() {
        match item {
            Item::Command(words) if dialect == Dialect::Fish => fish(&words, out),
            Item::Command(words) => command(&words, out),
            Item::Comment(line, text) => comment(line, text, dialect, out),
            Item::Heredoc(line, text) => heredoc(line, text, out),
            Item::Unended(line) => {
                out.unread(line, "a quote or bracket never ends; it is taken for a character");
            }
        }
    }
}

/// A command of a POSIX shell. Any word `NAME=value` sets: in front of a command, after `export`, `env`, `docker run -e`,
/// or in what is written to a file of variables.
pub(super) fn command(words: &[Word<'_>], out: &mut Sink) {
    let mut before = "";
    let unsets = words.first().is_some_and(|word| word.text == "unset");
    for (at, word) in words.iter().enumerate() {
        if let Some((name, value)) = word.assignment() {
            out.set(word.line, name, value, word.form());
        } else if ((at > 0 && unsets) || matches!(before, "-u" | "--unset"))
            && super::value::is_name(&word.text)
        {
            out.unset(word.line, &word.text);
        } else if let Some(name) = word.text.strip_prefix("--unset=") {
            out.unset(word.line, name);
        } else {
            out.stray(word.line, &word.text, State::Set);
        }
        before = &word.text;
    }
}

/// A here-document: variables where it is a file of them, and keys. Prose is nothing that was not understood.
pub(super) fn heredoc(line: usize, text: &str, out: &mut Sink) {
    let said = out.unread.len();
    dotenv::read_from(text, line, out);
    out.unread.truncate(said);
}

/// A command of fish: `set -x NAME value`, `set -e NAME`, `export NAME=value`, `NAME=value command`.
fn fish(words: &[Word<'_>], out: &mut Sink) {
    let Some((first, rest)) = words.split_first().filter(|(first, _)| first.text == "set") else {
        return command(words, out);
    };
    let flags: Vec<&str> =
        rest.iter().map(|word| word.text.as_ref()).take_while(|text| text.starts_with('-')).collect();
    let has = |short: char, long: &str| {
        flags.iter().any(|flag| *flag == long || (!flag.starts_with("--") && flag.contains(short)))
    };
    let mut operands = rest.iter().skip(flags.len());
    if has('e', "--erase") {
        for word in operands {
            out.unset(word.line, &word.text);
        }
        return;
    }
    let Some(name) = operands.next() else { return };
    let values: Vec<&Word<'_>> = operands.collect();
    let text = values.iter().map(|word| word.text.as_ref()).collect::<Vec<_>>().join(" ");
    let form = if values.iter().any(|word| word.expands) { Form::Expands } else { Form::Quoted };
    // Without -x a variable stays in the shell, unless it is exported already: it may be.
    out.set(first.line, &name.text, &text, form);
}

/// A comment: what would be a setting without the `#`.
pub(super) fn comment(line: usize, text: &str, dialect: Dialect, out: &mut Sink) {
    let text = text.trim_start_matches(['#', ' ', '\t']);
    let found = lex::items(text, line).find_map(|item| match item {
        Item::Command(words) => Some(words),
        _ => None,
    });
    let words = found.unwrap_or_default();
    let lead = words
        .iter()
        .take_while(|word| {
            matches!(word.text.as_ref(), "export" | "ENV" | "ARG" | "set" | "env")
                || word.text.starts_with('-')
        })
        .count();
    let mut rest = words.iter().skip(lead);
    match (rest.next(), rest.next()) {
        (Some(word), _) if word.assignment().is_some() => {
            let (name, value) = word.assignment().unwrap_or_default();
            out.commented(line, name, value, word.form());
        }
        (Some(name), Some(value))
            if lead > 0 && (dialect == Dialect::Fish || super::value::is_name(&name.text)) =>
        {
            out.commented(line, &name.text, &value.text, value.form());
        }
        _ => out.stray(line, text, State::Commented),
    }
}

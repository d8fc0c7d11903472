//! Shell words and environment values.

use super::{Dotenv, Quoted, Shell, without_nul};
use serde_json::Value;
use std::fmt::Write;

impl Quoted<Shell> {
    /// A text as one word. Simple ones stay bare; NUL, which no shell can hold, becomes U+FFFD.
    pub fn word(text: &str) -> Self {
        Self::made(word(&without_nul(text)))
    }

    /// JSON as one word, indented.
    pub fn json(value: &Value) -> Self {
        Self::word(&format!("{value:#}"))
    }
}

impl Quoted<Dotenv> {
    /// A value that a shell, and whatever reads one `NAME=value` per line, takes for this text.
    ///
    /// A value with control characters is written as `$'…'`: bash reads the text, and a reader of lines sees one line,
    /// so that no value can bring in a variable of its own.
    pub fn value(text: &str) -> Self {
        let text = without_nul(text);
        if !text.contains(char::is_control) {
            return Self::made(word(&text));
        }
        let mut out = String::from("$'");
        for c in text.chars() {
            match c {
                '\'' => out.push_str("\\'"),
                '\\' => out.push_str("\\\\"),
                c if c.is_control() => {
                    // Byte by byte: bash would write `\u` in the character set of the moment.
                    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                        // Writing into a `String` cannot fail.
                        let _ = write!(out, "\\{byte:03o}");
                    }
                }
                c => out.push(c),
            }
        }
        out.push('\'');
        Self::made(out)
    }
}

/// Source: POSIX.1-2024, Shell Command Language, 2.2 (<https://pubs.opengroup.org/onlinepubs/9799919799/>, read
/// 2026-11-22): nothing is special between single quotes but the single quote.
fn word(text: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || "_@%+:,./-".contains(c);
    if !text.is_empty() && text.chars().all(bare) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_words_stay_bare() {
        let table = [
            ("production", "production", "a name"),
            ("https://api.anthropic.com", "https://api.anthropic.com", "an address"),
            ("acme/api@v1.2", "acme/api@v1.2", "a reference"),
            ("", "''", "an empty word must stand somewhere"),
            ("a b", "'a b'", "a blank ends a word"),
            ("it's", r"'it'\''s'", "a single quote cannot stand between single quotes"),
            ("$(id) `id` ${x}", "'$(id) `id` ${x}'", "nothing is expanded between single quotes"),
            ("*", "'*'", "a pattern"),
            ("~", "'~'", "the home folder"),
            ("a=b", "'a=b'", "an assignment, in the first place"),
            ("#", "'#'", "a comment"),
            ("é", "'é'", "letters beyond ASCII are quoted to be safe"),
            ("a\0b", "'a\u{fffd}b'", "no shell can hold a NUL"),
        ];
        for (text, expected, why) in table {
            assert_eq!(Quoted::<Shell>::word(text).as_str(), expected, "{why}");
        }
    }

    #[test]
    fn an_environment_value_never_leaves_its_line() {
        let table = [
            ("fdrl_01", "fdrl_01", "an id"),
            ("a b", "'a b'", "quoted as a shell does"),
            ("a\nANTHROPIC_API_KEY=x", r"$'a\012ANTHROPIC_API_KEY=x'", "a line break would start a variable"),
            ("\u{85}", r"$'\302\205'", "some readers end a line here"),
            ("'\\\n", r"$'\'\\\012'", "what is special between these quotes"),
        ];
        for (text, expected, why) in table {
            assert_eq!(Quoted::<Dotenv>::value(text).as_str(), expected, "{why}");
        }
    }
}

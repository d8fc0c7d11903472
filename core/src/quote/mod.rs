//! Quoting as types: a file is put together from [`Quoted`] parts of its own language, and typed text becomes such a part
//! only through that language's quoting. Text that was not quoted does not compile:
//!
//! ```compile_fail
//! use keyless_core::quote::{Quoted, Shell};
//! let typed = String::from("$(id)");
//! Quoted::<Shell>::fill("echo ⟦name⟧\n", &[("name", typed)]);
//! ```
//!
//! Nor does text that was quoted for another language:
//!
//! ```compile_fail
//! use keyless_core::quote::{Quoted, Shell, Yaml};
//! Quoted::<Yaml>::fill("name: ⟦name⟧\n", &[("name", Quoted::<Shell>::word("a"))]);
//! ```
//!
//! There is no way to put typed text into a comment: a line break in it would end the comment.

mod code;
mod hcl;
mod literal;
mod markdown;
mod shell;
mod syntax;
mod yaml;

pub use syntax::Syntax;

use std::borrow::Cow;
use std::fmt::{self, Write};
use std::marker::PhantomData;

/// POSIX shell, as bash and sh read it.
pub enum Shell {}
/// YAML 1.2; written so that readers of 1.1 see the same.
pub enum Yaml {}
/// YAML that GitHub Actions reads: `${{ … }}` in a value is an expression there.
pub enum Workflow {}
/// `NAME=value` lines.
pub enum Dotenv {}
/// CommonMark, with the extensions that GitHub adds.
pub enum Markdown {}
/// HCL, as Terraform reads it.
pub enum Hcl {}
/// The language of one program, which the [`Syntax`] of its literals names.
pub enum Code {}

/// A part of a file in a language, in which everything that was typed is data.
pub struct Quoted<L> {
    text: String,
    language: PhantomData<fn() -> L>,
}

impl<L> Quoted<L> {
    /// Text of our own, known when the program was built.
    pub fn fixed(text: &'static str) -> Self {
        Self::made(text.to_owned())
    }

    /// Nothing.
    pub fn nothing() -> Self {
        Self::fixed("")
    }

    /// Fills a template's `⟦name⟧` holes. What is filled in is not searched for holes again. A line that holds one hole
    /// and nothing else goes away where the hole is filled with nothing. A hole without a part stays as it stands.
    pub fn fill(template: &'static str, holes: &[(&'static str, Self)]) -> Self {
        Self::fill_lines(template.split_inclusive('\n'), holes)
    }

    fn fill_lines(lines: impl Iterator<Item = &'static str>, holes: &[(&'static str, Self)]) -> Self {
        let mut text = String::new();
        for line in lines {
            let mut filled = String::new();
            let mut rest = line;
            let mut anything = false;
            while let Some((before, name, after)) = next_hole(rest) {
                let part = holes.iter().find(|(hole, _)| *hole == name).map(|(_, part)| part);
                anything |= part.is_none_or(|part| !part.text.is_empty());
                filled.push_str(before);
                match part {
                    Some(part) => filled.push_str(&part.text),
                    None => filled.extend(["⟦", name, "⟧"]),
                }
                rest = after;
            }
            filled.push_str(rest);
            if anything || !is_one_hole(line) {
                text.push_str(&filled);
            }
        }
        Self::made(text)
    }

    /// One part after the other.
    pub fn concat(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::made(parts.into_iter().map(|part| part.text).collect())
    }

    /// The text of the part.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text of a finished file.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Only this module and its children may call a text quoted.
    fn made(text: String) -> Self {
        Self { text, language: PhantomData }
    }
}

impl<L> Clone for Quoted<L> {
    fn clone(&self) -> Self {
        Self::made(self.text.clone())
    }
}

impl<L> fmt::Debug for Quoted<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Quoted").field(&self.text).finish()
    }
}

fn next_hole(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('⟦')?;
    let (name, after) = rest.split_once('⟧')?;
    Some((before, name, after))
}

fn is_one_hole(line: &str) -> bool {
    matches!(next_hole(line.trim()), Some(("", _, "")))
}

/// A text as a JSON string, which YAML reads as a double-quoted scalar.
///
/// Beyond what JSON asks for, everything that YAML calls not printable, or that an older YAML takes for a line break, is
/// escaped. Source: YAML 1.2.2, 5.1 and 5.4 (<https://yaml.org/spec/1.2.2/>, read 2026-11-22).
fn json_string(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_unprintable(c) {
            // All of these have four digits at most.
            // Writing into a `String` cannot fail.
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// What some reader takes for no character or for a line break, though JSON lets it stand.
const fn is_unprintable(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// A text without NUL, which neither a shell nor a Markdown reader can hold.
fn without_nul(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_filled_once() {
        let part = Quoted::<Shell>::word("⟦other⟧");
        let filled =
            Quoted::fill("echo ⟦one⟧ ⟦other⟧\n", &[("one", part), ("other", Quoted::<Shell>::word("x"))]);
        assert_eq!(filled.as_str(), "echo '⟦other⟧' x\n");
    }

    #[test]
    fn a_line_goes_with_its_only_hole() {
        let table: [(&'static str, &str, &str); 4] = [
            ("a\n  ⟦hole⟧\nb\n", "a\nb\n", "the hole was all that the line had"),
            ("a\n⟦hole⟧", "a\n", "the last line needs no line break"),
            ("a ⟦hole⟧\nb\n", "a \nb\n", "the line has more than the hole"),
            ("a\n⟦hole⟧⟦hole⟧\n", "a\n\n", "two holes are no block"),
        ];
        for (template, expected, why) in table {
            let filled = Quoted::<Yaml>::fill(template, &[("hole", Quoted::nothing())]);
            assert_eq!(filled.as_str(), expected, "{why}");
        }
    }

    #[test]
    fn a_hole_that_nobody_fills_stays_visible() {
        assert_eq!(Quoted::<Yaml>::fill("a: ⟦b⟧\n", &[]).as_str(), "a: ⟦b⟧\n");
        assert_eq!(Quoted::<Yaml>::fill("a: ⟦b\n", &[]).as_str(), "a: ⟦b\n");
    }
}

//! Setups in which everything that can be typed is a mark, or a text that means something to a reader of some language.

use keyless_core::providers::{Entry, Provider};
use keyless_core::setup::Setup;
use serde_json::Value;

/// Texts that mean something to a reader of one of the languages.
pub const HOSTILE: &[&str] = &[
    "'",
    "\"",
    "a'; touch pwned; '",
    "$(touch pwned)",
    "`touch pwned`",
    "a\nb: c\n---\n- d",
    "\r\ntouch pwned\r",
    "${{ secrets.TOKEN }}",
    "}} ${{ '}}' }}",
    "$(ANTHROPIC_WORKSPACE_ID) $$",
    "<< parameters.x >> \\<< y >>",
    "${var.x} %{ if true } $${y}",
    "# not a comment",
    "é🦀\u{2028}\u{85}\u{feff}x",
    "-rf",
    "EOF\nEOF",
    "]]>",
    "|",
    ">-",
    "\\",
    "\\n",
    "%s%n",
    "!!binary x",
    "&anchor *alias",
    "yes",
    "null",
    "1e3",
    "[a, b]",
    "{a: b}",
    "#{x} #$y #@z {$php}",
    "\"\"\"",
    " blanks ",
    "*",
    "release+1",
    "⟦rule_id⟧",
    "</code><script>alert(1)</script>",
    "![x](javascript:x) [y]: http://z",
    "````\n# heading\n\n- item",
    "\u{1b}[31m\u{7f}",
    "a\0b",
];

/// Texts that mean most in the first place, one for each [`pack`].
const FIRST: [&str; PACKS] = ["'", "-rf", "# not a comment", "\"", "*", "\\", "!!binary x", " blanks "];

/// How many packs there are.
pub const PACKS: usize = 8;

/// Several hostile texts in one, for what is slow to read: the pack with this number, counted round, and the number of the field
/// that it is typed into. All packs together hold all texts, and each begins with another of those that mean most there.
pub fn pack(number: usize, field: usize) -> String {
    let number = number % PACKS;
    let size = HOSTILE.len().div_ceil(PACKS);
    let texts: Vec<&str> = HOSTILE.iter().copied().skip(number * size).take(size).collect();
    format!("{} {field} {}", FIRST[number], texts.join(" x "))
}

/// The mark that stands in place of the text with this number; with blanks around it, which shows where they are taken off.
pub fn mark(number: usize) -> String {
    format!(" Mk{number}x ")
}

/// What was typed, by the number of its mark.
#[derive(Debug, Clone)]
pub struct Typed(Vec<String>);

impl From<Vec<String>> for Typed {
    /// From the text that was typed in place of each mark.
    fn from(texts: Vec<String>) -> Self {
        Self(texts)
    }
}

impl Typed {
    /// A text with every mark replaced by what was typed in its place. NUL, which many readers cannot hold, is left out, and
    /// so is what stands for it.
    pub fn in_place_of_marks(&self, text: &str) -> String {
        let mut out = text.to_owned();
        if out.contains("Mk") {
            for (number, typed) in self.0.iter().enumerate() {
                let mark = mark(number);
                out = out.replace(&mark, typed).replace(mark.trim(), typed.trim());
            }
        }
        without_nul(&out)
    }

    /// The same without line breaks.
    #[must_use]
    pub fn on_one_line(&self) -> Self {
        Self(self.0.iter().map(|text| text.replace(['\n', '\r'], "")).collect())
    }

    /// Everything that was typed.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// A text without NUL and without what stands for it.
pub fn without_nul(text: &str) -> String {
    text.replace(['\0', '\u{fffd}'], "")
}

/// The setup with marks in place of everything that can be typed.
pub fn marked(setup: &Setup) -> Setup {
    replaced(setup, mark).0
}

/// The setup with a text for each number in place of everything that can be typed, and what was typed. Choices stay, because
/// nobody types them.
pub fn hostile(setup: &Setup, text_of: impl Fn(usize) -> String) -> (Setup, Typed) {
    replaced(setup, text_of)
}

/// The same, with the ids that Claude gives left out: scripts make what has none.
pub fn without_ids(setup: &Setup) -> Setup {
    let mut setup = setup.clone();
    for id in [
        &mut setup.rule.id,
        &mut setup.rule.issuer_id,
        &mut setup.rule.service_account_id,
        &mut setup.account.id,
        &mut setup.issuer.id,
    ] {
        id.clear();
    }
    setup.rule.workspace_ids = vec!["wrkspc_01DDDD".to_owned()];
    setup
}

fn replaced(setup: &Setup, text_of: impl Fn(usize) -> String) -> (Setup, Typed) {
    let provider = setup.provider().expect("a setup has a provider");
    let mut setup = everywhere(setup, provider);
    // Notes of a step that there is, so that the runbook has them.
    setup.notes = [("remove.find".to_owned(), "note".to_owned())].into();
    let mut typed = Vec::new();
    let mut json: Value = serde_json::from_str(&setup.to_json()).expect("a setup is JSON");
    replace(&mut json, &mut Vec::new(), &|place| is_typed(provider, place), &mut |text| {
        let replacement = text_of(typed.len());
        text.clone_from(&replacement);
        typed.push(replacement);
    });
    (serde_json::from_value(json).expect("a setup of other texts"), Typed(typed))
}

/// The setup with every field answered.
fn everywhere(setup: &Setup, provider: &Provider) -> Setup {
    let mut setup = setup.clone();
    for field in provider.fields {
        if setup.workload.answers.some(field.id).is_none() && !matches!(field.entry, Entry::Choice(_)) {
            setup.workload.answers.set(field.id, "x");
        }
    }
    if setup.rule.workspace_ids.is_empty() {
        setup.rule.workspace_ids.push("x".to_owned());
    }
    setup
}

/// Whether the text at a place, which is the names on the way to it, can be typed.
fn is_typed(provider: &Provider, place: &[String]) -> bool {
    let place: Vec<&str> = place.iter().map(String::as_str).collect();
    match place.as_slice() {
        // A key set is a document: it is read, and what is none is left out.
        ["issuer", "jwks", "keys"] => false,
        ["workload", "provider"] | ["issuer", "jwks", "kind"] | ["edited" | "ticks", ..] => false,
        ["workload", "answers", id] => {
            let field = provider.fields.iter().find(|field| field.id == *id);
            !field.is_some_and(|field| matches!(field.entry, Entry::Choice(_)))
        }
        _ => true,
    }
}

fn replace(
    value: &mut Value,
    place: &mut Vec<String>,
    is_typed: &impl Fn(&[String]) -> bool,
    with: &mut impl FnMut(&mut String),
) {
    match value {
        Value::String(text) if is_typed(place) => with(text),
        Value::Array(values) => {
            for value in values {
                place.push(String::new());
                replace(value, place, is_typed, with);
                place.pop();
            }
        }
        Value::Object(members) => {
            for (name, value) in members.iter_mut() {
                place.push(name.clone());
                replace(value, place, is_typed, with);
                place.pop();
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hostile_text_is_in_a_pack() {
        for text in HOSTILE {
            assert!((0..PACKS).any(|number| pack(number, 0).contains(text)), "{text:?}");
        }
    }
}

//! A credential as resolving needs it: its shape and a mask, never the value.

use std::fmt;

/// How much of the beginning a mask shows at most, in characters.
const HEAD: usize = 12;
/// How much of the end a mask shows at most, in characters.
const TAIL: usize = 4;
/// From this length on a mask shows all that it may.
const LONG: usize = 32;

/// Masks a text that is, or may be, a credential: at most its first 12 and last 4 characters, fewer of a short one. A mask
/// stays as it is.
pub fn mask(text: &str) -> String {
    // Of most texts every character is a byte.
    if text.is_ascii() {
        let head = if text.len() >= LONG { HEAD } else { (text.len() / 2).min(HEAD) };
        let tail = if text.len() >= LONG { text.len() - TAIL } else { text.len() };
        return [text.get(..head).unwrap_or_default(), "…", text.get(tail..).unwrap_or_default()].concat();
    }
    if is_mask(text) {
        return text.to_owned();
    }
    let count = text.chars().count();
    if count >= LONG {
        let head: String = text.chars().take(HEAD).collect();
        let tail: String = text.chars().skip(count - TAIL).collect();
        return format!("{head}…{tail}");
    }
    let head: String = text.chars().take((count / 2).min(HEAD)).collect();
    format!("{head}…")
}

/// Whether a text is a mask already: nothing that goes into a header has `…` in it.
fn is_mask(text: &str) -> bool {
    text.split_once('…').is_some_and(|(head, tail)| {
        let shown = |part: &str, most| part.chars().take(most + 1).count() <= most && !part.contains('…');
        shown(head, HEAD) && shown(tail, TAIL) && (tail.is_empty() || head.chars().count() == HEAD)
    })
}

/// A key or token whose text is not kept. It cannot be serialised, and prints as its mask.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    masked: String,
    before: String,
    after: Blanks,
    bytes: usize,
    utf16: usize,
    broken: bool,
}

/// What stands behind the last visible character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blanks {
    /// Nothing.
    None,
    /// Spaces or tabs.
    Spaces,
    /// A line ending, maybe with spaces.
    LineEnd,
}

/// The most blanks in front that are kept; more are counted as these.
const MOST_BLANKS: usize = 8;

impl Credential {
    /// Reads the shape of a credential. The text itself is dropped by the caller.
    pub fn new(text: &str) -> Self {
        let word = text.trim();
        let start = text.len() - text.trim_start().len();
        let end = text.trim_end().len().max(start);
        let trailing = text.get(end..).unwrap_or_default();
        let after = if trailing.contains(['\n', '\r']) {
            Blanks::LineEnd
        } else if trailing.is_empty() {
            Blanks::None
        } else {
            Blanks::Spaces
        };
        Self {
            masked: if word.is_empty() { String::new() } else { mask(word) },
            before: text.get(..start).unwrap_or_default().chars().take(MOST_BLANKS).collect(),
            after,
            bytes: word.len(),
            utf16: if word.is_ascii() { word.len() } else { word.encode_utf16().count() },
            broken: if word.is_ascii() {
                word.bytes().any(|byte| byte.is_ascii_control())
            } else {
                word.chars().any(char::is_control)
            },
        }
    }

    /// A credential that stands elsewhere, such as a CI secret: set, of unknown shape, shown by the reference's own name.
    pub fn reference(name: &str) -> Self {
        let mut found = Self::new("x");
        found.masked = crate::secret::scrub(name);
        found
    }

    /// Whether there is no character at all.
    pub fn is_empty(&self) -> bool {
        self.is_blank() && self.before.is_empty()
    }

    /// Whether there is nothing but blanks, or nothing at all.
    pub fn is_blank(&self) -> bool {
        self.bytes == 0
    }

    /// The mask: at most the first 12 and last 4 characters, empty for a blank text.
    pub fn masked(&self) -> &str {
        &self.masked
    }

    /// The blanks in front, at most eight.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// What stands behind it.
    pub fn after(&self) -> Blanks {
        self.after
    }

    /// Length without blanks around it, in bytes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Length without blanks around it, in UTF-16 units, as JavaScript counts.
    pub fn utf16(&self) -> usize {
        self.utf16
    }

    /// Whether a control character stands inside, or a line ending around it.
    pub fn breaks_a_header(&self) -> bool {
        self.broken || self.after == Blanks::LineEnd || self.before.contains(['\n', '\r'])
    }

    /// The same without the blanks around it.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        Self { before: String::new(), after: Blanks::None, ..self.clone() }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Credential({})", self.masked)
    }
}

/// A text without a credential: keys and tokens in it are masked as it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain(String);

impl Plain {
    /// Takes a text and scrubs it.
    pub fn new(text: &str) -> Self {
        Self(crate::secret::scrub(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

crate::secret::never_leaves!(Credential: serde::Serialize);
crate::secret::never_leaves!(Credential: std::fmt::Display);

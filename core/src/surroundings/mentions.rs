//! Where a text can hold anything that matters, so that a long one is not read value by value where it cannot.

use super::structure::FILES;

/// How a key begins in base64.
pub(super) const ENCODED: &str = "c2stYW50L";

/// Whether a text can hold a variable that some client reads, or a key, also where its letters are written as escapes.
pub(super) fn speaks(text: &str) -> bool {
    const WORDS: [&str; 9] = [
        "ANTHROPIC_",
        "CLAUDE_CODE_",
        "sk-ant-",
        ENCODED,
        "\\",
        // Where the configuration lies.
        "HOME",
        "APPDATA",
        "USERPROFILE",
        "RUNNER_TEMP",
    ];
    WORDS.iter().any(|word| text.contains(word))
}

/// The places of all that can be a part of a variable's name, of a key, or of what is told as not read.
pub(super) struct Mentions(Vec<usize>);

impl Mentions {
    /// Of a text in which names count in small letters, too.
    pub(super) fn of(text: &str) -> Self {
        let small = text.to_ascii_lowercase();
        let words =
            ["anthropic_", "claude_code_", "sk-ant-", "\\u", "<<", "/*"].into_iter().map(str::to_owned);
        let files = FILES.iter().map(|name| name.to_ascii_lowercase());
        let mut places: Vec<usize> = words
            .chain(files)
            .flat_map(|word| small.match_indices(&word).map(|(at, _)| at).collect::<Vec<_>>())
            .collect();
        places.sort_unstable();
        Self(places)
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first at or behind a place.
    pub(super) fn next(&self, from: usize) -> Option<usize> {
        self.0.get(self.0.partition_point(|place| *place < from)).copied()
    }
}

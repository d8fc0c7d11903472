//! Where a text can hold anything that matters, so that a long one is not read value by value where it cannot.

/// How a key begins in base64.
pub(super) const ENCODED: &str = "c2stYW50L";

/// From this length on, in bytes, a text is passed over where it can hold nothing of ours; there it is not told what is no proper
/// file either.
pub(super) const LONG: usize = 64 * 1024;

/// What variables that some client reads, and keys, have in them, also where letters are written as escapes: as clients spell it,
/// and in small letters what others make of it.
const WORDS: [(&str, &str); 9] = [
    ("ANTHROPIC_", "anthropic"),
    ("CLAUDE_CODE_", "claude"),
    ("sk-ant-", "sk-ant-"),
    (ENCODED, "c2styw50l"),
    ("\\", "\\"),
    // Where the configuration lies.
    ("HOME", "home"),
    ("APPDATA", "appdata"),
    ("USERPROFILE", "userprofile"),
    ("RUNNER_TEMP", "runner_temp"),
];

/// Whether a text can hold a variable that some client reads, or a key.
pub(super) fn speaks(text: &str) -> bool {
    WORDS.iter().any(|(word, _)| text.contains(word))
}

/// The places of all that can be a part of a variable's name, of a key, or of what is told as not read.
pub(super) struct Mentions {
    places: Vec<usize>,
    /// How many of them are names or keys of ours.
    ours: usize,
}

impl Mentions {
    /// Of a text, in which names of ours count however they are spelled. `also` is what else matters, in any letters.
    pub(super) fn of(text: &str, also: &[&str]) -> Self {
        let small = text.to_ascii_lowercase();
        let mut places = Vec::new();
        for (_, word) in WORDS {
            places.extend(small.match_indices(word).map(|(at, _)| at));
        }
        let ours = places.len();
        for word in also {
            places.extend(small.match_indices(&word.to_ascii_lowercase()).map(|(at, _)| at));
        }
        places.sort_unstable();
        Self { places, ours }
    }

    /// Whether there is any in a text: less work than to find them all.
    pub(super) fn any(text: &str, also: &[&str]) -> bool {
        let small = text.to_ascii_lowercase();
        WORDS.iter().any(|(_, word)| small.contains(word))
            || also.iter().any(|word| small.contains(&word.to_ascii_lowercase()))
    }

    /// Whether any is a name or a key of ours.
    pub(super) fn speaks(&self) -> bool {
        self.ours > 0
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Of a text, if it is a long one.
    pub(super) fn of_long(text: &str, also: &[&str]) -> Option<Self> {
        (text.len() >= LONG).then(|| Self::of(text, also))
    }

    /// Whether there is one at or behind a place and before another.
    pub(super) fn within(&self, from: usize, to: usize) -> bool {
        self.next(from).is_some_and(|next| next < to)
    }

    /// The first at or behind a place.
    pub(super) fn next(&self, from: usize) -> Option<usize> {
        self.places.get(self.places.partition_point(|place| *place < from)).copied()
    }

    /// The lines that they stand on, where the text's first line is line `first`.
    pub(super) fn lines(&self, text: &str, first: usize) -> Vec<usize> {
        let (mut line, mut counted) = (first, 0);
        let mut lines = Vec::with_capacity(self.places.len());
        for place in &self.places {
            line += text.get(counted..*place).unwrap_or_default().matches('\n').count();
            counted = *place;
            if lines.last() != Some(&line) {
                lines.push(line);
            }
        }
        lines
    }
}

//! Where a text can hold anything that matters, so that a long one is not read value by value where it cannot.

/// How a key begins in base64.
pub(super) const ENCODED: &str = "c2stYW50L";

/// From this length on, in bytes, a text is passed over where it can hold nothing of ours; there it is not told what is no proper
/// file either.
pub(super) const LONG: usize = 64 * 1024;

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
    /// Of a text, in which names of ours count however they are spelled. `also` is what else matters, in small letters.
    pub(super) fn of(text: &str, also: &[&str]) -> Self {
        const WORDS: [&str; 9] = [
            "anthropic",
            "claude",
            "sk-ant-",
            "c2styw50l",
            "\\",
            "home",
            "appdata",
            "userprofile",
            "runner_temp",
        ];
        let small = text.to_ascii_lowercase();
        let mut places = Vec::new();
        for word in WORDS.iter().chain(also) {
            places.extend(small.match_indices(word).map(|(at, _)| at));
        }
        places.sort_unstable();
        Self(places)
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
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
        self.0.get(self.0.partition_point(|place| *place < from)).copied()
    }

    /// The lines that they stand on, where the text's first line is line `first`.
    pub(super) fn lines(&self, text: &str, first: usize) -> Vec<usize> {
        let (mut line, mut counted) = (first, 0);
        let mut lines = Vec::with_capacity(self.0.len());
        for place in &self.0 {
            line += text.get(counted..*place).unwrap_or_default().matches('\n').count();
            counted = *place;
            if lines.last() != Some(&line) {
                lines.push(line);
            }
        }
        lines
    }
}

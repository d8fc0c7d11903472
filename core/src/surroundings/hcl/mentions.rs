//! Where a text can hold anything that matters, so that a long one is not read piece by piece where it cannot.

use super::super::structure::FILES;

/// The places of all that can be a part of a variable's name, of a key, or of what is told as not read.
pub(super) struct Mentions(Vec<usize>);

impl Mentions {
    /// Of a text in which names count in small letters, too.
    pub(super) fn of(text: &str) -> Self {
        let small = text.to_ascii_lowercase();
        let words = ["anthropic_", "claude_code_", "sk-ant-", "<<", "/*"].into_iter().map(str::to_owned);
        let files = FILES.iter().map(|name| name.to_ascii_lowercase());
        let mut places: Vec<usize> = words
            .chain(files)
            .flat_map(|word| small.match_indices(&word).map(|(at, _)| at).collect::<Vec<_>>())
            .collect();
        places.sort_unstable();
        Self(places)
    }

    /// The first at or behind a place.
    pub(super) fn next(&self, from: usize) -> Option<usize> {
        self.0.get(self.0.partition_point(|place| *place < from)).copied()
    }
}

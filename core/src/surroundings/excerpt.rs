//! What is left of a long text when parts of it are passed over.

use super::mentions::count;
use std::borrow::Cow;

/// A text without some of its parts, whose lines are left empty, so that every line keeps its number.
pub(super) struct Excerpt<'a> {
    text: &'a str,
    /// Parts that are left out, in their order.
    parts: Vec<(usize, usize)>,
}

impl<'a> Excerpt<'a> {
    /// All of a text.
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, parts: Vec::new() }
    }

    /// Leaves out what stands between two places, and whatever of it was left out before. Other parts lie in front of it.
    pub(super) fn leave_out(&mut self, from: usize, to: usize) {
        while self.parts.pop_if(|(before, _)| *before >= from).is_some() {}
        self.parts.push((from, to));
    }

    /// What is left.
    pub(super) fn finish(self) -> Cow<'a, str> {
        if self.parts.is_empty() {
            return self.text.into();
        }
        let between = |from: usize, to: usize| self.text.get(from..to).unwrap_or_default();
        let mut left = String::new();
        let mut kept = 0;
        for (from, to) in self.parts {
            left.push_str(between(kept, from));
            left.extend(std::iter::repeat_n('\n', count(between(from, to))));
            kept = to;
        }
        left.push_str(between(kept, self.text.len()));
        left.into()
    }
}

//! What is learnt from samples, and two rules to compare.

use keyless_core::learn::{self, LearnProblem, Lesson, MOST_SAMPLES};
use keyless_core::secret::IdentityToken;
use keyless_core::token::Claims;

/// What was read of samples. It holds their claims, and nothing else of a token.
#[derive(Debug, Clone)]
pub struct Learnt {
    /// The claims of each.
    pub samples: Vec<Claims>,
    /// What could not be read: the line from 1, and why.
    pub problems: Vec<(usize, String)>,
    /// What they teach.
    pub lesson: Result<Lesson, LearnProblem>,
}

impl Learnt {
    /// Reads samples; none where there is no text.
    pub(super) fn read(pasted: &IdentityToken) -> Option<Self> {
        if pasted.is_empty() {
            return None;
        }
        let samples = learn::samples(pasted);
        let lesson = learn::learn(&samples.claims);
        Some(Self { samples: samples.claims, problems: samples.problems, lesson })
    }
}

/// What a box takes, in words.
pub fn most_samples() -> String {
    format!("up to {MOST_SAMPLES}; read here, never kept")
}

/// Which of two rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The first.
    First,
    /// The second.
    Second,
}

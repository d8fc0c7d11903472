//! Adding up what the test programs say at their end.

use std::ops::AddAssign;

/// How many tests passed and failed.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Count {
    /// What one line of output adds: the closing line of Cargo's tests (`test result: ok. 3 passed; 0 failed; …`).
    /// Any other line adds nothing.
    pub(crate) fn in_line(line: &str) -> Self {
        Self::from_cargo(line).unwrap_or_default()
    }

    fn from_cargo(line: &str) -> Option<Self> {
        let (_, numbers) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
        let mut parts = numbers.split("; ");
        Some(Self { passed: number(parts.next()?, " passed")?, failed: number(parts.next()?, " failed")? })
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

fn number(part: &str, word: &str) -> Option<u64> {
    part.strip_suffix(word)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_counted_and_other_lines_are_not() {
        let rows = [
            (
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out",
                12,
                0,
                "cargo test",
            ),
            ("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured", 3, 2, "cargo test, failing"),
            ("exchange: 40 passed, 1 failed", 0, 0, "a set of vectors, whose floors are tests of their own"),
            ("running 12 tests", 0, 0, "a beginning"),
            ("12 passed, 0 failed", 0, 0, "no name before it"),
            ("name: many passed, 0 failed", 0, 0, "no number"),
        ];
        for (line, passed, failed, reason) in rows {
            assert_eq!(Count::in_line(line), Count { passed, failed }, "{reason}");
        }
    }
}

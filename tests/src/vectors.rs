//! Recorded answers: where they are, and how a run over them is told.

use std::fmt;
use std::path::PathBuf;

/// What came of a vector file.
pub struct Tally {
    /// The file's name without its extension.
    pub name: String,
    /// How many cases agree.
    pub passed: usize,
    /// The ids of those that do not.
    pub failed: Vec<String>,
}

impl Tally {
    /// An empty tally.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), passed: 0, failed: Vec::new() }
    }

    /// Counts a case.
    pub fn count(&mut self, id: &str, agrees: bool) {
        if agrees {
            self.passed += 1;
        } else {
            self.failed.push(id.to_owned());
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} passed, {} failed", self.name, self.passed, self.failed.len())?;
        for id in &self.failed {
            write!(f, "\n  {id}")?;
        }
        Ok(())
    }
}

/// The folder of the vectors: the one that `KEYLESS_VECTORS` names, else the project's own.
pub fn folder() -> PathBuf {
    std::env::var_os("KEYLESS_VECTORS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors"), PathBuf::from)
}

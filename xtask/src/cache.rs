//! Results of slow steps, kept under the target folder by what they were made from.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::steps;

/// A folder of results. Stale ones are never read, because a result's name is the hash of its input.
pub(crate) struct Cache {
    folder: PathBuf,
    /// The lock file: the version of every library that does a step.
    versions: Vec<u8>,
}

impl Cache {
    /// The cache of the page's build, under the target folder.
    pub(crate) fn of_page() -> Result<Self> {
        let lock = steps::root().join("Cargo.lock");
        let versions = std::fs::read(&lock).with_context(|| lock.display().to_string())?;
        Ok(Self { folder: steps::target()?.join("page-steps"), versions })
    }

    /// Gives the kept result for this recipe and input, or does the step and keeps what it gives.
    ///
    /// `recipe` names the step, its settings and the versions of its tools that the lock file does not name.
    pub(crate) fn step(
        &self,
        what: &str,
        recipe: &str,
        input: &[u8],
        work: impl FnOnce() -> Result<Vec<u8>>,
    ) -> Result<Vec<u8>> {
        let mut hash = Sha256::new();
        for part in [&self.versions, recipe.as_bytes(), input] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        let file = self.folder.join(hex(&hash.finalize()));
        if let Ok(kept) = std::fs::read(&file) {
            steps::say(&format!("{what}: unchanged"));
            return Ok(kept);
        }
        let made = steps::step(what, work)?;
        steps::write_whole(&file, &made)?;
        Ok(made)
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

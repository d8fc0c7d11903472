//! Recorded answers: where they are, and how a run over them is counted.

use std::fmt;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The outcome of a run over one file of recorded answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The name of the file, without its extension.
    pub name: String,
    /// How many cases agreed.
    pub passed: usize,
    /// The ids of the others, with what was found.
    pub failed: Vec<String>,
}

impl Tally {
    /// An empty tally.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), passed: 0, failed: Vec::new() }
    }

    /// Counts one case; `outcome` says what is wrong with it.
    pub fn count(&mut self, id: &str, outcome: Result<(), String>) {
        match outcome {
            Ok(()) => self.passed += 1,
            Err(found) => self.failed.push(format!("{id}: {found}")),
        }
    }

    /// The share of cases that agreed, from 0 to 1; 0 for an empty run.
    #[allow(clippy::cast_precision_loss)] // Thousands of cases at most.
    pub fn share(&self) -> f64 {
        let all = self.passed + self.failed.len();
        if all == 0 {
            return 0.0;
        }
        self.passed as f64 / all as f64
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} passed, {} failed", self.name, self.passed, self.failed.len())?;
        for failed in &self.failed {
            write!(f, "\n  {failed}")?;
        }
        Ok(())
    }
}

/// The folder with the recorded answers: the environment's `KEYLESS_VECTORS`, or the one in this crate.
pub fn folder() -> PathBuf {
    std::env::var_os("KEYLESS_VECTORS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors"), PathBuf::from)
}

/// Reads `NAME.json` of `folder`, or `NAME.json.br`, which is the same in Brotli.
///
/// # Panics
///
/// When the file is not there or is no JSON: without it there is nothing to run.
#[allow(clippy::panic)]
pub fn read(folder: &Path, name: &str) -> Value {
    let mut path = folder.join(format!("{name}.json"));
    let packed = !path.is_file();
    if packed {
        path.set_extension("json.br");
    }
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
    let text = if packed { unpacked(&bytes) } else { bytes };
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{} is no JSON: {error}", path.display()))
}

/// What was packed with Brotli; nothing readable if it was not.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    brotli::Decompressor::new(bytes, 4096).read_to_end(&mut out).map_or_else(|_| Vec::new(), |_| out)
}

/// Whether a folder has the recorded answers of that name.
pub fn is_there(folder: &Path, name: &str) -> bool {
    ["json", "json.br"].iter().any(|end| folder.join(format!("{name}.{end}")).is_file())
}

/// The cases of a file, with their ids.
pub fn cases(file: &Value) -> impl Iterator<Item = (&str, &Value)> {
    file.get("cases")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|case| (case.get("id").and_then(Value::as_str).unwrap_or("?"), case))
}

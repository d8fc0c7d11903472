//! Finding programs, and what to say when one cannot be had.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::steps;

/// The program of this name on the search path.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(&file)).find(|candidate| candidate.is_file())
}

/// Whether packages of the distribution can be installed without asking anybody.
pub(crate) fn may_use_apt() -> bool {
    Path::new("/etc/debian_version").exists() && find("apt-get").is_some() && is_root()
}

/// Installs Debian packages; the package list is brought up to date first, because a fresh machine has none.
pub(crate) fn apt_install(packages: &[&str]) -> Result<()> {
    let apt = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()).stdout(Stdio::null());
        apt
    };
    steps::step(&format!("Installing {} (apt-get)", packages.join(", ")), || {
        steps::run(apt().args(["update", "-qq"]))?;
        steps::run(apt().args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages))
    })
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

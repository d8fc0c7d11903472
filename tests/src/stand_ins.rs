//! Scripts, run by bash with nothing on the search path: whatever program they call is written down instead.
#![allow(clippy::missing_panics_doc)]

use crate::hostile::Typed;
use crate::reading::is_same_text;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a script did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    /// Its exit status.
    pub status: i32,
    /// Each call: program and arguments, the variables for Claude, and what came through a pipe. Sorted, because the ends of a
    /// pipe run side by side.
    pub calls: Vec<Vec<String>>,
    /// How many files it left.
    pub files: usize,
    /// What it and bash said on standard error.
    pub errors: String,
}

const DRIVER: &str = include_str!("stand_ins.sh");
/// The account that owns nothing.
const NOBODY: u32 = 65534;

/// Runs scripts, each in a folder of its own, one bash for all. As root it becomes nobody, so that no script, however it is
/// read, can write outside its folder.
pub fn run(scripts: &[String]) -> Vec<Ran> {
    let root = tempfile::tempdir().unwrap();
    let open = |path: &Path| fs::set_permissions(path, Permissions::from_mode(0o777)).unwrap();
    open(root.path());
    fs::create_dir(root.path().join("none")).unwrap();
    let folders: Vec<_> =
        (0..scripts.len()).map(|number| root.path().join(format!("scripts/{number:06}"))).collect();
    for (folder, script) in folders.iter().zip(scripts) {
        for made in [folder.clone(), folder.join("folder"), folder.join("calls")] {
            fs::create_dir_all(&made).unwrap();
            open(&made);
        }
        fs::write(folder.join("script"), script).unwrap();
    }
    let mut bash = Command::new("bash");
    bash.args(["--noprofile", "--norc", "-c", DRIVER, "bash"]).arg(root.path()).env_clear();
    if fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0) {
        bash.uid(NOBODY).gid(NOBODY);
    }
    let status = bash.stdin(Stdio::null()).status().expect("bash is here");
    assert!(status.success(), "the scripts' driver ended with {status}");
    folders.iter().map(|folder| ran(folder)).collect()
}

/// How a script with typed texts differs in what it does from one with marks; `None` where it calls the same programs with as many
/// arguments, in which nothing but the typed texts differs, and leaves no more files. It may stop before the other does: scripts
/// refuse some texts.
pub fn difference(tame: &Ran, spoilt: &Ran, typed: &Typed, script: &str) -> Option<String> {
    if spoilt.status != tame.status && (tame.status, spoilt.status) != (0, 1) {
        return Some(format!(
            "it ended with {} in place of {}: {}",
            spoilt.status, tame.status, spoilt.errors
        ));
    }
    if spoilt.files > tame.files {
        return Some(format!("it left {} files in place of {}", spoilt.files, tame.files));
    }
    if spoilt.errors.contains("syntax error") || spoilt.errors.contains("unexpected EOF") {
        return Some(spoilt.errors.clone());
    }
    let cuts = cuts_texts(script);
    let mut left: Vec<&Vec<String>> = tame.calls.iter().collect();
    for call in &spoilt.calls {
        let fits = |tame: &&Vec<String>| {
            tame.len() == call.len()
                && tame
                    .iter()
                    .zip(call)
                    .all(|(tame, found)| is_same_text(tame, found, typed) || (cuts && tame.contains("Mk")))
        };
        match left.iter().position(fits) {
            Some(at) => drop(left.swap_remove(at)),
            None => {
                return Some(format!("{call:?} is none of its calls, which are {left:?}: {}", spoilt.errors));
            }
        }
    }
    let is_whole = spoilt.status != tame.status || left.is_empty();
    (!is_whole).then(|| format!("it does not call {left:?}: {}", spoilt.errors))
}

/// Whether a script takes parts of texts, by `${name#…}` and its like: a mark has no such parts.
fn cuts_texts(script: &str) -> bool {
    script.split("${").skip(1).any(|rest| {
        let name = rest.split('}').next().unwrap_or_default();
        name.trim_start_matches('#').contains(['#', '%', '/', ','])
    })
}

fn ran(folder: &Path) -> Ran {
    let text = |path: &Path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
    let files = |name: &str| fs::read_dir(folder.join(name)).unwrap().map(|entry| entry.unwrap().path());
    let mut calls: Vec<Vec<String>> =
        files("calls").map(|file| text(&file).split_terminator('\0').map(str::to_owned).collect()).collect();
    calls.sort();
    Ran {
        status: text(&folder.join("status")).parse().unwrap(),
        calls,
        files: files("folder").count(),
        errors: text(&folder.join("errors")),
    }
}

//! Exported files through the programs that they are meant for.
//!
//! A tool says which files it takes, checks them all at once, and has a broken file that it must refuse. Which tools have to be
//! there is part of the table: one that is missing fails, or is named as skipped.

mod table;

pub use table::TOOLS;

use crate::exports::yaml;
use crate::fixtures;
use crate::formats::{self, Schema};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A tool.
pub struct Tool {
    /// What it is called.
    pub name: &'static str,
    /// The programs that it is made of.
    pub programs: &'static [&'static str],
    /// Whether the tests fail without them.
    pub required: bool,
    /// Whether it takes a file.
    pub takes: fn(&File) -> bool,
    /// Checks files that lie in a folder: nothing, or what is wrong.
    pub check: fn(&Path, &[&File]) -> Result<(), String>,
    /// Files, as the provider, the path and the text, each of which it must refuse.
    pub broken: &'static [(&'static str, &'static str, &'static str)],
}

/// A file to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Slug of its provider.
    pub provider: String,
    /// Name of the folder of its setup.
    pub setup: String,
    /// Its path there; a script within it has that script's number and `.sh` behind it.
    pub path: String,
    /// Its text.
    pub body: String,
}

impl File {
    /// Its path under the folder in which it is checked.
    pub fn place(&self) -> PathBuf {
        Path::new(&self.provider).join(&self.setup).join(&self.path)
    }

    /// What is behind the last dot of its name, or its name where there is none.
    pub fn extension(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(_, extension)| extension)
    }

    /// What says whether it is sound, if it is YAML.
    pub fn schema(&self) -> Option<Schema> {
        let is_yaml = matches!(self.extension(), "yml" | "yaml");
        is_yaml.then(|| formats::of(&self.provider, &self.path).map(|row| row.schema)).flatten()
    }
}

/// Every file under `tests/providers/*/exports`, and the scripts in those that are YAML. Where several setups have the same
/// file, once.
///
/// # Panics
/// When a YAML file has no row in [`formats::FORMATS`], or is none.
pub fn goldens() -> Vec<File> {
    let mut files = Vec::new();
    let mut seen = BTreeSet::new();
    for provider in fixtures::folders() {
        for (place, body) in crate::exports::tree(&fixtures::root().join(&provider).join("exports")) {
            let (setup, path) = place.split_once('/').expect("exports lie in the folder of their setup");
            if seen.insert((provider.clone(), path.to_owned(), body.clone())) {
                let file =
                    File { provider: provider.clone(), setup: setup.to_owned(), path: path.to_owned(), body };
                files.extend(scripts(&file));
                files.push(file);
            }
        }
    }
    files
}

/// The shell scripts within a YAML file.
fn scripts(file: &File) -> Vec<File> {
    if !matches!(file.extension(), "yml" | "yaml") {
        return Vec::new();
    }
    let row = formats::of(&file.provider, &file.path).unwrap_or_else(|| {
        panic!("{}: add a row to tests/src/formats.rs, which says where it belongs", file.place().display())
    });
    let documents = yaml(&file.body);
    let scripts = documents.iter().flat_map(|document| row.scripts(document));
    scripts
        .enumerate()
        .map(|(number, body)| File { path: format!("{}-{number}.sh", file.path), body, ..file.clone() })
        .collect()
}

impl Tool {
    /// The programs that are not on the search path.
    pub fn missing(&self) -> Vec<&'static str> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let is_here = |name: &str| {
            std::env::split_paths(&path)
                .any(|folder| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)).is_file())
        };
        self.programs.iter().copied().filter(|name| !is_here(name)).collect()
    }

    /// Checks the files that it takes, laid out in a folder of their own: how many, and what is wrong.
    ///
    /// # Panics
    /// When the files cannot be written.
    pub fn run(&self, files: &[File]) -> (usize, Result<(), String>) {
        let taken: Vec<&File> = files.iter().filter(|file| (self.takes)(file)).collect();
        if taken.is_empty() {
            return (0, Ok(()));
        }
        // Under the folder that has `node_modules`, because imports are looked for upwards.
        let folder = match std::env::var_os("KEYLESS_MODULES") {
            Some(modules) => tempfile::tempdir_in(modules).unwrap(),
            None => tempfile::tempdir().unwrap(),
        };
        for file in &taken {
            let path = folder.path().join(file.place());
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &file.body).unwrap();
        }
        (taken.len(), (self.check)(folder.path(), &taken))
    }
}

/// Runs a program in the folder of the files, with their paths behind its arguments; what it says where it ends badly.
fn run(folder: &Path, program: &str, arguments: &[&str], files: &[&File]) -> Result<String, String> {
    let mut command = Command::new(program);
    command.args(arguments).args(files.iter().map(|file| file.place())).current_dir(folder);
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("{program}: {error}"))?;
    let said =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    if output.status.success() { Ok(said) } else { Err(format!("{program}: {}\n{said}", output.status)) }
}

/// Does something for the files of each schema that check-jsonschema brings.
fn by_vendor<'a>(files: &[&'a File]) -> BTreeMap<&'static str, Vec<&'a File>> {
    let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for file in files {
        if let Some(Schema::Vendor(name)) = file.schema() {
            groups.entry(name).or_default().push(*file);
        }
    }
    groups
}

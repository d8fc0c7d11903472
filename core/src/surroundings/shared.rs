//! What all places share: files of the configuration directory, stores, and files that places name.

use super::sink::Change;
use super::store::{FILE, Store, StoreId, Take};
use super::{Reading, Unread};
use crate::precedence::{Content, Document, TokenField};
use std::collections::{HashMap, HashSet};

/// What all places share.
pub(super) struct Shared<'a> {
    readings: &'a [Reading],
    /// Files of the configuration directory that were given.
    pub(super) files: Vec<ConfigFile<'a>>,
    /// Others that are known, by their paths in the directory.
    pub(super) configs: Vec<(&'a str, &'a Content)>,
    /// Files with a token that those name.
    pub(super) tokens: Vec<String>,
    stores: HashMap<(&'static str, &'a str), Vec<&'a Store>>,
    used: HashSet<*const Store>,
    /// By the file that names another, and the name: the other's number.
    named: HashMap<(&'a str, &'a str), Option<usize>>,
    told: HashSet<(String, StoreId)>,
    /// Files and stores that nobody gave.
    pub(super) missing: Vec<Unread>,
}

/// A file of the configuration directory.
pub(super) struct ConfigFile<'a> {
    /// The folder that it belongs to.
    pub(super) folder: &'static str,
    /// Its name, where it lies in its folder.
    pub(super) name: Option<&'a str>,
    /// What it holds.
    pub(super) content: &'a Content,
}

impl<'a> Shared<'a> {
    pub(super) fn new(readings: &'a [Reading]) -> Self {
        let mut shared = Self {
            readings,
            files: Vec::new(),
            configs: Vec::new(),
            tokens: Vec::new(),
            stores: HashMap::new(),
            used: HashSet::new(),
            named: HashMap::new(),
            told: HashSet::new(),
            missing: Vec::new(),
        };
        for reading in readings {
            for (_, change) in &reading.changes {
                let folder = match change {
                    Change::Profile(document) => {
                        shared.tokens.extend(token_file(document));
                        "configs"
                    }
                    Change::Credentials => "credentials",
                    Change::Config(path, content) => {
                        shared.configs.push((path, content));
                        continue;
                    }
                    Change::Store(store) => {
                        shared.stores.entry((store.id.kind, &store.id.name)).or_default().push(store);
                        continue;
                    }
                    Change::Take(take) if take.from.kind == FILE => {
                        let name = take.from.name.as_str();
                        shared.named.entry((&reading.file, name)).or_insert_with(|| {
                            readings.iter().position(|other| {
                                !other.format.is_structured() && is_named(&other.file, &reading.file, name)
                            })
                        });
                        continue;
                    }
                    _ => continue,
                };
                if let Some(content) = &reading.content {
                    let name = in_folder(&reading.file, folder);
                    shared.files.push(ConfigFile { folder, name, content });
                }
            }
        }
        shared
    }

    /// Whether some place names the file of this number as its own.
    pub(super) fn is_named(&self, at: usize) -> bool {
        self.named.values().any(|file| *file == Some(at))
    }

    /// The file that a reading names.
    pub(super) fn file(&self, from: &Reading, name: &str) -> Option<&'a Reading> {
        let at = *self.named.get(&(from.file.as_str(), name))?;
        self.readings.get(at?)
    }

    /// The store that is meant: of several of the same name the one in the same scope, or else one that tells none.
    pub(super) fn store(&mut self, id: &StoreId) -> Option<&'a Store> {
        let all = self.stores.get(&(id.kind, id.name.as_str()))?;
        let first = |test: &dyn Fn(&str) -> bool| all.iter().find(|store| test(&store.id.scope)).copied();
        let found = first(&|scope| scope == id.scope)
            .or_else(|| first(&|scope| scope.is_empty() || id.scope.is_empty()));
        self.used.extend(found.map(std::ptr::from_ref));
        found
    }

    /// The stores that nobody has asked for.
    pub(super) fn unused(&self) -> Vec<(&'a Reading, &'a Store)> {
        let stores = self.readings.iter().flat_map(|reading| {
            reading.changes.iter().filter_map(move |(_, change)| match change {
                Change::Store(store) => Some((reading, &**store)),
                _ => None,
            })
        });
        stores.filter(|(_, store)| !self.used.contains(&std::ptr::from_ref(*store))).collect()
    }

    /// Says once that a file or store is not here.
    pub(super) fn misses(&mut self, take: &Take, from: &Reading) {
        if take.optional || !self.told.insert((from.file.clone(), take.from.clone())) {
            return;
        }
        let (kind, name) = (take.from.kind, &take.from.name);
        let what = if kind == FILE { name.clone() } else { format!("{kind} {name}") };
        let message = format!("all variables of {what} are taken, which is not among the files; add it");
        self.missing.push(Unread { file: from.file.clone(), line: take.line, message: message.into() });
    }
}

/// The file with the identity token that a profile names.
pub(super) fn token_file(document: &Document) -> Option<String> {
    match &document.identity_token {
        TokenField::Text(path) => Some(path.clone()),
        TokenField::Object(object) => object.path.filled().map(str::to_owned),
        _ => None,
    }
}

fn in_folder<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    let (rest, base) = path.rsplit_once(['/', '\\'])?;
    let parent = rest.rsplit(['/', '\\']).next()?;
    base.strip_suffix(".json").filter(|_| parent == folder)
}

/// Whether a file is one that another names, from its own folder.
fn is_named(file: &str, from: &str, name: &str) -> bool {
    let folder = from.rfind(['/', '\\']).and_then(|at| from.get(..at)).unwrap_or_default();
    let (file, name) = (plain(file), plain(&format!("{folder}/{name}")));
    // A browser tells no folder of a file that is dropped.
    !name.is_empty() && (file == name || (!file.contains('/') && name.rsplit('/').next() == Some(&file)))
}

/// A path without steps that lead nowhere.
fn plain(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." if !parts.is_empty() => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

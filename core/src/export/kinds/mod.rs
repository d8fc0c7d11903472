//! The kinds of file, one file each.

mod admin_bodies;
mod admin_script;
mod code;
mod containers;
mod environment;
mod platform_files;
mod profile;
mod runbook;
mod terraform;
mod wiring;

pub(super) use code::programs;

use super::{Artifact, Export, Missing};
use crate::plan::{self, Step};
use crate::providers::{Entry, Field};
use crate::setup::Setup;

/// Every kind, in the order in which pages list them.
pub static ALL: &[&Export] = &[
    &admin_script::EXPORT,
    &admin_bodies::EXPORT,
    &terraform::EXPORT,
    &platform_files::EXPORT,
    &environment::EXPORT,
    &containers::EXPORT,
    &profile::EXPORT,
    &code::EXPORT,
    &runbook::EXPORT,
];

/// Ids that are not known yet and stand in a file, then answers that a file or a command of the runbook waits for.
pub(super) fn missing(setup: &Setup) -> Vec<Missing> {
    let mut files = files_beside_the_runbook(setup);
    // The script asks for what it lacks, and holds placeholders only for its dry run.
    files.retain(|file| file.path != admin_script::PATH);
    let mut texts: Vec<String> = files.into_iter().map(|file| file.body).collect();
    texts.extend(plan::cutover(setup).into_iter().flat_map(|stage| stage.steps).flat_map(commands));
    texts.extend(plan::guard(setup).audit.into_iter().map(|action| action.command));
    let stands = |placeholder: &str| texts.iter().any(|text| has_word(text, placeholder));
    let ids = wiring::IDS
        .iter()
        .map(|id| Missing { placeholder: id.placeholder.to_owned(), meaning: id.meaning.to_owned() });
    let fields = setup.provider().map_or(&[][..], |provider| provider.fields);
    let answers = fields
        .iter()
        // A choice has a default, and no file has anything but a value in its place.
        .filter(|field| !matches!(field.entry, Entry::Choice(_)))
        .filter(|field| setup.workload.answers.some(field.id).is_none())
        .map(|field| Missing { placeholder: wiring::answer(setup, field.id), meaning: meaning(field) });
    ids.chain(answers).filter(|missing| stands(&missing.placeholder)).collect()
}

fn commands(step: Step) -> impl Iterator<Item = String> {
    step.commands.into_iter().map(|action| action.command)
}

fn meaning(field: &Field) -> String {
    if field.hint.is_empty() {
        format!("{}.", field.label)
    } else {
        format!("{}: {}", field.label, field.hint)
    }
}

/// Whether a text has a word that is not part of a longer name: `OWNER`, and not that of `OWNER_ID`.
fn has_word(text: &str, word: &str) -> bool {
    let in_name = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|t| t.chars().next());
        !before.is_some_and(in_name) && !after.is_some_and(in_name)
    })
}

/// Every file but the runbook, which tells of the others.
fn files_beside_the_runbook(setup: &Setup) -> Vec<Artifact> {
    ALL.iter()
        .filter(|export| export.id != runbook::EXPORT.id && (export.fits)(setup))
        .flat_map(|export| (export.render)(setup))
        .collect()
}

//! The kinds of file, one file each.

mod admin_bodies;
mod admin_script;
mod environment;
mod github_workflow;
mod kubernetes_manifest;
mod profile;
mod runbook;
mod wiring;

use super::{Artifact, Export, Language, Missing};
use crate::providers::Field;
use crate::setup::Setup;

/// Every kind, in the order in which pages list them.
pub static ALL: &[&Export] = &[
    &admin_bodies::EXPORT,
    &admin_script::EXPORT,
    &github_workflow::EXPORT,
    &kubernetes_manifest::EXPORT,
    &environment::EXPORT,
    &profile::EXPORT,
    &runbook::EXPORT,
];

/// Ids that are not known yet and stand in a file, then answers that a file waits for.
pub(super) fn missing(setup: &Setup) -> Vec<Missing> {
    let mut files = files_beside_the_runbook(setup);
    // The script asks for what it lacks, and holds placeholders only for its dry run.
    files.retain(|file| file.language != Language::Shell);
    let stands = |placeholder: &str| files.iter().any(|file| file.body.contains(placeholder));
    let mut missing: Vec<Missing> = wiring::IDS
        .iter()
        .filter(|id| stands(id.placeholder))
        .map(|id| Missing { placeholder: id.placeholder.to_owned(), meaning: id.meaning.to_owned() })
        .collect();
    for field in github_workflow::fields(setup).iter().chain(kubernetes_manifest::fields(setup)) {
        if setup.workload.answers.some(field).is_none() {
            let known = setup.provider().and_then(|p| p.fields.iter().find(|f| f.id == *field));
            missing
                .push(Missing { placeholder: wiring::answer(setup, field), meaning: meaning(field, known) });
        }
    }
    missing
}

fn meaning(field: &str, known: Option<&Field>) -> String {
    match known {
        Some(field) if field.hint.is_empty() => format!("{}.", field.label),
        Some(field) => format!("{}: {}", field.label, field.hint),
        None => format!("The answer to \"{}\" in the form of step 1.", field.replace('_', " ")),
    }
}

/// Every file but the runbook, which tells of the others.
fn files_beside_the_runbook(setup: &Setup) -> Vec<Artifact> {
    ALL.iter()
        .filter(|export| export.id != runbook::EXPORT.id && (export.fits)(setup))
        .flat_map(|export| (export.render)(setup))
        .collect()
}

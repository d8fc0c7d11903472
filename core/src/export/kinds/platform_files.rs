//! Files in the platform's own language, as its provider has them.

use super::wiring;
use crate::export::{Artifact, Export, Language, Purpose};
use crate::facts;
use crate::providers::{Names, Provider};
use crate::quote::Syntax;
use crate::setup::Setup;

/// What wires the workload on its platform, and what sets the platform up.
pub(super) static EXPORT: Export =
    Export { id: "platform-files", fits: |setup| setup.provider().is_some(), render };

fn render(setup: &Setup) -> Vec<Artifact> {
    let Some(provider) = setup.provider() else { return Vec::new() };
    let answers = &setup.workload.answers;
    let names = names(setup, provider);
    provider
        .wiring
        .iter()
        .filter(|file| (file.when)(answers))
        .map(|file| Artifact {
            path: file.path.to_owned(),
            title: file.title.to_owned(),
            purpose: if file.path.starts_with("platform/") { Purpose::Platform } else { Purpose::Workload },
            language: Language::of(file.syntax),
            belongs: (file.belongs)(answers),
            body: file.text(&names),
        })
        .collect()
}

/// Whether a file of the setup's platform describes the workload's container: a manifest or a task definition.
pub(super) fn describes_containers(setup: &Setup) -> bool {
    let files = setup.provider().map_or(&[][..], |provider| provider.wiring);
    files.iter().any(|file| {
        file.path.starts_with("workload/")
            && matches!(file.syntax, Syntax::Yaml | Syntax::Json)
            && (file.when)(&setup.workload.answers)
    })
}

/// What the files of a setup's platform can name.
pub(super) fn names<'a>(setup: &'a Setup, provider: &'static Provider) -> Names<'a> {
    /// The shortest lifetime that a platform grants among those that let the workload choose, in seconds: that of
    /// Kubernetes (its page on projected tokens, read 2026-11-21).
    const SHORTEST_ASKED: u64 = 600;
    let usual = facts::MAX_JWT_LIFETIME_DEFAULT.value;
    let accepted = setup.issuer.max_jwt_lifetime_seconds.trim().parse().unwrap_or(usual);
    Names {
        provider,
        answers: &setup.workload.answers,
        shared: [
            wiring::rule_id(setup).to_owned(),
            wiring::organization_id(setup).to_owned(),
            wiring::service_account_id(setup).to_owned(),
            wiring::workspace_id(setup).to_owned(),
            wiring::audience(setup).to_owned(),
            wiring::token_file(setup).to_owned(),
            accepted.to_string(),
            accepted.clamp(SHORTEST_ASKED, usual).to_string(),
        ],
    }
}

//! An image and a compose file, for workloads that find their token in a file.

use super::{platform_files, wiring};
use crate::export::{Artifact, Export, Language, Purpose};
use crate::providers::{HandedOut, TokenSource};
use crate::quote::{Code, Quoted, Syntax};
use crate::setup::Setup;

/// A Dockerfile, and a compose file where the platform's own files describe no container already.
pub(super) static EXPORT: Export = Export { id: "containers", fits, render };

const DOCKERFILE: &str = include_str!("../templates/Dockerfile");

const COMPOSE: &str = include_str!("../templates/compose.yaml");

/// A container makes sense where something outside of it keeps a file fresh. Jobs of hosted CI get their token once, in a
/// variable or for one step, and programs that ask for it themselves need no mount.
fn fits(setup: &Setup) -> bool {
    setup.provider().is_some_and(|provider| {
        let request = &provider.request;
        (request.source)(&setup.workload.answers) == TokenSource::File
            && request.life.handed_out != HandedOut::PerJob
    })
}

fn render(setup: &Setup) -> Vec<Artifact> {
    let mut files = vec![Artifact {
        path: "workload/Dockerfile".to_owned(),
        title: wiring::title_with_token_file(setup, "Image that finds its token mounted"),
        purpose: Purpose::Workload,
        language: Language::Dockerfile,
        belongs: None,
        body: filled(setup, Syntax::Dockerfile, DOCKERFILE),
    }];
    if !platform_files::describes_containers(setup) {
        files.push(Artifact {
            path: "workload/compose.yaml".to_owned(),
            title: "Compose file that mounts the token".to_owned(),
            purpose: Purpose::Workload,
            language: Language::Yaml,
            belongs: None,
            body: filled(setup, Syntax::Dollar, COMPOSE),
        });
    }
    files
}

fn filled(setup: &Setup, syntax: Syntax, template: &'static str) -> String {
    let file = wiring::token_file(setup);
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let value = |text: &str| Quoted::<Code>::literal(syntax, text);
    let holes = [
        ("rule_id", value(wiring::rule_id(setup))),
        ("organization_id", value(wiring::organization_id(setup))),
        ("service_account_id", value(wiring::service_account_id(setup))),
        ("workspace_id", value(wiring::workspace_id(setup))),
        ("token_file", value(file)),
        // A token right under the root has no folder of its own.
        ("folder", value(if folder.is_empty() { file } else { folder })),
    ];
    Quoted::fill(template, &holes).into_text()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compose_file_expands_nothing_and_mounts_the_folder() {
        let mut setup = Setup::default();
        "$HOME".clone_into(&mut setup.rule.id);
        let compose = filled(&setup, Syntax::Dollar, COMPOSE);
        assert!(compose.contains("ANTHROPIC_FEDERATION_RULE_ID: \"$$HOME\"\n"), "{compose}");
        assert!(compose.contains("source: \"/run/claude\"\n"), "{compose}");
    }
}

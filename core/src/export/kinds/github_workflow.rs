//! GitHub Actions workflows.

use super::wiring;
use crate::export::quote::{Quoted, Workflow};
use crate::export::{Artifact, Export, Language, Purpose};
use crate::setup::Setup;

/// A workflow that fetches its token and proves that federation works, and one for claude-code-action.
///
/// Sources, read 2026-11-21: how a job asks for its token, <https://docs.github.com/en/actions/reference/security/oidc>;
/// the federation inputs of claude-code-action, its `action.yml` at <https://github.com/anthropics/claude-code-action>.
pub(super) static EXPORT: Export =
    Export { id: "github-workflow", fits: |setup| setup.workload.provider == "github-actions", render };

/// The token's file as a path without variables: `$RUNNER_TEMP` of the Linux runners that GitHub hosts.
pub(super) const TOKEN_FILE_ON_HOSTED_RUNNERS: &str = "/home/runner/work/_temp/claude-identity-token";

const FEDERATION: &str = include_str!("../templates/claude-federation.yml");
const CLAUDE_CODE: &str = include_str!("../templates/claude-code-action.yml");

/// Answers that stand in the workflows of a setup.
pub(super) fn fields(setup: &Setup) -> &'static [&'static str] {
    if !(EXPORT.fits)(setup) {
        return &[];
    }
    match setup.workload.answers.get("scenario") {
        "tag" => &["tag"],
        "environment" => &["environment"],
        "pull_request" => &[],
        _ => &["branch"],
    }
}

fn render(setup: &Setup) -> Vec<Artifact> {
    let value = |text: &str| Quoted::<Workflow>::text(text);
    let runner = match setup.workload.answers.get("runner") {
        "self-hosted" => "self-hosted",
        _ => "ubuntu-latest",
    };
    let holes = [
        ("on", triggers(setup)),
        ("environment", environment(setup)),
        ("runner", Quoted::fixed(runner)),
        ("rule_id", value(wiring::rule_id(setup))),
        ("organization_id", value(wiring::organization_id(setup))),
        ("service_account_id", value(wiring::service_account_id(setup))),
        ("workspace_id", value(wiring::workspace_id(setup))),
        ("audience", value(wiring::audience(setup))),
    ];
    let file = |path: &str, title: &str, template| Artifact {
        path: path.to_owned(),
        title: title.to_owned(),
        purpose: Purpose::Workload,
        language: Language::Yaml,
        body: Quoted::fill(template, &holes).into_text(),
    };
    vec![
        file(
            "workload/claude-federation.yml",
            "Workflow that fetches an identity token and calls Claude with it",
            FEDERATION,
        ),
        file(
            "workload/claude-code-action.yml",
            "The same for claude-code-action, which fetches its token by itself",
            CLAUDE_CODE,
        ),
    ]
}

/// The events that give the token its subject. A name that no filter can hold leaves the start by hand.
fn triggers(setup: &Setup) -> Quoted<Workflow> {
    let answers = &setup.workload.answers;
    let on_push = |field: &str| {
        Quoted::<Workflow>::filter(&wiring::answer(setup, field)).map_or_else(Quoted::nothing, |name| {
            let template = match field {
                "tag" => "  push:\n    tags:\n      - ⟦name⟧\n",
                _ => "  push:\n    branches:\n      - ⟦name⟧\n",
            };
            Quoted::fill(template, &[("name", name)])
        })
    };
    let events = match answers.get("scenario") {
        "pull_request" => return Quoted::fixed("on:\n  pull_request:\n"),
        "tag" => on_push("tag"),
        "environment" if answers.some("branch").is_none() => Quoted::nothing(),
        _ => on_push("branch"),
    };
    Quoted::concat([Quoted::fixed("on:\n"), events, Quoted::fixed("  workflow_dispatch:\n")])
}

fn environment(setup: &Setup) -> Quoted<Workflow> {
    if setup.workload.answers.get("scenario") != "environment" {
        return Quoted::nothing();
    }
    let name = Quoted::<Workflow>::text(&wiring::answer(setup, "environment"));
    Quoted::fill("    environment:\n      name: ⟦name⟧", &[("name", name)])
}

//! GitHub Actions workflows.

use super::wiring;
use crate::export::quote::{Quoted, Workflow};
use crate::export::{Artifact, Export, Language, Purpose};
use crate::setup::Setup;
use std::collections::BTreeSet;

/// A workflow that fetches its token and proves that federation works, and one for claude-code-action.
///
/// Sources, read 2026-11-21: how a job asks for its token, <https://docs.github.com/en/actions/reference/security/oidc>;
/// the federation inputs of claude-code-action, its `action.yml` at <https://github.com/anthropics/claude-code-action>.
pub(super) static EXPORT: Export = Export { id: "github-workflow", fits, render };

/// The token's file as a path without variables: `$RUNNER_TEMP` of the Linux runners that GitHub hosts.
pub(super) const TOKEN_FILE_ON_HOSTED_RUNNERS: &str = "/home/runner/work/_temp/claude-identity-token";

const FOLDER: &str = ".github/workflows/";
const BY_HAND: &str = "  workflow_dispatch:\n";
const FEDERATION: &str = include_str!("../templates/claude-federation.yml");
const CLAUDE_CODE: &str = include_str!("../templates/claude-code-action.yml");

/// Whether a setup is for GitHub Actions.
pub(super) fn fits(setup: &Setup) -> bool {
    setup.workload.provider == "github-actions"
}

/// Answers that stand in the workflows of a setup.
pub(super) fn fields(setup: &Setup) -> &'static [&'static str] {
    if !fits(setup) {
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

/// Where the repository keeps the workflow, if the rule says so. A reusable workflow of another repository, which is
/// given with a reference, is kept there.
pub(super) fn saved_as(setup: &Setup) -> Option<String> {
    let file = setup.workload.answers.some("workflow").filter(|file| !file.contains('@') && fits(setup))?;
    let file = file.trim_start_matches('/');
    Some(format!("{FOLDER}{}", file.strip_prefix(FOLDER).unwrap_or(file)))
}

/// The events that the rule lets in: those entered, or the ones that are of use to most.
fn triggers(setup: &Setup) -> Quoted<Workflow> {
    let answers = &setup.workload.answers;
    let entered: BTreeSet<&str> = answers
        .get("events")
        .split([',', ' ', '\n'])
        .filter(|event| !event.is_empty() && event.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        .collect();
    let events: Vec<Quoted<Workflow>> = match answers.get("scenario") {
        "pull_request" => vec![Quoted::fixed("  pull_request:\n")],
        _ if entered.is_empty() => vec![push(setup), Quoted::fixed(BY_HAND)],
        _ => entered.into_iter().map(|event| trigger(setup, event)).collect(),
    };
    let events = Quoted::concat(events);
    let events = if events.as_str().is_empty() { Quoted::fixed(BY_HAND) } else { events };
    Quoted::concat([Quoted::fixed("on:\n"), events])
}

fn trigger(setup: &Setup, event: &str) -> Quoted<Workflow> {
    match event {
        "push" => push(setup),
        "workflow_dispatch" => Quoted::fixed(BY_HAND),
        "schedule" => Quoted::fixed("  schedule:\n    - cron: \"17 5 * * 1\"\n"),
        event => Quoted::fill("  ⟦event⟧:\n", &[("event", Quoted::<Workflow>::text(event))]),
    }
}

/// Pushes to the branch or tag of the rule. A name that no filter can hold leaves the start by hand.
fn push(setup: &Setup) -> Quoted<Workflow> {
    let (field, head, template) = match setup.workload.answers.get("scenario") {
        "tag" => ("tag", "refs/tags/", "  push:\n    tags:\n      - ⟦name⟧\n"),
        _ => ("branch", "refs/heads/", "  push:\n    branches:\n      - ⟦name⟧\n"),
    };
    // An environment may be open to every branch; then a push is no sign of a deployment.
    if !fields(setup).contains(&field) && setup.workload.answers.some(field).is_none() {
        return Quoted::nothing();
    }
    let name = wiring::answer(setup, field);
    Quoted::<Workflow>::filter(name.strip_prefix(head).unwrap_or(&name))
        .map_or_else(Quoted::nothing, |name| Quoted::fill(template, &[("name", name)]))
}

fn environment(setup: &Setup) -> Quoted<Workflow> {
    if setup.workload.answers.get("scenario") != "environment" {
        return Quoted::nothing();
    }
    let name = Quoted::<Workflow>::text(&wiring::answer(setup, "environment"));
    Quoted::fill("    environment:\n      name: ⟦name⟧", &[("name", name)])
}

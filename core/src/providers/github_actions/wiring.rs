//! GitHub Actions workflows.

use super::entries::is_event;
use crate::providers::{Answers, Body, Names, Wiring};
use crate::quote::{Quoted, Syntax, Workflow};
use std::collections::BTreeSet;

/// The token's file as a path without variables: `$RUNNER_TEMP` of the Linux runners that GitHub hosts.
pub(super) const TOKEN_FILE_ON_HOSTED_RUNNERS: &str = "/home/runner/work/_temp/claude-identity-token";

const FOLDER: &str = ".github/workflows/";
const BY_HAND: &str = "  workflow_dispatch:\n";

/// A workflow that fetches its token and proves that federation works, and one for claude-code-action.
///
/// Sources, read 2026-11-21: how a job asks for its token, <https://docs.github.com/en/actions/reference/security/oidc>;
/// the federation inputs of claude-code-action, its `action.yml` at <https://github.com/anthropics/claude-code-action>.
pub(super) static WIRING: &[Wiring] = &[
    // <https://registry.terraform.io/providers/integrations/github/latest/docs>, as other public pages give it, read
    // 2026-11-22.
    Wiring::new(
        "platform/github.tf",
        "Protection of the branch or environment that the rule trusts",
        Syntax::Hcl,
        include_str!("wiring/github.tf"),
    )
    .when(|answers| matches!(answers.get("scenario"), "" | "branch" | "environment")),
    Wiring {
        path: "workload/claude-federation.yml",
        title: "Workflow that fetches an identity token and calls Claude with it",
        syntax: Syntax::Workflow,
        when: |_| true,
        belongs,
        body: Body::Written(|names| written(names, include_str!("wiring/claude-federation.yml"))),
    },
    Wiring {
        path: "workload/claude-code-action.yml",
        title: "The same for claude-code-action, which fetches its token by itself",
        syntax: Syntax::Workflow,
        when: |_| true,
        belongs,
        body: Body::Written(|names| written(names, include_str!("wiring/claude-code-action.yml"))),
    },
];

/// Where the repository keeps the workflow that the rule expects, if it says so. A reusable workflow of another repository,
/// which is given with a reference, is kept there.
fn belongs(answers: &Answers) -> Option<String> {
    let file = answers.some("workflow").filter(|file| !file.contains('@'))?.trim_start_matches('/');
    Some(format!("{FOLDER}{}", file.strip_prefix(FOLDER).unwrap_or(file)))
}

fn written(names: &Names<'_>, template: &'static str) -> String {
    let value = |name: &str| Quoted::<Workflow>::text(&names.text(name).unwrap_or_default());
    let runner = match names.answer("runner") {
        "self-hosted" => "self-hosted",
        _ => "ubuntu-latest",
    };
    Quoted::fill(
        template,
        &[
            ("on", triggers(names)),
            ("environment", environment(names)),
            ("runner", Quoted::fixed(runner)),
            ("rule_id", value("rule_id")),
            ("organization_id", value("organization_id")),
            ("service_account_id", value("service_account_id")),
            ("workspace_id", value("workspace_id")),
            ("audience", value("audience")),
        ],
    )
    .into_text()
}

/// The events that the rule lets in: those entered, or the ones that are of use to most.
fn triggers(names: &Names<'_>) -> Quoted<Workflow> {
    let entered: BTreeSet<&str> =
        names.answers.get("events").split([',', ' ', '\n']).filter(|event| is_event(event)).collect();
    let events: Vec<Quoted<Workflow>> = match names.answer("scenario") {
        "pull_request" => vec![Quoted::fixed("  pull_request:\n")],
        _ if entered.is_empty() => vec![push(names), Quoted::fixed(BY_HAND)],
        _ => entered.into_iter().map(|event| trigger(names, event)).collect(),
    };
    let events = Quoted::concat(events);
    let events = if events.as_str().is_empty() { Quoted::fixed(BY_HAND) } else { events };
    Quoted::concat([Quoted::fixed("on:\n"), events])
}

fn trigger(names: &Names<'_>, event: &str) -> Quoted<Workflow> {
    match event {
        "push" => push(names),
        "workflow_dispatch" => Quoted::fixed(BY_HAND),
        "schedule" => Quoted::fixed("  schedule:\n    - cron: \"17 5 * * 1\"\n"),
        event => Quoted::fill("  ⟦event⟧:\n", &[("event", Quoted::<Workflow>::text(event))]),
    }
}

/// Pushes to the branch or tag of the rule. A name that no filter can hold leaves the start by hand.
fn push(names: &Names<'_>) -> Quoted<Workflow> {
    let (field, head, template) = match names.answer("scenario") {
        "tag" => ("tag", "refs/tags/", "  push:\n    tags:\n      - ⟦name⟧\n"),
        _ => ("branch", "refs/heads/", "  push:\n    branches:\n      - ⟦name⟧\n"),
    };
    // An environment may be open to every branch; then a push is no sign of a deployment.
    if names.answer("scenario") == "environment" && names.answers.some(field).is_none() {
        return Quoted::nothing();
    }
    let name = names.text(field).unwrap_or_default();
    Quoted::<Workflow>::filter(name.strip_prefix(head).unwrap_or(&name))
        .map_or_else(Quoted::nothing, |name| Quoted::fill(template, &[("name", name)]))
}

fn environment(names: &Names<'_>) -> Quoted<Workflow> {
    if names.answer("scenario") != "environment" {
        return Quoted::nothing();
    }
    let name = Quoted::<Workflow>::text(&names.text("environment").unwrap_or_default());
    Quoted::fill("    environment:\n      name: ⟦name⟧", &[("name", name)])
}

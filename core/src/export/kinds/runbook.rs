//! The runbook: what people read.

use super::{files_beside_the_runbook, missing, wiring};
use crate::export::{Artifact, Export, Language, Purpose};
use crate::facts::{self, Source};
use crate::plan::{self, Action, Stage, Step};
use crate::quote::{Markdown, Quoted};
use crate::setup::Setup;

/// What the move is, who gets in, which files there are, what is still missing, what to do, what to watch.
pub(super) static EXPORT: Export = Export { id: "runbook", fits: |_| true, render };

type Part = Quoted<Markdown>;

const MAKE: &str = r#"
The script makes what is missing at Claude. See first what it would send:

```sh
bash claude/setup.sh --dry-run
ant auth login --scope org:admin
export ANTHROPIC_OAUTH_TOKEN="$(ant auth print-credentials --access-token)"
bash claude/setup.sh
unset ANTHROPIC_OAUTH_TOKEN
```

It prints the ids at the end: put them in the place of the placeholders.
"#;

fn render(setup: &Setup) -> Vec<Artifact> {
    let sections = [
        head(setup),
        identity(setup),
        files(setup),
        placeholders(setup),
        over_time(setup),
        cutover(setup),
        guard(setup),
        sources(setup),
    ];
    vec![Artifact {
        path: "RUNBOOK.md".to_owned(),
        title: "Runbook: the move, step by step".to_owned(),
        purpose: Purpose::People,
        language: Language::Markdown,
        belongs: None,
        body: Quoted::concat(sections).into_text(),
    }]
}

fn head(setup: &Setup) -> Part {
    let name = match setup.workload.name.trim() {
        "" => Quoted::fixed("this workload"),
        name => Part::inline(name),
    };
    let provider = setup.provider().map_or_else(
        || Quoted::fixed("a platform that is not chosen yet"),
        |provider| Quoted::fixed(provider.name),
    );
    Quoted::fill(
        "# Runbook: ⟦name⟧ without a static Claude API key\n\
         \n\
         How to move ⟦name⟧ on ⟦provider⟧ from a static key to Workload Identity Federation. The workload shows a \
         short-lived identity token of its platform, Claude checks it against a federation rule and gives out an access \
         token that ends by itself. Nothing in these files is secret. Written by Keyless.\n",
        &[("name", name), ("provider", provider)],
    )
}

fn identity(setup: &Setup) -> Part {
    let (issuer, rule) = (&setup.issuer, &setup.rule);
    let mut lines = vec![Quoted::fixed("An identity token is accepted if all of this holds:\n\n")];
    lines.push(entry("its issuer (`iss`) is exactly ⟦⟧", or_open(&issuer.issuer_url)));
    lines.push(entry("its audience (`aud`) has ⟦⟧", wiring::audience(setup)));
    match rule.subject_prefix.strip_suffix('*') {
        _ if rule.subject_prefix.is_empty() => {}
        Some(prefix) => lines.push(entry("its subject (`sub`) starts with ⟦⟧", prefix)),
        None => lines.push(entry("its subject (`sub`) is exactly ⟦⟧", &rule.subject_prefix)),
    }
    for claim in &rule.claims {
        lines.push(Quoted::fill(
            "- its claim ⟦name⟧ is exactly ⟦value⟧\n",
            &[("name", Part::code(&claim.name)), ("value", Part::code(&claim.value))],
        ));
    }
    if rule.subject_prefix.is_empty() && rule.claims.is_empty() && rule.condition.is_empty() {
        lines.push(Quoted::fixed("- no matcher is entered yet: the service refuses a rule without one\n"));
    }
    if !rule.condition.is_empty() {
        lines.push(Quoted::fixed("- this condition holds:\n\n"));
        lines.push(Part::block("cel", &rule.condition).indented(2));
    }
    let lifetime = match rule.token_lifetime_seconds.trim() {
        "" => facts::TOKEN_LIFETIME_DEFAULT.value.to_string(),
        typed => typed.to_owned(),
    };
    let place = if rule.applies_to_all_workspaces {
        Quoted::fixed("every workspace of the organization")
    } else {
        Quoted::fill("the workspace ⟦id⟧", &[("id", Part::code(wiring::workspace_id(setup)))])
    };
    let account = match setup.account.name.as_str() {
        "" => wiring::service_account_id(setup),
        name => name,
    };
    lines.push(Quoted::fill(
        "\nIt then acts as the service account ⟦account⟧ in ⟦place⟧, with the scope ⟦scope⟧, for at most ⟦lifetime⟧ \
         seconds at a time.\n",
        &[
            ("account", Part::code(account)),
            ("place", place),
            ("scope", Part::code(or_open(&rule.oauth_scope))),
            ("lifetime", Part::inline(&lifetime)),
        ],
    ));
    section("Who gets in", lines)
}

fn files(setup: &Setup) -> Part {
    let mut lines: Vec<Part> = files_beside_the_runbook(setup)
        .iter()
        .map(|file| {
            let belongs = file.belongs.as_ref().map_or_else(Quoted::nothing, |place| {
                Quoted::fill(" It belongs at ⟦place⟧.", &[("place", Part::code(place))])
            });
            Quoted::fill(
                "- ⟦path⟧: ⟦title⟧.⟦belongs⟧\n",
                &[
                    ("path", Part::code(&file.path)),
                    ("title", Part::inline(&file.title)),
                    ("belongs", belongs),
                ],
            )
        })
        .collect();
    lines.push(Quoted::fixed(MAKE));
    section("The files", lines)
}

fn placeholders(setup: &Setup) -> Part {
    let missing = missing(setup);
    if missing.is_empty() {
        return section("Still missing", vec![Quoted::fixed("Nothing: every value stands in the files.\n")]);
    }
    let intro = Quoted::fixed("Each of these stands in the files until you put the value in its place.\n\n");
    let lines = missing.iter().map(|missing| {
        Quoted::fill(
            "- ⟦placeholder⟧: ⟦meaning⟧\n",
            &[("placeholder", Part::code(&missing.placeholder)), ("meaning", Part::inline(&missing.meaning))],
        )
    });
    section("Still missing", std::iter::once(intro).chain(lines).collect())
}

const UNVERIFIED_LIVES: &str =
    " How long tokens live is not confirmed by the platform's documentation: look at one.";

/// The replay and lifetime story, as text.
fn over_time(setup: &Setup) -> Part {
    let Some(story) = plan::timeline(setup) else { return Quoted::nothing() };
    let mut parts = vec![Part::inline(&story.sentence())];
    if !story.change.is_empty() {
        parts.extend([Quoted::fixed(" "), Part::inline(&story.change)]);
    }
    if story.unverified {
        parts.push(Quoted::fixed(UNVERIFIED_LIVES));
    }
    parts.push(Quoted::fixed("\n\n"));
    parts.extend(story.moments().iter().map(|moment| {
        Quoted::fill(
            "- ⟦when⟧: ⟦what⟧\n",
            &[("when", Part::inline(&moment.when)), ("what", Part::inline(&moment.what))],
        )
    }));
    section("Tokens over time", parts)
}

fn cutover(setup: &Setup) -> Part {
    let stages = plan::cutover(setup);
    if stages.is_empty() {
        return Quoted::nothing();
    }
    section(
        "The cutover",
        stages.iter().enumerate().map(|(i, stage)| stage_part(setup, i + 1, stage)).collect(),
    )
}

fn stage_part(setup: &Setup, number: usize, stage: &Stage) -> Part {
    let head = Quoted::fill(
        "⟦gap⟧### ⟦number⟧. ⟦title⟧\n\n⟦why⟧\n\n",
        &[
            ("gap", Quoted::fixed(if number == 1 { "" } else { "\n" })),
            ("number", Part::inline(&number.to_string())),
            ("title", Part::inline(stage.title)),
            ("why", Part::inline(&stage.why)),
        ],
    );
    Quoted::concat(std::iter::once(head).chain(stage.steps.iter().map(|step| step_part(setup, step))))
}

fn step_part(setup: &Setup, step: &Step) -> Part {
    let ticked = setup.ticks.contains(&step.id);
    let mut parts = vec![Quoted::fill(
        "- [⟦tick⟧] ⟦text⟧\n",
        &[("tick", Quoted::fixed(if ticked { "x" } else { " " })), ("text", Part::inline(&step.text))],
    )];
    parts.extend(step.commands.iter().map(|command| action(command, 2)));
    for (label, text) in [("The sign that it worked", &step.sign), ("The way back", &step.way_back)] {
        if !text.trim().is_empty() {
            parts.push(Quoted::fill(
                "\n  ⟦label⟧: ⟦text⟧\n",
                &[("label", Quoted::fixed(label)), ("text", Part::inline(text))],
            ));
        }
    }
    if let Some(note) = setup.notes.get(&step.id).filter(|note| !note.trim().is_empty()) {
        parts.push(Quoted::fixed("\n  Note:\n\n"));
        parts.push(Part::block("text", note).indented(2));
    }
    Quoted::concat(parts)
}

fn action(action: &Action, margin: usize) -> Part {
    let text = Quoted::fill("\n⟦does⟧\n\n", &[("does", Part::inline(&action.does))]);
    Quoted::concat([text, Part::block("sh", &action.command)]).indented(margin)
}

fn guard(setup: &Setup) -> Part {
    let guard = plan::guard(setup);
    let mut parts = Vec::new();
    for (intro, entries) in [
        ("Federation does not stop these from getting this identity:\n\n", &guard.minters),
        ("\nKeep an eye on:\n\n", &guard.watch),
        ("\nWhen not to move yet:\n\n", &guard.not_yet),
    ] {
        if entries.is_empty() {
            continue;
        }
        parts.push(Quoted::fixed(intro));
        parts.extend(entries.iter().map(|text| Quoted::fill("- ⟦text⟧\n", &[("text", Part::inline(text))])));
    }
    if !guard.audit.is_empty() {
        parts.push(Quoted::fixed("\nThese commands list them and change nothing.\n"));
        parts.extend(guard.audit.iter().map(|command| action(command, 0)));
    }
    if parts.is_empty() { Quoted::nothing() } else { section("What federation does not solve", parts) }
}

fn sources(setup: &Setup) -> Part {
    let provider: &[Source] = setup.provider().map_or(&[], |provider| provider.docs);
    let service = [facts::WIF_REFERENCE, facts::WIF_GUIDE, facts::ISSUER_API, facts::RULE_API];
    let lines = service.iter().chain(provider).map(|source| {
        Quoted::fill(
            "- [⟦title⟧](<⟦url⟧>), read ⟦read⟧\n",
            &[
                ("title", Part::inline(source.title)),
                ("url", Quoted::fixed(source.url)),
                ("read", Part::inline(source.read)),
            ],
        )
    });
    section("Sources", lines.collect())
}

fn section(title: &'static str, parts: Vec<Part>) -> Part {
    let head = Quoted::fill("\n## ⟦title⟧\n\n", &[("title", Quoted::fixed(title))]);
    Quoted::concat(std::iter::once(head).chain(parts))
}

/// A line of a list with one typed text in it, where `⟦⟧` stands.
fn entry(template: &'static str, text: &str) -> Part {
    let line = Quoted::fill(template, &[("", Part::code(text))]);
    Quoted::concat([Quoted::fixed("- "), line, Quoted::fixed("\n")])
}

fn or_open(text: &str) -> &str {
    if text.is_empty() { "not entered yet" } else { text }
}

//! The page of frameworks, gateways and tools, made from what the engine knows of them.

use keyless_core::compat::{self, Ecosystem, Entry, Kind, Sign, Under};
use keyless_core::quote::{Markdown, Quoted};
use std::fmt::Write;

/// `docs/compatibility.md`.
pub fn document() -> String {
    let mut page = String::from(
        "<!-- Made from core/src/compat: edit it there. -->\n\n# Frameworks, gateways and tools\n\n\
         An SDK that is given nothing finds federation by itself, from the versions of May 2026 on: Python 0.98.0, \
         TypeScript 0.93.0, Go 1.39.0, Java 2.28.0, Ruby 1.37.0, PHP 0.18.0. What stands between your program and the SDK may give it \
         something, or may not use an SDK at all. Every entry has the version that was looked at and the day; later versions \
         may differ. What could not be found out has no entry.\n\n\
         Three ways round hold almost everywhere: give no key and let the SDK look; hand in a client that you made; or point \
         the base URL at a gateway that federates. A gateway's own credential is a secret too: let it take a workload's \
         identity if it can. And mind where the exchange goes: where \
         `ANTHROPIC_BASE_URL` names a gateway, most clients send their identity token there as well.\n",
    );
    for kind in Kind::ALL {
        let _ = writeln!(page, "\n## {}\n", kind.title());
        page.push_str("| | Language | Whose rules | Takes | How known |\n| --- | --- | --- | --- | --- |\n");
        for entry in of(kind) {
            let cells = [
                format!("[{}](#{})", prose(entry.name), entry.slug),
                prose(entry.language),
                prose(whose(entry)),
                entry.takes.words().to_owned(),
                entry.evidence.words().to_owned(),
            ];
            let _ = writeln!(page, "| {} |", cells.join(" | "));
        }
    }
    page.push_str("\n## Each of them\n");
    for entry in Kind::ALL.into_iter().flat_map(of) {
        page.push_str(&section(entry));
    }
    page
}

fn of(kind: Kind) -> impl Iterator<Item = &'static Entry> {
    compat::all().filter(move |entry| entry.kind == kind)
}

fn section(entry: &Entry) -> String {
    let mut text = format!("\n### {}\n\n{}\n\n", entry.slug, prose(entry.how));
    let _ = writeln!(text, "- What it is: {}.", prose(entry.name));
    if let Some(way) = entry.way {
        let _ = writeln!(text, "- To use federation: {}", prose(way));
    }
    if !entry.outranks.is_empty() {
        let _ = writeln!(text, "- What still goes first: {}", prose(entry.outranks));
    }
    if !entry.signs.is_empty() {
        let names: Vec<String> = entry.signs.iter().map(sign).collect();
        let _ = writeln!(text, "- Recognised by: {}.", names.join(", "));
    }
    let sources: Vec<String> = entry.sources.iter().map(|source| format!("<{source}>")).collect();
    let _ = writeln!(
        text,
        "- How known: {} ({}), on {}: {}",
        entry.evidence.words(),
        prose(entry.version),
        entry.read,
        sources.join(", ")
    );
    text
}

fn whose(entry: &Entry) -> &'static str {
    match entry.under {
        Under::Sdk(client) => client.name,
        Under::Entry(slug) => compat::find(slug).map_or(slug, |one| one.name),
        Under::Own => "its own",
    }
}

fn sign(sign: &Sign) -> String {
    let of = match sign.ecosystem {
        Ecosystem::Python => "Python",
        Ecosystem::Npm => "npm",
        Ecosystem::Go => "Go",
        Ecosystem::Java => "Java",
        Ecosystem::Dotnet => ".NET",
        Ecosystem::Ruby => "gem",
        Ecosystem::Image => "image",
        Ecosystem::Action => "action",
    };
    format!("{} ({of})", Quoted::<Markdown>::code(sign.name).into_text())
}

fn prose(text: &str) -> String {
    Quoted::<Markdown>::inline(text).into_text()
}

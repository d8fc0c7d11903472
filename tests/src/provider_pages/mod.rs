//! The pages of the providers, made from what the engine knows of them and from their fixtures.
#![allow(clippy::missing_panics_doc)]

mod words;

use crate::exports::files;
use crate::fixtures;
use crate::hostile::without_ids;
use keyless_core::facts::Source;
use keyless_core::providers::{
    self, Answers, ClaimSpec, Command, Entry, Field, Precondition, Provider, TokenSource,
};
use keyless_core::quote::{Markdown, Quoted};
use keyless_core::setup::Setup;
use std::fmt::Write;
use words::{doubt, handed_out, jti, kind, lifetime, need, pins};

/// The folder of a provider's sources, or its file without the ending, under `core/src/providers`.
pub fn stem(slug: &str) -> String {
    slug.replace('-', "_")
}

/// The index of all providers, in the order of the gallery.
pub fn index() -> String {
    let mut text = String::from(
        "<!-- Made from the list of providers, core/src/providers/mod.rs: edit it there. -->\n\n# Providers\n\n\
         Platforms that mint identity tokens, as Keyless knows them. What could not be confirmed in a platform's own \
         documentation is said to be so.\n\n\
         | Provider | Use when | Tokens | Single use |\n| --- | --- | --- | --- |\n",
    );
    for provider in providers::ALL {
        let life = &provider.request.life;
        let row = [
            format!("[{}]({}.md)", prose(provider.name), provider.slug),
            prose(provider.use_when),
            lifetime(life),
            jti(life.jti).to_owned(),
        ];
        text.push_str(&table_row(&row));
    }
    text
}

/// The page of one provider.
pub fn document(provider: &'static Provider) -> String {
    let stem = stem(provider.slug);
    let mut page = format!(
        "<!-- Made from core/src/providers/{stem} and tests/providers/{}: edit them there. -->\n\n# {}\n\n{}\n",
        provider.slug,
        prose(provider.name),
        prose(provider.use_when)
    );
    for (title, body) in [
        ("In the gallery", tiles(provider)),
        ("Issuers", issuers(provider)),
        ("Subjects", subjects(provider)),
        ("Claims", claims(provider)),
        ("The form", form(provider)),
        ("A suggested rule", suggestion(provider)),
        (
            "Before anything else",
            provider.request.before.iter().map(|one| precondition(provider, one)).collect(),
        ),
        ("The token", token(provider)),
        ("Where keys hide", key_places(provider)),
        ("Who can mint this identity", guard(provider)),
        ("Files", wiring(provider)),
        ("Sources", provider.docs.iter().map(source).collect()),
    ] {
        let _ = write!(page, "\n## {title}\n\n{}\n", body.trim_end());
    }
    page
}

fn tiles(provider: &Provider) -> String {
    let mut text = head(&["Tile", "Use when", "Also found as", "Answers"]);
    for tile in provider.tiles {
        let answers: Vec<String> =
            tile.answers.iter().map(|(field, value)| code(&format!("{field}={value}"))).collect();
        text.push_str(&table_row(&[
            prose(tile.name),
            prose(tile.use_when),
            prose(&tile.words.join(", ")),
            answers.join(", "),
        ]));
    }
    text
}

fn issuers(provider: &Provider) -> String {
    let mut text = head(&["Issuer", "Address", "How its tokens are told", "Other customers", "Keys"]);
    for issuer in provider.issuers {
        text.push_str(&table_row(&[
            format!("{} ({})", prose(issuer.name), code(issuer.detection)),
            code(issuer.example),
            prose(issuer.told_by),
            if issuer.shared { "share it" } else { "have others" }.to_owned(),
            if issuer.reachable { "fetched" } else { "pasted where the service cannot reach it" }.to_owned(),
        ]));
    }
    text
}

fn subjects(provider: &Provider) -> String {
    let mut text = String::new();
    for subject in provider.subjects {
        let _ =
            writeln!(text, "- {}: {}{}", code(subject.form), prose(subject.when), doubt(subject.unverified));
    }
    let ends: Vec<String> = provider.segment_ends.iter().map(|end| code(&end.to_string())).collect();
    if !ends.is_empty() {
        let _ = writeln!(text, "\nA segment ends at {}.", ends.join(" or "));
    }
    text
}

fn claims(provider: &Provider) -> String {
    let mut text = head(&["Claim", "Holds", "Fixes", "Meaning", "Mind"]);
    for claim in provider.claims {
        text.push_str(&table_row(&[
            code(claim.name),
            kind(claim.kind).to_owned(),
            pins(claim.pins).to_owned(),
            prose(claim.meaning),
            mind(claim),
        ]));
    }
    text
}

fn mind(claim: &ClaimSpec) -> String {
    let mut notes = Vec::new();
    if claim.renameable {
        notes.push("A rename can give it to somebody else".to_owned());
    }
    if let Some(twin) = claim.immutable_twin {
        notes.push(format!("{} lasts", code(twin)));
    }
    if let Some(who) = claim.chosen_by {
        notes.push(format!("Who chooses it: {}", prose(who)));
    }
    if claim.unverified {
        notes.push("Not confirmed".to_owned());
    }
    notes.join("; ")
}

fn form(provider: &Provider) -> String {
    let mut text = head(&["Field", "Needed", "What to enter", "Example"]);
    for field in provider.fields {
        text.push_str(&table_row(&[
            format!("{} ({})", prose(field.label), code(field.id)),
            need(field.need).to_owned(),
            prose(field.hint),
            example(field),
        ]));
    }
    for field in provider.fields.iter().filter(|field| !field.find.is_empty()) {
        let _ = writeln!(text, "\n{}:", prose(field.label));
        field.find.iter().for_each(|find| text.push_str(&command(provider, find, 0)));
    }
    text
}

fn example(field: &Field) -> String {
    match field.entry {
        Entry::Choice(choices) => {
            choices.iter().map(|choice| code(choice.value)).collect::<Vec<_>>().join(", ")
        }
        Entry::Line | Entry::Lines => code(field.example),
    }
}

fn suggestion(provider: &Provider) -> String {
    let fixtures = fixtures::of(provider.slug);
    let complete = fixtures.iter().find(|fixture| !fixture.name.starts_with("unanswered"));
    let fixture = complete.expect("a provider has a setup that is filled in");
    let mut setup = fixture.setup.clone();
    setup.follow_suggestions();
    let files = files(&without_ids(&setup));
    let doubts = (provider.suggest)(&setup.workload.answers).doubts;
    let mut text = format!(
        "For the setup {}, which tests judge with the tokens beside it:\n\n",
        code(&format!("tests/providers/{}/setups/{}.json", provider.slug, fixture.name))
    );
    for (title, path) in [("The issuer", "claude/issuer.json"), ("The rule", "claude/rule.json")] {
        let _ = write!(text, "{title}:\n\n{}\n", block("json", &files[path].body, 0));
    }
    for doubt in doubts {
        let _ = writeln!(text, "- {}", prose(&doubt));
    }
    text
}

fn precondition(provider: &Provider, one: &Precondition) -> String {
    let mut text = format!("- {}\n", prose(one.what));
    for (intro, found) in [("Whether it is:", &one.check), ("To put it in place:", &one.fix)] {
        if let Some(found) = found {
            let _ = write!(text, "\n  {intro}\n{}", command(provider, found, 2));
        }
    }
    text
}

fn token(provider: &Provider) -> String {
    let request = &provider.request;
    let mut text = format!("{}\n", prose(request.how));
    text.push_str(&command(provider, &request.command, 0));
    let fixtures = fixtures::of(provider.slug);
    let mut ways: Vec<String> = Vec::new();
    for answers in fixtures.iter().map(|fixture: &fixtures::Fixture| &fixture.setup.workload.answers) {
        let way = source_of_token((request.source)(answers), (request.file)(answers));
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    let _ = writeln!(text, "\nWhere a program finds one: {}.", ways.join("; or "));
    if !request.file_note.is_empty() {
        let _ = writeln!(text, "\nOf that file: {}.", prose(request.file_note));
    }
    let _ =
        writeln!(text, "\nLifetime: {}. {}", lifetime(&request.life), handed_out(request.life.handed_out));
    let _ = writeln!(text, "\nSingle use: {}. {}", jti(request.life.jti), prose(request.replay));
    text
}

fn source_of_token(source: TokenSource, file: &str) -> String {
    match source {
        TokenSource::File => format!("in the file {}", code(file)),
        TokenSource::Variable(name) => format!("in the variable {}", code(name)),
        TokenSource::Program(words) => format!("{} prints it", code(&words.join(" "))),
        TokenSource::Http(http) => {
            let query: Vec<String> =
                http.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let mark = if query.is_empty() { "" } else { "?" };
            let call = format!("{} {}{mark}{}", http.method, http.url, query.join("&"));
            match http.member {
                Some(member) => format!("{} answers with it as {}", code(&call), code(member)),
                None => format!("{} answers with it", code(&call)),
            }
        }
    }
}

fn key_places(provider: &Provider) -> String {
    let mut text = String::new();
    for place in provider.key_places {
        let _ = write!(text, "- {}\n{}", prose(place.name), command(provider, &place.find, 2));
        if let Some(remove) = &place.remove {
            text.push_str(&command(provider, remove, 2));
        }
    }
    text
}

fn guard(provider: &Provider) -> String {
    let guard = &provider.guard;
    let mut text = bullets(guard.minters);
    text.push_str("\nThese commands list them and change nothing.\n");
    guard.audit.iter().for_each(|audit| text.push_str(&command(provider, audit, 0)));
    let _ = write!(text, "\nKeep an eye on:\n\n{}", bullets(guard.watch));
    let _ = write!(text, "\nWhen not to move yet:\n\n{}", bullets(guard.not_yet));
    text
}

fn wiring(provider: &'static Provider) -> String {
    let mut text = String::from("Beside the files that every platform has:\n\n");
    let empty = Setup::for_provider(provider).workload.answers;
    for file in provider.wiring {
        let sometimes = if (file.when)(&empty) { "" } else { ", where the answers ask for it" };
        let _ = writeln!(text, "- {}: {}{sometimes}", code(file.path), prose(file.title));
    }
    text
}

/// A command with what it does, placeholders standing in place of answers.
fn command(provider: &Provider, command: &Command, margin: usize) -> String {
    let text = providers::fill(command.template, provider, &Answers::default());
    let space = " ".repeat(margin);
    format!("\n{space}{}\n\n{}", prose(command.does), block("sh", &text, margin))
}

fn bullets(texts: &[&str]) -> String {
    texts.iter().flat_map(|text| ["- ".to_owned(), prose(text), "\n".to_owned()]).collect()
}

fn source(source: &Source) -> String {
    format!("- [{}](<{}>), read {}\n", prose(source.title), source.url, source.read)
}

fn prose(text: &str) -> String {
    Quoted::<Markdown>::inline(text).into_text()
}

/// A code span, also for a cell of a table, which a bar would end.
fn code(text: &str) -> String {
    Quoted::<Markdown>::code(text).into_text().replace('|', "\\|")
}

fn block(language: &'static str, text: &str, margin: usize) -> String {
    Quoted::<Markdown>::block(language, text).indented(margin).into_text()
}

fn head(titles: &[&str]) -> String {
    format!("| {} |\n|{}\n", titles.join(" | "), " --- |".repeat(titles.len()))
}

fn table_row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

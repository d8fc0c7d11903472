//! Typed text is data: in every export of every provider, and in every command, for the readers that they are meant for.
//!
//! The law: a file of a setup in which marks were typed, read, with each mark then replaced by a text, is the file of the setup
//! in which that text was typed, read. So nothing that is typed changes the structure, and all of it arrives.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::export::{Artifact, Language, Purpose};
use keyless_core::plan;
use keyless_core::providers::{self, Body, Command, Entry};
use keyless_core::setup::Setup;
use keyless_tests::exports::{events, files, no_html, yaml};
use keyless_tests::hostile::{HOSTILE, PACKS, Typed, hostile, mark, marked, pack, without_ids};
use keyless_tests::reading::{self, Item};
use keyless_tests::stand_ins::{self, Ran};
use keyless_tests::{fixtures, formats};
use std::collections::{BTreeMap, BTreeSet};

/// Setups of every provider, one for each way in which its choices are made.
fn setups() -> Vec<Setup> {
    let mut seen = BTreeSet::new();
    fixtures::all()
        .into_iter()
        .map(|fixture| fixture.setup)
        .filter(|setup| {
            let provider = setup.provider().unwrap();
            let choices = provider.fields.iter().filter(|field| matches!(field.entry, Entry::Choice(_)));
            let made: Vec<&str> = choices.map(|field| setup.workload.answers.get(field.id)).collect();
            seen.insert((provider.slug, made.join("\n"), setup.rule.applies_to_all_workspaces))
        })
        .collect()
}

/// The first setup of every provider.
fn one_setup_each() -> Vec<Setup> {
    let mut seen = BTreeSet::new();
    setups().into_iter().filter(|setup| seen.insert(setup.workload.provider.clone())).collect()
}

#[test]
fn every_reader_gets_what_was_typed() {
    for setup in setups() {
        let tame = read(&marked(&setup));
        for round in 0..PACKS {
            let (spoilt, typed) = hostile(&setup, |field| pack(field + round, field));
            assert_same(&setup, &tame, &read(&spoilt), &typed);
        }
    }
    // Each text alone as well, in every field: a scalar is more than its parts.
    for setup in one_setup_each() {
        let tame = read(&marked(&setup));
        for round in 0..HOSTILE.len() {
            let (spoilt, typed) =
                hostile(&setup, |field| HOSTILE[(field + round) % HOSTILE.len()].to_owned());
            assert_same(&setup, &tame, &read(&spoilt), &typed);
        }
    }
}

/// Files by their paths; those that are read here with what their reader gets.
type Files = BTreeMap<String, Option<Vec<Item>>>;

fn read(setup: &Setup) -> Files {
    let provider = &setup.workload.provider;
    files(setup)
        .into_iter()
        .map(|(path, file)| {
            let items = reading::items(provider, &file)
                .map(|read| read.unwrap_or_else(|problem| panic!("{path}: {problem}\n{}", file.body)));
            let elsewhere = matches!(file.language, Language::Shell | Language::Dotenv | Language::Markdown);
            assert_eq!(
                items.is_none(),
                elsewhere,
                "{path} is read by one of these tests: see tests/src/reading.rs"
            );
            (path, items)
        })
        .collect()
}

fn assert_same(setup: &Setup, tame: &Files, spoilt: &Files, typed: &Typed) {
    let provider = setup.provider().unwrap();
    let paths: Vec<_> = tame.keys().collect();
    assert_eq!(
        spoilt.keys().collect::<Vec<_>>(),
        paths,
        "{}: no path depends on what is typed",
        provider.slug
    );
    for (path, tame) in tame {
        let (Some(tame), Some(spoilt)) = (tame, &spoilt[path]) else { continue };
        let place = format!("{} {path}", provider.slug);
        // A Dockerfile cannot hold a line break in a value: what stands for it does.
        let typed = if path.ends_with("Dockerfile") { &typed.on_one_line() } else { typed };
        let is_written =
            |file: &&providers::Wiring| file.path == path && matches!(file.body, Body::Written(_));
        let difference = if provider.wiring.iter().any(|file| is_written(&file)) {
            reading::beyond_data(tame, spoilt, typed)
        } else {
            reading::difference(tame, spoilt, typed)
        };
        assert_eq!(difference, None, "{place}");
    }
}

#[test]
fn no_script_within_a_file_holds_typed_text() {
    for setup in setups() {
        let provider = &setup.workload.provider;
        for (path, file) in files(&marked(&setup)) {
            if file.language != Language::Yaml {
                continue;
            }
            let row = formats::of(provider, &path)
                .unwrap_or_else(|| panic!("{provider}: {path} has no row in tests/src/formats.rs"));
            for script in yaml(&file.body).iter().flat_map(|document| row.scripts(document)) {
                assert!(!script.contains("Mk"), "{provider} {path}: {script}");
            }
        }
    }
}

#[test]
fn scripts_and_commands_take_typed_text_as_arguments() {
    let mut scripts = Scripts::default();
    for (number, setup) in setups().iter().enumerate() {
        // Every pack in every field for the first setup of a provider; one pack in each field for the others.
        let is_first = one_setup_each().contains(setup);
        let rounds = if is_first { PACKS } else { 1 };
        for with_ids in [true, false] {
            let ids = |setup: &Setup| if with_ids { setup.clone() } else { without_ids(setup) };
            let tame = shell(&ids(&marked(setup)));
            for round in 0..rounds {
                let text = |field: usize| pack(field + round + number, field);
                let (spoilt, typed) = hostile(setup, text);
                scripts.add(&setup.workload.provider, &tame, &shell(&ids(&spoilt)), &typed);
            }
        }
    }
    scripts.assert_same();
}

/// Every script, environment file and command of a setup, by its name.
fn shell(setup: &Setup) -> BTreeMap<String, String> {
    let provider = setup.provider().unwrap();
    let mut all = BTreeMap::new();
    for (path, file) in files(setup) {
        match file.language {
            Language::Shell => drop(all.insert(path, file.body)),
            // A call writes the variables down.
            Language::Dotenv => drop(all.insert(path, format!("{}read-the-environment\n", file.body))),
            _ => {}
        }
    }
    let request = &provider.request;
    let steps = request.before.iter().flat_map(|one| [&one.check, &one.fix]).flatten();
    let places = provider.key_places.iter().flat_map(|one| [Some(&one.find), one.remove.as_ref()]).flatten();
    let finds = provider.fields.iter().flat_map(|field| field.find);
    let commands =
        [&request.command].into_iter().chain(steps).chain(places).chain(finds).chain(provider.guard.audit);
    for (number, command) in commands.enumerate() {
        let Command { template, .. } = command;
        let text = providers::fill(template, provider, &setup.workload.answers);
        all.insert(format!("command {number}: {template}"), text);
    }
    for step in plan::cutover(setup).into_iter().flat_map(|stage| stage.steps) {
        for (number, action) in step.commands.into_iter().enumerate() {
            all.insert(format!("{} {number}", step.id), action.command);
        }
    }
    all
}

/// Pairs of scripts that differ in what was typed.
#[derive(Default)]
struct Scripts {
    /// Texts to run, each once, with their numbers.
    numbers: BTreeMap<String, usize>,
    pairs: Vec<Pair>,
}

struct Pair {
    place: String,
    tame: usize,
    spoilt: usize,
    typed: Typed,
}

impl Scripts {
    fn add(
        &mut self,
        provider: &str,
        tame: &BTreeMap<String, String>,
        spoilt: &BTreeMap<String, String>,
        typed: &Typed,
    ) {
        assert_eq!(tame.keys().collect::<Vec<_>>(), spoilt.keys().collect::<Vec<_>>(), "{provider}");
        for (name, tame) in tame {
            let pair = Pair {
                place: format!("{provider}: {name}"),
                tame: self.number(tame),
                spoilt: self.number(&spoilt[name]),
                typed: typed.clone(),
            };
            if pair.tame != pair.spoilt {
                self.pairs.push(pair);
            }
        }
    }

    fn number(&mut self, script: &str) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(script.to_owned()).or_insert(next)
    }

    fn assert_same(self) {
        let mut scripts = vec![String::new(); self.numbers.len()];
        for (script, number) in self.numbers {
            scripts[number] = script;
        }
        let (first, second) = scripts.split_at(scripts.len() / 2);
        let ran: Vec<Ran> = std::thread::scope(|scope| {
            let other = scope.spawn(|| stand_ins::run(second));
            let mut ran = stand_ins::run(first);
            ran.extend(other.join().unwrap());
            ran
        });
        assert!(!self.pairs.is_empty());
        let mut called = BTreeSet::new();
        for pair in &self.pairs {
            let (tame, spoilt) = (&ran[pair.tame], &ran[pair.spoilt]);
            let difference = stand_ins::difference(tame, spoilt, &pair.typed, &scripts[pair.tame]);
            assert_eq!(difference, None, "{}\n{}", pair.place, scripts[pair.spoilt]);
            called.extend(tame.calls.iter().map(|call| call[0].clone()));
        }
        // What ran in place of the programs, and so that any did.
        println!("{} scripts, which call {called:?}", scripts.len());
        assert!(called.contains("curl") && called.contains("read-the-environment"), "{called:?}");
    }
}

#[test]
fn no_text_changes_the_structure_of_a_runbook() {
    for setup in setups() {
        let shape = |text: &dyn Fn(usize) -> String| shape_of_runbook(&hostile(&setup, text).0);
        let expected = shape(&|_| "tame".to_owned());
        for round in 0..PACKS {
            let found = shape(&|field| pack(field + round, field));
            assert_eq!(found, expected, "{}", setup.workload.provider);
        }
    }
    for setup in one_setup_each() {
        let expected = shape_of_runbook(&hostile(&setup, |_| "tame".to_owned()).0);
        for round in 0..HOSTILE.len() {
            let text = |field: usize| HOSTILE[(field + round) % HOSTILE.len()].to_owned();
            assert_eq!(shape_of_runbook(&hostile(&setup, text).0), expected, "{}", setup.workload.provider);
        }
    }
}

fn shape_of_runbook(setup: &Setup) -> Vec<String> {
    use pulldown_cmark::{Event, Tag};
    let body = files(setup).remove("RUNBOOK.md").unwrap().body;
    assert!(no_html(&body), "{body}");
    let mut shape: Vec<String> = events(&body)
        .into_iter()
        .filter_map(|event| match event {
            Event::Text(_) => None,
            Event::Code(_) => Some("code".to_owned()),
            Event::Start(Tag::Link { dest_url, .. }) => Some(format!("link to {dest_url}")),
            other => Some(format!("{other:?}")),
        })
        .collect();
    // One that is there for some texts alone, as the place where a file belongs, changes nothing in a line that has others.
    shape.dedup_by(|next, last| next == "code" && last == "code");
    shape
}

#[test]
fn a_text_that_is_spliced_into_a_file_is_noticed() {
    let table = [
        (Language::Yaml, "workload/compose.yaml", "a: {}\n", "b # c", "a comment"),
        (Language::Yaml, "workload/compose.yaml", "a: {}\n", "[b, c]", "a list"),
        (Language::Yaml, "workload/compose.yaml", "a: \"{}\"\n", "$HOME", "a variable"),
        (Language::Yaml, "workload/compose.yaml", "a: '{}'\n", "b''c", "a quote"),
        (Language::Json, "x.json", "{\"a\": \"{}\"}\n", "b\", \"c\": \"d", "a member"),
        (Language::Json, "x.json", "{\"a\": \"{}\"}\n", "\\n", "an escape"),
        (Language::Hcl, "x.tf", "a = \"{}\"\n", "${b}", "an interpolation"),
        (Language::Hcl, "x.tf", "a = \"{}\"\n", "\"\nb = \"", "an attribute"),
    ];
    for (language, path, template, text, why) in table {
        let items = |text: &str| {
            let file = Artifact {
                path: path.to_owned(),
                title: String::new(),
                purpose: Purpose::Workload,
                language,
                belongs: None,
                body: template.replacen("{}", text, 1),
            };
            reading::items("any", &file).unwrap().unwrap()
        };
        let typed = Typed::from(vec![text.to_owned()]);
        let tame = items(mark(0).trim());
        assert_eq!(reading::difference(&tame, &tame, &Typed::from(vec![mark(0)])), None, "{why}: a mark");
        assert!(reading::difference(&tame, &items(text), &typed).is_some(), "{why}");
    }
}

#[test]
fn a_text_that_is_spliced_into_a_script_is_noticed() {
    let table = [
        ("curl {}\n", "a; gh b", false, "a second program"),
        ("curl {}\n", "$(gh b)", false, "a command within a command"),
        ("curl {}\n", "a b", false, "an argument more"),
        ("curl {}\n", "${HOME}", false, "a variable"),
        ("curl \"{}\"\n", "`gh b`", false, "a command between quotes"),
        ("curl '{}'\n", "a'b'", false, "a quote that is lost"),
        ("curl a # {}\n", "\ngh b", false, "the end of a comment"),
        ("true # {}\n", "\ngh b", false, "a program where there is none"),
        ("curl a # {}\n", "\n> pwned", false, "a file"),
        ("curl '{}'\n", "a'", false, "no shell any more"),
        ("curl '{}'\n", "$(gh b) `gh c`; gh d", true, "data between quotes"),
        ("x='{}'\ncurl \"${x%%;*}\"\n", "a;b", true, "a part of data"),
        ("curl <<< '{}'\n", "$(gh b)", true, "data for its input"),
    ];
    for (template, text, is_data, why) in table {
        let scripts = [mark(0).trim(), text].map(|text| template.replacen("{}", text, 1));
        let ran = stand_ins::run(&scripts);
        let difference =
            stand_ins::difference(&ran[0], &ran[1], &Typed::from(vec![text.to_owned()]), &scripts[0]);
        assert_eq!(difference.is_none(), is_data, "{why}: {difference:?}");
    }
}

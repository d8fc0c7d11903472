//! What is fuzzed: one function per target, which takes any bytes and panics where a law is broken.
//!
//! The folder `fuzz` gives each to libFuzzer; `tests/fuzz.rs` runs each over changed fixtures for a moment. This file knows
//! nothing but the engine, so that what fuzzes builds little.

use keyless_core::condition::Condition;
use keyless_core::precedence::{
    ALL, Argument, Client, Credential, Document, Plain, Standing, Step, Surroundings, resolve, status,
    without_winner,
};
use keyless_core::recognise::recognise;
use keyless_core::secret::{IdentityToken, find_credentials, scrub};
use keyless_core::setup::Setup;
use keyless_core::surroundings::{self, Reading, gather};
use keyless_core::{export, rule, token};
use serde_json::{Map, Value};

/// A target: its name, and what it does with some bytes.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 9] = [
    ("surroundings", surroundings),
    ("gathered", gathered),
    ("precedence", precedence),
    ("status", status),
    ("token", token),
    ("condition", condition),
    ("resources", resources),
    ("setup", setup),
    ("paste", paste),
];

/// Names of files, one for each format that is known by its name; the first is what was pasted, whose shape is looked at.
pub const NAMES: [&str; 32] = [
    "-",
    ".env",
    "deploy.sh",
    "profile.ps1",
    "config.fish",
    "Dockerfile",
    "worker.service",
    "application.properties",
    "settings.json",
    "configs/work.json",
    "credentials/work.json",
    "compose.yaml",
    "deployment.yaml",
    ".github/workflows/release.yml",
    ".gitlab-ci.yml",
    ".circleci/config.yml",
    "bitbucket-pipelines.yml",
    "azure-pipelines.yml",
    "task-definition.json",
    "main.tf",
    "terraform.tfvars",
    "terraform.tfvars.json",
    "fly.toml",
    "app.py",
    "client.ts",
    "main.go",
    "Main.java",
    "Program.cs",
    "app.rb",
    "index.php",
    "README.md",
    "notes.txt",
];

/// What stands in front of a file's name where several files stand in one text.
pub const SEPARATOR: &str = "\n=== ";

/// In how many places of a text the clients are asked.
const MOST_PLACES: usize = 3;

/// Now, in seconds since 1970.
const NOW: i64 = 1_795_219_200;

/// One file: the first byte chooses its name.
fn surroundings(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let text = String::from_utf8_lossy(rest);
    answer(&[read(name, &text)]);
}

/// Several files, each behind a line with its name.
fn gathered(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let text = format!("\n{text}");
    let files = text.split(SEPARATOR).skip(1).take(8);
    let readings: Vec<Reading> = files
        .map(|file| file.split_once('\n').unwrap_or((file, "")))
        .map(|(name, text)| read(name, text))
        .collect();
    answer(&readings);
}

fn read(name: &str, text: &str) -> Reading {
    let reading = surroundings::read(name, text).expect("it is no longer than what is read");
    // A NUL ends a line in some outputs.
    let lines = 1 + text.matches(['\n', '\0']).count();
    for (line, what) in reading
        .findings
        .iter()
        .map(|finding| (finding.line, format!("{finding:?}")))
        .chain(reading.unread.iter().map(|unread| (unread.line, unread.to_string())))
    {
        assert!((1..=lines).contains(&line), "not in its {lines} lines: {what}");
    }
    let told = format!("{reading:?}{}", serde_json::to_string(&reading.findings).unwrap());
    keeps_secrets(&told);
    let again = surroundings::read(name, text).expect("it was read before");
    assert_eq!(format!("{reading:?}"), format!("{again:?}"), "a second reading differs");
    reading
}

/// What every client makes of what was read.
fn answer(readings: &[Reading]) {
    let gathered = gather(readings, NOW);
    keeps_secrets(&format!("{gathered:?}"));
    // Any of them is as good as another, and a text may have thousands.
    for place in 0..gathered.places().len().min(MOST_PLACES) {
        for client in ALL {
            keeps_laws(client, gathered.at(place, client));
        }
    }
}

/// Surroundings line by line: a letter, a blank, and a value.
fn precedence(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut around = Surroundings::at(NOW);
    for line in text.lines().take(64) {
        let (what, value) = line.split_once(' ').unwrap_or((line, ""));
        let (name, after) = value.split_once('=').unwrap_or((value, ""));
        let after = after.replace("\\n", "\n");
        let plain = || Plain::new(value);
        match what {
            "v" => around.set(name, &after),
            "r" => around.set_reference(name, &after),
            "f" => around.add_file(name, &after, None),
            "d" => around.add_unreadable(value),
            "k" => around.arguments.api_key = Argument::Given(Credential::new(value)),
            "t" => around.arguments.auth_token = Argument::Given(Credential::new(value)),
            "n" => (around.arguments.api_key, around.arguments.auth_token) = (Argument::Null, Argument::Null),
            "p" => around.arguments.profile = Argument::Given(plain()),
            "c" => around.arguments.config = Argument::Given(Box::new(Document::parse(value))),
            "u" => around.arguments.base_url = Argument::Given(plain()),
            "R" => around.action.rule = Some(plain()),
            "O" => around.action.organization = Some(plain()),
            "S" => around.action.service_account = Some(plain()),
            "W" => around.action.workspace = Some(plain()),
            "h" => around.claude_code.api_key_helper = true,
            "g" => around.claude_code.gateway = true,
            "l" => around.claude_code.login = true,
            "b" => around.claude_code.bare = true,
            _ => {}
        }
    }
    keeps_secrets(&format!("{around:?}"));
    for client in ALL {
        keeps_laws(client, &around);
    }
}

/// The laws of the resolver.
fn keeps_laws(client: &'static Client, around: &Surroundings) {
    let outcome = resolve(client, around);
    let prediction = status::predict(around);
    keeps_secrets(&format!("{prediction:?}{outcome:?}{}", serde_json::to_string(&outcome).unwrap()));
    assert_eq!(outcome.failure.is_some(), outcome.call.is_none(), "{}: {outcome:?}", client.slug);
    let Some(after) = without_winner(&outcome, around) else { return };
    let waits = |step: &&Step| matches!(step.standing, Standing::Shadowed | Standing::WouldFail);
    for waiting in outcome.steps.iter().filter(waits) {
        let step = after.steps.iter().find(|step| step.tier == waiting.tier);
        let still = step
            .is_some_and(|step| waits(&step) || matches!(step.standing, Standing::Wins | Standing::Fails));
        assert!(still, "{}: {:?} is gone without {:?}", client.slug, waiting.tier, outcome.brief());
    }
}

/// What `ant auth status` prints.
fn status(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Some(status) = status::read(&text) {
        keeps_secrets(&format!("{status:?}{:?}", status::misleads(&status)));
    }
}

/// A pasted token.
fn token(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let read = || token::read(&IdentityToken::new(text.clone()), None);
    let (first, second) = (format!("{:?}", read()), format!("{:?}", read()));
    assert_eq!(first, second, "a second reading differs");
    keeps_secrets(&first);
}

/// A condition over the claims of a token.
fn condition(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match Condition::compile(&text) {
        Ok(condition) => {
            let claims: Map<String, Value> = serde_json::from_str(
                r#"{"sub":"repo:acme/site","aud":["a","b"],"n":1,"f":1.5,"o":{"a":null}}"#,
            )
            .unwrap();
            let answer = format!("{:?}", condition.evaluate(&claims));
            assert_eq!(answer, format!("{:?}", condition.evaluate(&claims)), "a second answer differs");
            assert_eq!(condition.source(), text);
        }
        Err(problem) => assert!(!problem.to_string().is_empty()),
    }
}

/// Issuers, rules and service accounts.
fn resources(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match rule::read(&text) {
        Ok(objects) => {
            keeps_secrets(&format!("{objects:?}"));
            for rule in &objects.rules {
                keeps_secrets(&rule.to_create_body().to_string());
            }
        }
        Err(problem) => keeps_secrets(&problem.to_string()),
    }
}

/// A saved setup: what is opened is saved the same, and its files can be written.
fn setup(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Ok(setup) = Setup::from_json(&text) else { return };
    let saved = setup.to_json();
    keeps_secrets(&saved);
    assert_eq!(Setup::from_json(&saved).unwrap().to_json(), saved, "a setup opens as another");
    export::artifacts(&setup);
}

/// Anything at the front door.
fn paste(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let things = recognise(&IdentityToken::new(text));
    assert!(!things.is_empty());
    keeps_secrets(&format!("{things:?}"));
}

/// How much of the beginning of a key a mask shows, in bytes.
const HEAD: usize = 12;

/// No more of a key stands in an output than a mask shows, and no token.
fn keeps_secrets(output: &str) {
    let more = find_credentials(output).into_iter().find(|found| found.range.len() > HEAD && !found.is_mask);
    assert!(
        more.is_none(),
        "more than a mask is told: {}",
        around(output, more.map_or(0, |found| found.range.start))
    );
    let removed = "[token removed]";
    let scrubbed = scrub(output);
    let tokens = scrubbed.matches(removed).count() - output.matches(removed).count();
    let at = scrubbed.find(removed).unwrap_or_default();
    assert!(tokens == 0, "a token is told: {}", around(&scrubbed, at));
}

/// What stands around a place.
fn around(text: &str, at: usize) -> String {
    let from = (0..=at.saturating_sub(80)).rev().find_map(|at| text.get(at..)).unwrap_or(text);
    from.chars().take(200).collect()
}

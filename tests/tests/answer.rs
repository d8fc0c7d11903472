//! What is said of surroundings: laws for any files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::answer::{Answer, How, State, Tone, answer};
use keyless_core::surroundings::{Reading, gather, read};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;

const KEY: &str = "sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk";
const OPAQUE: &str = "Zq8Wn3Xc6Vt1Bm9Lk4Jh7Gf2Ds5PaQyTrUeIoNwMzKxCvBl";
const NOW: i64 = 1_795_219_200;

fn ask(files: &[(String, String)]) -> (Vec<Reading>, Answer) {
    let readings: Vec<Reading> = files.iter().map(|(file, text)| read(file, text).unwrap()).collect();
    let said = answer(&readings, &gather(&readings, NOW));
    (readings, said)
}

/// A line that sets a variable, as a format of lines writes it; `value` needs no quoting.
fn line(format: usize, name: &str, value: &str) -> String {
    match format {
        0 => format!("{name}={value}"),
        1 => format!("export {name}={value}"),
        2 => format!("$env:{name} = '{value}'"),
        3 => format!("set -gx {name} '{value}'"),
        4 => format!("ENV {name}={value}"),
        5 => format!("Environment=\"{name}={value}\""),
        _ => format!("    \"{name}\": \"{value}\","),
    }
}

fn file(format: usize, number: usize, lines: &[String]) -> (String, String) {
    let body = lines.join("\n");
    match format {
        0 => (format!("{number}.env"), body),
        1 => (format!("{number}.sh"), body),
        2 => (format!("{number}.ps1"), body),
        3 => (format!("{number}.fish"), body),
        4 => (format!("{number}.dockerfile"), format!("FROM scratch\n{body}")),
        5 => (format!("{number}.service"), format!("[Service]\n{body}")),
        _ => (format!("{number}.json"), format!("{{\n  \"env\": {{\n{body}\n    \"LAST\": \"1\"\n  }}\n}}")),
    }
}

fn setting() -> impl Strategy<Value = (&'static str, &'static str)> {
    let federation = select(vec![
        ("ANTHROPIC_FEDERATION_RULE_ID", "fdrl_1"),
        ("ANTHROPIC_ORGANIZATION_ID", "00000000-0000-4000-8000-000000000001"),
        ("ANTHROPIC_IDENTITY_TOKEN_FILE", "/var/run/token"),
        ("ANTHROPIC_SERVICE_ACCOUNT_ID", "svac_1"),
        ("ANTHROPIC_WORKSPACE_ID", ""),
        ("ANTHROPIC_BASE_URL", "https://gateway.example"),
        ("ANTHROPIC_PROFILE", ""),
        ("CLAUDE_CODE_USE_BEDROCK", "1"),
        ("ANTHROPIC_CUSTOM_HEADERS", "X-Api-Key:sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk"),
    ]);
    let credential = (
        select(vec!["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN", "OTHER_NAME"]),
        select(vec![KEY, OPAQUE, ""]),
    );
    prop_oneof![3 => federation, 2 => credential]
}

fn files() -> impl Strategy<Value = Vec<(String, String)>> {
    let one = (0..7_usize, prop::collection::vec(setting(), 0..5));
    prop::collection::vec(one, 1..4).prop_map(|files| {
        files
            .into_iter()
            .enumerate()
            .map(|(number, (format, settings))| {
                let lines: Vec<String> =
                    settings.into_iter().map(|(name, value)| line(format, name, value)).collect();
                file(format, number, &lines)
            })
            .collect()
    })
}

/// All of federation, in one file.
fn federated() -> (String, String) {
    let lines = [
        line(0, "ANTHROPIC_FEDERATION_RULE_ID", "fdrl_1"),
        line(0, "ANTHROPIC_ORGANIZATION_ID", "00000000-0000-4000-8000-000000000001"),
        line(0, "ANTHROPIC_IDENTITY_TOKEN_FILE", "/var/run/token"),
    ];
    file(0, 9, &lines)
}

fn states(said: &Answer) -> Vec<State> {
    let clients = said.places.iter().flat_map(|place| &place.clients);
    clients.filter(|answer| answer.runs).map(|answer| answer.state).collect()
}

/// The same files without the lines of the removals.
fn without(files: &[(String, String)], said: &Answer) -> Vec<(String, String)> {
    let gone: BTreeSet<(&str, usize)> =
        said.removals.iter().map(|removal| (removal.file.as_str(), removal.line)).collect();
    let keep = |file: &str, text: &str| {
        let lines = text.lines().enumerate().filter(|(at, _)| !gone.contains(&(file, at + 1)));
        lines.flat_map(|(_, line)| [line, "\n"]).collect::<String>()
    };
    files.iter().map(|(file, text)| (file.clone(), keep(file, text))).collect()
}

fn tells(output: &str, secret: &str) -> bool {
    let inner = secret.get(12..secret.len() - 4).unwrap();
    inner.as_bytes().windows(8).any(|w| output.contains(std::str::from_utf8(w).unwrap()))
        // The 13 characters by which a key is known stand in our own words.
        || output.contains(secret.get(..14).unwrap())
        || output.contains(secret.get(secret.len() - 5..).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn everywhere_means_every_client_at_every_place(files in files(), whole in any::<bool>()) {
        let files: Vec<_> = files.into_iter().chain(whole.then(federated)).collect();
        let (_, said) = ask(&files);
        let states = states(&said);
        let all = states.iter().all(|state| *state == State::Migrated);
        let everywhere = said.headline.title == "Federation is used everywhere";
        prop_assert_eq!(everywhere, all && !said.has_static(), "{:?} {:?}", said.headline, states);
        prop_assert!(!everywhere || said.headline.tone == Tone::Good);
        let uses_a_key = states.contains(&State::NotMigrated);
        prop_assert!(!uses_a_key || said.headline.tone == Tone::Bad, "{:?} {:?}", said.headline, states);
        prop_assert!(said.headline.tone != Tone::Good || !uses_a_key);
    }

    #[test]
    fn what_is_to_be_removed_leaves_no_key_that_wins(files in files(), whole in any::<bool>()) {
        let files: Vec<_> = files.into_iter().chain(whole.then(federated)).collect();
        let (_, before) = ask(&files);
        let files = without(&files, &before);
        let (_, after) = ask(&files);
        prop_assert!(!after.has_static(), "{:?}\n{:?}", after.headline, files);
        prop_assert_eq!(&after.removals, &[]);
        // What was foretold is what comes.
        let foretold = before.places.iter().flat_map(|place| &place.clients);
        let now = after.places.iter().flat_map(|place| &place.clients);
        for (foretold, now) in foretold.zip(now) {
            prop_assert_eq!(foretold.after, now.state, "{} {:?}", now.outcome.client.slug, files);
        }
    }

    #[test]
    fn no_text_of_an_answer_tells_a_key(files in files()) {
        let (_, said) = ask(&files);
        let told = format!("{said:?}");
        prop_assert!(!tells(&told, KEY) && !tells(&told, OPAQUE), "{told}");
    }

    #[test]
    fn a_removal_never_empties(files in files()) {
        let (_, said) = ask(&files);
        for removal in &said.removals {
            prop_assert!(!removal.why.is_empty() && !removal.how.is_empty());
            for how in &removal.how {
                match how {
                    How::Command { text, .. } => prop_assert!(!text.contains("=\"\"") && !text.contains("=''"), "{text}"),
                    How::Edit { diff, .. } => prop_assert!(diff.lines().skip(3).all(|line| line.starts_with('-')), "{diff}"),
                }
            }
        }
    }
}

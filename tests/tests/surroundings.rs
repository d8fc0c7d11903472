//! What surrounds a workload: real-shaped files with what stands in them, and laws for any text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::precedence::{ALL, resolve};
use keyless_core::surroundings::{Format, gather, read, read_as};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const KEY: &str = "sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk";
/// No form that anything recognises: known by its place alone.
const OPAQUE: &str = "Zq8Wn3Xc6Vt1Bm9Lk4Jh7Gf2Ds5PaQyTrUeIoNwMzKxCvBl";

const FORMATS: [Format; 19] = [
    Format::Env,
    Format::Dotenv,
    Format::Shell,
    Format::PowerShell,
    Format::Fish,
    Format::Dockerfile,
    Format::Systemd,
    Format::Properties,
    Format::Profile,
    Format::Credentials,
    Format::ClaudeSettings,
    Format::Json,
    Format::GithubWorkflow,
    Format::GithubAction,
    Format::Gitlab,
    Format::CircleCi,
    Format::Bitbucket,
    Format::Azure,
    Format::Unknown,
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("surroundings")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn every_file_of_the_fixtures_gives_its_findings() {
    let expected: Value =
        serde_json::from_str(&std::fs::read_to_string(folder().join("expected.json")).unwrap()).unwrap();
    let expected = expected.as_object().unwrap();
    let mut seen = 0;
    for path in files(&folder()) {
        let name = path.strip_prefix(folder()).unwrap().display().to_string();
        if name == "expected.json" {
            continue;
        }
        let reading = read(&name, &std::fs::read_to_string(&path).unwrap()).unwrap();
        let found: Vec<Value> = reading
            .findings
            .iter()
            .map(|f| json!([f.line, f.name, f.kind.code(), f.state.code(), f.secret]))
            .collect();
        let unread: Vec<usize> = reading.unread.iter().map(|unread| unread.line).collect();
        let found = json!({"format": reading.format.name(), "findings": found, "unread": unread});
        assert_eq!(Some(&found), expected.get(&name), "{name}: {found}");
        seen += 1;
    }
    assert_eq!(seen, expected.len(), "an expectation has no file");
}

/// Whether more of a secret is told than its first 12 and last 4 characters.
fn tells(output: &str, secret: &str) -> bool {
    let inner = secret.get(12..secret.len() - 4).unwrap();
    let windows = inner.as_bytes().windows(8).any(|w| output.contains(std::str::from_utf8(w).unwrap()));
    windows
        || output.contains(secret.get(..13).unwrap())
        || output.contains(secret.get(secret.len() - 5..).unwrap())
}

/// Pieces of every format, put together in any order.
fn text() -> impl Strategy<Value = String> {
    let pieces = [
        "export ",
        "unset ",
        "ENV ",
        "ARG ",
        "RUN ",
        "set -x ",
        "$env:",
        "Environment=",
        "ANTHROPIC_API_KEY",
        "=",
        "\"",
        "'",
        "`",
        "$(",
        "${",
        "}",
        ")",
        "(",
        "#",
        "<#",
        "<<EOF\n",
        "EOF\n",
        "\\",
        "\n",
        "\r\n",
        "\0",
        " ",
        "{",
        "[",
        "]",
        ",",
        ":",
        "\u{feff}",
        "anthropic.apiKey",
        "\"env\"",
        "null",
        "é",
        "<your-key>",
        "sk-ant-",
        "$A",
        "{{",
        "}}",
        ":-",
        KEY,
    ];
    let piece = prop_oneof![12 => select(pieces.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,8}"];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A whole setting of a secret as each format writes it.
fn setting() -> impl Strategy<Value = (Format, String)> {
    let name = select(vec![
        "ANTHROPIC_API_KEY",
        "ANTHROPIC_AUTH_TOKEN",
        "ANTHROPIC_IDENTITY_TOKEN",
        "CLAUDE_CODE_OAUTH_TOKEN",
    ]);
    (select(FORMATS.to_vec()), name, select(vec![KEY, OPAQUE])).prop_map(|(format, name, secret)| {
        let text = match format {
            Format::PowerShell => format!("$env:{name} = \"{secret}\""),
            Format::Fish => format!("set -gx {name} '{secret}'"),
            Format::Dockerfile => format!("ENV {name} {secret}"),
            Format::Systemd => format!("Environment=\"{name}={secret}\""),
            Format::Credentials => format!("{{\"access_token\":\"{secret}\",\"expires_at\":1}}"),
            Format::ClaudeSettings => format!("{{\"env\":{{\"{name}\":\"{secret}\"}}}}"),
            Format::Profile | Format::Json => format!("{{\"a\":{{\"{name}\":\"{secret}\"}}}}"),
            Format::GithubWorkflow => format!("on: push\njobs:\n  a:\n    env:\n      {name}: {secret}"),
            Format::GithubAction => {
                format!("runs:\n  steps:\n    - run: |\n        echo \"{name}={secret}\" >> $GITHUB_ENV")
            }
            Format::Gitlab => format!("a:\n  script:\n    - export {name}={secret}"),
            Format::CircleCi => {
                format!("jobs:\n  a:\n    docker:\n      - image: b\n        environment:\n          {name}: {secret}")
            }
            Format::Bitbucket => {
                format!("pipelines:\n  default:\n    - step:\n        script:\n          - export {name}={secret}")
            }
            Format::Azure => format!("variables:\n  - name: {name}\n    value: '{secret}'"),
            Format::Shell => format!("# {name}={secret}\nexport {name}=${{X:-{secret}}}"),
            _ => format!("{name}={secret}"),
        };
        (format, text)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_is_read_in_every_format_and_no_key_is_shown(text in text()) {
        for format in FORMATS {
            let reading = read_as("a", &text, format).unwrap();
            let lines = text.split('\n').count() + text.matches('\0').count();
            prop_assert!(reading.findings.iter().all(|f| (1..=lines).contains(&f.line)), "{reading:?}");
            let gathered = gather(std::slice::from_ref(&reading), 1_795_219_200);
            let mut told = format!("{reading:?}{gathered:?}{}", json!(reading.findings));
            for place in 0..gathered.places().len() {
                for client in ALL {
                    told += &format!("{:?}", resolve(client, gathered.at(place, client)));
                }
            }
            prop_assert!(!tells(&told, KEY), "{format:?}: {told}");
        }
        prop_assert!(read("-", &text).is_some());
    }

    #[test]
    fn a_secret_in_its_place_is_found_and_masked((format, text) in setting()) {
        let reading = read_as("a", &text, format).unwrap();
        if format != Format::Unknown {
            prop_assert!(reading.findings.iter().any(|f| f.secret.is_some()), "{reading:?}");
        }
        let gathered = gather(std::slice::from_ref(&reading), 1_795_219_200);
        let told = format!("{reading:?}{gathered:?}{}", json!(reading.findings));
        prop_assert!(!tells(&told, KEY) && !tells(&told, OPAQUE), "{told}");
    }
}

#[test]
fn the_longest_texts_end() {
    for unit in [
        "\"",
        "'",
        "$(",
        "${",
        "`",
        "(",
        "\\",
        "<<E\n",
        "a=\"\n",
        "{",
        "[\"",
        "sk-ant-",
        "#\n",
        "ENV \\\n",
        "$env:a='\n",
        "sk-ant-api03-abcdefghijklmnop ",
        "[1,",
        "<<",
    ] {
        let text = unit.repeat(100_000 / unit.len());
        for format in FORMATS {
            assert!(read_as("a", &text, format).is_some(), "{unit:?} {format:?}");
        }
    }
}

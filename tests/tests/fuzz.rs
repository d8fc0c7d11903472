//! A moment of every fuzzing target: fixtures and recorded texts, changed in the same ways at each run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_tests::{fixtures, fuzz, mint, vectors};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// How many changed texts each target gets.
const CASES: u32 = 300;

/// Pieces that mean something in some format.
const PIECES: [&str; 40] = [
    "sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk",
    "sk-ant-oat01-Vd3Kx8Qz5Mr1Tw9Yn6Bj4Hc7Lf2Gs0PaEuRiOtWyNk",
    "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzIn0.c2ln",
    "c2stYW50LWFwaTAzLVFtN1p0NFJrOVdwMlh2NlliOE5jM0xkNUhzMUpmMEdhVWVUd0lvU3BMaw==",
    "ANTHROPIC_API_KEY",
    "ANTHROPIC_PROFILE=work",
    "${{ secrets.KEY }}",
    "{{ .Values.key }}",
    "${KEY:-default}",
    "$(cat key)",
    "\n=== configs/work.json\n",
    "\n---\n",
    "\n  - &a *a\n",
    "<<: *a",
    "<<EOF\n",
    "\"\"\"",
    "!!binary |",
    "\\\n",
    "\r\n",
    "\u{feff}",
    "\0",
    "\"",
    "'",
    "`",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "#",
    "//",
    "/*",
    ":",
    "=",
    ",",
    "\t",
    "…",
    "é",
    "-",
];

#[derive(Clone, Copy, Debug)]
enum Change {
    Put,
    Drop,
    Double,
    Flip,
    End,
    Graft,
}

/// One of some texts, with a few changes.
fn changed(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    use Change::{Double, Drop, End, Flip, Graft, Put};
    let kind = select(vec![Put, Put, Put, Drop, Drop, Double, Flip, End, Graft]);
    let change = (kind, any::<Index>(), any::<Index>(), select(PIECES.to_vec()), select(seeds.clone()));
    (select(seeds), prop::collection::vec(change, 0..8)).prop_map(|(mut text, changes)| {
        for (kind, at, length, piece, other) in changes {
            let from = at.index(text.len() + 1);
            let to = (from + length.index(40)).min(text.len());
            match kind {
                Put => drop(text.splice(from..from, piece.bytes())),
                Drop => drop(text.drain(from..to)),
                Double => drop(text.splice(to..to, text[from..to].to_vec())),
                Flip => text.iter_mut().skip(from).take(1).for_each(|byte| *byte ^= 1 << length.index(8)),
                End => text.truncate(from),
                Graft => drop(text.splice(from.., other[length.index(other.len() + 1)..].iter().copied())),
            }
        }
        text
    })
}

fn run(name: &str, seeds: Vec<Vec<u8>>) {
    assert!(seeds.len() > 2, "{name} has hardly anything to begin with");
    let (_, target) = fuzz::TARGETS.iter().find(|(target, _)| *target == name).unwrap();
    let config = Config { failure_persistence: None, ..Config::with_cases(CASES) };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let outcome = runner.run(&changed(seeds), |text| {
        let outcome = std::panic::catch_unwind(|| target(&text));
        outcome.map_err(|panic| {
            let said = panic.downcast_ref::<String>().map_or("it panicked", String::as_str);
            TestCaseError::fail(said.to_owned())
        })
    });
    if let Err(TestError::Fail(why, text)) = outcome {
        panic!("{name}: {why}, with {:?}", String::from_utf8_lossy(&text));
    }
}

/// Every file under a folder, with its path in it.
fn files(folder: &Path) -> Vec<(String, String)> {
    fn all(folder: &Path) -> Vec<PathBuf> {
        let mut entries: Vec<PathBuf> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        entries.into_iter().flat_map(|path| if path.is_dir() { all(&path) } else { vec![path] }).collect()
    }
    let named = |path: PathBuf| {
        let name = path.strip_prefix(folder).unwrap().display().to_string();
        (name, fs::read_to_string(path).unwrap())
    };
    all(folder).into_iter().map(named).filter(|(name, _)| name != "expected.json").collect()
}

fn surroundings() -> Vec<(String, String)> {
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("surroundings"))
}

/// Files of one name in all folders of providers.
fn of_providers(what: impl Fn(&str) -> bool) -> Vec<Vec<u8>> {
    files(&fixtures::root()).into_iter().filter(|(name, _)| what(name)).map(|(_, text)| text.into()).collect()
}

#[test]
fn any_file_of_any_format_is_read_and_its_secrets_are_kept() {
    let base = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
    let seeds = surroundings().into_iter().flat_map(|(name, text)| {
        // As itself, and as what it is not.
        let own = fuzz::NAMES.iter().position(|known| base(known) == base(&name)).unwrap_or(0);
        [own, text.len() % fuzz::NAMES.len()]
            .map(|at| [&[u8::try_from(at).unwrap()], text.as_bytes()].concat())
    });
    run("surroundings", seeds.collect());
}

#[test]
fn any_files_are_put_together() {
    let files = surroundings();
    let several = |files: &[(String, String)]| {
        let texts = files.iter().map(|(name, text)| format!("{}{name}\n{text}", fuzz::SEPARATOR));
        texts.collect::<String>().into_bytes()
    };
    run("gathered", files.windows(2).map(several).collect());
}

#[test]
fn any_surroundings_are_resolved() {
    let script = |lines: &str| lines.replace("; ", "\n").into_bytes();
    run(
        "precedence",
        vec![
            script(
                "v ANTHROPIC_API_KEY=sk-ant-api03-aaaaaaaaaaaaaaaaaaaaaaaaaaaa; v ANTHROPIC_PROFILE=work; f ~/.config/anthropic/configs/work.json={\"authentication\":{\"type\":\"oidc_federation\",\"federation_rule_id\":\"fdrl_1\",\"identity_token\":{\"source\":\"file\",\"path\":\"/t\"}},\"organization_id\":\"o\"}; f /t=eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzIn0.c2ln",
            ),
            script(
                "v ANTHROPIC_FEDERATION_RULE_ID=fdrl_1; v ANTHROPIC_ORGANIZATION_ID=o; v ANTHROPIC_IDENTITY_TOKEN_FILE=/t; d /t; k ; h ; l ",
            ),
            script(
                "k sk-ant-api03-bbbbbbbbbbbbbbbbbbbbbbbbbbbb; t sk-ant-oat01-cccccccccccccccccccccccccccc; p work; c {\"authentication\":{\"type\":\"user_oauth\"}}; u http://x; v ANTHROPIC_AUTH_TOKEN= ",
            ),
            script(
                "R fdrl_1; O o; S svac_1; W wrkspc_1; r CLAUDE_CODE_OAUTH_TOKEN=${{ secrets.T }}; g ; b ; v ANTHROPIC_CUSTOM_HEADERS=X-Api-Key: sk-ant-api03-dddddddddddddddddddd",
            ),
            script(
                "f ~/.config/anthropic/active_config=work; f ~/.config/anthropic/credentials/work.json={\"access_token\":\"sk-ant-oat01-eeeeeeeeeeeeeeeeeeeeee\",\"refresh_token\":\"r\",\"expires_at\":1}; n ; v HOME=/root; v CLAUDE_CODE_USE_BEDROCK=1",
            ),
        ],
    );
}

#[test]
fn any_text_is_a_status_or_none() {
    let file = vectors::read(&vectors::folder(), "ant_auth_status");
    let texts = file["examples"].as_array().unwrap().iter().map(|example| example["text"].as_str().unwrap());
    run("status", texts.map(|text| text.as_bytes().to_vec()).collect());
}

fn tokens() -> Vec<Vec<u8>> {
    let claims = json!({"iss": "https://issuer.example", "sub": "repo:acme/site:ref:refs/heads/main", "aud": ["a"], "exp": 1_795_219_300});
    let token = mint::unsigned(&claims);
    let texts = [
        token.clone(),
        format!("Authorization: Bearer {token}"),
        mint::signed_es256(&claims).0,
        claims.to_string(),
    ];
    texts.map(String::into_bytes).to_vec()
}

#[test]
fn any_text_is_a_token_or_none() {
    run("token", tokens());
}

#[test]
fn any_text_is_a_condition_or_none() {
    fn texts(value: &Value, found: &mut Vec<Vec<u8>>) {
        match value {
            Value::Object(members) => {
                found
                    .extend(members.get("expr").and_then(Value::as_str).map(|text| text.as_bytes().to_vec()));
                members.values().for_each(|value| texts(value, found));
            }
            Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    texts(&vectors::read(&vectors::folder(), "cel-conformance"), &mut found);
    run("condition", found);
}

#[test]
fn any_text_is_a_resource_or_none() {
    let names = ["/claude/rule.json", "/claude/issuer.json", "/claude/service_account.json"];
    run("resources", of_providers(|name| names.iter().any(|end| name.ends_with(end))));
}

#[test]
fn any_text_is_a_setup_or_none() {
    run("setup", of_providers(|name| name.contains("/setups/")));
}

#[test]
fn anything_can_be_pasted() {
    let mut seeds = tokens();
    seeds.extend(surroundings().into_iter().map(|(_, text)| text.into_bytes()));
    seeds.extend(of_providers(|name| name.contains("/setups/") || name.ends_with("/claude/rule.json")));
    run("paste", seeds);
}

#[test]
fn every_target_is_given_to_the_fuzzer() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("fuzz");
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    for (name, _) in fuzz::TARGETS {
        let program = fs::read_to_string(folder.join(format!("fuzz_targets/{name}.rs"))).unwrap();
        assert!(program.contains(&format!("run(\"{name}\"")), "{name}");
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
    }
}

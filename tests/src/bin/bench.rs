//! How long the engine takes, natively: figures to compare between releases, not assertions.
//!
//! | line | what is done once |
//! | --- | --- |
//! | decode | [`token::read`] of a bare token without keys: find it, split it, decode header and claims, look for problems |
//! | … jsonwebtoken | `insecure_decode` of the same token, header and claims, without a check; below it the ratio of the two |
//! | signature | [`token::read`] with the issuer's keys: a recorded token for RS256, minted ones for ES256 and ES512 |
//! | verdict | [`verdict::judge`] of a token that is decoded already, with and without a condition in the rule |
//! | condition | compiling one expression, and evaluating it over the claims of a token |
//! | lint | every finding over one rule |
//! | detection | which platform the claims of a token come from |
//! | recognise | [`recognise`](fn@recognise) of 5 MB, more than is looked at, and of 4 MiB of JSON with as many members as fit |
//! | surroundings | [`surroundings::read`] of 5 MB of each format as they are in ordinary files, then of texts that nobody has; below each its ratio to looking for a key's first characters in every line |
//! | export | every file of a setup for GitHub Actions that is filled in |
//!
//! Each is repeated until a batch lasts about 200 ms, and the median of five batches is told, as microseconds for one and
//! as so many in a second. Only figures of one run, on one machine that does nothing else, can be compared: for that
//! reason the other library is measured in the same run. `cargo xtask bench` builds this with `--release`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::condition::Condition;
use keyless_core::lint::{self, Subject};
use keyless_core::providers::detect::detect;
use keyless_core::recognise::recognise;
use keyless_core::rule::{self, AdminObjects};
use keyless_core::secret::IdentityToken;
use keyless_core::surroundings;
use keyless_core::token::{self, KeySet, SignatureState};
use keyless_core::verdict::{self, Conclusion, Question};
use keyless_core::{export, setup::Setup};
use keyless_tests::{exports, mint, vectors};
use serde_json::{Map, Value, json};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long a batch lasts, about.
const BATCH: Duration = Duration::from_millis(200);

/// Batches of which the median is told.
const BATCHES: usize = 5;

const CONDITION: &str = r#"claims.sub.startsWith("repo:acme/") && claims.ref in ["refs/heads/main"]"#;

/// A time within the life of the minted tokens, in seconds since 1970.
const NOW: i64 = 1_790_000_000;

fn main() {
    if cfg!(debug_assertions) {
        println!("A build without optimisation: these figures mislead. Run cargo xtask bench.");
    }
    decoding(2 * 1024);
    decoding(16 * 1024);
    signatures();
    verdicts();
    conditions();
    rules_and_platforms();
    pastes();
    around_workloads();
    files();
}

/// Runs it, tells how long it takes, and gives the seconds for one.
fn measure<T>(name: &str, mut once: impl FnMut() -> T) -> f64 {
    let mut timed = |count: u32| {
        let start = Instant::now();
        for _ in 0..count {
            black_box(once());
        }
        start.elapsed()
    };
    let mut count = 1;
    let mut took = timed(count);
    while took < BATCH / 4 {
        count *= 2;
        took = timed(count);
    }
    let share = BATCH.as_secs_f64() / took.as_secs_f64();
    // Between one and some millions.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let count = (f64::from(count) * share).round().max(1.0) as u32;
    let mut batches: Vec<f64> = (0..BATCHES).map(|_| timed(count).as_secs_f64() / f64::from(count)).collect();
    batches.sort_by(f64::total_cmp);
    let median = batches[BATCHES / 2];
    println!("{name:<46} {:>12.2} µs {:>14.1} /s", median * 1e6, 1.0 / median);
    median
}

/// Claims of a token of GitHub Actions, with as many more as make the token that large.
fn claims(bytes: usize) -> Value {
    let mut claims = json!({
        "iss": "https://token.actions.githubusercontent.com",
        "sub": "repo:acme/site:ref:refs/heads/main",
        "aud": "https://api.anthropic.com",
        "iat": NOW - 20, "nbf": NOW - 20, "exp": NOW + 280, "jti": "0f8e2c1a-5d11-4f0e-9b3f-7a2c6d9e4b10",
        "ref": "refs/heads/main", "ref_type": "branch", "event_name": "push",
        "repository": "acme/site", "repository_id": "90210",
        "repository_owner": "acme", "repository_owner_id": "1482",
        "runner_environment": "github-hosted", "run_id": "77", "run_attempt": "1",
    });
    for number in 0.. {
        if mint::unsigned(&claims).len() + 90 > bytes {
            break;
        }
        claims[format!("custom_property_{number}")] = json!("a value of forty characters, as many have");
    }
    claims
}

fn decoding(bytes: usize) {
    let text = mint::unsigned(&claims(bytes));
    let token = IdentityToken::new(text.clone());
    assert_eq!(token::read(&token, None).unwrap().problems, []);
    let kilobytes = bytes / 1024;
    let ours = measure(&format!("decode, {kilobytes} KB ({} bytes)", text.len()), || {
        token::read(&token, None).unwrap()
    });
    let theirs = measure(&format!("decode, {kilobytes} KB, jsonwebtoken"), || {
        jsonwebtoken::dangerous::insecure_decode::<Map<String, Value>>(&text).unwrap()
    });
    println!("{:<46} {:>12.2}", format!("decode, {kilobytes} KB, ratio to jsonwebtoken"), ours / theirs);
}

/// A token and its keys for RSA, as recorded, and for two curves, as minted here.
fn signatures() {
    let file = vectors::read(&vectors::folder(), "exchange");
    let (_, recorded) = vectors::cases(&file).find(|(id, _)| *id == "sub-exact").expect("it was recorded");
    let recorded = (recorded["token"].as_str().unwrap().to_owned(), recorded["jwks"].clone());
    let claims = claims(1024);
    for (text, jwks) in [recorded, mint::signed_es256(&claims), mint::signed_es512(&claims)] {
        let keys = KeySet::from_value(jwks).unwrap();
        let token = IdentityToken::new(text);
        let read = token::read(&token, Some(&keys)).unwrap();
        let alg = read.header.as_ref().and_then(|h| h.alg()).unwrap();
        assert_eq!(read.signature, SignatureState::Valid, "{alg}");
        measure(&format!("signature, {alg}"), || token::read(&token, Some(&keys)).unwrap());
    }
}

/// The rule of the minted tokens, with a condition or without.
fn rule(condition: Option<&str>) -> AdminObjects {
    let body = json!({
        "issuer": {"name": "gh", "issuer_url": "https://token.actions.githubusercontent.com"},
        "rule": {
            "name": "site", "issuer_id": "fdis_01A", "oauth_scope": "workspace:inference",
            "match": {
                "subject_prefix": "repo:acme/site:*", "claims": {"repository_owner_id": "1482"},
                "condition": condition,
            },
            "target": {"type": "service_account", "service_account_id": "svac_01A"},
            "workspace_id": "wrkspc_01A", "token_lifetime_seconds": 600,
        },
    });
    rule::read(&body.to_string()).unwrap()
}

fn verdicts() {
    let (token, jwks) = mint::signed_es256(&claims(2 * 1024));
    let keys = KeySet::from_value(jwks).unwrap();
    let read = token::read(&IdentityToken::new(token), Some(&keys)).unwrap();
    for (name, condition) in [("verdict, no condition", None), ("verdict, condition", Some(CONDITION))] {
        let resources = rule(condition);
        let question = Question {
            token: Ok(&read),
            issuer: resources.issuers.first(),
            rule: resources.rules.first(),
            workspace: None,
            now: NOW,
        };
        assert_eq!(verdict::judge(&question).conclusion(), Conclusion::Accepted, "{name}");
        measure(name, || verdict::judge(&question));
    }
}

fn conditions() {
    let Value::Object(claims) = claims(2 * 1024) else { unreachable!("claims are an object") };
    measure("condition, compile", || Condition::compile(CONDITION).unwrap());
    let condition = Condition::compile(CONDITION).unwrap();
    measure("condition, evaluate", || condition.evaluate(&claims));
}

fn rules_and_platforms() {
    let setup = exports::github("branch");
    measure("lint, one rule", || lint::run(&Subject::of(&setup, None)));
    let read = token::read(&IdentityToken::new(mint::unsigned(&claims(2 * 1024))), None).unwrap();
    assert_eq!(detect(read.header.as_ref(), &read.claims).slug, "github-actions");
    measure("detection, one token", || detect(read.header.as_ref(), &read.claims));
}

/// The size of a large paste, in bytes.
const SIZE: usize = 5_000_000;

fn pastes() {
    let token = mint::unsigned(&claims(2 * 1024));
    let line =
        "2026-11-22T10:15:00Z INFO worker[17]: fetched https://example.com/v1/items?page=12 in 31 ms\n";
    let log = IdentityToken::new(line.repeat(SIZE / line.len()) + &token);
    measure("recognise, 5 MB of a log", || recognise(&log));
    let near = "eyJub3QiOiJhIHRva2VuIn0 ";
    let starts = IdentityToken::new(near.repeat(SIZE / near.len()));
    measure("recognise, 5 MB that could start tokens", || recognise(&starts));
    let most = token::SCAN_LIMIT - 256;
    for (what, before, after) in [
        ("claims", r#"{"iss":"https://issuer.example""#, "}"),
        ("a rule", r#"{"name":"r","match":{"claims":{"a":"b""#, r#"}},"target":{}}"#),
        ("a rule's unknown members", r#"{"name":"r","match":{},"target":{}"#, "}"),
        ("a key set", r#"{"keys":[{"kty":"RSA""#, "}]}"),
        ("a setup", r#"{"keyless_setup":1,"notes":{"a":"b""#, "}}"),
        ("a key given again and again", r#"{"iss":"i","claim0000000":"b""#, "}"),
    ] {
        let distinct = !what.contains("again");
        let json = IdentityToken::new(before.to_owned() + &members(most, distinct) + after);
        measure(&format!("recognise, 4 MiB of {what}"), || recognise(&json));
    }
}

/// Members of a JSON object, some 180,000 in 4 MiB, each after a comma.
fn members(bytes: usize, distinct: bool) -> String {
    let mut text = String::with_capacity(bytes);
    for number in 0.. {
        if text.len() + 21 > bytes {
            break;
        }
        text += &format!(",\"claim{:07}\":\"abc\"", if distinct { number } else { 0 });
    }
    text
}

/// Files as they are, repeated, and texts that make readers look for what is not there.
fn around_workloads() {
    let shell = "if [ -f \"$HOME/.env\" ]; then\n  curl -s \"https://example.com/$(date +%s)\" | grep -v 'x'\nfi # done\n";
    let yaml = "      - name: SOME_NAME\n        value: \"some value\"\n";
    for (what, file, unit) in [
        (
            "variables",
            ".env",
            "SOME_VARIABLE=\"a ${VALUE} of $OTHER\"\n# a comment\nNAME=/usr/local/share/some\n",
        ),
        (
            "output of env",
            "env.txt",
            "PATH=/usr/bin\nSOME_VARIABLE_NAME=/usr/local/share/some/path:and/another\n",
        ),
        ("a script", "a.sh", shell),
        (
            "a script of fish",
            "a.fish",
            "set -gx SOME_NAME 'a value'\nif test -f $HOME/x\n  echo (date)\nend\n",
        ),
        ("PowerShell", "a.ps1", "$env:SOME_NAME = \"value $x\"\nWrite-Host 'hello' | Out-Null\n"),
        (
            "a Dockerfile",
            "Dockerfile",
            "RUN apt-get update && apt-get install -y curl \\\n  && rm -rf /var/lib/apt\nENV A=b C=d\n",
        ),
        ("a unit", "a.service", "[Service]\nEnvironment=\"A=b c\" D=e\nExecStart=/usr/bin/run --fast\n"),
        ("properties", "a.properties", "some.name.of.a.property=some value\n# a comment\n"),
        ("YAML", "a.yaml", yaml),
        (
            "a log",
            "-",
            "2026-11-22T10:15:00Z INFO worker[17]: fetched https://example.com/v1/items?page=12 in 31 ms\n",
        ),
        ("${", "a.sh", "${"),
        ("$(", "a.sh", "$("),
        ("<<", "a.sh", "<<"),
        ("quotes", "a.ps1", "\"'"),
        ("sk-ant-", "-", "sk-ant- "),
        ("one line", ".env", "a"),
        ("empty lines", "a.ps1", "\n"),
        ("keys", ".env", "ANTHROPIC_API_KEY=sk-ant-api03-abcdefghijklmnop\n"),
        ("small settings", ".env", "a=\n"),
    ] {
        beside_lines(what, file, &unit.repeat(SIZE / unit.len()));
    }
    let members = |text: &str| vec![text; SIZE / (text.len() + 2)].join(",\n");
    let json = members(r#"{"name":"SOME_NAME","value":"some value","n":12}"#);
    beside_lines("JSON", "a.json", &format!("{{\"containers\":[{json}]}}"));
    beside_lines(
        "settings",
        "a.json",
        &format!("{{\"env\":{{{}}}}}", members(r#""SOME_NAME":"some value""#)),
    );
}

fn beside_lines(what: &str, file: &str, text: &str) {
    let lines = measure(&format!("lines, 5 MB of {what}"), || {
        text.lines().filter(|line| line.contains("sk-ant-")).count()
    });
    let ours = measure(&format!("surroundings, 5 MB of {what}"), || surroundings::read(file, text).unwrap());
    println!("{:<46} {:>12.2}", format!("surroundings, {what}, ratio to lines"), ours / lines);
}

fn files() {
    let setup: Setup = exports::github("branch");
    measure("export, every file for GitHub Actions", || export::artifacts(&setup));
}

//! `keyless` as somebody runs it: arguments in, JSON, messages and exit status out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_tests::cli::{Answer, keyless};
use keyless_tests::mint;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// A folder that is gone with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("keyless-cli-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn claims() -> Value {
    json!({
        "iss": "https://token.actions.githubusercontent.com",
        "sub": "repo:acme/site:ref:refs/heads/main",
        "aud": "https://api.anthropic.com",
        "iat": 1_789_999_980, "exp": 1_790_000_280,
        "repository": "acme/site", "repository_owner": "acme", "repository_owner_id": "1482",
        "run_id": "77", "event_name": "push", "ref": "refs/heads/main",
    })
}

fn rule(subject: &str) -> String {
    json!({
        "name": "site", "issuer_id": "fdis_01A", "oauth_scope": "workspace:inference",
        "match": {"subject_prefix": subject, "claims": {"repository_owner_id": "1482"}},
        "target": {"type": "service_account", "service_account_id": "svac_01A"},
        "workspace_id": "wrkspc_01A", "token_lifetime_seconds": 600,
    })
    .to_string()
}

const ISSUER: &str = r#"{"name":"gh","issuer_url":"https://token.actions.githubusercontent.com"}"#;

#[test]
fn token_tells_platform_header_claims_and_problems() {
    let answer = keyless(&["token", "--json"], &mint::unsigned(&claims()));
    assert_eq!(answer.status, 0, "{answer:?}");
    let told = answer.json();
    assert_eq!(told["provider"], "github-actions");
    assert_eq!(told["claims"]["sub"], "repo:acme/site:ref:refs/heads/main");
    assert_eq!(told["header"]["kid"], "test");
    assert!(told["variant"].is_string() && told["problems"].is_array(), "{told}");
}

#[test]
fn token_says_what_cannot_be_used_and_echoes_no_key() {
    let table = [
        ("", 2, "Nothing was pasted", "nothing"),
        ("a.b", 1, "three parts", "cut"),
        ("sk-ant-api03-canarycanarycanarycanary", 2, "not an identity token", "an API key"),
    ];
    for (text, status, message, why) in table {
        let answer = keyless(&["token"], text);
        assert_eq!(answer.status, status, "{why}: {answer:?}");
        assert!(answer.errors.contains(message), "{why}: {answer:?}");
        assert!(!answer.errors.contains("canarycanary") && !answer.output.contains("canarycanary"), "{why}");
    }
    let answer = keyless(&["token", "/nowhere/token.jwt"], "");
    assert_eq!(answer.status, 2);
    assert!(answer.errors.contains("/nowhere/token.jwt"), "{answer:?}");
}

#[test]
fn check_gives_verdict_reason_and_every_check() {
    let folder = Folder::new("check");
    let issuer = folder.file("issuer.json", ISSUER);
    let table = [
        ("repo:acme/site:ref:refs/heads/main", 3, "unproven", Value::Null, "no keys were given"),
        ("repo:acme/site:*", 3, "unproven", Value::Null, "a prefix"),
        ("repo:acme/other:*", 1, "denied", json!("match_subject_prefix"), "another repository"),
    ];
    for (subject, status, verdict, reason, why) in table {
        let rule = folder.file("rule.json", &rule(subject));
        let answer = keyless(
            &["check", "--rule", &rule, "--issuer", &issuer, "--now", "1790000000", "--json"],
            &mint::unsigned(&claims()),
        );
        assert_eq!(answer.status, status, "{why}: {answer:?}");
        let told = answer.json();
        assert_eq!((&told["verdict"], &told["reason"]), (&json!(verdict), &reason), "{why}");
        let ids: Vec<&str> =
            told["checks"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap()).collect();
        assert_eq!(
            ids.join(" "),
            "size format algorithm key_id issuer key signature required_claims expiry not_before issued_at lifetime replay \
             audience subject claims condition workspace"
        );
        for check in told["checks"].as_array().unwrap() {
            for member in ["id", "outcome", "expected", "found", "message"] {
                assert!(check[member].is_string(), "{why}: {check}");
            }
        }
    }
}

#[test]
fn check_verifies_a_signature_and_tells_the_minted_lifetime() {
    let folder = Folder::new("signed");
    let rule = folder.file("rule.json", &rule("repo:acme/site:*"));
    let issuer = folder.file("issuer.json", ISSUER);
    let (token, jwks) = mint::signed_es256(&claims());
    let jwks = folder.file("jwks.json", &jwks.to_string());
    let ask = |now: &str| -> Answer {
        keyless(
            &["check", "--rule", &rule, "--issuer", &issuer, "--jwks", &jwks, "--now", now, "--json"],
            &token,
        )
    };
    let answer = ask("1790000000");
    assert_eq!((answer.status, &answer.json()["verdict"]), (0, &json!("accepted")), "{answer:?}");
    assert_eq!(answer.json()["minted_lifetime_seconds"], 560);
    let late = ask("1790000311");
    assert_eq!((late.status, &late.json()["reason"]), (1, &json!("token_expired")), "{late:?}");
    assert_eq!(late.json()["minted_lifetime_seconds"], Value::Null);
    let far = ask("-9223372036854775808");
    assert_eq!(far.status, 1, "a clock at the edge of time is judged, not tripped over: {far:?}");
}

#[test]
fn check_tells_unusable_files_by_name() {
    let folder = Folder::new("unusable");
    let rule = folder.file("rule.json", &rule("repo:acme/site:*"));
    let broken = folder.file("broken.json", "{\"name\": ");
    let empty = folder.file("empty.json", "{}");
    let token = mint::unsigned(&claims());
    for (arguments, named) in [
        (vec!["check", "--rule", broken.as_str()], "broken.json"),
        (vec!["check", "--rule", empty.as_str()], "empty.json"),
        (vec!["check", "--rule", rule.as_str(), "--jwks", empty.as_str()], "empty.json"),
        (vec!["check", "--rule", rule.as_str(), "--issuer", rule.as_str()], "rule.json"),
    ] {
        let answer = keyless(&arguments, &token);
        assert_eq!(answer.status, 2, "{arguments:?}: {answer:?}");
        assert!(answer.errors.contains(named), "{arguments:?}: {answer:?}");
    }
}

#[test]
fn condition_answers_with_its_exit_status() {
    let folder = Folder::new("condition");
    let claims = folder.file("claims.json", &claims().to_string());
    let deep = "(".repeat(60);
    let table = [
        ("claims.ref == \"refs/heads/main\"", 0, "true"),
        ("claims.ref == \"refs/heads/dev\"", 1, "false"),
        ("claims.environment == \"prod\"", 1, "error"),
        ("claims.sub ==", 1, "refused"),
        ("claims.sub", 1, "not_boolean"),
        (deep.as_str(), 3, "cannot_tell"),
    ];
    for (expression, status, outcome) in table {
        let answer = keyless(&["condition", expression, "--claims", &claims, "--json"], "");
        assert_eq!(
            (answer.status, &answer.json()["outcome"]),
            (status, &json!(outcome)),
            "{expression}: {answer:?}"
        );
    }
}

#[test]
fn condition_tells_how_to_ask_for_a_claim_that_is_missing() {
    let table = [
        (
            "claims.ref == \"x\"",
            "The token has no claim `ref`. Ask for it first: has(claims.ref) && …",
            "plain",
        ),
        (
            "claims[\"a.b\"] == \"x\"",
            "The token has no claim `a.b`. Ask for it first: \"a.b\" in claims && …",
            "a name that has takes not",
        ),
    ];
    for (expression, message, why) in table {
        let answer = keyless(&["condition", expression, "--claims", "-", "--json"], "{\"sub\":\"s\"}");
        assert_eq!(answer.json()["message"], message, "{why}: {answer:?}");
    }
}

/// A setup as short as it can be: a provider and its answers.
fn setup(answers: &Value) -> String {
    json!({"keyless_setup": 1, "workload": {"provider": "github-actions", "answers": answers}}).to_string()
}

fn filled_in() -> String {
    setup(&json!({
        "owner": "acme", "repository": "site", "owner_id": "1482", "repository_id": "90210", "branch": "main",
    }))
}

/// Every file under a folder, by path.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let Ok(entries) = std::fs::read_dir(folder) else { return BTreeMap::new() };
    let mut files = BTreeMap::new();
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files.extend(tree(&path));
        } else {
            files.insert(path.clone(), std::fs::read(&path).unwrap());
        }
    }
    files
}

#[test]
fn generate_writes_the_files_of_a_setup_and_the_same_bytes_again() {
    let folder = Folder::new("generate");
    let out = folder.0.join("deep/federation");
    let setup = folder.file("setup.json", &filled_in());
    let run = || keyless(&["generate", &setup, "--out", &out.display().to_string()], "");
    let first = run();
    assert_eq!(first.status, 0, "{first:?}");
    let written = tree(&out);
    for path in ["claude/issuer.json", "claude/rule.json", "claude/setup.sh", "RUNBOOK.md"] {
        assert!(written.contains_key(&out.join(path)), "{path}: {:?}", written.keys());
        assert!(first.output.contains(path), "{path} is told: {first:?}");
    }
    assert!(first.errors.contains("still to fill in: fdrl_REPLACE_ME"), "{first:?}");
    for path in written.keys() {
        let mode = std::fs::metadata(path).unwrap().permissions().mode();
        let script = path.extension().is_some_and(|e| e == "sh");
        assert_eq!(mode & 0o100 != 0, script, "{}: scripts alone can be run", path.display());
    }
    let again = run();
    assert_eq!((again.status, tree(&out)), (0, written), "{again:?}");
}

#[test]
fn the_setups_of_the_help_can_be_generated() {
    let folder = Folder::new("examples");
    let help = keyless(&["generate", "--help"], "").output;
    let (_, examples) = help.split_once("its answers:").unwrap();
    let (examples, _) = examples.split_once("Exit status").unwrap();
    let setups: Vec<Value> =
        serde_json::Deserializer::from_str(examples).into_iter().collect::<Result<_, _>>().unwrap();
    assert_eq!(setups.len(), 2);
    for (number, setup) in setups.iter().enumerate() {
        let out = folder.0.join(number.to_string());
        let answer = keyless(&["generate", "-", "--out", &out.display().to_string()], &setup.to_string());
        assert_eq!(answer.status, 0, "{setup}: {answer:?}");
        assert!(out.join("claude/setup.sh").exists(), "{setup}");
    }
}

#[test]
fn generate_writes_over_nothing_that_differs_unless_it_is_told_to() {
    let folder = Folder::new("differs");
    let out = folder.0.join("out");
    let arguments = ["generate", "-", "--out", &out.display().to_string()];
    assert_eq!(keyless(&arguments, &filled_in()).status, 0);
    let written = tree(&out);
    // The first file that is written and the last: nothing may change before the last was looked at.
    std::fs::remove_file(out.join("claude/issuer.json")).unwrap();
    std::fs::write(out.join("RUNBOOK.md"), "mine").unwrap();
    let before = tree(&out);
    let refused = keyless(&arguments, &filled_in());
    assert_eq!((refused.status, tree(&out)), (2, before), "{refused:?}");
    assert!(refused.errors.contains("RUNBOOK.md") && refused.errors.contains("--force"), "{refused:?}");
    let forced = keyless(&[&arguments[..], &["--force"]].concat(), &filled_in());
    assert_eq!((forced.status, tree(&out)), (0, written), "{forced:?}");
}

#[test]
fn generate_writes_nothing_of_a_setup_that_is_of_no_use() {
    let folder = Folder::new("useless");
    let later = json!({"keyless_setup": 99, "workload": {}}).to_string();
    let platform = json!({"keyless_setup": 1, "workload": {"provider": "abacus"}}).to_string();
    let table = [
        ("", 2, "cannot be read", "nothing"),
        ("{\"keyless_setup\":", 2, "line 1", "cut"),
        ("{\"name\": \"x\"}", 2, "keyless_setup", "no setup"),
        (&later, 2, "later release", "a setup of a later release"),
        ("{\"keyless_setup\": 1}", 2, "provider", "no provider"),
        (&platform, 2, "provider", "a provider that nobody knows"),
        (&setup(&json!({})), 1, "nothing was written", "a form without answers makes no rule"),
    ];
    for (text, status, message, why) in table {
        let out = folder.0.join("out");
        let answer = keyless(&["generate", "-", "--out", &out.display().to_string()], text);
        assert_eq!(answer.status, status, "{why}: {answer:?}");
        assert!(answer.errors.contains(message), "{why}: {answer:?}");
        assert!(!out.exists() && answer.output.is_empty(), "{why}: {answer:?}");
    }
    let file = folder.file("file", "");
    let answer = keyless(&["generate", "-", "--out", &file], &filled_in());
    assert_eq!(answer.status, 2, "a file stands where the folder should be: {answer:?}");
    assert_eq!(keyless(&["generate", "-"], &filled_in()).status, 2, "no folder is named");
}

#[test]
fn check_tells_what_is_wrong_with_a_rule_under_the_name_of_its_file() {
    let folder = Folder::new("refused");
    let short = rule("repo:acme/site:*").replace("600", "6");
    let path = folder.file("rule.json", &short);
    let answer = keyless(&["check", "--rule", &path, "--now", "1790000000"], &mint::unsigned(&claims()));
    assert_eq!(answer.status, 3, "it is judged all the same: {answer:?}");
    assert!(answer.errors.contains("rule.json: rule.token_lifetime_seconds: "), "{answer:?}");
}

#[test]
fn check_tells_what_is_wrong_with_an_issuer_and_repeats_no_private_key() {
    let folder = Folder::new("issuers");
    let path = folder.file("rule.json", &rule("repo:acme/site:*"));
    let url = "https://token.actions.githubusercontent.com";
    let table = [
        (
            json!({"name": "i", "issuer_url": url, "max_jwt_lifetime_seconds": 0}),
            "issuer.max_jwt_lifetime_seconds: ",
        ),
        (json!({"name": "i", "issuer_url": url, "jwks_source": "discovery"}), "spelling before mid-2026"),
        (json!({"name": "i", "issuer_url": "https://10.0.0.1"}), "issuer.issuer_url: "),
        (
            json!({"name": "i", "issuer_url": url, "jwks": {"type": "inline", "keys": [{"kty": "RSA", "d": "canary"}]}}),
            "it is private or symmetric",
        ),
    ];
    for (issuer, told) in table {
        let issuer = folder.file("issuer.json", &issuer.to_string());
        let answer = keyless(&["check", "--rule", &path, "--issuer", &issuer], &mint::unsigned(&claims()));
        assert!(
            answer.errors.contains("issuer.json: ") && answer.errors.contains(told),
            "{told}: {answer:?}"
        );
        assert!(!answer.errors.contains("canary") && !answer.output.contains("canary"), "{told}: {answer:?}");
    }
}

const FEDERATION: &str = "PATH=/bin
ANTHROPIC_FEDERATION_RULE_ID=fdrl_1
ANTHROPIC_ORGANIZATION_ID=00000000-0000-4000-8000-000000000001
ANTHROPIC_IDENTITY_TOKEN_FILE=/var/run/token
";

#[test]
fn precedence_ends_with_1_when_a_static_key_wins_or_would_win() {
    let key = "ANTHROPIC_API_KEY=sk-ant-api03-canarycanarycanarycanary\n";
    let both = format!("{FEDERATION}{key}");
    let empty = format!("{FEDERATION}ANTHROPIC_API_KEY=\n");
    let broken = format!("{FEDERATION}ANTHROPIC_API_KEY=canary\ncanarycanarycanarycanarycanary\n");
    let lower = format!("{FEDERATION}CLAUDE_CODE_OAUTH_TOKEN=opaque-canarycanarycanary\n");
    let table = [
        (FEDERATION, "python", 0, "federation_env", "federation alone"),
        (key, "python", 1, "api_key", "a key alone"),
        (&both, "python", 1, "api_key", "a key above federation"),
        (&both, "claude-code", 1, "api_key", "as in Claude Code"),
        (&empty, "python", 0, "federation_env", "an empty key counts as unset here"),
        (&empty, "ruby", 1, "api_key", "and wins here"),
        (&broken, "python", 1, "error", "a key that breaks the header stands above federation"),
        (&lower, "python", 0, "federation_env", "a token that this client does not read"),
        (&lower, "claude-code", 1, "oauth_token", "and this one does"),
        ("PATH=/bin\nHOME=/root\n", "python", 0, "none", "nothing at all"),
    ];
    for (text, client, status, source, why) in table {
        let answer = keyless(&["precedence", "--client", client, "--json"], text);
        assert_eq!(answer.status, status, "{why}: {answer:?}");
        let told = answer.json();
        assert_eq!(told["clients"][client]["source"], source, "{why}: {told}");
        assert_eq!(told["clients"].as_object().unwrap().len(), 1, "{why}");
        assert!(!answer.output.contains("canarycanary") && !answer.errors.contains("canarycanary"), "{why}");
    }
}

#[test]
fn precedence_gives_findings_with_file_and_line_and_every_client() {
    let folder = Folder::new("precedence");
    let env = folder.file("env.txt", FEDERATION);
    let script =
        folder.file("run.sh", "# start\nexport ANTHROPIC_API_KEY='sk-ant-api03-canarycanarycanarycanary'\n");
    let answer = keyless(&["precedence", "--env", &env, &script, "-", "--json"], "unset ANTHROPIC_API_KEY\n");
    assert_eq!(answer.status, 0, "the last file takes the key away: {answer:?}");
    let told = answer.json();
    let key = json!({"file": script, "line": 2, "name": "ANTHROPIC_API_KEY", "kind": "api_key", "state": "set", "secret": "sk-ant-api03…nary"});
    assert_eq!(told["findings"][3], key, "{told}");
    assert_eq!(told["findings"][4]["state"], "unset", "{told}");
    assert_eq!(told["findings"].as_array().unwrap().len(), 5);
    assert_eq!(told["clients"].as_object().unwrap().len(), 10);
    let shown = keyless(&["precedence", &script], "");
    assert_eq!(shown.status, 1);
    assert!(shown.output.contains("sk-ant-api03…nary") && shown.output.contains("python"), "{shown:?}");
}

#[test]
fn precedence_says_first_what_is_the_case_and_then_what_to_remove() {
    let key = "ANTHROPIC_API_KEY=sk-ant-api03-canarycanarycanarycanary\n";
    let both = format!("{FEDERATION}{key}");
    let commented = format!("{FEDERATION}# {key}");
    let table: [(&str, &[&str], i32, &str, &str); 5] = [
        (&both, &[], 1, "Federation is configured, and nothing uses it\n", "$ unset ANTHROPIC_API_KEY"),
        (
            key,
            &[],
            1,
            "A key is used, and no federation is configured\n",
            "-ANTHROPIC_API_KEY=sk-ant-api03…nary",
        ),
        (FEDERATION, &[], 0, "Federation is used everywhere\n", "How to see that it worked"),
        (
            &commented,
            &["--client", "python"],
            0,
            "Federation is used everywhere\n",
            "-# ANTHROPIC_API_KEY=sk-ant-api03…nary",
        ),
        ("PATH=/bin\nHOME=/root\n", &[], 0, "Nothing here is a credential\n", "python"),
    ];
    for (text, arguments, status, first, part) in table {
        let folder = Folder::new("precedence-text");
        let file = folder.file(".env", text);
        let answer = keyless(&[&["precedence", file.as_str()], arguments].concat(), "");
        assert_eq!(answer.status, status, "{first}: {answer:?}");
        assert!(answer.output.starts_with(first), "{first}: {}", answer.output);
        assert!(answer.output.contains(part), "{part}: {}", answer.output);
        assert!(
            !answer.output.contains("canarycanary") && !answer.output.contains("=\"\""),
            "{}",
            answer.output
        );
    }
}

#[test]
fn precedence_tells_a_client_by_its_worst_place() {
    let folder = Folder::new("precedence-places");
    let safe = folder.file("env.txt", FEDERATION);
    let settings = folder
        .file("settings.json", "{\"env\": {\"ANTHROPIC_API_KEY\": \"sk-ant-api03-canarycanarycanary\"}}");
    let told = keyless(&["precedence", "--env", &safe, &settings, "--json"], "").json();
    assert_eq!(told["clients"]["python"]["source"], "federation_env", "{told}");
    assert_eq!(told["clients"]["claude-code"]["source"], "api_key", "{told}");
    let keys: Vec<&String> = told.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["findings", "clients"]);
}

#[test]
fn precedence_says_what_it_cannot_use() {
    let table: [(&[&str], &str, &str, &str); 4] = [
        (&["precedence"], "", "format", "nothing"),
        (&["precedence"], "hello there", "format", "prose"),
        (&["precedence", "/nowhere/.env"], "", "/nowhere/.env", "no such file"),
        (&["precedence", "--client", "cobol"], "A=b", "python", "no such client"),
    ];
    for (arguments, text, message, why) in table {
        let answer = keyless(arguments, text);
        assert_eq!(answer.status, 2, "{why}: {answer:?}");
        assert!(answer.errors.contains(message) && answer.output.is_empty(), "{why}: {answer:?}");
    }
    let long = "A=b\n".repeat(2_200_000);
    assert_eq!(keyless(&["precedence"], &long).status, 2, "longer than 8 MB");
    let noted = keyless(&["precedence"], "[Service]\nEnvironmentFile=/etc/x\n");
    assert!(noted.errors.contains("-:2: EnvironmentFile="), "{noted:?}");
}

#[test]
fn output_for_a_terminal_holds_no_control_characters() {
    let mut claims = claims();
    claims["sub"] = json!("\u{1b}[2J\u{7}repo");
    let answer = keyless(&["token"], &mint::unsigned(&claims));
    assert!(!answer.output.chars().any(|c| c.is_control() && c != '\n'), "{answer:?}");
}

#[test]
fn help_has_examples_and_exit_statuses() {
    for command in ["token", "check", "condition", "generate", "precedence"] {
        let answer = keyless(&[command, "--help"], "");
        assert_eq!(answer.status, 0);
        assert!(answer.output.contains("Examples:") && answer.output.contains("Exit status:"), "{command}");
    }
}

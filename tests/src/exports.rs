//! Exports read back by the tools that they are meant for.
//!
//! Whatever is not as it should be panics: that is how a test learns of it.
#![allow(clippy::missing_panics_doc)]

use crate::parsers;
use keyless_core::export::{self, Artifact, Language};
use keyless_core::providers;
use keyless_core::setup::Setup;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A setup for GitHub Actions with every answer that a file uses, and every id.
pub fn github(scenario: &str) -> Setup {
    let answers = [
        ("host", "github.com"),
        ("owner", "acme"),
        ("repository", "api"),
        ("owner_id", "123456"),
        ("repository_id", "456789"),
        ("scenario", scenario),
        ("branch", "main"),
        ("tag", "v*"),
        ("environment", "production"),
        ("workflow", "deploy.yml"),
        ("runner", "github-hosted"),
    ];
    everything_known("github-actions", "deploy bot", &answers)
}

/// A setup for Kubernetes with every answer that a file uses, and every id.
pub fn kubernetes() -> Setup {
    let answers = [
        ("cluster", "self-managed"),
        ("issuer_url", "https://kubernetes.default.svc.cluster.local"),
        ("jwks", r#"{"keys":[{"kty":"RSA","kid":"k1","alg":"RS256","use":"sig","n":"0vx7","e":"AQAB"}]}"#),
        ("namespace", "inference"),
        ("service_account", "inference-worker"),
        ("service_account_uid", "00000000-0000-4000-8000-0000000000a1"),
        ("workload", "worker"),
        ("image", "registry.example/worker:1"),
    ];
    everything_known("kubernetes", "inference worker", &answers)
}

fn everything_known(provider: &str, name: &str, answers: &[(&str, &str)]) -> Setup {
    let mut setup = Setup::for_provider(providers::find(provider).unwrap());
    for (field, value) in answers {
        setup.answer(field, value);
    }
    name.clone_into(&mut setup.workload.name);
    "00000000-0000-4000-8000-0000000000e1".clone_into(&mut setup.organization_id);
    "fdrl_01AAAA".clone_into(&mut setup.rule.id);
    "svac_01BBBB".clone_into(&mut setup.account.id);
    "fdis_01CCCC".clone_into(&mut setup.issuer.id);
    setup.rule.workspace_ids = vec!["wrkspc_01DDDD".to_owned()];
    setup
}

/// The same with nothing made at Claude yet: no ids, but for those that are typed in.
pub fn nothing_made(mut setup: Setup) -> Setup {
    setup.rule.id.clear();
    setup.account.id.clear();
    setup.issuer.id.clear();
    setup
}

/// The files of a setup by path.
pub fn files(setup: &Setup) -> BTreeMap<String, Artifact> {
    export::artifacts(setup).into_iter().map(|file| (file.path.clone(), file)).collect()
}

/// Compares files with those of a folder, both ways; with `UPDATE=1` in the environment, writes them instead.
pub fn golden(folder: &Path, files: &BTreeMap<String, Artifact>) {
    if std::env::var_os("UPDATE").is_some_and(|v| v == "1") {
        // Only what an earlier run wrote can stand here.
        let _ = std::fs::remove_dir_all(folder);
        for file in files.values() {
            let path = folder.join(&file.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &file.body).unwrap();
        }
    }
    let stored = tree(folder);
    let paths: Vec<_> = files.keys().collect();
    assert_eq!(stored.keys().collect::<Vec<_>>(), paths, "{}: run with UPDATE=1", folder.display());
    for (path, file) in files {
        let (found, expected) = (file.body.lines(), stored[path].lines());
        let differs = found.clone().zip(expected.clone()).position(|(found, expected)| found != expected);
        let line = differs.unwrap_or_else(|| found.clone().count().min(expected.clone().count()));
        assert!(
            stored[path] == file.body,
            "{}/{path}, line {}: {:?} instead of {:?}; run with UPDATE=1 and read the change",
            folder.display(),
            line + 1,
            found.clone().nth(line),
            expected.clone().nth(line)
        );
    }
}

/// The files of a folder by their paths in it.
pub fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    read_tree(folder, folder, &mut files);
    files
}

fn read_tree(root: &Path, folder: &Path, into: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_tree(root, &path, into);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            into.insert(name, std::fs::read_to_string(path).unwrap());
        }
    }
}

/// The documents of a YAML text, as a parser of YAML 1.2 sees them.
pub fn yaml(text: &str) -> Vec<Value> {
    serde_saphyr::from_multiple(text).unwrap_or_else(|problem| panic!("{problem}\n{text}"))
}

/// What GitHub Actions would make of a value: `${{ '…' }}` is a text; anything else within `${{ }}` fails, because typed
/// text must never be evaluated.
pub fn evaluated(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some((before, expression)) = rest.split_once("${{") {
        out.push_str(before);
        let literal = expression.trim_start().strip_prefix('\'').expect("only a literal may be evaluated");
        let (text, after) = literal.split_once('\'').expect("the literal ends");
        out.push_str(text);
        rest = after.trim_start().strip_prefix("}}").expect("nothing but the literal is evaluated");
    }
    out + rest
}

/// What Kubernetes would make of the value of a container's variable, in which no `$(NAME)` may be left to replace.
pub fn unexpanded(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        if c == '$' {
            assert_eq!(chars.next(), Some('$'), "{value:?} has a dollar sign that is not doubled");
        }
        out.push(c);
    }
    out
}

/// The variables that bash has after reading an environment file.
pub fn sourced(file: &str) -> BTreeMap<String, String> {
    let script = format!("set -a\n{file}\nexec env -0");
    let mut bash = Command::new("bash");
    bash.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).arg("-c").arg(script);
    let output = bash.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout)
        .unwrap()
        .split_terminator('\0')
        .filter_map(|line| line.split_once('='))
        .filter(|(name, _)| name.starts_with("ANTHROPIC_"))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// Passes when `bash -n` and shellcheck have nothing to say.
pub fn script_is_sound(script: &str) {
    tool("bash", "bash", &["-n"], script);
    tool("shellcheck", "shellcheck", &["--shell=bash", "--norc", "-"], script);
}

/// Passes when Python itself can read a program.
pub fn python_is_sound(program: &str) {
    tool("python3", "python3", &["-c", "import ast, sys; ast.parse(sys.stdin.read())"], program);
}

fn tool(name: &str, package: &str, arguments: &[&str], input: &str) {
    let output = piped(Command::new(name).args(arguments), input, name, package);
    assert!(
        output.status.success(),
        "{name}: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

fn piped(command: &mut Command, input: &str, name: &str, package: &str) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|_| panic!("{name} is missing; install it with: apt-get install -y {package}"));
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || {
        // A program that stops early closes its end; its answer tells why.
        let _ = stdin.write_all(input.as_bytes());
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

/// Passes when a file is what it says it is, for the parser of its language.
pub fn parses(file: &Artifact) {
    match file.language {
        Language::Json => drop(serde_json::from_str::<Value>(&file.body).unwrap()),
        Language::Yaml => drop(yaml(&file.body)),
        Language::Shell => tool("bash", "bash", &["-n"], &file.body),
        Language::Dotenv => drop(sourced(&file.body)),
        Language::Markdown => assert!(no_html(&file.body), "{}", file.body),
        Language::Hcl => drop(hcl::parse(&file.body).unwrap_or_else(|e| panic!("{e}\n{}", file.body))),
        Language::Toml => drop(toml::from_str::<Value>(&file.body).unwrap_or_else(|e| panic!("{e}"))),
        Language::Groovy => assert!(groovy_is_closed(&file.body), "{}", file.body),
        Language::Dockerfile => drop(parsers::dockerfile(&file.body).unwrap_or_else(|e| panic!("{e}"))),
        language => drop(
            parsers::string_literals(language, &file.body)
                .unwrap_or_else(|e| panic!("{}: {e}\n{}", file.path, file.body)),
        ),
    }
}

/// Whether every string and bracket of a Groovy text is closed; strings are those in single quotes, on one line each.
pub fn groovy_is_closed(text: &str) -> bool {
    let mut open = Vec::new();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).all(|line| {
        let (mut in_string, mut escaped) = (false, false);
        for c in line.chars() {
            match c {
                _ if escaped => escaped = false,
                '\\' if in_string => escaped = true,
                '\'' => in_string = !in_string,
                _ if in_string => {}
                '(' | '[' | '{' => open.push(c),
                ')' | ']' | '}' => {
                    let expected = match c {
                        ')' => '(',
                        ']' => '[',
                        _ => '{',
                    };
                    if open.pop() != Some(expected) {
                        return false;
                    }
                }
                _ => {}
            }
        }
        !in_string
    }) && open.is_empty()
}

/// Whether a Markdown text has no HTML in it.
pub fn no_html(markdown: &str) -> bool {
    use pulldown_cmark::Event;
    events(markdown).iter().all(|event| !matches!(event, Event::Html(_) | Event::InlineHtml(_)))
}

/// A Markdown text as a parser of CommonMark sees it, with every extension that GitHub has.
pub fn events(markdown: &str) -> Vec<pulldown_cmark::Event<'_>> {
    use pulldown_cmark::{Options, Parser};
    let options = Options::ENABLE_GFM
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH;
    Parser::new_ext(markdown, options).collect()
}

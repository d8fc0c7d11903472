//! Programs that call Claude: whatever the source of the token, they parse, and what was typed arrives as data.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::export::{self, Artifact, Language};
use keyless_core::providers::{HttpSource, TokenSource};
use keyless_core::quote::Syntax;
use keyless_core::setup::Setup;
use keyless_tests::exports::{github, python_is_sound, script_is_sound};
use keyless_tests::hostile::{HOSTILE, hostile};
use keyless_tests::parsers::{dockerfile, string_literals};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

const HTTP: HttpSource = HttpSource {
    method: "GET",
    url: "{$REQUEST_URL}",
    query: &[("audience", "{audience}"), ("resource", "{owner}/{$PART}")],
    headers: &[("Authorization", "bearer {$REQUEST_TOKEN}"), ("Metadata-Flavor", "{owner}")],
    member: Some("value"),
};

/// Every shape that a source can have.
const SOURCES: [(&str, TokenSource); 7] = [
    ("a file", TokenSource::File),
    ("a variable", TokenSource::Variable("JOB_TOKEN")),
    ("one word", TokenSource::Program(&["agent"])),
    ("words", TokenSource::Program(&["agent", "--audience", "{audience}", "{owner}-{$PART}"])),
    ("an address", TokenSource::Http(HTTP)),
    ("a bare address", TokenSource::Http(HttpSource { query: &[], headers: &[], member: None, ..HTTP })),
    (
        "an address to post to",
        TokenSource::Http(HttpSource { method: "POST", url: "https://{owner}/token", member: None, ..HTTP }),
    ),
];

proptest! {
    #[test]
    fn a_literal_is_read_back_in_every_language(text in "(?s:[\"'\\\\$#%{}@!<nurbtx0-9\r\n\t\0\u{1b}\u{85}\u{2028}é🦀]|.){0,12}") {
        let table = [
            (Language::Python, Syntax::Python, "x = ", "\n"),
            (Language::TypeScript, Syntax::TypeScript, "const x = ", ";\n"),
            (Language::Go, Syntax::Go, "package main\nconst x = ", "\n"),
            (Language::Java, Syntax::Java, "class A { String x = ", "; }\n"),
            (Language::CSharp, Syntax::CSharp, "var x = ", ";\n"),
            (Language::Php, Syntax::Php, "<?php\n$x = ", ";\n"),
            (Language::Ruby, Syntax::Ruby, "x = ", "\n"),
        ];
        for (language, syntax, before, after) in table {
            let program = format!("{before}{}{after}", syntax.value(&text));
            prop_assert_eq!(string_literals(language, &program), Ok(vec![text.clone()]), "{}", program);
        }
        let terraform = format!("x = {}\n", Syntax::Hcl.value(&text));
        let read: BTreeMap<String, String> = hcl::from_str(&terraform).unwrap();
        prop_assert_eq!(&read["x"], &text, "{}", terraform);
        let image = dockerfile(&format!("ENV X={}\n", Syntax::Dockerfile.value(&text))).unwrap();
        prop_assert_eq!(&image[0].1, &text.replace(['\n', '\r', '\0'], "\u{fffd}"));
    }
}

fn programs(setup: &Setup, source: TokenSource) -> BTreeMap<String, Artifact> {
    export::programs(setup, source).into_iter().map(|file| (file.path.clone(), file)).collect()
}

#[test]
fn every_program_parses_whatever_the_source() {
    let setup = github("branch");
    for (name, source) in SOURCES {
        let programs = programs(&setup, source);
        assert_eq!(programs.len(), 8, "{name}");
        for (path, file) in programs {
            assert!(!file.body.contains(['⟦', '⟧']), "{name}, {path}: every hole is filled\n{}", file.body);
            assert!(!file.body.contains("\n\n\n\n"), "{name}, {path}: no gap is left\n{}", file.body);
            assert!(file.body.ends_with('\n') && !file.body.ends_with("\n\n"), "{name}, {path}");
            match file.language {
                Language::Shell => script_is_sound(&file.body),
                language => {
                    let literals = string_literals(language, &file.body).expect(&path);
                    for id in ["fdrl_01AAAA", "svac_01BBBB", "wrkspc_01DDDD"] {
                        assert!(literals.iter().any(|l| l == id), "{name}, {path}: {id}");
                    }
                }
            }
            if file.language == Language::Python {
                python_is_sound(&file.body);
            }
        }
    }
}

#[test]
fn a_source_is_written_as_the_language_asks() {
    let setup = github("branch");
    let table = [
        ("code/claude.py", "\"acme/\" + variable(\"PART\")"),
        ("code/claude.ts", "url.searchParams.append(\"resource\", \"acme/\" + variable(\"PART\"));"),
        ("code/claude.go", "query.Add(\"resource\", \"acme/\"+variable(\"PART\"))"),
        ("code/Claude.java", "encoded(\"resource\", \"acme/\" + variable(\"PART\"))"),
        ("code/Claude.cs", "Uri.EscapeDataString(\"acme/\" + Read.Variable(\"PART\"))"),
        ("code/claude.php", "[\"resource\", \"acme/\".variable('PART')],"),
        ("code/claude.rb", "[\"resource\", \"acme/\" + variable(\"PART\")],"),
        ("code/claude.sh", "--data-urlencode 'resource=acme/'\"${PART:?is not set}\" \\"),
    ];
    let programs = programs(&setup, TokenSource::Http(HTTP));
    for (path, expected) in table {
        assert!(programs[path].body.contains(expected), "{path}\n{}", programs[path].body);
    }
}

#[test]
fn typed_text_arrives_as_data_in_every_program() {
    for text in HOSTILE {
        let (setup, _) = hostile(&github("branch"), |_| (*text).to_owned());
        for source in [
            TokenSource::Program(&["printf", "%s", "{audience}"]),
            TokenSource::Http(HttpSource { query: &[("audience", "{audience}")], ..HTTP }),
        ] {
            for (path, file) in programs(&setup, source) {
                if file.language == Language::Shell {
                    if let TokenSource::Program(_) = source {
                        assert_eq!(asked_for(&file.body), text.replace('\0', "\u{fffd}"), "{path}");
                    }
                    continue;
                }
                let literals = string_literals(file.language, &file.body)
                    .unwrap_or_else(|e| panic!("{path}, {text:?}: {e}\n{}", file.body));
                let found = literals.iter().filter(|l| l == text).count();
                assert!(found >= 5, "{path}: four ids and the audience are {text:?}\n{}", file.body);
            }
        }
    }
    assert!(!Path::new("pwned").exists());
}

/// What the function of the shell program prints.
fn asked_for(script: &str) -> String {
    let (head, _) = script.split_once("# The tokens go").unwrap();
    let output = Command::new("bash").env_clear().arg("-c").arg(format!("{head}\nidentity_token")).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_workspace_that_is_not_named_stays_out() {
    let mut setup = github("branch");
    setup.rule.workspace_ids.clear();
    for (path, file) in programs(&setup, TokenSource::File) {
        let body = file.body.to_lowercase();
        assert!(!body.contains("workspace_id") && !body.contains("workspaceid"), "{path}");
    }
}

type Variables<'a> = &'a [(&'a str, &'a str)];

/// Runs the shell program with a `curl` that notes its arguments and what it reads.
fn run(program: &Artifact, folder: &Path, variables: Variables<'_>) -> Output {
    let curl = folder.join("curl");
    let fake = "#!/bin/bash\nn=$$\nprintf '%s\\n' \"$@\" > \"$NOTES/$n.arguments\"\n\
                [[ -p /dev/stdin ]] && cat > \"$NOTES/$n.input\"\ncase \"$*\" in\n\
                */v1/oauth/token*) echo '{\"access_token\": \"minted-token\"}' ;;\n\
                */v1/models*) echo '{\"data\": [{\"id\": \"a-model\"}]}' ;;\n\
                *) echo '{\"value\": \"identity-token\"}' ;;\nesac\n";
    fs::write(&curl, fake).unwrap();
    fs::set_permissions(&curl, fs::Permissions::from_mode(0o755)).unwrap();
    let notes = folder.join("notes");
    fs::create_dir_all(&notes).unwrap();
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    let script = folder.join("claude.sh");
    fs::write(&script, &program.body).unwrap();
    let mut bash = Command::new("bash");
    bash.env_clear().env("PATH", path).env("NOTES", &notes).envs(variables.iter().copied());
    bash.arg(script).output().unwrap()
}

#[test]
fn the_shell_program_shows_no_token_to_a_list_of_processes() {
    let folder = tempfile::tempdir().unwrap();
    let program = &programs(&github("branch"), TokenSource::Http(HTTP))["code/claude.sh"];
    let variables =
        [("REQUEST_URL", "https://token.example/?v=1"), ("REQUEST_TOKEN", "request-token"), ("PART", "api")];
    let output = run(program, folder.path(), &variables);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "Federation works: Claude answered with a-model\n");
    let read = |name: &str| fs::read_to_string(folder.path().join("notes").join(name)).unwrap();
    let mut arguments = String::new();
    let mut inputs = Vec::new();
    for entry in fs::read_dir(folder.path().join("notes")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".arguments") { arguments += &read(&name) } else { inputs.push(read(&name)) }
    }
    for secret in ["request-token", "identity-token", "minted-token"] {
        assert!(!arguments.contains(secret), "{secret} is in an argument:\n{arguments}");
        assert!(inputs.iter().any(|input| input.contains(secret)), "{secret} travels through a pipe");
    }
    assert!(arguments.contains("\nresource=acme/api\n"), "{arguments}");
    let body: Value = inputs.iter().find_map(|input| serde_json::from_str(input).ok()).unwrap();
    assert_eq!(
        body,
        json!({
            "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "assertion": "identity-token",
            "federation_rule_id": "fdrl_01AAAA",
            "organization_id": "00000000-0000-4000-8000-0000000000e1",
            "workspace_id": "wrkspc_01DDDD",
            "service_account_id": "svac_01BBBB",
        })
    );
}

#[test]
fn the_shell_program_does_nothing_beside_a_key_or_without_its_variables() {
    let program = &programs(&github("branch"), TokenSource::Variable("JOB_TOKEN"))["code/claude.sh"];
    let table: [(Variables<'_>, &str, &str); 3] = [
        (&[("JOB_TOKEN", "x"), ("ANTHROPIC_API_KEY", "")], "ANTHROPIC_API_KEY is set", "even an empty one"),
        (&[("JOB_TOKEN", "x"), ("ANTHROPIC_AUTH_TOKEN", "y")], "ANTHROPIC_AUTH_TOKEN is set", "the other"),
        (&[], "JOB_TOKEN: is not set", "no token"),
    ];
    for (variables, message, why) in table {
        let folder = tempfile::tempdir().unwrap();
        let output = run(program, folder.path(), variables);
        assert!(!output.status.success(), "{why}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(message), "{why}: {said}");
    }
}

#[test]
fn every_program_names_both_variables_that_outrank_federation() {
    for (path, file) in programs(&github("branch"), TokenSource::File) {
        for name in ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"] {
            assert!(file.body.contains(name), "{path}");
        }
        assert!(file.body.contains("is set and outranks federation"), "{path}");
    }
}

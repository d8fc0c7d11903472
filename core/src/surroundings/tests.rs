//! Every reader, one row per reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use Kind::ApiKey as Key;
use State::{Commented, Empty, Placeholder, Reference, Set, Unset};

/// Rows of file, text, and what is found: line, kind, state.
pub(super) type Row = (&'static str, &'static str, &'static [(usize, Kind, State)], &'static str);

pub(super) fn check(rows: &[Row]) {
    for (file, text, expected, why) in rows {
        let reading = read(file, text).unwrap();
        let found: Vec<(usize, Kind, State)> =
            reading.findings.iter().map(|f| (f.line, f.kind, f.state)).collect();
        assert_eq!(found, *expected, "{why}: {reading:?}");
    }
}

#[test]
fn shells_are_read() {
    check(&[
        ("a.sh", "export ANTHROPIC_API_KEY=abc", &[(1, Key, Set)], "exported"),
        ("a.sh", "\nANTHROPIC_API_KEY='a b' python x.py", &[(2, Key, Set)], "in front of a command"),
        ("a.sh", "export ANTHROPIC_API_KEY=", &[(1, Key, Empty)], "nothing is not unset"),
        ("a.sh", "export ANTHROPIC_API_KEY=\"\"", &[(1, Key, Empty)], "quoted nothing"),
        ("a.sh", "unset X ANTHROPIC_API_KEY", &[(1, Key, Unset)], "taken away"),
        ("a.sh", "env -u ANTHROPIC_API_KEY run", &[(1, Key, Unset)], "taken away for a command"),
        ("a.sh", "# export ANTHROPIC_API_KEY=abc", &[(1, Key, Commented)], "in a comment"),
        ("a.sh", "echo x#ANTHROPIC_API_KEY=abc", &[], "no comment and no assignment"),
        (
            "a.sh",
            "a <<< x\nenv -u ANTHROPIC_API_KEY x",
            &[(2, Key, Unset)],
            "a text put in begins no document",
        ),
        ("a.sh", "export ANTHROPIC_API_KEY=$OTHER", &[(1, Key, Reference)], "another variable"),
        ("a.sh", "export ANTHROPIC_API_KEY=\"$(pass show k)\"", &[(1, Key, Reference)], "a command"),
        ("a.sh", "export ANTHROPIC_API_KEY='$OTHER'", &[(1, Key, Set)], "single quotes expand nothing"),
        ("a.sh", "export ANTHROPIC_API_KEY=${A:-abcdef}", &[(1, Key, Set)], "a default is a value"),
        ("a.sh", "export ANTHROPIC_API_KEY='<your-key>'", &[(1, Key, Placeholder)], "angle brackets"),
        ("a.sh", "export ANTHROPIC_API_KEY=REPLACE_ME", &[(1, Key, Placeholder)], "to be replaced"),
        ("a.sh", "a \\\n ANTHROPIC_API_KEY=x", &[(2, Key, Set)], "a continued line"),
        ("a.sh", "echo 'it\nANTHROPIC_API_KEY=x", &[(2, Key, Set)], "a quote that never ends"),
        (
            "a.sh",
            "cat > .env <<EOF\nit's\nANTHROPIC_API_KEY=x\nEOF\nunset ANTHROPIC_API_KEY",
            &[(3, Key, Set), (5, Key, Unset)],
            "a here-document",
        ),
        ("a.sh", "a <<< \"$B\"\nunset ANTHROPIC_API_KEY", &[(2, Key, Unset)], "a text as input"),
        ("-", "declare -x ANTHROPIC_API_KEY=\"abc\"", &[(1, Key, Set)], "export -p"),
        (
            "a.sh",
            "curl -H \"x-api-key: sk-ant-api03-abcdefghijklmnop\"",
            &[(1, Key, Set)],
            "a key without a name",
        ),
        ("a.sh", "MINE=sk-ant-api03-abcdefghijklmnop", &[(1, Key, Set)], "a key under another name"),
    ]);
}

#[test]
fn files_of_variables_are_read() {
    check(&[
        (".env", "ANTHROPIC_API_KEY=abc # old", &[(1, Key, Set)], "with a comment"),
        (".env", "ANTHROPIC_API_KEY=\n", &[(1, Key, Empty)], "empty"),
        (".env", "ANTHROPIC_API_KEY=   # fill in", &[(1, Key, Empty)], "empty with a comment"),
        (".env", "#ANTHROPIC_API_KEY=abc", &[(1, Key, Commented)], "commented"),
        (".env", "A='x\ny'\nANTHROPIC_API_KEY=${K}", &[(3, Key, Reference)], "after a value of two lines"),
        (".env.example", "ANTHROPIC_API_KEY=sk-ant-...", &[(1, Key, Placeholder)], "dots"),
        ("-", "PATH=/bin\nANTHROPIC_API_KEY=$x", &[(2, Key, Set)], "a process has values, not references"),
        ("-", "PATH=/bin\nANTHROPIC_API_KEY=", &[(2, Key, Empty)], "empty in a process"),
    ]);
}

#[test]
fn powershell_and_fish_are_read() {
    check(&[
        ("a.ps1", "$env:ANTHROPIC_API_KEY = \"abc\"", &[(1, Key, Set)], "assigned"),
        ("a.ps1", "$Env:anthropic_api_key='a'", &[(1, Key, Set)], "names have no case"),
        ("a.ps1", "$env:ANTHROPIC_API_KEY = $null", &[(1, Key, Unset)], "null takes away"),
        ("a.ps1", "$env:ANTHROPIC_API_KEY = $key", &[(1, Key, Reference)], "another variable"),
        ("a.ps1", "$env:ANTHROPIC_API_KEY = (Get-Secret k)", &[(1, Key, Reference)], "a command"),
        ("a.ps1", "Remove-Item Env:\\ANTHROPIC_API_KEY", &[(1, Key, Unset)], "removed"),
        ("a.ps1", "# $env:ANTHROPIC_API_KEY = 'a'", &[(1, Key, Commented)], "commented"),
        (
            "a.ps1",
            "[Environment]::SetEnvironmentVariable('ANTHROPIC_API_KEY', 'a', 'User')",
            &[(1, Key, Set)],
            "by a call",
        ),
        ("a.fish", "set -gx ANTHROPIC_API_KEY abc", &[(1, Key, Set)], "exported"),
        ("a.fish", "set -e ANTHROPIC_API_KEY", &[(1, Key, Unset)], "erased"),
        ("a.fish", "set -x ANTHROPIC_API_KEY (pass k)", &[(1, Key, Reference)], "a command's output"),
        ("a.fish", "# set -x ANTHROPIC_API_KEY abc", &[(1, Key, Commented)], "commented"),
    ]);
}

#[test]
fn images_units_and_properties_are_read() {
    check(&[
        ("Dockerfile", "FROM a\nENV ANTHROPIC_API_KEY=a B=c", &[(2, Key, Set)], "with an equals sign"),
        ("Dockerfile", "ENV ANTHROPIC_API_KEY a b", &[(1, Key, Set)], "the old form"),
        (
            "Dockerfile",
            "ENV A=b \\\n# c\n  ANTHROPIC_API_KEY=a",
            &[(3, Key, Set)],
            "continued past a comment",
        ),
        ("Dockerfile", "ARG ANTHROPIC_API_KEY", &[(1, Key, Reference)], "comes with the build"),
        ("Dockerfile", "ENV ANTHROPIC_API_KEY=", &[(1, Key, Empty)], "empty"),
        ("Dockerfile", "RUN ANTHROPIC_API_KEY=a make", &[(1, Key, Set)], "for one command"),
        ("a.service", "[Service]\nEnvironment=\"ANTHROPIC_API_KEY=a b\"", &[(2, Key, Set)], "quoted"),
        (
            "a.service",
            "Environment=ANTHROPIC_API_KEY=a\nEnvironment=",
            &[(1, Key, Set), (2, Key, Unset)],
            "reset",
        ),
        ("a.service", "UnsetEnvironment=ANTHROPIC_API_KEY", &[(1, Key, Unset)], "unset"),
        ("a.properties", "anthropic.apiKey = abc", &[(1, Key, Set)], "the client's own"),
        ("a.properties", "! anthropic.apiKey=abc", &[(1, Key, Commented)], "commented"),
        ("a.properties", "a.b=\\\n  c\nanthropic.apiKey:${K}", &[(3, Key, Reference)], "a reference"),
    ]);
}

#[test]
fn json_is_read_with_lines() {
    let profile = r#"{
  "authentication": {
    "type": "oidc_federation",
    "federation_rule_id": "fdrl_1"
  },
  "organization_id": "o"
}"#;
    check(&[(
        "configs/a.json",
        profile,
        &[(4, Kind::FederationRuleId, Set), (6, Kind::OrganizationId, Set)],
        "a profile",
    )]);
    check(&[
        (
            "x.json",
            "{\"access_token\":\"a\",\n\"expires_at\":1}",
            &[(1, Kind::OauthToken, Set)],
            "credentials",
        ),
        ("settings.json", "{\"apiKeyHelper\":\n\"x\"}", &[(2, Kind::ApiKeyHelper, Set)], "a helper"),
        ("settings.json", "{\"env\":{\"ANTHROPIC_API_KEY\":\"\"}}", &[(1, Key, Empty)], "settings"),
        (
            "mcp.json",
            "{\"a\":[{\"env\":{\"ANTHROPIC_API_KEY\":\"${K}\"}}]}",
            &[(1, Key, Reference)],
            "deep inside",
        ),
        (
            "x.json",
            "{\"a\":\n\"sk-ant-api03-abcdefghijklmnop\",",
            &[(2, Key, Set)],
            "no JSON, and a key in it",
        ),
    ]);
}

#[test]
fn what_is_not_understood_is_said_with_its_line() {
    let rows = [
        ("a.service", "[Service]\nEnvironmentFile=/etc/x", 2, "another file"),
        ("a.sh", "\necho \"a", 2, "a quote"),
        (".env", "A=b\nnonsense", 2, "no assignment"),
        ("Dockerfile", "FROM a\nNONSENSE b", 2, "no instruction"),
        ("x.json", "{\n\"a\":", 2, "no JSON"),
        ("-", "hello there", 1, "no known format"),
    ];
    for (file, text, line, why) in rows {
        let lines: Vec<usize> = read(file, text).unwrap().unread.iter().map(|unread| unread.line).collect();
        assert_eq!(lines, [line], "{why}");
    }
    let prose = read("a.sh", "cat > prompt <<EOF\nSay what changed.\nEOF").unwrap();
    assert!(prose.unread.is_empty(), "prose in a here-document");
    assert!(read("-", &"a".repeat(LONGEST + 1)).is_none(), "too long");
}

#[test]
fn a_format_is_known_by_name_and_by_shape() {
    let rows = [
        ("-", "PATH=/bin\nA=b c", Format::Env, "a process has a path"),
        ("-", "A=b\nC='d'", Format::Dotenv, "assignments alone"),
        ("-", "A=b run x", Format::Shell, "a command behind an assignment"),
        ("-", "#!/usr/bin/env fish\n", Format::Fish, "a first line"),
        ("-", "export A=b", Format::Shell, "export"),
        ("-", "set -gx A b", Format::Fish, "set -x"),
        ("-", "set -euo pipefail\nexport A=b", Format::Shell, "set of a POSIX shell"),
        ("-", "$env:A = 'b'", Format::PowerShell, "$env:"),
        ("-", "# syntax\nFROM a\nENV A=b", Format::Dockerfile, "FROM"),
        ("-", "[Service]\nEnvironment=A=b", Format::Systemd, "a section"),
        ("-", "anthropic.apiKey=b", Format::Properties, "a property"),
        ("-", "{\"authentication\":{}}", Format::Profile, "a profile's field"),
        ("-", "{\"env\":{}}", Format::ClaudeSettings, "env as an object"),
        ("-", "{\"a\":1}", Format::Json, "any other object"),
        ("-", "", Format::Unknown, "nothing"),
        ("C:\\app\\Dockerfile", "", Format::Dockerfile, "a path of Windows"),
        ("app/.envrc", "A=b", Format::Shell, "direnv runs a shell"),
        ("docker-compose.prod.yml", "a: b", Format::Compose, "Compose's own name"),
        ("compose.yaml", "", Format::Compose, "its newer name"),
        ("stack.yml", "x: y\nservices:\n  web:\n    image: a", Format::Compose, "services by name"),
        ("app.yaml", "services:\n- name: web", Format::Yaml, "a list of services"),
        ("-", "# a\nservices:\n  web:\n    image: a", Format::Compose, "services by name, pasted"),
        ("a.yml", "---\napiVersion: v1\nkind: Pod", Format::Kubernetes, "a manifest"),
        (
            "-",
            "apiVersion: v1\ndata:\n  A: |\n    export B=c\nkind: Secret",
            Format::Kubernetes,
            "a manifest, pasted",
        ),
        ("k8s/kustomization.yaml", "resources: [a]", Format::Kubernetes, "Kustomize"),
        ("a.json", "{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}", Format::Kubernetes, "a manifest in JSON"),
        ("values.yaml", "env:\n  A: b", Format::Yaml, "values of a chart"),
        ("-", "env:\n  A: b\n", Format::Yaml, "keys and values, pasted"),
        ("-", "- name: A\n  value: b\n", Format::Yaml, "a list, pasted"),
        ("-", "Dear all: this\nis a letter", Format::Unknown, "a letter"),
        ("ci.yml", "run: |\n  export A=b", Format::Yaml, "a script in something else"),
    ];
    for (file, text, format, why) in rows {
        assert_eq!(read(file, text).unwrap().format, format, "{why}");
    }
}

/// Files by name, with their texts.
type Files<'a> = &'a [(&'a str, &'a str)];

#[test]
fn the_last_assignment_wins_in_the_order_of_the_files() {
    use crate::precedence::{CLAUDE_CODE, JAVA, PYTHON, Source, resolve};
    let key = "export ANTHROPIC_API_KEY=abc";
    let federation = "ANTHROPIC_FEDERATION_RULE_ID=fdrl_1\nANTHROPIC_ORGANIZATION_ID=00000000-0000-4000-8000-000000000001\n\
                      ANTHROPIC_IDENTITY_TOKEN_FILE=/var/run/token";
    let profile = r#"{"authentication":{"type":"oidc_federation","federation_rule_id":"fdrl_1",
        "identity_token":{"source":"file","path":"/t"}},"organization_id":"o"}"#;
    let rows: [(Files<'_>, _, Source, &str); 11] = [
        (&[("a.sh", key)], &PYTHON, Source::ApiKey, "a key"),
        (
            &[("a.sh", key), ("b.sh", "unset ANTHROPIC_API_KEY")],
            &PYTHON,
            Source::None,
            "unset by a later file",
        ),
        (
            &[("b.sh", "unset ANTHROPIC_API_KEY"), ("a.sh", key)],
            &PYTHON,
            Source::ApiKey,
            "set by a later file",
        ),
        (&[("a.sh", "# export ANTHROPIC_API_KEY=abc")], &PYTHON, Source::None, "a comment sets nothing"),
        (&[(".env", "ANTHROPIC_API_KEY=<your-key>")], &PYTHON, Source::None, "a placeholder is no key"),
        (&[("Dockerfile", "ARG ANTHROPIC_API_KEY=abc")], &PYTHON, Source::None, "an argument of the build"),
        (&[(".env", federation)], &PYTHON, Source::FederationEnv, "the token's file is taken to be there"),
        (&[("configs/default.json", profile)], &PYTHON, Source::ActiveProfile, "a profile in its folder"),
        (
            &[("s.json", "{\"env\":{\"ANTHROPIC_API_KEY\":\"a\"}}")],
            &PYTHON,
            Source::None,
            "settings of another tool",
        ),
        (&[("s.json", "{\"apiKeyHelper\":\"x\"}")], &CLAUDE_CODE, Source::ApiKeyHelper, "its own settings"),
        (&[("a.properties", "anthropic.apiKey=a")], &JAVA, Source::ApiKey, "its own properties"),
    ];
    for (files, client, source, why) in rows {
        let readings: Vec<Reading> = files.iter().map(|(file, text)| read(file, text).unwrap()).collect();
        let gathered = gather(&readings, 1_795_219_200);
        assert_eq!(resolve(client, gathered.at(0, client)).source, source, "{why}");
    }
}

#[test]
fn more_findings_than_anybody_reads_are_counted_and_not_told() {
    let text = "ANTHROPIC_API_KEY=a\n".repeat(20_000) + "ANTHROPIC_API_KEY=\n";
    for (file, text) in
        [(".env", text.clone()), ("Dockerfile", format!("CMD {}", text.replace('\n', " \\\n")))]
    {
        let reading = read(file, &text).unwrap();
        assert_eq!(reading.findings.len(), 10_000, "{file}");
        assert_eq!(reading.unread.iter().map(|unread| unread.line).collect::<Vec<_>>(), [10_001], "{file}");
        let gathered = gather(&[reading], 1_795_219_200);
        let empty =
            gathered.at(0, &crate::precedence::PYTHON).secret("ANTHROPIC_API_KEY").unwrap().is_empty();
        assert!(empty, "{file}: what is not told counts all the same");
    }
    let reading = read(".env", &"no setting\n".repeat(5000)).unwrap();
    assert_eq!(reading.unread.len(), 1001);
    assert_eq!(reading.unread.last().unwrap().line, 1001);
}

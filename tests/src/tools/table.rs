//! The tools, one row each.

use super::{File, Tool, by_vendor, run};
use crate::formats::Schema;
use keyless_core::export::Language;
use serde_json::Value;
use std::path::Path;

/// A variable that is called after a token need not hold one: ours holds the path of its file.
const IGNORED: &str = "--ignore=DL3064";

/// Every tool. A file that none takes fails the tests.
pub const TOOLS: &[Tool] = &[
    Tool {
        name: "bash -n",
        programs: &["bash"],
        required: true,
        takes: |file| file.extension() == "sh",
        check: |folder, files| {
            const EACH: &str = r#"for file; do bash -n "$file" || status=1; done; exit "${status:-0}""#;
            run(folder, "bash", &["-c", EACH, "bash"], files).map(drop)
        },
        broken: &[("any", "x.sh", "if true; then\n"), ("github-actions", "workload/x.yml-0.sh", "echo 'a\n")],
    },
    Tool {
        name: "shellcheck",
        programs: &["shellcheck"],
        required: true,
        takes: |file| file.extension() == "sh",
        check: |folder, files| run(folder, "shellcheck", &["--shell=bash", "--norc"], files).map(drop),
        broken: &[("any", "x.sh", "#!/usr/bin/env bash\nrm $1\n")],
    },
    Tool {
        name: "bash, reading an environment file",
        programs: &["bash"],
        required: true,
        takes: |file| file.extension() == "env",
        check: |folder, files| {
            const EACH: &str = r#"for file; do ( set -eu; PATH=; . "./$file" ) || exit 1; done"#;
            run(folder, "bash", &["-c", EACH, "bash"], files).map(drop)
        },
        broken: &[("any", "x.env", "A=b c\n")],
    },
    Tool {
        name: "check-jsonschema",
        programs: &["check-jsonschema"],
        required: true,
        takes: |file| matches!(file.schema(), Some(Schema::Vendor(_))),
        check: vendors,
        broken: &[
            ("github-actions", "workload/x.yml", "on: push\njobs: { a: { runs-on: 7, steps: [] } }\n"),
            ("gitlab-ci", "workload/x.yml", "a: { script: { b: c } }\n"),
            ("buildkite", "workload/x.yml", "steps: 7\n"),
            ("circleci", "workload/x.yml", "version: 2.1\njobs: 7\n"),
            ("bitbucket-pipelines", "workload/x.yml", "pipelines: 7\n"),
            ("any", "workload/azure-pipelines.yml", "steps: 7\n"),
            ("any", "workload/cloudbuild.yaml", "steps: 7\n"),
            ("any", "workload/compose.yaml", "services: { a: { image: 7 } }\n"),
        ],
    },
    Tool {
        name: "kubernetes-validate",
        programs: &["kubernetes-validate"],
        required: true,
        takes: |file| file.schema() == Some(Schema::Kubernetes),
        check: |folder, files| {
            // An unknown kind is a warning to it.
            match run(folder, "kubernetes-validate", &["--strict", "--quiet"], files) {
                Ok(said) if said.trim().is_empty() => Ok(()),
                Ok(said) | Err(said) => Err(shortened(&said)),
            }
        },
        broken: &[
            (
                "any",
                "workload/kubernetes.yaml",
                "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: a, nam: b }\n",
            ),
            ("any", "workload/kubernetes.yaml", "apiVersion: v1\nkind: Nobody\nmetadata: { name: a }\n"),
        ],
    },
    Tool {
        name: "a YAML parser alone",
        programs: &[],
        required: true,
        takes: |file| matches!(file.schema(), Some(Schema::Extension | Schema::None)),
        check: |_, files| {
            each(files, |text| {
                serde_saphyr::from_multiple::<Value>(text).map(drop).map_err(|e| e.to_string())
            })
        },
        broken: &[],
    },
    Tool {
        name: "a JSON parser",
        programs: &[],
        required: true,
        takes: |file| file.extension() == "json",
        check: |_, files| {
            each(files, |text| serde_json::from_str::<Value>(text).map(drop).map_err(|e| e.to_string()))
        },
        broken: &[("any", "x.json", "{\"a\": 1,}\n")],
    },
    Tool {
        name: "a TOML parser",
        programs: &[],
        required: true,
        takes: |file| file.extension() == "toml",
        check: |_, files| {
            each(files, |text| toml::from_str::<Value>(text).map(drop).map_err(|e| e.to_string()))
        },
        broken: &[("any", "x.toml", "a = \"b\n")],
    },
    Tool {
        name: "strings and brackets of Groovy",
        programs: &[],
        required: true,
        takes: |file| file.extension() == "groovy",
        check: |_, files| {
            each(files, |text| {
                if crate::exports::groovy_is_closed(text) { Ok(()) } else { Err("is not closed".into()) }
            })
        },
        broken: &[("any", "x.groovy", "node { sh 'a }\n")],
    },
    Tool {
        name: "a C# grammar",
        programs: &[],
        required: true,
        takes: |file| file.extension() == "cs",
        check: |_, files| {
            each(files, |text| crate::parsers::string_literals(Language::CSharp, text).map(drop))
        },
        broken: &[("any", "x.cs", "var x = \"a\"b\";\n")],
    },
    Tool {
        name: "an HCL parser",
        programs: &[],
        required: true,
        takes: |file| matches!(file.extension(), "tf" | "hcl"),
        check: |_, files| each(files, |text| hcl::parse(text).map(drop).map_err(|e| e.to_string())),
        broken: &[("any", "x.tf", "resource \"a\" {\n")],
    },
    Tool {
        name: "a CommonMark parser",
        programs: &[],
        required: true,
        takes: |file| file.extension() == "md",
        check: |_, files| {
            each(files, |text| if crate::exports::no_html(text) { Ok(()) } else { Err("has HTML".into()) })
        },
        broken: &[("any", "x.md", "a <b>c</b>\n")],
    },
    Tool {
        name: "hadolint",
        programs: &["hadolint"],
        required: true,
        takes: |file| file.extension() == "Dockerfile",
        check: |folder, files| {
            run(folder, "hadolint", &["--no-color", "--failure-threshold=warning", IGNORED], files).map(drop)
        },
        broken: &[("any", "Dockerfile", "FROM debian:12\nRUNN x\n")],
    },
    Tool {
        name: "py_compile",
        programs: &["python3"],
        required: true,
        takes: |file| file.extension() == "py",
        check: |folder, files| run(folder, "python3", &["-m", "py_compile"], files).map(drop),
        broken: &[("any", "x.py", "def f(:\n    pass\n")],
    },
    Tool {
        name: "tsc",
        programs: &["tsc"],
        required: true,
        takes: |file| file.extension() == "ts",
        check: typescript,
        broken: &[
            ("any", "x.ts", "export const a: number = \"b\";\n"),
            ("any", "y.ts", "import { Nobody } from \"@anthropic-ai/sdk\";\nnew Nobody();\n"),
        ],
    },
    Tool {
        name: "php -l",
        programs: &["php", "bash"],
        required: false,
        takes: |file| file.extension() == "php",
        check: |folder, files| {
            const EACH: &str = r#"for file; do php -l "$file" || status=1; done; exit "${status:-0}""#;
            run(folder, "bash", &["-c", EACH, "bash"], files).map(drop)
        },
        broken: &[("any", "x.php", "<?php\n$a = ;\n")],
    },
    Tool {
        name: "ruby -c",
        programs: &["ruby", "bash"],
        required: false,
        takes: |file| file.extension() == "rb",
        check: |folder, files| {
            const EACH: &str = r#"for file; do ruby -wc "$file" || status=1; done; exit "${status:-0}""#;
            run(folder, "bash", &["-c", EACH, "bash"], files).map(drop)
        },
        broken: &[("any", "x.rb", "def a(\n")],
    },
    Tool {
        name: "javac, as a parser",
        programs: &["javac", "java"],
        required: false,
        takes: |file| file.extension() == "java",
        check: |folder, files| {
            // The compiler's own parser: the classes that a file imports are not here.
            std::fs::write(folder.join("Parse.java"), include_str!("Parse.java"))
                .map_err(|e| e.to_string())?;
            run(folder, "java", &["Parse.java"], files).map(drop)
        },
        broken: &[("any", "X.java", "class X { void a( }\n")],
    },
    Tool {
        name: "gofmt",
        programs: &["gofmt"],
        required: false,
        takes: |file| file.extension() == "go",
        check: |folder, files| match run(folder, "gofmt", &["-l", "-e"], files) {
            Ok(said) if said.trim().is_empty() => Ok(()),
            Ok(said) | Err(said) => Err(said),
        },
        broken: &[
            ("any", "x.go", "package a\nfunc {\n"),
            ("any", "y.go", "package a\n\nfunc b() {\n  c()\n}\n"),
        ],
    },
];

fn each(files: &[&File], check: impl Fn(&str) -> Result<(), String>) -> Result<(), String> {
    let problems: Vec<String> = files
        .iter()
        .filter_map(|file| Some(format!("{}: {}", file.place().display(), check(&file.body).err()?)))
        .collect();
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

fn vendors(folder: &Path, files: &[&File]) -> Result<(), String> {
    for (schema, files) in by_vendor(files) {
        let mut arguments = vec!["--builtin-schema", schema, "--force-filetype", "yaml"];
        // Both have tags of their own, which a plain reader of YAML refuses.
        match schema {
            "vendor.gitlab-ci" => arguments.extend(["--data-transform", "gitlab-ci"]),
            "vendor.azure-pipelines" => arguments.extend(["--data-transform", "azure-pipelines"]),
            _ => {}
        }
        for file in &files {
            if let Some(text) = as_before(schema, &file.body) {
                std::fs::write(folder.join(file.place()), text).map_err(|error| error.to_string())?;
            }
        }
        run(folder, "check-jsonschema", &arguments, &files)?;
    }
    Ok(())
}

/// What a platform takes that its schema does not know yet: a key, and the one member of the map that stands where a boolean
/// stood.
///
/// Source: "Bitbucket Pipelines OIDC now supports multiple audiences"
/// (<https://www.atlassian.com/blog/bitbucket/bitbucket-pipelines-oidc-now-supports-multiple-audiences>, read 2026-11-22).
const NEWER: &[(&str, &str, &str)] = &[("vendor.bitbucket-pipelines", "oidc", "audiences")];

/// The file with `true` in place of what its schema does not know yet, as JSON, which is YAML; `None` where there is no such
/// thing.
fn as_before(schema: &str, text: &str) -> Option<String> {
    let (_, key, member) = NEWER.iter().find(|(name, ..)| *name == schema)?;
    let mut document: Value = serde_saphyr::from_str(text).ok()?;
    put_back(&mut document, key, member);
    Some(document.to_string())
}

fn put_back(value: &mut Value, key: &str, member: &str) {
    match value {
        Value::Object(members) => {
            for (name, value) in members.iter_mut() {
                let lists = value.get(member).and_then(Value::as_array);
                let is_newer = name == key
                    && value.as_object().is_some_and(|map| map.len() == 1)
                    && lists.is_some_and(|texts| texts.iter().all(Value::is_string));
                if is_newer {
                    *value = Value::Bool(true);
                } else {
                    put_back(value, key, member);
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| put_back(value, key, member)),
        _ => {}
    }
}

/// Against the real client library, strictly, as a module.
fn typescript(folder: &Path, files: &[&File]) -> Result<(), String> {
    let package = folder.join("package.json");
    std::fs::write(package, "{\"type\":\"module\"}").map_err(|error| error.to_string())?;
    let options = [
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "--pretty",
        "false",
        "--target",
        "es2022",
        "--module",
        "nodenext",
        "--types",
        "node",
    ];
    run(folder, "tsc", &options, files).map(drop)
}

/// The last lines of a long complaint: a traceback prints whole schemas first.
fn shortened(said: &str) -> String {
    let lines: Vec<&str> = said.lines().collect();
    lines.get(lines.len().saturating_sub(12)..).unwrap_or_default().join("\n")
}

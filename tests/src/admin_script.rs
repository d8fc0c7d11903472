//! The exported script, run with a stand-in for curl.
//!
//! Whatever is not as it should be panics: that is how a test learns of it.
#![allow(clippy::missing_panics_doc)]

use serde_json::Value;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What stands in for a token in the script's environment.
pub const OAUTH_TOKEN: &str = "sk-ant-oat01-a-stand-in";

/// A call of the stand-in for curl.
#[derive(Debug)]
pub struct Call {
    /// Its arguments.
    pub arguments: Vec<String>,
    /// What it read from its standard input.
    pub body: Value,
    /// What it read from the file that `--header @FILE` names.
    pub secret_header: String,
}

impl Call {
    /// The address without the API's base.
    pub fn path(&self) -> &str {
        self.arguments.last().unwrap().strip_prefix("https://api.anthropic.com/v1/organizations/").unwrap()
    }
}

/// What became of a script.
pub struct Run {
    /// How it ended, and what it printed.
    pub output: Output,
    /// What it sent, in order.
    pub calls: Vec<Call>,
}

impl Run {
    /// What it printed on standard output.
    pub fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    /// What it printed on standard error.
    pub fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }
}

/// Stands in for curl: writes down its arguments, its input and the header file, and answers as the service would.
/// `ANSWERS` has one `STATUS ID` line for each call.
const CURL: &str = r#"#!/usr/bin/env bash
set -euo pipefail
n=$(ls "$CALLS" | wc -l)
mkdir "$CALLS/$n"
printf '%s\0' "$@" > "$CALLS/$n/arguments"
cat > "$CALLS/$n/body"
for argument in "$@"; do
  if [[ $argument == @/dev/fd/* ]]; then cat "${argument#@}" > "$CALLS/$n/header"; fi
done
read -r status id < <(sed -n "$((n + 1))p" <<<"$ANSWERS")
if ((status >= 400)); then
  printf '{"type":"error"}\n%s' "$status"
  exit 22
fi
printf '{"id":"%s"}\n%s' "$id" "$status"
"#;

/// Runs a script with a stand-in for curl that gives the answers, one `STATUS ID` each.
pub fn run(script: &str, arguments: &[&str], environment: &[(&str, &str)], answers: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let tools = folder.path().join("bin");
    let calls = folder.path().join("calls");
    for made in [&tools, &calls] {
        std::fs::create_dir(made).unwrap();
    }
    let curl = tools.join("curl");
    std::fs::write(&curl, CURL).unwrap();
    std::fs::set_permissions(&curl, PermissionsExt::from_mode(0o755)).unwrap();
    assert!(on_path("jq"), "jq is missing; install it with: apt-get install -y jq");
    let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap());
    let file = folder.path().join("setup.sh");
    std::fs::write(&file, script).unwrap();
    let mut bash = Command::new("bash");
    bash.arg(&file).args(arguments).env_clear();
    bash.env("PATH", path).env("CALLS", &calls).env("ANSWERS", answers.join("\n"));
    bash.envs(environment.iter().copied());
    let output = bash.stdin(Stdio::null()).output().unwrap();
    let count = std::fs::read_dir(&calls).unwrap().count();
    let calls = (0..count).map(|n| call(&calls.join(n.to_string()))).collect();
    Run { output, calls }
}

fn call(folder: &Path) -> Call {
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_default();
    Call {
        arguments: read("arguments").split_terminator('\0').map(str::to_owned).collect(),
        body: serde_json::from_str(&read("body")).unwrap(),
        secret_header: read("header"),
    }
}

fn on_path(tool: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder: PathBuf| folder.join(tool).is_file())
}

//! Runs the `keyless` command.

use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use tempfile::TempDir;

/// What a command answered.
#[derive(Debug)]
pub struct Answer {
    /// Exit status.
    pub status: i32,
    /// Standard output.
    pub output: String,
    /// Standard error.
    pub errors: String,
}

impl Answer {
    /// Standard output as JSON.
    ///
    /// # Panics
    ///
    /// When it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.output).expect("the answer is JSON")
    }
}

/// Where cargo puts the command that belongs to the tests that are running: built once, since cargo hands no path of
/// another package's binary to a test.
fn binary() -> &'static PathBuf {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let output = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", "keyless", "--message-format", "json"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("cargo runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout)
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .find_map(|message| message["executable"].as_str().map(PathBuf::from))
            .expect("cargo names the command that it built")
    })
}

/// Runs `keyless` with arguments and standard input.
///
/// # Panics
///
/// When it cannot be started, or prints something other than UTF-8.
pub fn keyless(arguments: &[&str], input: &str) -> Answer {
    let mut child = Command::new(binary())
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("keyless starts");
    // A command that refuses its arguments closes its input early.
    let _ = child.stdin.take().expect("input is piped").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("keyless ends");
    Answer {
        status: output.status.code().expect("it was not killed"),
        output: String::from_utf8(output.stdout).expect("output is UTF-8"),
        errors: String::from_utf8(output.stderr).expect("errors are UTF-8"),
    }
}

/// GitHub's issuer.
pub const GITHUB: &str = "https://token.actions.githubusercontent.com";

/// A folder for files, which goes with the test.
pub struct Folder(pub TempDir);

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

impl Folder {
    /// An empty one.
    ///
    /// # Panics
    ///
    /// When none can be made.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Writes a file; gives back its path.
    ///
    /// # Panics
    ///
    /// When it cannot be written.
    pub fn file(&self, name: &str, value: &Value) -> String {
        let path = self.0.path().join(name);
        std::fs::write(&path, value.to_string()).unwrap();
        path.display().to_string()
    }
}

/// A rule's create body with these matchers.
pub fn rule(matching: &Value) -> Value {
    json!({
        "name": "site", "issuer_id": "fdis_01A", "match": matching, "oauth_scope": "workspace:inference",
        "target": {"type": "service_account", "service_account_id": "svac_01A"},
        "workspace_id": "wrkspc_01A", "token_lifetime_seconds": 600,
    })
}

/// A rule of which no finding says anything.
pub fn tight() -> Value {
    rule(&json!({
        "subject_prefix": "repo:acme@12/site@34:ref:refs/heads/main", "audience": "https://api.anthropic.com",
        "claims": {"event_name": "push"},
    }))
}

/// GitHub's issuer, as a create body.
pub fn issuer() -> Value {
    json!({"name": "github", "issuer_url": GITHUB, "jwks": {"type": "discovery"}})
}

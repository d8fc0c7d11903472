//! Everything around a workload that a client looks at.

use super::claude_code::ActionInputs;
use super::credential::{Credential, Plain};
use super::document::Document;
use crate::secret::scrub;
use std::collections::BTreeMap;

/// Where a client looks for its configuration directory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Platform {
    /// Linux, macOS and other Unix systems.
    #[default]
    Posix,
    /// Windows.
    Windows,
}

/// What a process has around it: variables, files, arguments, and the time.
///
/// Credentials are reduced to a [`Credential`] on the way in, every other text is scrubbed of keys and tokens.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Now, in seconds since 1970, for what expires.
    pub now: i64,
    /// The platform.
    pub platform: Platform,
    /// Constructor arguments, or flags of the `ant` command.
    pub arguments: Arguments,
    /// What only Claude Code looks at.
    pub claude_code: ClaudeCode,
    /// Inputs of the GitHub action.
    pub action: ActionInputs,
    variables: BTreeMap<String, Variable>,
    files: BTreeMap<String, File>,
}

/// A variable that is set, maybe to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Variable {
    /// One that holds no credential.
    Plain(String),
    /// One that holds a credential, or may: its shape.
    Secret(Credential),
    /// `ANTHROPIC_CUSTOM_HEADERS`.
    Headers(Vec<CustomHeader>),
}

impl Variable {
    /// A variable of this name, set to a text.
    pub fn new(name: &str, value: &str) -> Self {
        if name == "ANTHROPIC_CUSTOM_HEADERS" {
            Self::Headers(custom_headers(value))
        } else if Surroundings::is_plain(name) {
            Self::Plain(scrub(value))
        } else {
            Self::Secret(Credential::new(value))
        }
    }

    /// A variable of this name whose value stands elsewhere, such as `${{ secrets.KEY }}`.
    pub fn reference(name: &str, reference: &str) -> Self {
        if Surroundings::is_plain(name) {
            Self::Plain(scrub(reference))
        } else {
            Self::Secret(Credential::reference(reference))
        }
    }
}

/// A line of `ANTHROPIC_CUSTOM_HEADERS`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustomHeader {
    /// `Authorization`: whether it begins with `Bearer `, and what follows.
    Authorization(bool, Credential),
    /// `X-Api-Key`.
    ApiKey(Credential),
    /// `anthropic-workspace-id`.
    Workspace(String),
    /// `anthropic-beta`.
    Beta(String),
    /// Any other, by its name.
    Other(String),
}

/// A file, or a directory where a file is expected.
#[derive(Clone, Debug)]
pub struct File {
    /// What is there.
    pub content: Content,
    /// Permission bits, such as `0o600`; none where they are not known.
    pub mode: Option<u32>,
}

/// What stands at a path, in each of the readings that a client may need.
#[derive(Clone, Debug)]
pub enum Content {
    /// A directory, or what cannot be read.
    Unreadable,
    /// A text.
    Text {
        /// As a profile's name, trimmed and scrubbed; empty unless the path is that of an `active_config`.
        pointer: String,
        /// As a profile or credentials file.
        document: Box<Document>,
        /// As a token.
        token: Credential,
    },
}

/// An argument, with not given, null and given told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Argument<T> {
    /// Not given.
    #[default]
    Absent,
    /// Given as null, `None` or nil.
    Null,
    /// Given.
    Given(T),
}

/// Constructor arguments of a client, or the flags of the same names.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// `api_key`.
    pub api_key: Argument<Credential>,
    /// `auth_token`.
    pub auth_token: Argument<Credential>,
    /// `profile`.
    pub profile: Argument<Plain>,
    /// `config`: a profile as an object.
    pub config: Argument<Box<Document>>,
    /// `base_url`.
    pub base_url: Argument<Plain>,
}

/// What Claude Code looks at besides variables and profiles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // Independent of each other.
pub struct ClaudeCode {
    /// Whether a Claude apps gateway session is signed in.
    pub gateway: bool,
    /// Whether settings name an `apiKeyHelper`.
    pub api_key_helper: bool,
    /// Whether somebody has signed in by `/login`.
    pub login: bool,
    /// Whether it runs in bare mode (`--bare`).
    pub bare: bool,
}

impl Surroundings {
    /// Nothing at all, at a time in seconds since 1970.
    pub fn at(now: i64) -> Self {
        Self { now, ..Self::default() }
    }

    /// Whether a variable of this name holds no credential and is read by some client. Any other is kept by its shape alone.
    pub fn is_plain(name: &str) -> bool {
        matches!(
            name,
            "ANTHROPIC_PROFILE"
                | "ANTHROPIC_FEDERATION_RULE_ID"
                | "ANTHROPIC_ORGANIZATION_ID"
                | "ANTHROPIC_IDENTITY_TOKEN_FILE"
                | "ANTHROPIC_SERVICE_ACCOUNT_ID"
                | "ANTHROPIC_WORKSPACE_ID"
                | "ANTHROPIC_SCOPE"
                | "ANTHROPIC_BASE_URL"
                | "ANTHROPIC_CONFIG_DIR"
                | "ANTHROPIC_LOG"
                | "ANTHROPIC_OAUTH_CLIENT_ID"
                | "ANTHROPIC_CONSOLE_URL"
                | "ANTHROPIC_OIDC_AUDIENCE"
                | "XDG_CONFIG_HOME"
                | "HOME"
                | "APPDATA"
                | "USERPROFILE"
                | "RUNNER_TEMP"
                | "CLAUDE_CODE_SIMPLE"
                | "CLAUDE_CODE_USE_BEDROCK"
                | "CLAUDE_CODE_USE_VERTEX"
                | "CLAUDE_CODE_USE_FOUNDRY"
                | "CLAUDE_CODE_USE_MANTLE"
                | "CLAUDE_CODE_USE_ANTHROPIC_AWS"
        )
    }

    /// Sets a variable. Empty is not the same as unset.
    pub fn set(&mut self, name: &str, value: &str) {
        self.variables.insert(scrub(name), Variable::new(name, value));
    }

    /// Sets a variable whose value stands elsewhere, such as `${{ secrets.KEY }}`.
    pub fn set_reference(&mut self, name: &str, reference: &str) {
        self.variables.insert(scrub(name), Variable::reference(name, reference));
    }

    /// Sets a variable to a credential that was read elsewhere.
    pub fn set_secret(&mut self, name: &str, value: Credential) {
        self.variables.insert(name.to_owned(), Variable::Secret(value));
    }

    /// Sets a variable that was read elsewhere.
    pub fn set_variable(&mut self, name: &str, value: Variable) {
        self.variables.insert(name.to_owned(), value);
    }

    /// Unsets a variable.
    pub fn unset(&mut self, name: &str) {
        self.variables.remove(name);
    }

    /// Adds a file by its path, with its text and, where they are known, its permission bits.
    pub fn add_file(&mut self, path: &str, text: &str, mode: Option<u32>) {
        // Any other file may be a token through and through, and is kept by its shape alone.
        let names = if path.ends_with("active_config") { text.trim() } else { "" };
        let content = Content::Text {
            pointer: scrub(names).chars().take(MOST_POINTER).collect(),
            document: Box::new(Document::parse(text)),
            token: Credential::new(text),
        };
        self.files.insert(normal(path), File { content, mode });
    }

    /// Adds a file that was read elsewhere.
    pub fn add_content(&mut self, path: &str, content: Content) {
        self.files.insert(normal(path), File { content, mode: None });
    }

    /// Adds a directory, or anything that cannot be read, where a client may expect a file.
    pub fn add_unreadable(&mut self, path: &str) {
        self.files.insert(normal(path), File { content: Content::Unreadable, mode: None });
    }

    /// The variables that are set, by name.
    pub fn variables(&self) -> impl Iterator<Item = (&str, &Variable)> {
        self.variables.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The file at a path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.get(&normal(path))
    }

    /// A variable without a credential.
    pub fn plain(&self, name: &str) -> Option<&str> {
        match self.variables.get(name) {
            Some(Variable::Plain(value)) => Some(value),
            _ => None,
        }
    }

    /// A variable with a credential.
    pub fn secret(&self, name: &str) -> Option<&Credential> {
        match self.variables.get(name) {
            Some(Variable::Secret(value)) => Some(value),
            _ => None,
        }
    }

    /// The lines of `ANTHROPIC_CUSTOM_HEADERS`.
    pub fn custom_headers(&self) -> &[CustomHeader] {
        match self.variables.get("ANTHROPIC_CUSTOM_HEADERS") {
            Some(Variable::Headers(lines)) => lines,
            _ => &[],
        }
    }

    /// The home directory, `~` where it is not known.
    pub fn home(&self) -> &str {
        self.plain("HOME").unwrap_or("~")
    }
}

/// The longest name of a profile that is kept, in characters.
const MOST_POINTER: usize = 256;

/// A path with its separators in one spelling, so that two spellings of a path meet, and without a key that stands in it.
pub(super) fn normal(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        if !(c == '/' && out.ends_with('/')) {
            out.push(c);
        }
    }
    scrub(&out)
}

fn custom_headers(text: &str) -> Vec<CustomHeader> {
    let lines = text.lines().filter_map(|line| line.split_once(':'));
    lines
        .map(|(name, value)| {
            let (name, value) = (name.trim(), value.trim());
            match name.to_ascii_lowercase().as_str() {
                "authorization" => match value.strip_prefix("Bearer ") {
                    Some(token) => CustomHeader::Authorization(true, Credential::new(token.trim())),
                    None => CustomHeader::Authorization(false, Credential::new(value)),
                },
                "x-api-key" => CustomHeader::ApiKey(Credential::new(value)),
                "anthropic-workspace-id" => CustomHeader::Workspace(scrub(value)),
                "anthropic-beta" => CustomHeader::Beta(scrub(value)),
                _ => CustomHeader::Other(scrub(name)),
            }
        })
        .collect()
}

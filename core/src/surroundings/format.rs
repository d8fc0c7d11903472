//! Which format a text has: by the file's name, then by its shape.

use super::json::{self, Json};
use super::pipeline;
use super::source::Language;
use super::status;
use super::value::is_name;
use super::yaml;
use std::borrow::Cow;

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The output of `env` or `printenv`.
    Env,
    /// A `.env` file.
    Dotenv,
    /// A script or profile of a POSIX shell, or the output of `set` or `export -p`.
    Shell,
    /// A script of PowerShell.
    PowerShell,
    /// A script of fish.
    Fish,
    /// A Dockerfile.
    Dockerfile,
    /// A systemd unit or drop-in.
    Systemd,
    /// Java properties.
    Properties,
    /// A profile of the configuration directory.
    Profile,
    /// A credentials file of the configuration directory.
    Credentials,
    /// Claude Code's settings.
    ClaudeSettings,
    /// Any other JSON.
    Json,
    /// Terraform, and whatever else is written in HCL.
    Hcl,
    /// TOML.
    Toml,
    /// A program.
    Source(Language),
    /// The output of `ant auth status`.
    AntStatus,
    /// Docker Compose.
    Compose,
    /// Manifests of Kubernetes, also as rendered by Helm, and of Cloud Run.
    Kubernetes,
    /// A GitHub workflow.
    GithubWorkflow,
    /// A GitHub action's own file.
    GithubAction,
    /// A pipeline of GitLab CI/CD.
    Gitlab,
    /// A configuration of CircleCI.
    CircleCi,
    /// Bitbucket Pipelines.
    Bitbucket,
    /// A pipeline of Azure Pipelines, or a template of one.
    Azure,
    /// Templates of CloudFormation, SAM and the Serverless Framework, and descriptions of AWS, in YAML.
    Stack,
    /// Any other YAML, such as values of a Helm chart.
    Yaml,
    /// None of these: only keys that stand there by themselves are found.
    Unknown,
}

impl Format {
    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Env => "output of env",
            Self::Dotenv => ".env file",
            Self::Shell => "shell script",
            Self::PowerShell => "PowerShell script",
            Self::Fish => "fish script",
            Self::Dockerfile => "Dockerfile",
            Self::Systemd => "systemd unit",
            Self::Properties => "Java properties",
            Self::Profile => "profile",
            Self::Credentials => "credentials file",
            Self::ClaudeSettings => "Claude Code settings",
            Self::Json => "JSON",
            Self::Hcl => "Terraform or other HCL",
            Self::Toml => "TOML",
            Self::Source(language) => language.name(),
            Self::AntStatus => "output of ant auth status",
            Self::Compose => "Compose file",
            Self::Kubernetes => "Kubernetes manifest",
            Self::GithubWorkflow => "GitHub workflow",
            Self::GithubAction => "GitHub action",
            Self::Gitlab => "GitLab CI/CD pipeline",
            Self::CircleCi => "CircleCI configuration",
            Self::Bitbucket => "Bitbucket pipeline",
            Self::Azure => "Azure pipeline",
            Self::Stack => "stack template",
            Self::Yaml => "YAML",
            Self::Unknown => "unknown format",
        }
    }

    /// Whether it describes places in which processes run, instead of settings of one process.
    pub const fn is_structured(self) -> bool {
        matches!(
            self,
            Self::Json
                | Self::Hcl
                | Self::Toml
                | Self::Source(_)
                | Self::Compose
                | Self::Kubernetes
                | Self::GithubWorkflow
                | Self::GithubAction
                | Self::Gitlab
                | Self::CircleCi
                | Self::Bitbucket
                | Self::Azure
                | Self::Stack
                | Self::Yaml
        )
    }

    /// Recognises a text. `file` is its name or path, or `-` for what was pasted.
    pub fn of(file: &str, text: &str) -> Self {
        // What a JSON is stands anywhere in it; of any other text an outline tells.
        let outline = outline(text);
        by_name(file, text, &outline).unwrap_or_else(|| by_shape(text, &outline))
    }
}

/// How much of the beginning of a text is in its outline, in bytes.
const HEAD: usize = 64 * 1024;
/// How many lines below a key at the top are.
const BELOW: usize = 200;

/// A text, or of a long one what tells its shape: its beginning, and each key at the top with what stands first below it, in all
/// no more than twice that beginning.
fn outline(text: &str) -> Cow<'_, str> {
    if text.len() <= HEAD {
        return text.into();
    }
    let head = head(text);
    let head = head.rfind('\n').and_then(|end| head.get(..=end)).unwrap_or(head);
    let rest = text.get(head.len()..).unwrap_or_default();
    let mut outline = head.to_owned();
    let mut left = 0;
    for line in rest.split_inclusive('\n') {
        if line.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '"' | '\'' | '.'))
            && line.contains(':')
        {
            left = BELOW;
        }
        if left > 0 {
            if outline.len() + line.len() > 2 * HEAD {
                break;
            }
            outline.push_str(line);
            left -= 1;
        }
    }
    outline.into()
}

/// Its beginning.
fn head(text: &str) -> &str {
    (0..=HEAD).rev().find_map(|end| text.get(..end)).unwrap_or_default()
}

fn by_name(file: &str, text: &str, outline: &str) -> Option<Format> {
    let base = file.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    let extension = base.rsplit_once('.').map(|(_, extension)| extension).unwrap_or_default();
    Some(match (base.as_str(), extension) {
        (_, "json" | "jsonc" | "code-workspace") => of_json(text),
        (name, _) if name.starts_with("dockerfile") || name.starts_with("containerfile") => {
            Format::Dockerfile
        }
        (_, "dockerfile") => Format::Dockerfile,
        (".envrc", _) => Format::Shell,
        // A line of these may look like one of a shell, and is none.
        (_, "yml" | "yaml") => pipeline::by_name(file)
            .or_else(|| pipeline::by_shape(outline))
            .or_else(|| yaml::recognise(file, outline))
            .unwrap_or(Format::Yaml),
        (_, "tf" | "tfvars" | "hcl" | "tofu" | "nomad") => Format::Hcl,
        (_, "toml") => Format::Toml,
        (_, "md") => Format::Unknown,
        (_, "env") => Format::Dotenv,
        (name, _) if name.starts_with(".env") => Format::Dotenv,
        (_, "sh" | "bash" | "zsh" | "ksh") => Format::Shell,
        (
            ".profile" | ".bashrc" | ".zshrc" | ".bash_profile" | ".zprofile" | ".zshenv" | ".bash_login",
            _,
        ) => Format::Shell,
        (_, "ps1" | "psm1" | "psd1") => Format::PowerShell,
        (_, "fish") => Format::Fish,
        (_, "service" | "timer" | "socket") => Format::Systemd,
        (_, "properties") => Format::Properties,
        (_, extension) => Format::Source(Language::of_extension(extension)?),
    })
}

fn of_json(text: &str) -> Format {
    // No other file that is long has these two at its beginning, and to read it all takes its time.
    if text.len() > HEAD && is_manifest(head(text)) {
        return Format::Kubernetes;
    }
    match json::recognise(text) {
        Json::Profile => Format::Profile,
        Json::Credentials => Format::Credentials,
        Json::Settings => Format::ClaudeSettings,
        Json::Other if is_manifest(text) => Format::Kubernetes,
        Json::Other => Format::Json,
    }
}

/// Whether a line opens a block of HCL with a label, such as `resource "a" "b" {`.
fn is_block(line: &str) -> bool {
    let Some(head) = line.strip_suffix('{').map(str::trim_end) else { return false };
    let mut words = head.split_whitespace();
    let is_type = words.next().is_some_and(is_name);
    let mut labels = words.peekable();
    is_type
        && labels.peek().is_some()
        && labels.all(|label| label.len() > 1 && label.starts_with('"') && label.ends_with('"'))
}

/// Whether a line is a table's head of TOML.
fn is_table(line: &str) -> bool {
    let bare = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
    bare.is_some_and(|name| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.[]\"".contains(c))
    })
}

/// Whether a JSON is what `kubectl get -o json` prints.
fn is_manifest(text: &str) -> bool {
    text.contains("\"apiVersion\"") && text.contains("\"kind\"")
}

/// How many lines tell a text's shape.
const LINES: usize = 400;

fn by_shape(whole: &str, outline: &str) -> Format {
    let text = outline.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('{') {
        return of_json(whole.trim_start_matches('\u{feff}').trim_start());
    }
    if status::is_status(text) {
        return Format::AntStatus;
    }
    if let Some(first) = text.lines().next().filter(|line| line.starts_with("#!")) {
        let shell = |name: &str| first.contains(name);
        return match () {
            () if shell("fish") => Format::Fish,
            () if shell("pwsh") => Format::PowerShell,
            () if shell("python") => Format::Source(Language::Python),
            () if shell("node") || shell("deno") || shell("bun") => Format::Source(Language::TypeScript),
            () if shell("ruby") => Format::Source(Language::Ruby),
            () if shell("php") => Format::Source(Language::Php),
            () => Format::Shell,
        };
    }
    if let Some(format) = pipeline::by_shape(text).or_else(|| yaml::recognise("", text)) {
        return format;
    }
    let lines: Vec<&str> = text
        .split(['\n', '\0'])
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .take(LINES)
        .collect();
    let any = |test: &dyn Fn(&str) -> bool| lines.iter().any(|line| test(line));
    let lower = |line: &str, lead: &str| line.get(..lead.len()).is_some_and(|l| l.eq_ignore_ascii_case(lead));
    if let Some(language) = Language::of_shape(&lines) {
        return Format::Source(language);
    }
    if any(&is_block) {
        return Format::Hcl;
    }
    if any(&|line| matches!(line, "[Service]" | "[Unit]" | "[Install]")) {
        return Format::Systemd;
    }
    if lines.first().is_some_and(|line| lower(line, "FROM ") || lower(line, "ARG "))
        && any(&|line| lower(line, "FROM "))
    {
        return Format::Dockerfile;
    }
    if yaml::is_like(text) {
        return Format::Yaml;
    }
    if any(&|line| lower(line, "$env:") || lower(line, "Remove-Item ") || lower(line, "Set-Item ")) {
        return Format::PowerShell;
    }
    if any(&|line| {
        line.strip_prefix("set -").is_some_and(|rest| {
            rest.starts_with(['x', 'g', 'U']) && rest.split_whitespace().count() > 1
                || rest.starts_with("-export ")
        })
    }) {
        return Format::Fish;
    }
    if lines.iter().any(|line| is_table(line)) && any(&|line| line.contains(" = ")) {
        return Format::Toml;
    }
    let name = |line: &str| line.split_once('=').is_some_and(|(name, _)| is_name(name));
    let quoted = |line: &str| {
        line.split_once('=')
            .is_some_and(|(_, value)| value.starts_with(['"', '\'']) || value.starts_with("$'"))
    };
    let commented = text.lines().take(LINES).any(|line| line.trim_start().starts_with('#'));
    let process = |line: &str| {
        ["PATH=", "PWD=", "HOME=", "SHLVL=", "HOSTNAME="].iter().any(|lead| line.starts_with(lead))
            && !line.contains('$')
    };
    if any(&process) && !commented && !any(&quoted) && lines.first().is_some_and(|line| name(line)) {
        return Format::Env;
    }
    if !lines.is_empty()
        && lines.iter().all(|line| name(line) && !line.contains("=; "))
        && !any(&|line| line.contains("() {"))
    {
        let runs = |line: &str| {
            !quoted(line)
                && line
                    .split_once('=')
                    .is_some_and(|(_, value)| value.split_whitespace().count() > 1 && !value.contains(" #"))
        };
        return if any(&runs) { Format::Shell } else { Format::Dotenv };
    }
    let shell = |line: &str| {
        ["export ", "unset ", "declare ", "typeset ", "source ", ". ", "if ", "readonly "]
            .iter()
            .any(|lead| line.starts_with(lead))
            || name(line)
    };
    if any(&shell) {
        return Format::Shell;
    }
    if any(&|line| line.starts_with("anthropic.")) { Format::Properties } else { Format::Unknown }
}

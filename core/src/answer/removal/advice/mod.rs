//! How each format is edited, as data.

mod deployments;
mod infrastructure;
mod local;
mod pipelines;

use crate::surroundings::{Finding, Format};
use deployments::{COMPOSE, KUBERNETES, YAML};
use infrastructure::{ECS, HCL, LAMBDA, STACK, STATUS, TOML};
use local::{
    CLAUDE_SETTINGS, CREDENTIALS, DOCKERFILE, ENV, FISH, JSON, PLAIN, POWERSHELL, PROPERTIES, SHELL, SYSTEMD,
};
use pipelines::{AZURE, BITBUCKET, CIRCLECI, GITHUB, GITLAB};

pub(super) use local::STRAY;

/// How a setting of one format goes away.
pub(super) struct Advice {
    /// The line as the format writes it, with holes for `name` and `value`.
    pub(super) line: &'static str,
    /// The same where the setting is an item of a list, or stands in a script that the file holds.
    pub(super) item: &'static str,
    /// The line that stands in its place, if any.
    pub(super) instead: Option<&'static str>,
    /// What to keep in mind as the line goes.
    pub(super) about: &'static str,
    /// Commands, in order. They are given where every hole has a value.
    pub(super) commands: &'static [Command],
    /// What remains elsewhere.
    pub(super) remains: &'static [&'static str],
}

/// A command with holes, which is given where every hole has a value:
///
/// - `name`: the variable; `unit`: the file without its folder; `file`: the file.
/// - `secret`, `var`: what `${{ secrets.… }}` or `${{ vars.… }}` names; `from`: what `${…}` names.
/// - `workload`, `container`: such as `deployment/web`, of the place; `service`: of Cloud Run.
/// - `store`, `patch`: a Secret's name, and what takes its key away.
pub(super) struct Command {
    pub(super) language: &'static str,
    pub(super) text: &'static str,
    pub(super) about: &'static str,
}

const fn shell(text: &'static str, about: &'static str) -> Command {
    Command { language: "sh", text, about }
}

pub(super) const UNSET: Command = shell("unset ⟦name⟧", "Takes it out of the shell that is open.");
pub(super) const ONLY: &str = "Where more stands in this line, leave the rest.";
pub(super) const RESTART: &str = "A process keeps the variables that it was started with: start it anew.";

/// How a setting of a format goes away.
pub(super) fn advice(finding: &Finding, format: Format) -> &'static Advice {
    match format {
        Format::Json if finding.path.to_ascii_lowercase().contains("containerdefinitions") => &ECS,
        Format::Json if finding.path.contains("Environment.Variables.") => &LAMBDA,
        Format::Env => &ENV,
        Format::Dotenv => &PLAIN,
        Format::Shell => &SHELL,
        Format::PowerShell => &POWERSHELL,
        Format::Fish => &FISH,
        Format::Dockerfile => &DOCKERFILE,
        Format::Systemd => &SYSTEMD,
        Format::Properties => &PROPERTIES,
        Format::Credentials => &CREDENTIALS,
        Format::ClaudeSettings => &CLAUDE_SETTINGS,
        Format::Profile | Format::Json => &JSON,
        Format::Compose => &COMPOSE,
        Format::Kubernetes => &KUBERNETES,
        Format::Yaml => &YAML,
        Format::GithubWorkflow | Format::GithubAction => &GITHUB,
        Format::Gitlab => &GITLAB,
        Format::CircleCi => &CIRCLECI,
        Format::Bitbucket => &BITBUCKET,
        Format::Azure => &AZURE,
        Format::Unknown => &STRAY,
        Format::Hcl => &HCL,
        Format::Toml => &TOML,
        Format::Stack => &STACK,
        Format::AntStatus => &STATUS,
        Format::Source(language) => infrastructure::source(language, finding.kind),
    }
}

//! What lies around a workload: files and pasted texts, read for the settings that decide which credential wins.
//!
//! ```
//! use keyless_core::precedence::{PYTHON, Source, resolve};
//! use keyless_core::surroundings::{State, gather, read};
//! let reading = read(".bashrc", "export ANTHROPIC_API_KEY='sk-ant-api03-left-here-and-forgotten-long-ago'").unwrap();
//! assert_eq!((reading.findings[0].line, reading.findings[0].state), (1, State::Set));
//! assert_eq!(reading.findings[0].secret.as_deref(), Some("sk-ant-api03…-ago"));
//! let around = gather(&[reading], 1_790_000_000);
//! assert_eq!(resolve(&PYTHON, around.at(0, &PYTHON)).source, Source::ApiKey);
//! ```
//!
//! A reader per format, each in its own file. Values become masks as they are read; no text is kept. A file may hold several
//! places in which a process runs; [`Gathered`] says what each has around it.

mod arguments;
mod dockerfile;
mod dotenv;
mod excerpt;
mod finding;
mod format;
mod gather;
mod hcl;
mod json;
mod layer;
mod lex;
mod mask;
mod mentions;
mod pipeline;
mod properties;
mod shape;
mod shared;
mod shell;
mod sink;
mod source;
mod status;
#[cfg(test)]
mod status_tests;
mod store;
mod structure;
#[cfg(test)]
mod structured_tests;
#[cfg(test)]
mod tests;
mod toml;
mod unit;
mod value;
mod windows;
mod yaml;

pub use finding::{Finding, Kind, State, Unread};
pub use format::Format;
pub use gather::{Gathered, Place, gather};
pub use mask::masked;
pub use source::Language;

use crate::order::Order;
use crate::precedence::Content;
use crate::precedence::status::Status;
use sink::{Change, Sink, Spot};

/// The longest text that is read, in bytes.
pub const LONGEST: usize = 8 * 1024 * 1024;

/// What a text holds.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The file, as it was named.
    pub file: String,
    /// What it was taken for.
    pub format: Format,
    /// Every setting that decides about a credential, in the order of the text.
    pub findings: Vec<Finding>,
    /// What was not understood.
    pub unread: Vec<Unread>,
    changes: Vec<(usize, Change)>,
    spots: Vec<Spot>,
    content: Option<Content>,
    /// What `ant auth status` printed, where that was read: for [`crate::precedence::status::misleads`].
    pub status: Option<Status>,
}

/// Reads a text under its file's name, which may be a path, or `-`. None where it is longer than [`LONGEST`].
pub fn read(file: &str, text: &str) -> Option<Reading> {
    read_as(file, text, Format::of(file, text.get(..LONGEST).unwrap_or(text)))
}

/// Reads a text whose format is known.
pub fn read_as(file: &str, text: &str, format: Format) -> Option<Reading> {
    if text.len() > LONGEST {
        return None;
    }
    let mut sink = Sink::new(file);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let status = read_into(text, format, &mut sink);
    sink.findings.order_by_key(|finding| finding.line);
    sink.unread.order_by_key(|unread| unread.line);
    let keeps = matches!(format, Format::Profile | Format::Credentials);
    Some(Reading {
        file: sink.file,
        format,
        findings: sink.findings,
        unread: sink.unread,
        changes: sink.changes,
        spots: sink.spots,
        content: if keeps { gather::content(text) } else { None },
        status,
    })
}

/// Reads a text that stands inside of another, from the other's line `first` on.
fn nested(text: &str, first: usize, format: Format, around: &Sink) -> Sink {
    let mut inner = Sink::new(&around.file);
    let holds_others = matches!(format, Format::Hcl | Format::Source(_));
    if holds_others
        || matches!(format, Format::Unknown | Format::AntStatus | Format::Profile | Format::Credentials)
    {
        for (at, line) in text.lines().enumerate() {
            inner.guess(at + 1, line);
        }
    } else {
        read_into(text, format, &mut inner);
    }
    for line in inner.findings.iter_mut().map(|found| &mut found.line) {
        *line += first.saturating_sub(1);
    }
    for line in inner.unread.iter_mut().map(|unread| &mut unread.line) {
        *line += first.saturating_sub(1);
    }
    inner
}

fn read_into(text: &str, format: Format, out: &mut Sink) -> Option<Status> {
    match format {
        Format::Env => dotenv::read_output(text, out),
        Format::Dotenv => dotenv::read(text, out),
        Format::Shell => shell::read(text, out),
        Format::PowerShell => windows::read(text, out),
        Format::Fish => shell::read_fish(text, out),
        Format::Dockerfile => dockerfile::read(text, out),
        Format::Systemd => unit::read(text, out),
        Format::Properties => properties::read(text, out),
        Format::Profile => json::read(text, json::Json::Profile, out),
        Format::Credentials => json::read(text, json::Json::Credentials, out),
        Format::ClaudeSettings => json::read(text, json::Json::Settings, out),
        Format::Json => json::read(text, json::Json::Other, out),
        Format::Hcl => hcl::read(text, out),
        Format::Toml => toml::read(text, out),
        Format::Source(language) => source::read(text, language, out),
        Format::AntStatus => return status::read(text, out),
        Format::Compose => yaml::read_compose(text, out),
        Format::Kubernetes => yaml::read_kubernetes(text, out),
        Format::Stack => yaml::read_stack(text, out),
        Format::Yaml => yaml::read_other(text, out),
        Format::GithubWorkflow
        | Format::GithubAction
        | Format::Gitlab
        | Format::CircleCi
        | Format::Bitbucket
        | Format::Azure => pipeline::read(text, format, out),
        Format::Unknown => {
            out.unread(1, "the format is not known; only keys that stand there by themselves were found");
            for (at, line) in text.lines().enumerate() {
                out.guess(at + 1, line);
            }
        }
    }
    None
}

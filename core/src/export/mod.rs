//! Files to take away. The same setup gives the same bytes; no file holds a token or a key.
//!
//! An export is one file with an [`Export`] constant and one line in [`ALL`]. JSON is serialised, never templated; every
//! typed text passes through [`crate::quote`] on its way into anything else.

mod kinds;

pub use kinds::ALL;

use crate::providers::TokenSource;
use crate::quote::Syntax;
use crate::setup::Setup;

/// What a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// JSON
    Json,
    /// Bash
    Shell,
    /// YAML
    Yaml,
    /// `NAME=value` lines
    Dotenv,
    /// Markdown
    Markdown,
    /// HCL
    Hcl,
    /// Python
    Python,
    /// TypeScript
    TypeScript,
    /// TOML
    Toml,
    /// Groovy
    Groovy,
    /// Go
    Go,
    /// Java
    Java,
    /// C#
    CSharp,
    /// PHP
    Php,
    /// Ruby
    Ruby,
    /// Dockerfile
    Dockerfile,
}

impl Language {
    /// The language of a syntax in which values are quoted.
    pub const fn of(syntax: Syntax) -> Self {
        match syntax {
            Syntax::Json | Syntax::Number => Self::Json,
            Syntax::Shell => Self::Shell,
            Syntax::Yaml
            | Syntax::Workflow
            | Syntax::ContainerVariable
            | Syntax::Dollar
            | Syntax::GoTemplate
            | Syntax::CircleCi => Self::Yaml,
            Syntax::Dotenv => Self::Dotenv,
            Syntax::Hcl => Self::Hcl,
            Syntax::Python => Self::Python,
            Syntax::TypeScript => Self::TypeScript,
            Syntax::Toml => Self::Toml,
            Syntax::Groovy => Self::Groovy,
            Syntax::Go => Self::Go,
            Syntax::Java => Self::Java,
            Syntax::CSharp => Self::CSharp,
            Syntax::Php => Self::Php,
            Syntax::Ruby => Self::Ruby,
            Syntax::Dockerfile => Self::Dockerfile,
        }
    }

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Shell => "Shell",
            Self::Yaml => "YAML",
            Self::Dotenv => "Environment",
            Self::Markdown => "Markdown",
            Self::Hcl => "Terraform",
            Self::Python => "Python",
            Self::TypeScript => "TypeScript",
            Self::Toml => "TOML",
            Self::Groovy => "Groovy",
            Self::Go => "Go",
            Self::Java => "Java",
            Self::CSharp => "C#",
            Self::Php => "PHP",
            Self::Ruby => "Ruby",
            Self::Dockerfile => "Dockerfile",
        }
    }

    /// Its media type, for downloads.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Shell => "text/x-shellscript",
            Self::Yaml => "application/yaml",
            Self::Dotenv => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Hcl | Self::Dockerfile => "text/plain",
            Self::Python => "text/x-python",
            Self::Toml => "application/toml",
            Self::Groovy => "text/x-groovy",
            Self::TypeScript => "text/x-typescript",
            Self::Go => "text/x-go",
            Self::Java => "text/x-java",
            Self::CSharp => "text/x-csharp",
            Self::Php => "application/x-php",
            Self::Ruby => "text/x-ruby",
        }
    }
}

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Purpose {
    /// Makes the resources at Claude.
    Claude,
    /// Sets the platform up.
    Platform,
    /// Wires the workload.
    Workload,
    /// Calls Claude from a program.
    Code,
    /// Tells people what to do.
    People,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Relative path with `/` and a true extension, such as `claude/issuer.json`. Never holds typed text.
    pub path: String,
    /// One line: what it is.
    pub title: String,
    /// What it is for.
    pub purpose: Purpose,
    /// What it is written in.
    pub language: Language,
    /// Where it belongs, if its path does not say so; may hold typed text.
    pub belongs: Option<String>,
    /// Its text; ends in a line break.
    pub body: String,
}

/// A kind of file.
pub struct Export {
    /// Stable name.
    pub id: &'static str,
    /// Whether it makes sense for a setup.
    pub fits: fn(&Setup) -> bool,
    /// Writes it.
    pub render: fn(&Setup) -> Vec<Artifact>,
}

/// Every file for a setup, in the order in which pages list them.
pub fn artifacts(setup: &Setup) -> Vec<Artifact> {
    ALL.iter().filter(|e| (e.fits)(setup)).flat_map(|e| (e.render)(setup)).collect()
}

/// The programs of a setup, one for each SDK, were its tokens to come from this source.
pub fn programs(setup: &Setup, source: TokenSource) -> Vec<Artifact> {
    kinds::programs(setup, source)
}

/// A value that nobody can know yet, or that the person has not entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What stands in the files.
    pub placeholder: String,
    /// What it is and where it comes from.
    pub meaning: String,
}

/// Every placeholder that stands in the files of a setup.
pub fn missing(setup: &Setup) -> Vec<Missing> {
    kinds::missing(setup)
}

//! Frameworks, gateways and tools in front of the API: which use the chain of an SDK, which need a key, and the way round.
//!
//! Facts of others age fast, so each [`Entry`] is dated, names the version that was looked at, and says how it is known. What
//! could not be found out has no entry. [`in_text`] finds entries in sources and in lists of dependencies.
//!
//! ```
//! use keyless_core::compat::{Takes, in_text, search};
//! let found = in_text("requirements.txt", "fastapi\nlangchain-anthropic==1.7.10\n");
//! assert_eq!((found[0].entry.slug, found[0].line), ("langchain", 2));
//! assert_eq!(search("spring")[0].takes, Takes::ChainUnless);
//! ```

mod detect;
mod entries;
mod sign;
#[cfg(test)]
mod tests;

pub use detect::{Found, in_text};
pub use sign::{Ecosystem, Sign};

use crate::order::Order;
use crate::precedence::Client;

/// What kind of thing an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A library that programs call models through.
    Framework,
    /// A server between programs and the API.
    Gateway,
    /// An agent, an editor or an action that calls the API by itself.
    Tool,
    /// What watches calls.
    Observability,
    /// Software that people set up on screens rather than in code.
    NoCode,
    /// Another road to the models, through a cloud.
    Cloud,
}

impl Kind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [Self; 6] =
        [Self::Framework, Self::Gateway, Self::Tool, Self::NoCode, Self::Observability, Self::Cloud];

    /// A heading for entries of this kind.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Framework => "Frameworks",
            Self::Gateway => "Gateways",
            Self::Tool => "Agents, editors and actions",
            Self::Observability => "Observability",
            Self::NoCode => "No-code",
            Self::Cloud => "Cloud platforms",
        }
    }
}

/// Whose rules decide which credential goes out.
#[derive(Clone, Copy, Debug)]
pub enum Under {
    /// Those of one of our clients.
    Sdk(&'static Client),
    /// Those of another entry, by its slug.
    Entry(&'static str),
    /// Its own: it makes its own requests.
    Own,
}

/// How something takes its credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// The chain of the SDK under it, as it stands.
    Chain,
    /// That chain, unless a key or the like is given to it.
    ChainUnless,
    /// An exchange of its own.
    Federates,
    /// A key: without one it refuses, or breaks the chain.
    Key,
    /// The cloud's credential; the API's are not used.
    Cloud,
    /// None: it makes no calls of its own.
    Nothing,
}

impl Takes {
    /// A few words for a table.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Chain => "the SDK's chain",
            Self::ChainUnless => "the SDK's chain, unless given a key",
            Self::Federates => "federation of its own",
            Self::Key => "needs a key",
            Self::Cloud => "the cloud's credential",
            Self::Nothing => "none",
        }
    }
}

/// How an entry is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// It and its way round were run without a key, up to the credential that its client found.
    Run,
    /// Its source was read.
    Source,
    /// Its documentation was read.
    Documentation,
    /// Its issues were read.
    Issue,
}

impl Evidence {
    /// A few words for a table.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Source => "source read",
            Self::Documentation => "documentation read",
            Self::Issue => "issues read",
        }
    }
}

/// One framework, gateway, tool or platform.
#[derive(Debug)]
pub struct Entry {
    /// Its stable name, for addresses and JSON.
    pub slug: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// What kind of thing it is.
    pub kind: Kind,
    /// The language that it is used from; empty where that does not matter.
    pub language: &'static str,
    /// The names by which sources and lists of dependencies give it away.
    pub signs: &'static [Sign],
    /// Whose rules decide.
    pub under: Under,
    /// How it takes its credential.
    pub takes: Takes,
    /// The version, or the day of the text, that was looked at.
    pub version: &'static str,
    /// What was found.
    pub how: &'static str,
    /// What to do so that federation is used. None where nothing need be done but to give it no key.
    pub way: Option<&'static str>,
    /// What still goes before federation; empty where nothing does.
    pub outranks: &'static str,
    /// Where that was read.
    pub sources: &'static [&'static str],
    /// The day on which it was read, as `YYYY-MM-DD`.
    pub read: &'static str,
    /// How it is known.
    pub evidence: Evidence,
}

/// Every entry, by kind.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    entries::ALL.iter().copied().flatten()
}

/// The entry of a slug.
pub fn find(slug: &str) -> Option<&'static Entry> {
    all().find(|entry| entry.slug == slug)
}

/// Entries in which every word occurs, in any case: in the name, a package's name, the language or the kind. Those with the
/// first word in their name come first. No word finds everything.
pub fn search(words: &str) -> Vec<&'static Entry> {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let mut found: Vec<_> = all().filter(|entry| words.iter().all(|word| entry.has(word))).collect();
    if let Some(first) = words.first() {
        found.order_by_key(|entry| !entry.name.to_lowercase().contains(first));
    }
    found
}

impl Entry {
    fn has(&self, word: &str) -> bool {
        [self.slug, self.name, self.language, self.kind.title()]
            .into_iter()
            .chain(self.signs.iter().map(|sign| sign.name))
            .any(|text| text.to_lowercase().contains(word))
    }
}

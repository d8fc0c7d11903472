//! How a workload gets its token, how long tokens live, and where a program finds one.

use super::{Answers, Command};

/// How a workload gets its token.
#[derive(Debug)]
pub struct TokenRequest {
    /// In a sentence or two.
    pub how: &'static str,
    /// What must be in place first: the list to go through before anything else.
    pub before: &'static [Precondition],
    /// The command that asks for one, to try it out: it prints a live token.
    pub command: Command,
    /// Where a program finds a token at each exchange, given the answers: what client code is written from.
    pub source: fn(&Answers) -> TokenSource,
    /// The file in which the workload finds its token: one that the platform keeps, or one that the wiring writes. An absolute
    /// path that needs no quotes in any language.
    pub file: fn(&Answers) -> &'static str,
    /// What is to be known of that path; empty where nothing is.
    pub file_note: &'static str,
    /// How long tokens live and how they are handed out.
    pub life: TokenLife,
    /// How tokens, their lifetimes and single use play together there.
    pub replay: &'static str,
}

/// Something that must be in place first.
#[derive(Debug)]
pub struct Precondition {
    /// What, in a sentence.
    pub what: &'static str,
    /// The read-only command that tells whether it is.
    pub check: Option<Command>,
    /// The command that puts it in place.
    pub fix: Option<Command>,
    /// Whether it is asked for, given the answers.
    pub when: fn(&Answers) -> bool,
}

impl Precondition {
    /// One that is told in words alone.
    pub const fn new(what: &'static str) -> Self {
        Self { what, check: None, fix: None, when: |_| true }
    }

    /// The same, with the read-only command that tells whether it is in place.
    #[must_use]
    pub const fn checked_by(mut self, template: &'static str, does: &'static str) -> Self {
        self.check = Some(Command::new(template, does));
        self
    }

    /// The same, with the command that puts it in place.
    #[must_use]
    pub const fn fixed_by(mut self, template: &'static str, does: &'static str) -> Self {
        self.fix = Some(Command::new(template, does));
        self
    }

    /// The same, asked for only where the answers say so.
    #[must_use]
    pub const fn when(mut self, when: fn(&Answers) -> bool) -> Self {
        self.when = when;
        self
    }
}

/// Where a program finds a token at each exchange.
///
/// Texts have `{field}` holes, as commands have, for answers and the names of [`super::Names`], `{name|json}` being a string of JSON; `{$NAME}` stands for a variable of
/// the environment that is read when the program runs. What is filled in is data in whatever language it lands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenSource {
    /// In [`TokenRequest::file`], which the platform keeps fresh, or which the wiring writes before the program starts.
    File,
    /// In a variable of the environment that the platform sets when the job starts.
    Variable(&'static str),
    /// A program prints a fresh one. Its words.
    Program(&'static [&'static str]),
    /// An address answers with a fresh one.
    Http(HttpSource),
}

/// An address that answers with a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HttpSource {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The address without its query.
    pub url: &'static str,
    /// The query's names and values, which the client encodes.
    pub query: &'static [(&'static str, &'static str)],
    /// Names and values of headers.
    pub headers: &'static [(&'static str, &'static str)],
    /// The member of the JSON answer that is the token; `None` where the whole answer is.
    pub member: Option<&'static str>,
}

/// How long tokens live and how they are handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenLife {
    /// How long one lives where nobody chose, in seconds.
    pub usual_seconds: u64,
    /// The longest that one can live, in seconds; `None` where it is not documented.
    pub longest_seconds: Option<u64>,
    /// Whether these were not confirmed by the platform's documentation.
    pub unverified: bool,
    /// When there is a new one.
    pub handed_out: HandedOut,
    /// Whether it carries a `jti`, which makes it good for one exchange.
    pub jti: Jti,
}

/// When a workload can have another token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandedOut {
    /// At each request.
    PerRequest,
    /// Once for a whole job or step.
    PerJob,
    /// The platform replaces it where it lies, this many seconds after it was made.
    Replaced {
        /// Seconds.
        after_seconds: u64,
    },
    /// At each request, but the same one again until it is about to end.
    Cached,
}

/// Whether a token carries a `jti`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jti {
    /// Always.
    Always,
    /// Never.
    Never,
    /// Some do, or it is not documented.
    Perhaps,
}

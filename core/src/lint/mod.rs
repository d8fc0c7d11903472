//! What is wrong, loose or useless in a rule that the service would take all the same.
//!
//! A finding is one file with a [`Lint`] constant, one Markdown page beside it with examples that tests run, and one line
//! in [`ALL`]. Findings judge a rule as a whole: what another matcher closes is not reported.

mod around;
mod expression;
mod findings;
mod look;
mod pinned;
mod segments;

use crate::order::Order;
use crate::providers::{Answers, Provider};
use crate::rule::{AccountDraft, Edit, FieldPath, IssuerDraft, RuleDraft};
use crate::setup::Setup;
use crate::strangers::Ring;
use crate::token::Claims;
use std::ops::Range;

pub use findings::ALL;
pub use look::Look;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Wider or weaker than it need be.
    Warning,
    /// Lets strangers in, or can never work.
    Error,
}

impl Severity {
    /// Stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How sure it is that something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// It hangs on what only its author knows, such as whether a whole namespace is meant.
    Likely,
    /// It follows from what service and platform document.
    Certain,
}

impl Confidence {
    /// Stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

/// Where a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The field.
    pub field: FieldPath,
    /// The part of its text, in bytes; always on character edges.
    pub range: Option<Range<usize>>,
}

/// Whether a fix can be applied without thinking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// It lets nobody in who was kept out, and keeps nobody out who is meant.
    Safe,
    /// Look at it first: it may keep out a workload that relies on the loose rule.
    Review,
}

/// A way to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the button says.
    pub title: String,
    /// What it changes.
    pub edits: Vec<Edit>,
    /// Whether it can be applied without thinking.
    pub safety: Safety,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The check's code.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// What is wrong, and what follows.
    pub message: String,
    /// Where.
    pub at: Place,
    /// More about it.
    pub notes: Vec<String>,
    /// How to mend it.
    pub fix: Option<Fix>,
}

/// What a check looks at.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The issuer.
    pub issuer: &'a IssuerDraft,
    /// The rule.
    pub rule: &'a RuleDraft,
    /// The service account.
    pub account: &'a AccountDraft,
    /// The platform, where it is known.
    pub provider: Option<&'static Provider>,
    /// A token of the workload, where one was pasted.
    pub token: Option<&'a Claims>,
}

impl<'a> Subject<'a> {
    /// What a setup says, with a token if there is one.
    pub fn of(setup: &'a Setup, token: Option<&'a Claims>) -> Self {
        Self {
            issuer: &setup.issuer,
            rule: &setup.rule,
            account: &setup.account,
            provider: setup.provider(),
            token,
        }
    }
}

/// A check.
pub struct Lint {
    /// Stable kebab-case name of the bad pattern; never used again for another.
    pub code: &'static str,
    /// One line.
    pub summary: &'static str,
    /// The worst that it reports.
    pub severity: Severity,
    /// How sure its findings are.
    pub confidence: Confidence,
    /// Its page, Markdown.
    pub page: &'static str,
    /// Looks, and reports.
    pub run: fn(&Look<'_>, &mut Vec<Finding>),
}

/// Runs every check; worst first, in the registry's order otherwise.
pub fn run(subject: &Subject<'_>) -> Vec<Finding> {
    findings(&Look::at(subject))
}

/// The same, with the workload and everybody around it, whom checks ask about as well.
pub fn run_with_strangers(subject: &Subject<'_>) -> (Vec<Finding>, Ring) {
    let look = Look::at(subject);
    let found = findings(&look);
    (found, look.into_ring())
}

fn findings(look: &Look<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    if is_untouched(look) {
        return found;
    }
    for lint in ALL {
        (lint.run)(look, &mut found);
    }
    found.order_by_key(|f| std::cmp::Reverse(f.severity));
    found
}

/// Whether the rule is a platform's suggestion for a form in which nothing was entered yet, without so much as a name.
fn is_untouched(subject: &Subject<'_>) -> bool {
    let suggested = |provider: &Provider| (provider.suggest)(&Answers::default()).rule;
    subject.rule.name.is_empty()
        && subject.provider.is_some_and(|provider| suggested(provider) == *subject.rule)
}

/// Finds a check by its code.
pub fn find(code: &str) -> Option<&'static Lint> {
    ALL.iter().copied().find(|l| l.code == code)
}

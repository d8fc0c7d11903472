//! Platforms that mint identity tokens, as data.
//!
//! A [`Provider`] is a value: what it is, which issuers it has, what its claims mean and pin, the form that a person fills,
//! what to suggest, how a workload asks for its token, where keys hide there and what federation does not solve. Forms,
//! findings, exports and checklists ask the value; nothing outside a provider's own file asks which provider it is.

pub mod detect;
mod github_actions;
mod kubernetes;
pub(crate) mod template;

pub use template::{TemplateProblem, fill, holes};

use crate::facts::Source;
use crate::rule::{AccountDraft, IssuerDraft, RuleDraft};
use crate::token::Claims;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Every provider, in the order in which galleries show them.
pub static ALL: &[&Provider] = &[&github_actions::PROVIDER, &kubernetes::PROVIDER];

/// Finds a provider by its slug.
pub fn find(slug: &str) -> Option<&'static Provider> {
    ALL.iter().copied().find(|p| p.slug == slug)
}

/// The provider whose tokens are recognised under this detection slug, such as `kubernetes-eks`.
pub fn find_by_detection(slug: &str) -> Option<&'static Provider> {
    ALL.iter().copied().find(|p| p.issuers.iter().any(|i| i.detection == slug))
}

/// A platform that mints identity tokens.
pub struct Provider {
    /// Stable name for addresses, files and saved setups.
    pub slug: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// One line: use this when.
    pub use_when: &'static str,
    /// Pages that the facts below were read on.
    pub docs: &'static [Source],
    /// Issuers that it has.
    pub issuers: &'static [IssuerShape],
    /// Claims that it sends.
    pub claims: &'static [ClaimSpec],
    /// Forms of `sub`, commonest first.
    pub subjects: &'static [SubjectForm],
    /// Characters that end a segment of `sub`.
    pub segment_ends: &'static [char],
    /// The form, in the order in which it is shown.
    pub fields: &'static [Field],
    /// The issuer, rule and account for a form, filled or not: tight where the answers allow it.
    pub suggest: fn(&Answers) -> Suggestion,
    /// The answers that a text holds which was pasted into one field, that field's own among them: an address of a repository
    /// fills its owner too. Empty where the text holds no more than its own field's answer.
    pub spread: fn(&str, &str) -> Vec<(&'static str, String)>,
    /// What a token says about the form.
    pub answers_from: fn(&Claims) -> Answers,
    /// Another spelling of a subject, where the platform is moving from one to the other: the subject that a token of the
    /// same workload would carry in the other spelling, given its claims.
    pub other_subject: fn(&Claims) -> Option<String>,
    /// How the workload gets its token.
    pub request: TokenRequest,
    /// Where a static key hides there.
    pub key_places: &'static [KeyPlace],
    /// What federation does not solve there.
    pub guard: Guard,
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Provider").field(&self.slug).finish()
    }
}

impl PartialEq for Provider {
    fn eq(&self, other: &Self) -> bool {
        self.slug == other.slug
    }
}

impl Provider {
    /// What is known of a claim that it sends.
    pub fn claim(&self, name: &str) -> Option<&'static ClaimSpec> {
        self.claims.iter().find(|c| c.name == name)
    }
}

/// One of a provider's issuers.
#[derive(Debug)]
pub struct IssuerShape {
    /// The detection slug of its tokens, such as `github-actions-ghes`.
    pub detection: &'static str,
    /// What it is called in the form.
    pub name: &'static str,
    /// What the address looks like.
    pub example: &'static str,
    /// Whether other customers' tokens come from the same issuer, so that a rule must pin the tenant.
    pub shared: bool,
    /// Whether the service can usually reach it to fetch keys.
    pub reachable: bool,
}

/// What a claim holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimKind {
    /// A text: the only kind that a rule's `claims` can match.
    Text,
    /// A number.
    Number,
    /// A boolean.
    Boolean,
    /// A list.
    List,
    /// A map.
    Map,
}

/// What a claim fixes when a rule compares it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pins {
    /// The customer: organization, account, enterprise.
    Tenant,
    /// The workload: repository, project, service account.
    Workload,
    /// A branch, tag or environment of the workload.
    Ref,
    /// Something about the run, such as its event or its runner.
    Run,
    /// Nothing that lasts: it differs from token to token.
    Nothing,
}

/// A claim that a provider sends.
#[derive(Debug)]
pub struct ClaimSpec {
    /// Its name at the top level of the token.
    pub name: &'static str,
    /// What it holds.
    pub kind: ClaimKind,
    /// What it means.
    pub meaning: &'static str,
    /// What it fixes.
    pub pins: Pins,
    /// Whether a rename can give the same text to somebody else.
    pub renameable: bool,
    /// Who can choose it, where that is somebody with fewer rights than an administrator.
    pub chosen_by: Option<&'static str>,
    /// The claim that names the same thing by an id that is never used again.
    pub immutable_twin: Option<&'static str>,
}

/// A form that `sub` takes.
#[derive(Debug)]
pub struct SubjectForm {
    /// With capitals where values stand.
    pub form: &'static str,
    /// When the platform uses it.
    pub when: &'static str,
    /// Whether it was inferred rather than read in the platform's documentation.
    pub unverified: bool,
}

/// A field of a provider's form.
#[derive(Debug)]
pub struct Field {
    /// Stable name; templates use it.
    pub id: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What to enter, in a sentence.
    pub hint: &'static str,
    /// What an entry looks like.
    pub example: &'static str,
    /// What stands in commands and files while it is empty.
    pub placeholder: &'static str,
    /// Whether the suggestion is loose, or the files unusable, without it.
    pub need: Need,
    /// How it is entered.
    pub entry: Entry,
    /// Commands that print its value.
    pub find: &'static [Command],
    /// Whether it is asked, given the other answers.
    pub asked: fn(&Answers) -> bool,
    /// What is wrong with an entry, and what to do; `None` where nothing is. Empty entries are not asked about.
    pub check: fn(&str) -> Option<&'static str>,
}

/// How much a field matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The files are unusable without it.
    Required,
    /// The rule is looser without it.
    Recommended,
    /// It only adds something.
    Optional,
}

/// How a field is entered.
#[derive(Debug, Clone, Copy)]
pub enum Entry {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// One of several; the first is the default.
    Choice(&'static [Choice]),
}

/// One of several.
#[derive(Debug)]
pub struct Choice {
    /// What is kept.
    pub value: &'static str,
    /// What is shown.
    pub label: &'static str,
}

/// A command to run on the platform.
#[derive(Debug)]
pub struct Command {
    /// With `{field}` where an answer belongs; answers are quoted for the shell when filled in.
    pub template: &'static str,
    /// What it prints or does.
    pub does: &'static str,
}

/// How a workload gets its token.
#[derive(Debug)]
pub struct TokenRequest {
    /// In a sentence or two.
    pub how: &'static str,
    /// What must be in place first.
    pub before: &'static [&'static str],
    /// The command that asks for one, to try it out: it prints a live token.
    pub command: Command,
    /// How tokens, their lifetimes and single use play together there.
    pub replay: &'static str,
}

/// A place where a static key hides.
#[derive(Debug)]
pub struct KeyPlace {
    /// What it is called there.
    pub name: &'static str,
    /// A read-only command that prints names, never values.
    pub find: Command,
    /// The command that removes it; `None` where it is a matter of editing.
    pub remove: Option<Command>,
}

/// What federation does not solve.
#[derive(Debug)]
pub struct Guard {
    /// Who can mint this identity upstream.
    pub minters: &'static [&'static str],
    /// Read-only commands that list them.
    pub audit: &'static [Command],
    /// What to watch afterwards.
    pub watch: &'static [&'static str],
    /// When this workload should not move yet.
    pub not_yet: &'static [&'static str],
}

/// What a provider proposes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suggestion {
    /// The issuer.
    pub issuer: IssuerDraft,
    /// The rule.
    pub rule: RuleDraft,
    /// The service account.
    pub account: AccountDraft,
}

/// A provider's form as filled in. Blank answers do not count; texts are kept as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, String>);

impl Answers {
    /// The answer, without blanks around it; empty where there is none.
    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", |v| v.trim())
    }

    /// The answer as typed.
    pub fn typed(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// The answer, if there is one.
    pub fn some(&self, field: &str) -> Option<&str> {
        Some(self.get(field)).filter(|v| !v.is_empty())
    }

    /// Answers a field.
    pub fn set(&mut self, field: &str, value: &str) {
        self.0.insert(field.to_owned(), value.to_owned());
    }

    /// Takes over every answer that is not blank.
    pub fn extend(&mut self, other: &Self) {
        for (field, value) in &other.0 {
            if !value.trim().is_empty() {
                self.0.insert(field.clone(), value.clone());
            }
        }
    }

    /// Every answer as typed.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v.as_str()))
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Answers {
    fn from(pairs: [(&str, &str); N]) -> Self {
        Self(pairs.into_iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect())
    }
}

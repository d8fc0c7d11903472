//! Platforms that mint identity tokens, as data.
//!
//! A [`Provider`] is a value: what it is, which issuers it has, what its claims mean and pin, the form that a person fills,
//! what to suggest, how a workload asks for its token, where keys hide there and what federation does not solve. Forms,
//! findings, exports and checklists ask the value; nothing outside a provider's own file asks which provider it is.

mod answers;
mod auth0;
mod aws_sts;
mod bitbucket_pipelines;
mod buildkite;
mod ci;
mod circleci;
mod claim;
mod custom_oidc;
pub mod detect;
mod entra;
mod fly_io;
mod github_actions;
mod gitlab_ci;
mod google_cloud;
mod hcp_terraform;
mod jenkins;
mod keycloak;
mod kubernetes;
mod oidc;
mod okta;
mod request;
mod shared;
mod spacelift;
mod specimen;
mod spiffe;
pub(crate) mod template;
mod vault;
mod vercel;
mod wiring;

pub use answers::Answers;
pub use claim::{ClaimKind, ClaimSpec, Pins, passes};
pub use request::{HandedOut, HttpSource, Jti, Precondition, TokenLife, TokenRequest, TokenSource};
pub use specimen::{Change, Changes, PLAIN, Parts, Specimen, Stranger};
pub(crate) use template::Part;
pub use template::{TemplateProblem, fill, holes};
pub use wiring::{Body, Names, Wiring};

use crate::facts::Source;
use crate::rule::{AccountDraft, IssuerDraft, RuleDraft};
use crate::token::Claims;

/// Every provider, in the order in which galleries show them.
pub static ALL: &[&Provider] = &[
    &github_actions::PROVIDER,
    &gitlab_ci::PROVIDER,
    &buildkite::PROVIDER,
    &hcp_terraform::PROVIDER,
    &spacelift::PROVIDER,
    &circleci::PROVIDER,
    &bitbucket_pipelines::PROVIDER,
    &aws_sts::PROVIDER,
    &google_cloud::PROVIDER,
    &entra::PROVIDER,
    &kubernetes::PROVIDER,
    &spiffe::PROVIDER,
    &okta::PROVIDER,
    &auth0::PROVIDER,
    &keycloak::PROVIDER,
    &vercel::PROVIDER,
    &fly_io::PROVIDER,
    &jenkins::PROVIDER,
    &vault::PROVIDER,
    &custom_oidc::PROVIDER,
];

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
    /// What the gallery shows: one tile, or several where people look for it under several names.
    pub tiles: &'static [Tile],
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
    /// What its tokens say, and whose tokens come from the same issuer.
    pub specimen: &'static Specimen,
    /// What gives its tokens away, where [`detect`] does not know them already.
    pub recognise: fn(&Claims) -> Option<&'static str>,
    /// How the workload gets its token.
    pub request: TokenRequest,
    /// Where a static key hides there.
    pub key_places: &'static [KeyPlace],
    /// What federation does not solve there.
    pub guard: Guard,
    /// Files in the platform's own language: what wires the workload, and what sets the platform up.
    pub wiring: &'static [Wiring],
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
    /// Whether a command is of use with these answers: its own condition holds, and every field that it names is asked.
    pub fn shows(&self, command: &Command, answers: &Answers) -> bool {
        let asked = |name: &&str| self.fields.iter().all(|field| field.id != *name || (field.asked)(answers));
        (command.when)(answers) && holes(command.template).is_ok_and(|names| names.iter().all(asked))
    }

    /// What is known of a claim that it sends.
    pub fn claim(&self, name: &str) -> Option<&'static ClaimSpec> {
        self.claims.iter().find(|c| c.name == name)
    }
}

/// A way into a provider's form.
#[derive(Debug)]
pub struct Tile {
    /// What people call it.
    pub name: &'static str,
    /// One line: use this when.
    pub use_when: &'static str,
    /// Other words that people search for it by.
    pub words: &'static [&'static str],
    /// Where galleries show it.
    pub group: Group,
    /// Answers that the choice of the tile gives.
    pub answers: &'static [(&'static str, &'static str)],
}

/// What a person calls the place that a workload runs in: galleries have a heading for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// What builds, tests, plans and deploys.
    Pipelines,
    /// Machines, functions and apps that somebody else hosts.
    Clouds,
    /// Pods, meshes and what runs on machines of one's own.
    Clusters,
    /// What signs tokens for workloads anywhere.
    Issuers,
}

impl Group {
    /// Every group, in the order in which galleries show them.
    pub const ALL: [Self; 4] = [Self::Pipelines, Self::Clouds, Self::Clusters, Self::Issuers];

    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Pipelines => "CI/CD and automation",
            Self::Clouds => "Clouds and hosting",
            Self::Clusters => "Kubernetes and service meshes",
            Self::Issuers => "Identity providers and vaults",
        }
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
    /// How a token of this issuer is told from others.
    pub told_by: &'static str,
    /// Whether other customers' tokens come from the same issuer, so that a rule must pin the tenant.
    pub shared: bool,
    /// Whether the service can usually reach it to fetch keys.
    pub reachable: bool,
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

impl Field {
    /// A line that is always asked and may be left empty; a field says where it differs.
    pub(crate) const LINE: Self = Self {
        id: "",
        label: "",
        hint: "",
        example: "",
        placeholder: "",
        need: Need::Optional,
        entry: Entry::Line,
        find: &[],
        asked: |_| true,
        check: |_| None,
    };

    /// The same, without which the files are unusable.
    pub(crate) const NEEDED: Self = Self { need: Need::Required, ..Self::LINE };
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
    /// Whether it is shown, given the answers.
    pub when: fn(&Answers) -> bool,
}

impl Command {
    /// A command that is always shown.
    pub const fn new(template: &'static str, does: &'static str) -> Self {
        Self { template, does, when: |_| true }
    }

    /// The same, shown only where the answers say so.
    #[must_use]
    pub const fn when(mut self, when: fn(&Answers) -> bool) -> Self {
        self.when = when;
        self
    }
}

/// A place where a static key hides.
#[derive(Debug)]
pub struct KeyPlace {
    /// What it is called there.
    pub name: &'static str,
    /// A read-only command that prints names, never values. The place is shown where this command is.
    pub find: Command,
    /// The command that removes it; `None` where it is a matter of editing.
    pub remove: Option<Command>,
}

impl KeyPlace {
    /// A place from which a key is removed by editing.
    pub const fn new(name: &'static str, find: Command) -> Self {
        Self { name, find, remove: None }
    }

    /// The same, with the command that removes the key.
    #[must_use]
    pub const fn removed_by(mut self, remove: Command) -> Self {
        self.remove = Some(remove);
        self
    }
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
    /// What could not be told from the answers and needs a person's look, in sentences.
    pub doubts: Vec<String>,
}

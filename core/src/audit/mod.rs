//! The rules that an organization has: what is wrong with each, who else gets in, and how to mend it.
//!
//! An [`Inventory`] is what the Admin API's lists hold, put together; [`Inventory::row`] judges one rule, so that a page can
//! do many in slices. Reports for people and for tools are in [`report`], what mends the rules in [`repair`].
//!
//! ```
//! use keyless_core::{audit::Inventory, rule};
//! let listed = r#"{"data": [{"type": "federation_rule", "id": "fdrl_01A", "name": "ci", "issuer_id": "fdis_01A",
//!     "match": {"subject_prefix": "repo:acme*", "audience": "https://api.anthropic.com"}, "oauth_scope": "workspace:developer",
//!     "target": {"type": "service_account", "service_account_id": "svac_01A"}, "workspace_ids": ["wrkspc_01A"]}]}"#;
//! let inventory = Inventory::new(rule::read(listed).unwrap());
//! let row = inventory.row(0).unwrap();
//! assert!(row.findings.iter().any(|finding| finding.code == "subject-prefix-splits-segment"));
//! assert!(row.strangers.iter().any(|stranger| stranger.id == "look-alike-owner" && stranger.admission.may_enter()));
//! ```

mod relations;
pub mod repair;
pub mod report;
mod sarif;
mod source;
#[cfg(test)]
mod tests;

pub use relations::{Between, Relation};

use crate::lint::{self, Finding, Severity, Subject};
use crate::providers::Provider;
use crate::rule::{AccountDraft, AdminObjects, DraftProblem, IssuerDraft, RuleDraft};
use crate::strangers;
use crate::verdict::Admission;

/// What the lists hold.
#[derive(Debug, Clone, Default)]
pub struct Inventory {
    issuers: Vec<IssuerDraft>,
    rules: Vec<RuleDraft>,
    accounts: Vec<AccountDraft>,
    /// What the lists have that the service would not take.
    pub problems: Vec<DraftProblem>,
}

/// What stands in the way of a rule, whatever it compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is archived: it lets in nobody.
    Archived,
    /// Its issuer is archived: it lets in nobody.
    IssuerArchived,
    /// Its service account is archived.
    AccountArchived,
    /// Issuers were given, and its own is not among them.
    IssuerMissing,
    /// Service accounts were given, and its own is not among them.
    AccountMissing,
    /// No workspace is enabled for it.
    NoWorkspace,
}

impl Standing {
    /// In a few words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Archived => "archived",
            Self::IssuerArchived => "issuer archived",
            Self::AccountArchived => "service account archived",
            Self::IssuerMissing => "issuer not in the lists",
            Self::AccountMissing => "service account not in the lists",
            Self::NoWorkspace => "no workspace enabled",
        }
    }

    /// Whether the rule lets in nobody for it.
    pub const fn is_dead(self) -> bool {
        matches!(self, Self::Archived | Self::IssuerArchived | Self::AccountArchived)
    }
}

/// One rule, judged.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its place among the rules, from 0.
    pub index: usize,
    /// Its id; empty for a create body.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its issuer's name, or its address, or its id.
    pub issuer: String,
    /// Its service account's name, or its id.
    pub account: String,
    /// The platform, as far as it is known.
    pub provider: Option<&'static Provider>,
    /// What stands in the way.
    pub standing: Vec<Standing>,
    /// What the service would not take.
    pub problems: Vec<DraftProblem>,
    /// What is wrong, worst first. None for a rule that lets in nobody.
    pub findings: Vec<Finding>,
    /// Whether the workload that it is for gets in.
    pub owner_enters: bool,
    /// Everybody else.
    pub strangers: Vec<Met>,
}

/// A stranger, and whether a rule lets them in. Their claims are what [`strangers::around`] tells of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Met {
    /// Stable kebab-case name.
    pub id: &'static str,
    /// Whether they get in.
    pub admission: Admission,
}

impl Row {
    /// The worst of its findings.
    pub fn severity(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// The strangers who get in.
    pub fn admitted(&self) -> impl Iterator<Item = &Met> {
        self.strangers.iter().filter(|stranger| stranger.admission.may_enter())
    }

    /// Whether it lets in nobody, whatever it compares.
    pub fn is_dead(&self) -> bool {
        self.standing.iter().any(|standing| standing.is_dead())
    }
}

impl Inventory {
    /// Takes what was read. What stands in it twice, by its id, counts once: the last.
    pub fn new(objects: AdminObjects) -> Self {
        Self {
            issuers: unique(objects.issuers, |issuer| &issuer.id),
            rules: unique(objects.rules, |rule| &rule.id),
            accounts: unique(objects.accounts, |account| &account.id),
            problems: objects.problems,
        }
    }

    /// Adds what another page of a list has.
    #[must_use]
    pub fn and(self, objects: AdminObjects) -> Self {
        let chain = |mut all: Vec<_>, more| {
            all.extend(more);
            all
        };
        let mut all = AdminObjects {
            issuers: self.issuers,
            rules: self.rules,
            accounts: self.accounts,
            problems: chain(self.problems, objects.problems),
        };
        all.issuers.extend(objects.issuers);
        all.rules.extend(objects.rules);
        all.accounts.extend(objects.accounts);
        Self::new(all)
    }

    /// How many rules there are.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there is no rule.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// A rule, its issuer and its account; the last two empty where they are not known.
    pub fn parts(&self, index: usize) -> Option<(&RuleDraft, IssuerDraft, AccountDraft)> {
        let rule = self.rules.get(index)?;
        let issuer = owned(&self.issuers, |issuer| issuer.id == rule.issuer_id && !issuer.id.is_empty());
        let account =
            owned(&self.accounts, |account| account.id == rule.service_account_id && !account.id.is_empty());
        Some((rule, issuer.cloned().unwrap_or_default(), account.cloned().unwrap_or_default()))
    }

    /// Judges one rule.
    pub fn row(&self, index: usize) -> Option<Row> {
        let (rule, issuer, account) = self.parts(index)?;
        let standing = self.standing(rule, &issuer, &account);
        let provider = strangers::platform(&issuer, rule, None);
        let dead = standing.iter().any(|standing| standing.is_dead());
        // An archived issuer would keep everybody out, and hide what else is wrong.
        let live = IssuerDraft { archived: false, ..issuer.clone() };
        let subject = Subject { issuer: &live, rule, account: &account, provider, token: None };
        let (findings, ring) = lint::run_with_strangers(&subject);
        let met =
            ring.strangers.iter().map(|other| Met { id: other.stranger.id, admission: other.admission });
        let named = |name: &str, other: &str, id: &str| {
            let first = [name, other, id].into_iter().find(|text| !text.is_empty());
            first.unwrap_or("not known").to_owned()
        };
        Some(Row {
            index,
            id: rule.id.clone(),
            name: rule.name.clone(),
            issuer: named(&issuer.name, &issuer.issuer_url, &rule.issuer_id),
            account: named(&account.name, "", &rule.service_account_id),
            provider,
            problems: rule
                .parse((!issuer.issuer_url.is_empty()).then_some(&issuer), None)
                .err()
                .unwrap_or_default(),
            findings: if dead { Vec::new() } else { findings },
            owner_enters: ring.admission.may_enter() && !dead,
            strangers: met.filter(|_| !dead).collect(),
            standing,
        })
    }

    /// Judges every rule, in their order.
    pub fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        (0..self.len()).filter_map(|index| self.row(index))
    }

    fn standing(&self, rule: &RuleDraft, issuer: &IssuerDraft, account: &AccountDraft) -> Vec<Standing> {
        let missing = |listed: bool, id: &str, found: &str| listed && !id.is_empty() && found.is_empty();
        let workspaces = rule.applies_to_all_workspaces || !rule.workspace_ids.is_empty();
        [
            (rule.archived, Standing::Archived),
            (issuer.archived, Standing::IssuerArchived),
            (account.archived, Standing::AccountArchived),
            (missing(!self.issuers.is_empty(), &rule.issuer_id, &issuer.issuer_url), Standing::IssuerMissing),
            (
                missing(!self.accounts.is_empty(), &rule.service_account_id, &account.name),
                Standing::AccountMissing,
            ),
            (!workspaces && !rule.id.is_empty() && !rule.archived, Standing::NoWorkspace),
        ]
        .into_iter()
        .filter_map(|(holds, standing)| holds.then_some(standing))
        .collect()
    }

    pub(super) fn rules(&self) -> &[RuleDraft] {
        &self.rules
    }

    pub(super) fn issuers(&self) -> &[IssuerDraft] {
        &self.issuers
    }

    pub(super) fn accounts(&self) -> &[AccountDraft] {
        &self.accounts
    }
}

/// The one that belongs, or the only one.
fn owned<T>(all: &[T], belongs: impl Fn(&T) -> bool) -> Option<&T> {
    all.iter().find(|one| belongs(one)).or(match all {
        [only] => Some(only),
        _ => None,
    })
}

/// The last of each id, at the first's place; what has no id is kept.
fn unique<T>(all: Vec<T>, id: impl Fn(&T) -> &str) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    let mut places = std::collections::BTreeMap::<String, usize>::new();
    for one in all {
        let key = id(&one).to_owned();
        if let Some(known) = places.get(&key).and_then(|at| kept.get_mut(*at)).filter(|_| !key.is_empty()) {
            *known = one;
        } else {
            places.insert(key, kept.len());
            kept.push(one);
        }
    }
    kept
}

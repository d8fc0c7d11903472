//! What rules, issuers and accounts are to each other.

use super::Inventory;
use crate::compare::contained;
use crate::rule::RuleDraft;
use std::collections::{BTreeMap, BTreeSet};

/// Something between two rules, or about an object that no rule uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// What it is.
    pub between: Between,
    /// The names of those that it is about.
    pub names: Vec<String>,
}

/// What there is between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Between {
    /// Two rules let in the same callers, to the same account.
    Same,
    /// The first rule lets in nobody whom the second does not let in too, to the same account.
    Covered,
    /// Rules of one issuer lead to accounts of unlike rights.
    UnlikeTrust,
    /// No rule uses this issuer.
    IssuerUnused,
    /// No rule leads to this account.
    AccountUnused,
    /// Several issuers have one address.
    IssuerTwice,
}

impl Between {
    /// Stable kebab-case name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "rules-alike",
            Self::Covered => "rule-covered",
            Self::UnlikeTrust => "issuer-of-unlike-trust",
            Self::IssuerUnused => "issuer-unused",
            Self::AccountUnused => "account-unused",
            Self::IssuerTwice => "issuer-twice",
        }
    }

    /// What it means, and what to do, in a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Same => "Both let in the same callers, to the same account: archive one.",
            Self::Covered => {
                "All callers of the first get in by the second too: the narrow one protects nothing."
            }
            Self::UnlikeTrust => {
                "Rules of one issuer lead to narrow and to wide scopes: a mistake in one of them gives the other's rights. \
                 Make an issuer record of its own where the address allows it, or tighten the narrower ones to ids."
            }
            Self::IssuerUnused => "No live rule uses this issuer: archive it.",
            Self::AccountUnused => {
                "No live rule leads to this account: archive it, unless something else uses it."
            }
            Self::IssuerTwice => {
                "These issuers have the same address: keep one, so that one place sets its limits."
            }
        }
    }
}

/// How many rules of one issuer and account are held against each other at most.
const MOST_PAIRED: usize = 40;

impl Inventory {
    /// What is between rules, and what is not used. Archived objects do not count.
    pub fn relations(&self) -> Vec<Relation> {
        let mut found = Vec::new();
        let live: Vec<&RuleDraft> = self.rules().iter().filter(|rule| !rule.archived).collect();
        let mut groups: BTreeMap<(&str, &str), Vec<&RuleDraft>> = BTreeMap::new();
        for rule in &live {
            groups.entry((&rule.issuer_id, &rule.service_account_id)).or_default().push(rule);
        }
        for rules in groups.values() {
            let rules = rules.get(..rules.len().min(MOST_PAIRED)).unwrap_or_default();
            let pairs: BTreeSet<(usize, usize)> = contained(rules).into_iter().collect();
            for (inner, outer) in &pairs {
                let same = pairs.contains(&(*outer, *inner));
                if let (Some(first), Some(second)) = (rules.get(*inner), rules.get(*outer))
                    && !(same && inner > outer)
                {
                    found.extend(between(first, second, same));
                }
            }
        }
        let mut trust: BTreeMap<&str, Vec<&RuleDraft>> = BTreeMap::new();
        for rule in &live {
            trust.entry(&rule.issuer_id).or_default().push(rule);
        }
        for rules in trust.into_values() {
            let is_wide = |rule: &&RuleDraft| {
                rule.oauth_scope.split_whitespace().any(|scope| scope.starts_with("org:"))
            };
            let (wide, narrow): (Vec<&RuleDraft>, Vec<&RuleDraft>) = rules.into_iter().partition(is_wide);
            if !wide.is_empty() && !narrow.is_empty() {
                let names = wide.into_iter().chain(narrow).map(|rule| rule.name.clone()).collect();
                found.push(Relation { between: Between::UnlikeTrust, names });
            }
        }
        self.unused(&live, &mut found);
        found
    }

    fn unused(&self, live: &[&RuleDraft], found: &mut Vec<Relation>) {
        let mut push = |between, names| found.push(Relation { between, names });
        let mut addresses: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for issuer in self.issuers().iter().filter(|issuer| !issuer.archived && !issuer.id.is_empty()) {
            addresses.entry(&issuer.issuer_url).or_default().push(issuer.name.clone());
            if !live.is_empty() && live.iter().all(|rule| rule.issuer_id != issuer.id) {
                push(Between::IssuerUnused, vec![issuer.name.clone()]);
            }
        }
        for names in addresses.into_values().filter(|names| names.len() > 1) {
            push(Between::IssuerTwice, names);
        }
        for account in self.accounts().iter().filter(|account| !account.archived && !account.id.is_empty()) {
            if !live.is_empty() && live.iter().all(|rule| rule.service_account_id != account.id) {
                push(Between::AccountUnused, vec![account.name.clone()]);
            }
        }
    }
}

/// What is between a rule and one that lets in all of its callers; nothing where they lead to unlike rights.
fn between(first: &RuleDraft, second: &RuleDraft, same: bool) -> Option<Relation> {
    let rights = |rule: &RuleDraft| {
        (rule.oauth_scope.clone(), rule.applies_to_all_workspaces, rule.workspace_ids.clone())
    };
    (rights(first) == rights(second)).then(|| Relation {
        between: if same { Between::Same } else { Between::Covered },
        names: vec![first.name.clone(), second.name.clone()],
    })
}

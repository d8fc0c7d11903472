//! All that a person has entered: the one type that is saved.
//!
//! A [`Setup`] has no place for a token, and whatever is typed into it passes through [`crate::secret::scrub`] first: a key
//! or a token that lands in the wrong box is masked before it is kept. Suggestions follow the answers until a field is edited by hand; from then on the
//! field stays as it was typed.

use crate::providers::{self, Answers, Provider};
use crate::rule::{AccountDraft, Edit, FieldPath, IssuerDraft, RuleDraft};
use crate::secret::scrub;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The version that this release writes.
pub const VERSION: u32 = 1;

/// Where the workload runs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Workload {
    /// What the person calls it.
    pub name: String,
    /// The provider's slug; empty while none is chosen.
    pub provider: String,
    /// The provider's form.
    pub answers: Answers,
}

/// Everything entered for one workload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Setup {
    /// [`VERSION`] of the release that wrote it.
    #[serde(rename = "keyless_setup")]
    pub version: u32,
    /// Where it runs.
    pub workload: Workload,
    /// The organization's id, a bare UUID.
    pub organization_id: String,
    /// The issuer.
    pub issuer: IssuerDraft,
    /// The rule.
    pub rule: RuleDraft,
    /// The service account.
    pub account: AccountDraft,
    /// Fields that were edited by hand and follow no suggestion any more.
    pub edited: BTreeSet<FieldPath>,
    /// Steps of the cutover that are done.
    pub ticks: BTreeSet<String>,
    /// Notes on steps of the cutover.
    pub notes: BTreeMap<String, String>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            version: VERSION,
            workload: Workload::default(),
            organization_id: String::new(),
            issuer: IssuerDraft::default(),
            rule: RuleDraft::default(),
            account: AccountDraft::default(),
            edited: BTreeSet::new(),
            ticks: BTreeSet::new(),
            notes: BTreeMap::new(),
        }
    }
}

/// Why a saved setup cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenProblem {
    /// It is no saved setup: no `keyless_setup` member.
    NotASetup,
    /// A later release wrote it.
    TooNew {
        /// The version in the file.
        version: u64,
    },
    /// It is damaged, at a line and column from 1.
    Damaged {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
    },
}

impl std::fmt::Display for OpenProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotASetup => {
                f.write_str("this is no setup saved by Keyless: it has no member \"keyless_setup\"")
            }
            Self::TooNew { version } => write!(
                f,
                "a later release of Keyless wrote this setup (version {version}, this release reads up to {VERSION}); open it there"
            ),
            Self::Damaged { line, column } => {
                write!(
                    f,
                    "the saved setup cannot be read from line {line}, column {column} on; take an earlier copy"
                )
            }
        }
    }
}

impl std::error::Error for OpenProblem {}

impl Setup {
    /// A setup for a provider, with its suggestions filled in.
    pub fn for_provider(provider: &'static Provider) -> Self {
        let mut setup = Self::default();
        setup.choose_provider(provider);
        setup
    }

    /// The provider chosen.
    pub fn provider(&self) -> Option<&'static Provider> {
        providers::find(&self.workload.provider)
    }

    /// Chooses a provider. Answers of another provider are kept where fields share their names.
    pub fn choose_provider(&mut self, provider: &'static Provider) {
        provider.slug.clone_into(&mut self.workload.provider);
        self.suggest();
    }

    /// Answers a field of the provider's form, and lets the suggestions follow. A pasted text that holds more fills every
    /// field that it is about; what grows letter by letter stays where it is typed, whatever it looks like on the way.
    pub fn answer(&mut self, field: &str, value: &str) {
        let value = scrub(value);
        let typed = value.chars().count().abs_diff(self.workload.answers.typed(field).chars().count()) <= 1;
        let spread = match self.provider() {
            Some(provider) if !typed => (provider.spread)(field, &value),
            _ => Vec::new(),
        };
        if spread.is_empty() {
            self.workload.answers.set(field, &value);
        }
        for (field, value) in spread {
            self.workload.answers.set(field, &value);
        }
        self.suggest();
    }

    /// Changes one field by hand: it follows no suggestion any more.
    pub fn edit(&mut self, edit: &Edit) {
        let edit = &Edit { field: edit.field.clone(), value: edit.value.as_deref().map(scrub) };
        match &edit.field {
            FieldPath::WorkloadName => self.workload.name = edit.value.clone().unwrap_or_default(),
            FieldPath::OrganizationId => self.organization_id = edit.value.clone().unwrap_or_default(),
            FieldPath::Answer(id) => {
                self.answer(id, edit.value.as_deref().unwrap_or_default());
                return;
            }
            _ => {
                if !crate::rule::apply_edit(edit, &mut self.issuer, &mut self.rule, &mut self.account) {
                    return;
                }
            }
        }
        // Claims are suggested together, so that they stop following together.
        self.edited.insert(match &edit.field {
            FieldPath::Claim(_) => FieldPath::Claims,
            field => field.clone(),
        });
    }

    /// Puts a whole rule in place of the drafted one, as from pasted JSON; every field counts as edited.
    pub fn replace_rule(&mut self, rule: &RuleDraft) {
        self.rule = scrubbed(rule);
        self.edited.extend(RULE_FIELDS);
    }

    /// Puts a whole issuer in place of the drafted one; every field counts as edited.
    pub fn replace_issuer(&mut self, issuer: &IssuerDraft) {
        self.issuer = scrubbed(issuer);
        self.edited.extend(ISSUER_FIELDS);
    }

    /// Notes something on a step of the cutover; an empty note is removed.
    pub fn note(&mut self, step: &str, text: &str) {
        if text.trim().is_empty() {
            self.notes.remove(step);
        } else {
            self.notes.insert(step.to_owned(), scrub(text));
        }
    }

    /// Ticks a step of the cutover off, or takes the tick back.
    pub fn tick(&mut self, step: &str, done: bool) {
        if done {
            self.ticks.insert(step.to_owned());
        } else {
            self.ticks.remove(step);
        }
    }

    /// Gives every field back to the suggestions.
    pub fn follow_suggestions(&mut self) {
        self.edited.clear();
        self.suggest();
    }

    fn suggest(&mut self) {
        let Some(provider) = self.provider() else { return };
        let suggestion = (provider.suggest)(&self.workload.answers);
        let keeps = |field: &FieldPath| self.edited.contains(field);
        macro_rules! follow {
            ($($field:ident: $($target:ident).+ = $source:expr;)+) => {
                $(if !keeps(&FieldPath::$field) { self.$($target).+ = $source; })+
            };
        }
        let (issuer, rule, account) = (suggestion.issuer, suggestion.rule, suggestion.account);
        follow! {
            IssuerName: issuer.name = issuer.name;
            IssuerUrl: issuer.issuer_url = issuer.issuer_url;
            JwksType: issuer.jwks.kind = issuer.jwks.kind;
            DiscoveryBase: issuer.jwks.discovery_base = issuer.jwks.discovery_base;
            JwksUrl: issuer.jwks.url = issuer.jwks.url;
            JwksKeys: issuer.jwks.keys = issuer.jwks.keys;
            CaCertPem: issuer.jwks.ca_cert_pem = issuer.jwks.ca_cert_pem;
            CheckJti: issuer.check_jti = issuer.check_jti;
            MaxJwtLifetime: issuer.max_jwt_lifetime_seconds = issuer.max_jwt_lifetime_seconds;
            RuleName: rule.name = rule.name;
            RuleDescription: rule.description = rule.description;
            SubjectPrefix: rule.subject_prefix = rule.subject_prefix;
            Audience: rule.audience = rule.audience;
            Claims: rule.claims = rule.claims;
            Condition: rule.condition = rule.condition;
            Scope: rule.oauth_scope = rule.oauth_scope;
            TokenLifetime: rule.token_lifetime_seconds = rule.token_lifetime_seconds;
            AccountName: account.name = account.name;
            AccountDescription: account.description = account.description;
            OrganizationRole: account.organization_role = account.organization_role;
        }
    }

    /// The setup as JSON, the same bytes for the same setup.
    pub fn to_json(&self) -> String {
        // A map with text keys alone cannot fail to serialise.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// Opens a saved setup. Fields that were never edited by hand follow the suggestions of this release, so that a file
    /// with a provider and answers alone is a whole setup.
    ///
    /// # Errors
    /// When the text is no setup, is damaged, or was written by a later release. The text is never part of the error.
    pub fn from_json(text: &str) -> Result<Self, OpenProblem> {
        let text = &scrub(text);
        let damaged = |e: &serde_json::Error| OpenProblem::Damaged { line: e.line(), column: e.column() };
        let value: serde_json::Value = serde_json::from_str(text).map_err(|e| damaged(&e))?;
        match value.get("keyless_setup").map(serde_json::Value::as_u64) {
            None => Err(OpenProblem::NotASetup),
            Some(Some(version)) if version > u64::from(VERSION) => Err(OpenProblem::TooNew { version }),
            Some(_) => {
                let mut setup: Self = serde_json::from_str(text).map_err(|e| damaged(&e))?;
                setup.suggest();
                Ok(setup)
            }
        }
    }
}

/// A draft with every text in it scrubbed.
fn scrubbed<T: Serialize + for<'a> Deserialize<'a> + Default>(draft: &T) -> T {
    // A draft is texts and flags: it serialises, and masks need no escapes, so that the result reads back.
    serde_json::to_string(draft)
        .ok()
        .and_then(|json| serde_json::from_str(&scrub(&json)).ok())
        .unwrap_or_default()
}

const ISSUER_FIELDS: [FieldPath; 9] = [
    FieldPath::IssuerName,
    FieldPath::IssuerUrl,
    FieldPath::JwksType,
    FieldPath::DiscoveryBase,
    FieldPath::JwksUrl,
    FieldPath::JwksKeys,
    FieldPath::CaCertPem,
    FieldPath::CheckJti,
    FieldPath::MaxJwtLifetime,
];

const RULE_FIELDS: [FieldPath; 8] = [
    FieldPath::RuleName,
    FieldPath::RuleDescription,
    FieldPath::SubjectPrefix,
    FieldPath::Audience,
    FieldPath::Claims,
    FieldPath::Condition,
    FieldPath::Scope,
    FieldPath::TokenLifetime,
];

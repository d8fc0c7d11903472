//! What is to be said at the fields of a draft: what the service would refuse, and what is loose.

use super::Mend;
use crate::state::{Desk, Draft, TokenRead};
use keyless_core::lint::{self, Finding, Safety, Severity, Subject};
use keyless_core::providers;
use keyless_core::rule::{DraftProblem, FieldPath, IssuerDraft, RuleDraft};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The service would not take it.
    Refused,
    /// It lets strangers in, or can never work.
    Error,
    /// It is wider or weaker than it need be.
    Warning,
    /// It is worth knowing.
    Info,
}

impl Level {
    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "note",
        }
    }
}

/// One thing to be said.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// How bad it is.
    pub level: Level,
    /// The finding's code; empty for what the service refuses.
    pub code: &'static str,
    /// Where.
    pub field: FieldPath,
    /// The part of the field that it is about, as text.
    pub part: String,
    /// What, and what to do.
    pub message: String,
    /// More about it.
    pub more: Vec<String>,
    /// How to mend it.
    pub mend: Option<Mend>,
    /// Whether the mend wants a look first.
    pub review: bool,
}

/// Everything to be said about a draft, worst first.
pub fn notes(draft: &Draft, desk: Desk, token: Option<&TokenRead>) -> Vec<Note> {
    let setup = &draft.setup;
    if draft.is_blank() || (desk == Desk::Bench && !draft.has_rule()) {
        return Vec::new();
    }
    let account = (desk == Desk::Plan).then_some(&setup.account);
    let issuer = (desk == Desk::Plan || draft.has_issuer()).then_some(&setup.issuer);
    let mut problems = setup.rule.parse(issuer, account).err().unwrap_or_default();
    if let Some(Err(more)) = issuer.map(keyless_core::rule::IssuerDraft::parse) {
        add(&mut problems, more);
    }
    if let Some(Err(more)) = account.map(keyless_core::rule::AccountDraft::parse) {
        add(&mut problems, more);
    }
    // A rule that is only being tried out needs no name and no target.
    let whole = desk == Desk::Plan || !setup.rule.name.is_empty();
    let mut notes: Vec<Note> =
        problems.into_iter().filter(|problem| whole || is_compared(&problem.field)).map(refused).collect();

    let decoded = token.and_then(|read| read.result.as_ref().ok());
    let mut subject = Subject::of(setup, decoded.map(|token| &token.claims));
    if desk == Desk::Bench {
        let slug = token.and_then(|read| read.detection.as_ref()).map(|d| d.slug);
        subject.provider = slug.and_then(providers::find_by_detection);
    }
    notes.extend(lint::run(&subject).into_iter().map(|finding| note_of(finding, &setup.issuer, &setup.rule)));
    notes
}

/// What the service would not take.
pub(super) fn refused(problem: DraftProblem) -> Note {
    Note {
        level: Level::Refused,
        code: "",
        field: problem.field,
        part: String::new(),
        message: problem.message,
        more: Vec::new(),
        mend: None,
        review: false,
    }
}

/// A finding about an issuer and a rule.
pub(super) fn note_of(finding: Finding, issuer: &IssuerDraft, rule: &RuleDraft) -> Note {
    let part = finding.at.range.clone().and_then(|range| {
        field_text(issuer, rule, &finding.at.field).and_then(|text| text.get(range).map(str::to_owned))
    });
    Note {
        level: match finding.severity {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
            Severity::Info => Level::Info,
        },
        code: finding.code,
        field: finding.at.field,
        part: part.unwrap_or_default(),
        message: finding.message,
        more: finding.notes,
        review: finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Review),
        mend: finding.fix.map(|fix| Mend { title: fix.title, edits: fix.edits }),
    }
}

fn add(problems: &mut Vec<DraftProblem>, more: Vec<DraftProblem>) {
    for problem in more {
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
}

fn is_compared(field: &FieldPath) -> bool {
    matches!(
        field,
        FieldPath::SubjectPrefix
            | FieldPath::Audience
            | FieldPath::Claims
            | FieldPath::Claim(_)
            | FieldPath::Condition
            | FieldPath::Match
            | FieldPath::IssuerUrl
            | FieldPath::TokenLifetime
            | FieldPath::JwksKeys
    )
}

fn field_text<'a>(issuer: &'a IssuerDraft, rule: &'a RuleDraft, field: &FieldPath) -> Option<&'a str> {
    Some(match field {
        FieldPath::SubjectPrefix => &rule.subject_prefix,
        FieldPath::Audience => &rule.audience,
        FieldPath::Condition => &rule.condition,
        FieldPath::Scope => &rule.oauth_scope,
        FieldPath::TokenLifetime => &rule.token_lifetime_seconds,
        FieldPath::IssuerUrl => &issuer.issuer_url,
        FieldPath::Claim(name) => rule.claim(name)?,
        _ => return None,
    })
}

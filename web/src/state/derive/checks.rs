//! The rows of the table of checks.

use super::Mend;
use crate::state::Draft;
use crate::state::diff::{Piece, pieces};
use keyless_core::rule::{Edit, FieldPath};
use keyless_core::token::DecodedToken;
use keyless_core::verdict::{Check, CheckId, Outcome, Reason, Verdict};

/// An outcome with the word and the sign that go with its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It holds.
    Pass,
    /// It does not.
    Fail,
    /// It cannot be known here.
    Unknown,
    /// It was not asked.
    NotAsked,
}

impl Mark {
    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Unknown => "not known here",
            Self::NotAsked => "not asked",
        }
    }

    const fn of(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Pass => Self::Pass,
            Outcome::Fail => Self::Fail,
            Outcome::CannotTell => Self::Unknown,
            Outcome::NotAsked => Self::NotAsked,
        }
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckRow {
    /// Which check.
    pub id: CheckId,
    /// What it is called.
    pub title: &'static str,
    /// What would pass.
    pub expected: Vec<Piece>,
    /// What the token has.
    pub found: Vec<Piece>,
    /// What came of it.
    pub mark: Mark,
    /// Why the exchange is denied, where it failed.
    pub reason: Option<Reason>,
    /// Explanation.
    pub message: String,
    /// The mend, where the token's own value can be taken.
    pub mend: Option<Mend>,
}

/// The rows before a token is there.
pub(super) fn unasked() -> Vec<CheckRow> {
    CheckId::ALL
        .into_iter()
        .map(|id| CheckRow {
            id,
            title: id.title(),
            expected: Vec::new(),
            found: Vec::new(),
            mark: Mark::NotAsked,
            reason: None,
            message: String::new(),
            mend: None,
        })
        .collect()
}

pub(super) fn rows(verdict: &Verdict, token: Option<&DecodedToken>, draft: &Draft) -> Vec<CheckRow> {
    verdict.checks().iter().map(|check| row(check, token, draft)).collect()
}

fn row(check: &Check, token: Option<&DecodedToken>, draft: &Draft) -> CheckRow {
    let failed = check.outcome == Outcome::Fail;
    let compares =
        matches!(check.id, CheckId::Issuer | CheckId::Audience | CheckId::Subject | CheckId::Claims);
    let (expected, found) = if failed && compares && !check.found.is_empty() && !check.expected.is_empty() {
        pieces(&check.expected, &check.found)
    } else {
        (whole(&check.expected), whole(&check.found))
    };
    CheckRow {
        id: check.id,
        title: check.id.title(),
        expected,
        found,
        mark: Mark::of(check.outcome),
        reason: check.reason,
        message: check.message.clone(),
        mend: token.filter(|_| failed).and_then(|token| mend(check.id, token, draft)),
    }
}

fn whole(text: &str) -> Vec<Piece> {
    if text.is_empty() { Vec::new() } else { vec![Piece { text: text.to_owned(), differs: false }] }
}

/// What takes the token's own value into the draft.
fn mend(id: CheckId, token: &DecodedToken, draft: &Draft) -> Option<Mend> {
    let claims = &token.claims;
    let edits = match id {
        CheckId::Issuer => vec![Edit::set(FieldPath::IssuerUrl, claims.issuer()?)],
        CheckId::Audience => vec![Edit::set(FieldPath::Audience, *claims.audiences().first()?)],
        CheckId::Subject => vec![Edit::set(FieldPath::SubjectPrefix, claims.subject()?)],
        CheckId::Claims => draft
            .setup
            .rule
            .claims
            .iter()
            .filter_map(|wanted| {
                let value = claims.text(&wanted.name)?;
                (value != wanted.value).then(|| Edit::set(FieldPath::Claim(wanted.name.clone()), value))
            })
            .collect(),
        _ => return None,
    };
    (!edits.is_empty()).then(|| Mend { title: "Use the token's value".to_owned(), edits })
}

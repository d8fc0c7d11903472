//! The checks, one function each, grouped by what they look at.

mod header;
mod issuer;
mod matching;
mod subject;
mod time;
mod workspace;

use super::{Check, CheckId, Outcome, Question, Reason};
use crate::token::{DecodedToken, ReadError};

pub(super) fn run(id: CheckId, question: &Question<'_>) -> Check {
    let token = match question.token {
        Ok(token) => token,
        Err(error) => return unreadable(id, error),
    };
    match id {
        CheckId::Size => header::size(token),
        CheckId::Format => header::format(token),
        CheckId::Algorithm => header::algorithm(token),
        CheckId::KeyId => header::key_id(token),
        CheckId::Issuer => issuer::issuer(token, question.issuer),
        CheckId::Key => issuer::key(token),
        CheckId::Signature => issuer::signature(token),
        CheckId::RequiredClaims => time::required_claims(token),
        CheckId::Expiry => time::expiry(token, question.now),
        CheckId::NotBefore => time::not_before(token, question.now),
        CheckId::IssuedAt => time::issued_at(token, question.now),
        CheckId::Lifetime => time::lifetime(token, question.issuer),
        CheckId::Replay => time::replay(token, question.issuer),
        CheckId::Audience => matching::audience(token, question.rule),
        CheckId::Subject => subject::subject(token, question.rule),
        CheckId::Claims => matching::claims(token, question.rule),
        CheckId::Condition => matching::condition(token, question.rule),
        CheckId::Workspace => workspace::workspace(question.rule, question.workspace),
    }
}

/// What can be said of a text that is no token: its form fails, the rest cannot be asked.
fn unreadable(id: CheckId, error: &ReadError) -> Check {
    let most = crate::facts::ASSERTION_MAX_BYTES.value;
    match (id, error) {
        (CheckId::Size, ReadError::Huge { bytes }) => Finding::new(id)
            .expected(format!("at most {most} bytes"))
            .found(format!("{bytes} bytes"))
            .fail(Reason::TokenTooLarge, error.to_string()),
        (CheckId::Format, ReadError::Huge { .. }) => {
            Finding::new(id).not_asked("A token of this size is only measured.")
        }
        (CheckId::Format, _) => Finding::new(id)
            .expected("three base64url parts; header and payload are JSON objects")
            .fail(Reason::TokenMalformed, error.to_string()),
        _ => Finding::new(id).not_asked("The token cannot be read."),
    }
}

/// A check being filled in.
struct Finding(Check);

impl Finding {
    fn new(id: CheckId) -> Self {
        Self(Check {
            id,
            outcome: Outcome::NotAsked,
            reason: None,
            expected: String::new(),
            found: String::new(),
            message: String::new(),
            weighs: false,
        })
    }

    fn expected(mut self, text: impl Into<String>) -> Self {
        self.0.expected = text.into();
        self
    }

    fn found(mut self, text: impl Into<String>) -> Self {
        self.0.found = text.into();
        self
    }

    fn pass(self, message: impl Into<String>) -> Check {
        Check { outcome: Outcome::Pass, message: message.into(), ..self.0 }
    }

    fn fail(self, reason: Reason, message: impl Into<String>) -> Check {
        Check { outcome: Outcome::Fail, reason: Some(reason), message: message.into(), ..self.0 }
    }

    fn not_asked(self, message: impl Into<String>) -> Check {
        Check { outcome: Outcome::NotAsked, message: message.into(), ..self.0 }
    }

    /// Not known, and the verdict depends on it.
    fn unproven(self, message: impl Into<String>) -> Check {
        Check { outcome: Outcome::CannotTell, weighs: true, message: message.into(), ..self.0 }
    }

    /// Not known, and to be looked up elsewhere; the verdict does not wait for it.
    fn open(self, message: impl Into<String>) -> Check {
        Check { outcome: Outcome::CannotTell, message: message.into(), ..self.0 }
    }
}

/// The question when there is no header because claims alone were pasted.
fn no_header(id: CheckId) -> Check {
    Finding::new(id).open("Claims alone were pasted, without a header. Paste the whole token to check this.")
}

fn header_of(token: &DecodedToken) -> Option<&crate::token::Header> {
    token.header.as_ref()
}

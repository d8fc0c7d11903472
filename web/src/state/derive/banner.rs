//! The verdict in one line.

use super::{CheckRow, Mend};
use crate::state::{Draft, TokenRead};
use keyless_core::token::ReadError;
use keyless_core::verdict::{CheckId, Conclusion, Verdict};

/// How a verdict looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Accepted.
    Good,
    /// Denied.
    Bad,
    /// Not proven.
    Open,
}

/// The verdict in one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Banner {
    /// How it looks.
    pub tone: Tone,
    /// `Accepted`, `Denied: …` or `Not proven: …`.
    pub heading: String,
    /// Why, in a sentence or two.
    pub why: String,
    /// What the service would show for it.
    pub service: String,
    /// The check that decides it.
    pub check: Option<CheckId>,
    /// The mend for the first failing check.
    pub mend: Option<Mend>,
}

pub(super) fn without_token() -> Banner {
    open("a token", "Paste a token to see what the service would say to it.")
}

fn open(missing: &str, why: impl Into<String>) -> Banner {
    Banner {
        tone: Tone::Open,
        heading: format!("Not proven: {missing}"),
        why: why.into(),
        service: String::new(),
        check: None,
        mend: None,
    }
}

pub(super) fn of(verdict: &Verdict, read: &TokenRead, draft: &Draft, rows: &[CheckRow]) -> Banner {
    match &read.result {
        Err(ReadError::Empty) => return without_token(),
        Err(error @ ReadError::Credential { .. }) => return open("an identity token", error.to_string()),
        _ => {}
    }
    let unreadable = read.result.as_ref().err().map(ToString::to_string);
    match verdict.conclusion() {
        Conclusion::Denied(reason) => {
            let row = rows.iter().find(|row| row.reason == Some(reason));
            let history = if reason.is_the_services_own() {
                format!(
                    "The service answers 401 with \u{201c}Authentication failed\u{201d} and nothing more. The Console's \
                     authentication history names the reason: {}.",
                    reason.as_str()
                )
            } else {
                format!(
                    "The service answers 401 with \u{201c}Authentication failed\u{201d} and nothing more. {} is Keyless's \
                     name for the reason; the service publishes none for it.",
                    reason.as_str()
                )
            };
            Banner {
                tone: Tone::Bad,
                heading: format!("Denied: {}", reason.as_str()),
                why: row.map(|row| row.message.clone()).or(unreadable).unwrap_or_default(),
                service: history,
                check: row.map(|row| row.id),
                mend: row.and_then(|row| row.mend.clone()),
            }
        }
        _ if unreadable.is_some() => open("a token that can be read", unreadable.unwrap_or_default()),
        _ if !draft.has_rule() => {
            open("a rule", "The token can be read. Paste the rule that it is meant for, or fill in the form.")
        }
        _ if !draft.has_issuer() => open(
            "an issuer",
            "Nothing fails so far. The issuer\u{2019}s URL is compared with iss byte for byte: fill it in, or paste the issuer.",
        ),
        Conclusion::Unproven(id) => {
            let row = rows.iter().find(|row| row.id == id);
            let why = row.map(|row| row.message.clone()).unwrap_or_default();
            Banner { check: Some(id), ..open(missing(id), why) }
        }
        Conclusion::Accepted => Banner {
            tone: Tone::Good,
            heading: "Accepted".to_owned(),
            why: "Every check that can be made here passes. That the rule is live, and that the service account is a member \
                  of the workspace, cannot be known here: see them in the Console."
                .to_owned(),
            service: "The service answers 200 with an access token.".to_owned(),
            check: None,
            mend: None,
        },
    }
}

fn missing(id: CheckId) -> &'static str {
    match id {
        CheckId::Signature | CheckId::Key => "the issuer\u{2019}s keys",
        CheckId::Issuer => "the issuer",
        CheckId::Size | CheckId::Format | CheckId::Algorithm | CheckId::KeyId => "the whole token",
        CheckId::RequiredClaims
        | CheckId::Expiry
        | CheckId::NotBefore
        | CheckId::IssuedAt
        | CheckId::Lifetime => "the token\u{2019}s times",
        CheckId::Replay => "whether it was used",
        CheckId::Audience => "the audience",
        CheckId::Subject => "the subject",
        CheckId::Claims => "the claims",
        CheckId::Condition => "the condition",
        CheckId::Workspace => "the workspace",
    }
}

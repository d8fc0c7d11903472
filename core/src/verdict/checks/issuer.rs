//! Issuer, key and signature.

use super::super::{Check, CheckId, Reason};
use super::Finding;
use crate::rule::IssuerDraft;
use crate::token::{DecodedToken, SignatureState};

pub(super) fn issuer(token: &DecodedToken, issuer: Option<&IssuerDraft>) -> Check {
    let found = token.claims.issuer();
    let check = Finding::new(CheckId::Issuer).found(found.unwrap_or_default());
    let Some(issuer) = issuer.filter(|i| !i.issuer_url.is_empty()) else {
        return check.unproven("No issuer was given to compare with. Paste the issuer, or give its URL.");
    };
    let expected = issuer.issuer_url.as_str();
    let check = check.expected(expected);
    if issuer.archived {
        return check.fail(
            Reason::IssuerArchived,
            "The issuer is archived: every rule under it refuses every token. Create it anew.",
        );
    }
    match found {
        Some(found) if found == expected => check.pass("Equal, byte for byte."),
        Some(found) => check.fail(Reason::IssuerMismatch, difference(expected, found)),
        None => check.fail(
            Reason::IssuerMismatch,
            "The token has no iss. Configure the issuer's URL where the token is minted.",
        ),
    }
}

/// What sets two addresses apart, where it is something that is easily overlooked.
fn difference(expected: &str, found: &str) -> String {
    let what = if found.trim_end_matches('/') == expected.trim_end_matches('/') {
        "They differ in a slash at the end."
    } else if found.eq_ignore_ascii_case(expected) {
        "They differ in upper and lower case."
    } else if found.replacen("http://", "https://", 1) == expected {
        "The token says http, the issuer https."
    } else if found.replacen(":443", "", 1) == expected || expected.replacen(":443", "", 1) == found {
        "They differ in the port :443, which counts although it is the default."
    } else if found.trim() == expected.trim() {
        "They differ in blanks."
    } else if found.strip_prefix(expected).is_some_and(|rest| rest.starts_with('/')) {
        "The token's issuer goes on after the URL of this one: it is another issuer, such as an enterprise's own."
    } else if expected.strip_prefix(found).is_some_and(|rest| rest.starts_with('/')) {
        "The URL of this issuer goes on after the token's: the token comes from the platform's common issuer."
    } else {
        "The token comes from another issuer."
    };
    format!("{what} The service compares byte for byte: put the token's iss into issuer_url.")
}

pub(super) fn key(token: &DecodedToken) -> Check {
    let kid = token.header.as_ref().and_then(crate::token::Header::kid).unwrap_or_default();
    let check = Finding::new(CheckId::Key).expected("a key of this id in the issuer's set").found(kid);
    match &token.signature {
        SignatureState::NotGiven => super::no_header(CheckId::Key),
        SignatureState::NoKeys => {
            check.open("Cannot be known here without the issuer's keys. Paste its JWKS to check.")
        }
        SignatureState::NotAccepted => {
            check.not_asked("No key is looked for under an algorithm that is not accepted.")
        }
        SignatureState::NoKeyId => check.not_asked("The header names no key."),
        SignatureState::KeyNotFound { known } => {
            let known = match &known[..] {
                [] => "none of its keys has an id".to_owned(),
                ids => format!("it has {}", ids.iter().take(6).cloned().collect::<Vec<_>>().join(", ")),
            };
            check.fail(
                Reason::KeyNotFound,
                format!(
                    "The set has no such key; {known}. After a rotation, paste the new set; an inline issuer is never refreshed by itself."
                ),
            )
        }
        SignatureState::KeyUnfit { .. } | SignatureState::Valid | SignatureState::Invalid => {
            check.pass("The key is in the set.")
        }
    }
}

pub(super) fn signature(token: &DecodedToken) -> Check {
    let check = Finding::new(CheckId::Signature).expected("a signature that fits the key");
    match &token.signature {
        SignatureState::NotGiven => {
            Finding::new(CheckId::Signature).unproven("Claims alone were pasted: there is no signature to check.")
        }
        SignatureState::NoKeys => check
            .unproven("The signature was not checked. Paste the issuer's JWKS to check it here, offline."),
        SignatureState::NotAccepted | SignatureState::NoKeyId | SignatureState::KeyNotFound { .. } => {
            check.not_asked("There is no key to check it with.")
        }
        SignatureState::KeyUnfit { why } => check.fail(
            Reason::SignatureInvalid,
            format!("The key of this id cannot verify the token: {why}."),
        ),
        SignatureState::Valid => check.pass("It fits."),
        SignatureState::Invalid => check.fail(
            Reason::SignatureInvalid,
            "It does not fit the key: the token was changed or cut, or the issuer signs with another key under the same id.",
        ),
    }
}

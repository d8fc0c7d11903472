//! Size, form, algorithm and key id.

use super::super::{Check, CheckId, Reason};
use super::{Finding, header_of, no_header};
use crate::facts;
use crate::token::{DecodedToken, is_accepted_algorithm};

pub(super) fn size(token: &DecodedToken) -> Check {
    let most = facts::ASSERTION_MAX_BYTES.value;
    let check = Finding::new(CheckId::Size).expected(format!("at most {most} bytes"));
    match token.size {
        None => no_header(CheckId::Size),
        Some(size) => {
            let check = check.found(format!("{size} bytes"));
            if size <= most {
                check.pass("Small enough.")
            } else {
                check.fail(
                    Reason::TokenTooLarge,
                    format!(
                        "The token is {} bytes too large. Have the platform send fewer claims.",
                        size - most
                    ),
                )
            }
        }
    }
}

pub(super) fn format(token: &DecodedToken) -> Check {
    let check =
        Finding::new(CheckId::Format).expected("three base64url parts; header and payload are JSON objects");
    if let Some(problem) = token.malformed() {
        return check.fail(Reason::TokenMalformed, problem.to_string());
    }
    if token.header.is_none() {
        return no_header(CheckId::Format);
    }
    match token.problems.iter().find(|p| matches!(p.code(), "duplicate-member" | "critical-header")) {
        Some(problem) => check.unproven(problem.to_string()),
        None => check.pass("Header and payload can be read."),
    }
}

pub(super) fn algorithm(token: &DecodedToken) -> Check {
    let Some(header) = header_of(token) else { return no_header(CheckId::Algorithm) };
    let accepted = facts::ALGORITHMS.value;
    let check = Finding::new(CheckId::Algorithm)
        .expected(accepted.join(", "))
        .found(header.alg().unwrap_or_default());
    match header.alg() {
        Some(alg) if is_accepted_algorithm(alg) => check.pass(format!("{alg} is accepted.")),
        Some(alg) if alg.eq_ignore_ascii_case("none") => check.fail(
            Reason::AlgorithmNotAccepted,
            "The token is not signed. Have the platform sign it with RSA or with ECDSA on a NIST curve.",
        ),
        Some(alg) if alg.starts_with("HS") => check.fail(
            Reason::AlgorithmNotAccepted,
            format!("{alg} signs with a shared secret, which the service does not have. Switch the issuer to RS256 or ES256."),
        ),
        Some(alg) => check.fail(
            Reason::AlgorithmNotAccepted,
            format!("{alg} is not among the accepted algorithms. Switch the issuer to RS256 or ES256."),
        ),
        None => check.fail(Reason::AlgorithmNotAccepted, "The header has no alg."),
    }
}

pub(super) fn key_id(token: &DecodedToken) -> Check {
    let Some(header) = header_of(token) else { return no_header(CheckId::KeyId) };
    let check = Finding::new(CheckId::KeyId).expected("a kid in the header");
    match header.kid() {
        Some(kid) => check.found(kid).pass("The header names its key."),
        None => check.fail(
            Reason::KidMissing,
            "The header has no kid, so the service cannot choose a key, even from a set of one. Have the issuer send it.",
        ),
    }
}

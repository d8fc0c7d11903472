//! Required claims, times, lifetime and single use.

use super::super::{Check, CheckId, Reason};
use super::Finding;
use crate::calendar::duration;
use crate::facts;
use crate::rule::IssuerDraft;
use crate::token::{DecodedToken, Timestamp};

pub(super) fn required_claims(token: &DecodedToken) -> Check {
    let claims = &token.claims;
    let required = facts::REQUIRED_CLAIMS.value;
    let missing: Vec<String> = required
        .into_iter()
        .filter_map(|name| match name {
            "sub" => match claims.get(name) {
                None => Some(name.to_owned()),
                Some(_) if claims.subject().is_some_and(|s| !s.is_empty()) => None,
                Some(_) => Some(format!("{name} (has to be a text that is not empty)")),
            },
            _ => match claims.time(name) {
                Timestamp::Absent => Some(name.to_owned()),
                Timestamp::NotANumber => Some(format!("{name} (has to be a number of seconds)")),
                Timestamp::At(_) => None,
            },
        })
        .collect();
    let check = Finding::new(CheckId::RequiredClaims).expected(required.join(", "));
    if missing.is_empty() {
        check.found(required.join(", ")).pass("All are there.")
    } else {
        check.fail(
            Reason::ClaimMissing,
            format!("Missing: {}. Have the platform send it; no rule can do without.", missing.join(", ")),
        )
    }
}

pub(super) fn expiry(token: &DecodedToken, now: i64) -> Check {
    let check = Finding::new(CheckId::Expiry);
    let Timestamp::At(exp) = token.claims.time("exp") else {
        return check.not_asked("There is no exp to compare.");
    };
    let leeway = facts::LEEWAY_SECONDS.value;
    let past = now.saturating_sub(exp);
    let check = check.expected(format!("at or after {}", now.saturating_sub(leeway))).found(exp.to_string());
    if past > leeway {
        check.fail(
            Reason::TokenExpired,
            format!(
                "It ended {} ago; {leeway} s are forgiven. Ask the platform for a fresh token.",
                duration(past)
            ),
        )
    } else if past > 0 {
        check.pass(format!("It ended {} ago, within the {leeway} s that are forgiven.", duration(past)))
    } else {
        check.pass(format!("It ends in {}.", duration(past.saturating_neg())))
    }
}

pub(super) fn not_before(token: &DecodedToken, now: i64) -> Check {
    let check = Finding::new(CheckId::NotBefore);
    match token.claims.time("nbf") {
        Timestamp::Absent => check.not_asked("The token has no nbf, and needs none."),
        Timestamp::NotANumber => {
            check.unproven("nbf is no number of seconds. What the service makes of it cannot be known here.")
        }
        Timestamp::At(nbf) => future(check, nbf, now, Reason::TokenNotYetValid),
    }
}

pub(super) fn issued_at(token: &DecodedToken, now: i64) -> Check {
    let check = Finding::new(CheckId::IssuedAt);
    match token.claims.time("iat") {
        Timestamp::At(iat) => future(check, iat, now, Reason::TokenIssuedInFuture),
        _ => check.not_asked("There is no iat to compare."),
    }
}

fn future(check: Finding, time: i64, now: i64, reason: Reason) -> Check {
    let leeway = facts::LEEWAY_SECONDS.value;
    let ahead = time.saturating_sub(now);
    let check =
        check.expected(format!("at or before {}", now.saturating_add(leeway))).found(time.to_string());
    if ahead > leeway {
        check.fail(
            reason,
            format!(
                "It lies {} in the future; {leeway} s are forgiven. Set the clock where the token is minted.",
                duration(ahead)
            ),
        )
    } else if ahead > 0 {
        check.pass(format!(
            "It lies {} in the future, within the {leeway} s that are forgiven.",
            duration(ahead)
        ))
    } else {
        check.pass(format!("{} ago.", duration(ahead.saturating_neg())))
    }
}

pub(super) fn lifetime(token: &DecodedToken, issuer: Option<&IssuerDraft>) -> Check {
    let check = Finding::new(CheckId::Lifetime);
    let Some(lifetime) = token.claims.lifetime() else {
        return check.not_asked("Without exp and iat there is no lifetime.");
    };
    let check = check.found(format!("{lifetime} s"));
    let typed = issuer.map_or("", |i| i.max_jwt_lifetime_seconds.trim());
    let most = match (typed, typed.parse::<u64>()) {
        ("", _) => facts::MAX_JWT_LIFETIME_DEFAULT.value,
        (_, Ok(seconds)) => seconds,
        (_, Err(_)) => {
            return check
                .unproven("The issuer's max_jwt_lifetime_seconds is no whole number; mend it first.");
        }
    };
    let check = check.expected(format!("at most {most} s"));
    let whose =
        if typed.is_empty() { "the issuer's default" } else { "the issuer's max_jwt_lifetime_seconds" };
    match u64::try_from(lifetime) {
        Ok(seconds) if seconds > most => {
            let range = facts::MAX_JWT_LIFETIME_RANGE.value;
            let advice = if range.contains(&seconds) {
                format!(
                    "Raise max_jwt_lifetime_seconds to {seconds}, or have the platform issue shorter tokens."
                )
            } else {
                format!(
                    "Have the platform issue shorter tokens: the issuer allows at most {} s.",
                    range.end()
                )
            };
            check.fail(
                Reason::LifetimeExceedsMaximum,
                format!("exp − iat is {}, more than {whose}. {advice}", duration(lifetime)),
            )
        }
        _ => check.pass(format!("exp − iat is {}, within {whose}.", duration(lifetime))),
    }
}

pub(super) fn replay(token: &DecodedToken, issuer: Option<&IssuerDraft>) -> Check {
    let check = Finding::new(CheckId::Replay);
    let asked = issuer.and_then(|i| i.check_jti).unwrap_or(facts::CHECK_JTI_DEFAULT.value);
    if !asked {
        return check.not_asked(
            "The issuer has check_jti off: a token may be exchanged again and again until it ends.",
        );
    }
    match token.claims.get("jti") {
        None => check.not_asked("The token has no jti, so it is accepted without protection against replay."),
        Some(_) => check.expected("a jti that was not exchanged before").found(token.claims.token_id().unwrap_or_default()).open(
            "A jti is exchanged once. Whether this one was cannot be known here: see the authentication history in the \
             Console for jti_reused. Whether a denied attempt uses it up is not published.",
        ),
    }
}

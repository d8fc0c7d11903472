#![doc = include_str!("lifetime_longer_than_needed.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::facts::{
    MAX_JWT_LIFETIME_DEFAULT, MAX_JWT_LIFETIME_RANGE, MINTED_LIFETIME_FACTOR, TOKEN_LIFETIME_DEFAULT,
    TOKEN_LIFETIME_RANGE, TOKEN_LIFETIME_SUGGESTED,
};
use crate::lint::pinned::platform;
use crate::lint::{Look, Subject};
use crate::rule::{Edit, FieldPath};
use crate::token::Claims;

pub(super) static LINT: Lint = Lint {
    code: "lifetime-longer-than-needed",
    summary: "Tokens, or the identity tokens that are exchanged for them, may live longer than there is a reason for",
    severity: Severity::Warning,
    confidence: Confidence::Likely,
    page: include_str!("lifetime_longer_than_needed.md"),
    run,
};

/// The longest identity token that a platform is documented to mint unasked, in seconds: a managed identity at Entra, 24
/// hours and five minutes of backdating (<https://platform.claude.com/docs/en/manage-claude/wif-providers/azure>, read
/// 2026-11-21; the sum is Keyless's own), rounded up.
const LONGEST_USUAL: u64 = 87_000;

/// Limits are proposed in whole steps of this, in seconds.
const STEP: u64 = 600;

/// How many times the token's own lifetime a limit may be before it is worth a word.
const FAR: u64 = 2;

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    found.extend(minted(subject));
    found.extend(accepted(subject));
}

/// Seconds as typed, where the service would take them.
fn seconds(text: &str, range: &std::ops::RangeInclusive<u64>) -> Option<u64> {
    text.trim().parse().ok().filter(|s| range.contains(s))
}

/// How long the token at hand lives, in seconds; `None` where it says nothing sensible.
fn lived(subject: &Subject<'_>) -> Option<u64> {
    subject.token.and_then(Claims::lifetime).and_then(|s| u64::try_from(s).ok()).filter(|s| *s > 0)
}

/// The rule's `token_lifetime_seconds`.
fn minted(subject: &Subject<'_>) -> Option<Finding> {
    let text = &subject.rule.token_lifetime_seconds;
    let lifetime = seconds(text, &TOKEN_LIFETIME_RANGE.value)?;
    let default = TOKEN_LIFETIME_DEFAULT.value;
    if lifetime <= default {
        return None;
    }
    let mut finding = Finding::of(
        &LINT,
        FieldPath::TokenLifetime,
        format!(
            "A token that leaks can be used for up to {lifetime} s; the service's default is {default} s, and clients fetch a new one by themselves"
        ),
    )
    .in_part(0..text.len());
    let of_token = lived(subject);
    if let Some(longest) =
        of_token.map(|s| s.saturating_mul(MINTED_LIFETIME_FACTOR.value)).filter(|l| *l < lifetime)
    {
        finding = finding.note(format!(
            "It gains nothing here: a minted token lives at most {} times what is left of the identity token, which is {longest} s",
            MINTED_LIFETIME_FACTOR.value
        ));
    }
    let finding = finding.note(format!("The Console suggests {} s", TOKEN_LIFETIME_SUGGESTED.value));
    Some(finding.fixed_by(
        Safety::Review,
        format!("Set {default} s, the default"),
        vec![Edit::set(FieldPath::TokenLifetime, default.to_string())],
    ))
}

/// How long tokens of a known platform live at most, in seconds, where its documentation says so: what is set there can
/// lengthen the others.
fn usual(subject: &Subject<'_>) -> Option<(&'static str, u64)> {
    let provider = platform(subject)?;
    let life = provider.request.life;
    let longest = life.longest_seconds.filter(|_| !life.unverified)?;
    Some((provider.name, longest.max(life.usual_seconds)))
}

/// The issuer's `max_jwt_lifetime_seconds`.
fn accepted(subject: &Subject<'_>) -> Option<Finding> {
    let text = &subject.issuer.max_jwt_lifetime_seconds;
    let limit = seconds(text, &MAX_JWT_LIFETIME_RANGE.value)?;
    let default = MAX_JWT_LIFETIME_DEFAULT.value;
    let (message, enough) = if let Some(lives) = lived(subject) {
        if limit <= default || limit / FAR < lives {
            return None;
        }
        let message = format!(
            "The issuer accepts identity tokens of up to {limit} s; the token at hand lives {lives} s. A stolen long-lived one would be taken too"
        );
        (message, lives.div_ceil(STEP).saturating_mul(STEP).max(default))
    } else if let Some((provider, lives)) = usual(subject) {
        if limit <= default || limit / FAR < lives {
            return None;
        }
        let message = format!(
            "The issuer accepts identity tokens of up to {limit} s; those of {provider} live {lives} s. A stolen long-lived one would be taken too"
        );
        (message, lives.div_ceil(STEP).saturating_mul(STEP).max(default))
    } else {
        if limit <= LONGEST_USUAL {
            return None;
        }
        let message = format!(
            "The issuer accepts identity tokens of up to {limit} s, longer than any platform mints unasked. Paste a token to see what it needs"
        );
        (message, LONGEST_USUAL)
    };
    let finding = Finding::of(&LINT, FieldPath::MaxJwtLifetime, message).in_part(0..text.len());
    Some(finding.fixed_by(
        Safety::Review,
        format!("Set {enough} s"),
        vec![Edit::set(FieldPath::MaxJwtLifetime, enough.to_string())],
    ))
}

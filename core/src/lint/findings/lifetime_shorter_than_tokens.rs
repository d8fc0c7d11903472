#![doc = include_str!("lifetime_shorter_than_tokens.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::facts::{MAX_JWT_LIFETIME_DEFAULT, MAX_JWT_LIFETIME_RANGE};
use crate::lint::Look;
use crate::rule::{Edit, FieldPath};
use crate::token::Claims;
use crate::verdict::Gate;

pub(super) static LINT: Lint = Lint {
    code: "lifetime-shorter-than-tokens",
    summary: "The issuer takes identity tokens of a shorter life than the workload's have",
    severity: Severity::Error,
    confidence: Confidence::Certain,
    page: include_str!("lifetime_shorter_than_tokens.md"),
    run,
};

/// Limits are proposed in whole steps of this, in seconds.
const STEP: u64 = 600;

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let issuer = subject.issuer;
    let text = issuer.max_jwt_lifetime_seconds.as_str();
    let limit = match text.trim() {
        // An address alone says nothing of the issuer's record.
        "" if issuer.name.is_empty() && issuer.id.is_empty() => return,
        "" => MAX_JWT_LIFETIME_DEFAULT.value,
        typed => match typed.parse() {
            Ok(limit) if MAX_JWT_LIFETIME_RANGE.value.contains(&limit) => limit,
            _ => return,
        },
    };
    // What the rule keeps out is none of its workload's tokens.
    let token = subject.token.filter(|token| Gate::new(Some(issuer), subject.rule).ask(token).may_enter());
    let lives = token.and_then(Claims::lifetime).and_then(|seconds| u64::try_from(seconds).ok());
    let Some(lives) = lives.filter(|lives| *lives > limit) else { return };
    let message = format!(
        "The token lives {lives} s, and the issuer takes no more than {limit} s: every exchange is denied"
    );
    let mut finding = Finding::of(&LINT, FieldPath::MaxJwtLifetime, message);
    if !text.is_empty() {
        finding = finding.in_part(0..text.len());
    }
    let enough = lives.div_ceil(STEP).saturating_mul(STEP).min(*MAX_JWT_LIFETIME_RANGE.value.end());
    if enough >= lives {
        let edit = Edit::set(FieldPath::MaxJwtLifetime, enough.to_string());
        finding = finding.fixed_by(Safety::Review, format!("Take up to {enough} s"), vec![edit]);
    }
    found.push(finding);
}

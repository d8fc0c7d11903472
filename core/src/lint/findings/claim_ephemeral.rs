#![doc = include_str!("claim_ephemeral.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::condition::Condition;
use crate::lint::Look;
use crate::lint::pinned::platform;
use crate::providers::{ClaimKind, Pins};
use crate::rule::{Edit, FieldPath};

pub(super) static LINT: Lint = Lint {
    code: "claim-ephemeral",
    summary: "The rule compares a claim that differs from token to token",
    severity: Severity::Error,
    confidence: Confidence::Certain,
    page: include_str!("claim_ephemeral.md"),
    run,
};

/// Claims that differ from token to token wherever they come from (RFC 7519, section 4.1; OpenID Connect Core, section 2).
const EVERYWHERE: [&str; 4] = ["jti", "nonce", "at_hash", "c_hash"];

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let provider = platform(subject);
    let is_ephemeral = |name: &str| {
        let spec = provider.and_then(|p| p.claim(name));
        let passes = |s: &crate::providers::ClaimSpec| {
            s.pins == Pins::Nothing && s.kind == ClaimKind::Text && s.name != "aud"
        };
        EVERYWHERE.contains(&name) || spec.is_some_and(passes)
    };
    let condition = subject.condition();
    let read =
        condition.into_iter().flat_map(Condition::equalities).filter_map(|e| e.path.into_iter().next());
    let listed = subject.rule.claims.iter().map(|c| (FieldPath::Claim(c.name.clone()), c.name.clone()));
    let read = read.map(|name| (FieldPath::Condition, name));
    for (field, name) in listed.chain(read).filter(|(_, name)| is_ephemeral(name)) {
        let message = format!(
            "`{name}` is another one in every run or token: the rule matches once at most, and then never again"
        );
        let mut finding = Finding::of(&LINT, field.clone(), message);
        if matches!(field, FieldPath::Claim(_)) {
            finding =
                finding.fixed_by(Safety::Review, format!("Leave `{name}` out"), vec![Edit::clear(field)]);
        }
        found.push(finding);
    }
}

#![doc = include_str!("condition_constant.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::condition::Constancy;
use crate::lint::Look;
use crate::rule::{Edit, FieldPath};

pub(super) static LINT: Lint = Lint {
    code: "condition-constant",
    summary: "The condition comes out the same whatever the token says",
    severity: Severity::Error,
    confidence: Confidence::Certain,
    page: include_str!("condition_constant.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let Some(condition) = subject.condition() else { return };
    let message = match condition.constancy() {
        Constancy::Varies => {
            let silent = condition.references().is_empty() && !subject.rule.condition.trim().is_empty();
            if !silent {
                return;
            }
            "The condition reads no claim, so that it decides nothing"
        }
        Constancy::True => "The condition holds for every token; the service refuses such a rule",
        Constancy::False => "The condition holds for no token: every exchange is denied (match_condition)",
        Constancy::Error => "The condition fails for every token: every exchange is denied (match_condition)",
        Constancy::Other => {
            "The condition is neither true nor false: every exchange is denied (match_condition)"
        }
    };
    let rest = !subject.rule.subject_prefix.is_empty() || !subject.rule.claims.is_empty();
    let mut finding =
        Finding::of(&LINT, FieldPath::Condition, message.to_owned()).in_part(0..subject.rule.condition.len());
    if rest {
        finding = finding.fixed_by(
            Safety::Review,
            "Take the condition out: subject and claims stay",
            vec![Edit::clear(FieldPath::Condition)],
        );
    }
    found.push(finding);
}

#![doc = include_str!("audience_omitted.md")]

use super::audience_foreign::owner;
use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::facts::DEFAULT_AUDIENCE;
use crate::lint::Look;
use crate::lint::segments;
use crate::rule::{Edit, FieldPath};
use crate::token::Claims;

pub(super) static LINT: Lint = Lint {
    code: "audience-omitted",
    summary: "The rule names no audience, and so relies on a default that the service does not publish per issuer",
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    page: include_str!("audience_omitted.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let rule = subject.rule;
    let is_blank =
        rule.subject_prefix.is_empty() && rule.claims.is_empty() && rule.condition.trim().is_empty();
    if is_blank || !rule.audience.is_empty() {
        return;
    }
    let default = DEFAULT_AUDIENCE.value;
    let sent = subject.token.map(Claims::audiences).unwrap_or_default();
    let finding = if sent.is_empty() || sent.contains(&default) {
        Finding::of(
            &LINT,
            FieldPath::Audience,
            format!(
                "No audience is set. That does not switch the check off: the service then expects `{default}`. Say so in the rule, so that a reader sees it"
            ),
        )
        .only(Severity::Info)
        .fixed_by(
            Safety::Safe,
            format!("Set `{default}`"),
            vec![Edit::set(FieldPath::Audience, default)],
        )
    } else {
        let of_others = sent.iter().find_map(|a| owner(a));
        let shown = sent.iter().map(|a| segments::shown(a)).collect::<Vec<_>>().join(", ");
        let finding = Finding::of(
            &LINT,
            FieldPath::Audience,
            format!(
                "No audience is set, so the service expects `{default}`, and the token is for {shown}: the exchange is denied (match_audience)"
            ),
        );
        match (of_others, sent.first()) {
            (Some(foreign), _) => finding
                .note(format!(
                    "The token was made for {}; have the workload ask for `{default}` instead",
                    foreign.whose
                ))
                .fixed_by(
                    Safety::Review,
                    format!("Set `{default}`"),
                    vec![Edit::set(FieldPath::Audience, default)],
                ),
            (None, Some(audience)) => finding.fixed_by(
                Safety::Review,
                format!("Set the token's audience, {}", segments::shown(audience)),
                vec![Edit::set(FieldPath::Audience, *audience)],
            ),
            (None, None) => finding,
        }
    };
    found.push(finding);
}

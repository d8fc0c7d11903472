#![doc = include_str!("single_use_spent.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::facts::{
    ADVISORY_REFRESH_SECONDS, CHECK_JTI_DEFAULT, TOKEN_LIFETIME_DEFAULT, TOKEN_LIFETIME_RANGE,
};
use crate::lint::Look;
use crate::lint::pinned::platform;
use crate::providers::{HandedOut, Jti};
use crate::rule::{Edit, FieldPath};
use crate::token::Claims;

pub(super) static LINT: Lint = Lint {
    code: "single-use-spent",
    summary: "The client has to exchange again before the platform has another token, and the first one is spent",
    severity: Severity::Warning,
    confidence: Confidence::Likely,
    page: include_str!("single_use_spent.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let Some(provider) = platform(subject) else { return };
    let life = provider.request.life;
    let checked = subject.issuer.check_jti.unwrap_or(CHECK_JTI_DEFAULT.value);
    let has_jti = subject.token.map_or(life.jti == Jti::Always, |token| token.token_id().is_some());
    let text = subject.rule.token_lifetime_seconds.trim();
    let Ok(asked) = (if text.is_empty() { Ok(TOKEN_LIFETIME_DEFAULT.value) } else { text.parse::<u64>() })
    else {
        return;
    };
    if !checked || !has_jti || !TOKEN_LIFETIME_RANGE.value.contains(&asked) {
        return;
    }
    let lives =
        subject.token.and_then(Claims::lifetime).and_then(|s| u64::try_from(s).ok()).filter(|s| *s > 0);
    let lives = lives.unwrap_or(life.usual_seconds);
    let again = match life.handed_out {
        HandedOut::PerRequest => return,
        // The job's only token lives as long as the job may; so far the client has to come with one exchange.
        HandedOut::PerJob | HandedOut::Cached => lives,
        HandedOut::Replaced { after_seconds } => {
            after_seconds.saturating_mul(lives) / life.usual_seconds.max(1)
        }
    };
    let refresh = asked.saturating_sub(ADVISORY_REFRESH_SECONDS.value);
    let enough = (again + ADVISORY_REFRESH_SECONDS.value).min(*TOKEN_LIFETIME_RANGE.value.end());
    let enough = enough.div_ceil(600).saturating_mul(600).min(TOKEN_LIFETIME_DEFAULT.value.max(asked));
    if refresh >= again || enough <= asked {
        return;
    }
    let mut finding = Finding::of(
        &LINT,
        FieldPath::TokenLifetime,
        format!(
            "Clients ask again {refresh} s after an exchange, and {} has no other token until {again} s: the first one's `jti` is spent, and the exchange is denied",
            provider.name
        ),
    );
    if !subject.rule.token_lifetime_seconds.is_empty() {
        finding = finding.in_part(0..subject.rule.token_lifetime_seconds.len());
    }
    found.push(finding.fixed_by(
        Safety::Review,
        format!("Let the access token live {enough} s"),
        vec![Edit::set(FieldPath::TokenLifetime, enough.to_string())],
    ));
}

#![doc = include_str!("single_use_off.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::lint::Look;
use crate::lint::pinned::platform;
use crate::providers::{HandedOut, Jti};
use crate::rule::{Edit, FieldPath};

pub(super) static LINT: Lint = Lint {
    code: "single-use-off",
    summary: "A token can be exchanged again and again, on a platform that hands out a new one each time",
    severity: Severity::Warning,
    confidence: Confidence::Likely,
    page: include_str!("single_use_off.md"),
    run,
};

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    if subject.issuer.check_jti != Some(false) {
        return;
    }
    let Some(provider) = platform(subject) else { return };
    let life = provider.request.life;
    let has_jti = subject.token.map_or(life.jti != Jti::Never, |token| token.token_id().is_some());
    if life.handed_out != HandedOut::PerRequest || !has_jti {
        return;
    }
    found.push(
        Finding::of(
            &LINT,
            FieldPath::CheckJti,
            format!(
                "`check_jti` is off, so that whoever copies a token can exchange it until it ends; {} makes a new one at each request, and nothing needs the old one twice",
                provider.name
            ),
        )
        .fixed_by(Safety::Review, "Let each token be exchanged once", vec![Edit::set(FieldPath::CheckJti, "true")]),
    );
}

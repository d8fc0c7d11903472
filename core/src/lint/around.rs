//! Who else gets in, as findings ask it.

use super::Subject;
use super::pinned::platform;
use crate::providers::{ClaimKind, Pins};
use crate::strangers::{self, Caller, Circle};

/// The workload and everybody around it.
pub(super) fn circle(subject: &Subject<'_>) -> Circle {
    strangers::around(subject.issuer, subject.rule, platform(subject), subject.token)
}

/// Whether somebody is told from the workload by every claim that names a tenant, or a workload: `None` where no token says.
/// The subject counts where nothing else names a workload.
pub(super) fn differs(circle: &Circle, other: &Caller, pins: Pins) -> Option<bool> {
    let claims = circle.provider.map_or(&[][..], |provider| provider.claims);
    let named = claims.iter().filter(|c| c.pins == pins && c.kind == ClaimKind::Text);
    let pairs = named
        .filter(|c| !matches!(c.name, "iss" | "sub" | "aud"))
        .filter_map(|c| Some((circle.owner.claims.text(c.name)?, other.claims.text(c.name)?)));
    let apart: Vec<bool> = pairs.map(|(own, theirs)| own != theirs).collect();
    if apart.is_empty() && pins == Pins::Workload {
        return Some(circle.owner.claims.subject()? != other.claims.subject()?);
    }
    (!apart.is_empty()).then(|| apart.iter().all(|apart| *apart))
}

/// Those of other names who get in. A name that goes on, or one that was taken over, is another finding's.
pub(super) fn others(circle: &Circle) -> impl Iterator<Item = &Caller> {
    let alike = |caller: &&Caller| caller.id.starts_with("look-alike") || caller.id.starts_with("recreated");
    circle.admitted().filter(move |caller| !alike(caller))
}

/// Somebody as messages name them: what they are, and who they can be.
pub(super) fn named(caller: &Caller) -> String {
    let (first, rest) = caller.title.split_at_checked(1).unwrap_or((caller.title, ""));
    let who = caller.who.trim_end_matches('.');
    format!("{}{rest} gets in ({who})", first.to_lowercase())
}

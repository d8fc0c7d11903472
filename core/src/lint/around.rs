//! Who else gets in, as findings ask it.

use crate::providers::{ClaimKind, Pins};
use crate::strangers::{Caller, Circle};

/// Whether somebody is of another tenant, or another workload, by the claims that name one: `None` where no token says. An id
/// that differs is enough for a workload; of names, which somebody else can take, all have to, and so have a tenant's. The
/// subject counts where nothing else names a workload.
pub(super) fn differs(circle: &Circle, other: &Caller, pins: Pins) -> Option<bool> {
    let claims = circle.provider.map_or(&[][..], |provider| provider.claims);
    let pairs: Vec<(bool, bool)> = claims
        .iter()
        .filter(|c| c.pins == pins && c.kind == ClaimKind::Text && c.chosen_by.is_none())
        .filter(|c| !matches!(c.name, "iss" | "sub" | "aud"))
        .filter_map(|c| {
            let apart = circle.owner.claims.text(c.name)? != other.claims.text(c.name)?;
            Some((c.renameable, apart))
        })
        .collect();
    let ids = pairs.iter().any(|(renameable, _)| !renameable);
    match pins {
        Pins::Workload if pairs.is_empty() => Some(circle.owner.claims.subject()? != other.claims.subject()?),
        Pins::Workload if ids => Some(pairs.iter().any(|(renameable, apart)| !renameable && *apart)),
        _ => (!pairs.is_empty()).then(|| pairs.iter().all(|(_, apart)| *apart)),
    }
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

//! Who else gets in, as findings ask it.

use crate::providers::{ClaimKind, Pins, Stranger};
use crate::strangers::{Neighbour, Ring};

/// Whether somebody is of another tenant, or another workload, by the claims that name one: `None` where no token says. An id
/// that differs is enough for a workload; of names, which somebody else can take, all have to, and so have a tenant's. The
/// subject counts where nothing else names a workload.
pub(super) fn differs(ring: &Ring, other: &Neighbour, pins: Pins) -> Option<bool> {
    let claims = ring.provider.map_or(&[][..], |provider| provider.claims);
    let is_apart = |name| {
        let own = ring.owner.as_map();
        Some(own.get(name)?.as_str()? != other.changes.get(own, name)?.as_str()?)
    };
    let pairs: Vec<(bool, bool)> = claims
        .iter()
        .filter(|c| c.pins == pins && c.kind == ClaimKind::Text && c.chosen_by.is_none())
        .filter(|c| !matches!(c.name, "iss" | "sub" | "aud"))
        .filter_map(|c| Some((c.renameable, is_apart(c.name)?)))
        .collect();
    let ids = pairs.iter().any(|(renameable, _)| !renameable);
    match pins {
        Pins::Workload if pairs.is_empty() => is_apart("sub"),
        Pins::Workload if ids => Some(pairs.iter().any(|(renameable, apart)| !renameable && *apart)),
        _ => (!pairs.is_empty()).then(|| pairs.iter().all(|(_, apart)| *apart)),
    }
}

/// Those of other names who get in. A name that goes on, or one that was taken over, is another finding's.
pub(super) fn others(ring: &Ring) -> impl Iterator<Item = &Neighbour> {
    let alike = |other: &&Neighbour| {
        let id = other.stranger.id;
        id.starts_with("look-alike") || id.starts_with("recreated")
    };
    ring.admitted().filter(move |other| !alike(other))
}

/// Somebody as messages name them: what they are, and who they can be.
pub(super) fn named(other: &Neighbour) -> String {
    let Stranger { title, who, .. } = other.stranger;
    let (first, rest) = title.split_at_checked(1).unwrap_or((title, ""));
    let who = who.trim_end_matches('.');
    format!("{}{rest} gets in ({who})", first.to_lowercase())
}

//! What the data of a provider is called on its page.

use keyless_core::providers::{ClaimKind, HandedOut, Jti, Need, Pins, TokenLife};

pub(super) fn lifetime(life: &TokenLife) -> String {
    let longest = match life.longest_seconds {
        Some(longest) if longest == life.usual_seconds => String::new(),
        Some(longest) => format!(", {longest} at most"),
        None => ", how long at most is not documented".to_owned(),
    };
    format!("{} seconds{longest}{}", life.usual_seconds, if life.unverified { ", not confirmed" } else { "" })
}

pub(super) fn handed_out(how: HandedOut) -> String {
    match how {
        HandedOut::PerRequest => "There is a new one at each request.".to_owned(),
        HandedOut::PerJob => "There is one for a whole job or step.".to_owned(),
        HandedOut::Replaced { after_seconds } => {
            format!("The platform replaces it where it lies, {after_seconds} seconds after it was made.")
        }
        HandedOut::Cached => "The same one is handed out again until it is about to end.".to_owned(),
    }
}

pub(super) fn jti(jti: Jti) -> &'static str {
    match jti {
        Jti::Always => "each token has a `jti`",
        Jti::Never => "no token has a `jti`",
        Jti::Perhaps => "some tokens have a `jti`, or it is not documented",
    }
}

pub(super) fn kind(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Text => "text",
        ClaimKind::Number => "number",
        ClaimKind::Boolean => "boolean",
        ClaimKind::List => "list",
        ClaimKind::Map => "map",
    }
}

pub(super) fn pins(pins: Pins) -> &'static str {
    match pins {
        Pins::Tenant => "the customer",
        Pins::Workload => "the workload",
        Pins::Ref => "a branch, tag or environment",
        Pins::Run => "something about the run",
        Pins::Nothing => "nothing that lasts",
    }
}

pub(super) fn need(need: Need) -> &'static str {
    match need {
        Need::Required => "yes",
        Need::Recommended => "for a tight rule",
        Need::Optional => "no",
    }
}

pub(super) fn doubt(unverified: bool) -> &'static str {
    if unverified { " Not confirmed." } else { "" }
}

//! What an exchange would mint.

use crate::state::Draft;
use keyless_core::calendar::duration;
use keyless_core::facts;
use keyless_core::verdict::{Bound, Minted};

/// A moment in the life of a minted token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Seconds after minting.
    pub at: u64,
    /// The same in words.
    pub when: String,
    /// What happens.
    pub what: &'static str,
}

/// What an exchange would mint.
#[derive(Debug, Clone, PartialEq)]
pub struct MintedView {
    /// For whom, where, with which scope.
    pub rows: Vec<(&'static str, String)>,
    /// Lifetime, in seconds.
    pub lifetime: u64,
    /// Its moments, in order.
    pub points: Vec<Point>,
}

pub(super) fn view(minted: &Minted, draft: &Draft, workspace: &str) -> MintedView {
    let setup = &draft.setup;
    let or = |text: &str, otherwise: &str| {
        if text.trim().is_empty() { otherwise.to_owned() } else { text.to_owned() }
    };
    let target = match (setup.account.name.as_str(), setup.rule.service_account_id.as_str()) {
        ("", "") => "the rule\u{2019}s target".to_owned(),
        ("", id) => id.to_owned(),
        (name, "") => name.to_owned(),
        (name, id) => format!("{name} ({id})"),
    };
    let place = match (workspace.trim(), setup.rule.workspace_ids.as_slice()) {
        ("", [one]) => one.clone(),
        ("", _) if setup.rule.applies_to_all_workspaces => "the one that the exchange names".to_owned(),
        ("", _) => "the one that the rule enables".to_owned(),
        (named, _) => named.to_owned(),
    };
    let length = |seconds: u64| duration(i64::try_from(seconds).unwrap_or(i64::MAX));
    let why = match minted.bound {
        Bound::Rule => "as the rule asks".to_owned(),
        Bound::Token => format!(
            "twice what is left of the identity token ({}), which is less than the {} that the rule asks for",
            duration(minted.remaining),
            length(minted.asked)
        ),
        Bound::Minimum => "the shortest that the service mints".to_owned(),
    };
    let mut points = vec![point(0, "minted")];
    points.extend(
        minted.advisory_refresh().map(|at| point(at, "SDKs begin to refresh; a failure is forgiven")),
    );
    points.push(point(minted.mandatory_refresh(), "SDKs must have refreshed; a failure is an error"));
    points.push(point(minted.lifetime, "ends"));
    MintedView {
        rows: vec![
            ("Service account", target),
            ("Workspace", place),
            ("Scope", or(&setup.rule.oauth_scope, facts::SCOPES.value[0].name)),
            ("Lifetime", format!("{}, {why}", length(minted.lifetime))),
        ],
        lifetime: minted.lifetime,
        points,
    }
}

fn point(at: u64, what: &'static str) -> Point {
    let when = if at == 0 {
        "at once".to_owned()
    } else {
        format!("after {}", duration(i64::try_from(at).unwrap_or(i64::MAX)))
    };
    Point { at, when, what }
}

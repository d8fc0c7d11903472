//! Which claims a rule fixes, be it in `claims` or by its condition.
//!
//! Findings ask here before they speak, so that a rule which another matcher closes stays without noise.

use super::segments::{self, Open};
use super::{Look, Subject};
use crate::condition::Evaluation;
use crate::order::Order;
use crate::providers::{self, Pins, Provider};
use crate::strangers;
use serde_json::{Map, Value};

/// No platform sends this text, so that a condition which holds for it compares nothing.
const STRANGER: &str = "\u{1}no platform sends this";

/// The platform that a rule is for: the one chosen, or else the one that token, address or matchers give away. One that
/// stands for any issuer at all gives nothing away.
pub(super) fn platform(subject: &Subject<'_>) -> Option<&'static Provider> {
    let given_away = || strangers::platform(subject.issuer, subject.rule, subject.token);
    subject.provider.or_else(|| given_away().filter(|provider| !provider.subjects.is_empty()))
}

/// What a rule compares besides its subject.
pub(super) struct Pinned<'a>(&'a Look<'a>);

impl<'a> Pinned<'a> {
    /// Reads a rule.
    pub(super) fn of(look: &'a Look<'a>) -> Self {
        Self(look)
    }

    /// Every claim that the rule fixes. Not `iss` and `aud`, which every token of the issuer for this service has alike.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let listed = self.0.rule.claims.iter().filter(|c| !c.value.is_empty()).map(|c| c.name.as_str());
        listed
            .chain(self.0.fixed_by_condition().iter().map(String::as_str))
            .filter(|name| !matches!(*name, "iss" | "aud"))
    }

    /// Whether the rule fixes a claim.
    pub(super) fn claim(&self, name: &str) -> bool {
        self.names().any(|n| n == name)
    }

    /// Whether the rule fixes a claim that pins one of these.
    pub(super) fn any(&self, wanted: &[Pins]) -> bool {
        self.names().any(|n| self.pins(n).is_some_and(|p| wanted.contains(&p)))
    }

    /// Whether another matcher keeps out those whom a prefix lets in that ends inside a segment.
    pub(super) fn closes(&self, fixed: &str, ends: &[char]) -> bool {
        // `…:environment:prod*` is closed by the claim `environment`.
        let named = fixed.split(ends).any(|segment| !segment.is_empty() && self.claim(segment));
        let wanted: &[Pins] = match segments::open_behind(fixed) {
            Open::Tenant => &[Pins::Tenant, Pins::Workload],
            Open::Workload => &[Pins::Workload],
            Open::Ref => &[],
        };
        named || self.claim("sub") || self.any(wanted)
    }

    /// Whether the rule fixes anything at all besides its subject and audience.
    pub(super) fn anything(&self) -> bool {
        self.names().next().is_some()
    }

    /// What a claim pins, as far as that is known.
    fn pins(&self, name: &str) -> Option<Pins> {
        if let Some(spec) = self.0.provider.and_then(|p| p.claim(name)) {
            return Some(spec.pins);
        }
        // On a platform that is not known, a name says what it says on the one that has it.
        let shared = |p: &&Provider| p.issuers.iter().any(|i| i.shared);
        providers::ALL.iter().copied().filter(shared).find_map(|p| p.claim(name)).map(|spec| spec.pins)
    }
}

/// The claims that a condition fixes: those without whose value it does not hold.
///
/// With a token for which the condition holds, each claim in turn is given to a stranger. Without one, a condition that
/// holds although every claim is a stranger's fixes none, and any other is taken to fix all that it reads.
pub(super) fn by_condition(subject: &Look<'_>) -> Vec<String> {
    let Some(condition) = subject.condition() else { return Vec::new() };
    let paths = condition.references();
    let mut names: Vec<String> = paths.iter().filter_map(|p| p.first().cloned()).collect();
    names.order();
    names.dedup();

    let holds = |claims: &Map<String, Value>| condition.evaluate(claims) == Evaluation::True;
    if let Some(token) = subject.token.filter(|t| holds(t.as_map())) {
        names.retain(|name| {
            let mut claims = token.as_map().clone();
            for path in paths.iter().filter(|p| p.first() == Some(name)) {
                put_stranger(&mut claims, path);
            }
            !holds(&claims)
        });
    } else {
        let mut claims = Map::new();
        for path in paths {
            put_stranger(&mut claims, path);
        }
        if holds(&claims) {
            names.clear();
        }
    }
    names
}

/// Puts the stranger's text at the end of a path, with maps on the way.
fn put_stranger(claims: &mut Map<String, Value>, path: &[String]) {
    let Some((name, rest)) = path.split_first() else { return };
    if rest.is_empty() {
        if !claims.get(name).is_some_and(Value::is_object) {
            claims.insert(name.clone(), STRANGER.into());
        }
        return;
    }
    let slot = claims.entry(name.clone()).or_insert(Value::Null);
    if !slot.is_object() {
        *slot = Value::Object(Map::new());
    }
    if let Value::Object(inner) = slot {
        put_stranger(inner, rest);
    }
}

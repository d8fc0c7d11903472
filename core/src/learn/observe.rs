//! What samples say, claim by claim.

use super::spec;
use crate::providers::{Pins, Provider};
use crate::token::Claims;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A claim over all samples.
#[derive(Debug, Clone)]
pub(super) struct Observed {
    /// The keys from the top level to it.
    pub(super) path: Vec<String>,
    /// What it fixes; nothing where it passes.
    pub(super) pins: Pins,
    /// Whether it names the person who started the run.
    pub(super) person: bool,
    /// Whether its platform describes it.
    pub(super) known: bool,
    /// A claim that all samples have alike and that lasts where this one can pass to somebody else.
    pub(super) twin: bool,
    /// Its values, where all are texts or truths.
    pub(super) values: Option<Vec<Value>>,
    /// Texts that every sample's list has, where it is one.
    pub(super) held: Vec<Value>,
    /// In how many samples it is missing.
    pub(super) missing: usize,
}

/// Claims that say when a token is from, or which one it is.
const PASSING: [&str; 11] =
    ["exp", "iat", "nbf", "jti", "auth_time", "at_hash", "nonce", "sid", "uti", "rh", "ver"];
/// Claims that name the person who started a run: a rule by them shuts out everybody's colleagues.
const PEOPLE: [&str; 9] = [
    "actor",
    "actor_id",
    "user_id",
    "user_login",
    "user_email",
    "user_access_level",
    "user_identities",
    "build_creator",
    "preferred_username",
];
/// How many texts of a list are looked at.
const MOST_HELD: usize = 8;
/// How deep maps are looked into.
const DEEPEST: usize = 4;

/// Every claim that some sample has, in the order of the samples.
pub(super) fn observe(samples: &[Claims], provider: Option<&'static Provider>) -> Vec<Observed> {
    let mut paths: Vec<Vec<String>> = Vec::new();
    let mut known = BTreeSet::new();
    for sample in samples {
        walk(sample.as_map(), &mut Vec::new(), &mut |path| {
            if known.insert(path.to_vec()) {
                paths.push(path.to_vec());
            }
        });
    }
    paths
        .into_iter()
        .filter(|path| !matches!(path[..], [ref only] if matches!(only.as_str(), "iss" | "aud")))
        .map(|path| one(samples, provider, path))
        .collect()
}

fn one(samples: &[Claims], provider: Option<&'static Provider>, path: Vec<String>) -> Observed {
    let name = path.first().map(String::as_str).unwrap_or_default();
    let spec = spec(provider, name);
    let found: Vec<&Value> = samples.iter().filter_map(|sample| at(sample, &path)).collect();
    let mut values: Vec<Value> = Vec::new();
    for value in &found {
        if !values.contains(value) {
            values.push((*value).clone());
        }
    }
    let compared = values.iter().all(|value| value.is_string() || value.is_boolean());
    let passing = PASSING.contains(&name) || spec.is_some_and(|spec| spec.pins == Pins::Nothing);
    let twin = spec.and_then(|spec| spec.immutable_twin).is_some_and(|twin| {
        let first = samples.first().and_then(|sample| sample.text(twin));
        first.is_some() && samples.iter().all(|sample| sample.text(twin) == first)
    });
    let pins = match spec {
        _ if passing => Pins::Nothing,
        Some(spec) => spec.pins,
        None => Pins::Run,
    };
    Observed {
        person: PEOPLE.contains(&name),
        pins,
        known: spec.is_some(),
        twin,
        held: held(&found),
        values: compared.then_some(values),
        missing: samples.len() - found.len(),
        path,
    }
}

/// What lists have in common.
fn held(lists: &[&Value]) -> Vec<Value> {
    let Some((Value::Array(first), others)) = lists.split_first() else { return Vec::new() };
    let common = |text: &&Value| {
        text.is_string() && others.iter().all(|list| list.as_array().is_some_and(|list| list.contains(text)))
    };
    first.iter().filter(common).take(MOST_HELD).cloned().collect()
}

/// The value at a path of keys.
pub(super) fn at<'a>(sample: &'a Claims, path: &[String]) -> Option<&'a Value> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(sample.get(first)?, |value, name| value.get(name))
}

fn walk(map: &Map<String, Value>, path: &mut Vec<String>, on: &mut impl FnMut(&[String])) {
    for (name, value) in map {
        path.push(name.clone());
        match value {
            Value::Object(below) if path.len() < DEEPEST => walk(below, path, on),
            _ => on(path),
        }
        path.pop();
    }
}

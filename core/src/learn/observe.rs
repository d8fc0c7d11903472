//! What samples say, claim by claim.

use super::spec;
use crate::providers::{self, Pins, Provider};
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
    /// Whether all samples have a claim that lasts beside this one, which can pass to somebody else.
    pub(super) twin: bool,
    /// Its values, where all are texts or truths.
    pub(super) values: Option<Vec<Value>>,
    /// A ref, or a file at one, up to the request's number, where all samples have it alike.
    pub(super) stem: Option<String>,
    /// Texts that every sample's list has, where it is one.
    pub(super) held: Vec<Value>,
    /// In how many samples it is missing.
    pub(super) missing: usize,
}

/// Claims that say when a token is from, or which one it is.
const PASSING: [&str; 11] =
    ["exp", "iat", "nbf", "jti", "auth_time", "at_hash", "nonce", "sid", "uti", "rh", "ver"];
/// Claims, the last keys of their paths, about the machine or function that a workload runs on: they last until it is replaced,
/// which a rule has to outlive.
const REPLACED: [&str; 5] = [
    "machine_id",
    "machine_name",
    "ec2_source_instance_arn",
    "ec2_instance_source_private_ipv4",
    "lambda_source_function_arn",
];
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
/// What stands before a request's number in the refs of GitHub, CircleCI and GitLab.
const REQUESTS: [&str; 3] = ["refs/pull/", "refs/heads/pull/", "refs/merge-requests/"];
/// What a merge queue's own branches have in their names.
pub(super) const QUEUED: [&str; 1] = ["gh-readonly-queue/"];
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
    let last = path.last().map(String::as_str).unwrap_or_default();
    let passing = PASSING.contains(&name)
        || REPLACED.contains(&last)
        || providers::passes(&path)
        || spec.is_some_and(|spec| spec.pins == Pins::Nothing)
        || values.iter().any(|value| value.as_str().is_some_and(|text| is_of_one_request(name, text)));
    let twin = spec.and_then(|spec| spec.immutable_twin);
    let twin = twin.is_some_and(|twin| samples.iter().all(|sample| sample.text(twin).is_some()));
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
        stem: stem(&values),
        held: held(&found),
        values: compared.then_some(values),
        missing: samples.len() - found.len(),
        path,
    }
}

/// Whether a text names one pull request or merge request, or its place in a queue: the next one says otherwise.
fn is_of_one_request(claim: &str, text: &str) -> bool {
    let numbered = |head: &str| {
        let behind = text.split(head).skip(1);
        behind.into_iter().any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    if claim == "sub" {
        return false;
    }
    let authors_branch = claim == "head_ref" && !text.is_empty();
    authors_branch
        || QUEUED.iter().any(|queue| text.contains(queue))
        || REQUESTS.iter().any(|head| numbered(head))
}

/// What texts such as `refs/pull/7/merge`, or a file at such a ref, have alike in front of the number.
fn stem(values: &[Value]) -> Option<String> {
    let of = |value: &Value| {
        let text = value.as_str()?;
        let (head, at) = REQUESTS.iter().chain(&QUEUED).find_map(|head| Some((head, text.find(head)?)))?;
        text.get(..at + head.len()).map(str::to_owned)
    };
    let first = of(values.first()?)?;
    values.iter().all(|value| of(value).as_ref() == Some(&first)).then_some(first)
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

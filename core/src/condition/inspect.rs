//! What an expression reads.

use std::collections::BTreeSet;

use super::CLAIMS;
use super::ast::{Kind, Literal, Node, Operator};

/// What a walk over the checked expression finds.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// The claims read, each as a path of keys.
    pub(super) paths: BTreeSet<Vec<String>>,
    /// The part of each path whose absence is an error: for `has(claims.a.b)` it is `a`.
    pub(super) needed: BTreeSet<Vec<String>>,
    /// Names other than `claims` that are not bound by a macro.
    pub(super) foreign: BTreeSet<String>,
    /// Messages of Protocol Buffers are made or named.
    pub(super) messages: bool,
}

/// Walks `expression`, whose names the checks have resolved.
pub(super) fn read(expression: &Node) -> Reading {
    let mut reading = Reading::default();
    walk(expression, &mut Vec::new(), &mut reading);
    reading
}

fn walk<'e>(node: &'e Node, bound: &mut Vec<&'e str>, reading: &mut Reading) {
    if let Some(needed) = claim_path(node, bound) {
        let mut path = needed.clone();
        if let Kind::Select { field, test: true, .. } = &node.kind {
            path.push(field.clone());
        }
        reading.paths.insert(path);
        reading.needed.insert(needed);
        return;
    }
    match &node.kind {
        Kind::Name(name) if !bound.contains(&name.as_str()) => {
            reading.foreign.insert(name.clone());
        }
        Kind::Type(name) => {
            reading.messages |= name.starts_with("google.protobuf.")
                && !matches!(name.as_str(), "google.protobuf.Timestamp" | "google.protobuf.Duration");
        }
        Kind::Macro(parts) => {
            walk(&parts.range, bound, reading);
            bound.push(&parts.variable);
            for part in parts.filter.iter().chain(&parts.body) {
                walk(part, bound, reading);
            }
            bound.pop();
        }
        other => {
            reading.messages |= matches!(other, Kind::Message(..));
            other.each(|node| walk(node, bound, reading));
        }
    }
}

/// The keys from `claims` to `node`, when it is a chain of selections and of indexings by literal text.
/// A test with `has` gives the path to what is tested on.
pub(super) fn claim_path(node: &Node, bound: &[&str]) -> Option<Vec<String>> {
    let mut keys = Vec::new();
    let mut node = node;
    if let Kind::Select { operand, test: true, .. } = &node.kind {
        node = operand;
    }
    loop {
        match &node.kind {
            Kind::Select { operand, field, test: false } => {
                keys.push(field.clone());
                node = operand;
            }
            Kind::Operator(Operator::Index, operands) => {
                let [container, key] = operands.as_slice() else { return None };
                let Kind::Literal(Literal::Text(key)) = &key.kind else { return None };
                keys.push(key.clone());
                node = container;
            }
            Kind::Name(name) => {
                let hidden = bound.contains(&name.as_str());
                if hidden || name.trim_start_matches('.') != CLAIMS {
                    return None;
                }
                keys.reverse();
                return Some(keys);
            }
            _ => return None,
        }
    }
}

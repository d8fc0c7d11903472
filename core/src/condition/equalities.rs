//! What a condition asks of single claims.

use super::ast::{Kind, Literal, Logic, Node, Operator};
use super::inspect::claim_path;
use super::wishes::constant;
use serde_json::Value;

/// A claim that has to be one of some texts for the condition to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equality {
    /// The keys from the token's top level to the claim.
    pub path: Vec<String>,
    /// The texts; the claim has to be one of them.
    pub texts: Vec<String>,
}

/// The comparisons of claims with texts without which `expression` does not hold: `==` and `in` that stand by themselves or
/// between `&&`. What stands in an alternative, a negation or a macro is no part of it.
pub(super) fn equalities(expression: &Node) -> Vec<Equality> {
    let mut found = Vec::new();
    collect(expression, &mut found);
    found
}

/// Whether `expression` is nothing but such comparisons.
pub(super) fn is_equalities(expression: &Node) -> bool {
    match &expression.kind {
        Kind::Logic(Logic::And, nodes) => nodes.iter().all(is_equalities),
        _ => !equalities(expression).is_empty(),
    }
}

/// Every text, number and truth that stands in `expression`.
pub(super) fn literals(expression: &Node) -> Vec<Value> {
    let mut found = Vec::new();
    gather(expression, &mut found);
    found
}

fn gather(node: &Node, found: &mut Vec<Value>) {
    if let Kind::Literal(_) = &node.kind {
        found.extend(constant(node));
    }
    node.kind.each(|node| gather(node, found));
}

fn collect(node: &Node, found: &mut Vec<Equality>) {
    match &node.kind {
        Kind::Logic(Logic::And, nodes) => nodes.iter().for_each(|node| collect(node, found)),
        Kind::Operator(operator @ (Operator::Equal | Operator::In), operands) => {
            let [left, right] = operands.as_slice() else { return };
            let pair = match (operator, claim_path(left, &[]), claim_path(right, &[])) {
                (_, Some(path), None) => Some((path, right)),
                (Operator::Equal, None, Some(path)) => Some((path, left)),
                _ => None,
            };
            let Some((path, value)) = pair.filter(|(path, _)| !path.is_empty()) else { return };
            let texts: Option<Vec<String>> = match (&value.kind, operator) {
                (Kind::List(items), Operator::In) => items.iter().map(text).collect(),
                (_, Operator::Equal) => text(value).map(|text| vec![text]),
                _ => None,
            };
            found.extend(texts.map(|texts| Equality { path, texts }));
        }
        _ => {}
    }
}

fn text(node: &Node) -> Option<String> {
    match &node.kind {
        Kind::Literal(Literal::Text(text)) => Some(text.clone()),
        _ => None,
    }
}

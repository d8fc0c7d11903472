//! How a condition compares claims with literals, and where.

use super::ast::{Kind, Literal, Node, Operator};
use super::inspect::claim_path;
use serde_json::Value;
use std::ops::Range;

/// A claim that is held against literals, wherever that stands in a condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The keys from the token's top level to the claim.
    pub path: Vec<String>,
    /// How it is compared.
    pub how: How,
    /// What with, each with its place in the text, in bytes.
    pub values: Vec<(Value, Range<usize>)>,
    /// Whether it stands in a negation, so that what it takes is what the condition refuses.
    pub negated: bool,
}

/// How a claim is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// `==`, or `in` a list.
    Equal,
    /// `!=`
    Unequal,
    /// `matches`: a pattern that is found anywhere in the text unless it is anchored.
    Matches,
    /// `contains`
    Contains,
    /// `startsWith`
    Starts,
    /// `endsWith`
    Ends,
}

/// Every comparison in `expression`, in the order of the text. What stands in a macro is no part of it.
pub(super) fn comparisons(expression: &Node) -> Vec<Comparison> {
    let mut found = Vec::new();
    walk(expression, false, &mut found);
    found
}

fn walk(node: &Node, negated: bool, found: &mut Vec<Comparison>) {
    let mut add = |claim: &Node, how, literals: &mut dyn Iterator<Item = &Node>| {
        let path = claim_path(claim, &[]).filter(|path| !path.is_empty());
        let values: Vec<_> = literals.filter_map(value).collect();
        if let Some(path) = path.filter(|_| !values.is_empty()) {
            found.push(Comparison { path, how, values, negated });
        }
    };
    match &node.kind {
        Kind::Macro(_) => return,
        Kind::Operator(operator @ (Operator::Equal | Operator::NotEqual | Operator::In), operands) => {
            let [left, right] = operands.as_slice() else { return };
            let how = if *operator == Operator::NotEqual { How::Unequal } else { How::Equal };
            match &right.kind {
                Kind::List(items) if *operator == Operator::In => add(left, how, &mut items.iter()),
                _ if *operator == Operator::In => {}
                _ => {
                    add(left, how, &mut std::iter::once(right));
                    add(right, how, &mut std::iter::once(left));
                }
            }
        }
        Kind::Call { name, target, arguments } => {
            let how = match name.as_str() {
                "matches" => Some(How::Matches),
                "contains" => Some(How::Contains),
                "startsWith" => Some(How::Starts),
                "endsWith" => Some(How::Ends),
                _ => None,
            };
            let mut parts = target.as_deref().into_iter().chain(arguments);
            if let (Some(how), Some(claim)) = (how, parts.next()) {
                add(claim, how, &mut parts);
            }
        }
        _ => {}
    }
    let negated = negated != matches!(&node.kind, Kind::Operator(Operator::Not, _));
    node.kind.each(|node| walk(node, negated, found));
}

fn value(node: &Node) -> Option<(Value, Range<usize>)> {
    let Kind::Literal(literal) = &node.kind else { return None };
    let value = match literal {
        Literal::Text(text) => Value::from(text.clone()),
        Literal::Bool(truth) => Value::from(*truth),
        Literal::Int(number) => Value::from(*number),
        Literal::Uint(number) => Value::from(*number),
        Literal::Double(number) => Value::from(*number),
        Literal::Null | Literal::Bytes(_) => return None,
    };
    Some((value, node.place.start..node.place.end))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::How;
    use crate::condition::Condition;

    #[test]
    fn every_comparison_is_found_with_its_place() {
        let table: [(&str, How, &str, bool); 9] = [
            (r#"claims.ref == "main""#, How::Equal, r#""main""#, false),
            (r#""main" == claims.ref"#, How::Equal, r#""main""#, false),
            (r#"claims.ref in ["main"]"#, How::Equal, r#""main""#, false),
            (r#"claims.ref != "main""#, How::Unequal, r#""main""#, false),
            (r#"claims.ref.matches("^é.*")"#, How::Matches, r#""^é.*""#, false),
            (r#"matches(claims.ref, "main")"#, How::Matches, r#""main""#, false),
            ("has(claims.ref) && !claims.ref.startsWith('x')", How::Starts, "'x'", true),
            (r#"claims["a"].b.endsWith('x') || 1 == 2"#, How::Ends, "'x'", false),
            ("claims.n == 12", How::Equal, "12", false),
        ];
        for (source, how, literal, negated) in table {
            let found = Condition::compile(source).unwrap().comparisons();
            let [one] = found.as_slice() else { panic!("{source}: {found:?}") };
            let (_, range) = &one.values[0];
            assert_eq!(
                (one.how, source.get(range.clone()), one.negated),
                (how, Some(literal), negated),
                "{source}"
            );
        }
    }

    #[test]
    fn what_stands_in_a_macro_or_compares_two_claims_is_no_comparison_with_a_literal() {
        for source in ["claims.list.exists(x, x == 'a')", "claims.a == claims.b", "'a' in claims.list"] {
            assert_eq!(Condition::compile(source).unwrap().comparisons(), [], "{source}");
        }
    }
}

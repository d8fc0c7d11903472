//! Claims that a condition asks for: what a token would have to say for it to hold.

use super::ast::{Kind, Literal, Logic, Macro, MacroSort, Node, Operator};
use super::inspect::claim_path;
use super::pattern::{beginning, example};
use serde_json::Value;

/// What a condition asks of one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// The keys from the token's top level to the claim.
    pub path: Vec<String>,
    /// What it has to say.
    pub wanted: Wanted,
}

/// What a claim has to say.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// Just this.
    Is(Value),
    /// A list with this in it.
    Holds(Value),
    /// A text that begins so.
    Starts(String),
    /// A text that ends so.
    Ends(String),
    /// Perhaps this, as an example of a pattern, or of what has this in it.
    Like(String),
    /// Anything.
    There,
    /// Nothing: it is not there.
    Absent,
}

/// Claims with which `expression` is likely to hold, in the order of the text: of several ways the first. What cannot be
/// read as a claim with a value, such as a comparison of two claims, is no part of it.
pub(super) fn wishes(expression: &Node) -> Vec<Wish> {
    let mut found = Vec::new();
    wish(expression, true, &mut found);
    // A map that has to be there is, with what it has to hold.
    let within = |outer: &Wish, inner: &Wish| {
        inner.path.len() > outer.path.len()
            && inner.path.starts_with(&outer.path)
            && inner.wanted != Wanted::Absent
    };
    let idle = |wish: &Wish| wish.wanted == Wanted::There && found.iter().any(|other| within(wish, other));
    found.iter().filter(|wish| !idle(wish)).cloned().collect()
}

fn wish(node: &Node, goal: bool, found: &mut Vec<Wish>) {
    let mut add = |node: &Node, wanted: Wanted| {
        if let Some(path) = claim_path(inner(node), &[]).filter(|path| !path.is_empty()) {
            found.push(Wish { path, wanted });
        }
    };
    match &node.kind {
        Kind::Logic(logic, nodes) => {
            // One is enough for `||` to hold, and for `&&` not to.
            let enough = if (*logic == Logic::Or) == goal { 1 } else { nodes.len() };
            nodes.iter().take(enough).for_each(|node| wish(node, goal, found));
        }
        Kind::Operator(Operator::Not, operands) => {
            for operand in operands {
                wish(operand, !goal, found);
            }
        }
        Kind::Operator(Operator::Choice, operands) => {
            operands.iter().take(2).for_each(|operand| wish(operand, goal, found));
        }
        Kind::Operator(Operator::Equal | Operator::NotEqual, operands) => {
            let equal = matches!(&node.kind, Kind::Operator(Operator::Equal, _));
            if let [left, right] = operands.as_slice()
                && equal == goal
            {
                let sides = [(left, constant(right)), (right, constant(left))];
                for (side, value) in sides {
                    if let Some(value) = value {
                        add(side, Wanted::Is(value));
                    }
                }
            }
        }
        Kind::Operator(Operator::In, operands) => {
            let [left, right] = operands.as_slice() else { return };
            match (&right.kind, constant(left)) {
                (Kind::List(items), _) if goal => {
                    items
                        .first()
                        .and_then(constant)
                        .into_iter()
                        .for_each(|value| add(left, Wanted::Is(value)));
                }
                (_, Some(Value::String(name)))
                    if claim_path(right, &[]).is_some_and(|path| path.is_empty()) =>
                {
                    found.push(Wish { path: vec![name], wanted: presence(goal) });
                }
                (_, Some(value)) if goal => add(right, Wanted::Holds(value)),
                _ => {}
            }
        }
        Kind::Select { field, test: true, .. } => {
            if let Some(mut path) = claim_path(node, &[]) {
                path.push(field.clone());
                found.push(Wish { path, wanted: presence(goal) });
            }
        }
        Kind::Call { name, target: Some(target), arguments } if goal => {
            let Some(Value::String(text)) = arguments.first().and_then(constant) else { return };
            match name.as_str() {
                "startsWith" => add(target, Wanted::Starts(text)),
                "endsWith" => add(target, Wanted::Ends(text)),
                "contains" => add(target, Wanted::Like(text)),
                "matches" => {
                    // The usual value may go on as the pattern asks; else the example stands.
                    if let Some(beginning) = beginning(&text) {
                        add(target, Wanted::Starts(beginning));
                    }
                    if let Some(example) = example(&text) {
                        add(target, Wanted::Like(example));
                    }
                }
                _ => {}
            }
        }
        Kind::Macro(parts) if goal => {
            if let Some(value) = element(parts) {
                add(&parts.range, Wanted::Holds(value));
            }
        }
        Kind::Select { .. } | Kind::Operator(Operator::Index, _) => add(node, Wanted::Is(goal.into())),
        _ => {}
    }
}

fn presence(goal: bool) -> Wanted {
    if goal { Wanted::There } else { Wanted::Absent }
}

/// What a conversion such as `int(…)` converts.
fn inner(node: &Node) -> &Node {
    match &node.kind {
        Kind::Call { name, target: None, arguments }
            if matches!(name.as_str(), "int" | "uint" | "double" | "string") =>
        {
            arguments.first().unwrap_or(node)
        }
        _ => node,
    }
}

/// The element that an `exists` looks for, where its body compares with one text.
fn element(parts: &Macro) -> Option<Value> {
    let asks = matches!(parts.sort, MacroSort::Exists | MacroSort::ExistsOne);
    let (Kind::Operator(Operator::Equal, nodes) | Kind::Call { arguments: nodes, .. }) =
        &parts.body.as_ref().filter(|_| asks)?.kind
    else {
        return None;
    };
    nodes.iter().find_map(constant)
}

/// The value of a literal, or of a list of them.
pub(super) fn constant(node: &Node) -> Option<Value> {
    match &node.kind {
        Kind::Literal(literal) => match literal {
            Literal::Text(text) => Some(text.as_str().into()),
            Literal::Bool(truth) => Some((*truth).into()),
            Literal::Int(number) => Some((*number).into()),
            Literal::Uint(number) => Some((*number).into()),
            Literal::Double(number) => Some((*number).into()),
            Literal::Null | Literal::Bytes(_) => None,
        },
        Kind::List(items) => items.iter().map(constant).collect(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::Wanted::{Absent, Ends, Holds, Is, Like, Starts, There};
    use super::{Wanted, Wish};
    use crate::condition::Condition;
    use serde_json::json;

    #[test]
    fn a_condition_tells_what_a_token_has_to_say() {
        type Asked = (&'static [&'static str], Wanted);
        let table: [(&str, &[Asked]); 22] = [
            ("claims.a.contains('x/y')", &[(&["a"], Like("x/y".into()))]),
            ("claims.a == 'x'", &[(&["a"], Is(json!("x")))]),
            ("'x' == claims.a.b", &[(&["a", "b"], Is(json!("x")))]),
            ("claims.a in ['x', 'y']", &[(&["a"], Is(json!("x")))]),
            ("int(claims.a) == 5", &[(&["a"], Is(json!(5)))]),
            ("claims.a == true && !claims.b", &[(&["a"], Is(json!(true))), (&["b"], Is(json!(false)))]),
            ("claims.aud == ['x']", &[(&["aud"], Is(json!(["x"])))]),
            ("'x' in claims.a", &[(&["a"], Holds(json!("x")))]),
            ("!('uid' in claims) && has(claims.a.b)", &[(&["uid"], Absent), (&["a", "b"], There)]),
            (
                "has(claims.a) && has(claims.a.b) && claims.a.b.c == 'x'",
                &[(&["a", "b", "c"], Is(json!("x")))],
            ),
            ("has(claims.a) && !has(claims.a.b)", &[(&["a"], There), (&["a", "b"], Absent)]),
            ("claims.a.startsWith('x')", &[(&["a"], Starts("x".into()))]),
            ("claims['a/b'].endsWith('x')", &[(&["a/b"], Ends("x".into()))]),
            ("claims.a.exists(p, p.startsWith('x'))", &[(&["a"], Holds(json!("x")))]),
            ("claims.a.exists(p, p == 'x')", &[(&["a"], Holds(json!("x")))]),
            (
                "claims.a.matches('^v[0-9]+\\\\.(x|y)[^/]{2}z?$')",
                &[(&["a"], Starts("v".into())), (&["a"], Like("v0.xaa".into()))],
            ),
            ("claims.a.matches('(') || claims.a.matches('(x{100}){9}')", &[]),
            ("claims.a == 'x' || claims.b == 'y'", &[(&["a"], Is(json!("x")))]),
            ("!(claims.a != 'x' || has(claims.b))", &[(&["a"], Is(json!("x"))), (&["b"], Absent)]),
            ("!(has(claims.a) && claims.a == 'x')", &[(&["a"], Absent)]),
            ("claims.a != 'x' && claims.a.size() > 3", &[]),
            ("claims.a == claims.b && claims.a.all(p, p == 'x')", &[]),
        ];
        for (text, expected) in table {
            let expected: Vec<Wish> = expected
                .iter()
                .map(|(path, wanted)| Wish {
                    path: path.iter().map(|name| (*name).to_owned()).collect(),
                    wanted: wanted.clone(),
                })
                .collect();
            assert_eq!(Condition::compile(text).unwrap().wishes(), expected, "{text}");
        }
    }
}

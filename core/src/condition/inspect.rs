//! What an expression reads.

use std::collections::BTreeSet;

use cel::common::ast::{EntryExpr, Expr, IdedExpr, LiteralValue, operators};

use super::check::is_message;

/// What a walk over the expanded expression finds.
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

/// Walks `expression`, with its macros expanded.
pub(super) fn read(expression: &IdedExpr) -> Reading {
    let mut reading = Reading::default();
    let mut bound = Vec::new();
    walk(expression, &mut bound, &mut reading);
    reading
}

/// The variable of every condition.
const CLAIMS: &str = "claims";

fn walk<'e>(node: &'e IdedExpr, bound: &mut Vec<&'e str>, reading: &mut Reading) {
    if let Some(needed) = claim_path(node, bound) {
        let mut path = needed.clone();
        if let Expr::Select(select) = &node.expr
            && select.test
        {
            path.push(select.field.clone());
        }
        reading.paths.insert(path);
        reading.needed.insert(needed);
        return;
    }
    match &node.expr {
        Expr::Unspecified | Expr::Literal(_) => (),
        Expr::Ident(name) => {
            if !bound.contains(&name.as_str()) && !is_standard_type(name) {
                reading.foreign.insert(name.clone());
            }
        }
        Expr::Select(select) => match qualified(&node.expr) {
            Some(name) if name.starts_with("google.protobuf.") => {
                reading.messages |= is_message(&name)
                    && !matches!(name.as_str(), "google.protobuf.Timestamp" | "google.protobuf.Duration");
            }
            _ => walk(&select.operand, bound, reading),
        },
        Expr::Call(call) => {
            for part in call.target.as_deref().into_iter().chain(&call.args) {
                walk(part, bound, reading);
            }
        }
        Expr::List(list) => {
            for element in &list.elements {
                walk(element, bound, reading);
            }
        }
        Expr::Map(map) => walk_entries(&map.entries, bound, reading),
        Expr::Struct(message) => {
            reading.messages = true;
            walk_entries(&message.entries, bound, reading);
        }
        Expr::Comprehension(comprehension) => {
            walk(&comprehension.iter_range, bound, reading);
            walk(&comprehension.accu_init, bound, reading);
            bound.push(&comprehension.accu_var);
            bound.push(&comprehension.iter_var);
            walk(&comprehension.loop_cond, bound, reading);
            walk(&comprehension.loop_step, bound, reading);
            bound.pop();
            walk(&comprehension.result, bound, reading);
            bound.pop();
        }
    }
}

fn walk_entries<'e>(
    entries: &'e [cel::common::ast::IdedEntryExpr],
    bound: &mut Vec<&'e str>,
    reading: &mut Reading,
) {
    for entry in entries {
        match &entry.expr {
            EntryExpr::StructField(field) => walk(&field.value, bound, reading),
            EntryExpr::MapEntry(entry) => {
                walk(&entry.key, bound, reading);
                walk(&entry.value, bound, reading);
            }
        }
    }
}

/// The keys from `claims` to `node`, when it is a chain of selections and of indexings by literal text.
/// A test with `has` gives the path to what is tested on.
fn claim_path(node: &IdedExpr, bound: &[&str]) -> Option<Vec<String>> {
    let mut keys = Vec::new();
    let mut node = node;
    if let Expr::Select(select) = &node.expr
        && select.test
    {
        node = &select.operand;
    }
    loop {
        match &node.expr {
            Expr::Select(select) if !select.test => {
                keys.push(select.field.clone());
                node = &select.operand;
            }
            Expr::Call(call) if call.func_name == operators::INDEX && call.target.is_none() => {
                let [container, key] = call.args.as_slice() else {
                    return None;
                };
                let Expr::Literal(LiteralValue::String(key)) = &key.expr else {
                    return None;
                };
                keys.push(key.inner().to_owned());
                node = container;
            }
            Expr::Ident(name) => {
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

fn qualified(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Ident(name) => Some(name.trim_start_matches('.').to_owned()),
        Expr::Select(select) if !select.test => {
            let operand = qualified(&select.operand.expr)?;
            Some(format!("{operand}.{}", select.field))
        }
        _ => None,
    }
}

fn is_standard_type(name: &str) -> bool {
    matches!(
        name.trim_start_matches('.'),
        "bool" | "bytes" | "double" | "int" | "list" | "map" | "null_type" | "string" | "type" | "uint"
    )
}

//! What the readers of exported files get: every value with its place.
//!
//! Two files that differ only in what was typed have the same places, and the same values but for the typed texts.

use crate::exports::yaml;
use crate::formats::{self, Piece};
use crate::hostile::{Typed, without_nul};
use crate::parsers;
use keyless_core::export::{Artifact, Language};
use serde_json::Value;
use std::collections::BTreeSet;

/// A value with its place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Where it is: keys and indices, each after a slash.
    pub place: String,
    /// The text that a reader gets, or another value as it is written.
    pub value: String,
    /// Whether it is something that the reader evaluates.
    pub evaluated: bool,
}

/// The values of a file, in order. `None` for what is not read as values: [`crate::stand_ins`] runs scripts and environment
/// files, and a runbook is asked for its structure.
///
/// # Errors
/// When the file is not of its language.
pub fn items(provider: &str, file: &Artifact) -> Option<Result<Vec<Item>, String>> {
    Some(match file.language {
        Language::Json => json(&file.body),
        Language::Yaml => Ok(of_yaml(provider, file)),
        Language::Hcl => hcl(&file.body),
        Language::Toml => toml(&file.body),
        Language::Groovy => groovy(&file.body).map(listed),
        Language::Dockerfile => parsers::dockerfile(&file.body).map(|lines| {
            let item = |(place, value)| Item { place, value, evaluated: false };
            lines.into_iter().map(item).collect()
        }),
        Language::Shell | Language::Dotenv | Language::Markdown => return None,
        program => parsers::string_literals(program, &file.body).map(listed),
    })
}

/// How a file with typed texts differs from one with marks, other than in the texts; `None` where it does not.
pub fn difference(tame: &[Item], spoilt: &[Item], typed: &Typed) -> Option<String> {
    for (tame, spoilt) in tame.iter().zip(spoilt) {
        let (expected, found) = (expected(tame, typed), plain(spoilt));
        if found != expected {
            return Some(format!("{found:?} in place of {expected:?}"));
        }
    }
    (spoilt.len() != tame.len())
        .then(|| format!("{} values in place of {}: {spoilt:?}", spoilt.len(), tame.len()))
}

/// Whether a text with typed texts is the one with marks otherwise; what is JSON is compared as that.
pub fn is_same_text(tame: &str, spoilt: &str, typed: &Typed) -> bool {
    let read = |text: &str| listed(vec![text.to_owned()]);
    difference(&read(tame), &read(spoilt), typed).is_none()
}

/// The same as [`difference`] for a file whose parts depend on what is typed, such as the events and filters of a workflow: whatever is in it that
/// is not in the other file is typed text and nothing else, and nothing that is evaluated is new.
pub fn beyond_data(tame: &[Item], spoilt: &[Item], typed: &Typed) -> Option<String> {
    let expected: Vec<Item> = tame.iter().map(|item| expected(item, typed)).collect();
    let mut values: BTreeSet<String> = expected.iter().map(|item| item.value.clone()).collect();
    let mut names: BTreeSet<String> =
        expected.iter().flat_map(|item| item.place.split('/')).map(str::to_owned).collect();
    for text in typed.texts() {
        let text = without_nul(text);
        names.extend(text.split([',', ' ', '\n']).map(str::to_owned));
        values.extend([text.trim().to_owned(), text]);
    }
    for item in spoilt.iter().map(plain) {
        // A filter of branches has backslashes before what is special in it, and a star twice.
        let read = item.value.replace("\\\\", "\u{1}").replace('\\', "").replace('\u{1}', "\\");
        let filter = read.strip_suffix('*').unwrap_or(&read);
        // A part of an answer, such as the host of an address, is typed text too.
        let is_part = typed.texts().any(|text| without_nul(text).contains(&item.value));
        let is_known =
            is_part || [item.value.as_str(), &read, filter].iter().any(|text| values.contains(*text));
        // Numbers of members, and what stands in place of an answer that is of no use there.
        let is_ours =
            item.value.starts_with('(') || item.value.chars().all(|c| c.is_ascii_uppercase() || c == '_');
        let place_is_known =
            item.place.split('/').all(|name| names.contains(name) || name.parse::<u32>().is_ok());
        let is_new = item.evaluated && !expected.contains(&item);
        if is_new || !(is_known || is_ours) || !(place_is_known || item.place.starts_with("/0/on/")) {
            return Some(format!("{item:?} is not among what was typed"));
        }
    }
    None
}

fn expected(tame: &Item, typed: &Typed) -> Item {
    Item {
        place: typed.in_place_of_marks(&tame.place),
        value: typed.in_place_of_marks(&tame.value),
        evaluated: tame.evaluated,
    }
}

fn plain(item: &Item) -> Item {
    Item { place: without_nul(&item.place), value: without_nul(&item.value), evaluated: item.evaluated }
}

fn json(text: &str) -> Result<Vec<Item>, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut items = Vec::new();
    walk(&value, "", &mut items, &|_, text| vec![Piece::Text(text.to_owned())]);
    Ok(items)
}

fn of_yaml(provider: &str, file: &Artifact) -> Vec<Item> {
    let row = formats::of(provider, &file.path)
        .unwrap_or_else(|| panic!("{provider}: {} has no row in tests/src/formats.rs", file.path));
    let mut items = Vec::new();
    for (number, document) in yaml(&file.body).iter().enumerate() {
        let read = |place: &str, text: &str| formats::pieces(row.dialect, place, text);
        walk(document, &format!("/{number}"), &mut items, &read);
    }
    items
}

/// The values of a document. A text that is a document itself, as policies in JSON are, is walked as well.
fn walk(value: &Value, place: &str, items: &mut Vec<Item>, read: &dyn Fn(&str, &str) -> Vec<Piece>) {
    let mut push = |value: String, evaluated: bool| {
        items.push(Item { place: place.to_owned(), value, evaluated });
    };
    match value {
        // A file in a file, as a ConfigMap has them.
        Value::String(text) if place.rsplit_once('.').is_some_and(|(_, kind)| kind == "hcl") => {
            match hcl(text) {
                Ok(inner) => {
                    items.extend(
                        inner
                            .into_iter()
                            .map(|item| Item { place: format!("{place}{}", item.place), ..item }),
                    );
                }
                Err(problem) => push(problem, true),
            }
        }
        Value::String(text) => {
            let pieces = read(place, text);
            if pieces.is_empty() {
                push(String::new(), false);
            }
            for piece in pieces {
                match piece {
                    Piece::Text(text) => match inner(&text) {
                        Some(inner) => {
                            walk(&inner, &format!("{place}/(JSON)"), items, &|_, text| {
                                vec![Piece::Text(text.to_owned())]
                            });
                        }
                        None => items.push(Item { place: place.to_owned(), value: text, evaluated: false }),
                    },
                    Piece::Expression(value) => {
                        items.push(Item { place: place.to_owned(), value, evaluated: true });
                    }
                }
            }
        }
        Value::Array(values) => {
            push(format!("({} values)", values.len()), false);
            for (index, value) in values.iter().enumerate() {
                walk(value, &format!("{place}/{index}"), items, read);
            }
        }
        Value::Object(members) => {
            push(format!("({} members)", members.len()), false);
            for (name, value) in members {
                walk(value, &format!("{place}/{name}"), items, read);
            }
        }
        other => push(format!("({other})"), false),
    }
}

/// A text of our own that is a document; what is typed alone is none, whatever it looks like.
fn inner(text: &str) -> Option<Value> {
    let is_ours = text.trim_start().starts_with("{\"");
    is_ours.then(|| serde_json::from_str(text).ok()).flatten()
}

fn toml(text: &str) -> Result<Vec<Item>, String> {
    let value: Value = ::toml::from_str(text).map_err(|error| error.to_string())?;
    let mut items = Vec::new();
    walk(&value, "", &mut items, &|_, text| vec![Piece::Text(text.to_owned())]);
    Ok(items)
}

/// Literals, by their numbers.
fn listed(literals: Vec<String>) -> Vec<Item> {
    let mut items = Vec::new();
    for (number, literal) in literals.into_iter().enumerate() {
        walk(&Value::String(literal), &format!("/{number}"), &mut items, &|_, text| {
            vec![Piece::Text(text.to_owned())]
        });
    }
    items
}

/// The texts in single quotes of a Groovy file, which has no other literals; comments have lines of their own.
fn groovy(text: &str) -> Result<Vec<String>, String> {
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    let mut rest = code.chars();
    while let Some(c) = rest.next() {
        match c {
            '"' => return Err("a text in double quotes".to_owned()),
            '\'' => found.push(groovy_literal(&mut rest)?),
            _ => {}
        }
    }
    Ok(found)
}

fn groovy_literal(rest: &mut std::str::Chars<'_>) -> Result<String, String> {
    let mut text = String::new();
    loop {
        match rest.next().ok_or("a text without an end")? {
            '\'' => return Ok(text),
            '\n' => return Err("a line break in a text".to_owned()),
            '\\' => text.push(match rest.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                Some(c @ ('\\' | '\'')) => c,
                other => return Err(format!("{other:?} behind a backslash")),
            }),
            c => text.push(c),
        }
    }
}

fn hcl(text: &str) -> Result<Vec<Item>, String> {
    let body = hcl::parse(text).map_err(|error| error.to_string())?;
    let mut items = Vec::new();
    of_body(&body, "", &mut items);
    Ok(items)
}

fn of_body(body: &hcl::Body, place: &str, items: &mut Vec<Item>) {
    for (number, structure) in body.iter().enumerate() {
        match structure {
            hcl::Structure::Attribute(attribute) => {
                of_expression(&attribute.expr, &format!("{place}/{}", attribute.key.as_str()), items);
            }
            hcl::Structure::Block(block) => {
                let labels: Vec<&str> = block.labels.iter().map(hcl::BlockLabel::as_str).collect();
                let name = format!("{place}/{number}.{}.{}", block.identifier.as_str(), labels.join("."));
                of_body(&block.body, &name, items);
            }
        }
    }
}

fn of_expression(expression: &hcl::Expression, place: &str, items: &mut Vec<Item>) {
    use hcl::Expression;
    let mut push = |value: String, evaluated| items.push(Item { place: place.to_owned(), value, evaluated });
    match expression {
        Expression::String(text) => push(text.clone(), false),
        Expression::TemplateExpr(template) => match hcl::Template::from_expr(template) {
            Ok(template) => {
                for element in template.elements() {
                    match element {
                        hcl::template::Element::Literal(text) => push(text.clone(), false),
                        other => push(format!("{other:?}"), true),
                    }
                }
            }
            Err(error) => push(format!("{error}"), true),
        },
        Expression::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                of_expression(value, &format!("{place}/{index}"), items);
            }
        }
        Expression::Object(members) => {
            for (key, value) in members {
                of_expression(value, &format!("{place}/{}", key_text(key)), items);
            }
        }
        Expression::Parenthesis(inner) => of_expression(inner, place, items),
        Expression::Traversal(traversal) => {
            of_expression(&traversal.expr, place, items);
            for operator in &traversal.operators {
                match operator {
                    hcl::expr::TraversalOperator::Index(index) => {
                        of_expression(index, &format!("{place}/[]"), items);
                    }
                    other => items.push(Item {
                        place: place.to_owned(),
                        value: format!("{other:?}"),
                        evaluated: true,
                    }),
                }
            }
        }
        Expression::Conditional(choice) => {
            for part in [&choice.cond_expr, &choice.true_expr, &choice.false_expr] {
                of_expression(part, &format!("{place}/?"), items);
            }
        }
        Expression::FuncCall(call) => {
            push(format!("{}()", call.name), true);
            for (index, value) in call.args.iter().enumerate() {
                of_expression(value, &format!("{place}/({index})"), items);
            }
        }
        other => push(format!("{other:?}"), true),
    }
}

fn key_text(key: &hcl::ObjectKey) -> String {
    match key {
        hcl::ObjectKey::Identifier(name) => name.as_str().to_owned(),
        hcl::ObjectKey::Expression(hcl::Expression::String(text)) => text.clone(),
        other => format!("({other:?})"),
    }
}

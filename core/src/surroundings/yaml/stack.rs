//! Templates of CloudFormation, SAM and the Serverless Framework, and what AWS tells of a function or a task, in YAML.

use super::node::{Node, Style, Value};
use super::{Passed, documents};
use crate::surroundings::mentions::Mentions;
use crate::surroundings::sink::{Form, Sink};
use crate::surroundings::structure::{FILES, Leaf, Place, Structure};

/// Whether the keys at a text's top are those of a template or description.
pub(super) fn has_shape(keys: &[&str]) -> bool {
    let has = |key: &str| keys.contains(&key);
    has("Resources")
        || has("AWSTemplateFormatVersion")
        || (has("provider") && has("functions"))
        || has("containerDefinitions")
        || (has("FunctionName") && has("Environment"))
}

/// Reads a template or description. Each resource, function and container is a place.
pub(in crate::surroundings) fn read(text: &str, out: &mut Sink) {
    let mut mentions = Mentions::of_long(text, &FILES);
    let passed =
        Passed { given: &["Globals", "provider"], ..Passed::at(&[&["Resources", "*"], &["functions", "*"]]) };
    documents(text, (mentions.as_mut(), passed), out, |part, out| {
        let mut structure = Structure::new(out);
        for entry in part.root.entries() {
            feed(&mut structure, &entry.key, entry.line, &entry.value);
        }
        structure.finish();
    });
}

/// Gives a value with all that is in it; the tree's depth is bounded.
fn feed(structure: &mut Structure<'_>, key: &str, line: usize, node: &Node) {
    match &node.value {
        Value::Scalar(text, Style::Literal | Style::Folded) => {
            // The lines of `!Sub` are a script all the same.
            let lines = text
                .strip_prefix("{{!")
                .and_then(|rest| rest.strip_suffix("}}"))
                .and_then(|rest| rest.split_once(' '));
            let text = lines.map_or(text.as_str(), |(_, lines)| lines).to_owned();
            structure.leaf(key, line, Leaf::Block(text, node.line));
        }
        Value::Scalar(text, _) => {
            let text = if node.is_null() { String::new() } else { text.clone() };
            structure.leaf(key, line, Leaf::Text(text, Form::Expands));
        }
        Value::Sequence(items) => {
            structure.open(key, line, true, Place::Unknown);
            for item in items {
                feed(structure, "", item.line, item);
            }
            structure.close();
        }
        Value::Mapping(entries) => {
            structure.open(key, line, false, Place::Unknown);
            for entry in entries {
                feed(structure, &entry.key, entry.line, &entry.value);
            }
            structure.close();
        }
    }
}

//! A variable in a structured text.

use super::super::finding::State;
use super::super::sink::{Form, Scope, Sink};
use super::super::value;
use crate::secret::find_credentials;

/// A value at the end of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Leaf {
    /// A text.
    Text(String, Form),
    /// Lines as they stand, and the first one's line.
    Block(String, usize),
    /// Nothing, which takes away.
    Null,
    /// A number or a truth value.
    Other,
    /// What only running tells, such as a reference; a text that stands in it and may be a key.
    Computed(Option<String>),
}

/// A variable that waits until its place is known.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    pub(super) line: usize,
    pub(super) name: String,
    pub(super) path: String,
    pub(super) leaf: Leaf,
    pub(super) scope: Scope,
}

/// Puts a setting down in the place that is set.
pub(super) fn put(out: &mut Sink, Setting { line, name, path, leaf, scope }: &Setting) {
    let at = (name.as_str(), path.as_str());
    match leaf {
        Leaf::Text(text, form) => out.assign(*line, at, text, *form, *scope),
        Leaf::Block(text, _) => out.assign(*line, at, text.trim_end_matches('\n'), Form::Expands, *scope),
        Leaf::Null => out.unset(*line, name),
        Leaf::Other => out.unread(*line, "a variable that is no text; passed over"),
        Leaf::Computed(text) => {
            let key = text.as_deref().filter(|text| !find_credentials(text).is_empty());
            // What a key stands in is taken for that key.
            let (text, state) = value::read(key.unwrap_or("$(computed)"), Form::Expands);
            let form = if state == State::Set { Form::Quoted } else { Form::Expands };
            out.assign(*line, at, text, form, *scope);
        }
    }
}

//! What several providers' forms and suggestions are made of.

use super::{Entry, Field, Need};

/// A line of a form that is always asked and that may be left empty; a field says where it differs.
pub(super) const LINE: Field = Field {
    id: "",
    label: "",
    hint: "",
    example: "",
    placeholder: "",
    need: Need::Optional,
    entry: Entry::Line,
    find: &[],
    asked: |_| true,
    check: |_| None,
};

/// What a pasted text fills, where that is more than the field that it was pasted into.
pub(super) fn beyond(
    field: &str,
    text: &str,
    found: Vec<(&'static str, String)>,
) -> Vec<(&'static str, String)> {
    match found.as_slice() {
        [(only, value)] if *only == field && value == text => Vec::new(),
        _ => found,
    }
}

//! What several providers' forms and suggestions are made of.

use super::{Entry, Field, Need};
use crate::facts;

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

/// Parts joined to a name that the service takes, `^[a-z0-9-]+$` within [`facts::NAME_LENGTH`]: every other character
/// becomes a hyphen, and hyphens stand neither twice nor at an end. `otherwise` where nothing is left.
pub(super) fn resource_name(parts: &[&str], otherwise: &'static str) -> String {
    let mut name = String::new();
    for c in parts.join("-").chars() {
        if name.len() == *facts::NAME_LENGTH.value.end() {
            break;
        }
        if c.is_ascii_alphanumeric() {
            name.push(c.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    match name.trim_end_matches('-') {
        "" => otherwise.to_owned(),
        name => name.to_owned(),
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_that_the_service_takes() {
        let long = "x".repeat(400);
        let table = [
            (vec!["Inference_Worker", ""], "inference-worker", "other characters become one hyphen"),
            (vec!["-a-", "-b-"], "a-b", "no hyphen twice or at an end"),
            (vec!["é", "*"], "workload", "nothing is left"),
            (vec![long.as_str()], &long[..255], "the longest that the service takes"),
        ];
        for (parts, expected, why) in table {
            assert_eq!(resource_name(&parts, "workload"), expected, "{why}");
        }
    }
}

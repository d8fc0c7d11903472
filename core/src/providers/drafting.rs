//! What several providers' forms and suggestions are made of.

use super::{Field, Need};
use crate::facts;
use crate::providers::Entry;

/// A line that is always asked and that may be left empty; a field says what differs.
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

/// Parts joined to a name that the service takes: `^[a-z0-9-]+$`, within [`facts::NAME_LENGTH`]. Everything else becomes a
/// hyphen, and hyphens never stand twice or at an end. Where nothing is left, the fallback.
pub(super) fn resource_name(parts: &[&str], fallback: &str) -> String {
    let mut name = String::new();
    for c in parts.join("-").chars().map(|c| c.to_ascii_lowercase()) {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.truncate(*facts::NAME_LENGTH.value.end());
    let name = name.trim_end_matches('-');
    if name.is_empty() { fallback.to_owned() } else { name.to_owned() }
}

/// The host of an address; a host alone stays as it is.
pub(super) fn host(text: &str) -> &str {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// Whether a text has the form of a UUID, in lower case.
pub(super) fn is_uuid(text: &str) -> bool {
    let hexadecimal = |group: &str| group.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'));
    text.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && text.split('-').all(hexadecimal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_that_the_service_takes() {
        let long = "x".repeat(300);
        let table = [
            (vec!["Acme", "Default Project"], "acme-default-project".to_owned(), "capitals and blanks"),
            (vec!["--", "é💥"], "fallback".to_owned(), "nothing is left"),
            (vec!["a//b", ""], "a-b".to_owned(), "no hyphen twice or at the end"),
            (vec![long.as_str()], "x".repeat(255), "no longer than the service takes"),
        ];
        for (parts, expected, why) in table {
            assert_eq!(resource_name(&parts, "fallback"), expected, "{why}");
        }
    }

    #[test]
    fn a_uuid_is_told_from_what_looks_like_one() {
        let table = [
            ("a0b1c2d3-9999-4888-8777-666655554444", true, "a UUID"),
            ("A0B1C2D3-9999-4888-8777-666655554444", false, "compared exactly, and written in lower case"),
            ("a0b1c2d3-9999-4888-8777", false, "too few groups"),
            ("é0b1c2d3-9999-4888-8777-66665555444", false, "no digits of another script"),
        ];
        for (text, expected, why) in table {
            assert_eq!(is_uuid(text), expected, "{why}");
        }
    }

    #[test]
    fn a_host_is_taken_out_of_an_address() {
        let table = [
            ("tfe.acme.example", "tfe.acme.example", "a host alone"),
            ("https://tfe.acme.example/app/acme?x", "tfe.acme.example", "a page"),
            ("", "", "nothing"),
        ];
        for (text, expected, why) in table {
            assert_eq!(host(text), expected, "{why}");
        }
    }
}

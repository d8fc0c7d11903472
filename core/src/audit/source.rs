//! Where rules and their members stand in a file of JSON, as far as that can be told without reading it as JSON.

use crate::rule::FieldPath;
use std::collections::BTreeMap;

/// A file's text, looked through once.
#[derive(Debug, Clone, Default)]
pub struct Source {
    text: String,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
    /// Where each text in quotes begins, at its quote, in bytes; in the file's order.
    texts: BTreeMap<String, Vec<usize>>,
    /// Where objects begin and end, in bytes.
    objects: Vec<(usize, usize)>,
}

/// A part of a file; lines and columns begin with 1, columns count characters, and the last column is behind the part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    /// Its first and its last line.
    pub(super) lines: (usize, usize),
    /// Its first column, and the one behind its last.
    pub(super) columns: (usize, usize),
}

impl Region {
    /// The beginning of a file.
    pub(super) const START: Self = Self { lines: (1, 1), columns: (1, 1) };
}

impl Source {
    /// Looks through a text, whatever it is.
    pub fn new(text: &str) -> Self {
        let mut source = Self { text: text.to_owned(), ..Self::default() };
        source.lines.push(0);
        let mut open = Vec::new();
        // Where a text in quotes began, and whether the character before was a backslash.
        let mut quoted: Option<usize> = None;
        let mut escaped = false;
        for (at, byte) in text.bytes().enumerate() {
            match (byte, quoted) {
                (b'\n', _) => source.lines.push(at + 1),
                (_, Some(_)) if escaped => escaped = false,
                (b'\\', Some(_)) => escaped = true,
                (b'"', Some(start)) => {
                    let inner = text.get(start + 1..at).unwrap_or_default().to_owned();
                    source.texts.entry(inner).or_default().push(start);
                    quoted = None;
                }
                (b'"', None) => quoted = Some(at),
                (b'{', None) => open.push(at),
                (b'}', None) => source.objects.extend(open.pop().map(|start| (start, at))),
                _ => {}
            }
        }
        source
    }

    /// Where a member of a rule stands: its name, or else the rule's. `rule` is its id or its name.
    pub(super) fn region(&self, rule: &str, field: &FieldPath) -> Region {
        let written = serde_json::Value::from(rule).to_string();
        let key = written.trim_matches('"');
        let Some((place, object)) = self.rule(key) else { return Region::START };
        let path = field.to_string();
        let name = match field {
            FieldPath::Claim(name) => name.as_str(),
            _ => path.rsplit('.').next().unwrap_or_default(),
        };
        match self.within(name, object).next() {
            Some(at) => self.part(at, name.len() + 2),
            None => self.part(place, key.len() + 2),
        }
    }

    /// Where a rule is named, and the object that it is.
    fn rule(&self, key: &str) -> Option<(usize, (usize, usize))> {
        self.texts.get(key)?.iter().find_map(|at| {
            let around = self.objects.iter().filter(|(start, end)| (start..=end).contains(&at));
            let object = around.max_by_key(|(start, _)| *start)?;
            self.within("match", *object).next().map(|_| (*at, *object))
        })
    }

    fn within(&self, text: &str, (start, end): (usize, usize)) -> impl Iterator<Item = usize> + '_ {
        let all = self.texts.get(text).map(Vec::as_slice).unwrap_or_default();
        all.iter().copied().filter(move |at| (start..=end).contains(at))
    }

    fn part(&self, at: usize, length: usize) -> Region {
        let line = self.lines.partition_point(|begin| *begin <= at);
        let begin = line.checked_sub(1).and_then(|line| self.lines.get(line)).copied().unwrap_or_default();
        let before = self.text.get(begin..at).map_or(0, |text| text.chars().count());
        let long = self.text.get(at..at + length).map_or(length, |text| text.chars().count());
        Region { lines: (line, line), columns: (before + 1, before + 1 + long) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_found_in_its_own_rule() {
        let text = "[\n {\"name\": \"a\", \"match\": {\"audience\": \"b\"}},\n {\"issuer_name\": \"x\", \"é\": 1, \"id\": \"b\",\n  \
                    \"match\": {\"claims\": {\"ref\": \"m\"}}}\n]";
        let source = Source::new(text);
        let at = |rule, field| {
            let region = source.region(rule, &field);
            (region.lines.0, region.columns)
        };
        let table = [
            ("a", FieldPath::Audience, (2, (26, 36)), "the member itself"),
            ("a", FieldPath::Condition, (2, (11, 14)), "the rule, where it has no such member"),
            (
                "b",
                FieldPath::Claim("ref".into()),
                (4, (24, 29)),
                "a claim, not the text of the other rule's audience",
            ),
            ("b", FieldPath::Scope, (3, (37, 40)), "columns are characters"),
            ("c", FieldPath::Audience, (1, (1, 1)), "no such rule"),
        ];
        for (rule, field, expected, why) in table {
            assert_eq!(at(rule, field), expected, "{why}");
        }
        for broken in ["", "\"", "}}}{{\"a\\\"", "{\"a\":\n\"b", "\u{feff}é\"é\"{\"match\"}"] {
            let _ = Source::new(broken).region("a", &FieldPath::Audience);
        }
    }
}

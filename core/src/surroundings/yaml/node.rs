//! The nodes of a tree.

/// A value, and the line on which it begins.
#[derive(Clone, Debug)]
pub(in crate::surroundings) struct Node {
    pub(in crate::surroundings) line: usize,
    pub(in crate::surroundings) value: Value,
}

/// A value.
#[derive(Clone, Debug)]
pub(in crate::surroundings) enum Value {
    /// A text, and how it is written. Behind a tag of somebody's own, such as `!Ref`, it is `{{!Ref text}}`.
    Scalar(String, Style),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in their order.
    Mapping(Vec<Entry>),
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::surroundings) enum Style {
    /// Without quotes: it may be null, a number or true.
    Plain,
    /// In quotes.
    Quoted,
    /// As a block of lines, the first of which is the node's own.
    Literal,
    /// As lines that the reader of the value joins by blanks; here they are kept apart, as they stand.
    Folded,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(in crate::surroundings) struct Entry {
    pub(in crate::surroundings) line: usize,
    pub(in crate::surroundings) key: String,
    pub(in crate::surroundings) value: Node,
}

impl Node {
    /// Nothing.
    pub(super) fn empty(line: usize) -> Self {
        Self { line, value: Value::Scalar(String::new(), Style::Plain) }
    }

    /// The entries of a mapping, none of anything else.
    pub(in crate::surroundings) fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list, none of anything else.
    pub(in crate::surroundings) fn items(&self) -> &[Node] {
        match &self.value {
            Value::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The entry of a key, the last of several.
    pub(in crate::surroundings) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().rfind(|entry| entry.key == key)
    }

    /// The value of a key, the last of several.
    pub(in crate::surroundings) fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The value at the end of some keys.
    pub(in crate::surroundings) fn find(&self, keys: &[&str]) -> Option<&Node> {
        keys.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The text of a scalar; none where it is null.
    pub(in crate::surroundings) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text, _) if !self.is_null() => Some(text),
            _ => None,
        }
    }

    /// The text of a key's value.
    pub(in crate::surroundings) fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Self::text)
    }

    /// Whether it is a text, or nothing but a list of texts: a script has that form, too.
    pub(super) fn is_text(&self) -> bool {
        match &self.value {
            Value::Scalar(..) => true,
            Value::Sequence(items) => items.iter().all(|item| matches!(item.value, Value::Scalar(..))),
            Value::Mapping(_) => false,
        }
    }

    /// Whether it is null: nothing, `~` or `null` without quotes.
    pub(in crate::surroundings) fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar(text, Style::Plain) if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// Whether it is a plain `true`.
    pub(in crate::surroundings) fn is_true(&self) -> bool {
        matches!(&self.value, Value::Scalar(text, Style::Plain) if text.eq_ignore_ascii_case("true"))
    }
}

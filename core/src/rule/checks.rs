//! What the three drafts check alike.

use super::{DraftProblem, FieldPath};
use crate::secret;
use std::fmt::Display;

/// There is no value; a problem says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reported;

/// Gathers problems, so that all of them are told at once.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<DraftProblem>);

impl Problems {
    pub(super) fn add(&mut self, field: FieldPath, message: impl Into<String>) {
        self.0.push(DraftProblem::new(field, message));
    }

    /// Adds a problem in place of a value.
    pub(super) fn refuse<T>(&mut self, field: FieldPath, message: impl Into<String>) -> Result<T, Reported> {
        self.add(field, message);
        Err(Reported)
    }

    /// The value, or its error as a problem of the field.
    pub(super) fn keep<T, E: Display>(
        &mut self,
        field: FieldPath,
        result: Result<T, E>,
    ) -> Result<T, Reported> {
        result.or_else(|e| self.refuse(field, sentence(&e.to_string())))
    }

    /// The value where nothing is wrong.
    pub(super) fn finish<T>(self, value: Result<T, Reported>) -> Result<T, Vec<DraftProblem>> {
        match value {
            Ok(value) if self.0.is_empty() => Ok(value),
            _ => Err(self.0),
        }
    }

    /// Refuses Claude's own keys and tokens, wherever they were typed. The message shows nothing of them.
    pub(super) fn refuse_credentials<'a>(&mut self, fields: impl IntoIterator<Item = (FieldPath, &'a str)>) {
        for (field, text) in fields {
            if let Some(found) = secret::find_credentials(text).first() {
                self.add(
                    field,
                    format!(
                        "This holds {}. Take it out: federation needs no credential here. If this text was ever shared, \
                         treat the credential as leaked.",
                        found.kind.name()
                    ),
                );
            }
        }
    }
}

/// Starts with a capital and ends in a full stop, as messages do.
pub(super) fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let Some(first) = characters.next() else { return String::new() };
    let mut sentence: String = first.to_uppercase().chain(characters).collect();
    if !sentence.ends_with('.') {
        sentence.push('.');
    }
    sentence
}

/// Whether blanks stand before or after a text.
pub(super) fn has_outer_blanks(text: &str) -> bool {
    text.trim() != text
}

/// Whether an id is not known yet: nothing was typed, or what Keyless writes in its place.
pub(super) fn is_pending(id: &str, placeholder: &str) -> bool {
    id.is_empty() || id == placeholder
}

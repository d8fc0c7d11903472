//! The findings, one file each: `<code>.rs` looks, `<code>.md` explains.

mod audience_foreign;
mod audience_omitted;
mod claim_never_text;
mod lifetime_longer_than_needed;
mod name_only_pin;
mod scope_wider_than_needed;
mod subject_in_other_spelling;
mod subject_prefix_splits_segment;
mod subject_prefix_without_star;
mod wildcard_where_exact_serves;

use super::{Finding, Fix, Lint, Place, Safety, Severity};
use crate::rule::{Edit, FieldPath};
use std::ops::Range;

/// Every check, in the order in which a rule is read.
pub static ALL: &[&Lint] = &[
    &subject_prefix_splits_segment::LINT,
    &subject_prefix_without_star::LINT,
    &subject_in_other_spelling::LINT,
    &wildcard_where_exact_serves::LINT,
    &name_only_pin::LINT,
    &audience_omitted::LINT,
    &audience_foreign::LINT,
    &claim_never_text::LINT,
    &scope_wider_than_needed::LINT,
    &lifetime_longer_than_needed::LINT,
];

impl Finding {
    /// What a check found in a field, as bad as the check reports at worst. The message is one sentence or more; its full
    /// stop is put here, so that no check can forget it.
    fn of(lint: &Lint, field: FieldPath, mut message: String) -> Self {
        if !message.ends_with('.') {
            message.push('.');
        }
        Self {
            code: lint.code,
            severity: lint.severity,
            message,
            at: Place { field, range: None },
            notes: Vec::new(),
            fix: None,
        }
    }

    /// In a part of the field.
    fn in_part(mut self, range: Range<usize>) -> Self {
        self.at.range = Some(range);
        self
    }

    /// Less bad than the check's worst.
    fn only(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// With more about it.
    fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// With a way to mend it.
    fn fixed_by(mut self, safety: Safety, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix { title: title.into(), edits, safety });
        self
    }
}

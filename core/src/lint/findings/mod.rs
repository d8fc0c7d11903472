//! The findings, one file each: `<code>.rs` looks, `<code>.md` explains.

mod audience_foreign;
mod audience_omitted;
mod case_differs;
mod claim_ephemeral;
mod claim_never_sent;
mod claim_never_text;
mod condition_constant;
mod condition_needs_claim;
mod condition_number_unconverted;
mod condition_other_kind;
mod condition_splits_name;
mod condition_unanchored;
mod default_identity;
mod identity_not_compared;
mod issuer_url_form;
mod lifetime_longer_than_needed;
mod lifetime_shorter_than_tokens;
mod matchers_contradict;
mod name_only_pin;
mod pull_request_admitted;
mod role_wider_than_scope;
mod run_phase_open;
mod scope_wider_than_needed;
mod single_use_off;
mod single_use_spent;
mod star_taken_literally;
mod subject_in_other_spelling;
mod subject_in_withdrawn_form;
mod subject_prefix_splits_segment;
mod subject_prefix_without_star;
mod tenant_not_pinned;
mod wildcard_where_exact_serves;
mod workload_not_pinned;
mod workspaces_wider;

use super::{Confidence, Finding, Fix, Lint, Place, Safety, Severity};
use crate::rule::{Edit, FieldPath};
use std::ops::Range;

/// Every check, in the order in which a rule is read.
pub static ALL: &[&Lint] = &[
    &subject_prefix_splits_segment::LINT,
    &subject_prefix_without_star::LINT,
    &star_taken_literally::LINT,
    &subject_in_other_spelling::LINT,
    &subject_in_withdrawn_form::LINT,
    &case_differs::LINT,
    &matchers_contradict::LINT,
    &tenant_not_pinned::LINT,
    &workload_not_pinned::LINT,
    &identity_not_compared::LINT,
    &wildcard_where_exact_serves::LINT,
    &name_only_pin::LINT,
    &default_identity::LINT,
    &pull_request_admitted::LINT,
    &run_phase_open::LINT,
    &audience_omitted::LINT,
    &audience_foreign::LINT,
    &claim_never_text::LINT,
    &claim_never_sent::LINT,
    &claim_ephemeral::LINT,
    &condition_constant::LINT,
    &condition_splits_name::LINT,
    &condition_other_kind::LINT,
    &condition_number_unconverted::LINT,
    &condition_needs_claim::LINT,
    &condition_unanchored::LINT,
    &scope_wider_than_needed::LINT,
    &workspaces_wider::LINT,
    &role_wider_than_scope::LINT,
    &lifetime_longer_than_needed::LINT,
    &lifetime_shorter_than_tokens::LINT,
    &issuer_url_form::LINT,
    &single_use_off::LINT,
    &single_use_spent::LINT,
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
            confidence: lint.confidence,
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

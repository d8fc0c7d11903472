//! One look at a rule: what several checks ask for, worked out once.

use super::Subject;
use super::pinned;
use crate::condition::Condition;
use crate::strangers::{self, Ring};
use std::cell::OnceCell;
use std::ops::Deref;

/// A [`Subject`], with what checks share.
pub struct Look<'a> {
    subject: Subject<'a>,
    condition: OnceCell<Option<Condition>>,
    fixed: OnceCell<Vec<String>>,
    ring: OnceCell<Ring>,
}

impl<'a> Deref for Look<'a> {
    type Target = Subject<'a>;

    fn deref(&self) -> &Subject<'a> {
        &self.subject
    }
}

impl<'a> Look<'a> {
    /// Looks at a rule; its platform is told here, where nobody chose one.
    pub(super) fn at(subject: &Subject<'a>) -> Self {
        let subject = Subject { provider: pinned::platform(subject), ..*subject };
        Self { subject, condition: OnceCell::new(), fixed: OnceCell::new(), ring: OnceCell::new() }
    }

    /// The condition, where there is one that the service would take.
    pub(super) fn condition(&self) -> Option<&Condition> {
        let compiled = || Condition::compile(&self.rule.condition).ok();
        self.condition.get_or_init(compiled).as_ref()
    }

    /// The claims that the condition fixes.
    pub(super) fn fixed_by_condition(&self) -> &[String] {
        self.fixed.get_or_init(|| pinned::by_condition(self))
    }

    /// The workload and everybody around it.
    pub(super) fn ring(&self) -> &Ring {
        self.ring.get_or_init(|| strangers::ring(self.issuer, self.rule, self.provider, self.token))
    }

    /// The same, to keep.
    pub(super) fn into_ring(self) -> Ring {
        let Self { subject, ring, .. } = self;
        ring.into_inner()
            .unwrap_or_else(|| strangers::ring(subject.issuer, subject.rule, subject.provider, subject.token))
    }
}

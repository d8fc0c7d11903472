//! What federation does not solve.

use super::Action;
use crate::facts::Source;
use crate::providers;
use crate::setup::Setup;

/// What to know and watch after the move.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GuardView {
    /// Who upstream can mint this identity.
    pub minters: Vec<&'static str>,
    /// Read-only commands that list them.
    pub audit: Vec<Action>,
    /// What to watch.
    pub watch: Vec<&'static str>,
    /// When not to move yet.
    pub not_yet: Vec<&'static str>,
    /// Where all this was read.
    pub sources: &'static [Source],
}

/// What to know and watch after the move of a setup's workload. Empty while no provider is chosen.
pub fn guard(setup: &Setup) -> GuardView {
    let Some(provider) = setup.provider() else { return GuardView::default() };
    let guard = &provider.guard;
    let answers = &setup.workload.answers;
    GuardView {
        minters: guard.minters.to_vec(),
        audit: guard
            .audit
            .iter()
            .filter(|command| provider.shows(command, answers))
            .map(|command| Action {
                command: providers::fill(command.template, provider, answers),
                does: command.does.to_owned(),
            })
            .collect(),
        watch: guard.watch.to_vec(),
        not_yet: guard.not_yet.to_vec(),
        sources: provider.docs,
    }
}

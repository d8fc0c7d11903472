//! What follows from what a person did with the tools that hold rules against callers.

use super::audit::{self, Audit};
use super::tools::{Learnt, Side};
use super::update::{go, plan};
use super::{Action, Place, Shared, State, Step};
use keyless_core::secret;
use std::rc::Rc;

/// Changes the state by an action of these tools; any other changes nothing.
pub(super) fn apply(state: &mut State, action: Action) {
    match action {
        Action::ListTyped(list) => relist(state, |audit| {
            audit.pasted = list;
            audit.gather();
        }),
        Action::ListsRead(lists) => {
            relist(state, |audit| audit.add(lists));
            go(state, Place::Audit);
        }
        Action::ListDropped(id) => relist(state, |audit| audit.remove(id)),
        Action::ObjectsAudited => audit_objects(state),
        Action::RowsJudged(of, rows, relations) => {
            state.session.audit.change().judged(&of, rows, relations);
        }
        Action::SortedBy(column) => state.session.table.sort_by(column),
        Action::RuleOpened(index) => {
            let open = &mut state.session.table.open;
            *open = (*open != Some(index)).then_some(index);
        }
        Action::MoreRows => state.session.table.drawn += audit::PAGE,
        Action::RuleTaken(index) => take_rule(state, index),
        Action::SamplesTyped(pasted) => state.session.learnt = Learnt::read(&pasted).map(Shared::new),
        Action::TighterTyped(text) => state.session.tighter = secret::scrub(&text),
        Action::LessonTaken => take_lesson(state),
        Action::ComparedTyped(side, text) => {
            let [first, second] = state.session.compared.change();
            *(if side == Side::First { first } else { second }) = secret::scrub(&text);
        }
        _ => {}
    }
}

/// Changes the lists; what was open and drawn was about the old ones.
fn relist(state: &mut State, change: impl FnOnce(&mut Audit)) {
    change(state.session.audit.change());
    state.session.table = audit::Table { sort: state.session.table.sort, ..audit::Table::default() };
}

fn audit_objects(state: &mut State) {
    let recognised = state.session.recognised.clone();
    let objects = recognised.iter().filter_map(|found| found.objects.clone()).reduce(audit::joined);
    if let Some(objects) = objects {
        let list = audit::List { name: "from the front door".to_owned(), read: Ok(Rc::new(objects)) };
        relist(state, |audit| audit.add(vec![list]));
    }
    go(state, Place::Audit);
}

fn take_rule(state: &mut State, index: usize) {
    let inventory = state.session.audit.inventory.clone();
    let Some((rule, issuer, _)) = inventory.parts(index) else { return };
    let draft = state.bench.change();
    draft.setup.replace_rule(rule);
    draft.setup.replace_issuer(&issuer);
    (draft.rule_json, draft.issuer_json) = (None, None);
    go(state, Place::TokenBench);
}

fn take_lesson(state: &mut State) {
    let Some(learnt) = state.session.learnt.clone() else { return };
    let (Ok(lesson), Some(first)) = (&learnt.lesson, learnt.samples.first()) else { return };
    plan(state, |setup| {
        if let Some(provider) = lesson.provider {
            setup.workload.answers.extend(&(provider.answers_from)(first));
            setup.choose_provider(provider);
        }
        setup.replace_issuer(&lesson.issuer);
        setup.replace_rule(&lesson.rule);
    });
    let draft = state.plan.change();
    (draft.rule_json, draft.issuer_json) = (None, None);
    go(state, Place::Workload(Step::WhatMayEnter));
}

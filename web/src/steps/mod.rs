//! The six steps of a workload.

mod cut_over;
mod guard;
mod what_may_enter;
mod where_it_runs;
mod wire;

pub(crate) use cut_over::CutOver;
pub(crate) use guard::GuardIt;
pub(crate) use what_may_enter::WhatMayEnter;
pub(crate) use where_it_runs::WhereItRuns;
pub(crate) use wire::Wire;

use crate::components::Act;
use crate::state::derive::Note;
use crate::state::{Action, Draft, Filled, Place, RuleView, Shared, Step, TokenRead};
use yew::prelude::*;

/// What every step is given.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct Props {
    pub(crate) draft: Shared<Draft>,
    pub(crate) notes: Shared<Vec<Note>>,
    /// The token that was read last, of this workload or of another.
    pub(crate) token: Option<Shared<TokenRead>>,
    pub(crate) view: RuleView,
    /// What is searched for among the platforms.
    pub(crate) search: AttrValue,
    /// What was filled without being typed.
    pub(crate) filled: Option<Filled>,
    /// The path of the file that is shown.
    pub(crate) file: AttrValue,
    pub(crate) act: Act,
}

/// The way to the next step.
pub(crate) fn onward(step: Step, act: &Act) -> Html {
    let Some(next) = step.next() else { return html! {} };
    let onclick = crate::components::click(act, move || Action::Went(Place::Workload(next)));
    html! {
        <p class="onward"><button type="button" class="primary" {onclick}>{ "Next: " }{ next.title() }</button></p>
    }
}

/// What a step says before a platform was chosen.
fn no_platform(act: &Act) -> Html {
    let onclick = crate::components::click(act, || Action::Went(Place::Workload(Step::WhereItRuns)));
    html! {
        <section class="card"><div class="pad empty-step">
            <p>{ "What stands here depends on the platform that the workload runs on." }</p>
            <button type="button" class="primary" {onclick}>{ "Choose where it runs" }</button>
        </div></section>
    }
}

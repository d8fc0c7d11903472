//! The six steps of a workload.

use super::input::{Act, click};
use crate::state::{Action, Place, Step};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) step: Step,
    /// Steps that have nothing left to do.
    pub(crate) done: Vec<Step>,
    pub(crate) act: Act,
}

/// The six steps, each a way to go there.
#[component]
pub(crate) fn Stepper(props: &Props) -> Html {
    html! {
        <nav class="stepper" aria-label="Steps"><ol>
            { for Step::ALL.into_iter().zip(1..).map(|(step, number)| {
                let onclick = click(&props.act, move || Action::Went(Place::Workload(step)));
                let here = (step == props.step).then_some("step");
                html! {
                    <li><button type="button" aria-current={here} {onclick}>
                        if props.done.contains(&step) {
                            <span class="number good" aria-hidden="true">{ "✓" }</span>
                        } else {
                            <span class="number" aria-hidden="true">{ number }</span>
                        }
                        { " " }{ step.title() }
                        if props.done.contains(&step) {
                            <span class="off-screen">{ ", done" }</span>
                        }
                    </button></li>
                }
            }) }
        </ol></nav>
    }
}

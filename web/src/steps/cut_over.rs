//! Step 5: the move itself, as a list to tick.

use super::{Props, no_platform};
use crate::components::{Act, CodeBlock, TextField, prose};
use crate::state::{Action, derive};
use keyless_core::plan::Step;
use keyless_core::setup::Setup;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// The stages and their steps.
#[component]
pub(crate) fn CutOver(props: &Props) -> Html {
    let stages = use_memo(props.draft.clone(), |draft| derive::stages(draft));
    let setup = &props.draft.setup;
    if setup.provider().is_none() {
        return no_platform(&props.act);
    }
    let all = stages.iter().map(|stage| stage.steps.len()).sum::<usize>();
    let done = stages.iter().flat_map(|s| &s.steps).filter(|step| setup.ticks.contains(&step.id)).count();
    html! {
        <>
            <p class="progress"><progress max={all.to_string()} value={done.to_string()} aria-label="Steps done" />
                { format!("{done} of {all} steps done. Ticks and notes are kept in this browser.") }</p>
            <ol class="stages">
                { for stages.iter().map(|stage| html! {
                    <li key={stage.id} class="card">
                        <header><h2>{ stage.title }</h2></header>
                        <div class="pad">
                            <p class="why">{ prose(&stage.why) }</p>
                            <ul class="steps">{ for stage.steps.iter().map(|step| item(step, setup, &props.act)) }</ul>
                        </div>
                    </li>
                }) }
            </ol>
        </>
    }
}

fn item(step: &Step, setup: &Setup, act: &Act) -> Html {
    let id = format!("step-{}", step.id.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
    let (tick, noted) = (step.id.clone(), step.id.clone());
    let done = setup.ticks.contains(&step.id);
    let onchange = act.reform(move |event: Event| {
        let checked = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
            .is_some_and(|input| input.checked());
        Action::StepTicked(tick.clone(), checked)
    });
    let note = setup.notes.get(&step.id).cloned().unwrap_or_default();
    html! {
        <li key={step.id.clone()} class={classes!(done.then_some("done"))}>
            <div class="tick">
                <input id={id.clone()} type="checkbox" checked={done} {onchange} />
                <label for={id.clone()}>{ prose(&step.text) }</label>
            </div>
            { for step.commands.iter().enumerate().map(|(index, action)| html! {
                <CodeBlock id={format!("{id}-command-{index}")} text={action.command.clone()} title={action.does.clone()}
                    act={act.clone()} />
            }) }
            <dl class="facts">
                if !step.sign.is_empty() { <><dt>{ "It worked when" }</dt><dd>{ prose(&step.sign) }</dd></> }
                if !step.way_back.is_empty() { <><dt>{ "The way back" }</dt><dd>{ prose(&step.way_back) }</dd></> }
            </dl>
            <details class="note-box" open={!note.is_empty()}>
                <summary>{ "Note" }<span class="off-screen">{ format!(" on: {}", step.text) }</span></summary>
                <TextField id={format!("{id}-note")} label="Note on this step" value={note} rows={2}
                    ontext={act.reform(move |text| Action::NoteTyped(noted.clone(), text))} />
            </details>
        </li>
    }
}

//! Step 5: the move itself, as a list to tick.

use super::{Props, no_platform};
use crate::components::{Act, CodeBlock, TextField, prose, typeset};
use crate::state::{Action, derive};
use keyless_core::plan::{Stage, Step};
use keyless_core::setup::Setup;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// The stages and their steps. The first unfinished stage is open on arrival; one that is finished meanwhile stays as it is,
/// so that nothing moves away under the pointer.
#[component]
pub(crate) fn CutOver(props: &Props) -> Html {
    let stages = use_memo(props.draft.clone(), |draft| derive::stages(draft));
    let setup = &props.draft.setup;
    let ticked = |stage: &Stage| stage.steps.iter().filter(|step| setup.ticks.contains(&step.id)).count();
    let first = stages.iter().position(|stage| ticked(stage) < stage.steps.len()).unwrap_or(0);
    let arrived = *use_memo((), |()| first);
    if setup.provider().is_none() {
        return no_platform(&props.act);
    }
    let all = stages.iter().map(|stage| stage.steps.len()).sum::<usize>();
    let done = stages.iter().map(ticked).sum::<usize>();
    html! {
        <>
            <p class="progress"><progress max={all.to_string()} value={done.to_string()} aria-label="Steps done" />
                { format!("{done} of {all} steps done. Ticks and notes are kept in this browser.") }</p>
            <ol class="stages">
                { for stages.iter().enumerate().map(|(index, stage)| {
                    let done = ticked(stage);
                    let whole = done == stage.steps.len();
                    html! {
                        <li key={stage.id}>
                            <details class="card stage" open={index == first || index == arrived}>
                                <summary>
                                    <h2>{ typeset(stage.title) }</h2>
                                    <span class={classes!("tag", if whole { "good" } else { "mute" })}>
                                        { format!("{done} of {} done", stage.steps.len()) }</span>
                                </summary>
                                <div class="pad">
                                    <p class="why">{ prose(&stage.why) }</p>
                                    <ul class="steps">{ for stage.steps.iter().map(|step| item(step, setup, &props.act)) }</ul>
                                </div>
                            </details>
                        </li>
                    }
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
    let (what, more) = headed(&step.text);
    let note = setup.notes.get(&step.id).cloned().unwrap_or_default();
    html! {
        <li key={step.id.clone()} class={classes!(done.then_some("done"))}>
            <div class="tick">
                <input id={id.clone()} type="checkbox" checked={done} {onchange} />
                <label for={id.clone()}>{ prose(what) }</label>
            </div>
            if !step.sign.is_empty() {
                <p class="hint"><b>{ "It worked when: " }</b>{ prose(&step.sign) }</p>
            }
            if !note.is_empty() {
                <p class="hint noted"><b>{ "Your note: " }</b>{ &note }</p>
            }
            <details class="how">
                <summary>{ inside(step, !more.is_empty()) }<span class="off-screen">{ format!(": {what}") }</span></summary>
                if !more.is_empty() {
                    <p class="hint">{ prose(more) }</p>
                }
                { for step.commands.iter().enumerate().map(|(index, action)| html! {
                    <CodeBlock id={format!("{id}-command-{index}")} text={action.command.clone()} title={action.does.clone()}
                        act={act.clone()} />
                }) }
                if !step.way_back.is_empty() {
                    <p class="hint"><b>{ "The way back: " }</b>{ prose(&step.way_back) }</p>
                }
                <TextField id={format!("{id}-note")} label="Note on this step" value={note} rows={2}
                    ontext={act.reform(move |text| Action::NoteTyped(noted.clone(), text))} />
            </details>
        </li>
    }
}

/// A text longer than this many bytes is no title.
const LONG: usize = 240;

/// What to do in a sentence, and the rest of a long text.
fn headed(text: &str) -> (&str, &str) {
    if text.len() <= LONG {
        return (text, "");
    }
    text.find(". ").map_or((text, ""), |stop| {
        let (what, more) = text.split_at(stop + 1);
        // Code stays whole.
        if what.matches('`').count() % 2 == 0 { (what, more.trim_start()) } else { (text, "") }
    })
}

/// What the disclosure of a step holds.
fn inside(step: &Step, more: bool) -> String {
    let commands = match step.commands.len() {
        0 => None,
        1 => Some("1 command".to_owned()),
        number => Some(format!("{number} commands")),
    };
    let back = (!step.way_back.is_empty()).then(|| "way back".to_owned());
    let how = more.then(|| "how".to_owned());
    let parts: Vec<String> = how.into_iter().chain(commands).chain(back).chain(["note".to_owned()]).collect();
    parts.join(" \u{b7} ")
}

#[cfg(test)]
mod tests {
    use super::{LONG, headed};

    #[test]
    fn a_long_step_is_headed_by_its_first_sentence() {
        let rest = "word ".repeat(LONG / 5 + 1);
        let long = format!("Do this. {rest}");
        let coded = format!("Do `a. b` now {rest}");
        let table = [
            ("Do this. Then that.", "Do this. Then that.", "", "a short text stays whole"),
            (long.as_str(), "Do this.", rest.as_str(), "a long one is split"),
            (coded.as_str(), coded.as_str(), "", "code is not cut"),
        ];
        for (text, what, more, why) in table {
            assert_eq!(headed(text), (what, more), "{why}");
        }
    }
}

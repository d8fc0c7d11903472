//! Which credential wins.

use crate::components::{
    Act, Frameworks, HeadlineBanner, LadderCard, READ, ReadingsList, ToolsTable, mark, pick, place_name,
    prose, removals_card, settings_table, signs_card, status_card, use_frame_behind, use_rested,
};
use crate::effects::say_left_out;
use crate::platform::{self, page};
use crate::state::around::{self, Around, Chosen};
use crate::state::derive::{self, Answered};
use crate::state::{Action, Shared};
use keyless_core::answer::Answer;
use keyless_core::precedence::status::CASES;
use keyless_core::surroundings::{Format, Unread};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) shown: bool,
    pub(crate) around: Shared<Around>,
    pub(crate) chosen: Chosen,
    /// What is searched for among frameworks and gateways.
    pub(crate) framework: AttrValue,
    pub(crate) act: Act,
}

/// The screen. Its box stays while other places are shown, so that nothing typed is lost.
#[component]
pub(crate) fn WhichWins(props: &Props) -> Html {
    let answered = use_memo(props.around.clone(), |around| Shared::new(derive::answered(around)));
    let below = (props.around.clone(), (*answered).clone(), props.chosen);
    let behind = use_frame_behind(&below);
    let is_long = props.around.texts().any(|(_, text)| text.bytes >= around::LONG);
    let below = if is_long { behind } else { Some(below) };
    let said = (**answered).as_ref();
    let announced = use_rested(said.map_or("", |said| said.answer.headline.title.as_str()));
    html! {
        <div hidden={!props.shown} class="around">
            <p class="off-screen" role="status" aria-live="polite">{ announced }</p>
            <HeadlineBanner headline={said.map(|said| said.answer.headline.clone())}
                removals={said.is_some_and(|said| !said.answer.removals.is_empty())} />
            <div class="around-in">
                <SurroundingsBox act={props.act.clone()} />
                <section class="card" aria-labelledby={READ}>
                    <header><h2 id={READ} tabindex="-1">{ "What was read" }</h2></header>
                    <div class="pad">
                        if props.around.is_empty() {
                            { examples() }
                        } else {
                            <ReadingsList around={props.around.clone()} act={props.act.clone()} />
                            { missing(said.map(|said| said.missing.as_slice()).unwrap_or_default()) }
                        }
                    </div>
                </section>
            </div>
            if props.shown {
                if let Some(said) = said { { result(said, props) } }
                if let Some(below) = below { { rest(&below, props) } }
            }
        </div>
    }
}

/// Which credential wins, and the ladder to it.
fn result(said: &Answered, props: &Props) -> Html {
    let Some((number, place, client)) = derive::shown(&said.answer, props.chosen) else { return html! {} };
    let act = &props.act;
    html! {
        <>
            if said.answer.places.len() > 1 { { places(&said.answer, number, act) } }
            <div class="columns answer">
                <LadderCard place={place.place.clone()} client={client.clone()} act={act.clone()}
                    clients={place.clients.iter().map(|one| one.outcome.client).collect::<Vec<_>>()} />
                <ToolsTable clients={place.clients.clone()} chosen={client.outcome.client.slug} act={act.clone()} />
            </div>
        </>
    }
}

/// What to do about it, by which signs it is seen, and what stands in front of the API: with a long text a frame behind the answer.
fn rest(
    (around, answered, chosen): &(Shared<Around>, Shared<Option<Answered>>, Chosen),
    props: &Props,
) -> Html {
    let act = &props.act;
    let consequences = (**answered).as_ref().and_then(|said| {
        let Answered { readings, answer, .. } = said;
        let (_, _, client) = derive::shown(answer, *chosen)?;
        // What is long stands by itself, so that both sides end where they can.
        let long = answer.removals.len() > 2;
        Some(html! {
            <div class="columns">
                <div>
                    { removals_card(&answer.removals, act) }
                    if !long { { settings_table(readings) } }
                </div>
                <div>
                    { signs_card(answer.signs, client.outcome.client.slug, act) }
                    { status_card(&answer.status, &CASES) }
                    if long { { settings_table(readings) } }
                </div>
            </div>
        })
    });
    html! {
        <>
            { consequences }
            <Frameworks around={around.clone()} search={props.framework.clone()} act={act.clone()} />
        </>
    }
}

/// Most references that are told.
const MOST: usize = 10;

/// What was referred to and not given.
fn missing(missing: &[Unread]) -> Html {
    html! {
        <ul class="missing">
            { for missing.iter().take(MOST).map(|note| html! {
                <li class="note warning"><span class="sign" aria-hidden="true">{ "!" }</span>
                    <span>{ format!("{}, line {}: ", note.file, note.line) }{ prose(&note.message) }</span></li>
            }) }
        </ul>
    }
}

/// Most places that are all in view.
const FEW: usize = 6;

/// The places in which something runs, each with the worst that a client comes to there.
fn places(answer: &Answer, number: usize, act: &Act) -> Html {
    let legend = format!("Place: {} in which something runs", answer.places.len());
    if answer.places.len() > FEW {
        let onchange = pick(act, |number| number.parse().ok().map(Action::PlaceChosen));
        return html! {
            <div class="field">
                <label for="place">{ legend }</label>
                <select id="place" {onchange}>
                    { for answer.places.iter().enumerate().map(|(at, place)| html! {
                        <option value={at.to_string()} selected={at == number}>
                            { format!("{} ({})", place_name(&place.place), derive::worst_of(place).words()) }
                        </option>
                    }) }
                </select>
            </div>
        };
    }
    html! {
        <fieldset class="field choice">
            <legend>{ legend }</legend>
            <div class="options">
                { for answer.places.iter().enumerate().map(|(at, place)| {
                    let worst = derive::worst_of(place);
                    let onchange = act.reform(move |_: Event| Action::PlaceChosen(at));
                    html! {
                        <label key={at} class="option">
                            <input type="radio" name="place" checked={at == number} {onchange} />
                            <span>{ place_name(&place.place) }</span>
                            { mark(worst.words(), worst.tone()) }
                        </label>
                    }
                }) }
            </div>
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
struct BoxProps {
    act: Act,
}

/// The box: not controlled, like that of the token. The state never holds what stands in it.
#[component]
fn SurroundingsBox(props: &BoxProps) -> Html {
    let oninput = {
        let act = props.act.clone();
        Callback::from(move |_: InputEvent| read_surroundings(&act))
    };
    // A long text is read before the browser has laid it out in the box.
    let onpaste = {
        let act = props.act.clone();
        Callback::from(move |event: Event| {
            if let Some(text) = page::pasted(&event).filter(|text| text.len() >= around::LONG)
                && take_out(&text, Format::of(around::PASTED, &text), &act)
            {
                event.prevent_default();
            }
        })
    };
    let readers = use_mut_ref(Vec::new);
    let onchange = {
        let act = props.act.clone();
        Callback::from(move |event: Event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let Some(files) = input.as_ref().and_then(HtmlInputElement::files) else { return };
            let act = act.clone();
            *readers.borrow_mut() = platform::files::read(&files, move |files, left_out| {
                act.emit(Action::files(&files, platform::clock::now()));
                say_left_out(left_out, &act);
                // So that the same file can be chosen again.
                if let Some(input) = &input {
                    input.set_value("");
                }
            });
        })
    };
    html! {
        <section class="card" aria-label="What surrounds the workload"><div class="pad">
            <div class="field token-field">
                <div class="label-line">
                    <label for={page::AROUND_BOX}>{ "Surroundings" }</label>
                    <span class="need">{ "read here, masked, never kept" }</span>
                </div>
                <textarea id={page::AROUND_BOX} rows="10" {oninput} {onpaste} autocomplete="off" autocapitalize="off" spellcheck="false"
                    placeholder="env output, a .env file, a workflow, a manifest, a Dockerfile, ant auth status…" />
            </div>
            <p class="actions">
                <label class="button">
                    { "Add files" }
                    <input type="file" multiple={true} class="off-screen" {onchange} />
                </label>
                <span class="hint">{ "or drop them anywhere on the page" }</span>
            </p>
        </div></section>
    }
}

/// Reads what stands in the box, masks it there, and hands on what was read.
pub(super) fn read_surroundings(act: &Act) {
    let Some(text) = page::text_of(page::AROUND_BOX) else { return };
    if text.len() >= around::LONG && take_out(&text, Format::of(around::PASTED, &text), act) {
        page::replace_text(page::AROUND_BOX, "");
        act.emit(Action::SurroundingsRead(None, platform::clock::now()));
        return;
    }
    let read = (!text.trim().is_empty()).then(|| around::read(around::PASTED, &text));
    if let Some(masked) = read.as_ref().and_then(|read| around::masked(&text, read)) {
        page::replace_around_caret(page::AROUND_BOX, &masked);
    }
    act.emit(Action::SurroundingsRead(read, platform::clock::now()));
}

/// Reads a long text as a file of its own; not one that is too long.
pub(super) fn take_out(text: &str, format: Format, act: &Act) -> bool {
    let read = around::read_as(around::PASTED, text, format);
    let fits = read.reading.is_some();
    if fits {
        let said = around::left_out(read.bytes);
        act.emit(Action::FilesRead(vec![read], platform::clock::now()));
        act.emit(Action::Said(said));
    }
    fits
}

/// What may be pasted, and something to try.
fn examples() -> Html {
    html! {
        <>
            <p class="hint">{ "Each text is recognised by its name or its shape. Several may be added: the last assignment wins." }</p>
            <dl class="facts accepted">
                { for around::ACCEPTED.iter().map(|(kind, what)| html! { <><dt>{ *kind }</dt><dd>{ *what }</dd></> }) }
            </dl>
            <p class="hint try">{ "No file at hand? Try:" }</p>
            <p class="leads">
                { for around::EXAMPLES.iter().map(|(name, text)| html! {
                    <button type="button" class="small" onclick={Callback::from(|_: MouseEvent| page::type_into_box(page::AROUND_BOX, text))}>
                        { *name }</button>
                }) }
            </p>
        </>
    }
}

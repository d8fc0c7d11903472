//! Paste anything.

use super::which_wins::{read_surroundings, take_out};
use crate::components::{Act, Gallery, click, text_of_event, typeset};
use crate::platform::page::{self, AROUND_BOX, PASTE_BOX, TOKEN_BOX};
use crate::state::around::{LONG, PASTED, left_out};
use crate::state::recognise::{self, Lead, Long, Recognised, Tone};
use crate::state::{Action, Pasted, Place, Shared, Step};
use keyless_core::surroundings::Format;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) shown: bool,
    pub(crate) recognised: Shared<Vec<Recognised>>,
    pub(crate) now: i64,
    /// What is searched for among the platforms.
    pub(crate) search: AttrValue,
    pub(crate) act: Act,
}

/// The front door. Its box stays while other places are shown, so that nothing typed is lost.
#[component]
pub(crate) fn FrontDoor(props: &Props) -> Html {
    let oninput = {
        let act = props.act.clone();
        Callback::from(move |event: InputEvent| {
            let text = text_of_event(&event);
            if text.len() >= LONG && take_long(&text, &act) {
                page::replace_text(PASTE_BOX, "");
            } else {
                act.emit(Action::Pasted(Pasted::new(text)));
            }
        })
    };
    // A long text is read before the browser has laid it out in the box.
    let onpaste = {
        let act = props.act.clone();
        Callback::from(move |event: Event| {
            if let Some(text) = page::pasted(&event).filter(|text| text.len() >= LONG)
                && take_long(&text, &act)
            {
                event.prevent_default();
            }
        })
    };
    // A key is taken out of the box in the moment in which it is recognised.
    use_effect_with(props.recognised.clone(), |recognised| {
        if let Some(mask) = recognised.iter().find_map(|known| known.mask.as_deref()) {
            page::replace_text(PASTE_BOX, mask);
        }
    });
    let visits = [
        (
            "I have to move off keys",
            "Name a workload; take its rule, files and checklist.",
            Place::Workload(Step::WhereItRuns),
        ),
        ("It says 401", "Token and rule in, the failing check and its fix out.", Place::TokenBench),
        (
            "Is it really keyless now?",
            "What surrounds a workload in, the credential that wins out.",
            Place::WhichWins,
        ),
    ];
    html! {
        <div hidden={!props.shown} class="front">
            <div class="paste">
                <label for={PASTE_BOX}>{ "Paste anything" }</label>
                <span class="hint">{ "or drop files anywhere on the page" }</span>
                <textarea id={PASTE_BOX} rows="7" {oninput} {onpaste} autocomplete="off" autocapitalize="off" spellcheck="false"
                    placeholder="eyJhbGciOiJSUzI1NiIsImtpZCI6…" />
            </div>
            <p class="off-screen" role="status" aria-live="polite">{
                props.recognised.iter().map(|known| known.name.as_str()).collect::<Vec<_>>().join(", ")
            }</p>
            <div class="seen">
                { for props.recognised.iter().enumerate().map(|(index, known)| seen(index, known, props)) }
                if props.recognised.is_empty() {
                    <p class="hint">{ recognise::KNOWN }</p>
                }
            </div>
            <ul class="visits">
                { for visits.into_iter().map(|(title, about, place)| html! {
                    <li><button type="button" onclick={click(&props.act, move || Action::Went(place))}>
                        <b>{ title }</b><span>{ about }</span>
                    </button></li>
                }) }
            </ul>
            <h2>{ "Start with where it runs" }</h2>
            if props.shown { <Gallery search={props.search.clone()} act={props.act.clone()} /> }
        </div>
    }
}

/// Reads a text that is too long for the box; not one that has to stand in it.
fn take_long(text: &str, act: &Act) -> bool {
    match Long::of(text) {
        Long::Around(format) => take_out(text, format, act),
        Long::Told => {
            act.emit(Action::Pasted(Pasted::new(text.to_owned())));
            act.emit(Action::Said(left_out(text.len())));
            true
        }
        Long::Held => false,
    }
}

fn seen(index: usize, known: &Recognised, props: &Props) -> Html {
    let (tone, sign) = match known.tone {
        Tone::Known => ("good", "✓"),
        Tone::Refused => ("bad", "✕"),
        Tone::Unknown => ("open", "?"),
    };
    html! {
        <div class={classes!("seen-one", tone)}>
            <span class={classes!("tag", tone)}><span aria-hidden="true">{ sign }{ " " }</span>{ &known.name }</span>
            <p>{ typeset(&known.about) }
                if let Some(at) = known.ends { { format!(" {}", recognise::ends(at, props.now)) } }
            </p>
            if !known.leads.is_empty() {
                <div class="leads">{ for known.leads.iter().map(|lead| button(*lead, index, known, props)) }</div>
            }
        </div>
    }
}

fn button(lead: Lead, index: usize, known: &Recognised, props: &Props) -> Html {
    let act = props.act.clone();
    let setup = known.setup.clone();
    let onclick = Callback::from(move |_: MouseEvent| match lead {
        Lead::CheckToken => hand_token_over(&act, None),
        Lead::MakeRule => hand_token_over(&act, Some(Action::FilledFromToken)),
        Lead::TakeObjects => act.emit(Action::ObjectsTaken(index)),
        Lead::Audit => act.emit(Action::ObjectsAudited),
        Lead::OpenBench => act.emit(Action::Went(Place::TokenBench)),
        Lead::WhichWins => hand_surroundings_over(&act),
        Lead::Open => {
            if let Some(setup) = setup.clone() {
                act.emit(Action::Opened(setup));
            }
        }
    });
    let label = match lead {
        Lead::CheckToken => "Check it against a rule",
        Lead::MakeRule => "Make a rule from it",
        Lead::TakeObjects => "Take it to the token bench",
        Lead::Audit => "Audit existing rules",
        Lead::OpenBench => "Go to the token bench",
        Lead::WhichWins => "See which credential wins",
        Lead::Open => "Open it",
    };
    html! { <button type="button" class="small" {onclick}>{ label }</button> }
}

/// Carries the token from this box to the bench's, which is there once the bench is open.
fn hand_token_over(act: &Act, then: Option<Action>) {
    act.emit(Action::Went(Place::TokenBench));
    let act = act.clone();
    // After the bench was drawn.
    gloo::timers::callback::Timeout::new(0, move || {
        let Some(text) = page::replace_text(PASTE_BOX, "") else { return };
        page::replace_text(TOKEN_BOX, &text);
        act.emit(Action::TokenTyped(keyless_core::secret::IdentityToken::new(text)));
        act.emit(Action::Pasted(Pasted::new(String::new())));
        if let Some(action) = then {
            act.emit(action);
        }
    })
    .forget();
}

/// Carries what was pasted from this box to that of the surroundings, which is there once its screen is open.
fn hand_surroundings_over(act: &Act) {
    act.emit(Action::Went(Place::WhichWins));
    let act = act.clone();
    // After the screen was drawn.
    gloo::timers::callback::Timeout::new(0, move || {
        let Some(text) = page::replace_text(PASTE_BOX, "") else { return };
        // What is long never goes into the other box.
        if text.len() < LONG || !take_out(&text, Format::of(PASTED, &text), &act) {
            page::replace_text(AROUND_BOX, &text);
            read_surroundings(&act);
        }
        act.emit(Action::Pasted(Pasted::new(String::new())));
    })
    .forget();
}

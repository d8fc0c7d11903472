//! Compare two rules.

use crate::components::{Act, TextField, claim_set, use_rested, verdict};
use crate::state::derive;
use crate::state::tools::Side;
use crate::state::{Action, Shared};
use keyless_core::answer::Tone;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) texts: Shared<[String; 2]>,
    pub(crate) act: Act,
}

/// The screen.
#[component]
pub(crate) fn CompareScreen(props: &Props) -> Html {
    let [first, second] = &*props.texts;
    let compared = use_memo(props.texts.clone(), |texts| derive::compared(&texts[0], &texts[1]));
    let (problems, view) = &*compared;
    let announced = use_rested(view.as_ref().map_or("", |view| view.title));
    let text_box = |id: &'static str, label: &'static str, text: &str, problem: &Option<String>, side| {
        let ontext = props.act.reform(move |text| Action::ComparedTyped(side, text));
        html! {
            <section class="card" aria-label={label}><div class="pad">
                <TextField {id} {label} value={text.to_owned()} {ontext} rows=12 need="JSON"
                    problems={problem.iter().cloned().collect::<Vec<_>>()} />
            </div></section>
        }
    };
    html! {
        <div class="around wrapping">
            <p class="off-screen" role="status" aria-live="polite">{ announced }</p>
            { match view {
                Some(view) => verdict(view.tone, view.title, view.about),
                None => verdict(Tone::Neutral, "Two rules, please",
                    "Whether the first lets in fewer callers than the second, and a claim set that shows it, stands here."),
            } }
            <div class="around-in">
                { text_box("first-rule", "First rule", first, &problems[0], Side::First) }
                { text_box("second-rule", "Second rule", second, &problems[1], Side::Second) }
            </div>
            <div class="around-in">
                { for view.iter().flat_map(|view| &view.witnesses).map(|(who, claims)| html! {
                    <section class="card" aria-label={*who}>
                        <header><h2>{ *who }</h2></header>
                        <div class="pad">{ claim_set(claims) }</div>
                    </section>
                }) }
            </div>
        </div>
    }
}

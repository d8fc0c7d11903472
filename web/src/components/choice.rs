//! One of several: all in view where they are few, a list where they are many.

use super::input::text_of_event;
use super::prose::{prose, typeset};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Unique in the document.
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    #[prop_or_default]
    pub(crate) hint: AttrValue,
    /// Values and labels.
    pub(crate) choices: Vec<(&'static str, &'static str)>,
    /// The value that is chosen.
    pub(crate) chosen: AttrValue,
    pub(crate) onchoice: Callback<String>,
    #[prop_or_default]
    pub(crate) children: Html,
}

/// The most choices that are all in view.
const FEW: usize = 5;

/// A choice.
#[component]
pub(crate) fn ChoiceField(props: &Props) -> Html {
    let about = format!("{}-about", props.id);
    let onchange = props.onchoice.reform(|event: Event| text_of_event(&event));
    let hint = (!props.hint.is_empty()).then(|| {
        html! { <p id={about.clone()} class="hint">{ prose(&props.hint) }</p> }
    });
    let described = hint.is_some().then_some(about.clone());
    if props.choices.len() > FEW {
        return html! {
            <div class="field">
                <div class="label-line"><label for={props.id.clone()}>{ &props.label }</label>{ props.children.clone() }</div>
                <select id={props.id.clone()} {onchange} aria-describedby={described}>
                    { for props.choices.iter().map(|(value, label)| html! {
                        <option value={*value} selected={*value == props.chosen}>{ typeset(label) }</option>
                    }) }
                </select>
                { hint }
            </div>
        };
    }
    html! {
        <fieldset class="field choice" aria-describedby={described}>
            <legend>{ &props.label }{ props.children.clone() }</legend>
            <div class="options">
                { for props.choices.iter().map(|(value, label)| html! {
                    <label key={*value} class="option">
                        <input type="radio" name={props.id.clone()} value={*value} checked={*value == props.chosen}
                            onchange={onchange.clone()} />
                        <span>{ typeset(label) }</span>
                    </label>
                }) }
            </div>
            { hint }
        </fieldset>
    }
}

//! A labelled text box, with what is to be said about it beneath.

use super::input::{Act, click, text_of_event};
use super::prose::prose;
use crate::state::derive::{Level, Note};
use crate::state::{Action, Desk};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Unique in the document.
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    pub(crate) ontext: Callback<String>,
    #[prop_or_default]
    pub(crate) hint: AttrValue,
    #[prop_or_default]
    pub(crate) example: AttrValue,
    /// `required`, `recommended` or nothing.
    #[prop_or_default]
    pub(crate) need: AttrValue,
    /// What is wrong with the entry.
    #[prop_or_default]
    pub(crate) problems: Vec<String>,
    /// What is to be said about it.
    #[prop_or_default]
    pub(crate) notes: Vec<Note>,
    /// Lines; one makes an input.
    #[prop_or(1)]
    pub(crate) rows: u32,
    #[prop_or_default]
    pub(crate) mends: Option<(Act, Desk)>,
    #[prop_or_default]
    pub(crate) children: Html,
}

/// A labelled text box.
#[component]
pub(crate) fn TextField(props: &Props) -> Html {
    let ontext = props.ontext.clone();
    let oninput = Callback::from(move |event: InputEvent| ontext.emit(text_of_event(&event)));
    let about = format!("{}-about", props.id);
    let wrong = !props.problems.is_empty()
        || props.notes.iter().any(|n| matches!(n.level, Level::Refused | Level::Error));
    let has_about = !props.hint.is_empty() || !props.problems.is_empty() || !props.notes.is_empty();
    let described = has_about.then(|| about.clone());
    let invalid = wrong.then_some("true");
    html! {
        <div class={classes!("field", wrong.then_some("wrong"))}>
            <div class="label-line">
                <label for={props.id.clone()}>{ &props.label }</label>
                if !props.need.is_empty() {
                    <span class="need">{ &props.need }</span>
                }
                { props.children.clone() }
            </div>
            if props.rows == 1 {
                <input id={props.id.clone()} type="text" value={props.value.clone()} placeholder={props.example.clone()}
                    {oninput} autocomplete="off" autocapitalize="off" spellcheck="false"
                    aria-describedby={described} aria-invalid={invalid} />
            } else {
                <textarea id={props.id.clone()} value={props.value.clone()} placeholder={props.example.clone()}
                    rows={props.rows.to_string()} {oninput} autocomplete="off" autocapitalize="off" spellcheck="false"
                    aria-describedby={described} aria-invalid={invalid} />
            }
            if has_about {
                <div id={about} class="about">
                    if !props.hint.is_empty() {
                        <p class="hint">{ prose(&props.hint) }</p>
                    }
                    { for props.problems.iter().map(|text| html! {
                        <p class="note refused"><span class="sign" aria-hidden="true">{ "✕" }</span><span>{ prose(text) }</span></p>
                    }) }
                    { for props.notes.iter().map(|note| said(note, props.mends.as_ref())) }
                </div>
            }
        </div>
    }
}

fn said(note: &Note, mends: Option<&(Act, Desk)>) -> Html {
    let (tone, sign) = match note.level {
        Level::Refused | Level::Error => ("refused", "✕"),
        Level::Warning => ("warning", "!"),
        Level::Info => ("info", "i"),
    };
    html! {
        <div class={classes!("note", tone)}>
            <span class="sign" aria-hidden="true">{ sign }</span>
            <span><span class="off-screen">{ format!("{}: ", note.level.word()) }</span>{ prose(&note.message) }</span>
            { mend(note, mends) }
        </div>
    }
}

/// The button that applies a note's mend.
pub(super) fn mend(note: &Note, mends: Option<&(Act, Desk)>) -> Html {
    let (Some(mend), Some((act, desk))) = (note.mend.clone(), mends) else { return html! {} };
    let desk = *desk;
    let title = if note.review { format!("{} (look at it first)", mend.title) } else { mend.title.clone() };
    let onclick = click(act, move || Action::Edited(desk, mend.edits.clone()));
    html! { <button type="button" class="small" aria-label={title.replace('`', "")} {onclick}>{ prose(&title) }</button> }
}

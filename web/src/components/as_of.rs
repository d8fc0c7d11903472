//! The workspace of the exchange, and the time at which the token is judged.

use super::field::TextField;
use super::input::{Act, text_of_event};
use crate::state::{Action, AsOf};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) workspace: AttrValue,
    pub(crate) as_of: AsOf,
    pub(crate) problem: Option<&'static str>,
    /// The time in words.
    pub(crate) at: AttrValue,
    pub(crate) act: Act,
}

/// What the exchange is asked with, beside the token.
#[component]
pub(crate) fn AsOfFields(props: &Props) -> Html {
    let chosen = match props.as_of {
        AsOf::Now => "now",
        AsOf::Issued => "issued",
        AsOf::At(_) => "at",
    };
    let typed = if let AsOf::At(text) = &props.as_of { Some(text.clone()) } else { None };
    let at = props.at.clone();
    let onchange = props.act.reform(move |event: Event| {
        Action::AsOfChosen(match text_of_event(&event).as_str() {
            "issued" => AsOf::Issued,
            "at" => AsOf::At(at.trim_end_matches(" UTC").replace(' ', "T") + "Z"),
            _ => AsOf::Now,
        })
    });
    let option = |value: &'static str, label: &'static str| {
        html! { <option {value} selected={value == chosen}>{ label }</option> }
    };
    html! {
        <div class="pair">
            <div class="field">
                <label for="as-of">{ "Judge as of" }</label>
                <select id="as-of" {onchange}>
                    { option("now", "Now") }
                    { option("issued", "When the token was issued") }
                    { option("at", "A time") }
                </select>
                if let Some(text) = typed {
                    <TextField id="as-of-time" label="Time" value={text} example="2026-11-22T08:00:00Z"
                        ontext={props.act.reform(|text| Action::AsOfChosen(AsOf::At(text)))}
                        problems={props.problem.map(str::to_owned).into_iter().collect::<Vec<_>>()} />
                } else {
                    <p class="hint">{ &props.at }{ props.problem.map(|text| format!(". {text}")) }</p>
                }
            </div>
            <TextField id="workspace-sent" label="Workspace sent" value={props.workspace.clone()}
                example="wrkspc_… or default" hint="workspace_id of the exchange; empty where it is not sent."
                ontext={props.act.reform(Action::WorkspaceTyped)} />
        </div>
    }
}

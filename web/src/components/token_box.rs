//! The box that a token is pasted into. The state never holds what stands in it.

use super::input::{Act, text_of_event};
use crate::platform::page::TOKEN_BOX;
use crate::state::Action;
use keyless_core::secret::IdentityToken;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) act: Act,
}

/// The token's box: not controlled, without a name, kept by no form and no spelling check.
#[component]
pub(crate) fn TokenBox(props: &Props) -> Html {
    let oninput =
        props.act.reform(|event: InputEvent| Action::TokenTyped(IdentityToken::new(text_of_event(&event))));
    html! {
        <div class="field token-field">
            <div class="label-line">
                <label for={TOKEN_BOX}>{ "Token" }</label>
                <span class="need">{ "paste or drop a file; read here, never kept" }</span>
            </div>
            <textarea id={TOKEN_BOX} rows="4" {oninput} autocomplete="off" autocapitalize="off" spellcheck="false"
                placeholder="eyJhbGciOiJSUzI1NiIsImtpZCI6… or its claims as JSON" />
        </div>
    }
}

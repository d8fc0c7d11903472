//! The platforms to choose from.

use super::input::{Act, click};
use super::prose::prose;
use crate::state::Action;
use keyless_core::providers::Provider;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) providers: &'static [&'static Provider],
    pub(crate) act: Act,
}

/// The platforms, and the way by a token.
#[component]
pub(crate) fn Gallery(props: &Props) -> Html {
    html! {
        <ul class="gallery">
            { for props.providers.iter().copied().map(|provider| {
                let onclick = click(&props.act, move || Action::ProviderChosen(provider));
                html! { <li><button type="button" {onclick}>
                    <b>{ provider.name }</b><small>{ prose(provider.use_when) }</small>
                </button></li> }
            }) }
            <li><button type="button" onclick={click(&props.act, || Action::TokenFirst(true))}>
                <b>{ "I have a token" }</b><small>{ "Its claims say where it comes from, and fill the form." }</small>
            </button></li>
        </ul>
    }
}

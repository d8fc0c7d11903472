//! The token as decoded: header and payload each in its colour, the signature hidden.

use super::prose::prose;
use crate::state::derive::Reading;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) reading: Option<Reading>,
}

/// The token as decoded.
#[component]
pub(crate) fn TokenReading(props: &Props) -> Html {
    let Some(reading) = &props.reading else { return html! {} };
    html! {
        <>
            <p class="token-about">{ &reading.about }</p>
            if !reading.problems.is_empty() {
                <ul class="problems" aria-label="Problems of the token">
                    { for reading.problems.iter().map(|text| html! {
                        <li class="note warning"><span class="sign" aria-hidden="true">{ "!" }</span><span>{ prose(text) }</span></li>
                    }) }
                </ul>
            }
            <details class="decoded">
                <summary>{ "Decoded header and payload" }</summary>
                <div class="decoded-parts">
                    if let Some(header) = &reading.header {
                        <pre class="part-header" tabindex="0" role="group" aria-label="Header">{ header }</pre>
                    }
                    <pre class="part-payload" tabindex="0" role="group" aria-label="Payload">{ &reading.payload }</pre>
                    <p class="part-signature">{ reading.signature }</p>
                </div>
            </details>
        </>
    }
}

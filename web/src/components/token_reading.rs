//! The token as decoded: header and payload each in its colour, the signature hidden.

use super::prose::prose;
use crate::state::derive::Reading;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) reading: Option<Reading>,
}

/// What the token is, and what is wrong with it.
#[component]
pub(crate) fn TokenAbout(props: &Props) -> Html {
    let Some(reading) = &props.reading else { return html! { <p class="token-about" /> } };
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
        </>
    }
}

/// What the token says.
#[component]
pub(crate) fn TokenReading(props: &Props) -> Html {
    html! {
        <section class="card" aria-labelledby="decoded-title">
            <header><h2 id="decoded-title">{ "Decoded" }</h2><span>{ "header, payload, signature" }</span></header>
            if let Some(reading) = &props.reading {
                <div class="decoded" tabindex="0" role="group" aria-labelledby="decoded-title">
                    if let Some(header) = &reading.header {
                        <pre class="part-header">{ header }</pre>
                    }
                    <pre class="part-payload">{ &reading.payload }</pre>
                    <p class="part-signature">{ reading.signature }</p>
                </div>
            } else {
                <p class="pad empty">{ "Header and claims stand here once a token is pasted; its signature is never shown." }</p>
            }
        </section>
    }
}

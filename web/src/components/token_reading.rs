//! The token as decoded: header and payload each in its colour, the signature hidden.

use super::code_block::CopyButton;
use super::input::Act;
use super::prose::{prose, typeset};
use crate::state::derive::Reading;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct AboutProps {
    pub(crate) reading: Option<Reading>,
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) reading: Option<Reading>,
    pub(crate) act: Act,
}

/// What the token is, and what is wrong with it.
#[component]
pub(crate) fn TokenAbout(props: &AboutProps) -> Html {
    let Some(reading) = &props.reading else { return html! { <p class="token-about" /> } };
    html! {
        <>
            <p class="token-about">{ typeset(&reading.about) }</p>
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
                <div class="decoded">
                    if let Some(header) = &reading.header {
                        { part("header", "Header", header, &props.act) }
                    }
                    { part("payload", "Payload", &reading.payload, &props.act) }
                    <p class="part-signature">{ reading.signature }</p>
                </div>
            } else {
                <p class="pad empty">{ "Header and claims stand here once a token is pasted; its signature is never shown." }</p>
            }
        </section>
    }
}

/// One part, in its colour.
fn part(name: &'static str, title: &'static str, json: &str, act: &Act) -> Html {
    let id = format!("decoded-{name}");
    html! {
        <>
            <div class="part-line">
                <h3 id={id.clone()}>{ title }</h3>
                <CopyButton text={json.to_owned()} act={act.clone()} about={AttrValue::from(id)} />
            </div>
            <pre class={format!("part-{name}")}>{ json }</pre>
        </>
    }
}

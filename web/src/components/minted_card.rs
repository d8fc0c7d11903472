//! What the exchange would mint, on a timeline.

use crate::state::derive::MintedView;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) minted: Option<MintedView>,
}

/// What the exchange would mint.
#[component]
pub(crate) fn MintedCard(props: &Props) -> Html {
    html! {
        <section class="card" aria-labelledby="minted-title">
            <header><h2 id="minted-title">{ "What would be minted" }</h2></header>
            <div class="pad">
                if let Some(minted) = &props.minted {
                    <dl class="facts">{ for minted.rows.iter().map(|(name, value)| html! {
                        <><dt>{ *name }</dt><dd>{ value }</dd></>
                    }) }</dl>
                    { line(minted) }
                    <ol class="points">{ for minted.points.iter().map(|point| html! {
                        <li><b>{ &point.when }</b>{ " " }{ point.what }</li>
                    }) }</ol>
                } else {
                    <p class="empty">{ "Nothing: the exchange is denied, or there is not enough to tell." }</p>
                }
            </div>
        </section>
    }
}

/// The length of the line, in the drawing's own units.
const LENGTH: u64 = 600;

fn line(minted: &MintedView) -> Html {
    let place = |at: u64| 10 + at.saturating_mul(LENGTH) / minted.lifetime.max(1);
    html! {
        <svg class="timeline" viewBox="0 0 620 20" aria-hidden="true" focusable="false">
            <line x1="10" y1="10" x2="610" y2="10" />
            { for minted.points.iter().map(|point| html! {
                <circle cx={place(point.at).to_string()} cy="10" r="5" />
            }) }
        </svg>
    }
}

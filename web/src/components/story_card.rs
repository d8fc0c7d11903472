//! How identity tokens and access tokens play together over time.

use super::prose::{prose, typeset};
use crate::state::derive::Story;
use keyless_core::calendar::duration;
use keyless_core::plan::Timeline;
use keyless_core::plan::timeline::{Conclusion, Exchange, Span};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) story: Story,
}

/// The story: its conclusion, a picture, and the picture in words.
#[component]
pub(crate) fn StoryCard(props: &Props) -> Html {
    let Story { timeline, replay } = &props.story;
    let (tone, sign) = match timeline.conclusion {
        Conclusion::Works => ("good", "✓"),
        Conclusion::OneProcess | Conclusion::SecondDoubtful => ("open", "!"),
        Conclusion::SecondRefused | Conclusion::NoneTaken => ("bad", "✕"),
    };
    html! {
        <section class="card story" aria-labelledby="story-title">
            <header>
                <h2 id="story-title">{ "Tokens over time" }</h2>
                if timeline.unverified {
                    <span>{ "lifetimes not confirmed by the platform" }</span>
                }
            </header>
            <div class="pad">
                <p class={classes!("conclusion", tone)}>
                    <span class="sign" aria-hidden="true">{ sign }{ " " }</span>
                    <b>{ timeline.conclusion.words() }</b>{ ": " }{ prose(&timeline.because) }{ "." }
                </p>
                if !timeline.change.is_empty() {
                    <p class="hint">{ prose(&timeline.change) }</p>
                }
                { picture(timeline) }
                <details>
                    <summary>{ "The same in words" }</summary>
                    <ol class="moments">{ for timeline.moments().iter().map(|moment| html! {
                        <li><b>{ &moment.when }</b><span>{ typeset(&moment.what) }</span></li>
                    }) }</ol>
                </details>
                if !replay.is_empty() {
                    <p class="replay hint">{ prose(replay) }</p>
                }
            </div>
        </section>
    }
}

fn picture(timeline: &Timeline) -> Html {
    let end = duration(i64::try_from(timeline.end).unwrap_or(i64::MAX));
    html! {
        <div class="lanes">
            <span>{ "Identity tokens" }</span>
            { lane("identity", &timeline.identity, &timeline.exchanges, timeline.end) }
            <span>{ "Access tokens" }</span>
            { lane("access", &timeline.access, &timeline.exchanges, timeline.end) }
            <p class="axis">
                <span>{ "0" }</span>
                <span class="key"><i class="stroke" aria-hidden="true" />{ "an exchange" }</span>
                if timeline.exchanges.iter().any(|exchange| exchange.refused.is_some()) {
                    <span class="key"><i class="stroke refused" aria-hidden="true" />{ "refused" }</span>
                }
                <span>{ end }</span>
            </p>
        </div>
    }
}

/// The length of a lane, in the drawing's own units; it is stretched to the room that there is.
const LENGTH: u64 = 1000;
/// The height of a token.
const HEIGHT: u64 = 10;

/// Tokens that overlap stand in two rows by turns.
fn lane(kind: &'static str, tokens: &[Span], exchanges: &[Exchange], end: u64) -> Html {
    let place = |at: u64| at.min(end).saturating_mul(LENGTH) / end.max(1);
    let rows = if tokens.len() > 1 { 2 } else { 1 };
    let height = rows * (HEIGHT + 2) + 2;
    html! {
        <svg class={classes!("lane", kind, (rows == 2).then_some("two"))} viewBox={format!("0 0 {LENGTH} {height}")}
            preserveAspectRatio="none" aria-hidden="true" focusable="false">
            { for tokens.iter().zip(0_u64..).map(|(token, index)| {
                let (from, to) = (place(token.start), place(token.end));
                html! {
                    <rect x={from.to_string()} y={(2 + index % rows * (HEIGHT + 2)).to_string()} height={HEIGHT.to_string()}
                        width={to.saturating_sub(from).max(3).to_string()} />
                }
            }) }
            { for exchanges.iter().map(|exchange| {
                let x = place(exchange.at).clamp(2, LENGTH - 2).to_string();
                html! {
                    <line x1={x.clone()} x2={x} y1="0" y2={height.to_string()} class={exchange.refused.map(|_| "refused")} />
                }
            }) }
        </svg>
    }
}

//! The answer about surroundings in one line.

use super::prose::prose;
use crate::platform::page;
use keyless_core::answer::{Headline, Tone};
use yew::prelude::*;

/// What is to be removed, to jump to.
pub(crate) const REMOVALS: &str = "removals";

/// A tone's class, and the sign that goes with its colour.
pub(crate) const fn tone(tone: Tone) -> (&'static str, &'static str) {
    match tone {
        Tone::Good => ("good", "✓"),
        Tone::Caution => ("caution", "!"),
        Tone::Bad => ("bad", "✕"),
        Tone::Neutral => ("open", "?"),
    }
}

/// A word with its tone.
pub(crate) fn mark(word: &str, of: Tone) -> Html {
    let class = match of {
        Tone::Good => "good",
        Tone::Caution => "open",
        Tone::Bad => "bad",
        Tone::Neutral => "mute",
    };
    html! { <span class={classes!("tag", class)}>{ word }</span> }
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// None before anything was read.
    pub(crate) headline: Option<Headline>,
    /// Whether there is something to remove.
    pub(crate) removals: bool,
}

/// The answer: a region named like that of the bench, whose heading is the answer alone.
#[component]
pub(crate) fn HeadlineBanner(props: &Props) -> Html {
    let (class, sign) = tone(props.headline.as_ref().map_or(Tone::Neutral, |headline| headline.tone));
    let show = Callback::from(|_: MouseEvent| page::focus(REMOVALS));
    html! {
        <section class={classes!("verdict", class)} aria-label="Verdict">
            <span class="sign" aria-hidden="true">{ sign }</span>
            <div>
                if let Some(headline) = &props.headline {
                    <h2>{ &headline.title }</h2>
                    <p>{ prose(&headline.about) }</p>
                } else {
                    <h2>{ "Nothing to judge yet" }</h2>
                    <p>{ "Once something is pasted or dropped below, the credential that each client would use stands here." }</p>
                }
            </div>
            if props.removals {
                <div class="ways"><button type="button" class="primary" onclick={show}>{ "Show what to unset" }</button></div>
            }
        </section>
    }
}

/// The same for another tool: a title, and more about it.
pub(crate) fn verdict(of: Tone, title: &str, about: &str) -> Html {
    let (class, sign) = tone(of);
    html! {
        <section class={classes!("verdict", class)} aria-label="Verdict">
            <span class="sign" aria-hidden="true">{ sign }</span>
            <div><h2>{ title }</h2><p>{ prose(about) }</p></div>
        </section>
    }
}

//! The verdict in one line.

use super::input::{Act, click};
use super::prose::prose;
use crate::state::derive::{Banner, Tone};
use crate::state::{Action, Desk};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) banner: Banner,
    pub(crate) desk: Desk,
    pub(crate) act: Act,
}

/// The verdict: a region of this name, whose heading is the verdict alone.
#[component]
pub(crate) fn VerdictBanner(props: &Props) -> Html {
    let banner = &props.banner;
    let (tone, sign) = match banner.tone {
        Tone::Good => ("good", "✓"),
        Tone::Bad => ("bad", "✕"),
        Tone::Open => ("open", "?"),
    };
    let mend = banner.mend.as_ref().map(|mend| {
        let (edits, desk) = (mend.edits.clone(), props.desk);
        let onclick = click(&props.act, move || Action::Edited(desk, edits.clone()));
        html! { <button type="button" class="primary" {onclick}>{ &mend.title }</button> }
    });
    html! {
        <section class={classes!("verdict", tone)} aria-label="Verdict">
            <span class="sign" aria-hidden="true">{ sign }</span>
            <div>
                <h2>{ &banner.heading }</h2>
                <p>{ prose(&banner.why) }</p>
                if !banner.service.is_empty() {
                    <p class="service">{ &banner.service }</p>
                }
            </div>
            { mend }
        </section>
    }
}

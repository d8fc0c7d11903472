//! The verdict in one line.

use super::checks_table::row_id;
use super::input::{Act, click};
use super::prose::{prose, typeset};
use crate::platform::page;
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
        html! {
            <button type="button" class="primary" aria-label={mend.title.clone()} {onclick}>{ typeset(&mend.title) }</button>
        }
    });
    let check = banner.check.map(|check| {
        let onclick = Callback::from(move |_: MouseEvent| page::focus(&row_id(check)));
        html! { <button type="button" {onclick}>{ format!("Show the check: {}", typeset(check.title())) }</button> }
    });
    html! {
        <section class={classes!("verdict", tone)} aria-label="Verdict">
            <span class="sign" aria-hidden="true">{ sign }</span>
            <div>
                <h2>{ &banner.heading }</h2>
                <p>{ prose(&banner.why) }</p>
                if !banner.service.is_empty() {
                    <p class="service">{ typeset(&banner.service) }</p>
                }
            </div>
            <div class="ways">{ mend }{ check }</div>
        </section>
    }
}

//! Frameworks, gateways and tools in front of the API: who uses a client's chain, and who needs a key.

use super::input::{Act, text_of_event};
use super::prose::prose;
use super::rested::use_rested;
use crate::state::around::Around;
use crate::state::derive::{self, Known};
use crate::state::{Action, Shared};
use keyless_core::compat::{Takes, Under};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) around: Shared<Around>,
    /// What is searched for.
    pub(crate) search: AttrValue,
    pub(crate) act: Act,
}

/// Those that were named, and whatever is searched for.
#[component]
pub(crate) fn Frameworks(props: &Props) -> Html {
    let all = use_state_eq(|| false);
    let searched = !props.search.trim().is_empty();
    let known = use_memo((props.around.clone(), props.search.clone()), |(around, search)| {
        derive::frameworks(around, search)
    });
    let shown: Vec<&Known> = known.iter().filter(|(_, at)| *all || searched || at.is_some()).collect();
    let count = if searched { format!("{} found", known.len()) } else { String::new() };
    let announced = use_rested(&count);
    let oninput = props.act.reform(|event: InputEvent| Action::FrameworkSought(text_of_event(&event)));
    let show = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(!*all))
    };
    html! {
        <section class="card compat" aria-labelledby="compat-title">
            <header><h2 id="compat-title">{ "Frameworks and gateways" }</h2></header>
            <div class="pad">
                <p class="hint">
                    { "What stands between a program and the API decides whether the order above applies at all. Those that are \
                       named in what was read stand here; others can be looked up." }
                </p>
                <div class="find-framework">
                    <div class="field">
                        <div class="label-line">
                            <label for="find-framework">{ "Find a framework or gateway" }</label>
                            <span class="need">{ &count }</span>
                        </div>
                        <input id="find-framework" type="search" value={props.search.clone()} {oninput} autocomplete="off"
                            spellcheck="false" placeholder="langchain, litellm, spring…" />
                    </div>
                    if !searched {
                        <button type="button" aria-expanded={all.to_string()} onclick={show}>
                            { if *all { "Show those named alone".to_owned() } else { format!("Show all {}", known.len()) } }</button>
                    }
                </div>
                <p class="off-screen" role="status" aria-live="polite">{ announced }</p>
            </div>
            if searched && known.is_empty() {
                <p class="pad empty">{ "Nothing here goes by that. What could not be found out is not listed." }</p>
            }
            if !shown.is_empty() {
                <table class="compat-table" aria-label="Frameworks and gateways">
                    <thead><tr>
                        <th scope="col">{ "Name" }</th><th scope="col">{ "Takes" }</th>
                        <th scope="col">{ "What was found, and the way round" }</th>
                    </tr></thead>
                    <tbody>{ for shown.into_iter().map(line) }</tbody>
                </table>
            }
        </section>
    }
}

fn line((entry, at): &Known) -> Html {
    let tone = match entry.takes {
        Takes::Chain | Takes::Federates => "good",
        Takes::ChainUnless => "open",
        Takes::Key => "bad",
        Takes::Cloud | Takes::Nothing => "mute",
    };
    let under = match entry.under {
        Under::Sdk(client) => Some(client.name),
        Under::Entry(slug) => keyless_core::compat::find(slug).map(|entry| entry.name),
        Under::Own => None,
    };
    html! {
        <tr key={entry.slug} class={classes!(at.is_some().then_some("named"))}>
            <th scope="row">
                { entry.name }
                <small>{ [entry.kind.title(), entry.language, entry.version].into_iter().filter(|part| !part.is_empty())
                    .collect::<Vec<_>>().join(" · ") }</small>
                if let Some((file, line)) = at { <small class="where">{ format!("named in {file}, line {line}") }</small> }
            </th>
            <td>
                <span class={classes!("tag", tone)}>{ prose(entry.takes.words()) }</span>
                if let Some(under) = under { <small>{ format!("under it: {under}") }</small> }
            </td>
            <td>
                <p>{ prose(entry.how) }</p>
                if let Some(way) = entry.way { <p>{ prose(way) }</p> }
                if !entry.outranks.is_empty() { <p>{ "Goes before federation: " }{ prose(entry.outranks) }</p> }
                <small>
                    { format!("{}, {}: ", entry.evidence.words(), entry.read) }
                    { for entry.sources.iter().enumerate().map(|(index, source)| html! {
                        <>if index > 0 { { ", " } }<a href={*source} rel="noreferrer">{ host(source) }</a></>
                    }) }
                </small>
            </td>
        </tr>
    }
}

/// What a link is called: the part of its address that tells it from others.
fn host(address: &str) -> &str {
    address.trim_start_matches("https://").trim_end_matches('/')
}

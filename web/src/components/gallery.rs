//! The platforms to choose from.

use super::input::{Act, click, text_of_event};
use super::prose::prose;
use super::rested::use_rested;
use crate::platform::page::{self, FIND_BOX};
use crate::state::Action;
use crate::state::derive::{self, Way};
use keyless_core::providers::{Group, Provider};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// What is searched for.
    pub(crate) search: AttrValue,
    pub(crate) act: Act,
}

/// The first tile found, to which the search box leads.
const FIRST: &str = "first-platform";

/// The platforms by what they are, the search for one, and the way by a token.
#[component]
pub(crate) fn Gallery(props: &Props) -> Html {
    let groups = use_memo(props.search.clone(), |search| derive::gallery(search));
    let act = &props.act;
    let found: usize = groups.iter().map(|(_, ways)| ways.len()).sum();
    let searched = !props.search.trim().is_empty();
    let count = match (searched, found) {
        (false, _) => String::new(),
        (true, 0) => "No platform found".to_owned(),
        (true, 1) => "1 platform found".to_owned(),
        (true, _) => format!("{found} platforms found"),
    };
    let announced = use_rested(&count);
    let oninput = act.reform(|event: InputEvent| Action::PlatformSought(text_of_event(&event)));
    let only = match groups.as_slice() {
        [(_, ways)] if ways.len() == 1 && searched => ways.first().copied(),
        _ => None,
    };
    let onkeydown = {
        let act = act.clone();
        Callback::from(move |event: KeyboardEvent| match (event.key().as_str(), only) {
            ("Enter", Some(way)) => act.emit(Action::TileChosen(way.provider, way.tile)),
            ("Enter" | "ArrowDown", _) => {
                event.prevent_default();
                page::focus(FIRST);
            }
            _ => {}
        })
    };
    html! {
        <div class="platforms">
            <div class="find-line">
                <div class="field find-box">
                    <div class="label-line">
                        <label for={FIND_BOX}>{ "Find a platform" }</label>
                        <span class="need">{ &count }</span>
                    </div>
                    <input id={FIND_BOX} type="search" value={props.search.clone()} {oninput} {onkeydown}
                        placeholder="lambda, k8s, pipelines…" autocomplete="off" autocapitalize="off" spellcheck="false" />
                </div>
                <button type="button" class="tile by-token" onclick={click(act, || Action::TokenFirst(true))}>
                    <b>{ "I have a token" }</b>
                    <small>{ "Its claims fill the form, even when nobody here knows its platform." }</small>
                </button>
            </div>
            <p class="off-screen" role="status" aria-live="polite">{ announced }</p>
            // A list of its own: one that grows and shrinks beside the search box would take the box, and the focus, with it.
            <div>
                { for groups.iter().enumerate().map(|(index, (group, ways))| section(*group, ways, index == 0, act)) }
            </div>
            if groups.is_empty() { { nothing(derive::last_resort(), act) } }
        </div>
    }
}

fn section(group: Group, ways: &[Way], first: bool, act: &Act) -> Html {
    html! {
        <section key={group.title()} aria-label={group.title()}>
            <h3>{ group.title() }</h3>
            <ul class="gallery">
                { for ways.iter().copied().enumerate().map(|(index, way)| {
                    let onclick = click(act, move || Action::TileChosen(way.provider, way.tile));
                    html! { <li key={way.tile.name}>
                        <button type="button" class="tile" id={(first && index == 0).then_some(FIRST)} {onclick}>
                            <b>{ way.tile.name }</b><small>{ prose(way.tile.use_when) }</small>
                        </button>
                    </li> }
                }) }
            </ul>
        </section>
    }
}

/// What to do where nothing is found.
fn nothing(last_resort: Option<&'static Provider>, act: &Act) -> Html {
    let way = last_resort.and_then(|provider| Some((provider, provider.tiles.first()?)));
    html! {
        <div class="card nothing"><div class="pad empty-step">
            <p>{ "No platform here goes by that. Any issuer of OpenID Connect tokens will do, though: paste one of its tokens, \
                which says most of what the rule needs" }
                { if way.is_some() { ", or fill in its address by hand." } else { "." } }</p>
            <p class="buttons">
                <button type="button" id={FIRST} class="primary" onclick={click(act, || Action::TokenFirst(true))}>
                    { "Paste a token" }</button>
                if let Some((provider, tile)) = way {
                    <button type="button" onclick={click(act, move || Action::TileChosen(provider, tile))}>{ tile.name }</button>
                }
                <button type="button" onclick={click(act, || Action::PlatformSought(String::new()))}>{ "Show every platform" }</button>
            </p>
        </div></div>
    }
}

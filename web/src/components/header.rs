//! The head of the page.

use super::input::{Act, click, text_of_event};
use crate::platform::page;
use crate::state::{Action, Panel, Theme};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) theme: Theme,
    pub(crate) drawer: bool,
    pub(crate) act: Act,
}

/// Logo, purpose, seal, theme and help.
#[component]
pub(crate) fn Header(props: &Props) -> Html {
    let open = !props.drawer;
    let onchange =
        props.act.reform(|event: Event| Action::ThemeChosen(Theme::from_name(&text_of_event(&event))));
    html! {
        <header class="top">
            <button id={page::MENU} type="button" class="menu" aria-expanded={props.drawer.to_string()} aria-controls={page::RAIL}
                onclick={click(&props.act, move || Action::DrawerShown(open))}>
                <span class="off-screen">{ "Menu" }</span>
                <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" focusable="false">
                    <path d="M2 4.5h14M2 9h14M2 13.5h14" fill="none" stroke="currentColor" stroke-width="1.6" />
                </svg>
            </button>
            <div class="brand">
                <svg class="keyhole" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
                    <circle cx="10" cy="7.2" r="4.4" fill="none" stroke="currentColor" stroke-width="1.8" />
                    <path d="M8.3 11.2 7 18h6l-1.3-6.8" fill="none" stroke="currentColor" stroke-width="1.8"
                        stroke-linejoin="round" />
                </svg>
                { "Keyless" }
            </div>
            <p class="purpose">{ "Move off static Claude API keys" }</p>
            <button type="button" class="seal" aria-haspopup="dialog"
                onclick={click(&props.act, || Action::PanelShown(Some(Panel::Seal)))}>
                <span class="lamp" aria-hidden="true" />
                <span>{ "Sealed page" }<span class="wide">{ ": it can make no network request" }</span></span>
            </button>
            <label class="off-screen" for="theme">{ "Theme" }</label>
            <select id="theme" class="theme" {onchange}>
                { for Theme::ALL.into_iter().map(|theme| html! {
                    <option value={theme.as_str()} selected={theme == props.theme}>{ theme.label() }</option>
                }) }
            </select>
            <button type="button" class="help" aria-haspopup="dialog" aria-label="Help and shortcuts"
                onclick={click(&props.act, || Action::PanelShown(Some(Panel::Help)))}>{ "?" }</button>
        </header>
    }
}

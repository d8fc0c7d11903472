//! The panels over the page: the seal, and help.

use super::input::Act;
use crate::platform;
use crate::state::{Action, Panel};
use web_sys::HtmlDialogElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) panel: Option<Panel>,
    pub(crate) act: Act,
}

/// The open panel; the browser keeps the focus inside it and gives it back afterwards.
#[component]
pub(crate) fn Panels(props: &Props) -> Html {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with(props.panel, move |panel| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                platform::page::show_dialog(&dialog, panel.is_some());
            }
        });
    }
    let onclose = props.act.reform(|_: Event| Action::PanelShown(None));
    let close = props.act.reform(|_: MouseEvent| Action::PanelShown(None));
    html! {
        <dialog ref={dialog} {onclose} aria-labelledby="panel-title">
            { match props.panel {
                Some(Panel::Seal) => seal(),
                Some(Panel::Help) => help(),
                None => html! {},
            } }
            <button type="button" class="close" onclick={close}>{ "Close" }</button>
        </dialog>
    }
}

fn seal() -> Html {
    let policy = platform::page::policy();
    html! {
        <>
            <h2 id="panel-title">{ "Sealed page" }</h2>
            <p>{ "The page is one file. Its own policy, which the browser enforces from the first byte on, forbids every \
                network request: what you paste cannot leave it." }</p>
            if let Some(policy) = policy {
                <ul class="policy">
                    { for policy.split(';').map(str::trim).filter(|rule| !rule.is_empty()).map(|rule| html! {
                        <li><code>{ rule }</code></li>
                    }) }
                </ul>
            } else {
                <p class="note warning"><span class="sign" aria-hidden="true">{ "!" }</span>
                    <span>{ "This copy carries no policy: it was not built as the sealed page. Do not paste live tokens here." }</span></p>
            }
            <h3>{ "How to check it" }</h3>
            <ol>
                <li>{ "View the page’s source: the policy stands right after the character set, and names script and style by their hash." }</li>
                <li>{ "Open the browser’s developer tools, Network, and use the page: no line appears." }</li>
                <li>{ "Save this page, switch the network off, and open the file: it works the same." }</li>
                <li>{ "Build the page from its sources: the same commit gives the same bytes." }</li>
            </ol>
            <p class="hint">{ "A policy does not cover what the browser itself keeps of a box, nor extensions that read pages. \
                For a live token, use a window without extensions." }</p>
        </>
    }
}

fn help() -> Html {
    let keys = [
        ("?", "This help"),
        ("g p", "Paste anything"),
        ("g b", "Token bench"),
        ("g c", "Which credential wins"),
        ("g a", "Audit existing rules"),
        ("g l", "Learn a rule"),
        ("g d", "Compare two rules"),
        ("g w", "The workload"),
        ("/", "Find a platform, where they are listed"),
        ("1 … 6", "A step of the workload"),
        ("Esc", "Close a panel or the menu"),
    ];
    html! {
        <>
            <h2 id="panel-title">{ "Help" }</h2>
            <p>{ "Paste what you have: a token, a rule, a key set. It is named first, then led to the right place. Every \
                answer is worked out in this page." }</p>
            <h3>{ "Shortcuts, outside text boxes" }</h3>
            <dl class="facts">{ for keys.into_iter().map(|(key, what)| html! {
                <><dt><kbd>{ key }</kbd></dt><dd>{ what }</dd></>
            }) }</dl>
            <h3>{ "What is kept" }</h3>
            <p>{ "The plan is kept in this browser’s storage, so that its ticks are there next week. Tokens are not: they \
                stay in their box until the page is closed. \u{201c}Forget everything\u{201d} empties both." }</p>
        </>
    }
}

//! Text of the engine, in which backticks set code apart.

use yew::prelude::*;

/// Draws a text; what stands between backticks is code.
pub(crate) fn prose(text: &str) -> Html {
    text.split('`')
        .enumerate()
        .map(|(index, part)| {
            if index % 2 == 1 {
                html! { <code>{ part }</code> }
            } else {
                html! { { part } }
            }
        })
        .collect()
}

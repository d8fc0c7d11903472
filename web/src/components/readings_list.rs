//! What was read: each text with what it was taken for.

use super::input::{Act, click};
use super::prose::prose;
use crate::platform::page::{self, AROUND_BOX};
use crate::state::around::{Around, Text, size, too_long};
use crate::state::{Action, Shared};
use keyless_core::surroundings::Format;
use yew::prelude::*;

/// The heading above the list.
pub(crate) const READ: &str = "read-title";

/// Most notes of one text that are drawn.
const MOST_NOTES: usize = 10;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) around: Shared<Around>,
    pub(crate) act: Act,
}

/// The list of texts.
#[component]
pub(crate) fn ReadingsList(props: &Props) -> Html {
    html! {
        <ul class="readings" aria-label="What was read">
            { for props.around.texts().map(|(id, text)| one(id, text, &props.act)) }
        </ul>
    }
}

fn one(id: Option<u32>, text: &Text, act: &Act) -> Html {
    let onclick = match id {
        Some(id) => click(act, move || {
            // The button goes with its file: the focus goes on from the heading.
            page::focus(READ);
            Action::FileDropped(id)
        }),
        None => click(act, || {
            page::replace_text(AROUND_BOX, "");
            page::focus(AROUND_BOX);
            Action::SurroundingsRead(None, 0)
        }),
    };
    let reading = text.reading.as_deref();
    let found = reading.map_or(0, |reading| reading.findings.len());
    let (tone, format) = match reading.map(|reading| reading.format) {
        Some(Format::Unknown) => ("open", "unknown format"),
        Some(format) => ("good", format.name()),
        None => ("bad", "not read"),
    };
    let unread = reading.map(|reading| reading.unread.as_slice()).unwrap_or_default();
    html! {
        <li key={id.map_or_else(|| "box".to_owned(), |id| id.to_string())}>
            <p class="reading-line">
                <b>{ &text.name }</b>
                <span class={classes!("tag", tone)}>{ format }</span>
                <span class="hint">
                    { match found { 1 => "1 setting".to_owned(), _ => format!("{found} settings") } }{ " · " }{ size(text.bytes) }
                </span>
                <button type="button" class="small plain" aria-label={format!("Remove {}", text.name)} {onclick}>{ "Remove" }</button>
            </p>
            if let Some(message) = too_long(text) {
                <p class="note refused"><span class="sign" aria-hidden="true">{ "✕" }</span><span>{ message }</span></p>
            }
            if !unread.is_empty() {
                <details class="unread">
                    <summary>{ match unread.len() {
                        1 => "1 line was not understood".to_owned(),
                        many => format!("{many} lines were not understood"),
                    } }</summary>
                    <ul>
                        { for unread.iter().take(MOST_NOTES).map(|note| html! {
                            <li>{ format!("Line {}: ", note.line) }{ prose(&note.message) }</li>
                        }) }
                        if unread.len() > MOST_NOTES { <li>{ format!("and {} more", unread.len() - MOST_NOTES) }</li> }
                    </ul>
                </details>
            }
        </li>
    }
}

//! What is refused or loose in a draft, worst first.

use super::field::mend;
use super::input::Act;
use super::prose::prose;
use crate::state::derive::{Level, Note};
use crate::state::{Desk, Shared};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) notes: Shared<Vec<Note>>,
    pub(crate) desk: Desk,
    pub(crate) act: Act,
}

/// The table of findings.
#[component]
pub(crate) fn FindingsTable(props: &Props) -> Html {
    let mends = (props.act.clone(), props.desk);
    html! {
        <section class="card" aria-labelledby="findings-title">
            <header>
                <h2 id="findings-title">{ "Findings about the rule" }</h2>
                <span>{ if props.notes.is_empty() { "none".to_owned() } else { props.notes.len().to_string() } }</span>
            </header>
            { findings_table(&props.notes, Some(&mends)) }
        </section>
    }
}

/// The table by itself; without a draft to apply them to, nothing offers its mend.
pub(crate) fn findings_table(notes: &[Note], mends: Option<&(Act, Desk)>) -> Html {
    html! {
        <table class="findings" aria-label="Findings">
            <thead><tr><th scope="col">{ "Level" }</th><th scope="col">{ "Finding" }</th></tr></thead>
            <tbody>
                { for notes.iter().map(|note| line(note, mends)) }
                if notes.is_empty() {
                    <tr><td class="empty" colspan="2">
                        { "Nothing stands out. What the service would refuse, and what lets others in, is listed here." }
                    </td></tr>
                }
            </tbody>
        </table>
    }
}

fn line(note: &Note, mends: Option<&(Act, Desk)>) -> Html {
    let (tone, sign) = match note.level {
        Level::Refused | Level::Error => ("bad", "✕"),
        Level::Warning => ("open", "!"),
        Level::Info => ("mute", "i"),
    };
    html! {
        <tr>
            <td><span class={classes!("tag", tone)}><span aria-hidden="true">{ sign }{ " " }</span>{ note.level.word() }</span></td>
            <td>
                <p class="where"><code>{ note.field.to_string() }</code>
                    if !note.code.is_empty() { <code class="finding-code">{ note.code }</code> }</p>
                <p>{ prose(&note.message) }</p>
                if !note.part.is_empty() {
                    <p class="hint">{ "The part that it is about: " }<mark>{ &note.part }</mark></p>
                }
                { for note.more.iter().map(|text| html! { <p class="hint">{ prose(text) }</p> }) }
                { mend(note, mends) }
            </td>
        </tr>
    }
}

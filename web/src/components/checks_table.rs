//! Every check in the service's order.

use super::diff_text::diff_text;
use super::input::{Act, click};
use super::prose::prose;
use crate::state::derive::{CheckRow, Mark};
use crate::state::{Action, Desk};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) rows: Vec<CheckRow>,
    pub(crate) desk: Desk,
    pub(crate) act: Act,
}

/// The table of checks.
#[component]
pub(crate) fn ChecksTable(props: &Props) -> Html {
    let count = |mark| props.rows.iter().filter(|row| row.mark == mark).count();
    let tally = [(Mark::Pass, "pass"), (Mark::Fail, "fail"), (Mark::Unknown, "not known")]
        .map(|(mark, word)| (count(mark), word))
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}"))
        .collect::<Vec<_>>()
        .join(" · ");
    html! {
        <section class="card" aria-labelledby="checks-title">
            <header><h2 id="checks-title">{ "The service’s checks, in order" }</h2><span>{ tally }</span></header>
            <table class="checks" aria-label="Checks">
                <thead><tr>
                    <th scope="col">{ "Check" }</th><th scope="col">{ "Expected" }</th>
                    <th scope="col">{ "Found" }</th><th scope="col">{ "Outcome" }</th>
                </tr></thead>
                <tbody>{ for props.rows.iter().map(|row| line(row, props)) }</tbody>
            </table>
        </section>
    }
}

fn line(row: &CheckRow, props: &Props) -> Html {
    let (tone, sign) = match row.mark {
        Mark::Pass => ("good", "✓"),
        Mark::Fail => ("bad", "✕"),
        Mark::Unknown => ("open", "?"),
        Mark::NotAsked => ("mute", "–"),
    };
    let mend = row.mend.as_ref().map(|mend| {
        let (edits, desk) = (mend.edits.clone(), props.desk);
        let onclick = click(&props.act, move || Action::Edited(desk, edits.clone()));
        html! { <button type="button" class="small" {onclick}>{ &mend.title }</button> }
    });
    let reason = row.reason.map(|reason| html! { <code>{ reason.as_str() }</code> });
    html! {
        <tr key={row.id.as_str()} class={tone}>
            <th scope="row">
                { row.title }
                if !row.message.is_empty() {
                    <p>{ prose(&row.message) }</p>
                }
            </th>
            <td class="value" data-label="Expected">{ diff_text(&row.expected) }</td>
            <td class="value" data-label="Found">{ diff_text(&row.found) }</td>
            <td class="outcome">
                <span class={classes!("tag", tone)}><span aria-hidden="true">{ sign }{ " " }</span>{ row.mark.word() }</span>
                { reason }
                { mend }
            </td>
        </tr>
    }
}

//! Every check in the service's order.

use super::diff_text::diff_text;
use super::input::{Act, click};
use super::prose::{prose, typeset};
use crate::state::derive::{CheckRow, Mark};
use crate::state::{Action, Desk};
use keyless_core::verdict::CheckId;
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
                    <th scope="col">{ "Check" }</th><th scope="col">{ "Found, and what was expected" }</th>
                    <th scope="col">{ "Outcome" }</th>
                </tr></thead>
                <tbody>{ for props.rows.iter().map(|row| line(row, props)) }</tbody>
            </table>
        </section>
    }
}

/// The id of a check's row, to jump to.
pub(super) fn row_id(check: CheckId) -> String {
    format!("check-{}", check.as_str())
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
        html! {
            <p><button type="button" class="small" aria-label={mend.title.clone()} {onclick}>{ typeset(&mend.title) }</button></p>
        }
    });
    let reason = row.reason.map(|reason| html! { <code class="reason">{ reason.as_str() }</code> });
    html! {
        <tr key={row.id.as_str()} id={row_id(row.id)} class={tone} tabindex="-1">
            <th scope="row">{ typeset(row.title) }</th>
            <td>
                { compared(row) }
                if !row.message.is_empty() && row.mark != Mark::Pass {
                    <p>{ prose(&row.message) }</p>
                }
                { reason }
                { mend }
            </td>
            <td class="outcome">
                <span class={classes!("tag", tone)}><span aria-hidden="true">{ sign }{ " " }</span>{ row.mark.word() }</span>
            </td>
        </tr>
    }
}

/// Found and expected: one under the other where they are to be compared, in a line with the explanation where it passes,
/// and once where they are the same.
fn compared(row: &CheckRow) -> Html {
    if row.mark == Mark::Pass {
        let same = row.expected == row.found;
        return html! {
            <div class="both">
                if !row.found.is_empty() { <span class="value">{ diff_text(&row.found) }</span> }
                if same {
                    <span class="off-screen">{ ", as expected" }</span>
                } else if !row.expected.is_empty() {
                    <span class="wanted"><span class="off-screen">{ ", " }</span>{ "expected " }{ expected(row) }</span>
                }
                if !row.message.is_empty() { <span class="wanted">{ prose(&row.message) }</span> }
            </div>
        };
    }
    if row.expected.is_empty() && row.found.is_empty() {
        return html! {};
    }
    html! {
        <dl class="sides">
            if !row.expected.is_empty() { <><dt>{ "expected" }</dt><dd class="value">{ expected(row) }</dd></> }
            if !row.found.is_empty() { <><dt>{ "found" }</dt><dd class="value">{ diff_text(&row.found) }</dd></> }
        </dl>
    }
}

/// What would pass: a text to compare by character, or else words of the engine.
fn expected(row: &CheckRow) -> Html {
    match row.expected.as_slice() {
        [only] if !only.differs => html! { { typeset(&only.text) } },
        pieces => diff_text(pieces),
    }
}

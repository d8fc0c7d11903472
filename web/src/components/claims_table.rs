//! Every claim, and how the rule uses it.

use super::prose::prose;
use crate::state::derive::{ClaimRow, Use};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) rows: Vec<ClaimRow>,
}

/// The table of claims.
#[component]
pub(crate) fn ClaimsTable(props: &Props) -> Html {
    let compared = props.rows.iter().filter(|row| row.used != Use::Unused).count();
    html! {
        <section class="card" aria-labelledby="claims-title">
            <header>
                <h2 id="claims-title">{ "Claims, and how the rule uses them" }</h2>
                if !props.rows.is_empty() {
                    <span>{ format!("{compared} of {} compared", props.rows.len()) }</span>
                }
            </header>
            <table class="claims" aria-label="Claims">
                <thead><tr>
                    <th scope="col">{ "Claim" }</th><th scope="col">{ "Value" }</th><th scope="col">{ "Rule" }</th>
                </tr></thead>
                <tbody>
                    { for props.rows.iter().map(line) }
                    if props.rows.is_empty() {
                        <tr><td class="empty" colspan="3">{ "The token’s claims stand here once it is pasted." }</td></tr>
                    }
                </tbody>
            </table>
        </section>
    }
}

fn line(row: &ClaimRow) -> Html {
    let (tone, sign) = match row.used {
        Use::Equal | Use::InTime | Use::Condition => ("good", "✓"),
        Use::Differs | Use::Missing | Use::OutOfTime => ("bad", "✕"),
        Use::SingleUse | Use::Unused => ("mute", "–"),
    };
    html! {
        <tr>
            <th scope="row"><code>{ &row.name }</code></th>
            <td class="value">
                { &row.value }
                if !row.note.is_empty() {
                    <p>{ prose(&row.note) }</p>
                }
                if !row.pins.is_empty() || !row.remarks.is_empty() {
                    <p class="remarks">
                        if !row.pins.is_empty() { { format!("Pins the {}. ", row.pins) } }
                        { for row.remarks.iter().map(|text| html! { <>{ prose(text) }{ " " }</> }) }
                    </p>
                }
            </td>
            <td><span class={classes!("tag", tone)}><span aria-hidden="true">{ sign }{ " " }</span>{ row.used.word() }</span></td>
        </tr>
    }
}

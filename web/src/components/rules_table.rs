//! Every rule of an organization; a row opens what is said about it.

use super::code_block::CodeBlock;
use super::findings_table::findings_table;
use super::input::{Act, click};
use super::prose::prose;
use super::strangers_card::{circle_table, tally};
use crate::state::audit::{Audit, Column, Table};
use crate::state::derive::{self, RuleOpened};
use crate::state::{Action, Shared};
use keyless_core::audit::Row;
use keyless_core::lint::Severity;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) audit: Shared<Audit>,
    pub(crate) table: Table,
    pub(crate) act: Act,
}

/// The table of rules.
#[component]
pub(crate) fn RulesTable(props: &Props) -> Html {
    let table = props.table;
    let rows = use_memo((props.audit.clone(), table.sort), |(audit, _)| derive::sorted(audit, table));
    let open = use_memo((props.audit.inventory.clone(), table.open), |(inventory, open)| {
        let row = rows.iter().find(|row| Some(row.index) == *open)?;
        derive::opened(inventory, row)
    });
    let act = &props.act;
    html! {
        <>
            <table class="rules" aria-label="Rules">
                <thead><tr>{ for Column::ALL.into_iter().map(|column| heading(column, table, act)) }</tr></thead>
                <tbody>
                    { for rows.iter().take(table.drawn).map(|row| {
                        let shown = open.as_ref().as_ref().filter(|_| table.open == Some(row.index));
                        line(row, shown, act)
                    }) }
                </tbody>
            </table>
            if rows.len() > table.drawn {
                <p class="pad"><button type="button" onclick={click(act, || Action::MoreRows)}>
                    { format!("Show more of the other {}", rows.len() - table.drawn) }</button></p>
            }
        </>
    }
}

fn heading(column: Column, table: Table, act: &Act) -> Html {
    let (sorted, falls) = table.sort;
    let (order, sign) = match (sorted == column, falls) {
        (false, _) => (None, ""),
        (true, false) => (Some("ascending"), " ▴"),
        (true, true) => (Some("descending"), " ▾"),
    };
    html! {
        <th scope="col" aria-sort={order}>
            <button type="button" class="plain" onclick={click(act, move || Action::SortedBy(column))}>
                { column.title() }<span aria-hidden="true">{ sign }</span></button>
        </th>
    }
}

/// The row of a rule, and below it what is said about it where it is open.
fn line(row: &Rc<Row>, open: Option<&RuleOpened>, act: &Act) -> Html {
    let index = row.index;
    let onclick = click(act, move || Action::RuleOpened(index));
    let state: Vec<&str> = row.standing.iter().map(|standing| standing.words()).collect();
    let (tone, sign, word) = match row.severity() {
        _ if derive::is_refused(row) => ("bad", "✕ ", "refused"),
        Some(Severity::Error) => ("bad", "✕ ", "error"),
        Some(Severity::Warning) => ("open", "! ", "warning"),
        Some(Severity::Info) => ("mute", "i ", "note"),
        None if row.is_dead() => ("mute", "– ", "not asked"),
        None => ("good", "✓ ", "none"),
    };
    let name = if row.name.is_empty() { "without a name" } else { &row.name };
    let admitted = row.admitted().count();
    // Whom nothing found speaks against is no alarm.
    let alarms = admitted > 0 && tone == "bad";
    html! {
        <>
            <tr key={index} class={classes!(row.is_dead().then_some("dead"), open.map(|_| "here"))}>
                <th scope="row">
                    <button type="button" class="plain unfold" aria-expanded={open.is_some().to_string()} {onclick}>{ name }</button>
                    <small>{ &row.id }</small>
                </th>
                <td>{ derive::platform_of(row) }</td>
                <td data-label="issuer ">{ &row.issuer }</td>
                <td data-label="account ">{ &row.account }</td>
                <td>{ if state.is_empty() { "live".to_owned() } else { state.join(", ") } }</td>
                <td><span class={classes!("tag", tone)}><span aria-hidden="true">{ sign }</span>{ word }</span></td>
                <td data-label="findings ">{ derive::found(row) }</td>
                <td data-label="strangers in ">
                    if row.is_dead() { { "–" } } else { <b class={classes!(alarms.then_some("some"))}>{ admitted }</b>
                        { format!(" of {}", row.strangers.len()) } }
                    if !row.owner_enters && !row.is_dead() { <small class="note refused">{ "shut to its own workload" }</small> }
                </td>
            </tr>
            if let Some(open) = open {
                <tr key={format!("{index}-open")} class="opened"><td colspan="8">{ detail(index, open, act) }</td></tr>
            }
        </>
    }
}

fn detail(index: usize, open: &RuleOpened, act: &Act) -> Html {
    html! {
            <div class="columns">
                <div>
                    <section class="card" aria-label="Findings about this rule">
                        <header><h2>{ "Findings" }</h2><span>{ open.notes.len() }</span></header>
                        { findings_table(&open.notes, None) }
                    </section>
                    if !open.updates.is_empty() { { mending(open, act) } }
                    <p class="leads"><button type="button" onclick={click(act, move || Action::RuleTaken(index))}>
                        { "Take it to the token bench" }</button></p>
                </div>
                <section class="card" aria-label="Strangers of this rule">
                    <header><h2>{ "Who else gets in?" }</h2><span>{ open.circle.as_ref().map(tally) }</span></header>
                    if open.circle.is_some() {
                        { circle_table(open.circle.as_ref()) }
                    } else {
                        <p class="pad empty">{ "Nobody gets in by this rule, whatever it compares." }</p>
                    }
                </section>
            </div>
    }
}

fn mending(open: &RuleOpened, act: &Act) -> Html {
    html! {
        <section class="card" aria-label="What mends it">
            <header><h2>{ "What mends it" }</h2><span>{ "look at it before it is sent" }</span></header>
            <div class="pad">
                <ul class="remains">{ for open.done.iter().map(|title| html! { <li>{ prose(title) }</li> }) }</ul>
                { for open.updates.iter().enumerate().map(|(number, (path, body))| html! {
                    <CodeBlock id={format!("update-{number}")} text={body.clone()} act={act.clone()}
                        title={format!("`POST /v1/organizations/{path}`")} />
                }) }
            </div>
        </section>
    }
}

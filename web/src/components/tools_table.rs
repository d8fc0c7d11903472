//! Every client in the same place.

use super::headline::mark;
use super::input::{Act, click};
use crate::state::Action;
use keyless_core::answer::{ClientAnswer, Tone};
use yew::prelude::*;

#[derive(Properties)]
pub(crate) struct Props {
    pub(crate) clients: Vec<ClientAnswer>,
    /// The client whose ladder is shown, by its slug.
    pub(crate) chosen: &'static str,
    pub(crate) act: Act,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        let said = |answer: &ClientAnswer| (answer.uses, answer.state, answer.next, answer.runs);
        self.chosen == other.chosen && self.clients.iter().map(said).eq(other.clients.iter().map(said))
    }
}

/// The table of clients; each name shows its ladder.
#[component]
pub(crate) fn ToolsTable(props: &Props) -> Html {
    html! {
        <section class="card" aria-labelledby="tools-title">
            <header><h2 id="tools-title">{ "Every tool, same surroundings" }</h2></header>
            <table class="tools" aria-label="Tools">
                <thead><tr>
                    <th scope="col">{ "Tool" }</th><th scope="col">{ "Uses" }</th><th scope="col">{ "State" }</th>
                    <th scope="col">{ "Next, without it" }</th>
                </tr></thead>
                <tbody>{ for props.clients.iter().map(|answer| line(answer, props)) }</tbody>
            </table>
        </section>
    }
}

fn line(answer: &ClientAnswer, props: &Props) -> Html {
    let client = answer.outcome.client;
    let here = client.slug == props.chosen;
    let onclick = click(&props.act, move || Action::ClientChosen(client.slug));
    html! {
        <tr key={client.slug} class={classes!(here.then_some("here"), (!answer.runs).then_some("mute"))}>
            <th scope="row">
                <button type="button" class="plain" aria-pressed={here.to_string()} {onclick}>{ client.name }</button>
                <small>{ client.version }</small>
            </th>
            <td>{ if answer.runs { answer.uses } else { "does not run here" } }</td>
            <td>{ if answer.runs { mark(answer.state.words(), answer.state.tone()) } else { mark("–", Tone::Neutral) } }</td>
            <td class="next">{ answer.next.filter(|_| answer.runs).unwrap_or("–") }</td>
        </tr>
    }
}

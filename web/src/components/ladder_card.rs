//! The ladder of one client in one place.

use super::headline::{mark, tone};
use super::input::{Act, pick};
use super::prose::prose;
use crate::state::Action;
use keyless_core::answer::{ClientAnswer, LadderRow};
use keyless_core::precedence::{Client, Evidence, Standing, by_slug};
use keyless_core::surroundings::Place;
use yew::prelude::*;

#[derive(Properties)]
pub(crate) struct Props {
    pub(crate) place: Place,
    pub(crate) client: ClientAnswer,
    /// Clients to choose from.
    pub(crate) clients: Vec<&'static Client>,
    pub(crate) act: Act,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        let slug = |props: &Self| props.client.outcome.client.slug;
        self.place == other.place && slug(self) == slug(other) && self.client.rows == other.client.rows
    }
}

/// What a place is called, with its file.
pub(crate) fn place_name(place: &Place) -> String {
    match (place.file.as_str(), place.name.as_str()) {
        ("", "") => "the process itself".to_owned(),
        ("", name) => name.to_owned(),
        (file, "") => file.to_owned(),
        (file, name) => format!("{file}, {name}"),
    }
}

/// Every rung, what it came to, and what goes out in the end.
#[component]
pub(crate) fn LadderCard(props: &Props) -> Html {
    let answer = &props.client;
    let client = answer.outcome.client;
    let onchange = pick(&props.act, |slug| by_slug(slug).map(|client| Action::ClientChosen(client.slug)));
    let standings = answer.outcome.steps.iter().map(|step| step.standing);
    html! {
        <section class="card ladder" aria-labelledby="ladder-title">
            <header>
                <h2 id="ladder-title">{ if props.place.file.is_empty() { "The order, and what wins".to_owned() } else { place_name(&props.place) } }</h2>
                <label for="ladder-client" class="off-screen">{ "Client" }</label>
                <select id="ladder-client" {onchange}>
                    { for props.clients.iter().map(|one| html! {
                        <option value={one.slug} selected={one.slug == client.slug}>{ one.name }</option>
                    }) }
                </select>
            </header>
            <ol class="rungs">{ for answer.rows.iter().zip(standings).map(|(row, standing)| rung(row, standing)) }</ol>
            <div class="pad">{ goes_out(answer) }</div>
        </section>
    }
}

fn rung(row: &LadderRow, standing: Standing) -> Html {
    let class = match standing {
        Standing::Wins | Standing::Fails => tone(row.mark.tone).0,
        _ => "loses",
    };
    html! {
        <li key={row.number} class={classes!("rung", class)}>
            <span class="number" aria-hidden="true">{ row.number }</span>
            <div>
                <b>{ prose(row.title) }</b>
                if row.value.is_some() || row.at.is_some() {
                    <p class="found">
                        if let Some(value) = &row.value { <code>{ value }</code> }
                        if let Some(at) = &row.at {
                            <span>{ format!("{}, line {}", at.file, at.line) }</span>
                        }
                    </p>
                }
                if !says_no_more(row, standing) { <p>{ prose(&row.about) }</p> }
            </div>
            { mark(row.mark.word, row.mark.tone) }
        </li>
    }
}

/// Whether the sentence about a rung repeats what stands beside it.
fn says_no_more(row: &LadderRow, standing: Standing) -> bool {
    let told = row.value.as_ref().is_some_and(|value| row.about == format!("{}: {value}.", row.title));
    told || standing == Standing::Absent
}

/// What the client sends or says in the end, and how that is known.
fn goes_out(answer: &ClientAnswer) -> Html {
    let outcome = &answer.outcome;
    let client = outcome.client;
    let known = match client.evidence {
        Evidence::Recorded => format!("Recorded from {} {}, {}.", client.name, client.version, client.as_of),
        Evidence::Read => {
            format!("Read in {} {}, {}; it was not run.", client.name, client.version, client.as_of)
        }
    };
    html! {
        <>
            <dl class="facts">
                if !outcome.headers.is_empty() {
                    <dt>{ "Goes out" }</dt>
                    <dd>{ for outcome.headers.iter().map(|line| html! { <code class="line">{ line.to_string() }</code> }) }</dd>
                }
                if let Some(failure) = &outcome.failure {
                    <dt>{ "Ends with" }</dt>
                    <dd>{ prose(&format!("{} {} (`{}`)", failure.words, failure.advice, failure.class)) }</dd>
                }
                if !outcome.warnings.is_empty() {
                    <dt>{ "It warns" }</dt>
                    <dd>{ for outcome.warnings.iter().map(|warning| html! {
                        <p>{ prose(&format!("{} {}", warning.words(), warning.advice())) }</p>
                    }) }</dd>
                }
                if let Some(next) = answer.next {
                    <dt>{ "Without the winner" }</dt><dd>{ next }</dd>
                }
            </dl>
            <p class="sources">{ known }{ " " }<a href={client.source} rel="noreferrer">{ "Source" }</a></p>
        </>
    }
}

//! The rail: the plan, the tools, what to take away.

use super::input::{Act, click};
use crate::platform;
use crate::state::derive::{Status, platform_name, status};
use crate::state::{Action, Draft, Place, Shared, Step};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) place: Place,
    pub(crate) plan: Shared<Draft>,
    pub(crate) open: bool,
    pub(crate) act: Act,
}

/// The rail.
#[component]
pub(crate) fn Rail(props: &Props) -> Html {
    let act = &props.act;
    let tool = |place: Place| {
        let here = (props.place == place).then_some("page");
        html! {
            <li><a href={place.address()} aria-current={here} onclick={go(act, place)}>{ place.title() }</a></li>
        }
    };
    let save = act.reform(|_: MouseEvent| {
        let saved = platform::download::this_page();
        let said = if saved {
            "This page is in your downloads as keyless.html: it works without a network."
        } else {
            "The page could not be read; save it with the browser\u{2019}s own command."
        };
        Action::Said(said.to_owned())
    });
    html! {
        <div id={platform::page::RAIL} tabindex="-1" class={classes!("rail", props.open.then_some("open"))}>
            <nav aria-labelledby="rail-plan">
                <h2 id="rail-plan">{ "Plan" }</h2>
                <ul>{ workload(props) }</ul>
            </nav>
            <nav aria-labelledby="rail-tools">
                <h2 id="rail-tools">{ "Tools" }</h2>
                <ul>{ for Place::TOOLS.into_iter().map(tool) }</ul>
            </nav>
            <section aria-labelledby="rail-take">
                <h2 id="rail-take">{ "Take it with you" }</h2>
                <ul>
                    <li><button type="button" onclick={save}>{ "Save this page" }</button></li>
                    <li><button type="button" onclick={click(act, || Action::Forgot)}>{ "Forget everything" }</button></li>
                </ul>
            </section>
        </div>
    }
}

/// Goes to a place by the state alone, which then sets the address.
fn go(act: &Act, place: Place) -> Callback<MouseEvent> {
    act.reform(move |event: MouseEvent| {
        event.prevent_default();
        Action::Went(place)
    })
}

fn workload(props: &Props) -> Html {
    let status = status(&props.plan);
    let first = Place::Workload(Step::WhereItRuns);
    if status == Status::Empty {
        return html! {
            <li><button type="button" onclick={click(&props.act, move || Action::Went(first))}>
                <span class="plus" aria-hidden="true">{ "+" }</span>{ "Add a workload" }
            </button></li>
        };
    }
    let setup = &props.plan.setup;
    let name = props.plan.workload_name();
    let (mark, sign) = match status {
        Status::Moved => ("good", "●"),
        Status::Moving => ("open", "◐"),
        Status::Begun | Status::Empty => ("mute", "○"),
    };
    let here = matches!(props.place, Place::Workload(_)).then_some("page");
    html! {
        <li><a href={first.address()} aria-current={here} onclick={go(&props.act, first)}>
            <span class={classes!("mark", mark)} aria-hidden="true">{ sign }</span>
            <span class="name">{ name }</span>
            <small>{ platform_name(setup) }<span class="off-screen">{ format!(", {}", status.word()) }</span></small>
        </a></li>
    }
}

//! Step 1: the platform and its form.

use super::Props;
use crate::components::{Act, CodeBlock, Gallery, TextField, click, prose, text_of_event};
use crate::state::derive::{self, FieldView};
use crate::state::{Action, Desk};
use keyless_core::facts::Source;
use keyless_core::providers;
use keyless_core::rule::{Edit, FieldPath};
use yew::prelude::*;

/// The gallery, or the chosen platform's form.
#[component]
pub(crate) fn WhereItRuns(props: &Props) -> Html {
    let setup = &props.draft.setup;
    let act = &props.act;
    let Some(provider) = setup.provider() else {
        return html! { <><h2>{ "Choose where it runs" }</h2><Gallery providers={providers::ALL} act={act.clone()} /></> };
    };
    let name = act.reform(|text| Action::Edited(Desk::Plan, vec![Edit::set(FieldPath::WorkloadName, text)]));
    html! {
        <>
            <section class="card" aria-labelledby="form-title">
                <header>
                    <h2 id="form-title">{ provider.name }</h2>
                    <span class="buttons">
                        <button type="button" class="small" onclick={click(act, || Action::TokenFirst(true))}>{ "I have a token" }</button>
                        <button type="button" class="small" onclick={click(act, || Action::ProviderDropped)}>{ "Another platform" }</button>
                    </span>
                </header>
                <div class="pad entries">
                    <div class="entry">
                        <TextField id="workload-name" label="Workload" value={setup.workload.name.clone()} ontext={name}
                            example="release-notes CI" hint="What you call it; it stands in the plan." />
                    </div>
                    { for derive::fields(setup).into_iter().map(|field| entry(field, act)) }
                </div>
            </section>
            { token_request(provider, &props.draft.setup, act) }
            { sources(provider.docs) }
        </>
    }
}

fn answer(id: &'static str) -> impl Fn(String) -> Action {
    move |text| Action::Edited(Desk::Plan, vec![Edit::set(FieldPath::Answer(id.to_owned()), text)])
}

fn entry(field: FieldView, act: &Act) -> Html {
    let id = format!("answer-{}", field.id);
    let set = answer(field.id);
    let control = if field.choices.is_empty() {
        html! {
            <TextField id={id.clone()} label={field.label} value={field.value} ontext={act.reform(set)} hint={field.hint}
                example={field.example} need={field.need} rows={if field.lines { 5 } else { 1 }}
                problems={field.problem.map(str::to_owned).into_iter().collect::<Vec<_>>()} />
        }
    } else {
        let onchange = act.reform(move |event: Event| set(text_of_event(&event)));
        let first = field.choices.first().map_or("", |(value, _)| value);
        let chosen = if field.value.is_empty() { first } else { field.value.as_str() };
        html! {
            <div class="field">
                <div class="label-line"><label for={id.clone()}>{ field.label }</label></div>
                <select id={id.clone()} {onchange} aria-describedby={format!("{id}-about")}>
                    { for field.choices.iter().map(|(value, label)| html! {
                        <option value={*value} selected={*value == chosen}>{ *label }</option>
                    }) }
                </select>
                <p id={format!("{id}-about")} class="hint">{ prose(field.hint) }</p>
            </div>
        }
    };
    html! {
        <div key={field.id} class="entry">
            { control }
            if !field.find.is_empty() {
                <details class="find">
                    <summary>{ "How to find it" }<span class="off-screen">{ format!(": {}", field.label) }</span></summary>
                    { for field.find.into_iter().enumerate().map(|(index, find)| html! {
                        <CodeBlock id={format!("{id}-find-{index}")} text={find.command} title={find.does} act={act.clone()} />
                    }) }
                </details>
            }
        </div>
    }
}

fn token_request(
    provider: &'static providers::Provider,
    setup: &keyless_core::setup::Setup,
    act: &Act,
) -> Html {
    let request = &provider.request;
    if request.how.is_empty() {
        return html! {};
    }
    let command = derive::command(&request.command, setup);
    html! {
        <section class="card" aria-labelledby="request-title">
            <header><h2 id="request-title">{ "How it gets its token" }</h2></header>
            <div class="pad prose">
                <p>{ prose(request.how) }</p>
                if !request.before.is_empty() {
                    <ul>{ for request.before.iter().map(|one| html! { <li>{ prose(one.what) }</li> }) }</ul>
                }
                if !command.is_empty() {
                    <CodeBlock id="request-command" text={command} title={request.command.does} act={act.clone()} />
                }
                <p class="hint">{ prose(request.replay) }</p>
            </div>
        </section>
    }
}

fn sources(docs: &'static [Source]) -> Html {
    if docs.is_empty() {
        return html! {};
    }
    html! {
        <p class="sources">{ "Read in: " }
            { for docs.iter().enumerate().map(|(index, source)| html! {
                <>{ if index > 0 { ", " } else { "" } }
                    <a href={source.url} rel="noreferrer noopener" target="_blank">{ source.title }</a>{ format!(" ({})", source.read) }</>
            }) }
        </p>
    }
}

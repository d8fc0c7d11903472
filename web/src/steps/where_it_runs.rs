//! Step 1: the platform and its form.

use super::Props;
use crate::components::{Act, ChoiceField, CodeBlock, Gallery, StoryCard, TextField, click, prose, typeset};
use crate::state::derive::{self, BeforeView, FieldView, FindView};
use crate::state::{Action, Desk, Filled};
use keyless_core::facts::Source;
use keyless_core::providers::Provider;
use keyless_core::rule::{Edit, FieldPath};
use keyless_core::setup::Setup;
use yew::prelude::*;

/// The gallery, or the chosen platform's form.
#[component]
pub(crate) fn WhereItRuns(props: &Props) -> Html {
    let setup = &props.draft.setup;
    let act = &props.act;
    let story = use_memo(props.draft.clone(), |draft| derive::story(&draft.setup));
    let Some(provider) = setup.provider() else {
        return html! {
            <><h2>{ "Choose where it runs" }</h2><Gallery search={props.search.clone()} act={act.clone()} /></>
        };
    };
    html! {
        <>
            { form(provider, props) }
            { before(derive::before(setup), act) }
            { token_request(provider, setup, act) }
            if let Some(story) = &*story { <StoryCard story={story.clone()} /> }
            { sources(provider.docs) }
        </>
    }
}

fn form(provider: &'static Provider, props: &Props) -> Html {
    let (setup, act) = (&props.draft.setup, &props.act);
    let filled = props.filled.as_ref();
    let name = act.reform(|text| Action::Edited(Desk::Plan, vec![Edit::set(FieldPath::WorkloadName, text)]));
    let by_token = filled.filter(|filled| filled.into.is_empty());
    let title = derive::platform_name(setup);
    html! {
        <section class="card" aria-labelledby="form-title">
            <header>
                <h2 id="form-title">{ title }</h2>
                if title != provider.name { <small class="hint">{ provider.name }</small> }
                <span class="buttons">
                    <button type="button" class="small" onclick={click(act, || Action::TokenFirst(true))}>{ "I have a token" }</button>
                    <button type="button" class="small" onclick={click(act, || Action::ProviderDropped)}>{ "Another platform" }</button>
                </span>
            </header>
            // There before it speaks; what a token filled is said by the status line.
            <p class="off-screen" role="status" aria-live="polite">
                { filled.filter(|filled| !filled.into.is_empty()).map(|filled| typeset(&filled.said)) }</p>
            if let Some(filled) = by_token { <div class="filled-line">{ note(filled) }</div> }
            <div class="pad entries">
                // With a key, as every field beside it: fields that come and go then leave the others, and the focus, alone.
                <div key="" class="entry">
                    <TextField id="workload-name" label="Workload" value={setup.workload.name.clone()} ontext={name}
                        example="release-notes CI" hint="What you call it; it stands in the plan." />
                </div>
                { for derive::fields(setup).into_iter().map(|field| entry(field, filled, act)) }
            </div>
        </section>
    }
}

fn entry(field: FieldView, filled: Option<&Filled>, act: &Act) -> Html {
    let id = format!("answer-{}", field.id);
    let path = field.id;
    let set = act.reform(move |text| {
        Action::Edited(Desk::Plan, vec![Edit::set(FieldPath::Answer(path.to_owned()), text)])
    });
    let mark = if filled.is_some_and(|filled| filled.fields.contains(&field.id)) {
        html! { <span class="tag good"><span aria-hidden="true">{ "✓ " }</span>{ "filled" }</span> }
    } else {
        html! {}
    };
    let here = filled.filter(|filled| filled.into == field.id);
    let control = if field.choices.is_empty() {
        html! {
            <TextField id={id.clone()} label={field.label} value={field.value} ontext={set} hint={field.hint}
                example={field.example} need={field.need} rows={if field.lines { 5 } else { 1 }}
                problems={field.problem.map(str::to_owned).into_iter().collect::<Vec<_>>()}>{ mark }</TextField>
        }
    } else {
        html! {
            <ChoiceField id={id.clone()} label={field.label} hint={field.hint} choices={field.choices} chosen={field.value}
                onchoice={set}>{ mark }</ChoiceField>
        }
    };
    html! {
        <div key={field.id} class="entry">
            { control }
            if let Some(filled) = here { { note(filled) } }
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

/// What was filled.
fn note(filled: &Filled) -> Html {
    html! {
        <p class="note info"><span class="sign" aria-hidden="true">{ "✓" }</span><span>{ typeset(&filled.said) }</span></p>
    }
}

fn before(list: Vec<BeforeView>, act: &Act) -> Html {
    if list.is_empty() {
        return html! {};
    }
    let command = |id: String, what: &str, find: FindView| {
        let title = format!("{what}: {}", find.does);
        html! { <CodeBlock {id} text={find.command} {title} act={act.clone()} /> }
    };
    html! {
        <section class="card" aria-labelledby="before-title">
            <header><h2 id="before-title">{ "Before you start" }</h2><span>{ "what has to be in place" }</span></header>
            <ol class="pad before">{ for list.into_iter().enumerate().map(|(index, one)| {
                let commands = one.check.is_some() || one.fix.is_some();
                html! {
                    <li class={classes!(commands.then_some("with-commands"))}>
                        <p>{ prose(one.what) }</p>
                        if commands {
                            <div>
                                { one.check.map(|find| command(format!("before-{index}-check"), "Check", find)) }
                                { one.fix.map(|find| command(format!("before-{index}-fix"), "Fix", find)) }
                            </div>
                        }
                    </li>
                }
            }) }</ol>
        </section>
    }
}

fn token_request(provider: &'static Provider, setup: &Setup, act: &Act) -> Html {
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
                if !command.is_empty() {
                    <CodeBlock id="request-command" text={command} title={request.command.does} act={act.clone()} />
                }
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

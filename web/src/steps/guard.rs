//! Step 6: what federation does not solve here.

use super::{Props, no_platform};
use crate::components::{CodeBlock, prose};
use crate::state::derive;
use yew::prelude::*;

/// Who can mint this identity, how to list them, what to watch, and when not to move.
#[component]
pub(crate) fn GuardIt(props: &Props) -> Html {
    let guard = use_memo(props.draft.clone(), |draft| derive::guarded(draft));
    if props.draft.setup.provider().is_none() {
        return no_platform(&props.act);
    }
    let list = |id: &'static str, title: &'static str, about: &'static str, items: &[&'static str]| {
        if items.is_empty() {
            return html! {};
        }
        html! {
            <section class="card" aria-labelledby={id}>
                <header><h2 {id}>{ title }</h2></header>
                <div class="pad prose">
                    <p class="hint">{ about }</p>
                    <ul>{ for items.iter().map(|text| html! { <li>{ prose(text) }</li> }) }</ul>
                </div>
            </section>
        }
    };
    html! {
        <>
            { list("minters", "Who upstream can mint this identity",
                "A rule trusts the platform to say who a workload is. These can make it say so.", &guard.minters) }
            if !guard.audit.is_empty() {
                <section class="card" aria-labelledby="audit-title">
                    <header><h2 id="audit-title">{ "Commands that list them" }</h2><span>{ "read-only" }</span></header>
                    <div class="pad">{ for guard.audit.iter().enumerate().map(|(index, action)| html! {
                        <CodeBlock id={format!("audit-{index}")} text={action.command.clone()} title={action.does.clone()}
                            act={props.act.clone()} />
                    }) }</div>
                </section>
            }
            { list("watch", "What to watch afterwards", "Signs that the identity is used by somebody else, or not at all.", &guard.watch) }
            { list("not-yet", "When this workload should not move yet", "Honest reasons to wait.", &guard.not_yet) }
        </>
    }
}

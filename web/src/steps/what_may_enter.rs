//! Step 2: the rule, its issuer and its account.

use super::{Props, no_platform};
use crate::components::{
    AccountCard, FindingsTable, IssuerCard, RuleCard, StrangersCard, TokenReference, click, prose,
};
use crate::state::{Action, Desk, derive};
use yew::prelude::*;

/// Rule, issuer and account, with what is to be said about them at their fields.
#[component]
pub(crate) fn WhatMayEnter(props: &Props) -> Html {
    let act = &props.act;
    if props.draft.is_blank() {
        return no_platform(act);
    }
    let setup = &props.draft.setup;
    let claims = derive::claim_sketches(setup);
    let doubts = derive::doubts(setup);
    let by_hand = setup.provider().is_some() && !setup.edited.is_empty();
    html! {
        <>
            <p class="sentence">{ derive::sentence(&props.draft) }</p>
            if by_hand {
                <p class="hint">{ "Fields that you edited stay as they are. " }
                    <button type="button" class="small" onclick={click(act, || Action::SuggestionsFollowed)}>
                        { "Follow the suggestions again" }</button>
                </p>
            }
            <div class="columns">
                <div>
                    <RuleCard draft={props.draft.clone()} notes={props.notes.clone()} view={props.view} desk={Desk::Plan}
                        whole={true} act={act.clone()} />
                    <IssuerCard draft={props.draft.clone()} notes={props.notes.clone()} view={props.view} desk={Desk::Plan}
                        whole={true} act={act.clone()} />
                    <AccountCard draft={props.draft.clone()} notes={props.notes.clone()} act={act.clone()} />
                </div>
                <div>
                    if !doubts.is_empty() {
                        <section class="card" aria-labelledby="doubts-title">
                            <header><h2 id="doubts-title">{ "What could not be told" }</h2><span>{ "look at it yourself" }</span></header>
                            <ul class="pad doubts">{ for doubts.iter().map(|text| html! {
                                <li class="note warning"><span class="sign" aria-hidden="true">{ "?" }</span><span>{ prose(text) }</span></li>
                            }) }</ul>
                        </section>
                    }
                    <FindingsTable notes={props.notes.clone()} desk={Desk::Plan} act={act.clone()} />
                    <StrangersCard draft={props.draft.clone()} desk={Desk::Plan} token={props.token.clone()} />
                </div>
            </div>
            if let Some(provider) = setup.provider() {
                <TokenReference {provider} {claims} />
            }
        </>
    }
}

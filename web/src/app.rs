//! The frame: where state lives, and the effects that follow it.

use crate::components::{Act, Header, Panels, Rail, Stepper, click};
use crate::platform;
use crate::screens::{
    AuditScreen, CompareScreen, FrontDoor, JudgeDesk, LearnScreen, SessionOf, Shown, WhichWins,
};
use crate::state::{Action, Place, State, Step, derive};
use crate::steps::{self, CutOver, GuardIt, WhatMayEnter, WhereItRuns, Wire, onward};
use yew::prelude::*;

/// What the app starts with.
#[derive(Properties, Clone)]
pub struct Props {
    /// The first state.
    pub initial: State,
}

impl PartialEq for Props {
    /// The app is mounted once: later props do not concern it.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The app.
#[component]
pub fn App(props: &Props) -> Html {
    let initial = props.initial.clone();
    let state = use_reducer(move || initial);
    let act: Act = {
        let dispatcher = state.dispatcher();
        use_callback((), move |action: Action, ()| dispatcher.dispatch(action))
    };
    crate::effects::use_effects(&state, &act);

    let session = &state.session;
    let desk = state.desk();
    let notes = use_memo((state.draft(desk).clone(), desk, session.token.clone()), |(draft, desk, token)| {
        crate::state::Shared::new(derive::notes(draft, *desk, token.as_deref()))
    });
    let shown = match state.place {
        Place::TokenBench | Place::Workload(Step::Prove) => Shown::All,
        Place::Workload(Step::WhereItRuns) if session.token_first => Shown::Token,
        _ => Shown::Nothing,
    };
    html! {
        <>
            <button type="button" class="skip" onclick={Callback::from(|_: MouseEvent| platform::page::focus("heading"))}>
                { "Skip to the content" }</button>
            <Header theme={session.theme} drawer={session.drawer} act={act.clone()} />
            <div class="frame">
                <Rail place={state.place} plan={state.plan.clone()} open={session.drawer} act={act.clone()} />
                if session.drawer {
                    <button type="button" class="veil" tabindex="-1" aria-label="Close the menu"
                        onclick={click(&act, || Action::DrawerShown(false))} />
                }
                <main>
                    { heading(&state) }
                    if let Place::Workload(step) = state.place {
                        <Stepper {step} act={act.clone()} done={Step::ALL
                            .into_iter()
                            .filter(|step| derive::is_done(*step, &state.plan, &notes))
                            .collect::<Vec<_>>()} />
                    }
                    if session.bench_opened {
                        <JudgeDesk {shown} {desk} draft={state.draft(desk).clone()} notes={(*notes).clone()}
                            session={SessionOf(session.clone())} act={act.clone()} />
                    }
                    if shown == Shown::Token { { token_first(&state, &act) } }
                    <FrontDoor shown={state.place == Place::FrontDoor} recognised={session.recognised.clone()}
                        now={session.now} search={session.search.clone()} act={act.clone()} />
                    if session.around_opened {
                        <WhichWins shown={state.place == Place::WhichWins} around={session.around.clone()}
                            chosen={session.chosen} framework={session.framework.clone()} act={act.clone()} />
                    }
                    if session.audit_opened {
                        <AuditScreen shown={state.place == Place::Audit} audit={session.audit.clone()} table={session.table}
                            act={act.clone()} />
                    }
                    if session.learn_opened {
                        <LearnScreen shown={state.place == Place::Learn} learnt={session.learnt.clone()}
                            tighter={session.tighter.clone()} act={act.clone()} />
                    }
                    if state.place == Place::Compare {
                        <CompareScreen texts={session.compared.clone()} act={act.clone()} />
                    }
                    if let Place::Workload(step) = state.place {
                        { screen(step, &state, (*notes).clone(), &act) }
                        { onward(step, &act) }
                    }
                </main>
            </div>
            <p class={classes!("said", session.said.is_empty().then_some("silent"))} role="status" aria-live="polite">
                { &session.said }</p>
            <Panels panel={session.panel} act={act.clone()} />
        </>
    }
}

fn heading(state: &State) -> Html {
    let (title, about) = match state.place {
        Place::FrontDoor => (
            "What do you have?".to_owned(),
            "A token, a rule, a key set, an environment, a workflow, a saved setup. It is read here, in this page, and goes nowhere.",
        ),
        Place::TokenBench => (
            "Token bench".to_owned(),
            "A token, and the rule that it is meant for: every check of the exchange, in the service\u{2019}s order.",
        ),
        Place::WhichWins => (
            "Which credential wins?".to_owned(),
            "Paste what surrounds a workload: a key left anywhere outranks federation, and everything looks fine. Values are \
             masked as they are read.",
        ),
        Place::Audit => (
            "Audit existing rules".to_owned(),
            "Every rule of an organization: what is wrong with it, who else gets in by it, and what mends it.",
        ),
        Place::Learn => (
            "Learn a rule".to_owned(),
            "From tokens of every run that has to get in: the tightest rule that lets in all of them.",
        ),
        Place::Compare => (
            "Compare two rules".to_owned(),
            "Which callers one lets in and the other does not. Paste them as the Admin API takes or gives them.",
        ),
        Place::Workload(step) => {
            (format!("{}: {}", state.plan.workload_name(), step.title().to_lowercase()), step.purpose())
        }
    };
    html! { <><h1 id="heading" tabindex="-1">{ title }</h1><p class="sub">{ about }</p></> }
}

fn screen(step: Step, state: &State, notes: crate::state::Shared<Vec<derive::Note>>, act: &Act) -> Html {
    let session = &state.session;
    let props = steps::Props {
        draft: state.plan.clone(),
        notes,
        token: session.token.clone(),
        view: session.rule_view,
        search: session.search.clone().into(),
        filled: session.filled.clone(),
        file: session.file.clone().into(),
        act: act.clone(),
    };
    match step {
        Step::WhereItRuns => html! { <WhereItRuns ..props /> },
        Step::WhatMayEnter => html! { <WhatMayEnter ..props /> },
        // The desk above is the step.
        Step::Prove => html! {},
        Step::Wire => html! { <Wire ..props /> },
        Step::CutOver => html! { <CutOver ..props /> },
        Step::Guard => html! { <GuardIt ..props /> },
    }
}

/// What stands below the token's box in step 1.
fn token_first(state: &State, act: &Act) -> Html {
    let token = state.session.token.as_ref();
    let known = token.and_then(|read| read.detection.as_ref());
    html! {
        <p class="actions">
            if let Some(detection) = known {
                <button type="button" class="primary" onclick={click(act, || Action::FilledFromToken)}>
                    { if derive::form_for(detection).is_some() {
                        format!("Fill the form from this {} token", detection.name)
                    } else {
                        "Make a rule from it at the token bench".to_owned()
                    } }</button>
            }
            <button type="button" onclick={click(act, || Action::TokenFirst(false))}>{ "Go on without a token" }</button>
        </p>
    }
}

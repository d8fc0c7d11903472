//! The desk at which a token is judged: the token bench, and step 3 of a workload.

use crate::components::{
    Act, AsOfFields, ChecksTable, ClaimsTable, FindingsTable, IssuerCard, MintedCard, RuleCard, StoryCard,
    StrangersCard, TokenAbout, TokenBox, TokenReading, VerdictBanner, prose, use_next_frame, use_rested,
};
use crate::platform;
use crate::state::derive::{self, JudgeView, Note};
use crate::state::{Action, Desk, Draft, Session, Shared, clock};
use keyless_core::secret::IdentityToken;
use yew::prelude::*;

/// How much of the desk is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Nothing; its box is kept.
    Nothing,
    /// The token's box, and what the token is.
    Token,
    /// All.
    All,
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) shown: Shown,
    pub(crate) desk: Desk,
    pub(crate) draft: Shared<Draft>,
    pub(crate) notes: Shared<Vec<Note>>,
    pub(crate) session: SessionOf,
    pub(crate) act: Act,
}

/// What the desk needs of the session.
#[derive(Clone)]
pub(crate) struct SessionOf(pub(crate) Session);

impl PartialEq for SessionOf {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (&self.0, &other.0);
        a.now == b.now
            && a.token == b.token
            && a.keys == b.keys
            && a.jwks == b.jwks
            && a.workspace == b.workspace
            && a.as_of == b.as_of
            && a.rule_view == b.rule_view
            && a.forgotten == b.forgotten
    }
}

/// The desk. It stays once it was opened, because the token's box holds what the state must not.
#[component]
pub(crate) fn JudgeDesk(props: &Props) -> Html {
    let session = &props.session.0;
    let (at, problem) = derive::judged_at(session);
    let judged = use_memo(
        (session.token.clone(), props.draft.clone(), session.workspace.clone(), at, props.shown),
        |(token, draft, workspace, at, shown)| {
            (*shown != Shown::Nothing).then(|| derive::judged(token.as_deref(), draft, workspace, *at))
        },
    );
    // The token is not kept, so that other keys ask its box for it again.
    {
        let act = props.act.clone();
        use_effect_with(session.keys.clone(), move |_| {
            if let Some(text) = platform::page::text_of(platform::page::TOKEN_BOX).filter(|t| !t.is_empty()) {
                act.emit(Action::TokenTyped(IdentityToken::new(text)));
            }
        });
    }
    let below = use_next_frame(&judged);
    let judged = (*judged).as_ref();
    let announced = use_rested(judged.map_or("", |judged| judged.banner.heading.as_str()));
    let whole = judged.filter(|_| props.shown == Shown::All);
    let below = (*below).as_ref().filter(|_| whole.is_some());
    // One shape for all that is shown: the token's box stands at the same place in it, so that it is never made anew.
    html! {
        <div class={classes!("desk", whole.map(|_| "whole"))} hidden={judged.is_none()}>
            <p class="off-screen" role="status" aria-live="polite">{ announced }</p>
            <div class="verdict-side">
                if let Some(judged) = whole {
                    <VerdictBanner banner={judged.banner.clone()} desk={props.desk} act={props.act.clone()} />
                }
            </div>
            <div class="token-side">
                { token_box(props, judged) }
            </div>
            <div class="rule-side">
                if whole.is_some() {
                    { rule_side(props, at, problem) }
                }
            </div>
            <div class="result-side">
                if let Some(judged) = whole {
                    <ChecksTable rows={judged.checks.clone()} desk={props.desk} act={props.act.clone()} />
                }
                if let Some(judged) = below {
                    <MintedCard minted={judged.minted.clone()} />
                    if let Some(story) = &judged.story { <StoryCard story={story.clone()} /> }
                    <ClaimsTable rows={judged.claims.clone()} />
                    <TokenReading reading={judged.reading.clone()} act={props.act.clone()} />
                }
            </div>
        </div>
    }
}

fn rule_side(props: &Props, at: i64, problem: Option<&'static str>) -> Html {
    let session = &props.session.0;
    let (draft, notes, view, desk, act) =
        (&props.draft, &props.notes, session.rule_view, props.desk, &props.act);
    html! {
        <>
            <section class="card" aria-label="The exchange"><div class="pad">
                <AsOfFields workspace={session.workspace.clone()} as_of={session.as_of.clone()} {problem}
                    at={clock::calendar(at)} act={act.clone()} />
            </div></section>
            <RuleCard draft={draft.clone()} notes={notes.clone()} {view} {desk} whole={false} act={act.clone()} />
            <IssuerCard draft={draft.clone()} notes={notes.clone()} {view} {desk} whole={false} act={act.clone()}
                keys={Some((AttrValue::from(session.jwks.clone()), session.keys.clone()))} />
            if draft.has_rule() {
                <p class="sentence">{ derive::sentence(draft) }</p>
            }
            <FindingsTable notes={notes.clone()} {desk} act={act.clone()} />
            <StrangersCard draft={draft.clone()} {desk} token={session.token.clone()} />
        </>
    }
}

/// The token's box, and what the token is.
fn token_box(props: &Props, judged: Option<&JudgeView>) -> Html {
    let unreadable = props.session.0.token.as_ref().and_then(|read| read.result.as_ref().err());
    html! {
        <section class="card" aria-label="The token">
            <div class="pad">
                <TokenBox act={props.act.clone()} />
                if let Some(error) = unreadable {
                    <p class="note refused"><span class="sign" aria-hidden="true">{ "✕" }</span><span>{ prose(&error.to_string()) }</span></p>
                }
                <TokenAbout reading={judged.and_then(|judged| judged.reading.clone())} />
            </div>
        </section>
    }
}

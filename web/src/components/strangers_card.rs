//! Who else gets in.

use super::diff_text::diff_text;
use super::next_frame::use_next_frame;
use super::prose::typeset;
use crate::state::derive::{self, CallerClaim, CallerRow, CircleView};
use crate::state::{Desk, Draft, Shared, TokenRead};
use keyless_core::lint::Severity;
use keyless_core::verdict::Admission;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) draft: Shared<Draft>,
    pub(crate) desk: Desk,
    pub(crate) token: Option<Shared<TokenRead>>,
}

/// The strangers around a draft's workload. It follows a frame behind what is typed: the verdict comes first.
#[component]
pub(crate) fn StrangersCard(props: &Props) -> Html {
    let asked = use_next_frame(&(props.draft.clone(), props.desk, props.token.clone()));
    let circle = use_memo(asked, |(draft, desk, token)| derive::circle_of(draft, *desk, token.as_deref()));
    let circle = (*circle).as_ref();
    html! {
        <section class="card" aria-labelledby="strangers-title">
            <header>
                <h2 id="strangers-title">{ "Who else gets in?" }</h2>
                <span>{ circle.map(tally) }</span>
            </header>
            { circle_table(circle) }
        </section>
    }
}

/// How many get in, with a mark.
pub(crate) fn tally(circle: &CircleView) -> Html {
    let (tone, sign) = match (circle.admitted, circle.shut) {
        (0, None) => ("good", "✓"),
        // A rule that keeps everybody out is no good rule.
        (0, Some(_)) => ("open", "!"),
        _ => weight(circle.against),
    };
    html! { <span class={classes!("tag", tone)}><span aria-hidden="true">{ sign }{ " " }</span>{ &circle.said }</span> }
}

/// How somebody who gets in is marked: those whom nothing found speaks against are no alarm, and a person's to look at.
const fn weight(against: Severity) -> (&'static str, &'static str) {
    match against {
        Severity::Error => ("bad", "!"),
        Severity::Warning => ("open", "!"),
        Severity::Info => ("mute", "i"),
    }
}

/// The table, and what is to be known about it.
pub(crate) fn circle_table(circle: Option<&CircleView>) -> Html {
    html! {
        <>
            if let Some(words) = circle.and_then(|circle| circle.shut) {
                <p class="pad note refused shut"><span class="sign" aria-hidden="true">{ "✕" }</span>
                    <span>{ format!("The workload itself is {words}: the rule is wrong the other way.") }</span></p>
            }
            <table class="strangers" aria-label="Strangers">
                <thead><tr><th scope="col">{ "Caller" }</th><th scope="col">{ "Gets in" }</th></tr></thead>
                <tbody>
                    { for circle.iter().flat_map(|circle| &circle.rows).map(|row| html! {
                        <Line key={row.id} row={row.clone()} against={circle.map_or(Severity::Info, |circle| circle.against)} />
                    }) }
                    if circle.is_none() {
                        <tr><td class="empty" colspan="2">
                            { "Once the rule compares something: everybody around the workload, and whether they get in." }
                        </td></tr>
                    }
                </tbody>
            </table>
            if let Some(circle) = circle {
                <p class="pad hint origin">
                    if circle.admitted > 0 && circle.against == Severity::Info {
                        { "Nothing found speaks against those who get in: look whether you mean each. " }
                    }
                    { circle.origin }
                </p>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct LineProps {
    row: CallerRow,
    against: Severity,
}

/// One caller; what their token says is drawn when it is asked for.
#[component]
fn Line(props: &LineProps) -> Html {
    let open = use_state(|| false);
    let row = &props.row;
    let onclick = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let count = match row.differing() {
        _ if row.is_owner() => format!("{} claims", row.claims.len()),
        1 => "1 claim differs".to_owned(),
        number => format!("{number} claims differ"),
    };
    html! {
        <>
            <tr class={classes!(row.is_owner().then_some("owner"), open.then_some("open"))}>
                <th scope="row">
                    <b>{ typeset(row.title) }</b>
                    <p>{ typeset(row.who) }{ " " }
                        <button type="button" class="plain unfold" aria-expanded={open.to_string()}
                            aria-label={format!("{count}: {}", row.title)} {onclick}>{ count }</button>
                    </p>
                </th>
                <td>{ admission(row, props.against) }</td>
            </tr>
            if *open { <tr class="set"><td colspan="2">{ claim_set(&row.claims) }</td></tr> }
        </>
    }
}

fn admission(row: &CallerRow, against: Severity) -> Html {
    let (tone, sign) = match (row.admission, row.is_owner()) {
        (Admission::Admitted, true) => ("good", "✓"),
        (Admission::KeptOut(_), true) => ("bad", "✕"),
        (Admission::Admitted, false) => weight(against),
        (Admission::KeptOut(_), false) => ("mute", "✓"),
        (Admission::Unknown(_), _) => ("open", "?"),
    };
    html! { <span class={classes!("tag", tone)}><span aria-hidden="true">{ sign }{ " " }</span>{ row.words }</span> }
}

/// A whole claim set; what differs is marked by a sign, and by character.
pub(crate) fn claim_set(claims: &[CallerClaim]) -> Html {
    html! {
        <dl class="claim-set">
            { for claims.iter().map(|claim| html! {
                <div class={classes!(claim.differs.then_some("differs"))}>
                    <dt>
                        if claim.differs { <span aria-hidden="true">{ "≠ " }</span><span class="off-screen">{ "differs: " }</span> }
                        { &claim.name }
                    </dt>
                    <dd>{ claim.value.as_deref().map_or_else(|| html! { <i>{ "not there" }</i> }, diff_text) }</dd>
                </div>
            }) }
        </dl>
    }
}

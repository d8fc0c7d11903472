//! Learn a rule.

use crate::components::{Act, CodeBlock, TextField, click, prose, text_of_event, use_rested, verdict};
use crate::platform::{self, page};
use crate::state::derive;
use crate::state::tools::{Learnt, most_samples};
use crate::state::{Action, Shared};
use keyless_core::answer::Tone;
use keyless_core::learn::{Done, Lesson, Seen};
use keyless_core::order::Order;
use keyless_core::secret::IdentityToken;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) shown: bool,
    pub(crate) learnt: Option<Shared<Learnt>>,
    /// A rule that the samples are held against.
    pub(crate) tighter: AttrValue,
    pub(crate) act: Act,
}

/// The screen. Its box stays while other places are shown, because it holds what the state must not.
#[component]
pub(crate) fn LearnScreen(props: &Props) -> Html {
    let act = &props.act;
    let oninput =
        act.reform(|event: InputEvent| Action::SamplesTyped(IdentityToken::new(text_of_event(&event))));
    let learnt = props.learnt.as_deref();
    let (tone, title, about) = answer(learnt);
    let announced = use_rested(if learnt.is_some() { &title } else { "" });
    html! {
        <div hidden={!props.shown} class="around wrapping">
            <p class="off-screen" role="status" aria-live="polite">{ announced }</p>
            { verdict(tone, &title, &about) }
            <div class="around-in">
                <section class="card" aria-label="What is to get in"><div class="pad">
                    <div class="field token-field">
                        <div class="label-line">
                            <label for={page::SAMPLES_BOX}>{ "Samples" }</label>
                            <span class="need">{ most_samples() }</span>
                        </div>
                        <textarea id={page::SAMPLES_BOX} rows="10" {oninput} autocomplete="off" autocapitalize="off" spellcheck="false"
                            placeholder="Tokens or claim sets of every run that has to get in, one to a line" />
                    </div>
                    { for learnt.iter().flat_map(|learnt| &learnt.problems).take(MOST).map(|(line, why)| html! {
                        <p class="note warning"><span class="sign" aria-hidden="true">{ "!" }</span>
                            <span>{ format!("Line {line}: ") }{ prose(why) }</span></p>
                    }) }
                </div></section>
                { tightening(learnt, props) }
            </div>
            if let Some(Ok(lesson)) = learnt.filter(|_| props.shown).map(|learnt| &learnt.lesson) { { taught(lesson, act) } }
        </div>
    }
}

/// Most problems, and most samples, that are listed.
const MOST: usize = 10;

fn answer(learnt: Option<&Learnt>) -> (Tone, String, String) {
    match learnt.map(|learnt| (&learnt.lesson, learnt.samples.len())) {
        None => (
            Tone::Neutral,
            "No sample yet".to_owned(),
            "The tightest rule that lets in every one of them stands here once there is one.".to_owned(),
        ),
        Some((Err(problem), _)) => (Tone::Bad, "No rule".to_owned(), problem.to_string()),
        Some((Ok(lesson), number)) => {
            let samples = if number == 1 { "1 sample".to_owned() } else { format!("{number} samples") };
            let platform = lesson.provider.map_or("an unknown platform", |provider| provider.name);
            (Tone::Good, format!("A rule for {samples} of {platform}"), lesson.notes.join(" "))
        }
    }
}

/// A rule to hold the samples against.
fn tightening(learnt: Option<&Learnt>, props: &Props) -> Html {
    let read = learnt.map(|learnt| derive::shut_out(learnt, &props.tighter));
    let problems = match &read {
        Some(Err(Some(problem))) => vec![problem.clone()],
        _ => Vec::new(),
    };
    let ontext = props.act.reform(Action::TighterTyped);
    html! {
        <section class="card" aria-label="A tighter rule"><div class="pad">
            <TextField id="tighter" label="Tighter rule JSON" value={props.tighter.clone()} {ontext} rows=6 {problems}
                need="optional" hint="Which samples would it shut out?" />
            if let Some(Ok(out)) = read {
                if out.is_empty() {
                    <p class="note"><span class="tag good"><span aria-hidden="true">{ "✓ " }</span>{ "every sample still gets in" }</span></p>
                } else {
                    <p class="note"><span class="tag bad"><span aria-hidden="true">{ "✕ " }</span>
                        { format!("shuts out {} of {}", out.len(), learnt.map_or(0, |learnt| learnt.samples.len())) }</span></p>
                    <ul class="remains">{ for out.iter().take(MOST).map(|(number, check)| html! {
                        <li>{ format!("Sample {number}, by the {}", check.title().to_lowercase()) }</li>
                    }) }</ul>
                }
            }
        </div></section>
    }
}

fn taught(lesson: &Lesson, act: &Act) -> Html {
    // What the rule reads comes first; within each half they stay in the token's order.
    let mut claims: Vec<&Seen> = lesson.claims.iter().collect();
    claims.order_by_key(|seen| !read(seen.done));
    let body = derive::json(&lesson.rule.to_create_body());
    let file = body.clone();
    let download = act.reform(move |_: MouseEvent| {
        platform::download::text("rule.json", &file, "application/json");
        Action::Said("rule.json is in your downloads.".to_owned())
    });
    html! {
        <div class="columns">
            <section class="card" aria-labelledby="learnt-title">
                <header><h2 id="learnt-title">{ "The rule" }</h2></header>
                <div class="pad">
                    <CodeBlock id="learnt-rule" text={body} act={act.clone()} title="`POST /v1/organizations/federation_rules`" />
                    <p class="leads">
                        <button type="button" onclick={download}>{ "Download" }</button>
                        <button type="button" class="primary" onclick={click(act, || Action::LessonTaken)}>
                            { "Take it to the workload" }</button>
                    </p>
                </div>
            </section>
            <section class="card" aria-labelledby="seen-title">
                <header><h2 id="seen-title">{ "What became of each claim" }</h2><span>{ lesson.claims.len() }</span></header>
                <table class="seen-claims" aria-label="Claims">
                    <thead><tr><th scope="col">{ "Claim" }</th><th scope="col">{ "Values" }</th><th scope="col">{ "In the rule" }</th></tr></thead>
                    <tbody>{ for claims.iter().map(|seen| html! {
                        <tr class={classes!((!read(seen.done)).then_some("dead"))}>
                            <th scope="row"><code>{ &seen.name }</code></th>
                            <td>{ if seen.values == 0 { "–".to_owned() } else { seen.values.to_string() } }
                                if seen.missing > 0 { <small>{ format!(" · not there {} times", seen.missing) }</small> }</td>
                            <td>{ seen.done.words() }</td>
                        </tr>
                    }) }</tbody>
                </table>
            </section>
        </div>
    }
}

const fn read(done: Done) -> bool {
    matches!(done, Done::Compared | Done::Listed | Done::Prefix)
}

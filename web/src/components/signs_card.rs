//! What would show that a client has moved, and where `ant auth status` misleads.

use super::code_block::CodeBlock;
use super::input::Act;
use super::prose::prose;
use keyless_core::answer::{Sign, StatusAnswer};
use keyless_core::precedence::status::Misleading;
use yew::prelude::*;

/// The signs for one client; those for others under a disclosure.
pub(crate) fn signs_card(signs: &'static [Sign], client: &str, act: &Act) -> Html {
    let (mine, others): (Vec<&Sign>, Vec<&Sign>) = signs.iter().partition(|sign| sign.is_for(client));
    html! {
        <section class="card" aria-labelledby="signs-title">
            <header><h2 id="signs-title">{ "The sign that it worked" }</h2></header>
            <div class="pad signs">
                { for mine.iter().enumerate().map(|(index, sign)| one(sign, index == 0, act)) }
                if !others.is_empty() {
                    <details>
                        <summary>{ format!("Signs of other clients ({})", others.len()) }</summary>
                        <div class="inside">{ for others.iter().map(|sign| one(sign, false, act)) }</div>
                    </details>
                }
            </div>
        </section>
    }
}

fn one(sign: &Sign, open: bool, act: &Act) -> Html {
    let id = format!("sign-{}", sign.title.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
    html! {
        <details key={sign.title} {open}>
            <summary>{ prose(sign.title) }</summary>
            if let Some(command) = sign.command {
                <CodeBlock id={id} text={command} act={act.clone()} title="Run, where the workload runs" />
            }
            <dl class="facts">
                <dt>{ "Expect" }</dt><dd>{ prose(sign.expected) }</dd>
                <dt>{ "Proves" }</dt><dd>{ prose(sign.proves) }</dd>
                <dt>{ "Does not prove" }</dt><dd>{ prose(sign.does_not_prove) }</dd>
            </dl>
        </details>
    }
}

/// The cases in which `ant auth status` misleads: those that apply here, and the rest.
pub(crate) fn status_card(here: &[StatusAnswer], all: &[Misleading]) -> Html {
    let rest: Vec<&Misleading> =
        all.iter().filter(|case| here.iter().all(|answer| answer.case.code != case.code)).collect();
    html! {
        <section class="card" aria-labelledby="status-title">
            <header>
                <h2 id="status-title">{ "Where " }<code>{ "ant auth status" }</code>{ " misleads" }</h2>
                <span>{ if here.is_empty() { "nowhere here".to_owned() } else { format!("{} here", here.len()) } }</span>
            </header>
            <div class="pad">
                { for here.iter().map(|answer| {
                    let word = match (answer.pasted, answer.case.certain) {
                        (true, true) => "it does here",
                        (false, true) => "it would here",
                        (_, false) => "it may here",
                    };
                    case(&answer.case, Some(word))
                }) }
                <details>
                    <summary>{ if here.is_empty() { "The six cases" } else { "The other cases" } }</summary>
                    { for rest.into_iter().map(|other| case(other, None)) }
                </details>
            </div>
        </section>
    }
}

fn case(case: &Misleading, word: Option<&'static str>) -> Html {
    html! {
        <dl class="facts case">
            <dt>{ "It says" }</dt>
            <dd>{ prose(case.says) }if let Some(word) = word { { " " }<span class="tag open">{ word }</span> }</dd>
            <dt>{ "In truth" }</dt><dd>{ prose(case.truth) }</dd>
            <dt>{ "What to do" }</dt><dd>{ prose(case.advice) }</dd>
        </dl>
    }
}

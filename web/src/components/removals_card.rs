//! What to remove, and how.

use super::code_block::CodeBlock;
use super::headline::REMOVALS;
use super::input::Act;
use super::prose::prose;
use keyless_core::answer::{How, Removal};
use yew::prelude::*;

/// Most removals that are drawn.
const MOST: usize = 50;
/// So many are told in full; of more, what remains to be done elsewhere is folded away.
const FEW: usize = 2;

/// Every key and token that stands somewhere, with what takes it away.
pub(crate) fn removals_card(removals: &[Removal], act: &Act) -> Html {
    html! {
        <section class="card removals" aria-labelledby="removals-title">
            <header>
                <h2 id={REMOVALS} tabindex="-1"><span id="removals-title">{ "What to unset" }</span></h2>
                <span>{ if removals.is_empty() { "nothing".to_owned() } else { removals.len().to_string() } }</span>
            </header>
            if removals.is_empty() {
                <p class="pad empty">{ "No key and no token stands in what was read." }</p>
            }
            <ol class="removal-list">
                { for removals.iter().take(MOST).enumerate().map(|(index, removal)| one(index, removal, removals.len() <= FEW, act)) }
            </ol>
            if let Some(more) = removals.len().checked_sub(MOST).filter(|more| *more > 0) {
                <p class="pad hint">{ format!("{more} more stand in what was read; the table of settings lists them.") }</p>
            }
        </section>
    }
}

fn one(index: usize, removal: &Removal, open: bool, act: &Act) -> Html {
    let (tone, word) = if removal.used { ("bad", "in use") } else { ("open", "waits") };
    html! {
        <li key={index}>
            <p class="removal-line">
                <b><code>{ &removal.name }</code></b>
                <span class="hint">{ format!("{}, line {}", removal.file, removal.line) }</span>
                if let Some(mask) = &removal.mask { <code>{ mask }</code> }
                <span class={classes!("tag", tone)}>{ word }</span>
            </p>
            if !removal.why.is_empty() { <p class="why">{ prose(&removal.why) }</p> }
            { for removal.how.iter().enumerate().map(|(number, how)| step(&format!("removal-{index}-{number}"), how, act)) }
            if !removal.remains.is_empty() {
                <details {open}>
                    <summary>{ "Then, elsewhere" }</summary>
                    <ul class="remains">{ for removal.remains.iter().map(|text| html! { <li>{ prose(text) }</li> }) }</ul>
                </details>
            }
        </li>
    }
}

fn step(id: &str, how: &How, act: &Act) -> Html {
    match how {
        How::Command { text, about, .. } => html! {
            <CodeBlock id={id.to_owned()} text={text.clone()} act={act.clone()} title={*about} />
        },
        How::Edit { diff, about } => html! {
            <figure class="code">
                <figcaption><span id={id.to_owned()}>{ prose(about) }</span></figcaption>
                <pre tabindex="0" role="group" aria-labelledby={id.to_owned()} class="diff">{ for diff.lines().map(diff_line) }</pre>
            </figure>
        },
    }
}

fn diff_line(line: &str) -> Html {
    let class = match line.as_bytes() {
        [b'-', b'-', b'-', ..] | [b'+', b'+', b'+', ..] | [b'@', ..] => "head",
        [b'-', ..] => "gone",
        [b'+', ..] => "come",
        _ => "same",
    };
    html! { <code {class}>{ line }{ "\n" }</code> }
}

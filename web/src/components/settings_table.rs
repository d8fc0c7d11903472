//! Every setting that was found.

use keyless_core::surroundings::{Finding, Reading, State};
use yew::prelude::*;

/// Most rows that are drawn: whoever has more has a list, and knows it.
const MOST: usize = 200;

/// The table of settings, file by file.
pub(crate) fn settings_table(readings: &[Reading]) -> Html {
    let count: usize = readings.iter().map(|reading| reading.findings.len()).sum();
    let all = readings.iter().flat_map(|reading| &reading.findings);
    html! {
        <section class="card" aria-labelledby="settings-title">
            <header>
                <h2 id="settings-title">{ "Settings that were found" }</h2>
                <span>{ if count > MOST { format!("{MOST} of {count}") } else { count.to_string() } }</span>
            </header>
            <table class="settings" aria-label="Findings">
                <thead><tr>
                    <th scope="col">{ "Where" }</th><th scope="col">{ "Setting" }</th><th scope="col">{ "State" }</th>
                    <th scope="col">{ "Value" }</th>
                </tr></thead>
                <tbody>
                    { for all.take(MOST).map(line) }
                    if count == 0 {
                        <tr><td class="empty" colspan="4">{ "No setting that decides which credential is used." }</td></tr>
                    }
                </tbody>
            </table>
            if count > MOST {
                <p class="pad hint">{ format!("{} more are not listed here; each of them counts.", count - MOST) }</p>
            }
        </section>
    }
}

fn line(finding: &Finding) -> Html {
    let tone = if finding.state == State::Set && finding.kind.is_secret() { "open" } else { "mute" };
    html! {
        <tr>
            <th scope="row"><code>{ format!("{}:{}", finding.file, finding.line) }</code></th>
            <td>
                <code>{ &finding.name }</code>
                if !finding.path.is_empty() && finding.path != finding.name { <small>{ &finding.path }</small> }
            </td>
            <td><span class={classes!("tag", tone)}>{ finding.state.code() }</span></td>
            <td>if let Some(mask) = &finding.secret { <code>{ mask }</code> } else { <span class="mute">{ "–" }</span> }</td>
        </tr>
    }
}

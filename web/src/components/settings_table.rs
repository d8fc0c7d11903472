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
                    <th scope="col">{ "Where" }</th><th scope="col">{ "Setting" }</th>
                    <th scope="col">{ "State" }</th>
                </tr></thead>
                <tbody>
                    { for all.take(MOST).map(line) }
                    if count == 0 {
                        <tr><td class="empty" colspan="3">{ "No setting that decides which credential is used." }</td></tr>
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
    // The path in the file, without the name that stands above it.
    let within =
        finding.path.strip_suffix(finding.name.as_str()).unwrap_or(&finding.path).trim_end_matches('.');
    html! {
        <tr>
            <th scope="row"><code>{ format!("{}:{}", finding.file, finding.line) }</code></th>
            <td>
                <code>{ &finding.name }</code>
                if let Some(mask) = &finding.secret { <code class="mask">{ mask }</code> }
                if !within.is_empty() { <small>{ within }</small> }
            </td>
            <td><span class={classes!("tag", tone)}>{ finding.state.code() }</span></td>
        </tr>
    }
}

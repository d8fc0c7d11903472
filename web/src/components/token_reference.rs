//! What a platform's tokens look like: issuers, subjects and claims, as a reference to unfold.

use super::prose::prose;
use crate::state::derive::ClaimSketch;
use keyless_core::providers::{ClaimKind, IssuerShape, Pins, Provider, SubjectForm};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) provider: &'static Provider,
    pub(crate) claims: Vec<ClaimSketch>,
}

/// The reference.
#[component]
pub(crate) fn TokenReference(props: &Props) -> Html {
    let Props { provider, claims } = props;
    let read = claims.iter().filter(|claim| !claim.read_by.is_empty()).count();
    html! {
        <details class="card stage reference">
            <summary>
                <h2>{ "What its tokens look like" }</h2>
                <span class="hint">{ format!("subjects, issuers and claims of {}", provider.name) }</span>
                <span class="tag mute">{ format!("{read} of {} claims read by the rule", claims.len()) }</span>
            </summary>
            <div class="pad">
                <h3>{ "Subjects" }</h3>
                <ul class="forms">{ for provider.subjects.iter().map(subject) }</ul>
                <h3>{ "Issuers" }</h3>
                <ul class="forms">{ for provider.issuers.iter().map(issuer) }</ul>
                <h3>{ "Claims" }</h3>
                <table class="sketches" aria-label="Claims of this platform">
                    <thead><tr>
                        <th scope="col">{ "Claim" }</th><th scope="col">{ "What it says" }</th>
                        <th scope="col">{ "Pins" }</th><th scope="col">{ "Rule" }</th>
                    </tr></thead>
                    <tbody>{ for claims.iter().map(claim) }</tbody>
                </table>
            </div>
        </details>
    }
}

fn subject(form: &SubjectForm) -> Html {
    html! {
        <li><code>{ form.form }</code>
            <p>{ prose(form.when) }{ unverified(form.unverified) }</p></li>
    }
}

fn issuer(shape: &IssuerShape) -> Html {
    html! {
        <li>
            <p><b>{ shape.name }</b>
                if shape.shared { <span class="tag open">{ "! shared by every customer: a rule must pin the tenant" }</span> }
                if !shape.reachable { <span class="tag mute">{ "keys usually given by hand" }</span> }
            </p>
            <code>{ shape.example }</code>
            <p>{ prose(shape.told_by) }</p>
        </li>
    }
}

fn claim(sketch: &ClaimSketch) -> Html {
    let spec = sketch.spec;
    let kind = match spec.kind {
        ClaimKind::Text => "text",
        ClaimKind::Number => "number",
        ClaimKind::Boolean => "true or false",
        ClaimKind::List => "list",
        ClaimKind::Map => "map",
    };
    html! {
        <tr>
            <th scope="row"><code>{ spec.name }</code><small>{ kind }</small></th>
            <td>{ prose(spec.meaning) }
                { for sketch.remarks.iter().map(|text| html! { <p>{ prose(text) }</p> }) }</td>
            <td class={(spec.pins == Pins::Nothing).then_some("mute")}>{ sketch.pins }</td>
            <td>
                if sketch.read_by.is_empty() {
                    <span class="off-screen">{ "not read" }</span>
                } else {
                    <span class="tag good"><span aria-hidden="true">{ "✓ " }</span>{ sketch.read_by }</span>
                }
            </td>
        </tr>
    }
}

fn unverified(unverified: bool) -> Html {
    if unverified {
        html! { <span class="tag open">{ "? not confirmed" }</span> }
    } else {
        html! {}
    }
}

//! The box of the Admin API's lists, and what was read of them.

use super::input::{Act, click, text_of_event};
use super::prose::prose;
use crate::effects::say_left_out;
use crate::platform::{self, page};
use crate::state::around::{LONG, PASTED};
use crate::state::audit::{self, Audit, List};
use crate::state::{Action, Shared};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) audit: Shared<Audit>,
    pub(crate) act: Act,
}

/// The heading above what was read.
const READ: &str = "lists-read";

/// The box: not controlled, since lists are long.
#[component]
pub(crate) fn ListsCard(props: &Props) -> Html {
    let act = &props.act;
    let oninput = act.reform(|event: InputEvent| {
        let text = text_of_event(&event);
        if text.len() >= LONG {
            page::replace_text(page::LISTS_BOX, "");
            return Action::ListsRead(vec![audit::read(PASTED, &text)]);
        }
        Action::ListTyped((!text.trim().is_empty()).then(|| audit::read(PASTED, &text)))
    });
    // A long text is read before the browser has laid it out in the box.
    let onpaste = {
        let act = act.clone();
        Callback::from(move |event: Event| {
            if let Some(text) = page::pasted(&event).filter(|text| text.len() >= LONG) {
                event.prevent_default();
                act.emit(Action::ListsRead(vec![audit::read(PASTED, &text)]));
            }
        })
    };
    let readers = use_mut_ref(Vec::new);
    let onchange = {
        let act = act.clone();
        Callback::from(move |event: Event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let Some(files) = input.as_ref().and_then(HtmlInputElement::files) else { return };
            let act = act.clone();
            *readers.borrow_mut() = platform::files::read(&files, move |files, left_out| {
                act.emit(Action::lists(&files));
                say_left_out(left_out, &act);
                // So that the same file can be chosen again.
                if let Some(input) = &input {
                    input.set_value("");
                }
            });
        })
    };
    html! {
        <div class="around-in">
            <section class="card" aria-label="What the organization has"><div class="pad">
                <div class="field">
                    <div class="label-line">
                        <label for={page::LISTS_BOX}>{ "Admin API lists" }</label>
                        <span class="need">{ "read here, never kept" }</span>
                    </div>
                    <textarea id={page::LISTS_BOX} rows="10" {oninput} {onpaste} autocomplete="off" autocapitalize="off"
                        spellcheck="false" placeholder="{\"data\": [{\"type\": \"federation_rule\", …" />
                </div>
                <p class="actions">
                    <label class="button">
                        { "Add files" }
                        <input type="file" multiple={true} class="off-screen" {onchange} />
                    </label>
                    <span class="hint">{ "or drop them anywhere on the page" }</span>
                </p>
            </div></section>
            <section class="card" aria-labelledby={READ}>
                <header><h2 id={READ} tabindex="-1">{ "What was read" }</h2></header>
                <div class="pad">
                    if props.audit.is_empty() {
                        { how() }
                    } else {
                        <ul class="readings" aria-label="What was read">
                            { for props.audit.lists().map(|(id, list)| one(id, list, act)) }
                        </ul>
                    }
                </div>
            </section>
        </div>
    }
}

fn how() -> Html {
    html! {
        <>
            <p class="hint">{ prose("The answers of `GET /v1/organizations/federation_rules`, `…/federation_issuers` and \
                `…/service_accounts`: every page, as it came, one after the other or as files. Rules alone are enough; with \
                their issuers the answer is exact.") }</p>
            <p class="hint try">{ "No list at hand? Try:" }</p>
            <p class="leads"><button type="button" class="small"
                onclick={Callback::from(|_: MouseEvent| page::type_into_box(page::LISTS_BOX, EXAMPLE))}>
                { "Three rules, one of them wide open" }</button></p>
        </>
    }
}

/// Three rules, with their issuer and account.
pub(crate) const EXAMPLE: &str = r#"{"data": [
  {"type": "federation_rule", "id": "fdrl_01EXAMPLEa", "name": "deploy", "issuer_id": "fdis_01EXAMPLE",
   "match": {"subject_prefix": "repo:acme*", "audience": "https://api.anthropic.com"},
   "oauth_scope": "workspace:developer", "workspace_ids": ["wrkspc_01EXAMPLE"],
   "target": {"type": "service_account", "service_account_id": "svac_01EXAMPLE"}},
  {"type": "federation_rule", "id": "fdrl_01EXAMPLEb", "name": "release-notes", "issuer_id": "fdis_01EXAMPLE",
   "match": {"subject_prefix": "repo:acme@1482/site@90210:ref:refs/heads/main", "audience": "https://api.anthropic.com",
    "claims": {"repository_id": "90210", "repository_owner_id": "1482"}, "condition": "claims.event_name == 'push'"},
   "oauth_scope": "workspace:inference", "workspace_ids": ["wrkspc_01EXAMPLE"],
   "target": {"type": "service_account", "service_account_id": "svac_01EXAMPLE"}},
  {"type": "federation_rule", "id": "fdrl_01EXAMPLEc", "name": "pilot", "issuer_id": "fdis_01EXAMPLE",
   "archived_at": "2026-09-01T00:00:00Z", "oauth_scope": "workspace:inference",
   "match": {"subject_prefix": "repo:acme/*", "audience": "https://api.anthropic.com"},
   "target": {"type": "service_account", "service_account_id": "svac_01EXAMPLE"}}
]}
{"data": [{"type": "federation_issuer", "id": "fdis_01EXAMPLE", "name": "github",
  "issuer_url": "https://token.actions.githubusercontent.com", "jwks": {"type": "discovery"}}]}
{"data": [{"type": "service_account", "id": "svac_01EXAMPLE", "name": "ci", "organization_role": "developer"}]}
"#;

/// Most problems of one list that are drawn.
const MOST: usize = 10;

fn one(id: Option<u32>, list: &List, act: &Act) -> Html {
    let onclick = match id {
        Some(id) => click(act, move || {
            // The button goes with its file: the focus goes on from the heading.
            page::focus(READ);
            Action::ListDropped(id)
        }),
        None => click(act, || {
            page::replace_text(page::LISTS_BOX, "");
            page::focus(page::LISTS_BOX);
            Action::ListTyped(None)
        }),
    };
    let (tone, word, problems) = match &list.read {
        Ok(objects) => {
            let kinds = [
                (objects.rules.len(), "rule"),
                (objects.issuers.len(), "issuer"),
                (objects.accounts.len(), "account"),
            ];
            let kinds: Vec<String> = kinds
                .into_iter()
                .filter(|(number, _)| *number > 0)
                .map(|(number, what)| format!("{number} {what}{}", if number == 1 { "" } else { "s" }))
                .collect();
            ("good", kinds.join(" · "), objects.problems.iter().map(ToString::to_string).collect::<Vec<_>>())
        }
        Err(problem) => ("bad", "not read".to_owned(), vec![problem.to_string()]),
    };
    html! {
        <li key={id.map_or_else(|| "box".to_owned(), |id| id.to_string())}>
            <p class="reading-line">
                <b>{ &list.name }</b>
                <span class={classes!("tag", tone)}>{ word }</span>
                <button type="button" class="small plain" aria-label={format!("Let go of {}", list.name)} {onclick}>{ "✕" }</button>
            </p>
            { for problems.iter().take(MOST).map(|text| html! {
                <p class="note warning"><span class="sign" aria-hidden="true">{ "!" }</span><span>{ prose(text) }</span></p>
            }) }
            if let Some(more) = problems.len().checked_sub(MOST).filter(|more| *more > 0) {
                <p class="hint">{ format!("{more} more of this kind.") }</p>
            }
        </li>
    }
}

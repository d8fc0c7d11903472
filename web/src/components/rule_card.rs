//! A rule, as a form and as JSON: two views of one thing.

use super::field::TextField;
use super::input::{Act, click, text_of_event};
use super::prose::prose;
use crate::state::derive::{self, Note};
use crate::state::{Action, Desk, Draft, RuleView, Shared};
use keyless_core::facts;
use keyless_core::rule::{Edit, FieldPath};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) draft: Shared<Draft>,
    pub(crate) notes: Shared<Vec<Note>>,
    pub(crate) view: RuleView,
    pub(crate) desk: Desk,
    /// Whether every field is shown, or those alone that a token is compared with.
    pub(crate) whole: bool,
    pub(crate) act: Act,
}

impl Props {
    fn notes(&self, field: &FieldPath) -> Vec<Note> {
        self.notes.iter().filter(|note| note.field == *field).cloned().collect()
    }

    fn text(
        &self,
        id: &'static str,
        label: &'static str,
        value: &str,
        field: FieldPath,
        more: &More,
    ) -> Html {
        let (desk, notes) = (self.desk, self.notes(&field));
        let ontext = self.act.reform(move |text| Action::Edited(desk, vec![Edit::set(field.clone(), text)]));
        html! {
            <TextField {id} {label} value={value.to_owned()} {ontext} {notes} hint={more.hint.clone()} example={more.example.clone()}
                rows={more.rows} mends={Some((self.act.clone(), desk))} />
        }
    }
}

/// What a field has beside its text.
struct More {
    hint: AttrValue,
    example: AttrValue,
    rows: u32,
}

fn more(example: impl Into<AttrValue>, hint: impl Into<AttrValue>) -> More {
    More { hint: hint.into(), example: example.into(), rows: 1 }
}

/// The rule.
#[component]
pub(crate) fn RuleCard(props: &Props) -> Html {
    let views = [(RuleView::Both, "Both"), (RuleView::Form, "Form"), (RuleView::Json, "JSON")];
    html! {
        <section class="card" aria-labelledby="rule-title">
            <header>
                <h2 id="rule-title">{ "Rule" }</h2>
                <div class="switch" role="group" aria-label="Views of the rule">
                    { for views.into_iter().map(|(view, label)| html! {
                        <button type="button" aria-pressed={(view == props.view).to_string()}
                            onclick={click(&props.act, move || Action::ViewChosen(view))}>{ label }</button>
                    }) }
                </div>
            </header>
            <div class="pad">
                if props.view != RuleView::Json { { form(props) } }
                if props.view != RuleView::Form { { json(props) } }
            </div>
        </section>
    }
}

fn json(props: &Props) -> Html {
    let typed = props.draft.rule_json.as_ref();
    let desk = props.desk;
    let value = match typed {
        Some(typed) => typed.text.clone(),
        None if !props.draft.has_rule() && desk == Desk::Bench => String::new(),
        None => derive::json(&props.draft.setup.rule.to_create_body()),
    };
    html! {
        <TextField id="rule-json" label="Rule JSON" {value} rows={10}
            example="A create body, or the rule as the Admin API returns it"
            problems={typed.map(|typed| typed.problems.clone()).unwrap_or_default()}
            ontext={props.act.reform(move |text| Action::RuleTyped(desk, text))} />
    }
}

fn form(props: &Props) -> Html {
    let rule = &props.draft.setup.rule;
    html! {
        <>
            if props.whole {
                { props.text("rule-name", "Rule name", &rule.name, FieldPath::RuleName,
                    &more("release-notes-ci", "Lower-case letters, digits and hyphens.")) }
                { props.text("rule-description", "Rule description", &rule.description, FieldPath::RuleDescription,
                    &more("", "")) }
            }
            { props.text("subject", "Subject", &rule.subject_prefix, FieldPath::SubjectPrefix,
                &more("repo:acme/site:ref:refs/heads/main", "Compared with sub exactly; with * at the end, as a prefix.")) }
            { props.text("audience", "Audience", &rule.audience, FieldPath::Audience,
                &more(facts::DEFAULT_AUDIENCE.value, "Empty means the service’s default, not any.")) }
            { claims(props) }
            { props.text("condition", "Condition", &rule.condition, FieldPath::Condition,
                &More { rows: 2, ..more("claims.runner_environment == \"github-hosted\"", "CEL over claims; it has to be true.") }) }
            if props.whole { { grant(props) } }
        </>
    }
}

fn claims(props: &Props) -> Html {
    let claims = &props.draft.setup.rule.claims;
    let lines = claims
        .iter()
        .map(|claim| (claim.name.as_str(), claim.value.as_str()))
        // One blank line more, to type the next claim into.
        .chain(std::iter::once(("", "")))
        .enumerate();
    let general = props.notes(&FieldPath::Claims);
    html! {
        <fieldset class="claims-form">
            <legend>{ "Claims, all must be equal" }</legend>
            { for lines.map(|(index, (name, value))| claim_line(props, index, name, value)) }
            { for general.into_iter().map(|note| html! {
                <p class="note refused"><span class="sign" aria-hidden="true">{ "✕" }</span><span>{ prose(&note.message) }</span></p>
            }) }
        </fieldset>
    }
}

fn claim_line(props: &Props, index: usize, name: &str, value: &str) -> Html {
    let desk = props.desk;
    let number = index + 1;
    let (kept_name, kept_value) = (name.to_owned(), value.to_owned());
    let on_name = props.act.reform(move |event: InputEvent| {
        Action::ClaimTyped(desk, index, text_of_event(&event), kept_value.clone())
    });
    let on_value = props.act.reform(move |event: InputEvent| {
        Action::ClaimTyped(desk, index, kept_name.clone(), text_of_event(&event))
    });
    let remove = click(&props.act, move || Action::ClaimTyped(desk, index, String::new(), String::new()));
    let notes = if name.is_empty() { Vec::new() } else { props.notes(&FieldPath::Claim(name.to_owned())) };
    html! {
        <div class="claim-line">
            <input type="text" value={name.to_owned()} oninput={on_name} placeholder="claim"
                aria-label={format!("Claim {number} name")} autocomplete="off" autocapitalize="off" spellcheck="false" />
            <span aria-hidden="true">{ "=" }</span>
            <input type="text" value={value.to_owned()} oninput={on_value} placeholder="exact text"
                aria-label={format!("Claim {number} value")} autocomplete="off" autocapitalize="off" spellcheck="false" />
            if !(name.is_empty() && value.is_empty()) {
                <button type="button" class="small plain" onclick={remove} aria-label={format!("Remove claim {number}")}>{ "×" }</button>
            }
            { for notes.into_iter().map(|note| html! {
                <p class="note refused"><span class="sign" aria-hidden="true">{ "!" }</span><span>{ prose(&note.message) }</span></p>
            }) }
        </div>
    }
}

fn grant(props: &Props) -> Html {
    let rule = &props.draft.setup.rule;
    let desk = props.desk;
    let workspace = rule.workspace_ids.first().cloned().unwrap_or_default();
    let all = (!rule.applies_to_all_workspaces).to_string();
    let toggle = click(&props.act, move || {
        Action::Edited(desk, vec![Edit::set(FieldPath::AllWorkspaces, all.clone())])
    });
    html! {
        <div class="pair">
            { props.text("scope", "Scope", &rule.oauth_scope, FieldPath::Scope,
                &more("workspace:inference", "The narrowest that does the work.")) }
            { props.text("lifetime", "Lifetime of a minted token, in seconds", &rule.token_lifetime_seconds,
                FieldPath::TokenLifetime, &more(facts::TOKEN_LIFETIME_SUGGESTED.value.to_string(), lifetime_hint())) }
            { props.text("workspace", "Workspace", &workspace, FieldPath::Workspace,
                &more("wrkspc_…", "From the Console, Settings, Workspaces.")) }
            <div class="field check">
                <input id="all-workspaces" type="checkbox" checked={rule.applies_to_all_workspaces} onclick={toggle} />
                <label for="all-workspaces">{ "In every workspace of the organization" }</label>
            </div>
            { props.text("issuer-id", "Issuer id, where it exists already", &rule.issuer_id, FieldPath::RuleIssuerId,
                &more("fdis_…", "")) }
            { props.text("account-id", "Service account id, where it exists already", &rule.service_account_id,
                FieldPath::Target, &more("svac_…", "")) }
        </div>
    }
}

fn lifetime_hint() -> String {
    let range = facts::TOKEN_LIFETIME_RANGE.value;
    format!("{} to {}; empty means {}.", range.start(), range.end(), facts::TOKEN_LIFETIME_DEFAULT.value)
}

//! The service account that a rule mints tokens for.

use super::field::TextField;
use super::input::{Act, text_of_event};
use crate::state::derive::Note;
use crate::state::{Action, Desk, Draft, Shared};
use keyless_core::facts;
use keyless_core::rule::{Edit, FieldPath};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) draft: Shared<Draft>,
    pub(crate) notes: Shared<Vec<Note>>,
    pub(crate) act: Act,
}

/// The service account and the organization.
#[component]
pub(crate) fn AccountCard(props: &Props) -> Html {
    let setup = &props.draft.setup;
    let text = |id: &'static str,
                label: &'static str,
                value: &str,
                field: FieldPath,
                example: &'static str,
                hint: &'static str| {
        let notes: Vec<Note> = props.notes.iter().filter(|note| note.field == field).cloned().collect();
        let ontext =
            props.act.reform(move |text| Action::Edited(Desk::Plan, vec![Edit::set(field.clone(), text)]));
        html! {
            <TextField {id} {label} value={value.to_owned()} {ontext} {notes} {example} {hint}
                mends={Some((props.act.clone(), Desk::Plan))} />
        }
    };
    let onchange = props.act.reform(|event: Event| {
        Action::Edited(Desk::Plan, vec![Edit::set(FieldPath::OrganizationRole, text_of_event(&event))])
    });
    html! {
        <section class="card" aria-labelledby="account-title">
            <header><h2 id="account-title">{ "Service account" }</h2></header>
            <div class="pad">
                { text("account-name", "Account name", &setup.account.name, FieldPath::AccountName, "release-notes",
                    "It cannot be changed later.") }
                { text("account-description", "Account description", &setup.account.description,
                    FieldPath::AccountDescription, "", "") }
                <div class="pair">
                    <div class="field">
                        <label for="account-role">{ "Role in the organization" }</label>
                        <select id="account-role" {onchange}>
                            <option value="" selected={setup.account.organization_role.is_empty()}>{ "developer (default)" }</option>
                            { for facts::ORGANIZATION_ROLES.value.into_iter().map(|role| html! {
                                <option value={role} selected={role == setup.account.organization_role}>{ role }</option>
                            }) }
                        </select>
                    </div>
                    { text("organization", "Organization id", &setup.organization_id, FieldPath::OrganizationId,
                        "00000000-0000-0000-0000-000000000000", "A bare UUID, from the Console, Settings, Organization.") }
                </div>
            </div>
        </section>
    }
}

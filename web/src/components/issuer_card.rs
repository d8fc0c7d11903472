//! An issuer and its keys.

use super::field::TextField;
use super::input::{Act, text_of_event};
use crate::state::derive::{self, Note};
use crate::state::{Action, Desk, Draft, Keys, RuleView, Shared};
use keyless_core::facts;
use keyless_core::rule::{Edit, FieldPath, KeySourceKind};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) draft: Shared<Draft>,
    pub(crate) notes: Shared<Vec<Note>>,
    pub(crate) view: RuleView,
    pub(crate) desk: Desk,
    /// Whether every field is shown, or those alone that a token is compared with.
    pub(crate) whole: bool,
    /// The JWKS box and what was made of it; none where no signature is checked.
    #[prop_or_default]
    pub(crate) keys: Option<(AttrValue, Shared<Keys>)>,
    pub(crate) act: Act,
}

impl Props {
    fn text(
        &self,
        id: &'static str,
        label: &'static str,
        value: &str,
        field: FieldPath,
        example: impl Into<AttrValue>,
    ) -> Html {
        let desk = self.desk;
        let notes: Vec<Note> = self.notes.iter().filter(|note| note.field == field).cloned().collect();
        let ontext = self.act.reform(move |text| Action::Edited(desk, vec![Edit::set(field.clone(), text)]));
        html! {
            <TextField {id} {label} value={value.to_owned()} {ontext} {notes} example={example.into()}
                mends={Some((self.act.clone(), desk))} />
        }
    }
}

/// The issuer.
#[component]
pub(crate) fn IssuerCard(props: &Props) -> Html {
    let issuer = &props.draft.setup.issuer;
    html! {
        <section class="card" aria-labelledby="issuer-title">
            <header><h2 id="issuer-title">{ if props.keys.is_some() { "Issuer and its keys" } else { "Issuer" } }</h2></header>
            <div class="pad">
                if props.view != RuleView::Json {
                    if props.whole {
                        { props.text("issuer-name", "Issuer name", &issuer.name, FieldPath::IssuerName, "github-actions") }
                    }
                    { props.text("issuer-url", "Issuer URL", &issuer.issuer_url, FieldPath::IssuerUrl,
                        "https://token.actions.githubusercontent.com") }
                    if props.whole { { source(props) } }
                }
                if props.view != RuleView::Form { { json(props) } }
                if let Some((text, keys)) = &props.keys { { jwks(props, text, keys) } }
            </div>
        </section>
    }
}

fn json(props: &Props) -> Html {
    let desk = props.desk;
    let typed = props.draft.issuer_json.as_ref();
    let value = match typed {
        Some(typed) => typed.text.clone(),
        None if !props.draft.has_issuer() && desk == Desk::Bench => String::new(),
        None => derive::json(&props.draft.setup.issuer.to_create_body()),
    };
    html! {
        <TextField id="issuer-json" label="Issuer JSON" {value} rows={6}
            example="A create body, or the issuer as the Admin API returns it"
            problems={typed.map(|typed| typed.problems.clone()).unwrap_or_default()}
            ontext={props.act.reform(move |text| Action::IssuerTyped(desk, text))} />
    }
}

fn jwks(props: &Props, text: &AttrValue, keys: &Keys) -> Html {
    let problems: Vec<String> = keys.problem.iter().map(ToString::to_string).collect();
    let hint = match &keys.set {
        Some(set) if text.is_empty() => format!("Taken from the issuer\u{2019}s own keys: {}.", set.len()),
        Some(set) => format!("Public keys: {} ({}).", set.len(), set.ids().join(", ")),
        None => {
            "The issuer\u{2019}s public keys, from its jwks_uri. The signature is checked with them, here."
                .to_owned()
        }
    };
    html! {
        <TextField id="jwks" label="JWKS" value={text.clone()} rows={4} {problems} {hint}
            example={"{ \"keys\": [ … ] }"} ontext={props.act.reform(Action::JwksTyped)} />
    }
}

fn source(props: &Props) -> Html {
    let issuer = &props.draft.setup.issuer;
    let desk = props.desk;
    let choose = |field: FieldPath| {
        props.act.reform(move |event: Event| {
            Action::Edited(desk, vec![Edit::set(field.clone(), text_of_event(&event))])
        })
    };
    let kinds = [
        (KeySourceKind::Discovery, "By discovery, at the issuer’s own address"),
        (KeySourceKind::ExplicitUrl, "From one address"),
        (KeySourceKind::Inline, "Given here: the service cannot reach the issuer"),
    ];
    html! {
        <>
            <div class="field">
                <label for="jwks-type">{ "Where the service takes the keys from" }</label>
                <select id="jwks-type" onchange={choose(FieldPath::JwksType)}>
                    { for kinds.into_iter().map(|(kind, label)| html! {
                        <option value={kind.as_str()} selected={kind == issuer.jwks.kind}>{ label }</option>
                    }) }
                </select>
            </div>
            { match issuer.jwks.kind {
                KeySourceKind::Discovery => props.text("discovery-base", "Discovery base, where it is not the issuer’s address",
                    &issuer.jwks.discovery_base, FieldPath::DiscoveryBase, ""),
                KeySourceKind::ExplicitUrl => props.text("jwks-url", "Address of the keys", &issuer.jwks.url,
                    FieldPath::JwksUrl, "https://example.com/keys"),
                KeySourceKind::Inline => inline(props),
            } }
            <div class="pair">
                { props.text("max-lifetime", "Longest life of a token, in seconds", &issuer.max_jwt_lifetime_seconds,
                    FieldPath::MaxJwtLifetime, facts::MAX_JWT_LIFETIME_DEFAULT.value.to_string()) }
                <div class="field">
                    <label for="check-jti">{ "A token can be used" }</label>
                    <select id="check-jti" onchange={choose(FieldPath::CheckJti)}>
                        <option value="true" selected={issuer.check_jti != Some(false)}>{ "Once, by its jti (default)" }</option>
                        <option value="false" selected={issuer.check_jti == Some(false)}>{ "Again until it ends" }</option>
                    </select>
                </div>
            </div>
        </>
    }
}

fn inline(props: &Props) -> Html {
    let desk = props.desk;
    let notes: Vec<Note> = props.notes.iter().filter(|n| n.field == FieldPath::JwksKeys).cloned().collect();
    let ontext =
        props.act.reform(move |text| Action::Edited(desk, vec![Edit::set(FieldPath::JwksKeys, text)]));
    html! {
        <TextField id="jwks-keys" label="Keys of the issuer" value={props.draft.setup.issuer.jwks.keys.clone()}
            rows={5} {notes} {ontext} hint="A JWKS, or the array inside it. Public keys alone; the service never refreshes them." />
    }
}

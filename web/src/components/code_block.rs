//! Code to look at, copy and take away.

use super::input::Act;
use super::prose::prose;
use crate::platform;
use crate::state::Action;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct CopyProps {
    pub(crate) text: AttrValue,
    pub(crate) act: Act,
    /// The element that says what is copied.
    #[prop_or_default]
    pub(crate) about: Option<AttrValue>,
}

/// Copies a text.
#[component]
pub(crate) fn CopyButton(props: &CopyProps) -> Html {
    let (text, act) = (props.text.clone(), props.act.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        let act = act.clone();
        platform::clipboard::copy(text.to_string(), move |copied| {
            let said = if copied { "Copied." } else { "The browser did not allow copying: select the text." };
            act.emit(Action::Said(said.to_owned()));
        });
    });
    html! { <button type="button" class="small" aria-describedby={props.about.clone()} {onclick}>{ "Copy" }</button> }
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Unique in the document.
    pub(crate) id: AttrValue,
    pub(crate) text: AttrValue,
    pub(crate) act: Act,
    /// What it is, in a line.
    pub(crate) title: AttrValue,
}

/// A command with its copy button.
#[component]
pub(crate) fn CodeBlock(props: &Props) -> Html {
    let about = format!("{}-title", props.id);
    html! {
        <figure class="code">
            <figcaption>
                <span id={about.clone()}>{ prose(&props.title) }</span>
                <CopyButton text={props.text.clone()} act={props.act.clone()} about={AttrValue::from(about.clone())} />
            </figcaption>
            <pre tabindex="0" aria-labelledby={about} role="group"><code>{ &props.text }</code></pre>
        </figure>
    }
}

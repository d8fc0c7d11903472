//! Step 4: the files and commands.

use super::{Props, no_platform};
use crate::components::{Act, CopyButton, prose};
use crate::platform;
use crate::state::{Action, derive};
use keyless_core::export::{Artifact, Purpose};
use yew::prelude::*;

/// The files, by purpose.
#[component]
pub(crate) fn Wire(props: &Props) -> Html {
    let files = use_memo(props.draft.clone(), |draft| derive::files(draft));
    let act = &props.act;
    if props.draft.setup.provider().is_none() {
        return no_platform(act);
    }
    let all: Vec<(String, String)> =
        files.artifacts.iter().map(|file| (file.path.clone(), file.body.clone())).collect();
    let download_all = act.reform(move |_: MouseEvent| {
        platform::download::zip("keyless.zip", &all);
        Action::Said("All files are in your downloads as keyless.zip.".to_owned())
    });
    let saved = props.draft.setup.to_json();
    let download_setup = act.reform(move |_: MouseEvent| {
        platform::download::text("keyless-setup.json", &saved, "application/json");
        Action::Said("The setup is in your downloads as keyless-setup.json.".to_owned())
    });
    let purposes = [
        (Purpose::Claude, "At Claude", "Makes account, issuer and rule."),
        (Purpose::Workload, "At the workload", "Takes the place of the key."),
        (Purpose::People, "For people", "What to do, in which order."),
    ];
    html! {
        <>
            <p class="actions">
                <button type="button" class="primary" onclick={download_all}>{ "Download all" }</button>
                <button type="button" onclick={download_setup}>{ "Save the setup" }</button>
                <span class="hint">{ format!("{} files. None holds a key or a token.", files.artifacts.len()) }</span>
            </p>
            if !files.missing.is_empty() {
                <section class="card" aria-labelledby="missing-title">
                    <header><h2 id="missing-title">{ "Still to be filled in" }</h2><span>{ files.missing.len() }</span></header>
                    <dl class="facts pad">{ for files.missing.iter().map(|missing| html! {
                        <><dt><code>{ &missing.placeholder }</code></dt><dd>{ prose(&missing.meaning) }</dd></>
                    }) }</dl>
                </section>
            }
            { for purposes.into_iter().map(|(purpose, title, about)| {
                let of: Vec<&Artifact> = files.artifacts.iter().filter(|file| file.purpose == purpose).collect();
                if of.is_empty() {
                    return html! {};
                }
                html! {
                    <section class="files">
                        <h2>{ title }<small>{ about }</small></h2>
                        { for of.into_iter().map(|file| artifact(file, act)) }
                    </section>
                }
            }) }
        </>
    }
}

fn artifact(file: &Artifact, act: &Act) -> Html {
    let id = format!("file-{}", file.path.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
    let (path, body, media) = (file.path.clone(), file.body.clone(), file.language.media_type());
    let download = act.reform(move |_: MouseEvent| {
        let name = path.rsplit('/').next().unwrap_or(&path);
        platform::download::text(name, &body, media);
        Action::Said(format!("{name} is in your downloads."))
    });
    html! {
        <figure key={file.path.clone()} class="code file">
            <figcaption>
                <span id={id.clone()}><b>{ &file.path }</b>{ " " }<small>{ prose(&file.title) }</small></span>
                <CopyButton text={file.body.clone()} act={act.clone()} about={AttrValue::from(id.clone())} />
                <button type="button" class="small" aria-describedby={id.clone()} onclick={download}>{ "Download" }</button>
            </figcaption>
            <pre tabindex="0" role="group" aria-labelledby={id}><code>{ &file.body }</code></pre>
        </figure>
    }
}

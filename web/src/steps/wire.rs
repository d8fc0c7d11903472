//! Step 4: the files and commands.

use super::{Props, no_platform};
use crate::components::{Act, CopyButton, prose, text_of_event};
use crate::platform;
use crate::state::{Action, derive};
use keyless_core::export::{Artifact, Missing, Purpose};
use yew::prelude::*;

/// Purposes in the order in which their files are listed, each with what it is called.
const PURPOSES: [(Purpose, &str); 5] = [
    (Purpose::Claude, "At Claude"),
    (Purpose::Platform, "At the platform"),
    (Purpose::Workload, "At the workload"),
    (Purpose::Code, "In a program"),
    (Purpose::People, "For people"),
];

/// The files by purpose, one of them in view.
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
    let groups: Vec<(&str, Vec<&Artifact>)> = PURPOSES
        .into_iter()
        .map(|(purpose, title)| {
            (title, files.artifacts.iter().filter(|file| file.purpose == purpose).collect::<Vec<_>>())
        })
        .filter(|(_, of)| !of.is_empty())
        .collect();
    let mut listed = groups.iter().flat_map(|(_, of)| of);
    let picked = listed.clone().find(|file| file.path == props.file.as_str()).or_else(|| listed.next());
    html! {
        <>
            <p class="actions">
                <button type="button" class="primary" onclick={download_all}>{ "Download all" }</button>
                <button type="button" onclick={download_setup}>{ "Save the setup" }</button>
                <span class="hint">{ format!("{} files. None holds a key or a token.", files.artifacts.len()) }</span>
            </p>
            { to_fill_in(&files.missing) }
            <div class="files">
                <div class="file-list" role="radiogroup" aria-label="Files">
                    { for groups.iter().map(|(title, of)| html! {
                        <fieldset key={*title}>
                            <legend>{ *title }</legend>
                            { for of.iter().map(|file| row(file, picked.is_some_and(|p| p.path == file.path), act)) }
                        </fieldset>
                    }) }
                </div>
                { picked.map(|file| preview(file, act)) }
            </div>
        </>
    }
}

/// More placeholders than these are folded away.
const FEW: usize = 4;

fn to_fill_in(missing: &[Missing]) -> Html {
    if missing.is_empty() {
        return html! {};
    }
    let title = match missing.len() {
        1 => "1 value is still to be filled in".to_owned(),
        number => format!("{number} values are still to be filled in"),
    };
    html! {
        <details class="card stage" open={missing.len() <= FEW}>
            <summary><h2>{ title }</h2><span class="hint">{ "marked the same in every file" }</span></summary>
            <dl class="facts pad">{ for missing.iter().map(|missing| html! {
                <><dt><code>{ &missing.placeholder }</code></dt><dd>{ prose(&missing.meaning) }</dd></>
            }) }</dl>
        </details>
    }
}

/// A file in the list. Radio buttons: one stop for the Tab key, and the arrows go through all of them.
fn row(file: &Artifact, picked: bool, act: &Act) -> Html {
    let onchange = act.reform(|event: Event| Action::FilePicked(text_of_event(&event)));
    html! {
        <label key={file.path.clone()} class="file-row">
            <input type="radio" name="file" value={file.path.clone()} checked={picked} {onchange} />
            <code>{ &file.path }</code>
        </label>
    }
}

fn preview(file: &Artifact, act: &Act) -> Html {
    let id = "file-preview";
    let (path, body, media) = (file.path.clone(), file.body.clone(), file.language.media_type());
    let download = act.reform(move |_: MouseEvent| {
        let name = path.rsplit('/').next().unwrap_or(&path);
        platform::download::text(name, &body, media);
        Action::Said(format!("{name} is in your downloads."))
    });
    html! {
        <figure class="code file">
            <figcaption>
                <span {id}><b>{ &file.path }</b>{ " " }<small>{ file.language.name() }</small></span>
                <CopyButton text={file.body.clone()} act={act.clone()} about={AttrValue::from(id)} />
                <button type="button" class="small" aria-describedby={id} onclick={download}>{ "Download" }</button>
            </figcaption>
            <div class="file-about">
                <p>{ prose(&file.title) }{ "." }</p>
                if let Some(place) = &file.belongs {
                    <p>{ "It belongs at " }<code>{ place }</code>{ "." }</p>
                }
            </div>
            // Another file begins at its top.
            <pre key={file.path.clone()} tabindex="0" role="group" aria-labelledby={id}><code>{ &file.body }</code></pre>
        </figure>
    }
}

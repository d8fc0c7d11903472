//! Audit existing rules.

use crate::components::{Act, LISTS_EXAMPLE, ListsCard, RulesTable, prose, use_rested, verdict};
use crate::platform::{self, clock::milliseconds, slices};
use crate::state::audit::{Audit, Table, rehearsal};
use crate::state::derive::{self, AuditHeadline, Report};
use crate::state::{Action, Shared};
use keyless_core::answer::Tone;
use keyless_core::audit::Relation;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) shown: bool,
    pub(crate) audit: Shared<Audit>,
    pub(crate) table: Table,
    pub(crate) act: Act,
}

/// How long the judging goes on before it is told how far it is, and again after that.
const TELL_MS: f64 = 250.0;

/// The screen. Its box stays while other places are shown, so that nothing typed is lost.
#[component]
pub(crate) fn AuditScreen(props: &Props) -> Html {
    let audit = &props.audit;
    use_rehearsal();
    use_judging(audit, &props.act);
    let headline = use_memo(audit.clone(), |audit| derive::audit_headline(audit));
    let done = audit.is_done() && !audit.inventory.is_empty();
    let announced =
        use_rested(headline.as_ref().as_ref().filter(|_| done).map_or("", |headline| &headline.title));
    let of = audit.inventory.len();
    html! {
        <div hidden={!props.shown} class="around audit">
            <p class="off-screen" role="status" aria-live="polite">{ announced }</p>
            { banner((*headline).as_ref().filter(|_| done), of) }
            <ListsCard audit={audit.clone()} act={props.act.clone()} />
            if props.shown && of > 0 {
                <section class="card" aria-labelledby="rules-title">
                    <header>
                        <h2 id="rules-title">{ "Rules" }</h2>
                        if done {
                            <Exports audit={audit.clone()} act={props.act.clone()} />
                        } else {
                            <span>{ format!("{} of {of} judged", audit.rows.len()) }</span>
                            <progress max={of.to_string()} value={audit.rows.len().to_string()} aria-label="Rules judged" />
                        }
                    </header>
                    <RulesTable audit={audit.clone()} table={props.table} act={props.act.clone()} />
                </section>
                { between(audit.relations.as_deref().map(Vec::as_slice).unwrap_or_default()) }
            }
        </div>
    }
}

/// Judges what nobody asked for, so that the browser has compiled what it takes when somebody does.
#[hook]
fn use_rehearsal() {
    use_effect_with((), |()| {
        let (mut of, mut next) = (None, 0);
        let work = slices::run(move || {
            let of = of.get_or_insert_with(|| rehearsal(LISTS_EXAMPLE));
            next += 1;
            of.row(next - 1).is_some()
        });
        move || drop(work)
    });
}

/// Judges what was not judged at once, in slices.
#[hook]
fn use_judging(audit: &Shared<Audit>, act: &Act) {
    let act = act.clone();
    let done = audit.rows.len();
    use_effect_with((audit.inventory.clone(), audit.is_done()), move |(of, is_done)| {
        let (of, mut next, mut rows, mut told) = (of.clone(), done, Vec::new(), milliseconds());
        let work = (!*is_done).then(|| {
            slices::run(move || {
                let Some(row) = of.row(next) else {
                    act.emit(Action::RowsJudged(of.clone(), std::mem::take(&mut rows), Some(of.relations())));
                    return false;
                };
                next += 1;
                rows.push(Rc::new(row));
                if milliseconds() - told > TELL_MS {
                    told = milliseconds();
                    act.emit(Action::RowsJudged(of.clone(), std::mem::take(&mut rows), None));
                }
                true
            })
        });
        move || drop(work)
    });
}

fn banner(headline: Option<&AuditHeadline>, of: usize) -> Html {
    match headline {
        Some(headline) => verdict(headline.tone, &headline.title, &headline.about),
        None if of > 0 => {
            verdict(Tone::Neutral, &format!("Judging {of} rules"), "The table fills as they are judged.")
        }
        None => verdict(
            Tone::Neutral,
            "No rule yet",
            "Once lists are pasted or dropped below, how many rules let strangers in stands here.",
        ),
    }
}

/// Most relations that are drawn.
const MOST: usize = 50;

fn between(relations: &[Relation]) -> Html {
    if relations.is_empty() {
        return html! {};
    }
    html! {
        <section class="card" aria-labelledby="between-title">
            <header><h2 id="between-title">{ "Between them" }</h2><span>{ relations.len() }</span></header>
            <ul class="pad between">
                { for relations.iter().take(MOST).map(|relation| html! {
                    <li><b>{ relation.names.join(", ") }</b>{ " " }{ prose(relation.between.words()) }</li>
                }) }
                if let Some(more) = relations.len().checked_sub(MOST).filter(|more| *more > 0) {
                    <li class="hint">{ format!("{more} more stand in the reports.") }</li>
                }
            </ul>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct ExportsProps {
    audit: Shared<Audit>,
    act: Act,
}

/// What can be taken away.
#[component]
fn Exports(props: &ExportsProps) -> Html {
    let work = use_mut_ref(|| None);
    let report = |report: Report| {
        let (name, file, media) = report.names();
        let audit = props.audit.clone();
        let onclick = props.act.reform(move |_: MouseEvent| {
            let relations = audit.relations.as_deref().map(Vec::as_slice).unwrap_or_default();
            platform::download::text(file, &report.write(&audit.rows, relations), media);
            Action::Said(format!("{file} is in your downloads."))
        });
        html! { <button type="button" class="small" {onclick}>{ name }</button> }
    };
    let script = {
        let (audit, act) = (props.audit.clone(), props.act.clone());
        Callback::from(move |_: MouseEvent| {
            let (of, act) = (audit.inventory.clone(), act.clone());
            let (mut next, mut repairs) = (0, Vec::new());
            // Mending one rule asks every finding several times over.
            *work.borrow_mut() = Some(slices::run(move || {
                repairs.extend(derive::repaired(&of, next));
                next += 1;
                let more = next < of.len();
                if !more {
                    let file = "repair.sh";
                    platform::download::text(file, &derive::repair_script(&repairs), "text/x-shellscript");
                    act.emit(Action::Said(format!(
                        "{file} is in your downloads. Rules that it changes, each after a question: {}.",
                        repairs.len()
                    )));
                }
                more
            }));
        })
    };
    html! {
        <span class="exports leads" role="group" aria-label="Download">
            { for Report::ALL.into_iter().map(report) }
            <button type="button" class="small" onclick={script}>{ "Repair script" }</button>
        </span>
    }
}

//! What happens outside the page when the state changes, and what the world tells it.

use crate::components::Act;
use crate::platform::{self, page, slices};
use crate::state::{Action, Panel, Pasted, Place, State, Step, derive, recognise};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::{Interval, Timeout};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// How long typing has to rest before the setup is saved.
const SAVE_AFTER_MS: u32 = 250;
/// How long the status line stays.
const SAID_MS: u32 = 6000;

/// Every effect of the app.
#[hook]
pub(crate) fn use_effects(state: &State, act: &Act) {
    use_place(state, act);
    use_drawer(state);
    use_clock(act);
    use_storage(state);
    use_forgetting(state);
    use_status_line(state, act);
    use_keys(act);
    use_drops(act);
    use_rehearsal(state.place);
}

/// Address and state follow each other; the focus follows both.
#[hook]
fn use_place(state: &State, act: &Act) {
    let act = act.clone();
    use_effect_with((), move |()| {
        let window = gloo::utils::window();
        let listener =
            EventListener::new(&window, "hashchange", move |_| act.emit(Action::Went(page::place())));
        move || drop(listener)
    });
    let arrived = use_mut_ref(|| false);
    let platform = state.plan.setup.workload.provider.clone();
    use_effect_with((state.place, state.session.token_first, platform), move |(place, token_first, _)| {
        page::show_place(*place);
        let first = !arrived.replace(true);
        match place {
            Place::FrontDoor => page::focus(page::PASTE_BOX),
            Place::Workload(Step::WhereItRuns) if *token_first => page::focus(page::TOKEN_BOX),
            _ if first => {}
            _ => page::focus_heading(),
        }
    });
}

/// The focus goes into the drawer when it opens, and back to its button when it is put away without going anywhere.
#[hook]
fn use_drawer(state: &State) {
    let before = use_mut_ref(|| (false, Place::FrontDoor));
    use_effect_with((state.session.drawer, state.place), move |now| {
        let (was_open, was_at) = before.replace(*now);
        match *now {
            (true, _) if !was_open => page::focus(page::RAIL),
            (false, place) if was_open && place == was_at => page::focus(page::MENU),
            _ => {}
        }
    });
}

#[hook]
fn use_clock(act: &Act) {
    let act = act.clone();
    use_effect_with((), move |()| {
        let interval = Interval::new(1000, move || act.emit(Action::Ticked(platform::clock::now())));
        move || drop(interval)
    });
}

#[hook]
fn use_storage(state: &State) {
    let first = use_mut_ref(|| true);
    let plan = state.plan.clone();
    use_effect_with(plan, move |plan| {
        let plan = plan.clone();
        // What was loaded, or is blank, is in its place already.
        let timer = (!first.replace(false))
            .then(|| Timeout::new(SAVE_AFTER_MS, move || platform::autosave::save(&plan.setup)));
        move || drop(timer)
    });
    let first = use_mut_ref(|| true);
    use_effect_with(state.session.theme, move |theme| {
        if !first.replace(false) || *theme != crate::state::Theme::System {
            platform::theme::apply(*theme);
        }
    });
}

/// The boxes that the state does not hold, and what the browser stored.
#[hook]
fn use_forgetting(state: &State) {
    use_effect_with(state.session.forgotten, |times| {
        if *times > 0 {
            page::replace_text(page::TOKEN_BOX, "");
            page::replace_text(page::PASTE_BOX, "");
            page::replace_text(page::AROUND_BOX, "");
            page::replace_text(page::LISTS_BOX, "");
            page::replace_text(page::SAMPLES_BOX, "");
            platform::autosave::forget();
        }
    });
}

#[hook]
fn use_status_line(state: &State, act: &Act) {
    let act = act.clone();
    use_effect_with(state.session.said.clone(), move |said| {
        let timer =
            (!said.is_empty()).then(|| Timeout::new(SAID_MS, move || act.emit(Action::Said(String::new()))));
        move || drop(timer)
    });
}

#[hook]
fn use_keys(act: &Act) {
    let act = act.clone();
    use_effect_with((), move |()| {
        let after_g = Cell::new(false);
        let document = gloo::utils::document();
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&document, "keydown", options, move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            if event.key() == "Escape" {
                act.emit(Action::DrawerShown(false));
            }
            let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
            if modified || page::is_typing(event.target()) || page::dialog_is_open() {
                return;
            }
            if event.key() == "/" && page::is_there(page::FIND_BOX) {
                event.prevent_default();
                page::focus(page::FIND_BOX);
                return;
            }
            let action = shortcut(&event.key(), after_g.replace(event.key() == "g"));
            if let Some(action) = action {
                event.prevent_default();
                act.emit(action);
            }
        });
        move || drop(listener)
    });
}

fn shortcut(key: &str, after_g: bool) -> Option<Action> {
    match (key, after_g) {
        ("?", _) => Some(Action::PanelShown(Some(Panel::Help))),
        ("p", true) => Some(Action::Went(Place::FrontDoor)),
        ("b", true) => Some(Action::Went(Place::TokenBench)),
        ("a", true) => Some(Action::Went(Place::Audit)),
        ("c", true) => Some(Action::Went(Place::WhichWins)),
        ("l", true) => Some(Action::Went(Place::Learn)),
        ("d", true) => Some(Action::Went(Place::Compare)),
        ("w", true) => Some(Action::Went(Place::Workload(Step::WhereItRuns))),
        (digit, _) => {
            let number: usize = digit.parse().ok()?;
            let step = Step::ALL.get(number.checked_sub(1)?)?;
            Some(Action::Went(Place::Workload(*step)))
        }
    }
}

/// Files dropped on a text box go into it; dropped anywhere else, they go through the front door's, or are surroundings.
#[hook]
fn use_drops(act: &Act) {
    let act = act.clone();
    use_effect_with((), move |()| {
        let document = gloo::utils::document();
        let readers = Rc::new(RefCell::new(Vec::new()));
        let options = EventListenerOptions::enable_prevent_default();
        let over = EventListener::new_with_options(&document, "dragover", options, |event| {
            if files_of(event).is_some() {
                event.prevent_default();
            }
        });
        let drop_listener = EventListener::new_with_options(&document, "drop", options, move |event| {
            let Some(files) = files_of(event) else { return };
            event.prevent_default();
            let act = act.clone();
            let text_box = page::text_box(event.target());
            let here = page::place();
            *readers.borrow_mut() = platform::files::read(&files, move |files, left_out| {
                if text_box.is_none() && (here == Place::WhichWins || recognise::surround(&files)) {
                    act.emit(Action::files(&files, platform::clock::now()));
                    say_left_out(left_out, &act);
                    return;
                }
                if text_box.is_none() && here == Place::Audit {
                    act.emit(Action::lists(&files));
                    say_left_out(left_out, &act);
                    return;
                }
                let pasted = Pasted::files(files.into_iter().map(|(_, text)| text).collect());
                if text_box.is_none() && here == Place::Learn {
                    page::type_into_box(page::SAMPLES_BOX, &pasted.joined());
                    return;
                }
                if let Some(text_box) = &text_box {
                    page::type_into(text_box, &pasted.joined());
                    return;
                }
                act.emit(Action::Went(Place::FrontDoor));
                page::replace_text(page::PASTE_BOX, &pasted.joined());
                act.emit(Action::Pasted(pasted));
            });
        });
        move || drop((over, drop_listener))
    });
}

/// Reads what nobody gave, once, where somebody may soon give something, so that the browser has compiled what that takes.
#[hook]
fn use_rehearsal(place: Place) {
    let begun = use_mut_ref(|| None);
    use_effect_with(matches!(place, Place::FrontDoor | Place::WhichWins), move |may_be_given| {
        if *may_be_given && begun.borrow().is_none() {
            let mut texts = (0..).map_while(derive::rehearsal);
            *begun.borrow_mut() = Some(slices::run(move || {
                let text = texts.next();
                if let Some(text) = &text {
                    derive::rehearse(&page::as_pasted(text));
                }
                text.is_some()
            }));
        }
    });
}

/// Says how many files were not read.
pub(crate) fn say_left_out(left_out: usize, act: &Act) {
    if left_out > 0 {
        let most = platform::files::MOST;
        act.emit(Action::Said(format!("{most} files are read at once; {left_out} more were left out.")));
    }
}

fn files_of(event: &Event) -> Option<web_sys::FileList> {
    let transfer = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    let types = transfer.types();
    if !types.iter().any(|kind| kind.as_string().as_deref() == Some("Files")) {
        return None;
    }
    Some(transfer.files().unwrap_or_else(|| js_sys::Array::new().unchecked_into()))
}

//! What may come later than the rest.

use gloo::render::request_animation_frame;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// A value as of the frame that is drawn next: what lies below the verdict is drawn once for it, however often it changed. The first
/// value is there at once.
#[hook]
pub(crate) fn use_next_frame<T: Clone + PartialEq + 'static>(value: &T) -> T {
    let shown = use_state_eq(|| value.clone());
    {
        let shown = shown.clone();
        use_effect_with(value.clone(), move |value| {
            let value = value.clone();
            let frame = request_animation_frame(move |_| shown.set(value));
            move || drop(frame)
        });
    }
    (*shown).clone()
}

/// A value once a frame was drawn without it, for what would hold up the answer to a long text.
#[hook]
pub(crate) fn use_frame_behind<T: Clone + PartialEq + 'static>(value: &T) -> Option<T> {
    let shown = use_state_eq(|| None);
    {
        let shown = shown.clone();
        use_effect_with(value.clone(), move |value| {
            let value = value.clone();
            let later = Rc::new(RefCell::new(None));
            let next = Rc::clone(&later);
            // What is asked for here still runs before this frame is drawn; what is asked for there runs behind it.
            let this = request_animation_frame(move |_| {
                *next.borrow_mut() = Some(request_animation_frame(move |_| shown.set(Some(value))));
            });
            move || drop((this, later))
        });
    }
    (*shown).clone()
}

//! What may come a frame later than the rest.

use gloo::render::request_animation_frame;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// A value one frame late, and none in the first: what lies below the verdict need not hold it up.
#[hook]
pub(crate) fn use_next_frame<T: Clone + PartialEq + 'static>(value: &T) -> Option<T> {
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

//! What may come a frame later than the rest.

use gloo::render::request_animation_frame;
use yew::prelude::*;

/// A value one frame late: what lies below the verdict need not hold it up. The first value is there at once.
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

//! Texts that are announced once, not on each key.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// How long a text has to rest before it is announced.
const REST_MS: u32 = 900;

/// A text once it has rested, for a region that is read out.
#[hook]
pub(crate) fn use_rested(text: &str) -> String {
    let rested = use_state(String::new);
    {
        let rested = rested.clone();
        use_effect_with(text.to_owned(), move |text| {
            let text = text.clone();
            let timer = Timeout::new(REST_MS, move || {
                if *rested != text {
                    rested.set(text);
                }
            });
            move || drop(timer)
        });
    }
    (*rested).clone()
}

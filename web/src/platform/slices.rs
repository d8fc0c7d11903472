//! Long work in slices, so that the page answers in between.

use super::clock::milliseconds;
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::{Rc, Weak};

/// How long a slice is, in milliseconds: nobody notices, and the 4 ms that browsers wait between timers weigh little.
const SLICE_MS: f64 = 32.0;

type Timer = RefCell<Option<Timeout>>;

/// Work that goes on until it is done, or this is dropped.
pub struct Slices(#[allow(dead_code)] Rc<Timer>); // Held for the timer in it.

/// Calls a step until it says that there is no more to do.
#[must_use]
pub fn run(step: impl FnMut() -> bool + 'static) -> Slices {
    let timer = Rc::new(Timer::default());
    next(Box::new(step), &timer);
    Slices(timer)
}

fn next(step: Box<dyn FnMut() -> bool>, timer: &Rc<Timer>) {
    let weak = Rc::downgrade(timer);
    *timer.borrow_mut() = Some(Timeout::new(0, move || slice(step, &weak)));
}

fn slice(mut step: Box<dyn FnMut() -> bool>, timer: &Weak<Timer>) {
    let begun = milliseconds();
    while step() {
        // Whoever was told of the last step may have dropped the rest.
        let Some(timer) = timer.upgrade() else { return };
        if milliseconds() - begun > SLICE_MS {
            next(step, &timer);
            return;
        }
    }
}

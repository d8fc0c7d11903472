//! The time.

/// Seconds since 1970.
pub fn now() -> i64 {
    // A date's milliseconds fit, and the part of a second is dropped on purpose.
    #[allow(clippy::cast_possible_truncation)]
    let seconds = (js_sys::Date::now() / 1000.0).floor() as i64;
    seconds
}

/// Milliseconds since 1970, to tell how long something takes.
pub fn milliseconds() -> f64 {
    js_sys::Date::now()
}

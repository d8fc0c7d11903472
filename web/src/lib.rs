//! The page of Keyless: views of one [`state::State`], changed by one pure function, fed by the engine in `keyless-core`.
//!
//! | module | holds |
//! | --- | --- |
//! | [`state`] | what is known, what a person can do, and what follows from it |
//! | [`platform`] | every effect: clock, clipboard, downloads, storage, theme, the page itself |
//! | `components` | parts of a screen, drawn from view data |
//! | `screens`, `steps` | whole screens, and the six steps of a workload |
//! | [`app`] | the frame around them |

// `html!` binds names of its own, which clippy then compares with ours.
#![allow(clippy::similar_names)]

pub mod app;
mod components;
mod effects;
pub mod platform;
mod screens;
pub mod state;
mod steps;

//! The cutover: five stages in an order that leaves the workload with a working credential at every moment.
//!
//! The key stays valid until the last stage, and federation is proven before the key goes, so that each step before the
//! last has a way back that takes minutes. What is special to a platform comes from its provider's data alone.

mod configure;
mod confirm;
mod context;
mod prove;
mod remove;
mod revoke;

#[cfg(test)]
mod tests;

use super::Stage;
use crate::setup::Setup;
use context::Context;

/// The stages for a setup, in order. Ids of steps are stable: `STAGE.STEP`, and `remove.SLUG` for each place in which the
/// provider knows keys to hide. While no provider is chosen the steps that every platform shares remain.
pub fn cutover(setup: &Setup) -> Vec<Stage> {
    let context = Context::of(setup);
    vec![
        configure::stage(&context),
        prove::stage(&context),
        remove::stage(&context),
        confirm::stage(&context),
        revoke::stage(),
    ]
}

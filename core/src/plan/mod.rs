//! How to move a workload without downtime: stages with commands, the sign that each worked, and the way back.

mod cutover;
mod guard;
pub mod timeline;

pub use cutover::cutover;
pub use guard::{GuardView, guard};
pub use timeline::{Timeline, timeline};

use crate::facts::Source;

/// A stage of a cutover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Stable name, part of its steps' ids.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Why it comes here.
    pub why: String,
    /// What to do.
    pub steps: Vec<Step>,
}

/// A step to tick off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Stable name: ticks and notes are kept under it.
    pub id: String,
    /// What to do.
    pub text: String,
    /// Commands, ready to run: typed text in them is quoted.
    pub commands: Vec<Action>,
    /// The sign that it worked: one that can fail.
    pub sign: String,
    /// The way back.
    pub way_back: String,
    /// Where what it says of the service and the platform was read.
    pub sources: &'static [Source],
}

/// A command with what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Shell text. It holds no credential, and what was typed stands in it quoted.
    pub command: String,
    /// What it prints or does.
    pub does: String,
}

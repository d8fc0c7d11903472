//! The targets, as the tests have them: each is a function of some bytes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../tests/src/fuzz.rs"]
pub mod targets;

/// Runs the target of this name.
pub fn run(name: &str, data: &[u8]) {
    let target = targets::TARGETS.iter().find(|(target, _)| *target == name);
    target.expect("a target of this name").1(data);
}

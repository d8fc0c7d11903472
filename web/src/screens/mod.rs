//! Screens outside the steps of a workload.

mod desk;
mod front_door;

pub(crate) use desk::{JudgeDesk, SessionOf, Shown};
pub(crate) use front_door::FrontDoor;

//! Screens outside the steps of a workload.

mod audit;
mod compare;
mod desk;
mod front_door;
mod learn;
mod which_wins;

pub(crate) use audit::AuditScreen;
pub(crate) use compare::CompareScreen;
pub(crate) use desk::{JudgeDesk, SessionOf, Shown};
pub(crate) use front_door::FrontDoor;
pub(crate) use learn::LearnScreen;
pub(crate) use which_wins::WhichWins;

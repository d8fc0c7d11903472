//! What is known, what a person can do, and what follows from it.
//!
//! `event -> Action -> update -> State -> derive -> view`. Nothing in [`State`] holds a token: an [`Action`] brings it in,
//! [`update`] reads it and drops it, and what stays is the header and the claims.

mod action;
pub mod around;
pub mod audit;
pub mod clock;
pub mod derive;
pub mod diff;
mod draft;
mod filled;
mod place;
pub mod recognise;
mod session;
mod shared;
pub mod tools;
mod update;
mod update_tools;

pub use action::{Action, Pasted};
pub use draft::{Desk, Draft, Typed};
pub use filled::Filled;
pub use place::{Place, Step};
pub use session::{AsOf, Keys, Panel, RuleView, Session, Theme, TokenRead};
pub use shared::Shared;
pub use update::update;

use keyless_core::setup::Setup;
use std::rc::Rc;

/// Everything the page knows.
#[derive(Clone)]
pub struct State {
    /// Where in the page the person is.
    pub place: Place,
    /// The workload that is being moved: the only part that is saved.
    pub plan: Shared<Draft>,
    /// Issuer and rule of the token bench.
    pub bench: Shared<Draft>,
    /// What is never saved.
    pub session: Session,
}

impl State {
    /// The state of a page that has just been opened.
    pub fn opened(now: i64, place: Place, saved: Option<Setup>, theme: Theme) -> Self {
        let session = Session {
            now,
            theme,
            bench_opened: place.judges(),
            around_opened: place == Place::WhichWins,
            audit_opened: place == Place::Audit,
            learn_opened: place == Place::Learn,
            ..Session::default()
        };
        Self {
            place,
            plan: Shared::new(Draft::of(saved.unwrap_or_default())),
            bench: Shared::new(Draft::default()),
            session,
        }
    }

    /// The draft that a desk works on.
    pub fn draft(&self, desk: Desk) -> &Shared<Draft> {
        match desk {
            Desk::Bench => &self.bench,
            Desk::Plan => &self.plan,
        }
    }

    /// The desk of the present place.
    pub fn desk(&self) -> Desk {
        if self.place == Place::TokenBench { Desk::Bench } else { Desk::Plan }
    }
}

impl yew::Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        update(self, action)
    }
}

//! Which credential wins: what each client makes of the variables, files and arguments around it.
//!
//! One resolver serves every client. A [`Client`] is data: its ladder in words, and [`rules::Rules`], the list of
//! everything in which clients differ. [`Surroundings`] is what a workload has around it, with every credential reduced
//! to its shape and mask on the way in. [`resolve`] says what one client does with it, [`compare`] what each does.
//!
//! ```
//! use keyless_core::precedence::{PYTHON, Surroundings, Tier, resolve};
//! let mut around = Surroundings::at(1_790_000_000);
//! around.set("ANTHROPIC_API_KEY", "sk-ant-api03-left-in-a-profile-long-ago");
//! around.set("ANTHROPIC_PROFILE", "work");
//! let outcome = resolve(&PYTHON, &around);
//! assert_eq!(outcome.tier, Tier::ApiKey);
//! assert_eq!(outcome.next.unwrap().tier, Tier::Profile, "the profile waits, and fails: it has no file");
//! ```
//!
//! Rules of the recorded clients come from runs of the real ones; `tests/vectors/precedence.json` holds the answers.
//! Those of the others were read: [`Evidence`] tells which.

mod claude_code;
mod client;
mod clients;
mod credential;
mod deliver;
mod document;
mod fault;
mod header;
mod look;
mod outcome;
mod profile;
mod resolve;
pub mod rules;
mod send;
pub mod status;
mod surroundings;
#[cfg(test)]
mod tests;
mod tier;
mod token;
mod warning;

pub use claude_code::ActionInputs;
pub use client::{AtStart, Client, Errors, Evidence, Rung};
pub use clients::{ACTION, ALL, ANT, CLAUDE_CODE, CSHARP, GO, JAVA, PHP, PYTHON, RUBY, TYPESCRIPT, by_slug};
pub use credential::{Blanks, Credential, Plain, mask};
pub use document::{Authentication, Document, Expiry, Field, Shape, TokenField, TokenObject};
pub use fault::{Fault, Phase};
pub use outcome::{
    Brief, Call, Exchange, Failure, HeaderLine, HeaderName, Outcome, Place, Sent, Standing, Step, Tried,
};
pub use surroundings::{
    Argument, Arguments, ClaudeCode, Content, CustomHeader, File, Platform, Surroundings, Variable,
};
pub use tier::{Detail, Source, Tier};
pub use warning::Warning;

/// What one client does in some surroundings.
pub fn resolve(client: &'static Client, around: &Surroundings) -> Outcome {
    if client.rules.takes_inputs {
        return resolve::resolve(client, &claude_code::inside_the_action(around));
    }
    resolve::resolve(client, around)
}

/// What the same client does once the winner is removed: a variable or an argument is taken away, the federation variables
/// and the active profile are passed over. None where nothing won.
pub fn without_winner(outcome: &Outcome, around: &Surroundings) -> Option<Outcome> {
    if outcome.client.rules.takes_inputs {
        return resolve::without_winner(&claude_code::inside_the_action(around), outcome);
    }
    resolve::without_winner(around, outcome)
}

/// What every client does in some surroundings, in the order of [`ALL`].
pub fn compare(around: &Surroundings) -> Vec<Outcome> {
    ALL.into_iter().map(|client| resolve(client, around)).collect()
}

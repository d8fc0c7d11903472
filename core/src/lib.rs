//! The engine of Keyless: what Claude's Workload Identity Federation checks, said in advance.
//!
//! Nothing here reads a clock, a file, an environment variable or a network: time and text come in as arguments, answers
//! go out as values. Nothing panics on any input, because a panic in Wasm kills the page.
//!
//! | module | answers |
//! | --- | --- |
//! | [`facts`] | which limits and names does the service set, and who says so |
//! | [`calendar`] | which day is it, and how long is that |
//! | [`ids`] | is this a well-formed id, and of what |
//! | [`secret`] | how long may a pasted token live |
//! | [`token`] | what does this token say, and is its signature good |
//! | [`condition`] | what does this CEL expression answer |
//! | [`rule`] | is this an issuer, a rule, a service account that the service would take |
//! | [`providers`] | which platform is this, what does it send, what should a rule there say |
//! | [`setup`] | what has this person entered so far |
//! | [`verdict`] | would the exchange succeed, and which check says no |
//! | [`strangers`] | who else gets in, and by which matcher is everybody else kept out |
//! | [`compare`] | which of two rules lets in more, and whom |
//! | [`learn`] | which rule lets in exactly these tokens |
//! | [`lint`] | what is wrong, loose or useless in a rule |
//! | [`audit`] | what is wrong with the rules that an organization has |
//! | [`precedence`] | which credential wins, per client, and why |
//! | [`compat`] | which frameworks and gateways use a client's chain, which need a key |
//! | [`surroundings`] | what do these files set, where, and to what end |
//! | [`answer`] | what to say about all that, and what to remove |
//! | [`plan`] | how to move without downtime, and how its tokens play together over time |
//! | [`export`] | which files to take away |
//! | [`recognise`] | what was pasted |
//!
//! Imports point from the bottom of this table to its top, never back (`docs/architecture.md`).
#![forbid(unsafe_code)]
// A place outside a text or a list is a panic too; tests may have theirs.
#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

pub mod answer;
pub mod audit;
pub mod calendar;
pub mod compare;
pub mod compat;
pub mod condition;
pub mod export;
pub mod facts;
pub mod ids;
pub mod learn;
pub mod lint;
pub mod order;
pub mod plan;
pub mod precedence;
pub mod providers;
pub mod quote;
pub mod recognise;
pub mod rule;
pub mod secret;
pub mod setup;
pub mod strangers;
pub mod surroundings;
pub mod token;
pub mod verdict;

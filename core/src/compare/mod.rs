//! Two rules: whether one lets in fewer callers than the other, with somebody who shows it.
//!
//! Subject, audience, claims and conditions that only compare claims with texts are compared as sets: what is said of them
//! is proven. Any other condition is tried on claim sets made from all that either rule compares; where none tells the two
//! apart, the answer says that it is not proven. A difference is always shown by a claim set, and so always proven.
//!
//! ```
//! use keyless_core::{compare::{Relation, compare}, rule::{IssuerDraft, RuleDraft}};
//! let rule = |subject: &str| RuleDraft { subject_prefix: subject.into(), ..Default::default() };
//! let none = IssuerDraft::default();
//! let (tight, loose) = (rule("repo:acme/site:ref:refs/heads/main"), rule("repo:acme/*"));
//! let found = compare((&none, &tight), (&none, &loose));
//! assert_eq!((found.relation, found.proven), (Relation::Narrower, true));
//! assert!(found.only_second.unwrap().subject().unwrap().starts_with("repo:acme/"));
//! ```

mod search;
mod shape;
#[cfg(test)]
mod tests;

use crate::rule::{IssuerDraft, RuleDraft};
use crate::token::Claims;
use crate::verdict::Gate;
use search::Search;
use shape::Shape;

/// How the first of two rules stands to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Both let in the same callers.
    Equal,
    /// The first lets in fewer: all of its callers are the second's too.
    Narrower,
    /// The first lets in more.
    Wider,
    /// Each lets in somebody whom the other keeps out.
    Neither,
}

impl Relation {
    /// Stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Narrower => "narrower",
            Self::Wider => "wider",
            Self::Neither => "neither",
        }
    }

    /// How the second stands to the first.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Self::Narrower => Self::Wider,
            Self::Wider => Self::Narrower,
            same => same,
        }
    }
}

/// What comparing two rules gives.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// How the first stands to the second.
    pub relation: Relation,
    /// Whether it is proven; else no difference was found where the relation says there is none.
    pub proven: bool,
    /// Claims that the first alone lets in.
    pub only_first: Option<Claims>,
    /// Claims that the second alone lets in.
    pub only_second: Option<Claims>,
    /// Claims that both let in, where such were found.
    pub both: Option<Claims>,
}

/// Whether everybody whom one rule lets in is let in by another.
enum Within {
    Proven,
    /// This claim set is not.
    Refuted(Claims),
    /// None was found that is not.
    NotRefuted,
}

/// Compares two rules, each with its issuer. An issuer without an address is left out of the comparison.
pub fn compare(first: (&IssuerDraft, &RuleDraft), second: (&IssuerDraft, &RuleDraft)) -> Comparison {
    // What one side leaves open, the other's address does not tell apart.
    let known = !first.0.issuer_url.is_empty() && !second.0.issuer_url.is_empty();
    let gate = |(issuer, rule): (_, _)| Gate::new(known.then_some(issuer), rule);
    let gates = (gate(first), gate(second));
    let shape = |(issuer, rule): (&IssuerDraft, &RuleDraft), gate: &Gate<'_>| {
        Shape::of(known.then_some(issuer), rule, gate.condition())
    };
    let shapes = (shape(first, &gates.0), shape(second, &gates.1));
    let search = Search::new([(&shapes.0, &gates.0), (&shapes.1, &gates.1)]);
    let there = within(&shapes.0, &shapes.1, || search.only(0));
    let back = within(&shapes.1, &shapes.0, || search.only(1));
    let relation = match (&there, &back) {
        (Within::Refuted(_), Within::Refuted(_)) => Relation::Neither,
        (_, Within::Refuted(_)) => Relation::Narrower,
        (Within::Refuted(_), _) => Relation::Wider,
        _ => Relation::Equal,
    };
    let proven = !matches!(there, Within::NotRefuted) && !matches!(back, Within::NotRefuted);
    let witness = |within| match within {
        Within::Refuted(claims) => Some(claims),
        _ => None,
    };
    let both = search.both();
    Comparison { relation, proven, only_first: witness(there), only_second: witness(back), both }
}

/// Which of some rules of one issuer are proven to let in nobody whom another of them keeps out: pairs of places, the inner
/// rule first; rules that let in the same callers are there both ways round. Nobody is searched for who would show the
/// opposite, so that many rules can be held against each other.
pub fn contained(rules: &[&RuleDraft]) -> Vec<(usize, usize)> {
    let shape = |rule: &&RuleDraft| Shape::of(None, rule, Gate::new(None, rule).condition());
    let shapes: Vec<Shape> = rules.iter().map(shape).collect();
    let places = || shapes.iter().enumerate();
    let pairs =
        places().flat_map(|(at, inner)| places().map(move |(other, outer)| (at, inner, other, outer)));
    pairs
        .filter(|(at, inner, other, outer)| at != other && inner.is_within(outer))
        .map(|(at, _, other, _)| (at, other))
        .collect()
}

fn within(inner: &Shape, outer: &Shape, only: impl FnOnce() -> Option<Claims>) -> Within {
    if inner.is_within(outer) {
        return Within::Proven;
    }
    only().map_or(Within::NotRefuted, Within::Refuted)
}

//! What one evaluation carries along: how much work is left, patterns already read, and doubts met.

use std::any::Any;
use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use cel::common::types::{Kind, Type};
use cel::common::value::{StaticVal, Val};

use super::Doubt;
use super::pattern::{Pattern, PatternProblem};

/// Steps of macros and patterns, and values copied, before an evaluation is given up; ample for a token of 16 KiB.
const STEPS: u64 = 300_000;

/// The name of the variable that holds the [`Run`]; no one can write it in an expression.
pub(super) const VARIABLE: &str = "@run";

static TYPE: Type = Type::simple_type(Kind::Opaque, "run");

/// The state of one evaluation, given to our own functions as a value of the engine.
#[derive(Clone, Debug, Default)]
pub(super) struct Run(Arc<State>);

type Patterns = HashMap<String, Result<Arc<Pattern>, PatternProblem>>;

#[derive(Debug, Default)]
struct State {
    steps: AtomicU64,
    doubts: Mutex<BTreeSet<Doubt>>,
    patterns: Mutex<Patterns>,
}

impl Run {
    /// Counts `steps` of work; false when there has been too much.
    pub(super) fn step(&self, steps: u64) -> bool {
        let before = self.0.steps.fetch_add(steps, Ordering::Relaxed);
        let enough = before < STEPS;
        if !enough {
            self.doubt(Doubt::TooMuchWork);
        }
        enough
    }

    /// Notes that the answer may hang on something that is not known here.
    pub(super) fn doubt(&self, doubt: Doubt) {
        let mut doubts = self.0.doubts.lock().unwrap_or_else(PoisonError::into_inner);
        doubts.insert(doubt);
    }

    /// The first doubt met, if any.
    pub(super) fn first_doubt(&self) -> Option<Doubt> {
        let doubts = self.0.doubts.lock().unwrap_or_else(PoisonError::into_inner);
        doubts.first().copied()
    }

    /// The pattern, read once in an evaluation.
    pub(super) fn pattern(&self, source: &str) -> Result<Arc<Pattern>, PatternProblem> {
        let mut patterns = self.0.patterns.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = patterns.get(source) {
            return known.clone();
        }
        let read = Pattern::compile(source).map(Arc::new);
        patterns.insert(source.to_owned(), read.clone());
        read
    }
}

impl Val for Run {
    fn get_type(&self) -> &Type {
        &TYPE
    }

    fn cel_type() -> &'static Type {
        &TYPE
    }

    fn clone_as_boxed<'v>(&self) -> Box<dyn Val + 'v>
    where
        Self: 'v,
    {
        Box::new(self.clone())
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl StaticVal for Run {}

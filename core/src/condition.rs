//! CEL conditions: the module that knows the CEL engine.

use serde_json::{Map, Value};
use std::ops::Range;

/// A parsed expression.
#[derive(Debug, Clone)]
pub struct Condition {
    source: String,
}

/// Why an expression is refused when a rule is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionProblem {
    /// What is wrong, and what to do.
    pub message: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in code points.
    pub column: usize,
    /// The part of the source, in bytes.
    pub offset: Option<Range<usize>>,
}

/// What an expression answers for a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evaluation {
    /// It holds.
    True,
    /// It does not.
    False,
    /// It answers something other than true or false.
    NotBoolean {
        /// What.
        found: &'static str,
    },
    /// It fails.
    Error {
        /// Why.
        message: String,
        /// The claim that is missing, where that is why.
        missing_claim: Option<Vec<String>>,
    },
    /// The service may answer otherwise than this engine.
    CannotTell {
        /// Why.
        why: Doubt,
    },
}

/// A known difference between this engine and the service's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Whether whole JSON numbers are integers.
    NumberTyping,
}

impl std::fmt::Display for Doubt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("")
    }
}

/// Whether an expression depends on the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constancy {
    /// It does.
    Varies,
    /// It is always true.
    True,
    /// It is always false.
    False,
    /// It always fails.
    Error,
    /// It is always the same, and no boolean.
    Other,
}

impl Condition {
    /// Parses.
    pub fn compile(source: &str) -> Result<Self, ConditionProblem> {
        Ok(Self { source: source.to_owned() })
    }

    /// The text.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Evaluates.
    pub fn evaluate(&self, _claims: &Map<String, Value>) -> Evaluation {
        Evaluation::CannotTell { why: Doubt::NumberTyping }
    }

    /// The claims that it reads.
    pub fn references(&self) -> &[Vec<String>] {
        &[]
    }

    /// Names other than `claims` that it reads.
    pub fn foreign_names(&self) -> &[String] {
        &[]
    }

    /// Whether it depends on the token.
    pub fn constancy(&self) -> Constancy {
        Constancy::Varies
    }
}

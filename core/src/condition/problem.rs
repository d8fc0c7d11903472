//! Why an expression cannot be saved, and where in it.

use std::fmt;
use std::ops::Range;

/// An expression that the service would refuse when the rule is saved, or that is too large to try here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionProblem {
    /// What sort of problem it is.
    pub kind: ConditionProblemKind,
    /// What is wrong and what to do, in one or two sentences.
    pub message: String,
    /// From 1.
    pub line: usize,
    /// From 1, in code points; 0 for an empty expression, as the service counts it.
    pub column: usize,
    /// The bytes of the source that the problem is about, where known.
    pub offset: Option<Range<usize>>,
}

/// The sorts of [`ConditionProblem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConditionProblemKind {
    /// It is not written as CEL.
    Syntax,
    /// It is longer than can be tried here.
    TooLong,
    /// It is nested deeper than can be tried here.
    TooDeep,
    /// It reads a name other than `claims`.
    UnknownName,
    /// It calls a function that the standard environment does not have.
    UnknownFunction,
    /// A function or operator does not take what it is given.
    WrongArguments,
    /// A value is used as what it is not.
    WrongType,
    /// What it gives is certainly neither true nor false.
    NotBoolean,
}

impl ConditionProblemKind {
    /// Whether the expression is too large to be tried here: the service's own limits are not documented, so that it may
    /// well take it.
    pub fn is_limit_here(self) -> bool {
        matches!(self, Self::TooLong | Self::TooDeep)
    }

    /// Whether the text could not be parsed; the others are found by looking at what it means.
    pub(super) fn is_syntax(self) -> bool {
        matches!(self, Self::Syntax | Self::TooLong | Self::TooDeep)
    }
}

impl fmt::Display for ConditionProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for ConditionProblem {}

/// The line and the column (in code points), both from 1, of the byte `at`.
pub(super) fn line_and_column(source: &str, at: usize) -> (usize, usize) {
    let before = source.char_indices().take_while(|(start, _)| *start < at);
    let mut line = 1;
    let mut column = 1;
    for (_, c) in before {
        if c == '\n' {
            line += 1;
            column = 1;
        } else {
            column += 1;
        }
    }
    (line, column)
}

//! From text to an expression that can be run, with everything that can be refused on the way refused.

use super::ast::{Node, Place};
use super::check::{self, Refused};
use super::inspect::{self, Reading};
use super::parse;
use super::problem::{ConditionProblem, ConditionProblemKind, line_and_column};
use super::types::Type;

/// An expression that has passed every check but the one for `bool`.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) expression: Node,
    pub(super) found: Type,
    pub(super) reading: Reading,
    /// A name stands in backticks.
    pub(super) escaped: bool,
}

/// Parses and checks `source` against `variables`; `macros` expands them.
pub(super) fn compile(
    source: &str,
    variables: &[(String, Type)],
    macros: bool,
) -> Result<Compiled, ConditionProblem> {
    let parse::Expression { mut root, escaped } = parse::parse(source, macros)?;
    let (found, refused) = check::check(&mut root, variables);
    // Of several refusals the first in the text is shown, as the service does.
    if let Some(Refused { place, kind, message }) =
        refused.into_iter().min_by_key(|refused| refused.place.start)
    {
        return Err(problem(source, place, kind, message));
    }
    let reading = inspect::read(&root);
    Ok(Compiled { expression: root, found, reading, escaped })
}

impl Compiled {
    /// Refuses an expression that is certainly no `bool`.
    pub(super) fn expect_bool(self, source: &str) -> Result<Self, ConditionProblem> {
        if matches!(self.found, Type::Bool | Type::Dyn | Type::Error | Type::Var(_)) {
            return Ok(self);
        }
        let message = format!(
            "This gives {}; a condition must be true or false. Compare it with something.",
            self.found.with_article()
        );
        Err(problem(source, self.expression.place, ConditionProblemKind::NotBoolean, message))
    }
}

fn problem(source: &str, place: Place, kind: ConditionProblemKind, message: String) -> ConditionProblem {
    let (line, column) = line_and_column(source, place.start);
    ConditionProblem { kind, message, line, column, offset: Some(place.start..place.end) }
}

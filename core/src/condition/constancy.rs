//! Whether a condition can come out differently at all.

use super::CLAIMS;
use super::ast::Node;
use super::evaluate::evaluate;
use super::failure::Stop;
use super::run::{Numbers, Run};
use super::value::Value;

/// What a condition gives when nothing is known of the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constancy {
    /// It depends on the claims.
    Varies,
    /// Always true: it matches every token. The service refuses it.
    True,
    /// Always false: it matches no token.
    False,
    /// Always an error: it matches no token.
    Error,
    /// A constant that is neither true nor false.
    Other,
}

/// The constancy of an expression: run with claims of which nothing is known, an answer all the same is a constant.
pub(super) fn constancy(expression: &Node) -> Constancy {
    let variables = [(CLAIMS, None)];
    match evaluate(expression, &Run::new(&variables, Numbers::AllDouble)) {
        Ok(Value::Bool(true)) => Constancy::True,
        Ok(Value::Bool(false)) => Constancy::False,
        Ok(_) => Constancy::Other,
        Err(Stop::Unknown | Stop::Doubt(_)) => Constancy::Varies,
        Err(Stop::Failed(_)) => Constancy::Error,
    }
}

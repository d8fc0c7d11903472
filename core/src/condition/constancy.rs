//! Whether a condition can come out differently at all.

use cel::ExecutionError;
use cel::common::ast::{CallExpr, Expr, IdedExpr, operators};
use cel::common::types::CelBool;

use super::engine;

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

/// The constancy of a prepared expression: run without claims, an answer all the same is a constant.
///
/// `&&`, `||`, `!` and `?:` are taken apart here, since an error on one side must not hide that the other is
/// unknown.
pub(super) fn constancy(node: &IdedExpr) -> Constancy {
    let Expr::Call(call) = &node.expr else {
        return run(node);
    };
    match (call.func_name.as_str(), call.args.as_slice()) {
        (operators::LOGICAL_OR, [left, right]) => logic(left, right, Constancy::True),
        (operators::LOGICAL_AND, [left, right]) => logic(left, right, Constancy::False),
        (operators::LOGICAL_NOT, [operand]) => match constancy(operand) {
            Constancy::True => Constancy::False,
            Constancy::False => Constancy::True,
            Constancy::Other => Constancy::Error,
            other => other,
        },
        (operators::CONDITIONAL, _) => conditional(call),
        _ => run(node),
    }
}

/// `decisive` is what one side alone decides on.
fn logic(left: &IdedExpr, right: &IdedExpr, decisive: Constancy) -> Constancy {
    let left = constancy(left);
    if left == decisive {
        return decisive;
    }
    let right = constancy(right);
    match (left, right) {
        (_, right) if right == decisive => decisive,
        (Constancy::Varies, _) | (_, Constancy::Varies) => Constancy::Varies,
        (Constancy::Error | Constancy::Other, _) | (_, Constancy::Error | Constancy::Other) => {
            Constancy::Error
        }
        (Constancy::True | Constancy::False, rest) => rest,
    }
}

fn conditional(call: &CallExpr) -> Constancy {
    let [condition, yes, no] = call.args.as_slice() else {
        return Constancy::Error;
    };
    match constancy(condition) {
        Constancy::True => constancy(yes),
        Constancy::False => constancy(no),
        Constancy::Other => Constancy::Error,
        other => other,
    }
}

fn run(node: &IdedExpr) -> Constancy {
    let outcome =
        engine::run(node, Vec::new(), |value| value.downcast_ref::<CelBool>().map(|bool| *bool.inner()));
    match outcome {
        Ok(Some(true)) => Constancy::True,
        Ok(Some(false)) => Constancy::False,
        Ok(None) => Constancy::Other,
        Err(failure) => match failure.error {
            _ if failure.doubt.is_some() => Constancy::Varies,
            ExecutionError::UndeclaredReference(name) if name.trim_start_matches('.') == "claims" => {
                Constancy::Varies
            }
            _ => Constancy::Error,
        },
    }
}

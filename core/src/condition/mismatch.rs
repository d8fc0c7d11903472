//! What is said of functions and operators that do not go with what they are given.

use super::ast::Operator;
use super::overloads::{self, Overload};

/// Of an operator, with the types that it was given.
pub(super) fn operands(operator: Operator, given: &[String]) -> String {
    let symbol = operator.symbol();
    match given {
        [one] => format!("`{symbol}` cannot be applied to {one}."),
        [left, right] => format!(
            "`{symbol}` cannot be applied to {left} and {right}. Convert one of them, or compare like with like."
        ),
        given => format!(
            "The condition of `? :` must be bool and both branches of one type, not {}.",
            given.join(", ")
        ),
    }
}

/// Of a function, with the types that it was given; `member` when it was called after a dot.
pub(super) fn arguments(name: &str, member: bool, candidates: &[Overload], given: &[String]) -> String {
    let all_members = candidates.iter().all(|overload| overload.member);
    let no_members = candidates.iter().all(|overload| !overload.member);
    if all_members && !member {
        return format!("`{name}` is written after a dot: `claims.sub.{name}(…)`.");
    }
    if no_members && member {
        return format!("`{name}` is not written after a dot: `{name}(…)`.");
    }
    let shown = if member { given.get(1..).unwrap_or_default() } else { given };
    format!("`{name}` cannot be called with ({}).", shown.join(", "))
}

/// Of a name that no function has.
pub(super) fn unknown_function(name: &str) -> String {
    let plain = |name: &str| name.replace('_', "").to_ascii_lowercase();
    let near = overloads::names().find(|known| plain(known) == plain(name));
    match (near, name) {
        (Some(near), _) => format!("There is no function `{name}`. Did you mean `{near}`?"),
        (None, "has") => "`has` takes one field: `has(claims.x)`.".to_owned(),
        (None, "all" | "exists" | "exists_one" | "map" | "filter") => {
            format!("`{name}` takes a name and an expression: `claims.x.{name}(v, …)`.")
        }
        (None, _) => format!("There is no function `{name}` in a condition."),
    }
}

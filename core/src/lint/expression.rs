//! Conditions with one more thing to hold.

/// A condition with one more thing to hold.
pub(super) fn and(condition: &str, more: &str) -> String {
    match condition.trim() {
        "" => more.to_owned(),
        // A comment would swallow the bracket behind it.
        held if held.contains("//") => format!("({held}\n) && {more}"),
        held => format!("({held}) && {more}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_join() {
        let table = [
            (and("", "a"), "a", "nothing to join"),
            (and("a || b", "c"), "(a || b) && c", "`||` binds weaker"),
            (and("a // why", "c"), "(a // why\n) && c", "a comment ends with its line"),
        ];
        for (written, expected, why) in table {
            assert_eq!(written, expected, "{why}");
        }
    }
}

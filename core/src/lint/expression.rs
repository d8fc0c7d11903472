//! Small pieces of CEL, written so that any name and any text survive.
//!
//! Source: the CEL language definition, section "Syntax"
//! (<https://github.com/google/cel-spec/blob/master/doc/langdef.md>, read 2026-11-22).

use crate::providers::cel_string;

/// Words that cannot follow a dot: those with a meaning in the syntax. Words that are merely set aside for hosts, such as
/// `namespace`, can by the recorded answers of cel-go (`cel-claims`, 161 and 391).
const KEYWORDS: [&str; 4] = ["false", "in", "null", "true"];

/// A member of a map: `.name` where the grammar allows it, `["name"]` otherwise.
pub(super) fn index(name: &str) -> String {
    let mut chars = name.chars();
    let plain = chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !KEYWORDS.contains(&name);
    if plain { format!(".{name}") } else { format!("[{}]", cel_string(name)) }
}

/// A claim at the top level.
pub(super) fn claim(name: &str) -> String {
    format!("claims{}", index(name))
}

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
    use crate::condition::Condition;

    #[test]
    fn any_name_survives_and_conditions_join() {
        let table = [
            (claim("runner_id"), "claims.runner_id", "a plain name"),
            (claim("kubernetes.io"), r#"claims["kubernetes.io"]"#, "a dot in a name"),
            (claim("namespace"), "claims.namespace", "a reserved word"),
            (claim("in"), r#"claims["in"]"#, "a keyword"),
            (claim("1st"), r#"claims["1st"]"#, "no identifier"),
            (claim(""), r#"claims[""]"#, "no name at all"),
            (claim("a\"]"), r#"claims["a\"]"]"#, "a quote does not end the name"),
            (and("", "a"), "a", "nothing to join"),
            (and("a || b", "c"), "(a || b) && c", "`||` binds weaker"),
            (and("a // why", "c"), "(a // why\n) && c", "a comment ends with its line"),
        ];
        for (written, expected, why) in table {
            assert_eq!(written, expected, "{why}");
            let parsed = Condition::compile(&format!("{written} == claims.other")).err().map(|e| e.message);
            let joins = written.contains("&&") || written == "a";
            assert!(joins || parsed.is_none(), "{why}: {parsed:?}");
        }
    }
}

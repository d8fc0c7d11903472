//! Small pieces of CEL, written so that any name and any text survive.
//!
//! Source: the CEL language definition, sections "String and Bytes Values" and "Syntax"
//! (<https://github.com/google/cel-spec/blob/master/doc/langdef.md>, read 2026-11-22).

use std::fmt::Write as _;

/// Words that cannot follow a dot in CEL.
const RESERVED: [&str; 22] = [
    "as",
    "break",
    "const",
    "continue",
    "else",
    "false",
    "for",
    "function",
    "if",
    "import",
    "in",
    "let",
    "loop",
    "namespace",
    "null",
    "package",
    "return",
    "true",
    "var",
    "void",
    "while",
    "has",
];

/// A text as a CEL literal.
pub(super) fn text(value: &str) -> String {
    let mut literal = String::with_capacity(value.len() + 2);
    literal.push('"');
    for c in value.chars() {
        match c {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            // Writing to a String cannot fail.
            c if c.is_control() => drop(write!(literal, "\\u{:04x}", u32::from(c))),
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}

/// A member of a map: `.name` where the grammar allows it, `["name"]` otherwise.
pub(super) fn index(name: &str) -> String {
    let mut chars = name.chars();
    let plain = chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !RESERVED.contains(&name);
    if plain { format!(".{name}") } else { format!("[{}]", text(name)) }
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

    #[test]
    fn any_name_and_any_text_survive() {
        let table = [
            (claim("runner_id"), "claims.runner_id", "a plain name"),
            (claim("kubernetes.io"), r#"claims["kubernetes.io"]"#, "a dot in a name"),
            (claim("namespace"), r#"claims["namespace"]"#, "a reserved word"),
            (claim("1st"), r#"claims["1st"]"#, "no identifier"),
            (claim(""), r#"claims[""]"#, "no name at all"),
            (text(r#"a"b\c"#), r#""a\"b\\c""#, "quotes and backslashes"),
            (text("a\nb\u{1}"), r#""a\nb\u0001""#, "control characters"),
            (text("zürich"), r#""zürich""#, "letters beyond ASCII need nothing"),
            (and("", "a"), "a", "nothing to join"),
            (and("a || b", "c"), "(a || b) && c", "`||` binds weaker"),
            (and("a // why", "c"), "(a // why\n) && c", "a comment ends with its line"),
        ];
        for (written, expected, why) in table {
            assert_eq!(written, expected, "{why}");
        }
    }
}

//! Small pieces of CEL, written so that any name and any text survive.

/// A text as a CEL string literal, quotes included: whatever was typed stays one value of the expression.
///
/// Escapes are those of the CEL specification's lexis (<https://github.com/google/cel-spec/blob/master/doc/langdef.md>, read
/// 2026-11-21). Control characters and line separators are written as `\uXXXX`, so that the expression stays on one line.
pub fn text(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for c in text.chars() {
        match c {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            // Every control character, and both separators, lies in the first plane: four digits are enough.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                literal.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}

/// Words that cannot follow a dot: those with a meaning in the syntax. Words that are merely set aside for hosts, such as
/// `namespace`, can by the recorded answers of cel-go (`cel-claims`, 161 and 391).
const KEYWORDS: [&str; 4] = ["false", "in", "null", "true"];

fn is_plain(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !KEYWORDS.contains(&name)
}

/// A member of a map: `.name` where the grammar allows it, `["name"]` otherwise (the specification's section "Syntax").
pub fn member(name: &str) -> String {
    if is_plain(name) { format!(".{name}") } else { format!("[{}]", text(name)) }
}

/// A claim at the top level.
pub fn claim(name: &str) -> String {
    format!("claims{}", member(name))
}

/// Whether a claim is there: the names that lead to it, from the top level on.
pub fn presence<S: AsRef<str>>(path: &[S]) -> String {
    let Some((last, map)) = path.split_last() else { return "true".to_owned() };
    let map = map.iter().fold("claims".to_owned(), |map, name| map + &member(name.as_ref()));
    let last = last.as_ref();
    if is_plain(last) { format!("has({map}.{last})") } else { format!("{} in {map}", text(last)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::condition::Condition;

    #[test]
    fn typed_text_cannot_end_its_literal() {
        let table = [
            ("a0b1", r#""a0b1""#, "plain text is only wrapped"),
            ("", r#""""#, "nothing is an empty literal"),
            (r#"x" || true || ""#, r#""x\" || true || \"""#, "a quote does not close it"),
            (r"x\", r#""x\\""#, "a backslash at the end does not eat the closing quote"),
            ("a\nb\r\tc", r#""a\nb\r\tc""#, "line breaks keep the expression on one line"),
            ("\0\u{7f}\u{85}\u{2028}", r#""\u0000\u007f\u0085\u2028""#, "what nobody sees is written out"),
            ("é 🦀", r#""é 🦀""#, "other scripts stay readable"),
        ];
        for (typed, expected, why) in table {
            assert_eq!(text(typed), expected, "{why}");
        }
    }

    #[test]
    fn any_name_survives() {
        let table = [
            (claim("runner_id"), "claims.runner_id", "a plain name"),
            (claim("kubernetes.io"), r#"claims["kubernetes.io"]"#, "a dot in a name"),
            (claim("namespace"), "claims.namespace", "a reserved word"),
            (claim("in"), r#"claims["in"]"#, "a keyword"),
            (claim("1st"), r#"claims["1st"]"#, "no identifier"),
            (claim(""), r#"claims[""]"#, "no name at all"),
            (claim("a\"]"), r#"claims["a\"]"]"#, "a quote does not end the name"),
            (presence(&["ref"]), "has(claims.ref)", "at the top level"),
            (presence(&["m", "ref"]), "has(claims.m.ref)", "in a map"),
            (
                presence(&["kubernetes.io", "pod"]),
                r#"has(claims["kubernetes.io"].pod)"#,
                "in a map of any name",
            ),
            (presence(&["m", "a.b"]), r#""a.b" in claims.m"#, "`has` takes no index"),
        ];
        for (written, expected, why) in table {
            assert_eq!(written, expected, "{why}");
            let parsed = Condition::compile(&format!("({written}) == claims.other")).err().map(|e| e.message);
            assert_eq!(parsed, None, "{why}");
        }
    }
}

//! Typed text inside CEL.

/// A text as a CEL string literal, quotes included: whatever was typed stays one value of the expression.
///
/// Escapes are those of the CEL specification's lexis (<https://github.com/google/cel-spec/blob/master/doc/langdef.md>, read
/// 2026-11-21). Control characters and line separators are written as `\uXXXX`, so that the expression stays on one line.
pub(crate) fn cel_string(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

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
        for (text, expected, why) in table {
            assert_eq!(cel_string(text), expected, "{why}");
        }
    }
}

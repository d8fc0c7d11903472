//! String literals of languages that read more into a text than JSON does.

use super::{is_unprintable, json_string};
use std::fmt::Write;

/// A quoted template of HCL in which nothing is interpolated.
///
/// Source: HCL native syntax, template expressions
/// (<https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md>, read 2026-11-22): it knows neither `\b` nor `\f`, and
/// `${` and `%{` begin a sequence unless their first character is doubled. One that stands doubled already is written by its
/// number, so that no reader has to count.
pub(super) fn hcl(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let mut before = '"';
    let mut rest = text.chars().peekable();
    out.push('"');
    while let Some(c) = rest.next() {
        let begins = matches!(c, '$' | '%') && rest.peek() == Some(&'{');
        match c {
            '$' | '%' if begins && before == c => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            '$' | '%' if begins => out.extend([c, c]),
            c => push(&mut out, c, |out, c| {
                let _ = write!(out, "\\u{c:04x}");
            }),
        }
        before = c;
    }
    out.push('"');
    out
}

/// A double-quoted string of PHP in which no variable is read.
///
/// Source: the PHP manual, Strings (<https://www.php.net/manual/en/language.types.string.php>, read 2026-11-22): `$` begins a
/// variable, also after `{`, and code points are written `\u{…}`.
pub(super) fn php(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        if c == '$' {
            out.push('\\');
        }
        push(&mut out, c, |out, c| {
            let _ = write!(out, "\\u{{{c:x}}}");
        });
    }
    out.push('"');
    out
}

/// A double-quoted string of Ruby in which nothing is interpolated.
///
/// Source: Ruby's literals (<https://docs.ruby-lang.org/en/3.4/syntax/literals_rdoc.html>, read 2026-11-22): the escapes of
/// JSON are known, and `#` begins a sequence before `{`, `$` and `@`.
pub(super) fn ruby(text: &str) -> String {
    // Every backslash in a JSON string stands before what it escapes, so that one more before `#` is its own.
    json_string(text).replace('#', "\\#")
}

/// A double-quoted value of `ENV` in a Dockerfile, in which no variable is replaced. A line break, which would end the
/// instruction, and NUL cannot be written there and become U+FFFD.
///
/// Source: Dockerfile reference, ENV and environment replacement (<https://docs.docker.com/reference/dockerfile/#env>, read
/// 2026-11-22).
pub(super) fn dockerfile(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\0' => out.push('\u{fffd}'),
            '"' | '\\' | '$' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A character between double quotes, by the escapes that HCL and PHP share; the last argument writes others by number.
/// Writing into a `String` cannot fail.
fn push(out: &mut String, c: char, number: impl Fn(&mut String, u32)) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if c < ' ' || is_unprintable(c) => number(out, u32::from(c)),
        c => out.push(c),
    }
}

/// Source: The Apache Groovy documentation, syntax, 4.1 and 4.5 (<https://groovy-lang.org/syntax.html>, read 2026-11-22).
/// Older readers replace `\uXXXX` before they see strings, but for a backslash behind a backslash: so none is written.
pub(super) fn groovy(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('\'');
    for c in text.chars() {
        match c {
            '\\' => literal.push_str("\\\\"),
            '\'' => literal.push_str("\\'"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            '\0' => literal.push('\u{fffd}'),
            c => literal.push(c),
        }
    }
    literal.push('\'');
    literal
}

#[cfg(test)]
mod tests {
    use super::super::Syntax;

    #[test]
    fn a_text_is_one_literal_of_its_language() {
        let table = [
            (Syntax::Hcl, "${a} %{b}", r#""$${a} %%{b}""#, "no template begins"),
            (Syntax::Hcl, "$${a} $$${a}", r#""$\u0024{a} $$\u0024{a}""#, "doubled already"),
            (Syntax::Hcl, "$ % {", r#""$ % {""#, "alone they mean nothing"),
            (Syntax::Hcl, "\\b\u{8}\u{c}\n", r#""\\b\u0008\u000c\n""#, "a typed backslash is no escape"),
            (Syntax::Php, "$a {$b} ${c}", r#""\$a {\$b} \${c}""#, "no variable is read"),
            (Syntax::Php, "it's \"\\\"", r#""it's \"\\\"""#, "quotes and backslashes"),
            (Syntax::Php, "\\u{41}\0\u{1b}", r#""\\u{41}\u{0}\u{1b}""#, "code points by number"),
            (Syntax::Ruby, "#{a} #$b #@c", r#""\#{a} \#$b \#@c""#, "nothing is interpolated"),
            (Syntax::Ruby, "\\#{a}", r#""\\\#{a}""#, "after a typed backslash neither"),
            (Syntax::Ruby, "\r\n\u{4}", r#""\r\n\u0004""#, "line ends and an end of file stay what they are"),
            (
                Syntax::Java,
                "\\u0022+x+\\u0022",
                r#""\\u0022+x+\\u0022""#,
                "a doubled backslash begins no escape",
            ),
            (Syntax::Java, "\u{1a}\u{85}", r#""\u001a\u0085""#, "controls, none of which ends a line"),
            (Syntax::CSharp, "\u{85}\u{2028}{a}", r#""\u0085\u2028{a}""#, "line breaks of C#"),
            (Syntax::Go, "\0\u{feff}`", r#""\u0000\ufeff`""#, "what no Go source may hold"),
            (Syntax::TypeScript, "${a}`\u{2029}", r#""${a}`\u2029""#, "no template literal"),
            (Syntax::Python, "{a} %s \0", r#""{a} %s \u0000""#, "no format string"),
            (Syntax::Dockerfile, "$a ${b} \\ \"", r#""\$a \${b} \\ \"""#, "no variable"),
            (
                Syntax::Dockerfile,
                "a\nRUN x\r\0\\",
                "\"a\u{fffd}RUN x\u{fffd}\u{fffd}\\\\\"",
                "no line of its own",
            ),
        ];
        for (syntax, text, expected, why) in table {
            assert_eq!(syntax.value(text), expected, "{why}");
        }
    }
}

//! Languages by name, for templates that are data: a value is quoted as the language of its file asks.

use super::{Dotenv, Quoted, Shell, Workflow, Yaml, json_string};

/// What a file, or a place in it, is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// JSON: a string.
    Json,
    /// POSIX shell, as bash and sh read it: one word.
    Shell,
    /// YAML: a double-quoted scalar.
    Yaml,
    /// YAML that GitHub Actions reads: a double-quoted scalar in which no expression begins.
    Workflow,
    /// YAML of a container's environment in Kubernetes: a double-quoted scalar in which nothing is expanded.
    ContainerVariable,
    /// YAML in which `$` starts a variable and `$$` is a dollar: GitLab CI/CD variables, compose files.
    Dollar,
    /// YAML of a CircleCI configuration: a double-quoted scalar in which no `<<` parameter begins.
    CircleCi,
    /// `NAME=value` lines: a value.
    Dotenv,
    /// HCL, as Terraform reads it: a quoted template in which nothing is interpolated.
    Hcl,
    /// Python: a string literal.
    Python,
    /// TypeScript and JavaScript: a string literal.
    TypeScript,
    /// TOML: a basic string.
    Toml,
    /// Groovy, as a Jenkinsfile has it: a string in single quotes, in which nothing is interpolated.
    Groovy,
    /// A whole number, in any language. What is none is 0.
    Number,
}

impl Syntax {
    /// A text as a value of the language: whatever it holds, a reader of the language gets the text back.
    pub fn value(self, text: &str) -> String {
        match self {
            // Escapes of JSON are escapes of these languages too, and TOML's other control, U+007F, is escaped as well.
            Self::Json | Self::Yaml | Self::Python | Self::TypeScript | Self::Toml => json_string(text),
            Self::Groovy => groovy(text),
            Self::Shell => Quoted::<Shell>::word(text).into_text(),
            Self::Workflow => Quoted::<Workflow>::text(text).into_text(),
            Self::ContainerVariable => Quoted::<Yaml>::container_variable(text).into_text(),
            Self::Dollar => json_string(&text.replace('$', "$$")),
            Self::CircleCi => json_string(&text.replace("<<", "\\<<")),
            Self::Dotenv => Quoted::<Dotenv>::value(text).into_text(),
            Self::Hcl => hcl(text),
            Self::Number => text.parse::<u64>().unwrap_or_default().to_string(),
        }
    }

    /// The language that a hole names after a bar, as in `⟦rule_id|container⟧`, where it is not that of the file.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "json" => Self::Json,
            "shell" => Self::Shell,
            "yaml" => Self::Yaml,
            "container" => Self::ContainerVariable,
            "dollar" => Self::Dollar,
            "hcl" => Self::Hcl,
            "python" => Self::Python,
            "number" => Self::Number,
            _ => return None,
        })
    }
}

/// Source: The Apache Groovy documentation, syntax, 4.1 and 4.5 (<https://groovy-lang.org/syntax.html>, read 2026-11-22).
/// Older readers replace `\uXXXX` before they see strings, but for a backslash behind a backslash: so none is written.
fn groovy(text: &str) -> String {
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

/// Source: HCL native syntax, template expressions
/// (<https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md>, read 2026-11-22): it knows neither `\b` nor `\f`, and
/// `${` and `%{` begin a sequence unless their first character is doubled.
fn hcl(text: &str) -> String {
    json_string(text)
        .replace("\\b", "\\u0008")
        .replace("\\f", "\\u000c")
        .replace("${", "$${")
        .replace("%{", "%%{")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_quoted_for_its_language() {
        let table = [
            (Syntax::Json, "a\"b", r#""a\"b""#, "a string"),
            (Syntax::Dollar, "$HOME", r#""$$HOME""#, "no variable is expanded"),
            (Syntax::CircleCi, "<< parameters.x >>", r#""\\<< parameters.x >>""#, "no parameter is read"),
            (Syntax::Hcl, "${a} %{b} \u{8}", r#""$${a} %%{b} \u0008""#, "no template begins"),
            (Syntax::Shell, "a b", "'a b'", "one word"),
            (Syntax::TypeScript, "${a}`\"", r#""${a}`\"""#, "no template begins"),
            (Syntax::Toml, "a\u{7f}\n", r#""a\u007f\n""#, "no control stands bare"),
            (
                Syntax::Groovy,
                "$a ${b} '\\\n",
                r"'$a ${b} \'\\\n'",
                "nothing is interpolated, nothing ends it",
            ),
            (Syntax::Groovy, r"\u0027", r"'\\u0027'", "an escape of a quote stays a text"),
        ];
        for (syntax, text, expected, why) in table {
            assert_eq!(syntax.value(text), expected, "{why}");
        }
    }
}

//! Languages by name, for templates that are data: a value is quoted as the language of its file asks.

use super::literal::{dockerfile, groovy, hcl, php, ruby};
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
    /// YAML of a text that its reader takes for a template of Go: a double-quoted scalar in which no `{{` action begins
    /// (<https://pkg.go.dev/text/template#hdr-Text_and_spaces>, read 2026-11-22).
    GoTemplate,
    /// YAML of a CircleCI configuration: a double-quoted scalar in which no `<<` parameter begins.
    CircleCi,
    /// `NAME=value` lines: a value.
    Dotenv,
    /// HCL, as Terraform reads it: a quoted template in which nothing is interpolated.
    Hcl,
    /// Python: a string literal.
    Python,
    /// TypeScript: a string literal. Every JSON string is one (ECMA-262 since 2019).
    TypeScript,
    /// Go: an interpreted string literal. It knows the escapes of JSON; what no source may hold is written by number
    /// (<https://go.dev/ref/spec#String_literals>, read 2026-11-22).
    Go,
    /// Java: a string literal. `\uXXXX` is read before anything else, which does no harm: it stands for no quote, backslash or
    /// line break here, and after a typed backslash, which is doubled, it is none
    /// (<https://docs.oracle.com/javase/specs/jls/se21/html/jls-3.html#jls-3.3>, read 2026-11-22).
    Java,
    /// C#: a regular string literal, which knows the escapes of JSON; its further line breaks, U+0085, U+2028 and U+2029, are
    /// written by number
    /// (<https://learn.microsoft.com/en-us/dotnet/csharp/language-reference/language-specification/lexical-structure>, read
    /// 2026-11-22).
    CSharp,
    /// PHP: a double-quoted string in which no variable is read.
    Php,
    /// Ruby: a double-quoted string in which nothing is interpolated.
    Ruby,
    /// A value of `ENV` in a Dockerfile.
    Dockerfile,
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
            Self::Json
            | Self::Yaml
            | Self::Python
            | Self::TypeScript
            | Self::Toml
            | Self::Go
            | Self::Java
            | Self::CSharp => json_string(text),
            Self::Groovy => groovy(text),
            Self::Php => php(text),
            Self::Ruby => ruby(text),
            Self::Dockerfile => dockerfile(text),
            Self::Shell => Quoted::<Shell>::word(text).into_text(),
            Self::Workflow => Quoted::<Workflow>::text(text).into_text(),
            Self::ContainerVariable => Quoted::<Yaml>::container_variable(text).into_text(),
            Self::Dollar => json_string(&text.replace('$', "$$")),
            Self::GoTemplate => json_string(&text.replace("{{", "{{\"{{\"}}")),
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
            "go_template" => Self::GoTemplate,
            "hcl" => Self::Hcl,
            "python" => Self::Python,
            "typescript" => Self::TypeScript,
            "go" => Self::Go,
            "java" => Self::Java,
            "csharp" => Self::CSharp,
            "php" => Self::Php,
            "ruby" => Self::Ruby,
            "number" => Self::Number,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_quoted_for_its_language() {
        let table = [
            (Syntax::Json, "a\"b", r#""a\"b""#, "a string"),
            (Syntax::Dollar, "$HOME", r#""$$HOME""#, "no variable is expanded"),
            (Syntax::GoTemplate, "{{ x }}", r#""{{\"{{\"}} x }}""#, "no action begins"),
            (Syntax::CircleCi, "<< parameters.x >>", r#""\\<< parameters.x >>""#, "no parameter is read"),
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

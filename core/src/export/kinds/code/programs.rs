//! The programs, one for each SDK, and how each language writes what differs from platform to platform.

use crate::export::Language;
use crate::quote::Syntax;

/// A program in one language.
///
/// Templates hold the language, [`super`] fills them. In the members below `⟦name⟧` and `⟦value⟧` are expressions, and `⟦pair⟧`
/// is both in one, with `=` or `: ` between them.
pub(super) struct Program {
    /// Where it goes.
    pub path: &'static str,
    /// One line: what it is.
    pub title: &'static str,
    /// Its language.
    pub language: Language,
    /// How its literals are written.
    pub syntax: Syntax,
    /// The whole program.
    pub template: &'static str,
    /// What joins the parts of one text.
    pub plus: &'static str,
    /// A variable of the environment, whose bare name is `⟦name⟧`.
    pub variable: &'static str,
    /// What stands between the words of a command.
    pub comma: &'static str,
    /// A line of the query.
    pub query: &'static str,
    /// What stands between two of these lines.
    pub between_queries: &'static str,
    /// A line with a header.
    pub header: &'static str,
}

/// Sources, read 2026-11-22: <https://github.com/anthropics/anthropic-sdk-python> 2.12.0 (and run),
/// <https://github.com/anthropics/anthropic-sdk-typescript> 1.12.0 (and compiled),
/// <https://github.com/anthropics/anthropic-sdk-go> 1.60.0, <https://github.com/anthropics/anthropic-sdk-java> 2.57.0,
/// <https://github.com/anthropics/anthropic-sdk-csharp> 12.38.0, <https://github.com/anthropics/anthropic-sdk-php> 0.43.0,
/// <https://github.com/anthropics/anthropic-sdk-ruby> 1.65.0. All take a callable for identity tokens but Java, whose profile
/// has a file or one value. For the shell: `crate::facts::WIF_REFERENCE`.
pub(super) static ALL: &[Program] = &[
    Program {
        path: "code/claude.py",
        title: "Python: a client that gets its token from federation",
        language: Language::Python,
        syntax: Syntax::Python,
        template: include_str!("../../templates/code/claude.py"),
        plus: " + ",
        variable: "variable(\"⟦name⟧\")",
        comma: ", ",
        query: "        (⟦name⟧, ⟦value⟧),",
        between_queries: "\n",
        header: "    request.add_header(⟦name⟧, ⟦value⟧)",
    },
    Program {
        path: "code/claude.ts",
        title: "TypeScript: a client that gets its token from federation",
        language: Language::TypeScript,
        syntax: Syntax::TypeScript,
        template: include_str!("../../templates/code/claude.ts"),
        plus: " + ",
        variable: "variable(\"⟦name⟧\")",
        comma: ", ",
        query: "  url.searchParams.append(⟦name⟧, ⟦value⟧);",
        between_queries: "\n",
        header: "      [⟦name⟧, ⟦value⟧],",
    },
    Program {
        path: "code/claude.go",
        title: "Go: a client that gets its token from federation",
        language: Language::Go,
        syntax: Syntax::Go,
        template: include_str!("../../templates/code/claude.go"),
        plus: "+",
        variable: "variable(\"⟦name⟧\")",
        comma: ", ",
        query: "\tquery.Add(⟦name⟧, ⟦value⟧)",
        between_queries: "\n",
        header: "\trequest.Header.Set(⟦name⟧, ⟦value⟧)",
    },
    Program {
        path: "code/Claude.java",
        title: "Java: a client that gets its token from federation",
        language: Language::Java,
        syntax: Syntax::Java,
        template: include_str!("../../templates/code/Claude.java"),
        plus: " + ",
        variable: "variable(\"⟦name⟧\")",
        comma: ", ",
        query: "                        encoded(⟦name⟧, ⟦value⟧)",
        between_queries: ",\n",
        header: "                .header(⟦name⟧, ⟦value⟧)",
    },
    Program {
        path: "code/Claude.cs",
        title: "C#: a client that gets its token from federation",
        language: Language::CSharp,
        syntax: Syntax::CSharp,
        template: include_str!("../../templates/code/Claude.cs"),
        plus: " + ",
        variable: "Read.Variable(\"⟦name⟧\")",
        comma: ", ",
        query: "            Uri.EscapeDataString(⟦name⟧) + \"=\" + Uri.EscapeDataString(⟦value⟧),",
        between_queries: "\n",
        header: "        request.Headers.TryAddWithoutValidation(⟦name⟧, ⟦value⟧);",
    },
    Program {
        path: "code/claude.php",
        title: "PHP: a client that gets its token from federation",
        language: Language::Php,
        syntax: Syntax::Php,
        template: include_str!("../../templates/code/claude.php"),
        plus: ".",
        variable: "variable('⟦name⟧')",
        comma: ", ",
        query: "            [⟦name⟧, ⟦value⟧],",
        between_queries: "\n",
        header: "            ⟦pair⟧,",
    },
    Program {
        path: "code/claude.rb",
        title: "Ruby: a client that gets its token from federation",
        language: Language::Ruby,
        syntax: Syntax::Ruby,
        template: include_str!("../../templates/code/claude.rb"),
        plus: " + ",
        variable: "variable(\"⟦name⟧\")",
        comma: ", ",
        query: "    [⟦name⟧, ⟦value⟧],",
        between_queries: "\n",
        header: "  request[⟦name⟧] = ⟦value⟧",
    },
    Program {
        path: "code/claude.sh",
        title: "Shell: the exchange itself and one call, with curl",
        language: Language::Shell,
        syntax: Syntax::Shell,
        template: include_str!("../../templates/code/claude.sh"),
        plus: "",
        variable: "\"${⟦name⟧:?is not set}\"",
        comma: " ",
        query: "    --data-urlencode ⟦pair⟧ \\",
        between_queries: "\n",
        header: "    ⟦pair⟧ \\",
    },
];

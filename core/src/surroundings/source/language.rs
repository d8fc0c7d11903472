//! The languages in which clients are made, and by what each is known.

/// A language with an SDK.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // As the languages.
pub enum Language {
    Python,
    TypeScript,
    Go,
    Java,
    CSharp,
    Ruby,
    Php,
}

impl Language {
    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Python => "Python",
            Self::TypeScript => "TypeScript or JavaScript",
            Self::Go => "Go",
            Self::Java => "Java or Kotlin",
            Self::CSharp => "C#",
            Self::Ruby => "Ruby",
            Self::Php => "PHP",
        }
    }

    /// The client of its SDK, by its slug.
    pub(in super::super) const fn client(self) -> &'static str {
        match self {
            Self::Python => "python",
            Self::TypeScript => "typescript",
            Self::Go => "go",
            Self::Java => "java",
            Self::CSharp => "csharp",
            Self::Ruby => "ruby",
            Self::Php => "php",
        }
    }

    /// Of a file's extension in small letters.
    pub(in super::super) fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension {
            "py" | "pyi" | "pyw" => Self::Python,
            "ts" | "tsx" | "mts" | "cts" | "js" | "jsx" | "mjs" | "cjs" | "vue" | "svelte" | "astro" => {
                Self::TypeScript
            }
            "go" => Self::Go,
            "java" | "kt" | "kts" | "scala" | "groovy" => Self::Java,
            "cs" | "csx" => Self::CSharp,
            "rb" | "rake" | "ru" => Self::Ruby,
            "php" => Self::Php,
            _ => return None,
        })
    }

    /// Of a text without a name: by what imports or makes a client.
    pub(in super::super) fn of_shape(lines: &[&str]) -> Option<Self> {
        let any = |test: &dyn Fn(&str) -> bool| lines.iter().any(|line| test(line));
        let has = |words: &'static [&str]| any(&|line| words.iter().any(|word| line.contains(word)));
        Some(match () {
            () if any(&|line| line.starts_with("<?php")) => Self::Php,
            () if has(&["@anthropic-ai/sdk", "new Anthropic("]) => Self::TypeScript,
            () if has(&["anthropic-sdk-go", "anthropic.NewClient("]) => Self::Go,
            () if has(&["com.anthropic.", "AnthropicOkHttpClient"]) => Self::Java,
            () if has(&["new AnthropicClient", "AnthropicClient client ="]) => Self::CSharp,
            () if has(&["Anthropic::Client.new"]) => Self::Ruby,
            () if has(&["Anthropic(", "os.environ"])
                || any(&|line| {
                    line.starts_with("import anthropic") || line.starts_with("from anthropic ")
                }) =>
            {
                Self::Python
            }
            () if has(&["process.env."]) => Self::TypeScript,
            () if has(&["os.Setenv("]) => Self::Go,
            () => return None,
        })
    }
}

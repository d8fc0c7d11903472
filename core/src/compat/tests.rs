#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::calendar;
use std::collections::BTreeSet;

#[test]
fn every_entry_is_dated_has_its_sources_and_is_terse() {
    assert!(all().count() >= 25, "{} entries", all().count());
    for entry in all() {
        let slug = entry.slug;
        assert!(is_a_day(entry.read), "{slug} was read on {}", entry.read);
        assert!(!entry.sources.is_empty(), "{slug} has no source");
        for source in entry.sources {
            assert!(
                source.starts_with("https://") && !source.contains(char::is_whitespace),
                "{slug}: {source}"
            );
        }
        let texts =
            [("version", entry.version, 60), ("how", entry.how, 200), ("outranks", entry.outranks, 120)];
        for (field, text, most) in texts.into_iter().chain(entry.way.map(|way| ("way", way, 200))) {
            assert!(text.chars().count() <= most, "{slug}: {field} has {} characters", text.chars().count());
            assert!(!text.contains(['\n', '!']), "{slug}: {field}");
        }
        for (field, text) in [("how", entry.how), ("way", entry.way.unwrap_or("none."))] {
            assert!(text.ends_with('.'), "{slug}: {field} is no sentence: {text}");
        }
    }
}

/// Whether a text is a day of the calendar, as `YYYY-MM-DD`.
fn is_a_day(text: &str) -> bool {
    let numbers: Vec<i64> = text.split('-').filter_map(|part| part.parse().ok()).collect();
    let [year, month, day] = numbers[..] else { return false };
    text.len() == 10
        && (2026..2100).contains(&year)
        && (1..=12).contains(&month)
        && (1..=calendar::days_in(year, month)).contains(&day)
}

#[test]
fn slugs_and_names_occur_once_and_are_found() {
    let mut slugs = BTreeSet::new();
    let mut names = BTreeSet::new();
    for entry in all() {
        assert!(slugs.insert(entry.slug) && names.insert(entry.name), "{} twice", entry.slug);
        assert!(entry.slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        assert_eq!(find(entry.slug).unwrap().name, entry.name);
        assert!(search(entry.name).iter().any(|found| found.slug == entry.slug), "{}", entry.name);
        for sign in entry.signs {
            assert!(search(sign.name).iter().any(|found| found.slug == entry.slug), "{}", sign.name);
        }
    }
}

#[test]
fn what_needs_a_key_has_a_way_round() {
    for entry in all().filter(|entry| matches!(entry.takes, Takes::Key | Takes::Federates | Takes::Cloud)) {
        assert!(entry.way.is_some(), "{}", entry.slug);
    }
}

#[test]
fn what_uses_a_chain_says_what_goes_before_federation() {
    for entry in all().filter(|entry| entry.takes != Takes::Nothing) {
        assert!(!entry.outranks.is_empty(), "{}", entry.slug);
    }
}

#[test]
fn what_uses_the_chain_of_an_sdk_names_it() {
    for entry in all().filter(|entry| matches!(entry.takes, Takes::Chain | Takes::ChainUnless)) {
        assert!(!matches!(entry.under, Under::Own), "{}", entry.slug);
    }
    for entry in all() {
        if let Under::Entry(slug) = entry.under {
            assert!(find(slug).is_some_and(|one| one.slug != entry.slug), "{} stands on {slug}", entry.slug);
        }
    }
}

#[test]
fn words_find_by_name_package_language_and_kind() {
    let table = [
        ("langchain js", "langchain-js", "two words, both in its name"),
        ("LANGCHAIN_ANTHROPIC", "", "a package in its other spelling is not a substring"),
        ("langchain-anthropic", "langchain", "a package"),
        ("portkey gateway", "portkey", "its name and its kind"),
        ("ruby", "ruby-llm", "a language"),
        ("@ai-sdk/anthropic", "vercel-ai", "a scoped package"),
        ("no such thing", "", "nothing has these words"),
        ("  mastra ", "mastra", "blanks around a word"),
    ];
    for (words, first, reason) in table {
        assert_eq!(search(words).first().map_or("", |entry| entry.slug), first, "{words}: {reason}");
    }
    assert_eq!(search("").len(), all().count(), "no word finds everything");
}

/// What a text gives, as slugs in the order of places.
fn slugs(file: &str, text: &str) -> Vec<(&'static str, usize)> {
    in_text(file, text).into_iter().map(|found| (found.entry.slug, found.line)).collect()
}

/// A file's name, its text, what it gives, and why.
type Row = (&'static str, &'static str, &'static [(&'static str, usize)], &'static str);

#[test]
fn dependencies_are_found_where_they_are_required() {
    let table: [Row; 42] = [
        ("requirements.txt", "langchain-anthropic>=1.7\n", &[("langchain", 1)], "a version"),
        ("requirements.txt", "x\nLangChain_Anthropic\n", &[("langchain", 2)], "PEP 503 makes these one name"),
        ("requirements.txt", "instructor[anthropic]==1.17.0", &[("instructor", 1)], "an extra"),
        ("requirements.txt", "langchain-anthropic-extras==1", &[], "another package that begins alike"),
        ("requirements.txt", "my-litellm==1", &[], "another package that ends alike"),
        ("requirements.txt", "# litellm==1.2", &[], "a comment"),
        ("requirements.txt", "litellm # pinned later", &[("litellm", 1)], "a comment behind it"),
        ("requirements-dev.txt", "anthropic[bedrock]>=2", &[("bedrock", 1)], "an extra that is an entry"),
        (
            "pyproject.toml",
            "dependencies = [\n  \"pydantic-ai-slim[anthropic]>=2\",\n]",
            &[("pydantic-ai", 2)],
            "PEP 621",
        ),
        ("pyproject.toml", "crewai = \"^1.15\"", &[("crewai", 1)], "Poetry"),
        ("app/main.py", "from langchain_anthropic import ChatAnthropic", &[("langchain", 1)], "a module"),
        ("app/main.py", "import os, litellm", &[("litellm", 1)], "the second module of an import"),
        (
            "app/main.py",
            "from llama_index.llms.anthropic import Anthropic",
            &[("llamaindex", 1)],
            "a dotted module",
        ),
        (
            "app/main.py",
            "from anthropic import AsyncAnthropicVertex",
            &[("vertex", 1)],
            "a class that is an entry",
        ),
        ("app/main.py", "role = \"instructor\"", &[], "a word in a program is no import"),
        ("app/main.py", "instructor = find()", &[], "a variable of that name"),
        ("app/main.py", "from agno_tools import x", &[], "a module that begins alike"),
        ("package.json", "\"@langchain/anthropic\": \"^1.5.11\",", &[("langchain-js", 1)], "npm"),
        (
            "src/a.ts",
            "import { createAnthropic } from '@ai-sdk/anthropic';",
            &[("vercel-ai", 1)],
            "an import",
        ),
        ("src/a.ts", "const a = require(\"@mastra/core/agent\")", &[("mastra", 1)], "a path in a package"),
        ("src/a.ts", "import x from './@ai-sdk/anthropic.js'", &[], "a file of one's own"),
        ("go.mod", "\tgithub.com/tmc/langchaingo v0.1.14", &[("langchaingo", 1)], "a module"),
        (
            "main.go",
            "import \"github.com/firebase/genkit/go/genkit\"",
            &[("genkit-go", 1)],
            "a package in a module",
        ),
        (
            "pom.xml",
            "<artifactId>spring-ai-starter-model-anthropic</artifactId>",
            &[("spring-ai", 1)],
            "Maven",
        ),
        (
            "build.gradle.kts",
            "implementation(\"dev.langchain4j:langchain4j-anthropic:1.20.0\")",
            &[("langchain4j", 1)],
            "Gradle",
        ),
        (
            "A.java",
            "import dev.langchain4j.model.anthropic.AnthropicChatModel;",
            &[("langchain4j", 1)],
            "Java",
        ),
        (
            "A.csproj",
            "<PackageReference Include=\"Microsoft.Extensions.AI\" />",
            &[("agent-framework-dotnet", 1)],
            "NuGet",
        ),
        ("Gemfile", "gem 'ruby_llm', '~> 1.16'", &[("ruby-llm", 1)], "a gem"),
        (
            "compose.yaml",
            "image: ghcr.io/berriai/litellm:main-stable",
            &[("litellm", 1)],
            "an image with a registry",
        ),
        ("compose.yaml", "image: n8nio/n8n", &[("n8n", 1)], "an image without one"),
        (
            ".github/workflows/a.yml",
            "- uses: anthropics/claude-code-action@v1",
            &[("claude-code-action", 1)],
            "an action",
        ),
        (
            "Dockerfile",
            "RUN pip install crewai 'litellm[proxy]'",
            &[("crewai", 1), ("litellm", 1)],
            "an installation",
        ),
        ("", "The instructor is Agno, with haystack.", &[], "prose without a file's name"),
        ("README.md", "See https://github.com/open-webui/open-webui and @langchain/anthropic.", &[], "prose"),
        (
            "README.md",
            "An image of the page of github.com/Kong/kong",
            &[],
            "an address, with the word image before it",
        ),
        ("README.md", "npm install @langchain/anthropic", &[("langchain-js", 1)], "a command in prose"),
        ("README.md", "go get github.com/tmc/langchaingo@latest", &[("langchaingo", 1)], "another"),
        ("README.md", "docker run -p 5678:5678 n8nio/n8n", &[("n8n", 1)], "an image that is run"),
        ("environment.yml", "  - litellm=1.109", &[("litellm", 1)], "an item of a list"),
        ("notes.md", "- instructor and students", &[], "an item of prose"),
        ("notes.txt", "from instructor to student", &[], "prose that begins like an import"),
        ("", "litellm==1.109.1", &[("litellm", 1)], "a requirement without a file's name"),
    ];
    for (file, text, expected, reason) in table {
        assert_eq!(slugs(file, text), expected, "{file}: {text}: {reason}");
    }
}

#[test]
fn an_entry_is_named_once_and_entries_come_in_the_order_of_the_text() {
    let text = "from litellm import completion\nimport agno\nimport litellm\nfrom agno.agent import Agent\n";
    assert_eq!(slugs("a.py", text), [("litellm", 1), ("agno", 2)]);
}

#[test]
fn every_sign_is_found_in_some_file_of_its_ecosystem() {
    for entry in all() {
        for sign in entry.signs {
            let name = sign.name;
            let (file, text) = match sign.ecosystem {
                Ecosystem::Python => ("requirements.txt", format!("{name}==1")),
                Ecosystem::Npm => ("package.json", format!("\"{name}\": \"1\"")),
                Ecosystem::Go => ("go.mod", format!("{name} v1")),
                Ecosystem::Java => ("pom.xml", format!("<artifactId>{name}</artifactId>")),
                Ecosystem::Dotnet => ("a.csproj", format!("Include=\"{name}\"")),
                Ecosystem::Ruby => ("Gemfile", format!("gem \"{name}\"")),
                Ecosystem::Image => ("compose.yaml", format!("image: ghcr.io/{name}:1")),
                Ecosystem::Action => ("a.yml", format!("uses: {name}@v1")),
            };
            assert_eq!(slugs(file, &text), [(entry.slug, 1)], "{name}");
        }
    }
}

#[test]
fn any_text_gets_an_answer() {
    let long = "import litellm ".repeat(400_000);
    let signs: String = all().flat_map(|e| e.signs).flat_map(|s| [s.name, "é@./-\""]).collect();
    for text in ["", "\u{0}", "é", "\"", "@", "from ", "from import ", &long, &signs, &signs.repeat(100)] {
        for file in ["", "a.py", "é.ts", ".", "/", "package.json", "a.kts"] {
            let _ = in_text(file, text);
        }
    }
    assert_eq!(slugs("a.py", &long), [], "a line of six megabytes is no import");
}

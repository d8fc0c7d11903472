//! Frameworks in other languages.

use super::super::{Entry, Evidence, Kind, Takes, Under};
use super::{GATEWAY, KEY_ONLY, READ, dotnet, go, ruby};
use crate::precedence::{CSHARP, GO};

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        slug: "agent-framework-dotnet",
        name: "Microsoft.Extensions.AI and Agent Framework (.NET)",
        kind: Kind::Framework,
        language: "C#",
        signs: &[dotnet("Microsoft.Agents.AI.Anthropic"), dotnet("Microsoft.Extensions.AI")],
        under: Under::Sdk(&CSHARP),
        takes: Takes::Chain,
        version: "C# SDK and main of July and August 2026",
        how: "Both take a client of the C# SDK that you make: client.AsIChatClient(model) and client.AsAIAgent(…).",
        way: Some("Make the client without a key."),
        outranks: "What you give the client; ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN.",
        sources: &[
            "https://github.com/microsoft/agent-framework/blob/main/dotnet/src/Microsoft.Agents.AI.Anthropic/AnthropicClientExtensions.cs",
            "https://github.com/anthropics/anthropic-sdk-csharp",
        ],
        read: READ,
        evidence: Evidence::Source,
    },
    Entry {
        slug: "langchaingo",
        name: "LangChainGo",
        kind: Kind::Framework,
        language: "Go",
        signs: &[go("github.com/tmc/langchaingo")],
        under: Under::Own,
        takes: Takes::Key,
        version: "main of 2026-01-11",
        how: "Its own client fails without WithToken or ANTHROPIC_API_KEY and sends it as x-api-key.",
        way: Some(GATEWAY),
        outranks: KEY_ONLY,
        sources: &["https://github.com/tmc/langchaingo/blob/main/llms/anthropic/anthropicllm.go"],
        read: READ,
        evidence: Evidence::Source,
    },
    Entry {
        slug: "genkit-go",
        name: "Genkit (Go)",
        kind: Kind::Framework,
        language: "Go",
        signs: &[go("github.com/firebase/genkit/go")],
        under: Under::Sdk(&GO),
        takes: Takes::Key,
        version: "main of 2026-04-29",
        how: "The plugin panics without APIKey or ANTHROPIC_API_KEY and makes the client itself.",
        way: Some(
            "Point BaseURL or ANTHROPIC_BASE_URL at a gateway that federates and give it that gateway's credential as the key.",
        ),
        outranks: KEY_ONLY,
        sources: &["https://github.com/firebase/genkit/blob/main/go/plugins/anthropic/anthropic.go"],
        read: READ,
        evidence: Evidence::Source,
    },
    Entry {
        slug: "ruby-llm",
        name: "RubyLLM",
        kind: Kind::Framework,
        language: "Ruby",
        signs: &[ruby("ruby_llm")],
        under: Under::Own,
        takes: Takes::Key,
        version: "1.16.0, main of 2026-08-19",
        how: "It makes its own requests, demands anthropic_api_key and sends it as x-api-key.",
        way: Some(
            "Set anthropic_api_base to a gateway that federates and anthropic_api_key to that gateway's credential.",
        ),
        outranks: KEY_ONLY,
        sources: &["https://github.com/crmne/ruby_llm/blob/main/lib/ruby_llm/providers/anthropic.rb"],
        read: READ,
        evidence: Evidence::Source,
    },
];

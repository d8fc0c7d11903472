//! Frameworks on the JVM.

use super::super::{Entry, Evidence, Kind, Takes, Under};
use super::{KEY_ONLY, READ, java};
use crate::precedence::JAVA;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        slug: "spring-ai",
        name: "Spring AI",
        kind: Kind::Framework,
        language: "Java",
        signs: &[
            java("spring-ai-anthropic"),
            java("spring-ai-starter-model-anthropic"),
            java("org.springframework.ai.anthropic"),
        ],
        under: Under::Sdk(&JAVA),
        takes: Takes::ChainUnless,
        version: "2.0.2-SNAPSHOT, main of 2026-08-21",
        how: "It builds the Java SDK's backend with the key if one is set and lets it resolve credentials otherwise. Mind that it hands ANTHROPIC_AUTH_TOKEN on as a key.",
        way: None,
        outranks: "spring.ai.anthropic.api-key, ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN.",
        sources: &[
            "https://github.com/spring-projects/spring-ai/blob/main/models/spring-ai-anthropic/src/main/java/org/springframework/ai/anthropic/AnthropicSetup.java",
        ],
        read: READ,
        evidence: Evidence::Source,
    },
    Entry {
        slug: "langchain4j",
        name: "LangChain4j",
        kind: Kind::Framework,
        language: "Java",
        signs: &[
            java("langchain4j-anthropic"),
            java("langchain4j-anthropic-spring-boot-starter"),
            java("dev.langchain4j.model.anthropic"),
        ],
        under: Under::Own,
        takes: Takes::Key,
        version: "1.20.0-SNAPSHOT, main of 2026-08-21",
        how: "Its own client refuses a blank apiKey and sends x-api-key with every request; customHeaders come on top.",
        way: Some(
            "Point baseUrl at a gateway that federates. On Quarkus there is an extension that federates. A supplier of customHeaders does not take x-api-key away.",
        ),
        outranks: KEY_ONLY,
        sources: &[
            "https://github.com/langchain4j/langchain4j/blob/main/langchain4j-anthropic/src/main/java/dev/langchain4j/model/anthropic/internal/client/DefaultAnthropicClient.java",
        ],
        read: READ,
        evidence: Evidence::Source,
    },
    Entry {
        slug: "quarkus-langchain4j",
        name: "Quarkus LangChain4j",
        kind: Kind::Framework,
        language: "Java",
        signs: &[
            java("quarkus-langchain4j-anthropic"),
            java("quarkus-langchain4j-workload-model-auth-provider"),
        ],
        under: Under::Own,
        takes: Takes::Federates,
        version: "documentation of 2026-11-22",
        how: "The extension quarkus-langchain4j-workload-model-auth-provider reads an identity token from a file and exchanges it by an OIDC client.",
        way: Some("Add that extension and set up its OIDC client; without it a key is needed."),
        outranks: "Not verified: whether a configured api-key still goes out.",
        sources: &[
            "https://quarkus.io/extensions/io.quarkiverse.langchain4j/quarkus-langchain4j-workload-model-auth-provider/",
            "https://github.com/quarkiverse/quarkus-langchain4j/issues/2571",
        ],
        read: READ,
        evidence: Evidence::Documentation,
    },
];

//! No-code software.

use super::super::{Entry, Evidence, Kind, Takes, Under};
use super::{GATEWAY, KEY_ONLY, READ, image, npm};
use crate::precedence::PYTHON;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        slug: "n8n",
        name: "n8n",
        kind: Kind::NoCode,
        language: "",
        signs: &[image("n8nio/n8n")],
        under: Under::Own,
        takes: Takes::Key,
        version: "source as stored 2026-11-22",
        how: "Its credential for Claude demands an API key and sends it as x-api-key; a base URL and one header can be added.",
        way: Some("Set the base URL to a gateway that federates and the key to that gateway's credential."),
        outranks: KEY_ONLY,
        sources: &[
            "https://github.com/n8n-io/n8n/blob/master/packages/%40n8n/nodes-langchain/credentials/AnthropicApi.credentials.ts",
        ],
        read: READ,
        evidence: Evidence::Source,
    },
    Entry {
        slug: "dify",
        name: "Dify",
        kind: Kind::NoCode,
        language: "",
        signs: &[image("langgenius/dify-api")],
        under: Under::Sdk(&PYTHON),
        takes: Takes::Key,
        version: "plugin 0.3.27, main of 2026-08-21",
        how: "Its plugin for Claude has the key as a required field and hands it to the SDK.",
        way: Some(
            "Set the plugin's API URL to a gateway that federates and the key to that gateway's credential.",
        ),
        outranks: KEY_ONLY,
        sources: &[
            "https://github.com/langgenius/dify-official-plugins/blob/main/models/anthropic/provider/anthropic.yaml",
        ],
        read: READ,
        evidence: Evidence::Source,
    },
    Entry {
        slug: "flowise",
        name: "Flowise",
        kind: Kind::NoCode,
        language: "",
        signs: &[image("flowiseai/flowise"), npm("flowise")],
        under: Under::Entry("langchain-js"),
        takes: Takes::Key,
        version: "3.1.3, main of 2026-07-24",
        how: "ChatAnthropic there gets anthropicApiKey from its credential; it has no field for a client or an address.",
        way: Some(
            "ANTHROPIC_BASE_URL of its process to a gateway that federates, that gateway's credential as the key. Not verified with the LangChain.js that it pins.",
        ),
        outranks: KEY_ONLY,
        sources: &[
            "https://github.com/FlowiseAI/Flowise/blob/main/packages/components/nodes/chatmodels/ChatAnthropic/ChatAnthropic.ts",
        ],
        read: READ,
        evidence: Evidence::Source,
    },
    Entry {
        slug: "librechat",
        name: "LibreChat",
        kind: Kind::NoCode,
        language: "",
        signs: &[image("danny-avila/librechat"), image("danny-avila/librechat-dev")],
        under: Under::Entry("langchain-js"),
        takes: Takes::Key,
        version: "source as stored 2026-11-22",
        how: "It throws without ANTHROPIC_API_KEY or a key of the user, unless Vertex AI is on.",
        way: Some(
            "ANTHROPIC_REVERSE_PROXY to a gateway that federates, with that gateway's credential as the key; or ANTHROPIC_USE_VERTEX.",
        ),
        outranks: KEY_ONLY,
        sources: &[
            "https://github.com/danny-avila/LibreChat/blob/main/packages/api/src/endpoints/anthropic/initialize.ts",
        ],
        read: READ,
        evidence: Evidence::Source,
    },
    Entry {
        slug: "open-webui",
        name: "Open WebUI",
        kind: Kind::NoCode,
        language: "",
        signs: &[image("open-webui/open-webui")],
        under: Under::Own,
        takes: Takes::Key,
        version: "documentation of 2026-11-22",
        how: "A connection to Claude is an address and an API key, spoken to in the OpenAI-compatible form.",
        way: Some(GATEWAY),
        outranks: KEY_ONLY,
        sources: &[
            "https://docs.openwebui.com/getting-started/quick-start/connect-a-provider/starting-with-anthropic",
        ],
        read: READ,
        evidence: Evidence::Documentation,
    },
];

//! The entries, by kind.

mod gateways;
mod jvm;
mod no_code;
mod platforms;
mod python;
mod python_more;
mod tools;
mod typescript;
mod various;

use super::{Ecosystem, Entry, Sign};

/// Every entry: frameworks first, by language.
pub(super) const ALL: [&[Entry]; 9] = [
    python::ENTRIES,
    python_more::ENTRIES,
    typescript::ENTRIES,
    jvm::ENTRIES,
    various::ENTRIES,
    gateways::ENTRIES,
    tools::ENTRIES,
    no_code::ENTRIES,
    platforms::ENTRIES,
];

/// The day on which entries were last read.
const READ: &str = "2026-11-22";

// Sentences that hold for several.

/// What goes before federation in every SDK.
const STATIC: &str = "ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN.";
/// The same, and arguments.
const STATIC_OR_ARGUMENT: &str =
    "A key or token among its arguments; ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN.";
/// What happens where only a key is taken.
const KEY_ONLY: &str = "Its key: it knows nothing else.";
/// The way round for those that only know a base URL and a key.
const GATEWAY: &str = "Point its base URL at a gateway that federates (LiteLLM, Portkey) and give it the gateway's credential as its key.";
/// For those that call LiteLLM.
const BY_LITELLM: &str = "Give it no key and federate LiteLLM: its version must be one that can, see there. Or use a LiteLLM proxy.";

const fn python(name: &'static str) -> Sign {
    Sign { ecosystem: Ecosystem::Python, name }
}

const fn npm(name: &'static str) -> Sign {
    Sign { ecosystem: Ecosystem::Npm, name }
}

const fn go(name: &'static str) -> Sign {
    Sign { ecosystem: Ecosystem::Go, name }
}

const fn java(name: &'static str) -> Sign {
    Sign { ecosystem: Ecosystem::Java, name }
}

const fn dotnet(name: &'static str) -> Sign {
    Sign { ecosystem: Ecosystem::Dotnet, name }
}

const fn ruby(name: &'static str) -> Sign {
    Sign { ecosystem: Ecosystem::Ruby, name }
}

const fn image(name: &'static str) -> Sign {
    Sign { ecosystem: Ecosystem::Image, name }
}

const fn action(name: &'static str) -> Sign {
    Sign { ecosystem: Ecosystem::Action, name }
}

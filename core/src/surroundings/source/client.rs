//! How each SDK's client is made, and which of its arguments decide about a credential.
//!
//! Names of arguments are those with which the clients were run or read for `crate::precedence`, whose clients carry version,
//! source and date. How each language spells the same name was not looked up one by one: case and underscores do not count here.

use super::super::arguments::{Argument, Given, Missing};
use super::super::finding::{Kind, State};
use super::super::sink::{Change, Form, Sink};
use super::super::value as text_value;
use super::lex::{Piece, Token};
use super::value::Value;
use super::{Language, Pass};
use crate::precedence::{Credential, Document};
use crate::secret::find_credentials;

impl Argument {
    /// By its name in any of the languages.
    pub(super) fn of(word: &str) -> Option<Self> {
        let bare = word.strip_prefix("With").unwrap_or(word);
        // Most words are none of these, which their length and first letter tell.
        let begins = |c: char| matches!(c.to_ascii_lowercase(), 'a' | 'b' | 'c' | 'p' | '_');
        if !(SHORTEST..=LONGEST).contains(&bare.len()) || !bare.starts_with(begins) {
            return None;
        }
        let plain: String = bare.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect();
        Some(match plain.as_str() {
            "apikey" => Self::ApiKey,
            "authtoken" => Self::AuthToken,
            "baseurl" => Self::BaseUrl,
            "profile" => Self::Profile,
            "config" => Self::Config,
            "credentials" => Self::Credentials,
            _ => return None,
        })
    }

    /// Puts down what it is given.
    pub(super) fn give(
        self,
        name: &str,
        value: &Value<'_>,
        config: Option<String>,
        (line, commented, client): (usize, bool, &'static str),
        out: &mut Sink,
    ) {
        let is_secret = matches!(self, Self::ApiKey | Self::AuthToken);
        let (text, state) = match value {
            Value::Text(text) => text_value::read(text, Form::Quoted),
            Value::Absent => return,
            Value::Null => ("", State::Unset),
            _ => ("", State::Reference),
        };
        let found = find_credentials(text).into_iter().next().map(|found| found.masked);
        let mask = if is_secret { Some(Credential::new(text).masked().to_owned()) } else { found };
        let secret = mask.filter(|_| state == State::Set);
        if commented {
            // A comment tells of a key only where one stands in it.
            if state == State::Set {
                out.find(line, (name, ""), Kind::Constructor, State::Commented, secret);
            }
            return;
        }
        out.find(line, (name, ""), Kind::Constructor, state, secret);
        let given = match (value, state) {
            (_, State::Placeholder) => return,
            (Value::Null, _) => Given::Null,
            (Value::Text(_), State::Set | State::Empty) if is_secret => Given::Secret(Credential::new(text)),
            (Value::Text(_), State::Set | State::Empty) => Given::Plain(crate::secret::scrub(text)),
            (Value::Constant(text), _) if is_secret => Given::Secret(Credential::new(text)),
            (Value::Constant(text), _) => Given::Plain(crate::secret::scrub(text)),
            (Value::Variable(name, missing), _) => Given::Variable((*name).to_owned(), *missing),
            _ => Given::Variable(String::new(), Missing::Fails),
        };
        let given = match (self, config) {
            (Self::Config, Some(json)) => Given::Config(Box::new(Document::parse(&json))),
            // What a variable or a function gives is known for a key alone.
            (Self::Config | Self::Credentials, _) => return,
            _ => given,
        };
        out.change(Change::Argument(client, self, given));
    }
}

/// The shortest of these names, in bytes.
const SHORTEST: usize = 6;
/// The longest name of an argument, in bytes.
const LONGEST: usize = 16;

/// Other names under which a file knows the client's class or its package.
pub(super) fn aliases<'a>(tokens: &[Token<'a>], language: Language) -> Vec<&'a str> {
    let word = |at: usize| match tokens.get(at).map(|token| &token.piece) {
        Some(Piece::Word(word)) => *word,
        _ => "",
    };
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match (&token.piece, language) {
            // from anthropic import Anthropic as Claude; import { Anthropic as Claude } from …
            (Piece::Word("Anthropic" | "AsyncAnthropic"), Language::Python | Language::TypeScript)
                if word(at + 1) == "as" =>
            {
                found.push(word(at + 2));
            }
            // import Claude from "@anthropic-ai/sdk"; const Claude = require("@anthropic-ai/sdk")
            (Piece::Text(text, false), Language::TypeScript) if text == "@anthropic-ai/sdk" => {
                let back = |many: usize| at.checked_sub(many).map(word).unwrap_or_default();
                found.extend([back(2)].into_iter().filter(|_| back(1) == "from"));
                found.extend([back(4)].into_iter().filter(|_| back(2) == "require"));
            }
            (Piece::Text(text, false), Language::Go) if text.ends_with("/anthropic-sdk-go") => {
                found.extend(at.checked_sub(1).map(word).filter(|word| *word != "import"));
            }
            _ => {}
        }
        if found.len() >= MOST {
            break;
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

/// The most other names that are kept.
const MOST: usize = 16;

/// Whether the word here names the client in a call that makes one.
pub(super) fn is_made(pass: &Pass<'_, '_>, at: usize) -> bool {
    let Some(Piece::Word(word)) = pass.piece(Some(at)) else { return false };
    let back = |many: usize| pass.name(at.checked_sub(many));
    let inside = pass.before(at, 1) == Some(&Piece::Mark('.'));
    let alias = pass.aliases.contains(word);
    match pass.language {
        Language::Python => {
            let named = alias
                || matches!(*word, "Anthropic" | "AsyncAnthropic")
                || (matches!(*word, "Client" | "AsyncClient") && inside && back(2) == "anthropic")
                // A client made after another.
                || (*word == "with_options" && inside);
            named && !matches!(back(1), "class" | "def")
        }
        Language::TypeScript => {
            let named = alias || *word == "Anthropic";
            (named && (back(1) == "new" || (inside && back(3) == "new")))
                || (*word == "withOptions" && inside)
        }
        Language::Go => {
            *word == "NewClient" && inside && (back(2) == "anthropic" || pass.aliases.contains(&back(2)))
        }
        Language::CSharp => {
            let is_new =
                |at: usize| pass.name(at.checked_sub(1)) == "new" || pass.name(at.checked_sub(3)) == "new";
            (*word == "AnthropicClient" && is_new(at)) || (*word == "new" && back(3) == "AnthropicClient")
        }
        Language::Ruby => *word == "new" && back(2) == "Client" && back(4) == "Anthropic",
        Language::Php => *word == "Client" && (back(1) == "new" || (inside && back(2) == "Anthropic")),
        Language::Java => false,
    }
}

/// Whether the word here begins a builder of a client.
pub(super) fn starts_a_builder(pass: &Pass<'_, '_>, at: usize) -> bool {
    if pass.language != Language::Java || pass.name(Some(at)) != "builder" {
        return false;
    }
    let owner = pass.name(at.checked_sub(2));
    owner.contains("Anthropic") && owner.contains("Client")
}

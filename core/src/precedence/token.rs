//! The identity token that goes into an exchange.

use super::credential::Credential;
use super::document::{Field, TokenField, TokenObject};
use super::fault::Fault;
use super::look::Eye;
use super::rules::{SourceEnv, TokenFill};
use super::surroundings::Content;

/// Where an identity token is.
#[derive(Clone, Debug)]
pub(super) enum TokenAt<'a> {
    /// In a file.
    File(String),
    /// In a variable or in the profile itself.
    Literal(&'a Credential),
}

impl TokenAt<'_> {
    /// Where that is, in words.
    pub(super) fn place(&self) -> String {
        match self {
            Self::File(path) => path.clone(),
            Self::Literal(_) => "ANTHROPIC_IDENTITY_TOKEN, or what the profile names".to_owned(),
        }
    }
}

/// The longest token that is sent, in bytes. `facts` has the source.
const MOST: usize = crate::facts::ASSERTION_MAX_BYTES.value;

impl<'a> Eye<'a> {
    /// Where the environment says that the token is.
    pub(super) fn env_token(&self) -> Option<TokenAt<'a>> {
        let file = self.text("ANTHROPIC_IDENTITY_TOKEN_FILE");
        let literal = self.env_literal();
        match (file, literal) {
            (Some(path), literal)
                if !path.is_empty() || (self.rules.empty_file_counts && literal.is_some()) =>
            {
                Some(TokenAt::File(path))
            }
            (_, literal) => literal.map(TokenAt::Literal),
        }
    }

    /// The literal token of the environment.
    pub(super) fn env_literal(&self) -> Option<&'a Credential> {
        self.s.secret("ANTHROPIC_IDENTITY_TOKEN").filter(|token| {
            let unset = if self.rules.trims { token.is_blank() } else { token.is_empty() };
            !unset || (token.is_empty() && self.rules.empty_literal_counts)
        })
    }

    /// Where a profile says that the token is, or the environment for it.
    pub(super) fn profile_token(&self, field: &'a TokenField) -> Result<TokenAt<'a>, Fault> {
        match field {
            TokenField::Missing => {
                let path = self.filled("ANTHROPIC_IDENTITY_TOKEN_FILE").map(TokenAt::File);
                let found = match self.rules.token_fill {
                    TokenFill::Both => path.or_else(|| self.env_literal().map(TokenAt::Literal)),
                    TokenFill::File => path,
                    TokenFill::None => None,
                };
                found.ok_or(Fault::IdentityTokenNotConfigured)
            }
            TokenField::Text(path) => match self.rules.token_text {
                None => Ok(TokenAt::File(path.clone())),
                Some(fault) => Err(fault),
            },
            TokenField::Other => Err(self.rules.token_text.unwrap_or(Fault::IdentityTokenSourceUnsupported)),
            TokenField::Object(object) => self.token_object(object),
        }
    }

    fn token_object(&self, object: &'a TokenObject) -> Result<TokenAt<'a>, Fault> {
        let variable = |name: &Field| {
            let set = name.filled().and_then(|name| self.s.secret(name));
            let set = set.filter(|token| !token.is_empty() || self.rules.trims_literal);
            set.map(TokenAt::Literal).ok_or(Fault::IdentityTokenNotConfigured)
        };
        match (object.source.text(), self.rules.source_env) {
            (Some("file"), _) => {
                let path = object.path.filled().ok_or(Fault::IdentityTokenPathEmpty)?;
                Ok(TokenAt::File(path.to_owned()))
            }
            (Some("env"), SourceEnv::Value) => variable(&object.value),
            (Some("env"), SourceEnv::EnvVar) => variable(&object.env_var),
            (Some("literal"), SourceEnv::EnvVar) => {
                object.token.as_ref().map(TokenAt::Literal).ok_or(Fault::IdentityTokenNotConfigured)
            }
            _ => Err(Fault::IdentityTokenSourceUnsupported),
        }
    }

    /// Reads the token as the client does before it exchanges it, and gives what may be shown of it.
    pub(super) fn assertion(&self, at: &TokenAt<'_>) -> Result<String, Fault> {
        let (token, literal) = match at {
            TokenAt::File(path) if path.is_empty() => return Err(Fault::IdentityTokenPathEmpty),
            TokenAt::File(path) => match self.s.file(path).map(|file| &file.content) {
                None => return Err(Fault::IdentityTokenFileMissing),
                Some(Content::Unreadable) if self.rules.checks_token => {
                    return Err(Fault::IdentityTokenFileUnreadable);
                }
                Some(Content::Unreadable) => return Ok(String::new()),
                Some(Content::Text { token, .. }) => (token, false),
            },
            TokenAt::Literal(token) => (*token, true),
        };
        let refused = if literal { self.rules.trims_literal } else { self.rules.checks_token };
        if token.is_blank() {
            // A file is trimmed by every client, a literal is not.
            let sent = if literal { token.before() } else { "" };
            return if refused { Err(Fault::IdentityTokenEmpty) } else { Ok(sent.to_owned()) };
        }
        let length = if self.rules.trims { token.utf16() } else { token.bytes() };
        if self.rules.checks_token && length > MOST {
            return Err(Fault::IdentityTokenTooLarge);
        }
        Ok(token.masked().to_owned())
    }
}

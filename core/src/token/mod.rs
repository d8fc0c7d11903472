//! What a pasted token says, and whether its signature is good.
//!
//! [`read`] finds a JWT in what was pasted ([`find`]), splits and decodes it by RFC 7515 and RFC 7519 and, where keys are
//! given, checks its signature. What it gives back holds the header and the claims alone: neither the signature nor the
//! text of the token. Faults that still let the claims be read become [`TokenProblem`]s.

mod base64url;
mod claims;
mod error;
mod find;
mod json;
mod keys;
mod signature;

pub use claims::{Claims, Timestamp};
pub use error::{Part, ProblemKind, ReadError, TokenProblem};
pub use find::{SCAN_LIMIT, Wrapping};
pub use json::JsonPosition;
pub use keys::{KeySet, KeySetProblem, Refused};
pub use signature::SignatureState;

pub(crate) use find::scrub_tokens;
pub(crate) use json::{kind as json_kind, parse_first as parse_first_json};

use crate::facts;
use crate::secret::{self, FoundCredential, IdentityToken};
use serde_json::{Map, Value};

/// Largest token that is decoded at all, in bytes; a larger one is only measured.
const DECODE_LIMIT: usize = 1024 * 1024;

/// A token's header.
#[derive(Clone, PartialEq)]
pub struct Header(Map<String, Value>);

impl Header {
    /// `alg`, the signature algorithm.
    pub fn alg(&self) -> Option<&str> {
        self.0.get("alg").and_then(Value::as_str)
    }

    /// `kid`, the name of the key. An empty name counts as none.
    pub fn kid(&self) -> Option<&str> {
        self.0.get("kid").and_then(Value::as_str).filter(|k| !k.is_empty())
    }

    /// Every member, in the order in which the token has them.
    pub fn as_map(&self) -> &Map<String, Value> {
        &self.0
    }
}

impl std::fmt::Debug for Header {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Header({} members)", self.0.len())
    }
}

/// What was pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presented {
    /// A token; where in the paste it stood.
    Token(Wrapping),
    /// The claims of a token, as JSON: there is no header, no size and no signature to look at.
    Claims,
}

/// What a token says. Somebody's data: it can be shown, never serialised as a whole.
#[derive(Debug, Clone)]
pub struct DecodedToken {
    /// What was pasted.
    pub presented: Presented,
    /// The header; none where claims alone were pasted.
    pub header: Option<Header>,
    /// The claims.
    pub claims: Claims,
    /// Size of the token in bytes; none where claims alone were pasted.
    pub size: Option<usize>,
    /// What is known of the signature.
    pub signature: SignatureState,
    /// What is wrong with it.
    pub problems: Vec<TokenProblem>,
}

secret::never_leaves!(DecodedToken: serde::Serialize);
secret::never_leaves!(DecodedToken: std::fmt::Display);
secret::never_leaves!(Claims: serde::Serialize);

impl DecodedToken {
    /// The first problem for which a strict reader refuses the whole token.
    pub fn malformed(&self) -> Option<&TokenProblem> {
        self.problems.iter().find(|p| p.is_fatal())
    }
}

/// Claude keys and access tokens in a paste: they are not identity tokens and are to be refused.
pub fn credentials_in(pasted: &IdentityToken) -> Vec<FoundCredential> {
    secret::find_credentials(find::head(pasted.expose()))
}

/// Reads what was pasted: the first token in it, or claims as a JSON object, and checks the signature where keys are given.
///
/// # Errors
/// When no claims can be read at all. The error names the part and the position, never the text.
pub fn read(pasted: &IdentityToken, keys: Option<&KeySet>) -> Result<DecodedToken, ReadError> {
    let text = pasted.expose();
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    match find::find(text) {
        find::Found::Token { token, wrapping, mut problems } => {
            let mut decoded = decode(&token, wrapping, keys)?;
            problems.append(&mut decoded.problems);
            decoded.problems = problems;
            Ok(decoded)
        }
        find::Found::Claims => claims_alone(find::head(text)),
        find::Found::Nothing => match credentials_in(pasted).first() {
            Some(found) => Err(ReadError::Credential { kind: found.kind }),
            None => Err(ReadError::parts(find::head(text).trim())),
        },
    }
}

fn decode(token: &str, wrapping: Wrapping, keys: Option<&KeySet>) -> Result<DecodedToken, ReadError> {
    if token.len() > DECODE_LIMIT {
        return Err(ReadError::Huge { bytes: token.len() });
    }
    let parts: Vec<&str> = token.split('.').collect();
    let [header_text, payload_text, signature_text] = parts[..] else {
        return Err(ReadError::parts(token));
    };
    let mut problems = Vec::new();
    let header = object(Part::Header, header_text, &mut problems)?;
    let claims = object(Part::Payload, payload_text, &mut problems)?;
    let signature_bytes = match base64url::decode(signature_text) {
        Ok(decoded) => {
            problems.extend(decoded.departures(Part::Signature));
            Some(decoded.bytes)
        }
        Err(at) => {
            problems.push(TokenProblem::new(ProblemKind::NotBase64 { part: Part::Signature, at: Some(at) }));
            None
        }
    };
    let header = Header(header);
    let claims = Claims::new(claims);
    for name in ["alg", "kid", "typ"] {
        if header.0.get(name).is_some_and(|v| !v.is_string()) {
            problems.push(TokenProblem::new(ProblemKind::HeaderNotText { name }));
        }
    }
    if header.0.contains_key("crit") {
        problems.push(TokenProblem::new(ProblemKind::CriticalHeader));
    }
    problems.extend(claims.problems());
    let message_length = header_text.len() + 1 + payload_text.len();
    let signature = match (keys, signature_bytes) {
        (None, _) => SignatureState::NoKeys,
        (Some(keys), bytes) => {
            let message = token.as_bytes().get(..message_length).unwrap_or_default();
            signature::check(&header, message, bytes.as_deref(), keys)
        }
    };
    Ok(DecodedToken {
        presented: Presented::Token(wrapping),
        header: Some(header),
        claims,
        size: Some(token.len()),
        signature,
        problems,
    })
}

/// One part of a token: base64url of a JSON object.
fn object(part: Part, text: &str, problems: &mut Vec<TokenProblem>) -> Result<Map<String, Value>, ReadError> {
    if text.is_empty() {
        return Err(ReadError::EmptyPart { part });
    }
    let decoded = base64url::decode(text).map_err(|at| ReadError::NotBase64 { part, at })?;
    problems.extend(decoded.departures(part));
    let parsed = json::parse(&decoded.bytes).map_err(|at| ReadError::NotJson { part, at })?;
    problems.extend(
        parsed
            .duplicates
            .into_iter()
            .map(|name| TokenProblem::new(ProblemKind::DuplicateMember { part, name })),
    );
    match parsed.value {
        Value::Object(map) => Ok(map),
        other => Err(ReadError::NotAnObject { part, found: json::kind(&other) }),
    }
}

fn claims_alone(text: &str) -> Result<DecodedToken, ReadError> {
    let parsed = json::parse(text.as_bytes()).map_err(|at| ReadError::NotJson { part: Part::Payload, at })?;
    let Value::Object(map) = parsed.value else {
        return Err(ReadError::NotAnObject { part: Part::Payload, found: json::kind(&parsed.value) });
    };
    let claims = Claims::new(map);
    let mut problems: Vec<_> = parsed
        .duplicates
        .into_iter()
        .map(|name| TokenProblem::new(ProblemKind::DuplicateMember { part: Part::Payload, name }))
        .collect();
    problems.extend(claims.problems());
    Ok(DecodedToken {
        presented: Presented::Claims,
        header: None,
        claims,
        size: None,
        signature: SignatureState::NotGiven,
        problems,
    })
}

/// Whether a signature algorithm is one that the service accepts.
pub fn is_accepted_algorithm(alg: &str) -> bool {
    facts::ALGORITHMS.value.contains(&alg)
}

#[cfg(test)]
mod tests;

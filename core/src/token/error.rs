//! What can be wrong with a token. No message holds any of its text, except names of members.

use super::json::JsonPosition;
use crate::secret::CredentialKind;
use std::fmt;

/// A part of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The first part.
    Header,
    /// The second part: the claims.
    Payload,
    /// The third part.
    Signature,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Header => "header",
            Self::Payload => "payload",
            Self::Signature => "signature",
        })
    }
}

/// Why no claims can be read. The exchange answers all of these with its opaque 401.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadError {
    /// Nothing was pasted.
    Empty,
    /// A Claude key or access token was pasted.
    Credential {
        /// What it is.
        kind: CredentialKind,
    },
    /// Not three parts with dots between.
    Parts {
        /// How many there are.
        found: usize,
    },
    /// Five parts: an encrypted token.
    Encrypted,
    /// Too large to decode at all.
    Huge {
        /// Its size.
        bytes: usize,
    },
    /// A part is empty.
    EmptyPart {
        /// Which.
        part: Part,
    },
    /// A part is not base64url.
    NotBase64 {
        /// Which.
        part: Part,
        /// The first character that does not belong, from 0.
        at: usize,
    },
    /// A part is not JSON.
    NotJson {
        /// Which.
        part: Part,
        /// Where the fault is.
        at: JsonPosition,
    },
    /// A part is JSON, but no object.
    NotAnObject {
        /// Which.
        part: Part,
        /// What it is.
        found: &'static str,
    },
}

impl ReadError {
    /// The error for a text that has not three parts.
    pub(super) fn parts(text: &str) -> Self {
        match text.split('.').count() {
            _ if text.contains(char::is_whitespace) => Self::Parts { found: 1 },
            5 if text.starts_with("ey") => Self::Encrypted,
            found => Self::Parts { found },
        }
    }

    /// Whether there is nothing to judge, rather than a token that the service would refuse.
    pub fn is_unusable(&self) -> bool {
        matches!(self, Self::Empty | Self::Credential { .. })
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Nothing was pasted. Paste an identity token, or its claims as JSON."),
            Self::Credential { kind } => {
                write!(f, "This is {}, not an identity token. {}", kind.name(), kind.advice())
            }
            Self::Parts { found: 1 } => f.write_str(
                "No token was found: a JWT is three base64url parts with two dots between, and starts with ey. Copy it whole.",
            ),
            Self::Parts { found } => write!(
                f,
                "A JWT has three parts with two dots between; this has {found}. It may have been cut: copy it whole."
            ),
            Self::Encrypted => f.write_str(
                "This token has five parts: it is encrypted (JWE). The service takes signed tokens only; have the platform issue a signed one (JWS).",
            ),
            Self::Huge { bytes } => write!(
                f,
                "This token has {bytes} bytes and is not decoded. The service takes at most {} bytes; have the platform send fewer claims.",
                crate::facts::ASSERTION_MAX_BYTES.value
            ),
            Self::EmptyPart { part } => write!(f, "The {part} is empty. The token may have been cut: copy it whole."),
            Self::NotBase64 { part, at } => write!(
                f,
                "The {part} is not base64url: see its character {}. The token may have been cut or changed in copying.",
                at + 1
            ),
            Self::NotJson { part, at } => write!(
                f,
                "The {part} is not JSON: see its line {}, column {}. The token may have been cut or changed in copying.",
                at.line, at.column
            ),
            Self::NotAnObject { part, found } => {
                write!(f, "The {part} is {found}; it has to be a JSON object (RFC 7519, section 7.2).")
            }
        }
    }
}

impl std::error::Error for ReadError {}

/// What is wrong with a token whose claims can be read all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// A part has `=` at its end.
    Padded {
        /// Which.
        part: Part,
    },
    /// A part uses `+` or `/`.
    StandardAlphabet {
        /// Which.
        part: Part,
    },
    /// A part ends in bits that belong to no byte.
    LooseEnd {
        /// Which.
        part: Part,
    },
    /// The signature is not base64url.
    NotBase64 {
        /// Which.
        part: Part,
        /// The first character that does not belong, from 0.
        at: Option<usize>,
    },
    /// A member is given more than once.
    DuplicateMember {
        /// Where.
        part: Part,
        /// Its path.
        name: String,
    },
    /// A header member that has to be a text is something else.
    HeaderNotText {
        /// Which.
        name: &'static str,
    },
    /// The header has `crit`.
    CriticalHeader,
    /// A time is a text.
    TimeIsText {
        /// The claim.
        name: &'static str,
    },
    /// A time is something else that is no number, or lies outside every calendar.
    TimeIsNoNumber {
        /// The claim.
        name: &'static str,
    },
    /// `iss`, `sub` or `jti` is no text.
    NotText {
        /// The claim.
        name: &'static str,
    },
    /// `aud` is neither a text nor a list of texts.
    AudienceShape,
    /// Line breaks or blanks were taken out of the token.
    BlanksRemoved,
    /// Several tokens were pasted; this is the first.
    SeveralTokens {
        /// How many.
        found: usize,
    },
    /// Only the beginning of the paste was looked at.
    OnlyBeginning,
}

/// What is wrong with a token whose claims can be read all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenProblem {
    /// What.
    pub kind: ProblemKind,
}

impl TokenProblem {
    pub(super) fn new(kind: ProblemKind) -> Self {
        Self { kind }
    }

    /// Whether a strict reader refuses the whole token for it.
    pub fn is_fatal(&self) -> bool {
        matches!(
            self.kind,
            ProblemKind::Padded { .. }
                | ProblemKind::StandardAlphabet { .. }
                | ProblemKind::NotBase64 { .. }
                | ProblemKind::HeaderNotText { .. }
        )
    }

    /// Stable name, as in `keyless token --json`.
    pub fn code(&self) -> &'static str {
        match self.kind {
            ProblemKind::Padded { .. } => "padded-base64",
            ProblemKind::StandardAlphabet { .. } => "standard-base64",
            ProblemKind::LooseEnd { .. } => "loose-base64",
            ProblemKind::NotBase64 { .. } => "no-base64",
            ProblemKind::DuplicateMember { .. } => "duplicate-member",
            ProblemKind::HeaderNotText { .. } => "header-not-text",
            ProblemKind::CriticalHeader => "critical-header",
            ProblemKind::TimeIsText { .. } => "number-as-text",
            ProblemKind::TimeIsNoNumber { .. } => "time-not-number",
            ProblemKind::NotText { .. } => "claim-not-text",
            ProblemKind::AudienceShape => "audience-shape",
            ProblemKind::BlanksRemoved => "blanks-removed",
            ProblemKind::SeveralTokens { .. } => "several-tokens",
            ProblemKind::OnlyBeginning => "only-beginning",
        }
    }
}

impl fmt::Display for TokenProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ProblemKind::Padded { part } => write!(
                f,
                "The {part} is padded with =. A JWT has base64url without padding (RFC 7515, section 2); send the token as the platform issued it."
            ),
            ProblemKind::StandardAlphabet { part } => write!(
                f,
                "The {part} uses + or / of standard base64. A JWT has base64url, with - and _ (RFC 7515, section 2); send the token as the platform issued it."
            ),
            ProblemKind::LooseEnd { part } => write!(
                f,
                "The {part} ends in bits that belong to no byte. Some readers refuse that; the last character may have been changed in copying."
            ),
            ProblemKind::NotBase64 { part, at } => {
                write!(f, "The {part} is not base64url")?;
                if let Some(at) = at {
                    write!(f, ": see its character {}", at + 1)?;
                }
                f.write_str(". The token may have been cut or changed in copying.")
            }
            ProblemKind::DuplicateMember { part, name } => write!(
                f,
                "The {part} gives {name} more than once. The last value is shown; RFC 7519, section 4 lets a reader refuse such a token."
            ),
            ProblemKind::HeaderNotText { name } => write!(f, "The header's {name} is no text; it has to be one."),
            ProblemKind::CriticalHeader => f.write_str(
                "The header has crit, members that a reader must understand. Whether the service knows them cannot be known here.",
            ),
            ProblemKind::TimeIsText { name } => write!(
                f,
                "{name} is a text. It has to be a number of seconds (RFC 7519, section 2); mend it where the token is minted."
            ),
            ProblemKind::TimeIsNoNumber { name } => {
                write!(f, "{name} is no number of seconds; mend it where the token is minted.")
            }
            ProblemKind::NotText { name } => write!(f, "{name} is no text; it has to be one."),
            ProblemKind::AudienceShape => f.write_str("aud is neither a text nor a list of texts."),
            ProblemKind::BlanksRemoved => {
                f.write_str("Line breaks or blanks inside the token were taken out. Sent as it was, it is refused.")
            }
            ProblemKind::SeveralTokens { found } => {
                write!(f, "{found} tokens were found; this is the first. Paste another alone to read it.")
            }
            ProblemKind::OnlyBeginning => write!(
                f,
                "Only the first {} MiB of the paste were looked at.",
                super::find::SCAN_LIMIT / (1024 * 1024)
            ),
        }
    }
}

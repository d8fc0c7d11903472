//! What a rule compares: subject, audience, claims and condition.

use crate::condition::Condition;

/// A subject to compare with: exact, or a prefix where the text ends in `*`. Comparison is case-sensitive, and only the
/// last character is special.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubjectPattern {
    /// `sub` must equal this text.
    Exact(String),
    /// `sub` must start with this text.
    Prefix(String),
}

impl SubjectPattern {
    /// Reads `match.subject_prefix`. An empty text is not populated.
    pub fn parse(text: &str) -> Option<Self> {
        match text.strip_suffix('*') {
            _ if text.is_empty() => None,
            Some(prefix) => Some(Self::Prefix(prefix.to_owned())),
            None => Some(Self::Exact(text.to_owned())),
        }
    }

    /// Whether a subject matches.
    pub fn admits(&self, subject: &str) -> bool {
        match self {
            Self::Exact(text) => subject == text,
            Self::Prefix(prefix) => subject.starts_with(prefix),
        }
    }

    /// Whether every subject matches: such a pattern does not count as a matcher.
    pub fn is_wildcard_only(&self) -> bool {
        matches!(self, Self::Prefix(prefix) if prefix.is_empty())
    }

    /// The fixed text, without the `*`.
    pub fn fixed(&self) -> &str {
        match self {
            Self::Exact(text) | Self::Prefix(text) => text,
        }
    }
}

/// Which audience must be in the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AudienceRule {
    /// The one that the service expects by default; an omitted `audience` does not switch the check off.
    ServiceDefault,
    /// This one, compared exactly.
    Exact(String),
}

impl AudienceRule {
    /// Reads `match.audience`.
    pub fn parse(text: &str) -> Self {
        if text.is_empty() { Self::ServiceDefault } else { Self::Exact(text.to_owned()) }
    }

    /// The text that must be among the token's audiences.
    pub fn expected(&self) -> &str {
        match self {
            Self::ServiceDefault => crate::facts::DEFAULT_AUDIENCE.value,
            Self::Exact(text) => text,
        }
    }
}

/// The matchers of a valid rule: at least one of subject, claims and condition is there, by construction.
#[derive(Debug, Clone)]
pub struct Match {
    pub(super) subject: Option<SubjectPattern>,
    pub(super) audience: AudienceRule,
    pub(super) claims: Vec<(String, String)>,
    pub(super) condition: Option<Condition>,
}

impl Match {
    /// The subject to compare with.
    pub fn subject(&self) -> Option<&SubjectPattern> {
        self.subject.as_ref()
    }

    /// The audience to compare with.
    pub fn audience(&self) -> &AudienceRule {
        &self.audience
    }

    /// Claims, each with the text that it must equal.
    pub fn claims(&self) -> &[(String, String)] {
        &self.claims
    }

    /// The condition to hold.
    pub fn condition(&self) -> Option<&Condition> {
        self.condition.as_ref()
    }
}

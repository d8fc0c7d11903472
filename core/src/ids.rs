//! Ids of the service's resources: parsed once, then trusted.
//!
//! The part after the prefix is opaque and its length is not fixed, so only its alphabet is checked. Source: the id forms
//! in the Admin API reference (`crate::facts::RULE_API`, read 2026-11-21).

use std::fmt;

/// Why a text is not the id that was asked for. Never holds the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdProblem {
    /// Nothing was given.
    Empty,
    /// Blanks stand before or after the id; the service refuses such an id with 400.
    Blanks,
    /// The id starts with the prefix of another kind of resource.
    OtherKind {
        /// The kind expected.
        expected: &'static str,
        /// The kind that the prefix names.
        found: &'static str,
    },
    /// The prefix is missing.
    Prefix {
        /// The prefix expected.
        expected: &'static str,
    },
    /// Nothing, or a character other than a letter or digit, follows the prefix.
    Body {
        /// The prefix.
        prefix: &'static str,
    },
    /// An organization id is a bare UUID.
    Uuid,
}

impl fmt::Display for IdProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("nothing was given"),
            Self::Blanks => f.write_str("remove the blanks before or after the id; the service refuses them"),
            Self::OtherKind { expected, found } => {
                write!(f, "this is the id of a {found}; the id of a {expected} is needed here")
            }
            Self::Prefix { expected } => write!(f, "the id starts with {expected}"),
            Self::Body { prefix } => write!(f, "after {prefix} come letters and digits only, at least one"),
            Self::Uuid => f.write_str(
                "an organization id is a bare UUID, eight, four, four, four and twelve hexadecimal digits; it has no prefix",
            ),
        }
    }
}

impl std::error::Error for IdProblem {}

/// Every tagged kind: prefix and name.
const KINDS: [(&str, &str); 5] = [
    ("fdis_", "federation issuer"),
    ("fdrl_", "federation rule"),
    ("svac_", "service account"),
    ("wrkspc_", "workspace"),
    ("user_", "user"),
];

fn tagged(text: &str, prefix: &'static str, kind: &'static str) -> Result<String, IdProblem> {
    if text.is_empty() {
        return Err(IdProblem::Empty);
    }
    if text.trim() != text {
        return Err(IdProblem::Blanks);
    }
    let Some(body) = text.strip_prefix(prefix) else {
        return Err(match KINDS.iter().find(|(other, _)| text.starts_with(other)) {
            Some((_, found)) => IdProblem::OtherKind { expected: kind, found },
            None => IdProblem::Prefix { expected: prefix },
        });
    };
    if body.is_empty() || !body.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(IdProblem::Body { prefix });
    }
    Ok(text.to_owned())
}

macro_rules! tagged_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal, $kind:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// What the id starts with.
            pub const PREFIX: &'static str = $prefix;
            /// Stands where the id is not known yet; the same text everywhere.
            pub const PLACEHOLDER: &'static str = concat!($prefix, "REPLACE_ME");

            /// Reads an id.
            ///
            /// # Errors
            /// Says what is wrong with the form; whether such a resource exists cannot be known here.
            pub fn parse(text: &str) -> Result<Self, IdProblem> {
                tagged(text, $prefix, $kind).map(Self)
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

tagged_id!(
    /// The id of a federation issuer, `fdis_…`.
    IssuerId, "fdis_", "federation issuer"
);
tagged_id!(
    /// The id of a federation rule, `fdrl_…`.
    RuleId, "fdrl_", "federation rule"
);
tagged_id!(
    /// The id of a service account, `svac_…`.
    ServiceAccountId, "svac_", "service account"
);
tagged_id!(
    /// The id of a workspace, `wrkspc_…`.
    WorkspaceId, "wrkspc_", "workspace"
);

/// The id of an organization: a bare UUID.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganizationId(String);

impl OrganizationId {
    /// Stands where the id is not known yet.
    pub const PLACEHOLDER: &'static str = "ORGANIZATION_ID_REPLACE_ME";

    /// Reads an organization id.
    ///
    /// # Errors
    /// Says what is wrong with the form. A tagged `org_` value is refused, as the service refuses it.
    pub fn parse(text: &str) -> Result<Self, IdProblem> {
        if text.is_empty() {
            return Err(IdProblem::Empty);
        }
        if text.trim() != text {
            return Err(IdProblem::Blanks);
        }
        let lengths = [8, 4, 4, 4, 12];
        let mut groups = text.split('-');
        let fits = lengths.iter().all(|length| {
            groups.next().is_some_and(|g| g.len() == *length && g.bytes().all(|b| b.is_ascii_hexdigit()))
        });
        if fits && groups.next().is_none() { Ok(Self(text.to_owned())) } else { Err(IdProblem::Uuid) }
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_id_is_its_prefix_and_an_opaque_rest() {
        let table: [(&str, Result<(), IdProblem>, &str); 8] = [
            ("fdrl_01AAAAAAAAAAAAAAAAAAAAAA", Ok(()), "the documented sample's form"),
            ("fdrl_a", Ok(()), "the length is not fixed"),
            ("", Err(IdProblem::Empty), "nothing typed"),
            (" fdrl_a", Err(IdProblem::Blanks), "the service answers 400 to leading blanks"),
            ("fdrl_", Err(IdProblem::Body { prefix: "fdrl_" }), "nothing after the prefix"),
            ("fdrl_a-b", Err(IdProblem::Body { prefix: "fdrl_" }), "letters and digits only"),
            (
                "fdis_01",
                Err(IdProblem::OtherKind { expected: "federation rule", found: "federation issuer" }),
                "the commonest mix-up",
            ),
            ("rule-1", Err(IdProblem::Prefix { expected: "fdrl_" }), "a name is no id"),
        ];
        for (text, expected, why) in table {
            assert_eq!(RuleId::parse(text).map(|_| ()), expected, "{why}");
        }
    }

    #[test]
    fn an_organization_id_is_a_bare_uuid() {
        assert!(OrganizationId::parse("00000000-0000-4000-8000-0000000000e1").is_ok());
        for text in
            ["org_01AB", "00000000-0000-4000-8000-0000000000e", "00000000000040008000000000000000", "é"]
        {
            assert_eq!(OrganizationId::parse(text), Err(IdProblem::Uuid), "{text}");
        }
    }
}

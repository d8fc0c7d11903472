//! Names of issuers, rules and service accounts.

use crate::{facts, secret, token};
use std::fmt;

/// A name that the service takes: lower-case letters, digits and hyphens, 1 to 255 of them
/// ([`facts::NAME_LENGTH`]). Whether it is free in the organization cannot be known here; the service answers 409 to a
/// name that another resource of the same kind has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

/// Why a text is no name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameProblem {
    /// Nothing was given.
    Empty,
    /// It has more characters than the service takes.
    TooLong {
        /// How many it has.
        characters: usize,
    },
    /// It has a character other than a lower-case letter, a digit or a hyphen.
    Character {
        /// The first such character's place, from 1.
        at: usize,
        /// The same name in characters that are taken, where there is an obvious one.
        instead: Option<String>,
    },
}

/// Parts joined to a name that the service takes: what is neither letter nor digit becomes a hyphen, and hyphens stand
/// neither twice nor at an end. Empty where no part has a letter or digit.
pub fn resource_name(parts: &[&str]) -> String {
    let mut name = String::new();
    for c in parts.join("-").chars() {
        if name.len() == *facts::NAME_LENGTH.value.end() {
            break;
        }
        if c.is_ascii_alphanumeric() {
            name.push(c.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.trim_end_matches('-').to_owned()
}

/// Longest text for which another spelling is offered: what is longer was hardly meant as a name.
const OFFER_UP_TO: usize = 64;

impl Name {
    /// Reads a name.
    ///
    /// # Errors
    /// Says which part of the service's name pattern, `^[a-z0-9-]+$` with 1 to 255 characters, it breaks
    /// ([`facts::RULE_API`], read 2026-11-21).
    pub fn parse(text: &str) -> Result<Self, NameProblem> {
        let taken = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let characters = text.chars().count();
        if characters < *facts::NAME_LENGTH.value.start() {
            return Err(NameProblem::Empty);
        }
        if let Some(at) = text.chars().position(|c| !taken(c)) {
            return Err(NameProblem::Character { at: at + 1, instead: respell(text) });
        }
        if characters > *facts::NAME_LENGTH.value.end() {
            return Err(NameProblem::TooLong { characters });
        }
        Ok(Self(text.to_owned()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text in characters that a name may have. Nothing that may be secret is spelled again.
fn respell(text: &str) -> Option<String> {
    if text.chars().count() > OFFER_UP_TO
        || !secret::find_credentials(text).is_empty()
        || token::scrub_tokens(text) != text
    {
        return None;
    }
    let words: Vec<String> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    (!words.is_empty()).then(|| words.join("-"))
}

impl fmt::Display for NameProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("A name is needed: lower-case letters, digits and hyphens."),
            Self::TooLong { characters } => write!(
                f,
                "The name has {characters} characters; the service takes at most {}.",
                facts::NAME_LENGTH.value.end()
            ),
            Self::Character { at, instead } => {
                write!(
                    f,
                    "Character {at} of the name is not one that the service takes: lower-case letters, digits and hyphens."
                )?;
                match instead {
                    Some(name) => write!(f, " Write {name}."),
                    None => Ok(()),
                }
            }
        }
    }
}

impl std::error::Error for NameProblem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_become_a_name() {
        let table: [(&[&str], &str, &str); 5] = [
            (&["Acme", "API v2"], "acme-api-v2", "lower case, hyphens between"),
            (&["", "--", "a//b"], "a-b", "no hyphen twice or at an end"),
            (&["é"], "", "nothing that a name can hold"),
            (&["github-actions", ""], "github-actions", "an empty part leaves no trace"),
            (&["a:b*"], "a-b", "what a subject holds"),
        ];
        for (parts, expected, why) in table {
            assert_eq!(resource_name(parts), expected, "{why}");
        }
        assert_eq!(resource_name(&["a".repeat(300).as_str()]).len(), 255);
    }

    #[test]
    fn a_name_is_lower_case_letters_digits_and_hyphens() {
        let character = |at, instead: &str| {
            Err(NameProblem::Character { at, instead: (!instead.is_empty()).then(|| instead.to_owned()) })
        };
        let table: [(String, Result<(), NameProblem>, &str); 11] = [
            ("a".into(), Ok(()), "the shortest"),
            ("-".into(), Ok(()), "the pattern asks for no letter"),
            ("ci-main-2".into(), Ok(()), "all three kinds"),
            ("a".repeat(255), Ok(()), "the longest"),
            ("a".repeat(256), Err(NameProblem::TooLong { characters: 256 }), "one more than the longest"),
            (String::new(), Err(NameProblem::Empty), "nothing typed"),
            ("My Rule".into(), character(1, "my-rule"), "capitals and blanks, with the obvious spelling"),
            ("ci_main".into(), character(3, "ci-main"), "underscores are not in the pattern"),
            ("ci\n".into(), character(3, "ci"), "a line break at the end counts"),
            ("é".into(), character(1, ""), "no obvious spelling"),
            ("x sk-ant-api03-AAAA".into(), character(2, ""), "a key is never spelled again"),
        ];
        for (text, expected, why) in table {
            assert_eq!(Name::parse(&text).map(|_| ()), expected, "{why}");
        }
    }
}

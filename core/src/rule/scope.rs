//! Scopes of a rule.

use super::near;
use crate::facts::{self, ScopeFact};
use std::fmt;

/// A scope that the service knows: a row of [`facts::SCOPES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope(ScopeFact);

/// Why a text is no list of scopes. Holds no text that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScopeProblem {
    /// No scope is given.
    Empty,
    /// Something other than one space stands between the scopes, or a space before or after them.
    Spacing,
    /// The service knows no such scope.
    Unknown {
        /// Its place, from 1.
        place: usize,
        /// The scope that was probably meant.
        meant: Option<&'static str>,
    },
    /// A scope has another name today.
    Renamed {
        /// The name that it had.
        old: &'static str,
        /// The name that it has.
        new: &'static str,
    },
    /// A scope is given twice.
    Twice {
        /// Which.
        name: &'static str,
    },
}

impl Scope {
    /// Reads `oauth_scope`: one scope or several, one space between.
    ///
    /// # Errors
    /// Every problem at once. That an unknown scope is refused is the service's rule; that one is given once only, with
    /// one space between, is Keyless's reading of "space separated" ([`facts::RULE_API`], read 2026-11-21).
    pub fn parse_list(text: &str) -> Result<Vec<Self>, Vec<ScopeProblem>> {
        if text.trim().is_empty() {
            return Err(vec![ScopeProblem::Empty]);
        }
        let mut scopes: Vec<Self> = Vec::new();
        let mut problems = Vec::new();
        let words: Vec<&str> =
            text.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).collect();
        if words.join(" ") != text {
            problems.push(ScopeProblem::Spacing);
        }
        for (index, word) in words.into_iter().enumerate() {
            match Self::parse(word) {
                Some(scope) if scopes.contains(&scope) => {
                    let twice = ScopeProblem::Twice { name: scope.name() };
                    if !problems.contains(&twice) {
                        problems.push(twice);
                    }
                }
                Some(scope) => scopes.push(scope),
                None => problems.push(unknown(word, index + 1)),
            }
        }
        if problems.is_empty() { Ok(scopes) } else { Err(problems) }
    }

    /// Reads one scope.
    pub fn parse(name: &str) -> Option<Self> {
        facts::SCOPES.value.into_iter().find(|s| s.name == name).map(Self)
    }

    /// As written in `oauth_scope`.
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// What the service says of it.
    pub const fn fact(self) -> ScopeFact {
        self.0
    }

    /// Whether the target account needs `organization_role: admin`.
    pub const fn needs_admin(self) -> bool {
        self.0.needs_admin
    }

    /// Whether only a Console session may put it into a rule.
    pub const fn needs_console_session(self) -> bool {
        self.0.console_only
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

fn unknown(word: &str, place: usize) -> ScopeProblem {
    if let Some((old, new)) = facts::RENAMED_SCOPES.value.into_iter().find(|(old, _)| *old == word) {
        return ScopeProblem::Renamed { old, new };
    }
    let known = facts::SCOPES.value.map(|s| s.name);
    ScopeProblem::Unknown { place, meant: near::closest(word, &known) }
}

impl fmt::Display for ScopeProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str(
                "A scope is needed: workspace:inference lets a workload send messages, workspace:developer does all that a \
                 key of the workspace can do.",
            ),
            Self::Spacing => f.write_str(
                "Scopes are separated by one space each, with none before or after them (Keyless's reading of the service's \
                 \"space separated\").",
            ),
            Self::Unknown { place, meant: Some(name) } => {
                write!(f, "The service knows no scope like number {place}. Did you mean {name}?")
            }
            Self::Unknown { place, meant: None } => {
                write!(f, "The service knows no scope like number {place}. It knows")?;
                for (index, scope) in facts::SCOPES.value.iter().enumerate() {
                    write!(f, "{} {}", if index == 0 { "" } else { "," }, scope.name)?;
                }
                f.write_str(".")
            }
            Self::Renamed { old, new } => {
                write!(f, "{old} has been called {new} since 2026-07-01. Write the new name.")
            }
            Self::Twice { name } => {
                write!(f, "{name} is given twice. Give it once (Keyless's rule; it grants no more).")
            }
        }
    }
}

impl std::error::Error for ScopeProblem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_known_names_with_one_space_between() {
        type Row = (&'static str, Result<Vec<&'static str>, Vec<ScopeProblem>>, &'static str);
        use ScopeProblem::{Empty, Renamed, Spacing, Twice, Unknown};
        let inference = "workspace:inference";
        let developer = "workspace:developer";
        let renamed = Renamed { old: "org:manage_tunnels", new: "workspace:manage_tunnels" };
        let unknown = |place, meant| vec![Unknown { place, meant }];
        let table: [Row; 13] = [
            (inference, Ok(vec![inference]), "one"),
            ("workspace:developer workspace:inference", Ok(vec![developer, inference]), "several, in order"),
            (
                "workspace:manage_tunnels",
                Ok(vec!["workspace:manage_tunnels"]),
                "valid, from the Console only",
            ),
            ("org:admin", Ok(vec!["org:admin"]), "valid; the role is another check"),
            ("", Err(vec![Empty]), "nothing"),
            (" ", Err(vec![Empty]), "blanks alone"),
            (" workspace:inference", Err(vec![Spacing]), "a blank before"),
            ("workspace:inference,workspace:developer", Err(vec![Spacing]), "a comma"),
            ("workspace:inference workspace:inference", Err(vec![Twice { name: inference }]), "twice"),
            ("org:manage_tunnels", Err(vec![renamed]), "the old name"),
            ("workspace:inferance", Err(unknown(1, Some(inference))), "a slip"),
            ("developer", Err(unknown(1, Some(developer))), "half the name"),
            ("org:admin user:profile", Err(unknown(2, None)), "a scope of another place"),
        ];
        for (text, expected, why) in table {
            let found = Scope::parse_list(text).map(|s| s.into_iter().map(Scope::name).collect());
            assert_eq!(found, expected, "{text}: {why}");
        }
    }
}

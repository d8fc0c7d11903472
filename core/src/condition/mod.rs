//! A rule's condition: an expression in CEL over the verified claims.
//!
//! `lex` and `parse` make a tree, `check` refuses what the service refuses when a rule is saved, `evaluate` runs
//! it. What cannot be known here about the service's answer comes back as a [`Doubt`], never as a guess. Why there is an
//! engine of our own: `docs/decisions/0005-own-cel-engine.md`.
//!
//! Sources: <https://platform.claude.com/docs/en/manage-claude/wif-reference> for what a condition may be, and
//! <https://github.com/google/cel-spec/blob/master/doc/langdef.md> for the language (both read 2026-11-21).

mod arithmetic;
mod ast;
mod calls;
mod check;
mod compare;
mod comparisons;
mod compile;
#[doc(hidden)]
pub mod conformance;
mod constancy;
mod doubt;
mod equalities;
mod evaluate;
mod failure;
mod functions;
mod inspect;
mod lex;
mod literal;
mod lookup;
mod mismatch;
mod number;
mod overloads;
mod parse;
mod pattern;
mod primary;
mod problem;
mod run;
mod syntax;
mod time;
mod types;
mod value;
mod wishes;
pub mod write;

use std::sync::Arc;

use serde_json::{Map, Value};

pub use comparisons::{Comparison, How};
pub use constancy::Constancy;
pub use doubt::Doubt;
pub use equalities::Equality;
pub use problem::{ConditionProblem, ConditionProblemKind};
pub use wishes::{Wanted, Wish};

use ast::Node;
use compile::Compiled;
use failure::{Failure, Stop};
use run::{Numbers, Run};
use types::Type;

/// A condition that the service would accept when the rule is saved, as far as that can be known here.
#[derive(Clone, Debug)]
pub struct Condition(Arc<Parsed>);

#[derive(Debug)]
struct Parsed {
    source: String,
    expression: Node,
    references: Vec<Vec<String>>,
    needed: Vec<Vec<String>>,
    foreign_names: Vec<String>,
    constancy: Constancy,
    doubt: Option<Doubt>,
}

/// What a condition gives for a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evaluation {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// It gives something that is neither true nor false, so it does not match.
    NotBoolean {
        /// The type of what it gives.
        found: &'static str,
    },
    /// It fails, so it does not match.
    Error {
        /// What went wrong. Names claims, never their values.
        message: String,
        /// The claim that is not in the token, where that is the reason.
        missing_claim: Option<Vec<String>>,
    },
    /// The service's answer is not known here.
    CannotTell {
        /// What it hangs on.
        why: Doubt,
    },
}

impl Condition {
    /// Parses and checks an expression.
    ///
    /// # Errors
    ///
    /// What can be known to be refused when a rule is saved, with its place: the first problem in the text. Also
    /// what is too long (8 KiB) or too deep to be tried on a browser's stack; those two limits are ours.
    pub fn compile(source: &str) -> Result<Self, ConditionProblem> {
        let compiled = compile::compile(source, &[claims_variable()], true)?.expect_bool(source)?;
        Ok(Self::new(source, compiled))
    }

    fn new(source: &str, compiled: Compiled) -> Self {
        let doubt = if compiled.reading.messages {
            Some(Doubt::Message)
        } else {
            compiled.escaped.then_some(Doubt::EscapedName)
        };
        let constancy = if doubt == Some(Doubt::Message) {
            Constancy::Varies
        } else {
            constancy::constancy(&compiled.expression)
        };
        Self(Arc::new(Parsed {
            source: source.to_owned(),
            constancy,
            expression: compiled.expression,
            references: compiled.reading.paths.into_iter().collect(),
            needed: compiled.reading.needed.into_iter().collect(),
            foreign_names: compiled.reading.foreign.into_iter().collect(),
            doubt,
        }))
    }

    /// The text it was compiled from.
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// Evaluates over the whole verified claim set.
    ///
    /// The answer is the service's as far as it can be known: where it hangs on one of the known differences
    /// between the engines, the answer is [`Evaluation::CannotTell`].
    pub fn evaluate(&self, claims: &Map<String, Value>) -> Evaluation {
        if let Some(why) = self.0.doubt {
            return Evaluation::CannotTell { why };
        }
        let (with_doubles, hangs_on_numbers) = self.answer(claims, Numbers::AllDouble);
        if !hangs_on_numbers || matches!(with_doubles, Evaluation::CannotTell { .. }) {
            return with_doubles;
        }
        let (with_ints, _) = self.answer(claims, Numbers::WholeInt);
        if matches!(with_ints, Evaluation::CannotTell { .. }) {
            return with_ints;
        }
        // A token is let in on `True` only, so a difference between the other answers changes nothing.
        if (with_doubles == Evaluation::True) == (with_ints == Evaluation::True) {
            with_doubles
        } else {
            let why = Doubt::NumberTyping;
            Evaluation::CannotTell { why }
        }
    }

    /// Evaluates with every JSON number a `double`, whatever the service may do.
    ///
    /// This is how the recorded answers were made; [`Self::evaluate`] is the one to show to people.
    pub fn answer_as_doubles(&self, claims: &Map<String, Value>) -> Evaluation {
        self.answer(claims, Numbers::AllDouble).0
    }

    /// The claims that the expression reads, each as a path of keys; the empty path is `claims` as a whole. Names
    /// bound by a macro do not count. Sorted, without duplicates.
    pub fn references(&self) -> &[Vec<String>] {
        &self.0.references
    }

    /// What it gives when nothing is known of the token.
    pub fn constancy(&self) -> Constancy {
        self.0.constancy
    }

    /// The comparisons of claims with texts without which the condition does not hold, in the order of the text.
    pub fn equalities(&self) -> Vec<Equality> {
        equalities::equalities(&self.0.expression)
    }

    /// Claims with which the condition is likely to hold, in the order of the text: of several ways the first.
    pub fn wishes(&self) -> Vec<Wish> {
        wishes::wishes(&self.0.expression)
    }

    /// How it compares claims with literals, wherever that stands, in the order of the text.
    pub fn comparisons(&self) -> Vec<Comparison> {
        comparisons::comparisons(&self.0.expression)
    }

    /// Whether the condition is nothing but the comparisons of [`Self::equalities`].
    pub fn is_equalities(&self) -> bool {
        self.0.doubt.is_none() && equalities::is_equalities(&self.0.expression)
    }

    /// Texts that its patterns match, three of each at most, in the order of the text.
    pub fn examples(&self) -> Vec<String> {
        let patterns = self.comparisons().into_iter().filter(|comparison| comparison.how == How::Matches);
        let texts = patterns.flat_map(|comparison| comparison.values).map(|(value, _)| value);
        let of = |value: Value| {
            (0..3).filter_map(move |number| pattern::another(value.as_str()?, number)).collect::<Vec<_>>()
        };
        texts.flat_map(of).collect()
    }

    /// Every text, number and truth that stands in the condition, in the order of the text.
    pub fn literals(&self) -> Vec<Value> {
        equalities::literals(&self.0.expression)
    }

    /// Names other than `claims` that the expression reads. The service allows `claims` only, and
    /// [`Self::compile`] refuses the others, so this is empty for as long as it does.
    pub fn foreign_names(&self) -> &[String] {
        &self.0.foreign_names
    }

    /// The answer, and whether it may be another when numbers are read in the other way.
    fn answer(&self, claims: &Map<String, Value>, numbers: Numbers) -> (Evaluation, bool) {
        let variables = [(CLAIMS, Some(Run::object(claims)))];
        let run = Run::new(&variables, numbers);
        let evaluation = match evaluate::evaluate(&self.0.expression, &run) {
            Ok(value::Value::Bool(true)) => Evaluation::True,
            Ok(value::Value::Bool(false)) => Evaluation::False,
            Ok(value) => Evaluation::NotBoolean { found: value.shown_type() },
            Err(Stop::Failed(failure)) => self.failed(claims, &failure),
            Err(Stop::Doubt(why)) => Evaluation::CannotTell { why },
            // Nothing is unknown while there are claims.
            Err(Stop::Unknown) => Evaluation::CannotTell { why: Doubt::TooMuchWork },
        };
        (evaluation, run.has_met_whole_number())
    }

    fn failed(&self, claims: &Map<String, Value>, failure: &Failure) -> Evaluation {
        let missing_claim = match failure {
            Failure::NoSuchKey(key) => self.missing_claim(claims, key),
            _ => None,
        };
        let message = match &missing_claim {
            Some(path) => format!("The token has no claim `{}`.", path.join(".")),
            None => failure.explain(),
        };
        Evaluation::Error { message, missing_claim }
    }

    /// The first claim that the expression needs, that is not there, and whose last key is `key`.
    fn missing_claim(&self, claims: &Map<String, Value>, key: &str) -> Option<Vec<String>> {
        self.0.needed.iter().find_map(|path| {
            let mut object = claims;
            for (depth, name) in path.iter().enumerate() {
                match object.get(name) {
                    None => {
                        let missing = path.get(..=depth)?;
                        return (name == key).then(|| missing.to_vec());
                    }
                    Some(Value::Object(inner)) => object = inner,
                    Some(_) => return None,
                }
            }
            None
        })
    }
}

/// The variable of every condition.
const CLAIMS: &str = "claims";

fn claims_variable() -> (String, Type) {
    (CLAIMS.to_owned(), Type::map(Type::String, Type::Dyn))
}

#[cfg(test)]
mod grammar_tests;
#[cfg(test)]
mod tests;

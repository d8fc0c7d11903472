//! A rule's condition: an expression in CEL over the verified claims.
//!
//! This module is the only one that knows the CEL engine, so that the engine can change. What the
//! engine cannot know about the service's answer comes back as a [`Doubt`], never as a guess. The choice and
//! its price: `docs/decisions/0003-cel-engine.md`.
//!
//! Sources: <https://platform.claude.com/docs/en/manage-claude/wif-reference> for what a condition may be, and
//! <https://github.com/google/cel-spec/blob/master/doc/langdef.md> for the language (both read 2026-11-21).

mod check;
mod compile;
#[doc(hidden)]
pub mod conformance;
mod constancy;
mod doubt;
mod engine;
mod functions;
mod inspect;
mod number;
mod overloads;
mod pattern;
mod problem;
mod run;
mod scan;
mod time;
mod time_values;
mod types;
mod values;
pub mod write;

use std::sync::Arc;

use cel::ExecutionError;
use cel::common::ast::IdedExpr;
use cel::common::types::CelBool;
use cel::common::value::Val;
use serde_json::{Map, Value};

pub use constancy::Constancy;
pub use doubt::Doubt;
pub use problem::{ConditionProblem, ConditionProblemKind};

use compile::Compiled;
use engine::Failure;
use types::Type;
use values::Numbers;

/// A condition that the service would accept when the rule is saved, as far as that can be known here.
#[derive(Clone, Debug)]
pub struct Condition(Arc<Parsed>);

#[derive(Debug)]
struct Parsed {
    source: String,
    expression: IdedExpr,
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
        let compiled = compile::compile(source, &[claims_variable()], true)?.expect_bool()?;
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
            constancy::constancy(&compiled.prepared)
        };
        Self(Arc::new(Parsed {
            source: source.to_owned(),
            constancy,
            expression: compiled.prepared,
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
        let with_doubles = self.answer(claims, Numbers::AllDouble);
        if !values::holds_whole_number(claims) || matches!(with_doubles, Evaluation::CannotTell { .. }) {
            return with_doubles;
        }
        let with_ints = self.answer(claims, Numbers::WholeInt);
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
        self.answer(claims, Numbers::AllDouble)
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

    /// Names other than `claims` that the expression reads. The service allows `claims` only, and
    /// [`Self::compile`] refuses the others, so this is empty for as long as it does.
    pub fn foreign_names(&self) -> &[String] {
        &self.0.foreign_names
    }

    fn answer(&self, claims: &Map<String, Value>, numbers: Numbers) -> Evaluation {
        let variables = vec![(CLAIMS.to_owned(), values::claims(claims, numbers))];
        match engine::run(&self.0.expression, variables, classify) {
            Ok(evaluation) => evaluation,
            Err(Failure { doubt: Some(why), .. }) => Evaluation::CannotTell { why },
            Err(Failure { error, doubt: None }) => self.failed(claims, &error),
        }
    }

    fn failed(&self, claims: &Map<String, Value>, error: &ExecutionError) -> Evaluation {
        let missing_claim = match error {
            ExecutionError::NoSuchKey(key) => self.missing_claim(claims, key),
            _ => None,
        };
        let message = match &missing_claim {
            Some(path) => format!("The token has no claim `{}`.", path.join(".")),
            None => explain(error),
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

fn classify(value: &dyn Val) -> Evaluation {
    match value.downcast_ref::<CelBool>() {
        Some(bool) if *bool.inner() => Evaluation::True,
        Some(_) => Evaluation::False,
        None => Evaluation::NotBoolean { found: type_name(value) },
    }
}

fn type_name(value: &dyn Val) -> &'static str {
    match value.get_type().name() {
        "int" => "int",
        "uint" => "uint",
        "double" => "double",
        "string" => "string",
        "bytes" => "bytes",
        "null_type" => "null",
        "list" => "list",
        "map" => "map",
        "type" => "type",
        "google.protobuf.Timestamp" => "timestamp",
        "google.protobuf.Duration" => "duration",
        _ => "another type",
    }
}

/// In words of our own, since the engine's show the values.
fn explain(error: &ExecutionError) -> String {
    match error {
        ExecutionError::NoSuchKey(key) => format!("There is no key `{key}`."),
        ExecutionError::UndeclaredReference(name) => format!("`{name}` is not known."),
        ExecutionError::NoSuchOverload(overload) => {
            let function = overload.function().trim_matches(['_', '@']);
            let types = overload.argument_types().join(", ");
            format!("`{function}` cannot be applied to {types}.")
        }
        ExecutionError::UnexpectedType { got, want } => {
            format!("Here stands {got} where {want} is needed.")
        }
        ExecutionError::FunctionError { function, message } => {
            format!("`{function}` fails: {message}.")
        }
        ExecutionError::DivisionByZero(_) | ExecutionError::RemainderByZero(_) => {
            "A number is divided by zero.".to_owned()
        }
        ExecutionError::Overflow(..) => "A number becomes too large.".to_owned(),
        ExecutionError::IndexOutOfBounds(_) => "A list has no element at that place.".to_owned(),
        _ => "The operation does not take values of these types.".to_owned(),
    }
}

#[cfg(test)]
mod tests;

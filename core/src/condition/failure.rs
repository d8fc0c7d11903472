//! Why running an expression gives no value.

use super::Doubt;
use super::ast::Operator;
use super::value::Value;

/// What stands in for a value. Of several `&&` and `||` tell the one that weighs most, in this order.
#[derive(Clone, Debug)]
pub(super) enum Stop {
    /// It hangs on the claims, of which nothing is known.
    Unknown,
    /// It hangs on something that is not known here.
    Doubt(Doubt),
    Failed(Failure),
}

/// An error as the service's engine has it too.
#[derive(Clone, Debug)]
pub(super) enum Failure {
    NoSuchKey(String),
    /// No map has such a key, or no list such a place.
    NoSuchPlace,
    NoOverload {
        symbol: String,
        found: Vec<&'static str>,
    },
    Function {
        name: &'static str,
        message: String,
    },
    DividedByZero,
    Overflow,
    NotANumber,
    UnknownName(String),
}

pub(super) type Outcome<'a> = Result<Value<'a>, Stop>;

impl Stop {
    fn weight(&self) -> u8 {
        match self {
            Self::Unknown => 2,
            Self::Doubt(_) => 1,
            Self::Failed(_) => 0,
        }
    }

    /// The one of two that weighs more; this one if they weigh the same.
    pub(super) fn or(self, other: Self) -> Self {
        if other.weight() > self.weight() { other } else { self }
    }
}

pub(super) fn failed<T>(failure: Failure) -> Result<T, Stop> {
    Err(Stop::Failed(failure))
}

pub(super) fn fails<T>(name: &'static str, message: impl Into<String>) -> Result<T, Stop> {
    failed(Failure::Function { name, message: message.into() })
}

/// `symbol` does not go with values of these types.
pub(super) fn no_overload<T>(symbol: &str, values: &[&Value<'_>]) -> Result<T, Stop> {
    let found = values.iter().map(|value| value.shown_type()).collect();
    failed(Failure::NoOverload { symbol: symbol.to_owned(), found })
}

pub(super) fn no_operator<T>(operator: Operator, values: &[&Value<'_>]) -> Result<T, Stop> {
    no_overload(operator.symbol(), values)
}

impl Failure {
    /// For people. Names keys and types, never values.
    pub(super) fn explain(&self) -> String {
        match self {
            Self::NoSuchKey(key) => format!("There is no key `{key}`."),
            Self::NoSuchPlace => "A list has no element at that place, or a map no such key.".to_owned(),
            Self::NoOverload { symbol, found } => {
                format!("`{symbol}` cannot be applied to {}.", found.join(", "))
            }
            Self::Function { name, message } => format!("`{name}` fails: {message}."),
            Self::DividedByZero => "A number is divided by zero.".to_owned(),
            Self::Overflow => "A number becomes too large.".to_owned(),
            Self::NotANumber => "What is no number (`NaN`) cannot be compared.".to_owned(),
            Self::UnknownName(name) => format!("`{name}` is not known."),
        }
    }
}

//! What a program gives its client, in the surroundings that it runs in.

use super::finding::Kind;
use super::shared::token_file;
use crate::precedence::{self, Credential, Document, Plain, Surroundings, Variable};

/// An argument of a constructor that decides about a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Argument {
    ApiKey,
    AuthToken,
    BaseUrl,
    Profile,
    Config,
    Credentials,
}

/// What an argument is given.
#[derive(Clone, Debug)]
pub(super) enum Given {
    /// `None`, `null` or `nil`.
    Null,
    /// A key or token that stands there.
    Secret(Credential),
    /// Another text that stands there.
    Plain(String),
    /// A profile that stands there.
    Config(Box<Document>),
    /// A variable of the environment; no name where it is computed.
    Variable(String, Missing),
}

/// What a program gets for a variable that is not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// It stops.
    Fails,
    /// Nothing.
    Null,
    /// An empty text.
    Empty,
}

/// Gives the client its arguments. A variable that is read for one is looked up.
pub(super) fn give(around: &mut Surroundings, given: &[(Argument, Given)]) {
    for (name, given) in given {
        match name {
            Argument::ApiKey => around.arguments.api_key = secret(around, given),
            Argument::AuthToken => around.arguments.auth_token = secret(around, given),
            Argument::BaseUrl => around.arguments.base_url = plain(around, given),
            Argument::Profile => around.arguments.profile = plain(around, given),
            Argument::Config => {
                if let Given::Config(document) = given {
                    // The token lies beside the workload, as for a profile.
                    if let Some(path) = token_file(document).filter(|path| around.file(path).is_none()) {
                        around.add_file(&path, "token", None);
                    }
                    around.arguments.config = precedence::Argument::Given(document.clone());
                }
            }
            Argument::Credentials => {}
        }
    }
}

fn secret(around: &Surroundings, given: &Given) -> precedence::Argument<Credential> {
    match given {
        Given::Null => precedence::Argument::Null,
        Given::Secret(value) => precedence::Argument::Given(value.clone()),
        Given::Variable(name, missing) => match variable(around, name) {
            Some(Variable::Secret(value)) => precedence::Argument::Given(value.clone()),
            Some(Variable::Plain(value)) => precedence::Argument::Given(Credential::reference(value)),
            _ => absent(around, name, *missing, Credential::new(""), Credential::reference(name)),
        },
        Given::Plain(_) | Given::Config(_) => precedence::Argument::Absent,
    }
}

fn plain(around: &Surroundings, given: &Given) -> precedence::Argument<Plain> {
    match given {
        Given::Null => precedence::Argument::Null,
        Given::Plain(value) => precedence::Argument::Given(Plain::new(value)),
        Given::Variable(name, missing) => match variable(around, name) {
            Some(Variable::Plain(value)) => precedence::Argument::Given(Plain::new(value)),
            // An address or a profile that is not known cannot be looked into.
            _ if *missing == Missing::Empty && is_told(around, name) => {
                precedence::Argument::Given(Plain::new(""))
            }
            _ => precedence::Argument::Absent,
        },
        Given::Secret(_) | Given::Config(_) => precedence::Argument::Absent,
    }
}

fn variable<'a>(around: &'a Surroundings, name: &str) -> Option<&'a Variable> {
    around.variables().find(|(other, _)| *other == name).map(|(_, value)| value)
}

/// Whether the surroundings tell that a variable is not set: they tell of others, and this one would have been kept.
fn is_told(around: &Surroundings, name: &str) -> bool {
    Kind::of_variable(name).is_some() && around.variables().next().is_some()
}

/// A variable that nobody set. Where nothing tells of the environment, the program is taken to find what it looks for.
fn absent<T>(
    around: &Surroundings,
    name: &str,
    missing: Missing,
    empty: T,
    reference: T,
) -> precedence::Argument<T> {
    match missing {
        Missing::Null if is_told(around, name) => precedence::Argument::Absent,
        Missing::Empty if is_told(around, name) => precedence::Argument::Given(empty),
        _ => precedence::Argument::Given(reference),
    }
}

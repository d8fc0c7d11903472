//! What a program gives its client, in the surroundings that it runs in.

use super::finding::Kind;
use super::sink::{Argument as Name, Given, Missing};
use crate::precedence::{Argument, Credential, Plain, Surroundings, Variable};

/// Gives the client its arguments. A variable that is read for one is looked up.
pub(super) fn give(around: &mut Surroundings, given: &[(Name, Given)]) {
    for (name, given) in given {
        match name {
            Name::ApiKey => around.arguments.api_key = secret(around, given),
            Name::AuthToken => around.arguments.auth_token = secret(around, given),
            Name::BaseUrl => around.arguments.base_url = plain(around, given),
            Name::Profile => around.arguments.profile = plain(around, given),
            Name::Config => {
                if let Given::Config(document) = given {
                    around.arguments.config = Argument::Given(document.clone());
                }
            }
            Name::Credentials => {}
        }
    }
}

fn secret(around: &Surroundings, given: &Given) -> Argument<Credential> {
    match given {
        Given::Null => Argument::Null,
        Given::Secret(value) => Argument::Given(value.clone()),
        Given::Variable(name, missing) => match variable(around, name) {
            Some(Variable::Secret(value)) => Argument::Given(value.clone()),
            Some(Variable::Plain(value)) => Argument::Given(Credential::reference(value)),
            _ => absent(around, name, *missing, Credential::new(""), Credential::reference(name)),
        },
        Given::Plain(_) | Given::Config(_) => Argument::Absent,
    }
}

fn plain(around: &Surroundings, given: &Given) -> Argument<Plain> {
    match given {
        Given::Null => Argument::Null,
        Given::Plain(value) => Argument::Given(Plain::new(value)),
        Given::Variable(name, missing) => match variable(around, name) {
            Some(Variable::Plain(value)) => Argument::Given(Plain::new(value)),
            // An address or a profile that is not known cannot be looked into.
            _ if *missing == Missing::Empty && is_told(around, name) => Argument::Given(Plain::new("")),
            _ => Argument::Absent,
        },
        Given::Secret(_) | Given::Config(_) => Argument::Absent,
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
fn absent<T>(around: &Surroundings, name: &str, missing: Missing, empty: T, reference: T) -> Argument<T> {
    match missing {
        Missing::Null if is_told(around, name) => Argument::Absent,
        Missing::Empty if is_told(around, name) => Argument::Given(empty),
        _ => Argument::Given(reference),
    }
}

//! Types as the service's checker sees them, and when one may stand for another.
//!
//! Source: <https://github.com/google/cel-spec/blob/master/doc/langdef.md#gradual-type-checking> (read 2026-11-21).

use std::rc::Rc;

/// A type of the standard environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Type {
    /// Known only when run.
    Dyn,
    /// Of what has been refused already.
    Error,
    Null,
    Bool,
    Int,
    Uint,
    Double,
    String,
    Bytes,
    Timestamp,
    Duration,
    List(Rc<Type>),
    Map(Rc<Type>, Rc<Type>),
    /// The type of a type.
    Meta,
    /// Still open.
    Var(usize),
}

impl Type {
    pub(super) fn list(of: Self) -> Self {
        Self::List(Rc::new(of))
    }

    pub(super) fn map(key: Self, value: Self) -> Self {
        Self::Map(Rc::new(key), Rc::new(value))
    }

    pub(super) fn is_loose(&self) -> bool {
        matches!(self, Self::Dyn | Self::Error)
    }

    /// The name with its article, for sentences.
    pub(super) fn with_article(&self) -> String {
        let name = self.name();
        let article = if name.starts_with("int") { "an" } else { "a" };
        format!("{article} {name}")
    }

    /// The name shown to people.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Dyn | Self::Var(_) | Self::Error => "dyn".to_owned(),
            Self::Null => "null".to_owned(),
            Self::Bool => "bool".to_owned(),
            Self::Int => "int".to_owned(),
            Self::Uint => "uint".to_owned(),
            Self::Double => "double".to_owned(),
            Self::String => "string".to_owned(),
            Self::Bytes => "bytes".to_owned(),
            Self::Timestamp => "timestamp".to_owned(),
            Self::Duration => "duration".to_owned(),
            Self::List(of) => format!("list({})", of.name()),
            Self::Map(key, value) => format!("map({}, {})", key.name(), value.name()),
            Self::Meta => "type".to_owned(),
        }
    }

    /// Reads a name such as `map(string, dyn)`; what is not known is `dyn`.
    pub(super) fn read(name: &str) -> Self {
        let inside = |prefix: &str| name.strip_prefix(prefix).and_then(|rest| rest.strip_suffix(')'));
        if let Some(of) = inside("list(") {
            return Self::list(Self::read(of));
        }
        if let Some((key, value)) = inside("map(").and_then(|inside| inside.split_once(", ")) {
            return Self::map(Self::read(key), Self::read(value));
        }
        match name {
            "null_type" | "null" => Self::Null,
            "bool" => Self::Bool,
            "int" => Self::Int,
            "uint" => Self::Uint,
            "double" => Self::Double,
            "string" => Self::String,
            "bytes" => Self::Bytes,
            "timestamp" | "google.protobuf.Timestamp" => Self::Timestamp,
            "duration" | "google.protobuf.Duration" => Self::Duration,
            "type" => Self::Meta,
            _ => Self::Dyn,
        }
    }
}

/// What is known of the open types so far.
#[derive(Debug, Default)]
pub(super) struct Bindings {
    known: Vec<Option<Type>>,
    /// What stood where something was bound, to take a failed trial back.
    trail: Vec<(usize, Option<Type>)>,
}

impl Bindings {
    /// A new open type.
    pub(super) fn open(&mut self) -> Type {
        self.known.push(None);
        Type::Var(self.known.len() - 1)
    }

    fn bound(&self, var: usize) -> Option<&Type> {
        self.known.get(var).and_then(Option::as_ref)
    }

    fn bind(&mut self, var: usize, to: Type) {
        if let Some(slot) = self.known.get_mut(var) {
            self.trail.push((var, slot.replace(to)));
        }
    }

    /// `given` with everything that is known put in.
    pub(super) fn resolve(&self, given: &Type) -> Type {
        match given {
            Type::Var(var) => match self.bound(*var) {
                Some(to) => self.resolve(to),
                None => given.clone(),
            },
            Type::List(of) => Type::list(self.resolve(of)),
            Type::Map(key, value) => Type::map(self.resolve(key), self.resolve(value)),
            _ => given.clone(),
        }
    }

    /// Whether each of `given` may stand where `wanted` is; what is learned is kept only if so.
    pub(super) fn accept(&mut self, given: &[Type], wanted: &[Type]) -> bool {
        if given.len() != wanted.len() {
            return false;
        }
        self.trail.clear();
        let fits = given.iter().zip(wanted).all(|(given, wanted)| self.fits(given, wanted));
        if !fits {
            while let Some((var, before)) = self.trail.pop() {
                if let Some(slot) = self.known.get_mut(var) {
                    *slot = before;
                }
            }
        }
        fits
    }

    fn fits(&mut self, given: &Type, wanted: &Type) -> bool {
        if let Type::Var(var) = wanted {
            let known = self.bound(*var).is_some() || given == wanted;
            if self.substitute(given, *var) {
                return true;
            }
            if known {
                return false;
            }
        }
        if let Type::Var(var) = given {
            return self.substitute(wanted, *var);
        }
        if given.is_loose() || wanted.is_loose() {
            return true;
        }
        match (given, wanted) {
            // A null may stand for the types that are messages underneath.
            (Type::Null, other) | (other, Type::Null) => {
                matches!(other, Type::Null | Type::Timestamp | Type::Duration)
            }
            (Type::List(given), Type::List(wanted)) => self.fits(given, wanted),
            (Type::Map(key, value), Type::Map(wanted_key, wanted_value)) => {
                self.fits(key, wanted_key) && self.fits(value, wanted_value)
            }
            _ => given == wanted,
        }
    }

    /// Whether the open type `var` can be `given`.
    fn substitute(&mut self, given: &Type, var: usize) -> bool {
        if *given == Type::Var(var) {
            return true;
        }
        if let Some(known) = self.bound(var).cloned() {
            if *given == known {
                return true;
            }
            if !self.fits(given, &known) {
                return false;
            }
            let general = most_general(given, &known);
            if !self.occurs(var, &general) {
                self.bind(var, general);
            }
            return true;
        }
        if self.occurs(var, given) {
            return false;
        }
        self.bind(var, given.clone());
        true
    }

    fn occurs(&self, var: usize, within: &Type) -> bool {
        match within {
            Type::Var(other) => *other == var || self.bound(*other).is_some_and(|to| self.occurs(var, to)),
            Type::List(of) => self.occurs(var, of),
            Type::Map(key, value) => self.occurs(var, key) || self.occurs(var, value),
            _ => false,
        }
    }
}

/// The wider of two types that go together.
pub(super) fn most_general(one: &Type, other: &Type) -> Type {
    if is_wider(one, other) { one } else { other }.clone()
}

fn is_wider(one: &Type, other: &Type) -> bool {
    match (one, other) {
        (Type::Dyn | Type::Var(_), _) => true,
        (_, Type::Dyn | Type::Var(_)) => false,
        (Type::List(one), Type::List(other)) => is_wider(one, other),
        (Type::Map(key, value), Type::Map(other_key, other_value)) => {
            is_wider(key, other_key) && is_wider(value, other_value)
        }
        _ => one == other,
    }
}

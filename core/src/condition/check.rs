//! The checks that the service makes when a rule is saved: names, functions, and types.
//!
//! The rules are those of gradual typing in the CEL specification, as the service's engine applies them: what is `dyn`
//! goes with everything, and what is known must fit. Names are resolved on the way.

use super::ConditionProblemKind;
use super::ast::{Kind, Literal, Macro, MacroSort, Node, Operator, Place};
use super::mismatch;
use super::overloads::{self, Overload};
use super::types::{Bindings, Type, most_general};

/// A refusal, with the place that it is about.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) place: Place,
    pub(super) kind: ConditionProblemKind,
    pub(super) message: String,
}

/// The outcome: the type that the expression gives and all refusals, in no order.
pub(super) fn check(expression: &mut Node, variables: &[(String, Type)]) -> (Type, Vec<Refused>) {
    let mut checker = Checker {
        variables,
        scopes: Vec::new(),
        bindings: Bindings::default(),
        has_met_macro: false,
        refused: Vec::new(),
    };
    let found = checker.check(expression);
    (checker.bindings.resolve(&found), checker.refused)
}

struct Checker<'v> {
    variables: &'v [(String, Type)],
    /// Names bound by macros, innermost last.
    scopes: Vec<(String, Type)>,
    bindings: Bindings,
    /// From the first macro on, the service's engine forgets that it does not compare numbers of different types.
    has_met_macro: bool,
    refused: Vec<Refused>,
}

impl Checker<'_> {
    fn refuse(&mut self, place: Place, kind: ConditionProblemKind, message: String) -> Type {
        self.refused.push(Refused { place, kind, message });
        Type::Error
    }

    fn check(&mut self, node: &mut Node) -> Type {
        let place = node.place;
        if let Some((found, resolved)) = self.qualified(&node.kind) {
            node.kind = resolved;
            return found;
        }
        match &mut node.kind {
            Kind::Refused => Type::Error,
            Kind::Type(_) => Type::Meta,
            Kind::Literal(literal) => of_literal(literal),
            Kind::Name(name) => match self.name(name) {
                Some(found) => found,
                None => self.unknown_name(place, name),
            },
            Kind::Select { operand, field, test } => self.select(place, operand, field, *test),
            Kind::Operator(operator, operands) => {
                let given: Vec<Type> = operands.iter_mut().map(|operand| self.check(operand)).collect();
                self.operation(place, *operator, &given)
            }
            Kind::Logic(_, terms) => self.logic(terms),
            Kind::Call { name, target, arguments } => {
                let mut given: Vec<Type> =
                    arguments.iter_mut().map(|argument| self.check(argument)).collect();
                let member = target.is_some();
                if let Some(target) = target {
                    given.insert(0, self.check(target));
                }
                self.call(place, name, member, &given)
            }
            Kind::List(elements) => {
                let mut of: Option<Type> = None;
                for element in elements {
                    let element = self.check(element);
                    of = Some(self.join(of, element));
                }
                let of = of.unwrap_or_else(|| self.bindings.open());
                Type::list(of)
            }
            Kind::Map(entries) => {
                let mut of: Option<(Type, Type)> = None;
                for (key, value) in entries {
                    let (keys, values) = of.unzip();
                    let key = self.check(key);
                    let key = self.join(keys, key);
                    let value = self.check(value);
                    of = Some((key, self.join(values, value)));
                }
                let (key, value) = of.unwrap_or_else(|| (self.bindings.open(), self.bindings.open()));
                Type::map(key, value)
            }
            Kind::Message(name, fields) => {
                if !is_message(name.trim_start_matches('.')) {
                    return self.unknown_name(place, name);
                }
                for field in fields {
                    self.check(field);
                }
                Type::Dyn
            }
            Kind::Macro(parts) => self.comprehension(place, parts),
        }
    }

    /// The type of a name: bound by a macro, or a variable.
    fn name(&self, name: &str) -> Option<Type> {
        let global = name.strip_prefix('.');
        if global.is_none()
            && let Some((_, found)) = self.scopes.iter().rev().find(|(bound, _)| bound == name)
        {
            return Some(found.clone());
        }
        self.variable(global.unwrap_or(name))
    }

    fn variable(&self, name: &str) -> Option<Type> {
        self.variables.iter().find(|(known, _)| known == name).map(|(_, found)| found.clone())
    }

    fn unknown_name(&mut self, place: Place, name: &str) -> Type {
        let message = format!(
            "`{name}` is not known. A condition reads the token through `claims` only; did you mean `claims.{}`?",
            name.trim_start_matches('.')
        );
        self.refuse(place, ConditionProblemKind::UnknownName, message)
    }

    fn select(&mut self, place: Place, operand: &mut Node, field: &str, test: bool) -> Type {
        let operand = self.check(operand);
        let operand = self.bindings.resolve(&operand);
        let found = match &operand {
            Type::Map(_, value) => value.as_ref().clone(),
            Type::Var(_) => {
                self.bindings.accept(&[Type::Dyn], std::slice::from_ref(&operand));
                Type::Dyn
            }
            Type::Dyn | Type::Error => Type::Dyn,
            _ => {
                let message = format!("There is no field `{field}` in {}.", operand.with_article());
                self.refuse(place, ConditionProblemKind::WrongType, message);
                Type::Dyn
            }
        };
        if test { Type::Bool } else { found }
    }

    /// What a name with or without dots is, unless a macro binds where it starts: a variable such as `a.b`, or a type such
    /// as `google.protobuf.Timestamp`.
    fn qualified(&self, kind: &Kind) -> Option<(Type, Kind)> {
        let mut fields = Vec::new();
        let mut kind = kind;
        let root = loop {
            match kind {
                Kind::Select { operand, field, test: false } => {
                    fields.push(field.as_str());
                    kind = &operand.kind;
                }
                Kind::Name(name) => break name.as_str(),
                _ => return None,
            }
        };
        let bound = self.scopes.iter().any(|(bound, _)| bound == root);
        // `claims` and its fields are what nearly every name is.
        if bound || (root == super::CLAIMS && self.variables.len() == 1) {
            return None;
        }
        let mut name = root.trim_start_matches('.').to_owned();
        for field in fields.iter().rev() {
            name.push('.');
            name.push_str(field);
        }
        if let Some(found) = self.variable(&name) {
            let written = if root.starts_with('.') { format!(".{name}") } else { name };
            return Some((found, Kind::Name(written)));
        }
        if is_type(&name) {
            return Some((Type::Meta, Kind::Type(name)));
        }
        is_message(&name).then_some((Type::Dyn, Kind::Type(name)))
    }

    fn logic(&mut self, terms: &mut [Node]) -> Type {
        let count = terms.len();
        let mut refused = false;
        for (index, term) in terms.iter_mut().enumerate() {
            let found = self.check(term);
            let fits = self.expect(term.place, &Type::Bool, &found);
            // The service's engine has a tree of pairs here, and a pair that is refused is of no type; what is left is the
            // type of the root.
            refused |= !fits && (count == 2 || (count == 3 && index == 2));
        }
        if refused { Type::Error } else { Type::Bool }
    }

    fn operation(&mut self, place: Place, operator: Operator, given: &[Type]) -> Type {
        if let Some(found) = self.resolve(overloads::of_operator(operator), false, given) {
            return found;
        }
        if self.has_met_macro
            && overloads::is_order(operator)
            && self.resolve(overloads::MIXED_ORDER, false, given).is_some()
        {
            return Type::Bool;
        }
        let message = mismatch::operands(operator, &self.shown(given));
        self.refuse(place, ConditionProblemKind::WrongArguments, message)
    }

    fn call(&mut self, place: Place, name: &str, member: bool, given: &[Type]) -> Type {
        let plain = if member { name } else { name.trim_start_matches('.') };
        let Some(candidates) = overloads::overloads(plain) else {
            return self.refuse(
                place,
                ConditionProblemKind::UnknownFunction,
                mismatch::unknown_function(plain),
            );
        };
        if let Some(found) = self.resolve(candidates, member, given) {
            return found;
        }
        let message = mismatch::arguments(plain, member, candidates, &self.shown(given));
        self.refuse(place, ConditionProblemKind::WrongArguments, message)
    }

    /// The result of the overloads that take `given`; `dyn` when they differ.
    fn resolve(&mut self, candidates: &[Overload], member: bool, given: &[Type]) -> Option<Type> {
        let mut result: Option<Type> = None;
        for overload in candidates.iter().filter(|overload| overload.member == member) {
            if overload.arguments.len() != given.len() {
                continue;
            }
            let (a, b) = if overload.is_generic() {
                (self.bindings.open(), self.bindings.open())
            } else {
                (Type::Dyn, Type::Dyn)
            };
            let wanted: Vec<Type> = overload.arguments.iter().map(|sort| sort.with(&a, &b)).collect();
            if !self.bindings.accept(given, &wanted) {
                continue;
            }
            let found = self.bindings.resolve(&overload.result.with(&a, &b));
            result = Some(match result {
                Some(before) if before != found => Type::Dyn,
                _ => found,
            });
        }
        result
    }

    fn shown(&self, given: &[Type]) -> Vec<String> {
        given.iter().map(|found| self.bindings.resolve(found).name()).collect()
    }

    fn comprehension(&mut self, place: Place, parts: &mut Macro) -> Type {
        let range = self.check(&mut parts.range);
        let range = self.bindings.resolve(&range);
        let element = match &range {
            Type::List(of) => of.as_ref().clone(),
            Type::Map(key, _) => key.as_ref().clone(),
            Type::Dyn | Type::Error | Type::Var(_) => {
                self.bindings.accept(&[Type::Dyn], std::slice::from_ref(&range));
                Type::Dyn
            }
            _ => {
                let message =
                    format!("Macros go through a list or a map, not through {}.", range.with_article());
                self.refuse(parts.range.place, ConditionProblemKind::WrongType, message)
            }
        };
        self.has_met_macro = true;
        self.scopes.push((parts.variable.clone(), element.clone()));
        if let Some(filter) = &mut parts.filter {
            let found = self.check(filter);
            self.operation(place, Operator::Choice, &[found, Type::Dyn, Type::Dyn]);
        }
        let found = match (&mut parts.body, parts.sort) {
            (Some(body), MacroSort::All | MacroSort::Exists) => {
                let found = self.check(body);
                self.expect(body.place, &Type::Bool, &found);
                Type::Bool
            }
            (Some(body), MacroSort::ExistsOne) => {
                let found = self.check(body);
                self.operation(place, Operator::Choice, &[found, Type::Int, Type::Int]);
                Type::Bool
            }
            (Some(body), MacroSort::Map) => Type::list(self.check(body)),
            (None, _) => Type::list(element),
        };
        self.scopes.pop();
        self.bindings.resolve(&found)
    }

    fn expect(&mut self, place: Place, wanted: &Type, found: &Type) -> bool {
        if self.bindings.accept(std::slice::from_ref(found), std::slice::from_ref(wanted)) {
            return true;
        }
        let message = format!(
            "Here stands {} where {} is needed.",
            self.bindings.resolve(found).with_article(),
            self.bindings.resolve(wanted).with_article()
        );
        self.refuse(place, ConditionProblemKind::WrongType, message);
        false
    }

    /// The type of what holds both.
    fn join(&mut self, before: Option<Type>, next: Type) -> Type {
        let Some(before) = before else {
            return next;
        };
        if self.bindings.accept(std::slice::from_ref(&before), std::slice::from_ref(&next)) {
            most_general(&before, &next)
        } else {
            Type::Dyn
        }
    }
}

fn of_literal(literal: &Literal) -> Type {
    match literal {
        Literal::Null => Type::Null,
        Literal::Bool(_) => Type::Bool,
        Literal::Int(_) => Type::Int,
        Literal::Uint(_) => Type::Uint,
        Literal::Double(_) => Type::Double,
        Literal::Text(_) => Type::String,
        Literal::Bytes(_) => Type::Bytes,
    }
}

fn is_type(name: &str) -> bool {
    matches!(
        name,
        "bool"
            | "bytes"
            | "double"
            | "google.protobuf.Duration"
            | "int"
            | "list"
            | "map"
            | "null_type"
            | "string"
            | "google.protobuf.Timestamp"
            | "type"
            | "uint"
    )
}

/// The messages that the service's engine may know; none is known here.
pub(super) fn is_message(name: &str) -> bool {
    name.strip_prefix("google.protobuf.")
        .is_some_and(|message| message.starts_with(|c: char| c.is_ascii_uppercase()))
}

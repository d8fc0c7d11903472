//! The checks that the service makes when a rule is saved: names, functions, and types.
//!
//! The engine has none of this. The rules are those of gradual typing in the CEL specification, as the
//! service's engine applies them: what is `dyn` goes with everything, and what is known must fit.

use cel::common::ast::{
    CallExpr, ComprehensionExpr, EntryExpr, Expr, IdedExpr, LiteralValue, SelectExpr, operators,
};

use super::ConditionProblemKind;
use super::overloads::{self, Overload};
use super::types::{Bindings, Type, most_general};

/// A refusal, with the node that it is about.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) node: u64,
    pub(super) kind: ConditionProblemKind,
    pub(super) message: String,
}

/// The outcome: the type that the expression gives and all refusals, in no order.
pub(super) fn check(expression: &IdedExpr, variables: &[(String, Type)]) -> (Type, Vec<Refused>) {
    let mut checker =
        Checker { variables, scopes: Vec::new(), bindings: Bindings::default(), refused: Vec::new() };
    let found = checker.check(expression);
    (checker.bindings.resolve(&found), checker.refused)
}

struct Checker<'v> {
    variables: &'v [(String, Type)],
    /// Names bound by macros, innermost last.
    scopes: Vec<(String, Type)>,
    bindings: Bindings,
    refused: Vec<Refused>,
}

impl Checker<'_> {
    fn refuse(&mut self, node: u64, kind: ConditionProblemKind, message: String) -> Type {
        self.refused.push(Refused { node, kind, message });
        Type::Error
    }

    fn check(&mut self, node: &IdedExpr) -> Type {
        match &node.expr {
            Expr::Unspecified => Type::Error,
            Expr::Literal(literal) => match literal {
                LiteralValue::Boolean(_) => Type::Bool,
                LiteralValue::Bytes(_) => Type::Bytes,
                LiteralValue::Double(_) => Type::Double,
                LiteralValue::Int(_) => Type::Int,
                LiteralValue::Null => Type::Null,
                LiteralValue::String(_) => Type::String,
                LiteralValue::UInt(_) => Type::Uint,
            },
            Expr::Ident(name) => match self.name(name) {
                Some(found) => found,
                None => self.unknown_name(node.id, name),
            },
            Expr::Select(select) => self.select(node, select),
            Expr::Call(call) => self.call(node, call),
            Expr::List(list) => {
                let mut of: Option<Type> = None;
                for element in &list.elements {
                    let element = self.check(element);
                    of = Some(self.join(of, element));
                }
                let of = of.unwrap_or_else(|| self.bindings.open());
                Type::list(of)
            }
            Expr::Map(map) => {
                let mut of: Option<(Type, Type)> = None;
                for entry in &map.entries {
                    let EntryExpr::MapEntry(entry) = &entry.expr else {
                        continue;
                    };
                    let key = self.check(&entry.key);
                    let value = self.check(&entry.value);
                    let (keys, values) = of.unzip();
                    of = Some((self.join(keys, key), self.join(values, value)));
                }
                let (key, value) = of.unwrap_or_else(|| (self.bindings.open(), self.bindings.open()));
                Type::map(key, value)
            }
            Expr::Struct(message) => {
                for entry in &message.entries {
                    if let EntryExpr::StructField(field) = &entry.expr {
                        self.check(&field.value);
                    }
                }
                if is_message(message.type_name.trim_start_matches('.')) {
                    Type::Dyn
                } else {
                    self.unknown_name(node.id, &message.type_name)
                }
            }
            Expr::Comprehension(comprehension) => self.comprehension(comprehension),
        }
    }

    /// The type of a name: bound by a macro, a variable, or a type.
    fn name(&self, name: &str) -> Option<Type> {
        let global = name.strip_prefix('.');
        if global.is_none()
            && let Some((_, found)) = self.scopes.iter().rev().find(|(bound, _)| bound == name)
        {
            return Some(found.clone());
        }
        let name = global.unwrap_or(name);
        let variable = self.variables.iter().find(|(known, _)| known == name);
        match variable {
            Some((_, found)) => Some(found.clone()),
            None => is_type(name).then_some(Type::Meta),
        }
    }

    fn unknown_name(&mut self, node: u64, name: &str) -> Type {
        let message = format!(
            "`{name}` is not known. A condition reads the token through `claims` only; did you mean `claims.{}`?",
            name.trim_start_matches('.')
        );
        self.refuse(node, ConditionProblemKind::UnknownName, message)
    }

    fn select(&mut self, node: &IdedExpr, select: &SelectExpr) -> Type {
        if !select.test
            && let Some(found) = self.qualified(&node.expr)
        {
            return found;
        }
        let operand = self.check(&select.operand);
        let operand = self.bindings.resolve(&operand);
        let found = match &operand {
            Type::Map(_, value) => value.as_ref().clone(),
            Type::Var(_) => {
                self.bindings.accept(&[Type::Dyn], std::slice::from_ref(&operand));
                Type::Dyn
            }
            Type::Dyn | Type::Error => Type::Dyn,
            _ => {
                let message = format!("There is no field `{}` in {}.", select.field, operand.with_article());
                self.refuse(node.id, ConditionProblemKind::WrongType, message)
            }
        };
        if select.test { Type::Bool } else { found }
    }

    /// The type of a name with dots, such as `google.protobuf.Timestamp`.
    fn qualified(&self, expression: &Expr) -> Option<Type> {
        let mut fields = Vec::new();
        let mut expression = expression;
        let root = loop {
            match expression {
                Expr::Select(select) if !select.test => {
                    fields.push(select.field.as_str());
                    expression = &select.operand.expr;
                }
                Expr::Ident(name) => break name,
                _ => return None,
            }
        };
        if self.scopes.iter().any(|(bound, _)| bound == root) {
            return None;
        }
        let mut name = root.trim_start_matches('.').to_owned();
        for field in fields.iter().rev() {
            name.push('.');
            name.push_str(field);
        }
        let variable = self.variables.iter().find(|(known, _)| *known == name);
        match variable {
            Some((_, found)) => Some(found.clone()),
            None if is_type(&name) => Some(Type::Meta),
            None => is_message(&name).then_some(Type::Dyn),
        }
    }

    fn call(&mut self, node: &IdedExpr, call: &CallExpr) -> Type {
        let arguments: Vec<Type> = call.args.iter().map(|arg| self.check(arg)).collect();
        let name = call.func_name.trim_start_matches('.');
        if matches!(name, operators::LOGICAL_AND | operators::LOGICAL_OR) {
            for (found, argument) in arguments.iter().zip(&call.args) {
                self.expect(argument.id, &Type::Bool, found);
            }
            return Type::Bool;
        }
        let mut given = Vec::with_capacity(arguments.len() + 1);
        if let Some(target) = &call.target {
            given.push(self.check(target));
        }
        given.extend(arguments);
        let Some(candidates) = overloads::overloads(name) else {
            return self.refuse(node.id, ConditionProblemKind::UnknownFunction, unknown_function(name));
        };
        let member = call.target.is_some();
        if let Some(found) = self.resolve(candidates, member, &given) {
            return found;
        }
        let message = self.no_overload(name, member, candidates, &given);
        self.refuse(node.id, ConditionProblemKind::WrongArguments, message)
    }

    /// The result of the overloads that take `given`; `dyn` when they differ.
    fn resolve(&mut self, candidates: &[Overload], member: bool, given: &[Type]) -> Option<Type> {
        let mut result: Option<Type> = None;
        for overload in candidates.iter().filter(|overload| overload.member == member) {
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

    fn no_overload(&self, name: &str, member: bool, candidates: &[Overload], given: &[Type]) -> String {
        let given: Vec<String> = given.iter().map(|found| self.bindings.resolve(found).name()).collect();
        let symbol = name.trim_matches(['_', '@']);
        if !symbol.starts_with(|c: char| c.is_ascii_alphabetic()) || name.starts_with('@') {
            return match given.as_slice() {
                [one] => format!("`{symbol}` cannot be applied to {one}."),
                [left, right] => format!(
                    "`{symbol}` cannot be applied to {left} and {right}. Convert one of them, or compare like with like."
                ),
                _ => format!(
                    "The condition of `? :` must be bool and both branches of one type, not {}.",
                    given.join(", ")
                ),
            };
        }
        let all_members = candidates.iter().all(|overload| overload.member);
        let no_members = candidates.iter().all(|overload| !overload.member);
        if all_members && !member {
            return format!("`{name}` is written after a dot: `claims.sub.{name}(…)`.");
        }
        if no_members && member {
            return format!("`{name}` is not written after a dot: `{name}(…)`.");
        }
        let shown = if member { given.get(1..).unwrap_or_default() } else { &given };
        format!("`{name}` cannot be called with ({}).", shown.join(", "))
    }

    fn comprehension(&mut self, comprehension: &ComprehensionExpr) -> Type {
        let range = self.check(&comprehension.iter_range);
        let accumulator = self.check(&comprehension.accu_init);
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
                let node = comprehension.iter_range.id;
                self.refuse(node, ConditionProblemKind::WrongType, message)
            }
        };
        self.scopes.push((comprehension.accu_var.clone(), accumulator.clone()));
        self.scopes.push((comprehension.iter_var.clone(), element));
        let condition = self.check(&comprehension.loop_cond);
        self.expect(comprehension.loop_cond.id, &Type::Bool, &condition);
        let step = self.check(&comprehension.loop_step);
        self.expect(comprehension.loop_step.id, &accumulator, &step);
        self.scopes.pop();
        let result = self.check(&comprehension.result);
        self.scopes.pop();
        self.bindings.resolve(&result)
    }

    fn expect(&mut self, node: u64, wanted: &Type, found: &Type) {
        if self.bindings.accept(std::slice::from_ref(wanted), std::slice::from_ref(found)) {
            return;
        }
        let message = format!(
            "Here stands {} where {} is needed.",
            self.bindings.resolve(found).with_article(),
            self.bindings.resolve(wanted).with_article()
        );
        self.refuse(node, ConditionProblemKind::WrongType, message);
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

fn unknown_function(name: &str) -> String {
    let plain = |name: &str| name.replace('_', "").to_ascii_lowercase();
    let near = overloads::names().find(|known| plain(known) == plain(name));
    match (near, name) {
        (Some(near), _) => format!("There is no function `{name}`. Did you mean `{near}`?"),
        (None, "has") => "`has` takes one field: `has(claims.x)`.".to_owned(),
        (None, "all" | "exists" | "exists_one" | "map" | "filter") => {
            format!("`{name}` takes a name and an expression: `claims.x.{name}(v, …)`.")
        }
        (None, _) => format!("There is no function `{name}` in a condition."),
    }
}

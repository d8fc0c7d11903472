//! The one place that drives the `cel` crate: parsing, preparing, running.

use std::sync::{Arc, OnceLock};

use cel::common::ast::{
    CallExpr, ComprehensionExpr, EntryExpr, Expr, IdedExpr, LiteralValue, SourceInfo, operators,
};
use cel::common::value::Val;
use cel::{Context, Env, ExecutionError, ParseErrors, Value};

use super::Doubt;
use super::functions;
use super::run::{self, Run};
use super::values::Boxed;

/// An error of the parser, where it says it is.
#[derive(Debug)]
pub(super) struct ParseProblem {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) message: String,
}

/// Parses `source`, which must have passed [`super::scan::scan`]; `macros` expands them.
pub(super) fn parse(source: &str, macros: bool) -> Result<(IdedExpr, SourceInfo), Vec<ParseProblem>> {
    let env = if macros { Env::stdlib() } else { Env::default() };
    env.with_optional_support(false)
        .parser()
        .enable_ident_escape_syntax(true)
        .parse_with_source_info(source)
        .map_err(|errors| problems(&errors))
}

fn problems(errors: &ParseErrors) -> Vec<ParseProblem> {
    let by_grammar = |message: &str| message.starts_with("Syntax error: ");
    let any_by_grammar = errors.errors.iter().any(|error| by_grammar(&error.msg));
    let mut problems: Vec<ParseProblem> = errors
        .errors
        .iter()
        // What the engine adds about the gaps that a syntax error has left is not in the service's list.
        .filter(|error| {
            let about_gap = ["Incomplete ", "No `"].iter().any(|gap| error.msg.starts_with(gap));
            !(any_by_grammar && about_gap)
        })
        .map(|error| ParseProblem {
            line: usize::try_from(error.pos.0).unwrap_or_default(),
            column: usize::try_from(error.pos.1).unwrap_or_default(),
            message: error.msg.clone(),
        })
        .collect();
    problems.sort_by_key(|problem| (problem.line, problem.column));
    problems
}

/// Whether every part of the expression is one that can be run; the engine panics on others.
pub(super) fn is_sound(node: &IdedExpr) -> bool {
    match &node.expr {
        Expr::Unspecified => false,
        Expr::Literal(_) | Expr::Ident(_) => true,
        Expr::Select(select) => is_sound(&select.operand),
        Expr::Call(call) => call.target.as_deref().into_iter().chain(&call.args).all(is_sound),
        Expr::List(list) => list.elements.iter().all(is_sound),
        Expr::Map(map) => map.entries.iter().all(|entry| match &entry.expr {
            EntryExpr::MapEntry(entry) => is_sound(&entry.key) && is_sound(&entry.value),
            EntryExpr::StructField(_) => false,
        }),
        Expr::Struct(message) => message.entries.iter().all(|entry| match &entry.expr {
            EntryExpr::StructField(field) => is_sound(&field.value),
            EntryExpr::MapEntry(_) => false,
        }),
        Expr::Comprehension(comprehension) => [
            &comprehension.iter_range,
            &comprehension.accu_init,
            &comprehension.loop_cond,
            &comprehension.loop_step,
            &comprehension.result,
        ]
        .into_iter()
        .all(is_sound),
    }
}

/// Puts our own functions in place of the engine's where the two differ, and counts the steps of macros.
/// Only for an expression that has passed the checks: it trusts the calls.
pub(super) fn prepare(node: &mut IdedExpr) {
    match &mut node.expr {
        // A message is not run at all.
        Expr::Unspecified | Expr::Literal(_) | Expr::Ident(_) | Expr::Struct(_) => (),
        Expr::Select(select) => {
            prepare(&mut select.operand);
            if select.test {
                let operand = std::mem::take(select.operand.as_mut());
                let field = literal(LiteralValue::String(select.field.clone().into()));
                node.expr = global(functions::HAS, vec![operand, field]);
            }
        }
        Expr::Call(call) => {
            if let Some(target) = &mut call.target {
                prepare(target);
            }
            call.args.iter_mut().for_each(prepare);
            if let Some((name, with_run)) = functions::ours(call.func_name.trim_start_matches('.')) {
                let mut args = Vec::with_capacity(call.args.len() + 2);
                args.extend(with_run.then(run_variable));
                args.extend(call.target.take().map(|target| *target));
                args.append(&mut call.args);
                node.expr = global(name, args);
            } else if call.func_name == operators::ADD {
                let mut args = vec![run_variable()];
                args.append(&mut call.args);
                node.expr = global(functions::SUM, args);
            }
        }
        Expr::List(list) => list.elements.iter_mut().for_each(prepare),
        Expr::Map(map) => {
            for entry in &mut map.entries {
                if let EntryExpr::MapEntry(entry) = &mut entry.expr {
                    prepare(&mut entry.key);
                    prepare(&mut entry.value);
                }
            }
        }
        Expr::Comprehension(comprehension) => {
            prepare(&mut comprehension.iter_range);
            prepare(&mut comprehension.loop_cond);
            prepare_step(&mut comprehension.loop_step);
            prepare(&mut comprehension.result);
            count_steps(comprehension);
        }
    }
}

/// What a macro has made itself keeps its shape, which the engine looks at: `@result + […]`, alone or in a
/// `? :`. Only what the person wrote inside it is prepared.
fn prepare_step(step: &mut IdedExpr) {
    let Expr::Call(call) = &mut step.expr else {
        return prepare(step);
    };
    let of_macro = |arg: &IdedExpr| matches!(&arg.expr, Expr::Ident(name) if name == RESULT);
    match (call.func_name.as_str(), call.args.as_mut_slice()) {
        (operators::ADD, [result, rest]) if of_macro(result) => prepare(rest),
        (operators::CONDITIONAL, [condition, step, result]) if of_macro(result) => {
            prepare(condition);
            prepare_step(step);
        }
        _ => prepare(step),
    }
}

/// The name under which a macro gathers its result.
const RESULT: &str = "@result";

/// The engine runs `map` and `filter` fast only while their loop condition is a literal, so there the count
/// goes into the step; elsewhere into the loop condition.
fn count_steps(comprehension: &mut ComprehensionExpr) {
    if !matches!(comprehension.accu_init.expr, Expr::List(_)) {
        count(&mut comprehension.loop_cond);
        return;
    }
    let Expr::Call(step) = &mut comprehension.loop_step.expr else {
        return;
    };
    if step.func_name == operators::CONDITIONAL {
        if let Some(guard) = step.args.first_mut() {
            count(guard);
        }
    } else if let Some(Expr::List(appended)) = step.args.get_mut(1).map(|arg| &mut arg.expr)
        && let Some(element) = appended.elements.first_mut()
    {
        count(element);
    }
}

fn count(node: &mut IdedExpr) {
    let counted = std::mem::take(node);
    node.id = counted.id;
    node.expr = global(functions::STEP, vec![run_variable(), counted]);
}

fn run_variable() -> IdedExpr {
    IdedExpr { id: 0, expr: Expr::Ident(run::VARIABLE.to_owned()) }
}

fn literal(value: LiteralValue) -> IdedExpr {
    IdedExpr { id: 0, expr: Expr::Literal(value) }
}

fn global(name: &str, args: Vec<IdedExpr>) -> Expr {
    Expr::Call(CallExpr { func_name: name.to_owned(), target: None, args })
}

/// Why a run gave no value.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) error: ExecutionError,
    /// Something not known here was met on the way, so that the error may not be the service's.
    pub(super) doubt: Option<Doubt>,
}

/// Runs a prepared expression and hands the value to `look`.
pub(super) fn run<T>(
    expression: &IdedExpr,
    variables: Vec<(String, Boxed)>,
    look: impl FnOnce(&dyn Val) -> T,
) -> Result<T, Failure> {
    let state = Run::default();
    let mut context = Context::with_env(environment());
    context.add_variable_as_val(run::VARIABLE, Box::new(state.clone()));
    for (name, value) in variables {
        context.add_variable_as_val(name, value);
    }
    match Value::resolve_val(expression, &context) {
        Ok(value) => Ok(look(value.as_ref())),
        Err(error) => {
            let odd_key = matches!(error, ExecutionError::UnsupportedKeyType(_));
            let doubt = state.first_doubt().or(odd_key.then_some(Doubt::MapKey));
            Err(Failure { error, doubt })
        }
    }
}

/// The standard environment with our own functions, built once.
fn environment() -> Arc<Env> {
    static ENVIRONMENT: OnceLock<Arc<Env>> = OnceLock::new();
    let environment = ENVIRONMENT.get_or_init(|| {
        let mut env = Env::default().with_optional_support(false).with_stdlib();
        // As in the service's engine, the last of two equal keys wins.
        env.set_error_on_duplicate_map_keys(false);
        // Fails only for a name registered twice, which the tests would show.
        let registered = functions::register(&mut env);
        debug_assert!(registered.is_ok(), "{registered:?}");
        Arc::new(env)
    });
    Arc::clone(environment)
}

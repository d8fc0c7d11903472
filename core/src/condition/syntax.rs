//! What is said of a text that is no expression.

use super::ast::Place;
use super::lex::{Token, Word};
use super::problem::{ConditionProblem, ConditionProblemKind, line_and_column};

pub(super) const OPTIONAL: &str = "Optional syntax (`?`) is not switched on in a condition.";
pub(super) const NO_FIELD: &str =
    "`has` takes a field: `has(claims.x)`. For a name with odd characters write `\"x\" in claims`.";
pub(super) const NO_NAME: &str =
    "The first argument of a macro is the name of its variable: `claims.groups.exists(g, g == \"dev\")`.";
pub(super) const RESULT_NAME: &str = "`__result__` is set aside for the macro itself. Choose another name.";

pub(super) fn reserved(name: &str) -> String {
    format!("`{name}` is a reserved word.")
}

/// A reason not to take a text.
#[derive(Debug)]
pub(super) enum Refusal {
    /// No expression can go on with this word.
    Word { found: Token, before: Token },
    /// What is written well and still means nothing.
    Meaning { place: Place, message: String },
}

impl Refusal {
    fn place(&self) -> Place {
        match self {
            Self::Word { found, .. } => found.place,
            Self::Meaning { place, .. } => *place,
        }
    }
}

/// Of several refusals the first in the text is shown, as the service does.
pub(super) fn first(source: &str, refusals: Vec<Refusal>) -> Option<ConditionProblem> {
    let refusal = refusals.into_iter().min_by_key(|refusal| refusal.place().start)?;
    let place = refusal.place();
    let (shown, message) = match refusal {
        Refusal::Meaning { message, .. } => (place, message),
        Refusal::Word { found, before } => match advice(source, found, before) {
            Some((shown, message)) => (shown, message.to_owned()),
            None => (place, describe(source, found)),
        },
    };
    let (line, column) = line_and_column(source, place.start);
    // The service's engine counts so.
    let column = if source.is_empty() { 0 } else { column };
    let offset = Some(shown.start..shown.end);
    Some(ConditionProblem { kind: ConditionProblemKind::Syntax, message, line, column, offset })
}

pub(super) fn too_long(source: &str, limit: usize) -> ConditionProblem {
    let message =
        format!("The expression is longer than {limit} bytes, which is the most that is tried here.");
    limit_here(source, limit, ConditionProblemKind::TooLong, message)
}

pub(super) fn too_deep(source: &str, place: Place) -> ConditionProblem {
    let message = "The expression is nested too deeply to be tried here. Split it, or use `in [...]` and \
                   `exists(...)` in place of long chains.";
    limit_here(source, place.start, ConditionProblemKind::TooDeep, message.to_owned())
}

fn limit_here(source: &str, at: usize, kind: ConditionProblemKind, message: String) -> ConditionProblem {
    let (line, column) = line_and_column(source, at);
    ConditionProblem { kind, message, line, column, offset: None }
}

/// What people type who know another language, and where.
fn advice(source: &str, found: Token, before: Token) -> Option<(Place, &'static str)> {
    let written = |token: Token| source.get(token.place.start..token.place.end).unwrap_or_default();
    let is = |token: Token, word: &str| token.word == Word::Name && written(token).eq_ignore_ascii_case(word);
    let message = match written(found).chars().next() {
        Some('=') if found.word == Word::Unreadable => "Write `==` to compare; CEL has no assignment.",
        Some('&') if found.word == Word::Unreadable => "Write `&&` for “and”.",
        Some('|') if found.word == Word::Unreadable => "Write `||` for “or”.",
        Some('“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»') => {
            "Curly quotes do not quote in CEL. Write straight ones: `\"…\"` or `'…'`."
        }
        _ if is(found, "and") => "Write `&&` for “and”.",
        _ if is(found, "or") => "Write `||` for “or”.",
        _ if is(found, "not") => "Write `!` for “not”.",
        // It is a name, so the word after it is the one that cannot stand there.
        _ if is(before, "not") && !after_dot(source, before) => {
            return Some((before.place, "Write `!` for “not”."));
        }
        _ => return None,
    };
    Some((found.place, message))
}

fn after_dot(source: &str, token: Token) -> bool {
    source.get(..token.place.start).is_some_and(|text| text.trim_end().ends_with('.'))
}

fn describe(source: &str, found: Token) -> String {
    if source.trim().is_empty() {
        return "The condition is empty. Write what must hold, such as `claims.sub == \"…\"`.".to_owned();
    }
    let written = source.get(found.place.start..found.place.end).unwrap_or_default();
    match found.word {
        Word::End => "The expression ends too early; something is missing here.".to_owned(),
        Word::Unreadable if written.starts_with(['"', '\'']) => {
            "This text has no closing quote on its line, or an escape that CEL does not know.".to_owned()
        }
        Word::Unreadable => "This character has no meaning here.".to_owned(),
        _ => {
            let shown: String = written.chars().take(30).collect();
            format!("`{shown}` is not expected here.")
        }
    }
}

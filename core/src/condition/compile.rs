//! From text to an expression that can be run, with everything that can be refused on the way refused.

use cel::common::ast::{IdedExpr, SourceInfo};

use super::check::{self, Refused};
use super::engine::{self, ParseProblem};
use super::inspect::{self, Reading};
use super::problem::{ConditionProblem, ConditionProblemKind, byte_of, line_and_column, whole};
use super::scan::{self, Scan};
use super::types::Type;

/// An expression that has passed every check but the one for `bool`.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) prepared: IdedExpr,
    pub(super) found: Type,
    pub(super) reading: Reading,
    /// A name stands in backticks.
    pub(super) escaped: bool,
    position: Place,
}

/// A place in the source.
#[derive(Clone, Debug)]
struct Place {
    line: usize,
    column: usize,
    offset: Option<std::ops::Range<usize>>,
}

impl Place {
    fn problem(self, kind: ConditionProblemKind, message: String) -> ConditionProblem {
        ConditionProblem { kind, message, line: self.line, column: self.column, offset: self.offset }
    }
}

/// Parses and checks `source` against `variables`.
pub(super) fn compile(
    source: &str,
    variables: &[(String, Type)],
    macros: bool,
) -> Result<Compiled, ConditionProblem> {
    let scan = scan::scan(source)?;
    let (expression, info) =
        engine::parse(source, macros).map_err(|problems| syntax(source, &scan, problems))?;
    if !engine::is_sound(&expression) {
        return Err(syntax(source, &scan, Vec::new()));
    }
    let (found, refused) = check::check(&expression, variables);
    if let Some(problem) = first(source, &info, refused) {
        return Err(problem);
    }
    let position = place(source, &info, expression.id);
    let reading = inspect::read(&expression);
    let mut prepared = expression;
    engine::prepare(&mut prepared);
    Ok(Compiled { prepared, found, reading, escaped: scan.escaped, position })
}

impl Compiled {
    /// Refuses an expression that is certainly no `bool`.
    pub(super) fn expect_bool(self) -> Result<Self, ConditionProblem> {
        if matches!(self.found, Type::Bool | Type::Dyn | Type::Error | Type::Var(_)) {
            return Ok(self);
        }
        let message = format!(
            "This gives {}; a condition must be true or false. Compare it with something.",
            self.found.with_article()
        );
        Err(self.position.problem(ConditionProblemKind::NotBoolean, message))
    }
}

/// Of several refusals the first in the text is shown, as the service does.
fn first(source: &str, info: &SourceInfo, refused: Vec<Refused>) -> Option<ConditionProblem> {
    refused
        .into_iter()
        .map(|refused| (place(source, info, refused.node), refused))
        .min_by_key(|(place, _)| (place.line, place.column))
        .map(|(place, refused)| place.problem(refused.kind, refused.message))
}

fn place(source: &str, info: &SourceInfo, node: u64) -> Place {
    let (first, last) = info.offset_for(node).unwrap_or_default();
    let (first, last) = (first as usize, last as usize);
    let (line, column) = line_and_column(source, first);
    Place { line, column, offset: whole(source, first, last) }
}

fn syntax(source: &str, scan: &Scan, problems: Vec<ParseProblem>) -> ConditionProblem {
    let first = problems.into_iter().next();
    let (line, column, message) = match first {
        Some(first) if first.line > 0 => (first.line, first.column, first.message),
        // The parser gave up without a place: it has come to the end.
        _ => {
            let (line, column) = line_and_column(source, source.len());
            (line, column, String::new())
        }
    };
    let column = if source.is_empty() { 0 } else { column };
    let at = byte_of(source, line, column.max(1));
    let hint = at.and_then(|at| {
        scan.hints.iter().find(|hint| {
            let between = source.get(hint.range.end..at);
            hint.range.contains(&at) || (hint.blames_next && between.is_some_and(|gap| gap.trim().is_empty()))
        })
    });
    let message = match hint {
        Some(hint) => hint.message.to_owned(),
        None => describe(source, &message, at),
    };
    let offset = match hint {
        Some(hint) => Some(hint.range.clone()),
        None => at.map(|at| at..source.len().min(at + width(source, at))),
    };
    ConditionProblem { kind: ConditionProblemKind::Syntax, message, line, column, offset }
}

/// The length of the word at `at`, or else of the character.
fn width(source: &str, at: usize) -> usize {
    let rest = source.get(at..).unwrap_or_default();
    let word = rest.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(rest.len());
    let first = rest.chars().next().map_or(0, char::len_utf8);
    word.max(first)
}

/// The parser's words are those of a grammar; these are for people.
fn describe(source: &str, message: &str, at: Option<usize>) -> String {
    let rest = at.and_then(|at| source.get(at..)).unwrap_or_default();
    let text = message.strip_prefix("Syntax error: ").unwrap_or(message);
    if source.trim().is_empty() {
        return "The condition is empty. Write what must hold, such as `claims.sub == \"…\"`.".to_owned();
    }
    if text.starts_with("token recognition error") {
        return if rest.starts_with(['"', '\'']) || rest.starts_with("r\"") {
            "This text has no closing quote on its line, or an escape that CEL does not know."
        } else {
            "This character has no meaning here."
        }
        .to_owned();
    }
    if text.starts_with("invalid argument to has()") {
        return "`has` takes a field: `has(claims.x)`. For a name with odd characters write `\"x\" in claims`."
            .to_owned();
    }
    if text.starts_with("argument must be a simple name") {
        return "The first argument of a macro is the name of its variable: `claims.groups.exists(g, g == \"dev\")`."
            .to_owned();
    }
    if text.starts_with("unsupported syntax") {
        return "Optional syntax (`?`) is not switched on in a condition.".to_owned();
    }
    if let Some(name) = text.strip_prefix("reserved identifier: ") {
        return format!("`{name}` is a reserved word.");
    }
    if text.starts_with("invalid ") {
        return format!("This is an {text}.");
    }
    if rest.trim().is_empty() {
        return "The expression ends too early; something is missing here.".to_owned();
    }
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').take(30).collect();
    let shown = if word.is_empty() { rest.chars().take(1).collect() } else { word };
    format!("`{shown}` is not expected here.")
}

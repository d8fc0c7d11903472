//! A first look at the text of an expression, before the parser sees it.
//!
//! The parser and everything after it work by recursion, on a stack that is 1 MB in a browser. So the depth
//! is bounded here, by a walk that does not recurse. The same walk finds what people type by mistake.

use std::ops::Range;

use super::problem::{ConditionProblem, ConditionProblemKind, line_and_column};

/// The longest expression that is tried, in bytes. The service's own limit is not documented.
pub(super) const LENGTH_LIMIT: usize = 8 * 1024;
/// The deepest brackets.
const BRACKET_LIMIT: usize = 32;
/// The longest chain of selections, calls and operators at one level; also of `? :` one in the other.
const CHAIN_LIMIT: usize = 120;
/// The sum of the chains that are open one inside the other.
const DEPTH_LIMIT: usize = 240;

/// What a person may have meant, and where.
#[derive(Clone, Debug)]
pub(super) struct Hint {
    pub(super) range: Range<usize>,
    pub(super) message: &'static str,
    /// The parser complains about the word after this one.
    pub(super) blames_next: bool,
}

/// What the first look finds.
#[derive(Clone, Debug, Default)]
pub(super) struct Scan {
    pub(super) hints: Vec<Hint>,
    /// A name stands in backticks.
    pub(super) escaped: bool,
}

/// Refuses what is too long or too deep.
pub(super) fn scan(source: &str) -> Result<Scan, ConditionProblem> {
    if source.len() > LENGTH_LIMIT {
        let message = format!(
            "The expression is longer than {LENGTH_LIMIT} bytes, which is the most that is tried here."
        );
        return Err(refused(source, LENGTH_LIMIT, ConditionProblemKind::TooLong, message));
    }
    let mut scanner = Scanner { source, at: 0, levels: vec![Level::default()], found: Scan::default() };
    while let Some(c) = scanner.peek() {
        let start = scanner.at;
        scanner.token(c);
        if scanner.is_too_deep() {
            let message = "The expression is nested too deeply to be tried here. Split it, or use \
                           `in [...]` and `exists(...)` in place of long chains."
                .to_owned();
            return Err(refused(source, start, ConditionProblemKind::TooDeep, message));
        }
    }
    Ok(scanner.found)
}

fn refused(source: &str, at: usize, kind: ConditionProblemKind, message: String) -> ConditionProblem {
    let (line, column) = line_and_column(source, at);
    ConditionProblem { kind, message, line, column, offset: None }
}

/// What is open between one bracket and the next.
#[derive(Clone, Copy, Default)]
struct Level {
    /// Selections, calls and operators since the last comma or logical operator.
    chain: usize,
    /// Question marks, which nest to the right.
    choices: usize,
    /// `&&` and `||`: they are balanced into a tree, but the parser keeps them all.
    logic: usize,
}

struct Scanner<'s> {
    source: &'s str,
    at: usize,
    levels: Vec<Level>,
    found: Scan,
}

impl<'s> Scanner<'s> {
    fn rest(&self) -> &'s str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    fn is_too_deep(&self) -> bool {
        let depth: usize = self.levels.iter().map(|level| level.chain + 2 * level.choices).sum();
        let chain = self.levels.last().map_or(0, |level| level.chain + 2 * level.choices);
        self.levels.len() > BRACKET_LIMIT + 1 || chain > CHAIN_LIMIT || depth > DEPTH_LIMIT
    }

    fn level(&mut self, change: impl FnOnce(&mut Level)) {
        if let Some(level) = self.levels.last_mut() {
            change(level);
        }
    }

    fn token(&mut self, c: char) {
        let rest = self.rest();
        if rest.starts_with("//") {
            self.skip(rest.find('\n').unwrap_or(rest.len()));
            return;
        }
        if let Some(length) = string_length(rest) {
            self.skip(length);
            return;
        }
        if c == '_' || c.is_ascii_alphabetic() {
            self.word();
            return;
        }
        if let Some(quoted) = rest.strip_prefix('`') {
            self.found.escaped = true;
            self.skip(quoted.find(['`', '\n']).map_or(rest.len(), |end| end + 2));
            return;
        }
        let two = rest.get(..2).unwrap_or_default();
        match (two, c) {
            ("&&" | "||", _) => {
                self.level(|level| {
                    level.logic += 1;
                    level.chain = 0;
                });
                self.skip(2);
                return;
            }
            ("==" | "!=" | "<=" | ">=", _) => {
                self.level(|level| level.chain += 1);
                self.skip(2);
                return;
            }
            (_, '(' | '[' | '{') => {
                self.level(|level| level.chain += 1);
                self.levels.push(Level::default());
            }
            (_, ')' | ']' | '}') if self.levels.len() > 1 => {
                self.levels.pop();
            }
            (_, ',') => self.level(|level| *level = Level::default()),
            (_, '?') => self.level(|level| {
                level.choices += 1;
                level.chain = 0;
            }),
            (_, '.' | '!' | '-' | '+' | '*' | '/' | '%' | '<' | '>') => {
                self.level(|level| level.chain += 1);
            }
            (_, '=') => self.hint(1, "Write `==` to compare; CEL has no assignment.", false),
            (_, '&') => self.hint(1, "Write `&&` for “and”.", false),
            (_, '|') => self.hint(1, "Write `||` for “or”.", false),
            (_, '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»') => self.hint(
                c.len_utf8(),
                "Curly quotes do not quote in CEL. Write straight ones: `\"…\"` or `'…'`.",
                false,
            ),
            _ => (),
        }
        self.skip(c.len_utf8());
    }

    fn word(&mut self) {
        let rest = self.rest();
        let end = rest.find(|c: char| c != '_' && !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        // After a dot it is a field.
        let field = self.source.get(..self.at).is_some_and(|before| before.trim_end().ends_with('.'));
        if !field {
            match word.to_ascii_lowercase().as_str() {
                "and" => self.hint(end, "Write `&&` for “and”.", false),
                "or" => self.hint(end, "Write `||` for “or”.", false),
                "not" => self.hint(end, "Write `!` for “not”.", true),
                _ => (),
            }
        }
        if word == "in" {
            self.level(|level| level.chain += 1);
        }
        self.skip(end);
    }

    fn hint(&mut self, length: usize, message: &'static str, blames_next: bool) {
        self.found.hints.push(Hint { range: self.at..self.at + length, message, blames_next });
    }
}

/// The length of the text or bytes literal that `rest` starts with. One that is not closed ends with its line.
fn string_length(rest: &str) -> Option<usize> {
    let prefix = rest.len() - rest.trim_start_matches(['r', 'R', 'b', 'B']).len();
    if prefix > 2 {
        return None;
    }
    let (letters, quoted) = rest.split_at_checked(prefix)?;
    let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let raw = letters.contains(['r', 'R']);
    let triple = quote.to_string().repeat(3);
    let (delimiter, multi_line) =
        if quoted.starts_with(&triple) { (triple, true) } else { (quote.to_string(), false) };
    let mut at = delimiter.len();
    loop {
        let ahead = quoted.get(at..)?;
        if ahead.starts_with(&delimiter) {
            return Some(prefix + at + delimiter.len());
        }
        let Some(c) = ahead.chars().next() else {
            return Some(prefix + at);
        };
        if c == '\n' && !multi_line {
            return Some(prefix + at);
        }
        at += c.len_utf8();
        if c == '\\' && !raw {
            at += quoted.get(at..).and_then(|ahead| ahead.chars().next()).map_or(0, char::len_utf8);
        }
    }
}

//! Programs that make a client: what its constructor is given, and which variables the program sets.
//!
//! A scanner of our own, since a parser for each of these languages would outweigh the page: it knows texts, comments and
//! brackets of each, and the few forms in which the SDKs take a credential. One pass, without recursion.

#[cfg(test)]
mod answer_tests;
mod client;
mod ends;
mod language;
mod lex;
#[cfg(test)]
mod tests;
mod value;

use super::arguments::Argument;
use super::finding::{Kind, State};
use super::sink::{Form, Scope, Sink};
use crate::secret::holds_credential;
pub use language::Language;
use lex::{Piece, Token};
use std::borrow::Cow;
use std::collections::BTreeMap;
use value::Value;

/// Reads a program.
pub(super) fn read(text: &str, language: Language, out: &mut Sink) {
    Pass::new(text, 1, language, false, out).run();
}

/// Whether anything in a text concerns us.
fn concerns(text: &str) -> bool {
    ["nthropic", "NTHROPIC", "sk-ant-", "CLAUDE_CODE_"].iter().any(|sign| text.contains(sign))
}

/// Names of what holds the variables of a process, in any case.
const ENVIRONMENTS: [&str; 6] =
    ["env", "environ", "environment", "environmentvariables", "variables", "envs"];

/// What a bracket holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Other,
    /// Variables of a process.
    Variables,
    /// A constructor's arguments; the line of the call.
    Call(usize),
    /// An object of its options.
    Options(usize),
}

struct Pass<'a, 'o> {
    tokens: Vec<Token<'a>>,
    language: Language,
    /// Whether the whole of it is a comment.
    commented: bool,
    open: Vec<Role>,
    closed: Option<Role>,
    /// The line of a builder whose methods follow.
    builder: Option<usize>,
    /// Other names of the client's class.
    aliases: Vec<&'a str>,
    constants: BTreeMap<&'a str, Cow<'a, str>>,
    /// Before which token every text has been taken for a value.
    taken: usize,
    out: &'o mut Sink,
}

impl<'a, 'o> Pass<'a, 'o> {
    fn new(text: &'a str, first: usize, language: Language, commented: bool, out: &'o mut Sink) -> Self {
        let mut tokens = if concerns(text) { lex::tokens(text, language) } else { Vec::new() };
        if first > 1 {
            for token in &mut tokens {
                token.line += first - 1;
            }
        }
        let aliases = client::aliases(&tokens, language);
        Self {
            tokens,
            language,
            commented,
            open: Vec::new(),
            closed: None,
            builder: None,
            aliases,
            constants: BTreeMap::new(),
            taken: 0,
            out,
        }
    }

    fn run(mut self) {
        for at in 0..self.tokens.len() {
            let Some(Token { line, piece }) = self.tokens.get(at) else { break };
            let line = *line;
            match *piece {
                Piece::Comment(text) if !self.commented => {
                    Pass::new(text, line, self.language, true, self.out).run();
                }
                Piece::Comment(_) => {}
                Piece::Mark(mark @ ('(' | '[' | '{')) => {
                    let role = self.role(at, mark);
                    if let Role::Call(line) | Role::Options(line) = role {
                        self.place(line);
                        self.out.at("", "");
                    }
                    self.open.push(role);
                    self.closed = None;
                }
                Piece::Mark(')' | ']' | '}') => self.closed = self.open.pop(),
                Piece::Mark(mark) => {
                    if mark == ';' {
                        self.builder = None;
                    }
                    self.closed = None;
                }
                Piece::Word(word) => {
                    self.closed = None;
                    self.word(at, word, line);
                }
                Piece::Text(ref text, computed) => {
                    let text = text.clone();
                    self.closed = None;
                    self.text(at, &text, computed, line);
                }
            }
        }
    }

    fn piece(&self, at: Option<usize>) -> Option<&Piece<'a>> {
        at.and_then(|at| self.tokens.get(at)).map(|token| &token.piece)
    }

    /// The piece so many before another.
    fn before(&self, at: usize, many: usize) -> Option<&Piece<'a>> {
        self.piece(at.checked_sub(many))
    }

    fn is_mark(&self, at: usize, mark: char) -> bool {
        self.piece(Some(at)) == Some(&Piece::Mark(mark))
    }

    /// The word or text at a place.
    fn name(&self, at: Option<usize>) -> &str {
        match self.piece(at) {
            Some(Piece::Word(word)) => word,
            Some(Piece::Text(text, false)) => text,
            _ => "",
        }
    }

    fn role(&self, at: usize, mark: char) -> Role {
        let head = at.checked_sub(1).filter(|head| client::is_made(self, *head));
        let line = |at: usize| self.tokens.get(at).map_or(1, |token| token.line);
        match (mark, self.open.last(), head) {
            ('(', _, Some(head)) => return Role::Call(line(head)),
            ('{', _, Some(head)) if self.language == Language::CSharp => return Role::Options(line(head)),
            ('{', Some(Role::Call(call)), _) => return Role::Options(*call),
            ('{', ..) if self.language == Language::CSharp => {
                if let Some(Role::Call(call)) = self.closed {
                    return Role::Options(call);
                }
            }
            _ => {}
        }
        let named = |many| {
            let name = self.name(at.checked_sub(many));
            name.starts_with(['e', 'E', 'v', 'V'])
                && ENVIRONMENTS.iter().any(|word| name.eq_ignore_ascii_case(word))
        };
        if (1..=4).any(named) { Role::Variables } else { Role::Other }
    }

    fn word(&mut self, at: usize, word: &'a str, line: usize) {
        if client::starts_a_builder(self, at) {
            self.builder = Some(line);
        } else if word == "build" {
            self.builder = None;
        }
        if let Some((argument, call, from)) = self.argument(at, word) {
            return self.given(at, argument, call, from, line);
        }
        let sets = self.is_mark(at + 1, '=');
        let inside = self.before(at, 1) == Some(&Piece::Mark('.'));
        if Kind::of_variable(word).is_some() {
            if inside && self.name(at.checked_sub(5)) == "delete" {
                return self.unset(line, word);
            }
            if sets || self.is_mark(at + 1, ':') {
                // A name that is assigned to is the program's own, unless it lies in the environment.
                let scope = match () {
                    () if inside && sets => Scope::Process,
                    () if self.open.last() == Some(&Role::Variables) => Scope::Process,
                    () => Scope::Nobody,
                };
                return self.assigned(at, word, at + 2, scope, line);
            }
        }
        if sets && !inside {
            let end = self.extent(at + 2);
            if let Value::Text(text) = self.value(at + 2, end) {
                self.constants.insert(word, text);
            }
        }
    }

    fn text(&mut self, at: usize, text: &str, computed: bool, line: usize) {
        let ours = !computed && Kind::of_variable(text).is_some();
        if ours && self.in_a_call(at, text, line) {
            return;
        }
        let closes = usize::from(self.is_mark(at + 1, ']'));
        if ours && (self.is_mark(at + 1 + closes, '=') || (closes == 0 && self.is_mark(at + 1, ':'))) {
            let scope = match self.open.last() {
                Some(Role::Variables) => Scope::Process,
                _ => Scope::Nobody,
            };
            return self.assigned(at, text, at + 2 + closes, scope, line);
        }
        if at < self.taken || !(text.contains('=') || holds_credential(text)) {
            return;
        }
        for (more, part) in text.split('\n').enumerate() {
            let bare = part.trim().trim_start_matches("export ");
            match bare.split_once('=').filter(|(name, _)| Kind::of_variable(name).is_some()) {
                Some((name, value)) if self.commented => {
                    self.out.commented(line + more, name, value, Form::Expands);
                }
                Some((name, value)) => self.out.set(line + more, name, value, Form::Expands),
                None => self.stray(at, part, line + more),
            }
        }
    }

    /// A name that is given to a function which sets variables or takes them away.
    fn in_a_call(&mut self, at: usize, name: &str, line: usize) -> bool {
        if !matches!(self.before(at, 1), Some(Piece::Mark('(' | '['))) {
            return false;
        }
        let function = self.name(at.checked_sub(2)).to_ascii_lowercase();
        match function.as_str() {
            "setenv" | "putenv" | "setdefault" | "setenvironmentvariable" | "put" | "set" | "stub_env"
                if self.is_mark(at + 1, ',') =>
            {
                self.assigned(at, name, at + 2, Scope::Process, line);
            }
            "pop" | "delete" | "unsetenv" | "delenv" | "remove" => self.unset(line, name),
            "environ" if self.name(at.checked_sub(5)) == "del" || self.name(at.checked_sub(4)) == "del" => {
                self.unset(line, name);
            }
            "env" if self.name(at.checked_sub(5)) == "delete" => self.unset(line, name),
            _ => return false,
        }
        true
    }

    fn unset(&mut self, line: usize, name: &str) {
        if !self.commented {
            self.out.unset(line, name);
        }
    }

    /// A variable that is given a value, or a name of the program's own that is called like one.
    fn assigned(&mut self, at: usize, name: &str, from: usize, scope: Scope, line: usize) {
        let end = self.extent(from);
        let value = self.value(from, end);
        let (text, form) = match &value {
            Value::Text(text) => (text.to_string(), Form::Quoted),
            Value::Null if scope != Scope::Nobody => return self.unset(line, name),
            Value::Variable(name, _) if scope != Scope::Nobody => (format!("${{{name}}}"), Form::Expands),
            Value::Constant(text) if scope != Scope::Nobody && self.commented => {
                (text.to_string(), Form::Quoted)
            }
            Value::Constant(_) | Value::Other if scope != Scope::Nobody => {
                ("$(computed)".to_owned(), Form::Expands)
            }
            // The name of a type, or what is read from the environment: nothing is set.
            _ => return,
        };
        self.taken = self.taken.max(end).max(at);
        match value {
            Value::Text(_) if self.commented => self.out.commented(line, name, &text, form),
            _ if self.commented => {}
            _ => self.out.assign(line, (name, ""), &text, form, scope),
        }
    }

    /// Which argument of which call stands here, and where its value begins.
    fn argument(&self, at: usize, word: &str) -> Option<(Argument, Option<usize>, usize)> {
        let argument = Argument::of(word)?;
        let call = |roles: &[Role]| {
            roles.iter().rev().find_map(|role| match role {
                Role::Call(line) | Role::Options(line) => Some(*line),
                _ => None,
            })
        };
        let pairs = self.is_mark(at + 1, ':') || self.is_mark(at + 1, '=');
        let inner = self.open.last().copied().unwrap_or(Role::Other);
        match self.language {
            Language::Go => (word.starts_with("With") && self.is_mark(at + 1, '('))
                .then(|| (argument, call(&self.open), at + 2)),
            Language::Java => {
                let chained = self.before(at, 1) == Some(&Piece::Mark('.')) && self.is_mark(at + 1, '(');
                self.builder.filter(|_| chained).map(|line| (argument, Some(line), at + 2))
            }
            Language::TypeScript if matches!(inner, Role::Options(_)) => {
                let short = self.is_mark(at + 1, ',') || self.is_mark(at + 1, '}');
                (pairs || short).then(|| (argument, call(&[inner]), if pairs { at + 2 } else { at }))
            }
            Language::TypeScript => None,
            _ => pairs.then(|| call(&[inner])).flatten().map(|line| (argument, Some(line), at + 2)),
        }
    }

    /// Each call that makes a client is a place: it has arguments of its own.
    fn place(&mut self, call: usize) {
        if !self.commented {
            self.out.at(&format!("client.{call}"), &format!("client, line {call}"));
        }
    }

    fn given(&mut self, at: usize, argument: Argument, call: Option<usize>, from: usize, line: usize) {
        let end = self.extent(from);
        let value = self.value(from, end);
        self.taken = self.taken.max(end);
        let name = self.name(Some(at)).to_owned();
        let config = if argument == Argument::Config { self.as_json(from, end) } else { None };
        if let Some(call) = call {
            self.place(call);
        }
        argument.give(&name, &value, config, (line, self.commented, self.language.client()), self.out);
        self.out.at("", "");
    }

    /// A key that stands in a text, under the name of what the text is given to.
    fn stray(&mut self, at: usize, text: &str, line: usize) {
        if !holds_credential(text) {
            return;
        }
        let pairs = matches!(self.before(at, 1), Some(Piece::Mark('=' | ':')));
        let name = if pairs { self.name(at.checked_sub(2)).to_owned() } else { String::new() };
        let state = if self.commented { State::Commented } else { State::Set };
        if name.is_empty() {
            self.out.stray(line, text, state);
        } else {
            self.out.stray_named(line, &name, text, state);
        }
    }
}

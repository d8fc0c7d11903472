//! Words and commands of a shell: quotes, continuations, comments and here-documents, each with its line.
//!
//! It is no shell: what it cannot follow it takes as it stands, and goes on. Every text is read once.

use super::sink::Form;

/// A word, with its quotes taken away.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) line: usize,
    /// Whether `$NAME`, `$(…)` or the like stands in it and is expanded.
    pub(super) expands: bool,
}

impl Word {
    /// `NAME=value`.
    pub(super) fn assignment(&self) -> Option<(&str, &str)> {
        let (name, value) = self.text.split_once('=')?;
        super::value::is_name(name).then_some((name, value))
    }

    /// How its text is to be taken.
    pub(super) fn form(&self) -> Form {
        if self.expands { Form::Expands } else { Form::Quoted }
    }
}

/// A piece of a script.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// A command's words.
    Command(Vec<Word>),
    /// A comment without its `#`, and its line.
    Comment(usize, String),
    /// The lines of a here-document, and the first one's line.
    Heredoc(usize, String),
    /// A quote that never ends, and its line.
    Unended(usize),
}

/// Takes a script apart. `first` is the line of its first character.
pub(super) fn items(text: &str, first: usize) -> Vec<Item> {
    run(text, first, false)
}

/// Takes a script of fish apart, in which `(…)` is a command's output.
pub(super) fn fish_items(text: &str, first: usize) -> Vec<Item> {
    run(text, first, true)
}

fn run(text: &str, first: usize, fish: bool) -> Vec<Item> {
    let mut lexer = Lexer {
        fish,
        rest: text,
        line: first,
        items: Vec::new(),
        words: Vec::new(),
        word: None,
        heredocs: Vec::new(),
        hopeless: [false; 4],
    };
    lexer.run();
    lexer.items
}

struct Lexer<'a> {
    fish: bool,
    rest: &'a str,
    line: usize,
    items: Vec<Item>,
    words: Vec<Word>,
    word: Option<Word>,
    heredocs: Vec<String>,
    /// Closings that were looked for in vain, and need not be looked for again.
    hopeless: [bool; 4],
}

impl<'a> Lexer<'a> {
    fn run(&mut self) {
        while let Some(c) = self.next() {
            match c {
                '\n' => {
                    self.end_command();
                    self.take_heredocs();
                }
                ' ' | '\t' | '\r' => self.end_word(),
                '(' if self.fish && self.hopeless.get(2) == Some(&false) => {
                    self.mark();
                    self.push('(');
                    self.raw(2, |rest| end_of_nested(rest, 1, '(', ')'));
                }
                ';' | '&' | '|' | '(' | ')' => self.end_command(),
                '<' if self.rest.starts_with("<<") => {
                    // A text as input, `<<< text`.
                    self.end_word();
                    self.skip(2);
                }
                '<' if self.rest.starts_with('<') => self.heredoc(),
                '<' | '>' => self.end_word(),
                '#' if self.word.is_none() => {
                    let line = self.line;
                    let comment = self.up_to_line_end().to_owned();
                    self.items.push(Item::Comment(line, comment));
                }
                '\\' => match self.next() {
                    None | Some('\n') => {}
                    Some('\r') if self.rest.starts_with('\n') => {
                        self.next();
                    }
                    Some(c) => self.push(c),
                },
                '\'' => self.single(),
                '"' => self.double(),
                '$' => self.dollar(),
                '`' => {
                    self.mark();
                    self.push('`');
                    self.raw(3, |rest| rest.find('`').map(|at| at + 1));
                }
                c => self.push(c),
            }
        }
        self.end_command();
    }

    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = self.rest.get(c.len_utf8()..).unwrap_or_default();
        if c == '\n' {
            self.line += 1;
        }
        Some(c)
    }

    fn skip(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.line += taken.matches('\n').count();
        self.rest = rest;
        taken
    }

    fn up_to_line_end(&mut self) -> &'a str {
        self.skip(self.rest.find('\n').unwrap_or(self.rest.len())).trim_end_matches('\r')
    }

    fn word(&mut self) -> &mut Word {
        let line = self.line;
        self.word.get_or_insert_with(|| Word { line, ..Word::default() })
    }

    fn push(&mut self, c: char) {
        self.word().text.push(c);
    }

    fn mark(&mut self) {
        self.word().expands = true;
    }

    fn end_word(&mut self) {
        self.words.extend(self.word.take());
    }

    fn end_command(&mut self) {
        self.end_word();
        if !self.words.is_empty() {
            self.items.push(Item::Command(std::mem::take(&mut self.words)));
        }
    }

    /// Takes over what stands up to a closing; without one, the opening stands for itself.
    fn raw(&mut self, which: usize, close: impl Fn(&str) -> Option<usize>) -> bool {
        let known = self.hopeless.get(which).copied().unwrap_or(true);
        let Some(end) = close(self.rest).filter(|_| !known) else {
            if let Some(hopeless) = self.hopeless.get_mut(which) {
                *hopeless = true;
            }
            self.items.push(Item::Unended(self.line));
            return false;
        };
        self.word();
        let taken = self.skip(end);
        self.word().text.push_str(taken);
        true
    }

    fn single(&mut self) {
        self.word();
        if self.hopeless.first() == Some(&true) {
            return self.push('\'');
        }
        if self.raw(0, |rest| rest.find('\'').map(|at| at + 1)) {
            self.word().text.pop();
        } else {
            self.push('\'');
        }
    }

    fn double(&mut self) {
        self.word();
        if self.hopeless.get(1) == Some(&true) || end_of_double(self.rest).is_none() {
            if let Some(hopeless) = self.hopeless.get_mut(1)
                && !*hopeless
            {
                *hopeless = true;
                self.items.push(Item::Unended(self.line));
            }
            return self.push('"');
        }
        while let Some(c) = self.next() {
            match c {
                '"' => return,
                '\\' => match self.next() {
                    Some('\n') | None => {}
                    Some(c @ ('"' | '\\' | '$' | '`')) => self.push(c),
                    Some(c) => {
                        self.push('\\');
                        self.push(c);
                    }
                },
                '$' => self.dollar(),
                '`' => {
                    self.mark();
                    self.push('`');
                }
                c => self.push(c),
            }
        }
    }

    fn dollar(&mut self) {
        self.word();
        if self.rest.starts_with('\'') {
            return;
        }
        self.push('$');
        let expands = |c: char| c.is_ascii_alphanumeric() || "_{(?@*#!".contains(c);
        if self.rest.starts_with(expands) {
            self.mark();
        }
        if self.rest.starts_with('(') && self.hopeless.get(2) == Some(&false) {
            self.raw(2, |rest| end_of_nested(rest, 0, '(', ')'));
        } else if self.rest.starts_with('{') {
            // An expansion stays in its line; anything else is no expansion.
            let near = self.rest.char_indices().take(LONGEST_EXPANSION).find(|(_, c)| *c == '\n');
            let reach = near.or_else(|| self.rest.char_indices().nth(LONGEST_EXPANSION)).map(|(at, _)| at);
            let line = reach.and_then(|end| self.rest.get(..end)).unwrap_or(self.rest);
            if let Some(end) = end_of_nested(line, 0, '{', '}') {
                let taken = self.skip(end);
                self.word().text.push_str(taken);
            }
        }
    }

    fn heredoc(&mut self) {
        self.end_word();
        self.next();
        if self.rest.starts_with('-') {
            self.next();
        }
        let spaces = self.rest.len() - self.rest.trim_start_matches([' ', '\t']).len();
        self.skip(spaces);
        let end =
            self.rest.find(|c: char| c.is_whitespace() || ";&|<>()".contains(c)).unwrap_or(self.rest.len());
        let mark = self.skip(end).trim_matches(['"', '\'', '\\']);
        if !mark.is_empty() {
            self.heredocs.push(mark.to_owned());
        }
    }

    fn take_heredocs(&mut self) {
        for mark in std::mem::take(&mut self.heredocs) {
            let first = self.line;
            let mut body = String::new();
            while !self.rest.is_empty() {
                let line = self.up_to_line_end();
                self.next();
                if line.trim() == mark {
                    break;
                }
                body.push_str(line);
                body.push('\n');
            }
            self.items.push(Item::Heredoc(first, body));
        }
    }
}

/// The longest `${…}` that is followed, in characters.
const LONGEST_EXPANSION: usize = 256;

/// Where a double quote ends.
fn end_of_double(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|b| {
        let ends = b == b'"' && !escaped;
        escaped = b == b'\\' && !escaped;
        ends
    })
}

/// Where the outermost bracket closes, `depth` of which are open already.
fn end_of_nested(text: &str, mut depth: usize, open: char, close: char) -> Option<usize> {
    for (at, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(at + 1);
            }
        }
    }
    None
}

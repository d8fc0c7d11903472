//! Words and commands of a shell: quotes, continuations, comments and here-documents, each with its line.
//!
//! It is no shell: what it cannot follow it takes as it stands, and goes on. Every text is read once.

use super::mentions::Mentions;
use super::sink::Form;
use std::borrow::Cow;
use std::collections::VecDeque;

/// A word, with its quotes taken away.
#[derive(Clone, Debug, Default)]
pub(super) struct Word<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) line: usize,
    /// Whether `$NAME`, `$(…)` or the like stands in it and is expanded.
    pub(super) expands: bool,
}

impl Word<'_> {
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
pub(super) enum Item<'a> {
    /// A command's words.
    Command(Vec<Word<'a>>),
    /// A comment without its `#`, and its line.
    Comment(usize, &'a str),
    /// The lines of a here-document, and the first one's line.
    Heredoc(usize, &'a str),
    /// A quote that never ends, and its line.
    Unended(usize),
}

/// Takes a script apart. `first` is the line of its first character.
pub(super) fn items(text: &str, first: usize) -> Lexer<'_> {
    Lexer::of(text, first, false)
}

/// Takes a script of fish apart, in which `(…)` is a command's output.
pub(super) fn fish_items(text: &str, first: usize) -> Lexer<'_> {
    Lexer::of(text, first, true)
}

/// Gives the pieces of a script one by one.
pub(super) struct Lexer<'a> {
    fish: bool,
    text: &'a str,
    rest: &'a str,
    line: usize,
    ready: VecDeque<Item<'a>>,
    words: Vec<Word<'a>>,
    word: Option<Open>,
    heredocs: Vec<&'a str>,
    /// Closings that were looked for in vain, and need not be looked for again.
    hopeless: [bool; 4],
    /// How many `${` of this line never close.
    unclosed: usize,
    /// Where anything of ours can be, if lines without are passed over.
    mentions: Option<Mentions>,
}

/// A word of which more may follow: a stretch of the text, or a text of its own where it is none.
#[derive(Default)]
struct Open {
    from: usize,
    to: usize,
    own: Option<String>,
    line: usize,
    expands: bool,
}

/// Whether all that a line opens closes on it.
fn is_by_itself(line: &str) -> bool {
    let (mut quotes, mut depth) = (0_usize, 0_isize);
    for byte in line.bytes() {
        match byte {
            b'\'' | b'\\' | b'`' | b'(' | b'<' => return false,
            b'"' => quotes += 1,
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    depth == 0 && quotes.is_multiple_of(2) && line.ends_with('\n')
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Item<'a>;

    fn next(&mut self) -> Option<Item<'a>> {
        if let Some(mentions) = self.mentions.take() {
            self.pass_over(&mentions);
            self.mentions = Some(mentions);
        }
        while self.ready.is_empty() && !self.rest.is_empty() {
            self.step();
        }
        if self.ready.is_empty() {
            self.end_command();
        }
        self.ready.pop_front()
    }
}

impl<'a> Lexer<'a> {
    fn of(text: &'a str, first: usize, fish: bool) -> Self {
        Self {
            fish,
            text,
            rest: text,
            line: first,
            ready: VecDeque::new(),
            words: Vec::new(),
            word: None,
            heredocs: Vec::new(),
            hopeless: [false; 4],
            unclosed: 0,
            mentions: None,
        }
    }

    /// Passes over lines of a long text in which nothing of ours stands and nothing begins that goes on below.
    pub(super) fn passing_over(mut self) -> Self {
        self.mentions = Mentions::of_long(self.text, &[]);
        self
    }

    fn pass_over(&mut self, mentions: &Mentions) {
        while self.is_between_lines() {
            let end = self.rest.find('\n').map_or(self.rest.len(), |end| end + 1);
            let line = self.rest.get(..end).unwrap_or_default();
            if line.is_empty() || mentions.within(self.at(), self.at() + end) || !is_by_itself(line) {
                return;
            }
            self.rest = self.rest.get(end..).unwrap_or_default();
            self.line += 1;
        }
    }

    fn is_between_lines(&self) -> bool {
        let before = self.text.get(..self.at()).unwrap_or_default();
        let ended = before.is_empty() || before.ends_with('\n');
        ended
            && self.ready.is_empty()
            && self.words.is_empty()
            && self.word.is_none()
            && self.heredocs.is_empty()
    }

    fn step(&mut self) {
        let plain = run(self.rest, |b| {
            !matches!(
                b,
                b' ' | b'\t'
                    | b'\r'
                    | b'\n'
                    | b';'
                    | b'&'
                    | b'|'
                    | b'('
                    | b')'
                    | b'<'
                    | b'>'
                    | b'\\'
                    | b'\''
                    | b'"'
                    | b'$'
                    | b'`'
            )
        });
        if plain > 0 && (self.word.is_some() || !self.rest.starts_with('#')) {
            let taken = self.skip(plain);
            return self.push(taken);
        }
        let Some(c) = self.take() else { return };
        match c {
            "\n" => {
                self.unclosed = 0;
                self.end_command();
                self.take_heredocs();
            }
            "(" if self.fish && self.hopeless.get(2) == Some(&false) => {
                self.mark();
                self.push(c);
                self.raw(2, |rest| end_of_nested(rest.as_bytes(), 1, [b'(', b')']));
            }
            ";" | "&" | "|" | "(" | ")" => self.end_command(),
            // Three of them put a text in, no document.
            "<" if self.rest.starts_with("<<") => {
                self.skip(2);
                self.end_word();
            }
            "<" if self.rest.starts_with('<') => self.heredoc(),
            "#" => {
                let line = self.line;
                let comment = self.up_to_line_end();
                self.ready.push_back(Item::Comment(line, comment));
            }
            "\\" => match self.take() {
                None | Some("\n") => {}
                Some("\r") if self.rest.starts_with('\n') => {
                    self.take();
                }
                Some(c) => self.push(c),
            },
            "'" => self.single(),
            "\"" => self.double(),
            "$" => self.dollar(c),
            "`" => {
                self.mark();
                self.push(c);
                self.raw(3, |rest| rest.find('`').map(|at| at + 1));
            }
            // Blanks, and the signs of a redirection.
            _ => self.end_word(),
        }
    }

    /// Takes one character.
    fn take(&mut self) -> Option<&'a str> {
        let length = self.rest.chars().next()?.len_utf8();
        Some(self.skip(length))
    }

    fn skip(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.line += taken.bytes().filter(|b| *b == b'\n').count();
        self.rest = rest;
        taken
    }

    fn up_to_line_end(&mut self) -> &'a str {
        self.skip(self.rest.find('\n').unwrap_or(self.rest.len())).trim_end_matches('\r')
    }

    /// How far the text has been read.
    fn at(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    fn word(&mut self) -> &mut Open {
        let (at, line) = (self.at(), self.line);
        self.word.get_or_insert_with(|| Open { from: at, to: at, line, ..Open::default() })
    }

    /// Adds what was taken last.
    fn push(&mut self, piece: &'a str) {
        if piece.is_empty() {
            return;
        }
        let (text, to) = (self.text, self.at());
        let from = to - piece.len();
        let word = self.word();
        match &mut word.own {
            Some(own) => own.push_str(piece),
            None if word.from == word.to => (word.from, word.to) = (from, to),
            None if word.to == from => word.to = to,
            None => {
                let before = text.get(word.from..word.to).unwrap_or_default();
                word.own = Some([before, piece].concat());
            }
        }
    }

    fn mark(&mut self) {
        self.word().expands = true;
    }

    fn end_word(&mut self) {
        let Some(Open { from, to, own, line, expands }) = self.word.take() else { return };
        let text = own.map_or_else(|| self.text.get(from..to).unwrap_or_default().into(), Cow::Owned);
        self.words.push(Word { text, line, expands });
    }

    fn end_command(&mut self) {
        self.end_word();
        if !self.words.is_empty() {
            self.ready.push_back(Item::Command(std::mem::take(&mut self.words)));
        }
    }

    /// Takes over what stands up to a closing; without one, the opening stands for itself.
    fn raw(&mut self, which: usize, close: impl Fn(&str) -> Option<usize>) {
        if let Some(taken) = self.up_to(which, close) {
            self.push(taken);
        }
    }

    fn up_to(&mut self, which: usize, close: impl Fn(&str) -> Option<usize>) -> Option<&'a str> {
        let hopeless = self.hopeless.get_mut(which)?;
        if *hopeless {
            return None;
        }
        let end = close(self.rest);
        *hopeless = end.is_none();
        if end.is_none() {
            self.ready.push_back(Item::Unended(self.line));
        }
        end.map(|end| self.skip(end))
    }

    fn single(&mut self) {
        self.word();
        match self.up_to(0, |rest| rest.find('\'')) {
            Some(taken) => {
                self.push(taken);
                self.take();
            }
            None => self.push("'"),
        }
    }

    fn double(&mut self) {
        self.word();
        if self.up_to(1, |rest| end_of_double(rest).map(|_| 0)).is_none() {
            return self.push("\"");
        }
        loop {
            let plain = self.skip(run(self.rest, |b| !matches!(b, b'\\' | b'"' | b'$' | b'`')));
            self.push(plain);
            let from = self.at();
            let Some(c) = self.take() else { return };
            match c {
                "\"" => return,
                "\\" => match self.take() {
                    Some("\n") | None => {}
                    Some(c @ ("\"" | "\\" | "$" | "`")) => self.push(c),
                    Some(_) => self.push(self.text.get(from..self.at()).unwrap_or_default()),
                },
                "$" => self.dollar(c),
                _ => {
                    self.mark();
                    self.push(c);
                }
            }
        }
    }

    fn dollar(&mut self, sign: &'a str) {
        self.word();
        if self.rest.starts_with('\'') {
            return;
        }
        self.push(sign);
        let expands = |c: char| c.is_ascii_alphanumeric() || "_{(?@*#!".contains(c);
        if self.rest.starts_with(expands) {
            self.mark();
        }
        if self.rest.starts_with('(') {
            if self.hopeless.get(2) == Some(&false) {
                self.raw(2, |rest| end_of_nested(rest.as_bytes(), 0, [b'(', b')']));
            }
        } else if self.rest.starts_with('{') && self.unclosed < MOST_UNCLOSED {
            // An expansion stays in its line; anything else is no expansion.
            let near = self.rest.bytes().take(LONGEST_EXPANSION).position(|b| b == b'\n');
            let line =
                self.rest.as_bytes().get(..near.unwrap_or(LONGEST_EXPANSION)).unwrap_or(self.rest.as_bytes());
            match end_of_nested(line, 0, [b'{', b'}']) {
                Some(end) => {
                    let taken = self.skip(end);
                    self.push(taken);
                }
                None => self.unclosed += 1,
            }
        }
    }

    fn heredoc(&mut self) {
        self.end_word();
        self.take();
        if self.rest.starts_with('-') {
            self.take();
        }
        self.skip(run(self.rest, |b| matches!(b, b' ' | b'\t')));
        let end =
            self.rest.find(|c: char| c.is_whitespace() || ";&|<>()".contains(c)).unwrap_or(self.rest.len());
        let mark = self.skip(end).trim_matches(['"', '\'', '\\']);
        if !mark.is_empty() {
            self.heredocs.push(mark);
        }
    }

    fn take_heredocs(&mut self) {
        for mark in std::mem::take(&mut self.heredocs) {
            let (first, from) = (self.line, self.at());
            let mut to = from;
            while !self.rest.is_empty() {
                let line = self.up_to_line_end();
                self.take();
                if line.trim() == mark {
                    break;
                }
                to = self.at();
            }
            self.ready.push_back(Item::Heredoc(first, self.text.get(from..to).unwrap_or_default()));
        }
    }
}

/// The longest `${…}` that is followed, in bytes.
const LONGEST_EXPANSION: usize = 256;
/// After how many `${` without an end no more of them are followed in a line, which is no script's.
const MOST_UNCLOSED: usize = 8;

/// How many bytes at the beginning pass a test; they end at a character's edge if no byte beyond ASCII is refused.
fn run(text: &str, passes: impl Fn(u8) -> bool) -> usize {
    text.bytes().position(|b| !passes(b)).unwrap_or(text.len())
}

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
fn end_of_nested(text: &[u8], mut depth: usize, [open, close]: [u8; 2]) -> Option<usize> {
    let end = text.iter().position(|b| {
        if *b == open {
            depth += 1;
        } else if *b == close {
            depth = depth.saturating_sub(1);
            return depth == 0;
        }
        false
    });
    end.map(|at| at + 1)
}

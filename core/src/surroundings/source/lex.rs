//! Words, texts, marks and comments of a programming language, each with its line.
//!
//! It is no compiler: what never ends is taken for a character, and reading goes on behind it. Every text is read once.

use super::ends::{end_of_doubled, end_of_ticks, unescaped};
use super::{Language, concerns};
use crate::surroundings::mentions::Mentions;
use std::borrow::Cow;

/// A piece of a program.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub(super) line: usize,
    pub(super) piece: Piece<'a>,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// A name, a keyword or a number.
    Word(&'a str),
    /// A text without its quotes, and whether something in it is computed.
    Text(Cow<'a, str>, bool),
    /// One character; an operator of several is reduced to one: `=` sets, `:` pairs a key, `.` goes inside, `?` is any other.
    Mark(char),
    /// A comment without its marks.
    Comment(&'a str),
}

/// Takes a program apart.
pub(super) fn tokens(text: &str, language: Language) -> Vec<Token<'_>> {
    let mentions = Mentions::of_long(text, &[]);
    let mut lexer = Lexer { text, at: 0, line: 1, language, tokens: Vec::new(), dead: [0; 8], mentions };
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(lexer.at) {
        // Most of a program's characters are these.
        match byte {
            b' ' | b'\t' => lexer.at += 1,
            b'\n' => {
                lexer.at += 1;
                lexer.line += 1;
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => lexer.word(),
            b'(' | b')' | b'[' | b']' | b'{' | b'}' | b',' | b';' | b'.' => lexer.mark((*byte).into(), 1),
            _ => match lexer.rest().chars().next() {
                Some(c) => lexer.step(c),
                None => break,
            },
        }
    }
    lexer.tokens
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    language: Language,
    tokens: Vec<Token<'a>>,
    /// For each closing, up to where it was looked for in vain.
    dead: [usize; 8],
    /// Where anything of ours is named in a long text.
    mentions: Option<Mentions>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let taken = self.rest().get(..bytes).unwrap_or_default();
        self.at += taken.len().max(1);
        self.line += taken.bytes().filter(|byte| *byte == b'\n').count();
        taken
    }

    fn push(&mut self, line: usize, piece: Piece<'a>) {
        self.tokens.push(Token { line, piece });
    }

    fn step(&mut self, c: char) {
        use Language::{CSharp, Go, Java, Php, Python, Ruby, TypeScript};
        let (rest, line, at) = (self.rest(), self.line, self.at);
        let slashes = !matches!(self.language, Python | Ruby);
        match c {
            c if c.is_whitespace() => {
                self.take(c.len_utf8());
            }
            '#' if matches!(self.language, Python | Ruby | Php) => self.comment(1),
            '/' if slashes && rest.starts_with("//") => self.comment(2),
            '/' if slashes && rest.starts_with("/*") => match self.end(0, rest, 2, |rest| rest.find("*/")) {
                Some(end) => {
                    let body = self.take(end + 2);
                    let body = body.get(2..body.len() - 2).unwrap_or_default();
                    for (more, text) in body.split('\n').enumerate() {
                        self.say(at, line + more, text);
                    }
                }
                None => self.mark('?', 2),
            },
            '/' if self.language == TypeScript && self.may_be_a_pattern() => self.pattern(),
            '"' | '\''
                if rest.starts_with(&*String::from(c).repeat(3))
                    && matches!(self.language, Python | Java | CSharp) =>
            {
                let which = if c == '"' { 1 } else { 2 };
                self.long(which, c);
            }
            '`' if matches!(self.language, TypeScript | Go) => self.ticks(),
            '@' if self.language == CSharp && rest.get(1..).is_some_and(|rest| rest.starts_with('"')) => {
                match self.end(3, rest, 2, end_of_doubled) {
                    Some(end) => {
                        let body = self.take(end + 1).get(2..end).unwrap_or_default();
                        self.push(line, Piece::Text(body.into(), false));
                    }
                    None => self.mark('?', 1),
                }
            }
            '"' | '\'' => self.text(c, false, false),
            c if is_word(c) => self.word(),
            _ => self.operator(c),
        }
    }

    /// Where something ends that begins here, unless that is known to be in vain.
    fn end(
        &mut self,
        which: usize,
        rest: &str,
        skip: usize,
        find: impl Fn(&str) -> Option<usize>,
    ) -> Option<usize> {
        let dead = self.dead.get_mut(which)?;
        if *dead > self.at {
            return None;
        }
        let found = rest.get(skip..).and_then(find).map(|end| end + skip);
        if found.is_none() {
            *dead = self.text.len();
        }
        found
    }

    fn comment(&mut self, marks: usize) {
        let rest = self.rest();
        let (at, text) = (self.at, self.take(rest.find('\n').unwrap_or(rest.len())));
        self.say(at, self.line, text.get(marks..).unwrap_or_default().trim_end_matches('\r'));
    }

    /// A comment, or a line of one that begins at a place, if anything in it concerns us.
    fn say(&mut self, at: usize, line: usize, text: &'a str) {
        let may_concern = self.mentions.as_ref().is_none_or(|mentions| mentions.within(at, self.at));
        if may_concern && concerns(text) {
            self.push(line, Piece::Comment(text));
        }
    }

    fn mark(&mut self, mark: char, bytes: usize) {
        self.push(self.line, Piece::Mark(mark));
        if bytes == 1 {
            self.at += 1;
        } else {
            self.take(bytes);
        }
    }

    fn word(&mut self) {
        let (rest, line) = (self.rest(), self.line);
        let plain = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
        let end = match rest.bytes().position(|b| !plain(&b)) {
            Some(at) if rest.as_bytes().get(at).is_some_and(u8::is_ascii) => at,
            Some(_) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            None => rest.len(),
        };
        let Some((word, behind)) = rest.split_at_checked(end) else { return };
        self.at += end.max(1);
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
        let prefix = |c: char| matches!(c, 'r' | 'b' | 'f' | 'u' | 't' | 'R' | 'B' | 'F' | 'U' | 'T');
        if let (Language::Python, Some(quote), true) =
            (self.language, quote, word.len() < 3 && word.chars().all(prefix))
        {
            let has = |letters: [char; 2]| word.contains(letters);
            let computed = has(['f', 'F']) || has(['t', 'T']);
            let before = self.tokens.len();
            if self.rest().starts_with(&*String::from(quote).repeat(3)) {
                self.long(if quote == '"' { 1 } else { 2 }, quote);
            } else {
                self.text(quote, has(['r', 'R']), computed);
            }
            for token in self.tokens.iter_mut().skip(before) {
                if let Piece::Text(text, is) = &mut token.piece {
                    *is |= computed && text.contains('{');
                }
            }
            return;
        }
        self.push(line, Piece::Word(word));
    }

    /// A text that ends in its line.
    fn text(&mut self, quote: char, raw: bool, computed: bool) {
        let (rest, line) = (self.rest(), self.line);
        let which = if quote == '"' { 4 } else { 5 };
        let dead = self.dead.get(which).copied().unwrap_or_default();
        let mut end = None;
        if dead <= self.at {
            let mut escaped = false;
            for (at, byte) in rest.bytes().enumerate().skip(1) {
                match byte {
                    b'\n' if !escaped => {
                        self.give_up(which, at);
                        break;
                    }
                    b'\\' => escaped = !escaped,
                    byte if byte == quote as u8 && !escaped => {
                        end = Some(at);
                        break;
                    }
                    _ => escaped = false,
                }
            }
            if end.is_none() && dead <= self.at {
                self.give_up(which, rest.find('\n').unwrap_or(rest.len()));
            }
        }
        let Some(end) = end else { return self.mark('?', 1) };
        let body = self.take(end + 1).get(1..end).unwrap_or_default();
        let is_computed = match self.language {
            Language::Ruby => quote == '"' && body.contains("#{"),
            Language::Php => quote == '"' && body.contains('$'),
            Language::CSharp => {
                self.tokens.last().is_some_and(|token| token.piece == Piece::Mark('$')) && body.contains('{')
            }
            _ => computed && body.contains('{'),
        };
        self.push(line, Piece::Text(if raw { body.into() } else { unescaped(body) }, is_computed));
    }

    fn give_up(&mut self, which: usize, bytes: usize) {
        let until = self.at + bytes;
        if let Some(dead) = self.dead.get_mut(which) {
            *dead = (*dead).max(until);
        }
    }

    /// A text between three quotes.
    fn long(&mut self, which: usize, quote: char) {
        let (rest, line) = (self.rest(), self.line);
        let marks = String::from(quote).repeat(3);
        match self.end(which, rest, 3, |rest| rest.find(&marks)) {
            Some(end) => {
                let body = self.take(end + 3).get(3..end).unwrap_or_default();
                self.push(line, Piece::Text(body.into(), false));
            }
            None => self.mark('?', 3),
        }
    }

    /// A text between backticks; `${…}` may stand in it.
    fn ticks(&mut self) {
        let (rest, line) = (self.rest(), self.line);
        let templated = self.language == Language::TypeScript;
        match self.end(6, rest, 1, |rest| if templated { end_of_ticks(rest) } else { rest.find('`') }) {
            Some(end) => {
                let body = self.take(end + 1).get(1..end).unwrap_or_default();
                self.push(line, Piece::Text(body.into(), templated && body.contains("${")));
            }
            None => self.mark('?', 1),
        }
    }

    /// Whether a slash begins a pattern here and divides nothing.
    fn may_be_a_pattern(&self) -> bool {
        match self
            .tokens
            .iter()
            .rev()
            .find(|token| !matches!(token.piece, Piece::Comment(_)))
            .map(|token| &token.piece)
        {
            None => true,
            Some(Piece::Mark(mark)) => !matches!(mark, ')' | ']' | '}'),
            Some(Piece::Word(word)) => *word == "return",
            _ => false,
        }
    }

    /// Passes over a pattern, in which quotes mean nothing.
    fn pattern(&mut self) {
        let (rest, mut escaped, mut class) = (self.rest(), false, false);
        for (at, byte) in rest.bytes().enumerate().skip(1).take(LONGEST_PATTERN) {
            match byte {
                b'\n' => break,
                b'\\' => escaped = !escaped,
                b'[' if !escaped => class = true,
                b']' if !escaped => class = false,
                b'/' if !escaped && !class => return self.mark('?', at + 1),
                _ => {}
            }
            escaped &= byte == b'\\';
        }
        self.mark('?', 1);
    }

    fn operator(&mut self, c: char) {
        let rest = self.rest();
        let maps = matches!(self.language, Language::Ruby | Language::Php);
        let kinds: [(&str, char); 14] = [
            ("??=", '='),
            ("||=", '='),
            (":=", '='),
            ("=>", if maps { ':' } else { '?' }),
            ("==", '?'),
            ("!=", '?'),
            ("<=", '?'),
            (">=", '?'),
            ("+=", '?'),
            ("::", '.'),
            ("->", if self.language == Language::Php { '.' } else { '?' }),
            ("?.", '.'),
            ("!.", '.'),
            (if self.language == Language::Php { "\\" } else { "?." }, '.'),
        ];
        let may_be_longer = matches!(c, '?' | '|' | ':' | '=' | '!' | '<' | '>' | '+' | '-' | '\\');
        match kinds.iter().find(|(operator, _)| may_be_longer && rest.starts_with(operator)) {
            Some((operator, mark)) => {
                let more = if operator.starts_with(['=', '!']) {
                    rest.bytes().skip(2).take_while(|b| *b == b'=').count()
                } else {
                    0
                };
                self.mark(*mark, operator.len() + more);
            }
            // A name's sign tells nothing, nor does a line that goes on.
            None if c == '$' && self.language != Language::CSharp || matches!(c, '@' | '\\') => {
                self.take(1);
            }
            None => self.mark(c, c.len_utf8()),
        }
    }
}

/// The longest pattern that is looked for, in bytes.
const LONGEST_PATTERN: usize = 512;

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

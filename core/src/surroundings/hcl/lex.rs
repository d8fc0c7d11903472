//! Words, texts, marks, line ends and here-documents of HCL, each with its line. Every text is read once.

use super::super::mentions::Mentions;
use super::super::structure::is_part;
use std::borrow::Cow;

/// A piece of HCL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// A name, a number or a path with dots.
    Word(&'a str),
    /// A quoted text, and whether it holds a template.
    Text(Cow<'a, str>, bool),
    /// The lines of a here-document; the first one stands a line below.
    Heredoc(&'a str),
    Mark(char),
    /// A line's end.
    End,
    Comment(&'a str),
    /// A quote or here-document that never ends.
    Unended,
}

/// The pieces of a text, with their lines from 1.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    /// How many here-documents never end.
    vain: usize,
    /// Up to where a comment's end was looked for in vain.
    dead: usize,
    /// As that, for a quote's.
    dead_text: usize,
    /// Up to where it is known whether blocks can be passed over.
    tried: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1, vain: 0, dead: 0, dead_text: 0, tried: 0 }
    }

    /// Between two blocks at the top: passes over those that hold nothing of ours. Such a block ends with a line that is nothing but
    /// its bracket, and has as many brackets that open as that close.
    pub(super) fn skip_blocks(&mut self, mentions: &Mentions) {
        while self.at >= self.tried {
            let rest = self.rest();
            let end = rest.find("\n}\n").map_or(rest.len(), |at| at + "\n}\n".len());
            self.tried = self.at + end.max(1);
            let is_ours = mentions.within(self.at, self.at + end);
            if is_ours || !rest.get(..end).is_some_and(is_whole) {
                return;
            }
            self.take(end);
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let taken = self.rest().get(..bytes).unwrap_or_default();
        self.at += taken.len();
        self.line += taken.bytes().filter(|byte| *byte == b'\n').count();
        taken
    }

    /// A comment that may go over lines.
    fn comment(&mut self) -> Piece<'a> {
        if self.dead <= self.at
            && let Some(length) = self.rest().get(2..).and_then(|rest| rest.find("*/"))
        {
            return Piece::Comment(self.take(length + 4).get(2..length + 2).unwrap_or_default());
        }
        self.dead = self.text.len();
        self.take(2);
        Piece::Unended
    }

    fn heredoc(&mut self) -> Piece<'a> {
        let rest = self.rest();
        let near = rest.char_indices().nth(LONGEST_MARK).map_or(rest.len(), |(at, _)| at);
        let end = rest.get(..near).and_then(|near| near.find('\n')).map_or(0, |at| at + 1);
        let head = rest.get(..end).unwrap_or_default();
        let word = head.trim_start_matches('<').trim_start_matches('-').trim();
        let is_name = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        if !is_name || self.vain > MOST_VAIN {
            self.take(2);
            return Piece::Mark('?');
        }
        let body = rest.get(head.len()..).unwrap_or_default();
        let mut length = 0;
        for line in body.split_inclusive('\n') {
            if line.trim() == word {
                self.take(head.len() + length);
                let end = line.find(word).unwrap_or_default() + word.len();
                let taken = body.get(..length).unwrap_or_default();
                self.take(end);
                return Piece::Heredoc(taken);
            }
            length += line.len();
        }
        self.vain += 1;
        self.take(head.trim_end().len());
        Piece::Unended
    }

    /// A text up to its closing quote. A template may hold further quotes, and further lines.
    fn text(&mut self) -> Piece<'a> {
        let rest = self.rest();
        let (mut depth, mut escaped, mut inner, mut template) = (0_usize, false, false, false);
        let bytes = rest.as_bytes();
        if self.dead_text > self.at {
            self.take(1);
            return Piece::Unended;
        }
        let mut looked = 0;
        for (at, byte) in bytes.iter().enumerate().skip(1).take(LONGEST) {
            looked = at;
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' if depth == 0 => {
                    let raw = self.take(at + 1).get(1..at).unwrap_or_default();
                    return Piece::Text(unescaped(raw), template);
                }
                b'"' => inner = !inner,
                b'\n' if depth == 0 => break,
                b'{' if !inner => {
                    let before = |many: usize| at.checked_sub(many).and_then(|at| bytes.get(at)).copied();
                    let opens = matches!(before(1), Some(b'$' | b'%')) && before(1) != before(2);
                    if opens || depth > 0 {
                        depth += 1;
                        template = true;
                    }
                }
                b'}' if !inner => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        self.dead_text = self.at + looked;
        self.take(1);
        Piece::Unended
    }
}

/// Whether all that opens in a text closes in it, and its first word begins a block that is counted nowhere.
fn is_whole(text: &str) -> bool {
    let (mut depth, mut quotes) = (0_isize, 0_usize);
    for byte in text.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            b'"' => quotes += 1,
            _ => {}
        }
    }
    let word = text.trim_start().split(|c: char| !is_word(c)).next().unwrap_or_default();
    depth == 0 && quotes.is_multiple_of(2) && !word.is_empty() && text.ends_with('\n') && !is_part(word)
}

/// The most here-documents without an end that are looked for to the end of the text.
const MOST_VAIN: usize = 16;
/// The longest line that opens a here-document, in characters.
const LONGEST_MARK: usize = 256;
/// The longest text that may stand between quotes, in bytes.
const LONGEST: usize = 16 * 1024;

impl<'a> Iterator for Lexer<'a> {
    type Item = (usize, Piece<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let blanks = self.rest().len() - self.rest().trim_start_matches([' ', '\t', '\r', '\u{feff}']).len();
        self.take(blanks);
        let (rest, line) = (self.rest(), self.line);
        let c = rest.chars().next()?;
        let to_line_end = || rest.find('\n').unwrap_or(rest.len());
        let piece = match c {
            '\n' => {
                self.take(1);
                Piece::End
            }
            '#' => Piece::Comment(self.take(to_line_end()).get(1..).unwrap_or_default()),
            '/' if rest.starts_with("//") => {
                Piece::Comment(self.take(to_line_end()).get(2..).unwrap_or_default())
            }
            '/' if rest.starts_with("/*") => self.comment(),
            '"' => self.text(),
            '<' if rest.starts_with("<<") => self.heredoc(),
            '=' | '!' | '<' | '>' if rest.get(1..2).is_some_and(|next| matches!(next, "=" | ">")) => {
                self.take(2);
                Piece::Mark('?')
            }
            c if is_word(c) => Piece::Word(self.take(rest.find(|c| !is_word(c)).unwrap_or(rest.len()))),
            c => {
                self.take(c.len_utf8());
                Piece::Mark(c)
            }
        };
        Some((line, piece))
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}

fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['\\', '$', '%']) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // Written twice, it begins no template.
            '$' | '%' if chars.peek() == Some(&c) => {
                out.push(c);
                chars.next();
                if chars.peek() != Some(&'{') {
                    out.push(c);
                }
            }
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('r') => out.push('\r'),
                Some(sort @ ('u' | 'U')) => {
                    let digits: String = chars.by_ref().take(if sort == 'u' { 4 } else { 8 }).collect();
                    out.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
                }
                Some(c) => out.push(c),
                None => {}
            },
            c => out.push(c),
        }
    }
    out.into()
}

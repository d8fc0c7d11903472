//! The YAML that most files are made of, without the parser: lists and mappings in lines, whose texts stand on one line. A value of
//! any other form goes to the parser by itself; a document that is out of the ordinary (anchors, tags on keys, tabs) goes whole.
//!
//! It saves time, and nothing else: the tree is the parser's own, which a property holds it to.

#[cfg(test)]
mod tests;
mod value;

use super::node::{Node, Style, Value};
use super::tree::{self, Budget, Builder, Document};
use value::{OnLine, on_line, quoted};

/// The deepest nesting that is read here.
const DEEPEST: usize = 40;
/// The longest key that is read here, in bytes: longer ones are none to the parser.
const LONGEST_KEY: usize = 256;

/// A block of lines that is open.
struct Block {
    /// How far its items or keys are indented.
    indent: usize,
    is_list: bool,
    /// The line of an item or key whose value is yet to come.
    waits: Option<usize>,
}

/// What begins at a place.
#[derive(PartialEq)]
enum Key<'a> {
    /// A key, how it is written, and where its value may begin.
    Here(&'a str, Style, usize),
    /// Something else.
    Absent,
    /// That is the parser's to tell.
    Unclear,
}

struct Reader<'a, 'b> {
    text: &'a str,
    bytes: &'a [u8],
    /// Where the line begins that is read.
    start: usize,
    /// Where the next one does.
    next: usize,
    /// The number of the line that is read.
    line: usize,
    blocks: Vec<Block>,
    out: Builder<'a, 'b>,
}

/// Reads one document, whose first line is line `first` of its file; none where that is left to the parser.
pub(super) fn read(text: &str, first: usize, budget: &mut Budget) -> Option<Document> {
    let before = *budget;
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        start: 0,
        next: 0,
        line: first - 1,
        blocks: Vec::new(),
        out: Builder::new(text, first, budget),
    };
    let read = if is_ordinary(text) { reader.lines() } else { None };
    let document = reader.out.finish();
    if read.is_none() {
        *budget = before;
    }
    read.map(|()| document)
}

/// Where a mark may begin an anchor or an alias.
pub(super) fn marks(text: &str, mark: char) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let begins = |before: Option<u8>| before.is_none_or(|b| b" \n[{,-:".contains(&b));
    text.match_indices(mark).map(|(at, _)| at).filter(move |at| {
        begins(at.checked_sub(1).and_then(|before| bytes.get(before).copied()))
            && !bytes.get(at + 1).is_none_or(|b| b" &\n".contains(b))
    })
}

/// Whether there is no anchor, whose aliases would have to be known everywhere, and nothing that only looks like a blank or a line's
/// end.
fn is_ordinary(text: &str) -> bool {
    marks(text, '&').next().is_none()
        && !text.bytes().any(|b| b < b' ' && b != b'\n')
        && (text.is_ascii() || !text.chars().any(|c| c >= '\u{7f}' && !c.is_alphanumeric() && is_odd(c)))
}

/// Whether the parser may take a character for something else than a part of a text.
fn is_odd(c: char) -> bool {
    c.is_control() || c.is_whitespace() || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

impl<'a> Reader<'a, '_> {
    fn lines(&mut self) -> Option<()> {
        while let Some((from, end)) = self.content() {
            let indent = from - self.next;
            if self.blocks.is_empty() && (indent > 0 || self.out.has_root()) {
                return None;
            }
            self.start = self.next;
            self.next = self.behind(end);
            self.close_to(indent, self.begins_item(from, end))?;
            self.entry(from, end)?;
        }
        while !self.blocks.is_empty() {
            self.close()?;
        }
        self.out.has_root().then_some(())
    }

    /// The next line that is neither empty nor a comment: where it begins behind its blanks, and where it ends. Its own beginning is
    /// `next`.
    fn content(&mut self) -> Option<(usize, usize)> {
        loop {
            self.line += 1;
            let (from, end) = self.line_at(self.next)?;
            if from < end && self.at(from) != b'#' {
                return Some((from, end));
            }
            self.next = self.behind(end);
        }
    }

    /// A line that begins at a place: where its blanks end, and where it ends. None behind the text's end.
    fn line_at(&self, start: usize) -> Option<(usize, usize)> {
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        let blanks = rest.iter().take_while(|b| **b == b' ').count();
        let rest = self.text.get(start + blanks..)?;
        Some((start + blanks, start + blanks + rest.find('\n').unwrap_or(rest.len())))
    }

    /// The beginning of the line behind one that ends at a place.
    fn behind(&self, end: usize) -> usize {
        (end + 1).min(self.bytes.len())
    }

    fn at(&self, place: usize) -> u8 {
        self.bytes.get(place).copied().unwrap_or(b'\n')
    }

    fn begins_item(&self, from: usize, end: usize) -> bool {
        self.at(from) == b'-' && (from + 1 == end || self.at(from + 1) == b' ')
    }

    /// Closes what ends above a line of this indent, and makes sure that the line may stand where it does.
    fn close_to(&mut self, indent: usize, is_item: bool) -> Option<()> {
        while let Some(block) = self.blocks.last() {
            let inside = indent > block.indent
                // A list may stand right below its key.
                || indent == block.indent && (block.is_list == is_item || is_item && block.waits.is_some());
            if inside {
                break;
            }
            self.close()?;
        }
        match self.blocks.last() {
            None => (indent == 0 && !self.out.has_root()).then_some(()),
            Some(block) if indent == block.indent && block.is_list == is_item => self.nothing(),
            Some(block) => block.waits.is_some().then_some(()),
        }
    }

    fn close(&mut self) -> Option<()> {
        self.nothing()?;
        self.blocks.pop();
        self.out.close_block();
        Some(())
    }

    /// What waits for a value and gets none has nothing.
    fn nothing(&mut self) -> Option<()> {
        match self.blocks.last_mut().and_then(|block| block.waits.take()) {
            Some(line) => self.out.scalar_node(line, "", Style::Plain),
            None => Some(()),
        }
    }

    /// Takes what stands from a place on to its line's end: an item, a key with its value, or a text.
    fn entry(&mut self, from: usize, end: usize) -> Option<()> {
        let mut from = from;
        loop {
            let indent = from - self.start;
            if self.begins_item(from, end) {
                self.open(indent, true)?;
                from += 1 + self.bytes.get(from + 1..end)?.iter().take_while(|b| **b == b' ').count();
                if from == end || self.at(from) == b'#' {
                    return Some(());
                }
                continue;
            }
            let (key, style, behind) = match self.key(from, end) {
                Key::Here(key, style, behind) => (key, style, behind),
                Key::Absent => break,
                Key::Unclear => return None,
            };
            self.open(indent, false)?;
            if key.contains('#') {
                self.out.text_at(from..behind - 1);
            }
            self.out.scalar_node(self.line, key, style)?;
            from = behind + self.bytes.get(behind..end)?.iter().take_while(|b| **b == b' ').count();
            if from == end || (self.at(from) == b'#' && from > behind) {
                return Some(());
            }
            if self.begins_item(from, end) || self.key(from, end) != Key::Absent {
                return None;
            }
            break;
        }
        self.value(from, end)
    }

    /// Begins an item or key in the block of this indent, which is opened where it is not.
    fn open(&mut self, indent: usize, is_list: bool) -> Option<()> {
        let is_open =
            self.blocks.last().is_some_and(|block| block.indent == indent && block.is_list == is_list);
        if !is_open {
            if let Some(above) = self.blocks.last_mut() {
                above.waits.take()?;
            }
            if self.blocks.len() >= DEEPEST {
                return None;
            }
            self.blocks.push(Block { indent, is_list, waits: None });
            let value = if is_list { Value::Sequence(Vec::new()) } else { Value::Mapping(Vec::new()) };
            self.out.open_block(Node { line: self.line, value });
        }
        let block = self.blocks.last_mut()?;
        block.waits = Some(self.line);
        Some(())
    }

    /// The key that begins at a place.
    fn key(&self, from: usize, end: usize) -> Key<'a> {
        let quote = self.at(from);
        if quote == b'?' {
            return Key::Unclear;
        }
        if matches!(quote, b'"' | b'\'') {
            let Some(key) = self.text.get(from..end).and_then(quoted) else { return Key::Absent };
            let behind = from + key.len() + 2;
            let ends = self.at(behind) == b':' && (behind + 1 == end || self.at(behind + 1) == b' ');
            return if ends { Key::Here(key, Style::Quoted, behind + 1) } else { Key::Absent };
        }
        let mut at = from;
        while at < end {
            match self.at(at) {
                b':' if at + 1 == end || self.at(at + 1) == b' ' => break,
                b'#' if at > from && self.at(at - 1) == b' ' => return Key::Absent,
                _ => at += 1,
            }
        }
        let Some(key) = self.text.get(from..at).filter(|_| at < end) else { return Key::Absent };
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'/' | b'.' | b'$');
        if !plain(quote) || key.len() > LONGEST_KEY || key.ends_with(' ') {
            // Braces, brackets and quotes may hold colons of their own.
            return if matches!(quote, b'{' | b'[' | b'|' | b'>') { Key::Absent } else { Key::Unclear };
        }
        Key::Here(key, Style::Plain, at + 1)
    }

    /// A value, if it is a simple one; else the parser reads it, with the lines that belong to it.
    fn value(&mut self, from: usize, end: usize) -> Option<()> {
        let Block { indent: parent, waits: Some(_), .. } = *self.blocks.last()? else { return None };
        let line = self.text.get(from..end)?;
        let number = self.line;
        if let Some(text) = self.literal(line, parent) {
            self.blocks.last_mut()?.waits = None;
            return self.out.scalar_node(number + 1, &text, Style::Literal);
        }
        let Some(value) = on_line(line).filter(|_| line.starts_with(['"', '\'']) || !self.goes_on(parent))
        else {
            return self.parse(from, parent);
        };
        self.blocks.last_mut()?.waits = None;
        match value {
            OnLine::Text(text, style, length) => {
                if text.contains('#') {
                    self.out.text_at(from..from + length);
                }
                self.out.scalar_node(number, &text, style)
            }
            OnLine::List(items) => {
                self.out.open_block(Node { line: number, value: Value::Sequence(Vec::new()) });
                for (text, style) in items {
                    self.out.scalar_node(number, text, style)?;
                }
                self.out.close_block();
                Some(())
            }
            OnLine::Mapping(entries) => {
                self.out.open_block(Node { line: number, value: Value::Mapping(Vec::new()) });
                for (key, (text, style)) in entries {
                    self.out.scalar_node(number, key, Style::Plain)?;
                    self.out.scalar_node(number, text, style)?;
                }
                self.out.close_block();
                Some(())
            }
        }
    }

    /// The lines below a `|`, if nothing else stands behind it and none of them is out of the ordinary.
    fn literal(&mut self, mark: &str, parent: usize) -> Option<String> {
        let mark = mark.trim_end_matches(' ');
        if !matches!(mark, "|" | "|-") {
            return None;
        }
        let (first, _) = self.line_at(self.next)?;
        let indent = first - self.next;
        let (mut next, mut lines, mut text) = (self.next, 0, String::new());
        while let Some((from, end)) = self.line_at(next) {
            let here = from - next;
            if from == end && here > 0 {
                // Blanks alone may be a part of the text.
                return None;
            }
            if from < end {
                if here <= parent {
                    break;
                }
                text.push_str(self.text.get(next..end)?.get(indent..).filter(|_| here >= indent)?);
            }
            text.push('\n');
            lines += 1;
            next = self.behind(end);
        }
        let length = text.trim_end_matches('\n').len();
        // A `#` may begin what only looks like a comment.
        if length == 0
            || indent == 0
            || text.contains('#')
            || (next == self.text.len() && !self.text.ends_with('\n'))
        {
            return None;
        }
        text.truncate(length + usize::from(mark == "|"));
        self.next = next;
        self.line += lines;
        Some(text)
    }

    /// Whether the next line that is not empty belongs to a text in a block of this indent.
    fn goes_on(&self, parent: usize) -> bool {
        let mut start = self.next;
        while let Some((from, end)) = self.line_at(start) {
            if from < end {
                return from - start > parent;
            }
            start = self.behind(end);
        }
        false
    }

    /// Hands a value to the parser, with all lines that are indented further than its block.
    fn parse(&mut self, from: usize, parent: usize) -> Option<()> {
        let line = self.line;
        while let Some((from, end)) = self.line_at(self.next) {
            if from < end && from - self.next <= parent {
                break;
            }
            self.next = self.behind(end);
            self.line += 1;
        }
        let value = self.text.get(from..self.next)?;
        let (head, rest) = value.split_once('\n').unwrap_or((value, ""));
        // At the beginning of a text these mean something else.
        if ["---", "...", "%"].iter().any(|mark| head.starts_with(mark)) {
            return None;
        }
        // How far a block of lines is said to be indented counts from what is around it, and where one without lines stands does, too.
        let is_block = head.starts_with(['|', '>']) || (head.starts_with('!') && head.contains(['|', '>']));
        let has_lines = !value.trim_end().trim_end_matches(['-', '+']).ends_with(['|', '>']);
        if !has_lines || (is_block && (head.contains(|c: char| c.is_ascii_digit()) || rest.trim().is_empty()))
        {
            return None;
        }
        let document = tree::parsed(value, line, self.out.budget());
        if document.broken.is_some() {
            return None;
        }
        self.blocks.last_mut()?.waits = None;
        self.out.add_document(document, from);
        Some(())
    }
}

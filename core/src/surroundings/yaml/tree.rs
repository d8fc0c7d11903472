//! The tree of one document, built from the parser's events: aliases and merge keys are resolved, with bounds.

use super::node::{Entry, Node, Style, Value};
use super::plain;
use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A document, as far as it could be read.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) root: Node,
    /// The line from which on it is not read, and why.
    pub(super) broken: Option<(usize, &'static str)>,
    /// The last line that was taken into the tree.
    pub(super) reached: usize,
    /// Where texts stand in which a `#` begins no comment, as ranges of bytes in their order.
    pub(super) texts: Vec<Range<usize>>,
    /// Whether an alias stands for something.
    pub(super) copies: bool,
    /// What was left out, by line.
    pub(super) unread: Vec<(usize, &'static str)>,
}

/// What is left of the bounds of a whole text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    nodes: usize,
    copies: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { nodes: MOST_NODES, copies: MOST_COPIED }
    }
}

/// The most values of a text that are read.
const MOST_NODES: usize = 600_000;
/// The most that aliases copy, in values and bytes of their texts.
const MOST_COPIED: usize = 2_000_000;
/// The deepest nesting that is read, with what aliases bring.
const DEEPEST: usize = 128;

const BROKEN: &str = "no YAML from here on; only settings and keys that stand there by themselves were found";
const LONG: &str = "more values than are read; from here on only settings and keys that stand there by themselves were found";

/// A collection that is not closed yet.
struct Frame {
    node: Node,
    anchor: usize,
    key: Option<(String, usize, bool)>,
    /// Where it begins, in bytes, if it is written in braces or brackets.
    from: Option<usize>,
    height: usize,
    /// Values and bytes of texts in it.
    weight: usize,
    merges: Vec<Node>,
}

/// A finished value with its height and weight.
struct Done {
    node: Node,
    height: usize,
    weight: usize,
    plain: bool,
}

pub(super) struct Builder<'a, 'b> {
    text: &'a str,
    /// What is added to the parser's lines.
    lead: usize,
    stack: Vec<Frame>,
    anchors: HashMap<usize, (Node, usize, usize)>,
    root: Option<Node>,
    out: Document,
    budget: &'b mut Budget,
}

/// Reads one document, whose first line is line `first` of its file.
pub(super) fn read(text: &str, first: usize, budget: &mut Budget) -> Document {
    plain::read(text, first, budget).unwrap_or_else(|| parsed(text, first, budget))
}

/// The same by the parser alone, which is slow.
pub(super) fn parsed(text: &str, first: usize, budget: &mut Budget) -> Document {
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        flow_nesting_limit: DEEPEST / 2,
        block_nesting_limit: DEEPEST / 2,
    };
    let mut builder = Builder::new(text, first, budget);
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => {
                if !builder.take(event, span) {
                    builder.out.broken = Some((span.start.line() + builder.lead, LONG));
                    break;
                }
            }
            Err(error) => {
                let line = error.marker().line() + builder.lead;
                builder.out.broken = Some((line.clamp(first, first + text.matches('\n').count()), BROKEN));
                break;
            }
        }
    }
    builder.finish()
}

impl<'a, 'b> Builder<'a, 'b> {
    pub(super) fn new(text: &'a str, first: usize, budget: &'b mut Budget) -> Self {
        Self {
            text,
            lead: first - 1,
            stack: Vec::new(),
            anchors: HashMap::new(),
            root: None,
            out: Document {
                root: Node::empty(first),
                broken: None,
                reached: first - 1,
                texts: Vec::new(),
                copies: false,
                unread: Vec::new(),
            },
            budget,
        }
    }

    /// What was read. What is open where a document breaks holds what was read so far.
    pub(super) fn finish(mut self) -> Document {
        while let Some(frame) = self.stack.pop() {
            self.close(frame, None);
        }
        let mut out = self.out;
        if let Some(root) = self.root {
            out.root = root;
        }
        out
    }
}

/// For a reader that is not the parser: of what has neither anchor nor alias.
impl Builder<'_, '_> {
    pub(super) fn has_root(&self) -> bool {
        self.root.is_some()
    }

    pub(super) fn budget(&mut self) -> &mut Budget {
        self.budget
    }

    /// Begins a list or mapping.
    pub(super) fn open_block(&mut self, node: Node) {
        self.stack.push(Frame {
            node,
            anchor: 0,
            key: None,
            from: None,
            height: 0,
            weight: 1,
            merges: Vec::new(),
        });
    }

    /// Ends the last list or mapping that is open.
    pub(super) fn close_block(&mut self) {
        if let Some(frame) = self.stack.pop() {
            self.close(frame, None);
        }
    }

    /// A key or a text; none where there are more values than are read.
    pub(super) fn scalar_node(&mut self, line: usize, text: &str, style: Style) -> Option<()> {
        self.budget.nodes = self.budget.nodes.checked_sub(1)?;
        let node = Node { line, value: Value::Scalar(text.to_owned(), style) };
        self.add(Done { node, height: 0, weight: 1, plain: style == Style::Plain }, 0);
        Some(())
    }

    /// A text in which a `#` begins no comment.
    pub(super) fn text_at(&mut self, range: Range<usize>) {
        self.out.texts.push(range);
    }

    /// A value that was read by itself, from a place of this text on.
    pub(super) fn add_document(&mut self, value: Document, from: usize) {
        let texts = value.texts.into_iter().map(|range| from + range.start..from + range.end);
        self.out.texts.extend(texts);
        self.out.unread.extend(value.unread);
        self.add(Done { node: value.root, height: 0, weight: 1, plain: false }, 0);
    }
}

impl Builder<'_, '_> {
    /// Takes an event; false where there is more than is read.
    fn take(&mut self, event: Event<'_>, span: Span) -> bool {
        let line = span.start.line() + self.lead;
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if self.budget.nodes == 0 {
                    return false;
                }
                self.budget.nodes -= 1;
                // A block of lines ends where the next line's text begins.
                if let Some(range) = span.byte_range()
                    && let Some(raw) = self.text.get(range.clone()).map(str::trim_end)
                    && raw.contains('#')
                {
                    self.out.texts.push(range.start..range.start + raw.len());
                }
                // The end of a block of lines is the beginning of the line behind it.
                self.out.reached = match span.end.col() {
                    0 => (span.end.line() + self.lead).saturating_sub(1).max(line),
                    _ => span.end.line() + self.lead,
                };
                let mut node = self.scalar(text.into_owned(), style, &span);
                // What `!Ref` and its like give is no text that stands here; it is written like a template.
                if let Some(tag) = tag.filter(|tag| tag.is_custom() && !tag.suffix().is_empty())
                    && let Value::Scalar(text, _) = &mut node.value
                {
                    *text = format!("{{{{!{} {text}}}}}", tag.suffix());
                }
                let (weight, plain) = match &node.value {
                    Value::Scalar(text, style) => (1 + text.len(), *style == Style::Plain),
                    _ => (1, false),
                };
                self.add(Done { node, height: 0, weight, plain }, anchor);
            }
            Event::SequenceStart(style, anchor, _) => {
                self.open(Node { line, value: Value::Sequence(Vec::new()) }, style, anchor, &span);
            }
            Event::MappingStart(style, anchor, _) => {
                self.open(Node { line, value: Value::Mapping(Vec::new()) }, style, anchor, &span);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(frame) = self.stack.pop() {
                    self.out.reached = self.out.reached.max(frame.node.line);
                    self.close(frame, span.byte_range().map(|range| range.end));
                }
            }
            Event::Alias(anchor) => self.alias(anchor, line),
            Event::UnresolvedAlias(_) => {
                self.out
                    .unread
                    .push((line, "an alias whose anchor is not in the document; taken for nothing"));
                self.add(Done { node: Node::empty(line), height: 0, weight: 1, plain: true }, 0);
            }
            _ => {}
        }
        true
    }

    fn scalar(&self, text: String, style: ScalarStyle, span: &Span) -> Node {
        let line = span.start.line() + self.lead;
        let raw = span.byte_range().and_then(|range| self.text.get(range)).unwrap_or_default();
        let trimmed = |raw: &str| raw.trim_end().lines().map(str::trim).collect::<Vec<_>>().join("\n");
        let (line, text, style) = match style {
            // Empty lines in front belong to the text, but not to its place.
            ScalarStyle::Literal => {
                let empty = text.bytes().take_while(|byte| *byte == b'\n').count();
                (line.saturating_sub(empty).max(1), text, Style::Literal)
            }
            ScalarStyle::Folded if !raw.trim().contains('\n') => (line, text, Style::Literal),
            ScalarStyle::Folded => (line, trimmed(raw), Style::Folded),
            ScalarStyle::Plain if raw.trim().contains('\n') => (line, trimmed(raw), Style::Folded),
            // The parser writes `~` for nothing.
            ScalarStyle::Plain if raw.is_empty() => (line, String::new(), Style::Plain),
            ScalarStyle::Plain => (line, text, Style::Plain),
            _ => (line, text, Style::Quoted),
        };
        Node { line, value: Value::Scalar(text, style) }
    }

    fn alias(&mut self, anchor: usize, line: usize) {
        let copied = self.anchors.get(&anchor).filter(|(_, height, weight)| {
            *weight <= self.budget.copies && self.stack.len() + height < DEEPEST
        });
        let done = if let Some((node, height, weight)) = copied {
            self.budget.copies -= weight;
            self.out.copies = true;
            Done { node: node.clone(), height: *height, weight: *weight, plain: false }
        } else {
            self.out.unread.push((line, "an alias to more than is read; taken for nothing"));
            Done { node: Node::empty(line), height: 0, weight: 1, plain: true }
        };
        self.add(done, 0);
    }

    fn open(&mut self, node: Node, style: StructureStyle, anchor: usize, span: &Span) {
        let from = (style == StructureStyle::Flow).then(|| span.start.byte_offset()).flatten();
        self.stack.push(Frame { node, anchor, key: None, from, height: 0, weight: 1, merges: Vec::new() });
    }

    fn close(&mut self, mut frame: Frame, end: Option<usize>) {
        let line = frame.node.line;
        if let Some((key, line, _)) = frame.key.take()
            && let Value::Mapping(entries) = &mut frame.node.value
        {
            entries.push(Entry { line, key, value: Node::empty(line) });
        }
        // `{{ .Values.key }}` is a template, although it is a mapping by its letters.
        if let (Some(from), Some(end)) = (frame.from, end)
            && let Some(raw) =
                self.text.get(from..end).filter(|raw| raw.starts_with("{{") && raw.ends_with("}}"))
        {
            frame.node = Node { line, value: Value::Scalar(raw.to_owned(), Style::Plain) };
            (frame.height, frame.weight) = (0, 1 + raw.len());
        }
        merge(&mut frame, self.budget);
        let Frame { node, anchor, height, weight, .. } = frame;
        self.add(Done { node, height: height + 1, weight, plain: false }, anchor);
    }

    fn add(&mut self, done: Done, anchor: usize) {
        let Done { node, height, weight, plain } = done;
        if anchor != 0 {
            // What an anchor holds is copied once more for each alias only.
            if weight <= self.budget.copies {
                self.budget.copies -= weight;
                self.anchors.insert(anchor, (node.clone(), height, weight));
            }
        }
        let Some(frame) = self.stack.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        frame.height = frame.height.max(height);
        frame.weight += weight;
        match &mut frame.node.value {
            Value::Sequence(items) => items.push(node),
            Value::Mapping(entries) => match frame.key.take() {
                None => {
                    let line = node.line;
                    let key = match node.value {
                        Value::Scalar(text, _) => text,
                        _ => String::new(),
                    };
                    frame.key = Some((key, line, plain));
                }
                Some((key, _, true)) if key == "<<" => frame.merges.push(node),
                Some((key, line, _)) => entries.push(Entry { line, key, value: node }),
            },
            Value::Scalar(..) => {}
        }
    }
}

/// Puts in what `<<` names: the mapping's own keys come first, then those of the first that has them.
fn merge(frame: &mut Frame, budget: &mut Budget) {
    let Value::Mapping(entries) = &mut frame.node.value else { return };
    if frame.merges.is_empty() {
        return;
    }
    let mut has: HashSet<String> = entries.iter().map(|entry| entry.key.clone()).collect();
    let mut merged = Vec::new();
    for node in frame.merges.drain(..) {
        let list = match node.value {
            Value::Sequence(items) => items,
            _ => vec![node],
        };
        for node in list {
            if let Value::Mapping(entries) = node.value {
                merged.extend(entries.into_iter().filter(|entry| has.insert(entry.key.clone())));
            }
        }
    }
    budget.nodes = budget.nodes.saturating_sub(merged.len());
    merged.append(entries);
    *entries = merged;
}

//! HCL: Terraform, OpenTofu, Terragrunt, Packer and Nomad, and their files of variables.
//!
//! A reader of our own. `hcl-edit` 0.10.0, the parser that is kept best, adds 200 KB of Wasm, stops at the first mistake, and looks
//! for a key among all keys of its object, so that one object of 430 KB takes eleven seconds (measured 2026-11-22). What we ask of
//! HCL is its structure alone: blocks, attributes, objects, lists, texts and here-documents
//! (<https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md>, read 2026-11-22). The tests hold it against `hcl-rs`.

mod lex;

use super::finding::{Kind, State};
use super::mentions::Mentions;
use super::sink::{Form, Sink};
use super::structure::{FILES, Leaf, Place, Structure};
use crate::secret::find_credentials;
use lex::{Lexer, Piece};

/// Reads HCL.
pub(super) fn read(text: &str, out: &mut Sink) {
    let mut reader = Reader { structure: Structure::new(out), open: vec![Open::new(Bracket::Block)] };
    let mut lexer = Lexer::new(text);
    let mentions = Mentions::of_long(text, &[&FILES[..], &["<<", "/*"]].concat());
    loop {
        // Between two blocks at the top.
        if let Some(mentions) = &mentions
            && matches!(reader.open.as_slice(), [top] if top.head.is_empty() && top.key.is_none())
        {
            lexer.skip_blocks(mentions);
        }
        let Some((line, piece)) = lexer.next() else { break };
        reader.take(line, piece);
    }
    while reader.open.len() > 1 {
        reader.close();
    }
    reader.attribute();
    reader.structure.finish();
}

/// Blocks with a label, inside of others, that are places.
const RUNS: [&str; 5] = ["task", "group", "container", "provisioner", "service"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bracket {
    /// A block's body, or the file.
    Block,
    Object,
    List,
    /// A function's arguments, an index, or brackets around an expression.
    Inner,
}

/// What is open, with the attribute or element in it that is being read.
struct Open<'a> {
    bracket: Bracket,
    /// How deep the structure goes for it.
    levels: usize,
    /// The words in front of `=`, `:` or `{`, with their lines.
    head: Vec<(String, usize)>,
    /// The key that a value is read for.
    key: Option<(String, usize)>,
    value: Option<Found<'a>>,
    /// The name of a variable of the configuration that is declared here.
    declares: Option<String>,
    /// For brackets of an expression: the key that it gives a value.
    under: Option<(String, usize)>,
}

impl Open<'_> {
    fn new(bracket: Bracket) -> Self {
        Self { bracket, levels: 0, head: Vec::new(), key: None, value: None, declares: None, under: None }
    }
}

/// What has been read of a value.
enum Found<'a> {
    Text(String, bool, usize),
    Heredoc(&'a str, usize),
    Null,
    Plain,
    /// An expression, and a text in it that holds a key.
    Computed(Option<String>),
    /// An object or a list that has been read already.
    Done,
}

struct Reader<'a, 'o> {
    structure: Structure<'o>,
    open: Vec<Open<'a>>,
}

impl<'a> Reader<'a, '_> {
    fn take(&mut self, line: usize, piece: Piece<'a>) {
        let Some(open) = self.open.last_mut() else { return };
        let reads_value = open.key.is_some() || matches!(open.bracket, Bracket::List | Bracket::Inner);
        match piece {
            Piece::Comment(text) => self.comment(line, text),
            Piece::Unended => {
                self.structure
                    .out
                    .unread(line, "a quote, comment or here-document never ends; taken for a character");
            }
            Piece::End if matches!(open.bracket, Bracket::Block | Bracket::Object) => self.attribute(),
            Piece::End => {}
            Piece::Mark('{') if !reads_value => self.block(line),
            Piece::Mark(mark @ ('{' | '[' | '(')) => self.bracket(line, mark),
            Piece::Mark('}' | ']' | ')') => self.close(),
            Piece::Mark(',') => self.attribute(),
            Piece::Mark('=' | ':') if !reads_value => {
                let head = std::mem::take(&mut open.head);
                open.key = head.into_iter().next_back().or_else(|| Some((String::new(), line)));
            }
            Piece::Word(word) if !reads_value => open.head.push((word.to_owned(), line)),
            Piece::Text(text, _) if !reads_value => open.head.push((text.into_owned(), line)),
            Piece::Mark(_) if !reads_value => {}
            piece => open.value = Some(joined(open.value.take(), piece, line)),
        }
    }

    /// A block opens: its type and labels stand in front of it.
    fn block(&mut self, line: usize) {
        let depth = self.open.len();
        let Some(open) = self.open.last_mut() else { return };
        let head = std::mem::take(&mut open.head);
        let at = head.first().map_or(line, |(_, line)| *line);
        let mut inner = Open::new(Bracket::Block);
        let words: Vec<String> = head.into_iter().map(|(word, _)| word).collect();
        inner.levels = words.len().max(1);
        let last = words.len().saturating_sub(1);
        if let [kind, name] = words.as_slice()
            && kind == "variable"
        {
            inner.declares = Some(name.clone());
        }
        let name = match words.split_first() {
            Some((kind, [])) => kind.clone(),
            Some((kind, labels)) => format!("{kind} {}", labels.join(".")),
            None => String::new(),
        };
        for (step, word) in words.iter().enumerate() {
            // Whatever stands at the top is a place, and so is a block with a label inside that runs something.
            let runs = words.first().is_some_and(|kind| RUNS.contains(&kind.as_str()));
            let is_place = step == last && (depth == 1 || (last > 0 && runs));
            let known = match is_place {
                true => Place::Named(name.clone()),
                false if last > 0 => Place::None,
                false => Place::Unknown,
            };
            self.structure.open(word, at, false, known);
        }
        if words.is_empty() {
            self.structure.open("", at, false, Place::Unknown);
        }
        self.open.push(inner);
    }

    /// An object, a list or brackets of an expression open in a value.
    fn bracket(&mut self, line: usize, mark: char) {
        let Some(open) = self.open.last_mut() else { return };
        let is_alone = open.value.is_none() || open.bracket == Bracket::Inner;
        let key = open.key.clone();
        let is_element = open.bracket == Bracket::List;
        let mut inner = Open::new(match mark {
            '{' => Bracket::Object,
            '[' if is_alone => Bracket::List,
            _ => Bracket::Inner,
        });
        if inner.bracket == Bracket::Inner {
            inner.under = key.clone().or_else(|| open.under.clone());
        }
        if matches!(inner.bracket, Bracket::Object | Bracket::List) {
            open.value = Some(Found::Done);
            inner.levels = 1;
            let (key, line) = match key {
                Some(key) => key,
                // Inside of a function, the object goes by the key that the function's value is for.
                None if !is_element => {
                    // What a variable's value is computed of is no value of it.
                    let key = open.under.clone().filter(|(key, _)| Kind::of_variable(key).is_none());
                    key.unwrap_or((String::new(), line))
                }
                None => (String::new(), line),
            };
            self.structure.open(&key, line, mark == '[', Place::Unknown);
        } else if open.value.is_none() {
            open.value = Some(Found::Computed(None));
        }
        self.open.push(inner);
    }

    fn close(&mut self) {
        if self.open.len() < 2 {
            return;
        }
        self.attribute();
        let Some(open) = self.open.pop() else { return };
        for _ in 0..open.levels {
            self.structure.close();
        }
        if open.bracket == Bracket::Block {
            return;
        }
        // What an expression holds is found in it, and counts for what the expression gives.
        if let (Bracket::Inner, Some(outer)) = (open.bracket, self.open.last_mut())
            && !matches!(outer.value, Some(Found::Done))
        {
            let inner = match open.value {
                Some(Found::Computed(text)) => text,
                Some(Found::Text(text, ..)) => Some(text),
                Some(Found::Done)
                    if outer.key.as_ref().is_none_or(|(key, _)| Kind::of_variable(key).is_none()) =>
                {
                    outer.value = Some(Found::Done);
                    return;
                }
                _ => None,
            };
            let before = match outer.value.take() {
                Some(Found::Computed(text)) => text,
                _ => None,
            };
            outer.value =
                Some(Found::Computed(before.or(inner).filter(|text| !find_credentials(text).is_empty())));
        }
    }

    /// An attribute or an element is complete.
    fn attribute(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        if open.bracket == Bracket::Inner {
            // The arguments of a function give one value together.
            let kept = match open.value.take() {
                Some(Found::Text(text, ..)) => Found::Computed(Some(text)),
                Some(found) => found,
                None => return,
            };
            open.value = Some(kept);
            return;
        }
        open.head.clear();
        let key = open.key.take();
        let Some(value) = open.value.take() else { return };
        let is_list = open.bracket == Bracket::List;
        let declares = open.declares.clone();
        let (key, line) = match (key, is_list) {
            (Some(key), _) => key,
            (None, true) => (String::new(), 0),
            (None, false) => return,
        };
        let (leaf, here) = match value {
            Found::Text(text, template, here) => {
                (Leaf::Text(text, if template { Form::Expands } else { Form::Quoted }), here)
            }
            Found::Heredoc(text, here) => (Leaf::Block(text.to_owned(), here), line),
            Found::Null => (Leaf::Null, line),
            Found::Plain => (Leaf::Other, line),
            Found::Computed(text) => (Leaf::Computed(text), line),
            Found::Done => return,
        };
        let line = if is_list { here.max(1) } else { line };
        if let Leaf::Text(text, Form::Quoted) = &leaf
            && self.named(&key, declares.as_deref(), line, text)
        {
            return;
        }
        self.structure.leaf(&key, line, leaf);
    }

    /// A variable of the configuration that is called like one of a client. It reaches a process where something refers to it.
    fn named(&mut self, key: &str, declares: Option<&str>, line: usize, text: &str) -> bool {
        let name = if key == "default" { declares.unwrap_or(key) } else { key };
        let upper = name.to_ascii_uppercase();
        let is_exact = upper == name && declares.is_none();
        let kind = Kind::of_variable(&upper).filter(|_| !is_exact);
        match kind.filter(|_| !text.trim().is_empty()) {
            Some(kind) => self.structure.out.field(line, name, kind, text),
            None if declares.is_some() && key == "default" => {
                self.structure.out.stray_named(line, name, text, State::Set);
            }
            None => return false,
        }
        true
    }

    fn comment(&mut self, line: usize, text: &str) {
        for (more, text) in text.split('\n').enumerate() {
            let text = text.trim_matches(['#', '*', ' ', '\t', '\r']);
            let pair = text.split_once('=').map(|(name, value)| (name.trim(), value.trim()));
            let out = &mut *self.structure.out;
            match pair.filter(|(name, value)| Kind::of_variable(name).is_some() && value.starts_with('"')) {
                Some((name, value)) => {
                    out.commented(line + more, name, value.trim_matches('"'), Form::Expands);
                }
                None => out.stray(line + more, text, State::Commented),
            }
        }
    }
}

/// A value with one more piece.
fn joined<'a>(before: Option<Found<'a>>, piece: Piece<'a>, line: usize) -> Found<'a> {
    let key = |text: &str| Some(text.to_owned()).filter(|text| !find_credentials(text).is_empty());
    match (before, piece) {
        (None, Piece::Text(text, template)) => Found::Text(text.into_owned(), template, line),
        (None, Piece::Heredoc(text)) => Found::Heredoc(text, line + 1),
        (None, Piece::Word("null")) => Found::Null,
        (None, Piece::Word(word))
            if word.starts_with(|c: char| c.is_ascii_digit()) || matches!(word, "true" | "false") =>
        {
            Found::Plain
        }
        (Some(Found::Done), _) => Found::Done,
        (before, piece) => {
            let before = match before {
                Some(Found::Text(text, ..) | Found::Computed(Some(text))) => key(&text),
                _ => None,
            };
            let text = match piece {
                Piece::Text(text, _) => key(&text),
                Piece::Heredoc(text) => key(text),
                _ => None,
            };
            Found::Computed(before.or(text))
        }
    }
}
